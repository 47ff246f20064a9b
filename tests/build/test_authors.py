"""A new exercise from nothing, and what its author is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from helpers import python
from helpers.build import mkdocs
from helpers.project import ROOT, TODAY, copy_project, edit
from helpers.script import run
from portfolio.ask import exercise
from portfolio.check.lint import lint

PAGE, TEMPLATE, EXAMPLE = (
    "exercise-09.md",
    "exercise-09-report-template.md",
    "example/exercise-09-report.md",
)


def start(project: Path, script: str, *arguments: str) -> tuple[int, str, str]:
    path = project / "scripts" / f"{script}.py"
    ran = python.script(path, *arguments, cwd=ROOT, env=dict(os.environ))
    return ran.code, ran.out.decode("utf-8"), ran.err.decode("utf-8")


REPORT = "exercise-09-report.md"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a new exercise just begun, of which each test has a copy."""
    home = copy_project(tmp_path_factory.mktemp("begun") / "project")
    code, out, err = start(home, "new_exercise", "exercise-09", "Containers by hand")
    assert (code, err) == (0, "")
    assert f"docs/{TEMPLATE}" in out
    return home


@pytest.fixture
def project(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "project"))


@pytest.fixture
def docs(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun / "docs", tmp_path / "docs"))


def test_a_new_exercise_works_from_the_first_minute(project: Path) -> None:
    code, out, _ = start(project, "new_exercise", "exercise-09", "Once more")
    assert (code, out) == (2, "")
    checked = start(project, "validate", "--exercise", "exercise-09", str(project / "docs/example"))
    assert checked[0] == 0
    assert checked[1].startswith("✅ Exercise 09 report written\n")
    config = project / "mkdocs.yml"
    pages = "".join(f"      - {name}\n" for name in (PAGE, TEMPLATE, REPORT, EXAMPLE))
    nav = f"  - Exercise 09:\n{pages}plugins:\n"
    code, out, err = start(project, "lint_exercises")
    assert (code, err) == (1, "")
    assert "exercise-09-report.md is not in the menu" in out
    config.write_text(config.read_text("utf-8").replace("plugins:\n", nav, 1), encoding="utf-8")
    assert start(project, "lint_exercises")[0] == 0
    ran = mkdocs(project, "build", "--strict", REQUIRE_DELIVERABLES="false")
    assert ran.code == 0, ran.log
    page = (project / "site" / "exercise-09" / "index.html").read_text(encoding="utf-8")
    assert 'href="../exercise-09-report-template/">Fill it in</a>' in page
    assert "Say what a learner can do at the end." in page
    assert (project / "site" / "forms" / "exercise-09.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Exercise 9", "x"), "lowercase letters, digits and hyphens"),
        (("../x", "x"), "lowercase letters, digits and hyphens"),
        (("exercise-10", 'a "b"'), "words without quotes"),
        (("exercise-10", " "), "words without quotes"),
    ],
)
def test_a_name_that_cannot_be(begun: Path, arguments: tuple[str, str], said: str) -> None:
    code, out, err = start(begun, "new_exercise", *arguments)
    assert (code, out) == (2, "")
    assert said in err


WRONG = [  # a line of the new exercise's page, what stands there, and what is said
    ("exercise: exercise-09", "exercise: exercise-02", "is in 2 pages"),
    ("exercise: exercise-09", "exercise: Exercise 9", "lowercase letters, digits and hyphens"),
    ("  - id: exercise-09-report", "  - id: ../x", "lowercase letters, digits and hyphens"),
    (f"template: {TEMPLATE}", "template: report.md", "there is no report.md in docs/"),
    (f"template: {TEMPLATE}", "template: ../x.md", "write the name of a page in docs/"),
    ("file: exercise-09-report.md", "file: example/x.md", "write the name of a page in docs/"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG)
def test_an_exercise_page_that_cannot_be_read(project: Path, old: str, new: str, said: str) -> None:
    path = project / "docs" / PAGE
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    for script, arguments in (("lint_exercises", ()), ("validate", ("--exercise", "exercise-09"))):
        code, out, err = start(project, script, *arguments)
        assert (code, out) == (2, "")
        assert said in err
        assert "Traceback" not in err


@pytest.mark.parametrize("name", ["model_config", "schema", "copy", "_hidden"])
def test_a_field_that_python_has_a_use_for(project: Path, name: str) -> None:
    edit(project / "docs" / TEMPLATE, "summary:  #", f"{name}:  #")
    for script, arguments in (("lint_exercises", ()), ("validate", ("--exercise", "exercise-09"))):
        code, out, err = start(project, script, *arguments)
        assert (code, out) == (2, "")
        assert f"{TEMPLATE}: {name}: give this field another name" in err
        assert "Traceback" not in err


FIELDS = """\
summary:  # write in one sentence what you did
# list the steps you took, each with what it led to
steps:
  - step:  # write what you did, for example "Built the image"
    result:  # write what came out of it, for example "210 MB"
"""
LINTED = [
    pytest.param(TEMPLATE, "summary:  # write in one sentence what you did",
                 "summary:", "template.md:5: summary has no comment", id="no comment"),
    pytest.param(TEMPLATE, '    result:  # write what came out of it, for example "210 MB"',
                 "    result:", "steps[].result has no comment", id="no comment in a list"),
    pytest.param(TEMPLATE, '    result:  # write what came out of it, for example "210 MB"',
                 "    title:", "steps[].title has no comment", id="a title in a list"),
    pytest.param(TEMPLATE, "<!--\nWhat can you do now that you could not do before?\n-->\n",
                 "", "the section has no prompt", id="no prompt"),
    pytest.param(TEMPLATE, "<!--\nWhat can you do now that you could not do before?\n-->\n",
                 "What can you do now?\n", "shows a text of the template", id="a prompt in sight"),
    pytest.param(TEMPLATE, "## What I learned\n", "Be brief.\n\n## What I learned\n",
                 "there is text above the first heading", id="text above"),
    pytest.param(TEMPLATE, FIELDS, "", "it has no fields", id="no fields"),
    pytest.param(TEMPLATE, "## What I learned\n", "", "it has no sections", id="no sections"),
    pytest.param(TEMPLATE, "summary:  #", "summary: Done  #",
                 "template.md:5: the field summary counts as filled in", id="filled in"),
    pytest.param(EXAMPLE, "summary: A fictional learner wrote this report, to show what a filled "
                 "one looks like.", "summary:", "the worked example must pass", id="the example"),
    pytest.param(PAGE, "deliverables:", "deliverable:", "it asks for nothing", id="nothing asked"),
    pytest.param(PAGE, "    about: Say", "    abuot: Say", "hint: write about", id="unknown key"),
    pytest.param(TEMPLATE, "summary:  # write", "summary:  # optional: write",
                 'says "optional", but the checks require it', id="optional"),
    pytest.param(PAGE, "file: exercise-09-report.md", "file: learning-plan.md",
                 "file learning-plan.md is in exercise-01 already", id="a name twice"),
    pytest.param(PAGE, "file: exercise-09-report.md", "file: exercise-09-report-template.md",
                 "is its own template", id="its own template"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), LINTED)
def test_an_author_is_told(docs: Path, name: str, old: str, new: str, said: str) -> None:
    path = docs / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")

    out = "\n".join(lint(exercise.load(docs), docs, TODAY))

    assert said in out
    assert "    hint: " in out


def test_the_exercises_of_the_project_are_fine() -> None:
    docs = ROOT / "docs"
    assert list(lint(exercise.load(docs), docs, TODAY)) == []
    assert run(script="lint_exercises")[0] == 0


def test_exercise_02_needs_no_python(tmp_path: Path) -> None:
    """Its template and its example are all there is to it."""
    assert "environment-report" not in (ROOT / "hooks/portfolio/ask/models.py").read_text("utf-8")
    code, out, _ = run("--exercise", "exercise-02", ROOT / "docs/example", script="validate")
    assert (code, out.split("\n")[0]) == (0, "✅ Environment report written")
    (tmp_path / "environment-report.md").write_text(
        (ROOT / "docs/environment-report-template.md").read_text("utf-8"), encoding="utf-8"
    )
    code, out, _ = run("--exercise", "exercise-02", tmp_path, script="validate")
    assert code == 1
    assert out.count("hint: ") == 15
