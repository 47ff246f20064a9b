"""Real builds: what MkDocs does in every mode, as a learner or a CI job would run it."""

from __future__ import annotations

import os
import re
import shutil
import socket
from typing import TYPE_CHECKING

import pytest
from helpers import photos, python
from helpers.build import Ran, everything, mkdocs
from helpers.project import DOCS, copy_project, lighten
from mkdocs.config import load_config

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, as a learner has it."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def done(project: Path, portfolio: Path) -> Path:
    """A project whose deliverables are all done."""
    for path in portfolio.iterdir():
        shutil.copy(path, project / "docs")
    shutil.copy(DOCS / "example" / "portfolio.md", project / "docs")
    return project


@pytest.fixture
def light(done: Path) -> Path:
    """The same without most pages that are only read."""
    return lighten(done)


def pages(site: Path) -> set[str]:
    return {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}


def test_a_build_fails_before_the_work_is_begun_and_leaves_the_last_site(project: Path) -> None:
    """All four files are named, with how to begin each; no byte of the site changes."""
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    before = list(everything(project / "site"))

    ran = mkdocs(project, "build")

    assert ran.code == 1
    for name, template in (
        ("skills-assessment-completed.md", "skills-assessment.md"),
        ("learning-plan.md", "learning-plan-template.md"),
        ("career-roadmap.md", "career-roadmap-template.md"),
        ("job-market-research.md", "job-market-research-template.md"),
    ):
        assert f"ERROR   -  docs/{name}: " in ran.log
        assert f"copy the template {template} to {name}" in ran.log
    assert "4 problems to fix" in ran.log
    assert "Traceback" not in ran.log
    assert list(everything(project / "site")) == before
    assert {path.name for path in project.iterdir()} >= {"site"}
    assert not list(project.glob(".site*"))


def test_the_exercise_builds_for_readers_without_a_warning(project: Path) -> None:
    """Pages that are not begun are not in the site, and links to them are plain text."""
    with (project / "docs" / "finish.md").open("a", encoding="utf-8") as page:
        page.write("\nSee [your plan](learning-plan.md#why) and [skills](skills.md).\n")

    ran = mkdocs(project, "build", "--strict", REQUIRE_DELIVERABLES="false")

    assert ran == Ran(0, ran.log)
    assert "WARNING" not in ran.log
    assert "left out" not in ran.log
    assert "named by any page" not in ran.log
    assert not {"learning-plan", "portfolio"} & pages(project / "site")
    assert {"example/learning-plan", "learning-plan-template", "skills"} <= pages(project / "site")
    html = (project / "site" / "finish" / "index.html").read_text(encoding="utf-8")
    assert "See your plan and <a" in html
    assert "Portfolio page</" not in html.replace("Portfolio page: fill it in", "")


def test_a_complete_portfolio_builds_and_shows_nothing_private(done: Path) -> None:
    """And no page loads anything from another host."""
    ran = mkdocs(done, "build", "--strict")

    assert ran == Ran(0, ran.log)
    assert "WARNING" not in ran.log
    roadmap = (done / "site" / "career-roadmap" / "index.html").read_text(encoding="utf-8")
    assert "Junior platform engineer" in roadmap
    files = dict(everything(done / "site"))
    everywhere = b"".join(files.values())
    assert "64000" not in roadmap  # month_12.salary
    assert b"a cluster that others depend on" not in everywhere  # the section Gaps
    assert b"People call me when a log makes no sense" in everywhere  # the section Strengths
    for name, content in files.items():
        if name.endswith(".html"):
            for tag in (b'src="http', b"src='http", b"@import", b'rel="preconnect"', b"fonts.g"):
                assert tag not in content, name


def test_a_mistake_in_one_file_fails_the_build_at_its_line(done: Path) -> None:
    plan = done / "docs" / "learning-plan.md"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("hours_per_week: 7.5", "hours_per_week: many"), encoding="utf-8")

    ran = mkdocs(done, "build")

    assert ran.code == 1
    assert "ERROR   -  docs/learning-plan.md:5: hours_per_week: many is not a number" in ran.log
    assert not (done / "site").exists()


@pytest.mark.parametrize("config", ["mkdocs.yml", "portfolio.yml"])
def test_a_port_that_is_taken_is_told_in_a_line(config: str, project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        ran = mkdocs(lighten(project), "serve", "-f", config, "-a", address)

    assert ran.code == 1
    assert "Traceback" not in ran.log
    assert f"{address} is taken" in ran.log
    assert "Ctrl-C" in ran.log


def test_the_public_edition_is_served_beside_the_exercise(project: Path) -> None:
    own, public = (load_config(str(project / f)).dev_addr for f in ("mkdocs.yml", "portfolio.yml"))

    assert own != public


UNPARSED = {
    "role.md": "---\ntitle: Roadmap: 3 years\n---\n",
    "market.md": "\n---\ntitle: Role\n---\n",
    "class.md": "—\ntitle: Mine\nsalary: 64000\n---\n",
    "portfolio.md": "---\nname: Robin\nprivate: [location\n---\n",
    "learning-plan.md": "---\ntitle: Plan\nsalary: 64000\n",
}


@pytest.mark.parametrize("required", ["true", "false"])
def test_front_matter_that_cannot_be_parsed_fails_every_build(done: Path, required: str) -> None:
    """Each page has an error of its own, and one would do."""
    for page, front in UNPARSED.items():
        (done / "docs" / page).write_text(front, encoding="utf-8")

    ran = mkdocs(done, "build", REQUIRE_DELIVERABLES=required)

    assert ran.code == 1
    for page in UNPARSED:
        assert f"ERROR   -  docs/{page}:" in ran.log
    assert f"{len(UNPARSED)} problems to fix" in ran.log
    assert "Traceback" not in ran.log


def test_a_problem_in_the_worked_example_fails_every_build(done: Path) -> None:
    (done / "docs" / "example" / "learning-plan.md").unlink()

    assert mkdocs(done, "build", REQUIRE_DELIVERABLES="false").code == 1
    assert mkdocs(done, "build").code == 1


MISTYPED = {
    "key": ("career-roadmap.md", "private: [month_12.salary]", "privat: [month_12]"),
    "name": ("career-roadmap.md", "private: [month_12.salary]", "private: [month_12.salry]"),
    "heading": ("skills-assessment-completed.md", "## Gaps", "##Gaps"),
    "fence": ("skills-assessment-completed.md", "## Gaps", "```\n## Gaps"),
}


@pytest.mark.parametrize(("name", "find", "put"), MISTYPED.values(), ids=MISTYPED)
def test_a_mistyped_private_is_never_published(done: Path, name: str, find: str, put: str) -> None:
    """Also where nothing has to be handed in."""
    page = done / "docs" / name
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(find, put), encoding="utf-8")

    ran = mkdocs(done, "build", REQUIRE_DELIVERABLES="false")

    assert ran.code == 1
    assert not (done / "site").exists()


def test_publish_false_leaves_a_page_out_and_still_checks_it(light: Path) -> None:
    plan = light / "docs" / "learning-plan.md"
    text = plan.read_text(encoding="utf-8").replace("deliverable:", "publish: false\ndeliverable:")
    plan.write_text(text, encoding="utf-8")

    assert mkdocs(light, "build", "--strict").code == 0
    assert "learning-plan" not in pages(light / "site")

    plan.write_text(text.replace("hours_per_week: 7.5", "hours_per_week:"), encoding="utf-8")
    assert mkdocs(light, "build").code == 1


def test_another_folder_gives_the_deliverables(project: Path, portfolio: Path) -> None:
    """Their front matter picks no template, no hook and no macro of the project."""
    shutil.copy(DOCS / "example" / "portfolio.md", portfolio)

    ran = mkdocs(lighten(project), "build", "--strict", PORTFOLIO_DIR=str(portfolio))

    assert ran == Ran(0, ran.log)
    html = (project / "site" / "learning-plan" / "index.html").read_text(encoding="utf-8")
    assert "Write manifests by hand" in html
    absent = mkdocs(project, "build", PORTFOLIO_DIR="nowhere")
    assert absent.code == 1
    assert "PORTFOLIO_DIR" in absent.log
    assert "Traceback" not in absent.log


def test_a_learners_page_is_data(light: Path) -> None:
    """Markup, macros, comments and foreign hosts in it come out as text, or not at all."""
    plan = light / "docs" / "learning-plan.md"
    plan.with_name("queue.png").write_bytes(photos.of_kind("queue.png"))
    hostile = (
        "\n## <script>alert(3)</script>\n\n"
        "{{ 7*7 }} <script>alert(1)</script> <!-- person-written-comment -->\n\n"
        "<div onclick='x'>\n<!-- person-written-comment -->\nboxed\n</div>\n\n"
        "![alt <!-- person-written-comment -->](queue.png)\n\n"
        "\\![cat](data:image/png;base64,AAAA) [x](javascript:alert(1)) [gone](../../secret.md)\n\n"
        "[my roadmap](career-roadmap.md)\n\n```python\nprint('<b>')\n```\n\n- [x] task\n\n"
        "note[^1]\n\n"
        "[^1]: a footnote\n"
    )
    text = plan.read_text(encoding="utf-8").replace(
        "title: Learning plan of Robin Vale",
        "title: '<script>alert(2)</script>'\ntags: ['<b>tag']\n"
        "description: 'a \"quoted\"> <b>line'",
    )
    plan.write_text(text + hostile, encoding="utf-8")

    ran = mkdocs(light, "build", "--strict")
    html = (light / "site" / "learning-plan" / "index.html").read_text(encoding="utf-8")

    assert ran == Ran(0, ran.log)
    assert re.search(r"INFO    -  .*learning-plan.md:\d+: .*<script> is shown as text", ran.log)
    assert "{{ 7*7 }} &lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;div onclick" in html
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(3)" in html.partition("<article")[0]  # the table of contents
    assert "<b>tag" not in html
    assert '<meta name="description" content="a &quot;quoted&quot;&gt; &lt;b&gt;line">' in html
    assert "person-written-comment" not in html
    assert "data:image/png" not in html.partition("<article")[2]
    assert "javascript:alert" not in html.replace("[x](javascript:alert(1))", "")
    assert "gone" in html
    assert 'secret.md"' not in html
    assert '<a href="../career-roadmap/">my roadmap</a>' in html
    assert 'class="highlight"' in html
    assert 'type="checkbox"' in html
    assert "a footnote" in html


def test_a_portfolio_page_that_is_missing_and_one_of_another_name_are_told(light: Path) -> None:
    """Neither stops the build, nor is in the site."""
    (light / "docs" / "portfolio.md").unlink()
    shutil.copy(light / "docs" / "career-roadmap.md", light / "docs" / "my-road.md")

    ran = mkdocs(light, "build")

    assert ran.code == 0
    assert "WARNING -  docs/portfolio.md: portfolio.md is not there yet" in ran.log
    assert "my-road.md names a deliverable" in ran.log
    assert not {"portfolio", "my-road"} & pages(light / "site")


TWICE = """\
import os
from mkdocs.commands.build import build
from mkdocs.config import load_config
for site in ("one", "two"):
    build(load_config(site_dir=site))
    os.utime("docs/learning-plan.md")
"""


def test_two_builds_in_one_process_are_alike(light: Path) -> None:
    """MkDocs keeps hook modules between builds; nothing of the first shows in the second."""
    ran = python.run(TWICE, cwd=light, env=dict(os.environ))

    assert ran.code == 0, ran.err
    one, two = ([*everything(light / site)] for site in ("one", "two"))
    assert [name for name, _ in one] == [name for name, _ in two]
    html = [[pair for pair in made if pair[0].endswith((".html", ".json"))] for made in (one, two)]
    assert html[0]
    assert html[0] == html[1]


@pytest.mark.parametrize("required", ["true", "false"])
def test_no_build_shows_what_was_written_into_a_template(light: Path, required: str) -> None:
    """A learner fills in the file that was given: its page says what to do, and nothing else."""
    for name, find, put in (
        ("skills-assessment.md", "## Gaps\n", "## Gaps\n\nI failed the CANARY exam.\n"),
        ("career-roadmap-template.md", "    min:  #", "    min: 7310001  #"),
    ):
        path = light / "docs" / name
        text = path.read_text(encoding="utf-8")
        assert find in text
        path.write_text(text.replace(find, put, 1), encoding="utf-8")

    ran = mkdocs(light, "build", REQUIRE_DELIVERABLES=required)

    assert ran.code == 0, ran.log
    assert "docs/skills-assessment.md: skills-assessment.md is a template, but" in ran.log
    assert "CANARY" not in ran.log
    for name, content in everything(light / "site"):
        assert b"CANARY" not in content, name
        assert b"7310001" not in content, name
    html = (light / "site" / "skills-assessment" / "index.html").read_text(encoding="utf-8")
    assert "restore the template" in html
