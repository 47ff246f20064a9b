"""Another exercise needs no Python: a page, a template and an example are enough."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers.build import mkdocs
from helpers.project import DOCS, TODAY, copy_project, edit, lighten
from helpers.server import served
from playwright.sync_api import expect
from portfolio.ask import exercise
from portfolio.check import checks

PAGE = """\
---
title: "Exercise 03: Development environment"
exercise: exercise-03
label: Exercise 03
complete: Exercise 03 complete!
deliverables:
  - id: environment
    title: Environment report
    template: environment-template.md
    file: environment.md
    done: Environment report written
    about: What you set up, and how you know that it works.
---

Set up your tools, then hand in [your report](environment.md).
"""
TEMPLATE = """\
---
title: My environment
deliverable: environment
system:  # write the system you work on, for example Debian 13
# list your tools, each with its version
tools:
  - name:  # write what the tool is called, for example git
    version:  # write what its --version says
# list what you can do now, each on its own line after "- "
checks:
  -
editor:
  name:  # write which editor you use
---

## What I set up

<!-- What did you install, and why this? -->

## How I know it works

<!-- What did you run, and what did it print? -->
"""
FILLED = """\
---
title: My environment
deliverable: environment
system: Debian 13
tools:
  - {name: git, version: "2.47"}
  - {name: make, version: "4.4"}
checks: [Build the site]
editor:
  name: Vim
---

## What I set up

Git and make, since the exercise asks for them.

## How I know it works

`make test` passes.
"""


def second(project: Path) -> Path:
    """Write a project with this exercise."""
    docs = copy_project(project) / "docs"
    (docs / "exercise-03.md").write_text(PAGE, encoding="utf-8")
    (docs / "environment-template.md").write_text(TEMPLATE, encoding="utf-8")
    (docs / "example" / "environment.md").write_text(FILLED, encoding="utf-8")
    pages = "\nnav:\n  - Exercise 03:\n      - exercise-03.md\n      - environment-template.md\n"
    pages += "      - environment.md\n      - example/environment.md\n"
    edit(docs.parent / "mkdocs.yml", "\nnav:\n", pages)
    return lighten(docs.parent)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return second(tmp_path / "project")


@pytest.fixture(scope="module")
def for_readers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, before anybody has begun."""
    project = second(tmp_path_factory.mktemp("readers") / "project")
    ran = mkdocs(project, "build", "--strict", REQUIRE_DELIVERABLES="false")
    assert ran.code == 0, ran.log
    return project / "site"


def problems(project: Path, text: str | None) -> list[tuple[str, int | None, str | None]]:
    deliverable = exercise.load(project / "docs")[2]
    if text is not None:
        (project / "docs" / "environment.md").write_text(text, encoding="utf-8")
    found = checks.check(deliverable, project / "docs", TODAY).problems
    return [(each.code, each.line, each.field) for each in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (None, [("missing-file", None, None)]),
        (FILLED, []),
        (
            TEMPLATE,
            [
                ("unfilled-field", 4, "system"),
                ("unfilled-field", 7, "tools[0].name"),
                ("unfilled-field", 8, "tools[0].version"),
                ("unfilled-field", 11, "checks[0]"),
                ("unfilled-field", 13, "editor.name"),
                ("unfilled-section", 16, "What I set up"),
                ("unfilled-section", 20, "How I know it works"),
            ],
        ),
        (FILLED.replace("  name: Vim", "  nmae: Vim"), [("unknown-field", 10, "editor.nmae")]),
        (FILLED.replace("system: Debian 13\n", ""), [("missing-field", 1, "system")]),
        (
            FILLED.replace("## What I set up", "## Setup"),
            [("missing-section", 19, "What I set up")],
        ),
        (FILLED.replace("`make test` passes.", "TODO"), [("unfilled-section", 17, None)]),
        (
            FILLED.replace("title:", "private:\n  - editor\n  - tools[].version\ntitle:"),
            [],
        ),
    ],
    ids=["missing", "filled", "untouched", "misspelt", "left out", "heading", "TODO", "private"],
)
def test_what_the_template_asks_is_checked(
    project: Path, text: str | None, wanted: list[tuple[str, int | None, str | None]]
) -> None:
    told = problems(project, text)

    assert [(code, line, field if w[2] else None) for (code, line, field), w in
            zip(told, wanted, strict=True)] == wanted  # fmt: skip


def test_a_link_to_what_is_not_begun_is_plain_text(for_readers: Path) -> None:
    html = (for_readers / "exercise-03" / "index.html").read_text(encoding="utf-8")

    assert "hand in your report.</p>" in html


def test_it_is_asked_for_once_it_is_begun(project: Path) -> None:
    before = mkdocs(project, "build")
    (project / "docs" / "environment.md").write_text(TEMPLATE, encoding="utf-8")
    begun = mkdocs(project, "build")

    assert "environment.md" not in before.log
    assert "ERROR   -  docs/environment.md:4: system: nothing filled in" in begun.log
    assert "write the system you work on" in begun.log


def test_an_authors_mistake_is_told_and_not_blamed_on_a_learner(project: Path) -> None:
    (project / "docs" / "environment-template.md").write_text("no front matter", encoding="utf-8")

    ran = mkdocs(project, "build")

    assert ran.code == 1
    assert "environment-template.md:1: there is no front matter" in ran.log
    assert "Traceback" not in ran.log


def test_resources_that_are_not_there_are_an_authors_mistake_too(project: Path) -> None:
    page = project / "docs" / "exercise-03.md"
    page.write_text(PAGE.replace("label:", "resources: nowhere.md\nlabel:"), encoding="utf-8")

    ran = mkdocs(project, "build")

    assert ran.code == 1
    assert "nowhere.md:1: " in ran.log
    assert "Traceback" not in ran.log


def test_its_pages_are_in_the_public_edition_too(project: Path) -> None:
    """Drawn as fields and prose; what is private in them stays away."""
    for path in (DOCS / "example").iterdir():
        shutil.copy(path, project / "docs")
    report = FILLED.replace("deliverable:", "private: [tools, How I know it works]\ndeliverable:")
    (project / "docs" / "environment.md").write_text(report, encoding="utf-8")

    ran = mkdocs(project, "build", "--strict", "-f", "portfolio.yml")

    assert ran.code == 0, ran.log
    html = (project / "public" / "environment.html").read_text(encoding="utf-8")
    assert "Facts" in html
    assert "Vim" in html
    assert "Tools" not in html
    assert "make test" not in html
    assert 'href="environment.html" aria-current="page">Environment report' in html


def test_it_has_a_form_too(project: Path, for_readers: Path, look: Any, tmp_path: Path) -> None:
    """Filled in in the browser, it is what the checks accept; a file of it loads."""
    with served(for_readers) as site:
        page = look(f"{site}environment-template/")
        page.get_by_role("textbox", name="System").fill("Debian 13")
        page.get_by_role("textbox", name="Name").first.fill("git: the tool")
        page.get_by_role("textbox", name="Version").fill("2.47")
        page.get_by_role("textbox", name="Checks, 1").fill("Build the site")
        page.get_by_role("textbox", name="Name").last.fill("Vim")
        page.get_by_role("textbox", name="What I set up").fill("Git, since it is asked for.")
        page.get_by_role("textbox", name="How I know it works").fill("`make test` passes.")
        left = page.locator(".form__state")
        expect(left).to_have_text("Complete")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download my file").click()
        text = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert problems(project, text) == []

        file = tmp_path / "environment.md"
        file.write_text(FILLED.replace("Vim", "TODO"), encoding="utf-8")
        page.set_input_files("input[type=file]", file)
        expect(left).to_have_text("1 item left")
        assert not page.errors
