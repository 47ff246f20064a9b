"""Nothing leaves docs/ that should not: strangers of every kind, in every mode of a build.

All strangers are planted at once, so that each mode is built once.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import pytest
from helpers import photos
from helpers.build import everything, mkdocs
from helpers.project import DOCS, TODAY, copy_project, lighten
from helpers.public import PIXEL, SVG, SVG_THAT_RUNS, change
from helpers.server import serving
from portfolio.ask.exercise import ExerciseError
from portfolio.problems import escaped, wording
from portfolio.publish import publishable
from portfolio.publish.attachments import Attachments, is_attachment, named
from portfolio.publish.modes import Modes
from portfolio.publish.site import read_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "CANARY-OF-A-STRANGER"
RUNS = "{{ cycler.__init__.__globals__.os.popen('touch pwned; echo PW''NED').read() }}"
FRONT = f"""\
title: {CANARY}
render_macros: true
month_12:
  salary: {{min: 52000, max: 64000, currency: EUR}}
"""
DOCUMENT = (
    f"---\n{FRONT}deliverable: career-roadmap\n---\n\n{CANARY} {RUNS} <script>{CANARY}</script>"
)
NO_ID = f"---\n{FRONT}---\n\n## Gaps\n\n{CANARY} {RUNS}\n"
BROKEN = f"---\ntitle: {CANARY}: private\nsalary: 64000\n---\n\n{CANARY} {RUNS}\n"
PLAIN = f"{CANARY}\n\n{RUNS}\n"

OF_PAGES = {  # what MkDocs renders, and what it does not
    *("learning-plan.markdown", "career-roadmap.mdown", "skills-old.markdown", "x.mkd", "x.mkdn"),
    *("role.mdown", "index.mkd", "levels.mkdn", "README.md", "example/README.md", "LICENSE.md"),
    *("Career-Roadmap.MD", "career-roadmap.Md", "learning-plan.MARKDOWN", "LEARNING-PLAN.MDOWN"),
    *("learning-plan.mdx", "learning-plan.mdtext", "learning-plan.rmd", "learning-plan.qmd"),
    *("learning-plan/index.md", "learning-plan/README.md", "learning-plan/index.mkd"),
    *("example/learning-plan.markdown", "example/mine.md", "templates/learning-plan.md"),
}
COPIES = {  # of editors and systems
    *("learning-plan.md~", "#career-roadmap.md#", "career-roadmap.md___jb_tmp___"),
    *("learning-plan.md.orig", "learning-plan.MD.BAK", "learning-plan.md_old", "learning-plan.BAK"),
    *("learning-plan (1).md", "learning-plan copy.md", "learning-plan - Copy.md", "plan.Txt"),
    *("Kopie von learning-plan.md", "learning-plan.sync-conflict-20261126-7.md", "plan.tmp"),
    *("learning-plan (Nuala's conflicted copy).md", "learning-plan.md.icloud", "plan.md.swp"),
    *(".learning-plan.md.swp", ".#learning-plan.md", ".hidden/learning-plan.md", "4913"),
    *("~$learning-plan.docx", "desktop.ini", "Thumbs.db", "learning-plan.md;Zone.Identifier"),
}
OFFICE = {
    f"export/learning-plan.{ending}"
    for ending in (
        *("docx", "doc", "odt", "rtf", "xlsx", "csv", "pages", "pptx", "epub", "tex", "eml"),
        *("html", "HTML", "htm", "xhtml", "shtml", "mht", "php", "js", "mjs", "css", "wasm"),
        *("json", "yml", "yaml", "toml", "xml", "svgz", "txt", "log", "zip", "tar.gz", "ics"),
        *("png.md", "pdf.html", "svg.bak"),
    )
}
OTHERS = {
    *("index.html", "404.html", "sitemap.xml", "learning-plan.html", "search/search_index.json"),
    *("forms/exercise-01.json", "career-roadmap", "skills", "backup/CNAME", "CNAME.txt"),
    *("schemas/plan.json.bak", "schemas/old/learning-plan.json", "schemas/learning-plan.md"),
    *("stylesheets/notes.txt", "stylesheets/palette.css", "icon.svg.md", "icon.svgx"),
    *("assets/stylesheets/exercise.css", "assets/javascripts/form/main.js", "assets/x.md"),
    *("public/stylesheets/views.css", "assets/images/favicon.png", "icon.svg"),
    *("unnamed.png", "unnamed.pdf", "pics/unnamed.jpg", "404.html.d/x.txt"),
    *("a\nWARNING -  b.md", "\u202egnp.md", "\x1b[31mred.md", "caf\udce9.md", "caf\udce9.png"),
}
EVERY = sorted(OF_PAGES | COPIES | OFFICE | OTHERS)
STRANGERS = {  # each kind of document in each place, turn and turn about
    name: (DOCUMENT, NO_ID, BROKEN, PLAIN)[number % 4] for number, name in enumerate(EVERY)
} | {"learning-plan.markdown": DOCUMENT, "role.mdown": DOCUMENT, "index.mkd": NO_ID}
IN_NAV = "shadow.md"  # a deliverable in the navigation, under a name that nothing asks for
MODES = ("full", "readers", "public", "gh-deploy")


def plant(docs: Path, outside: Path) -> None:
    for name, text in STRANGERS.items():
        path = docs / name
        if path.exists():  # the same file, where letters have no case
            continue
        with contextlib.suppress(OSError):  # not every system can have every name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in ("learning-plan.md", "notes.md", "x.markdown", "x.html", "picture.png"):
        outside.mkdir(exist_ok=True)
        (outside / name).write_text(DOCUMENT, encoding="utf-8")
    for name in ("old", "schemas/linked", "assets/images"):
        shutil.rmtree(docs / name, ignore_errors=True)
        (docs / name).symlink_to(outside)
    for name in ("linked.md", "linked.png", "linked.pdf", "schemas/linked.json"):
        (docs / name).symlink_to(outside / "notes.md")
    (docs / "inside.png").symlink_to(docs / "career-roadmap.md")
    (docs / "schemas" / "inside.json").symlink_to(docs / "career-roadmap.md")
    (docs / "loop").symlink_to(docs)
    (docs / IN_NAV).write_text(DOCUMENT, encoding="utf-8")
    (docs / "CNAME").write_text("example.com\n", encoding="utf-8")
    (docs / "robots.txt").write_text("User-agent: *\n", encoding="utf-8")


def link_everything(docs: Path) -> None:
    """A page of the exercise and a learner's page name every stranger."""
    names = [*STRANGERS, "old/", "old/notes.md", "old/picture.png", "linked.md", "linked.png"]
    names += ["linked.pdf", "inside.png", "schemas/linked.json", "loop/notes.md", IN_NAV]
    names = [quote(n, errors="surrogateescape") for n in names if "unnamed" not in n]
    text = "".join(f"\n- [x]({name})\n" for name in names)
    html = "".join(f'<a href="../{name}">x</a><img src="../{name}">\n' for name in names)
    for page, more in (("role.md", text + "\n" + html), ("learning-plan.md", text)):
        with (docs / page).open("a", encoding="utf-8") as file:
            file.write(f"\n{more}")


def show_a_payslip(project: Path) -> None:
    """In a private section, so to the learner alone."""
    (project / "docs" / "payslip.png").write_bytes(PIXEL + b"PAYSLIP")
    change(project, "learning-plan.md", "  - schedule\n", "  - schedule\n  - My money\n")
    with (project / "docs" / "learning-plan.md").open("a", encoding="utf-8") as file:
        file.write("\n## My money\n\n![what I earn](payslip.png)\n")


class Made(NamedTuple):
    site: Path
    log: str


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = lighten(copy_project(tmp_path_factory.mktemp("strangers") / "project"), "role.md")
    shutil.copytree(DOCS / "example", project / "docs", dirs_exist_ok=True)
    plant(project / "docs", project.parent / "outside")
    link_everything(project / "docs")
    show_a_payslip(project)
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(" role.md,", f" role.md, {IN_NAV},"), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def made(planted: Path) -> dict[str, Made]:
    """What each mode makes of a project full of strangers."""
    readers = mkdocs(planted, "build", "-d", "readers", REQUIRE_DELIVERABLES="false")
    public = mkdocs(planted, "build", "-f", "portfolio.yml")
    deployed = deploy(planted)
    for name, ran in (("readers", readers), ("public", public)):
        assert ran.code == 0, f"{name}: {ran.log}"
    return {
        "full": Made(planted / "site", deployed.log),  # from which it was deployed
        "readers": Made(planted / "readers", readers.log),
        "public": Made(planted / "public", public.log),
        "gh-deploy": deployed,
    }


def deploy(project: Path) -> Made:
    """Publish to a repository beside the project, as `mkdocs gh-deploy` does; return its files."""
    there, out = project.parent / "there.git", project.parent / "deployed"
    who = {
        f"GIT_{who}_{what}": "a@b.c"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    git = ["git", "-C", str(project), "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "init", "-q", "--bare", str(there)], check=True)
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "remote", "add", "origin", str(there)], check=True)
    subprocess.run(
        [*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True, env=os.environ | who
    )
    ran = mkdocs(project, "gh-deploy", **who)
    assert ran.code == 0, ran.log
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(there), str(out)], check=True)
    shutil.rmtree(out / ".git")
    return Made(out, ran.log)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_of_a_stranger_leaves(mode: str, planted: Path, made: dict[str, Made]) -> None:
    for name, content in everything(made[mode].site):
        assert CANARY.encode() not in content, name
        assert b"PWNED" not in content, name
        assert b"PAYSLIP" not in content, name
    assert not list(planted.rglob("pwned"))


@pytest.mark.parametrize("mode", MODES)
def test_what_belongs_into_the_site_is_there(mode: str, made: dict[str, Made]) -> None:
    names = {name for name, _ in everything(made[mode].site)}
    if mode == "public":
        wanted = {"index.html", "learning-plan.html", "stylesheets/palette.css", "icon.svg"}
        assert not names & {"schemas/learning-plan.json", "role.html"}
    else:
        wanted = {"index.html", "role/index.html", "levels/index.html", "learning-plan/index.html"}
        wanted |= {"learning-plan-template/index.html", "example/portfolio/index.html"}
        wanted |= {
            "schemas/learning-plan.json",
            "forms/exercise-01.json",
            "assets/images/favicon.png",
        }
        wanted |= {"assets/javascripts/form/main.js", "public/stylesheets/views.css"}
        role = (made[mode].site / "role" / "index.html").read_text(encoding="utf-8")
        assert "Core responsibilities" in role
    assert names >= wanted | {"CNAME", "robots.txt", "404.html"}
    assert not [name for name in names if name.endswith(".d.ts")]  # types, which no browser reads


@pytest.mark.parametrize("mode", MODES)
def test_the_log_names_what_is_left_out_in_short_lines(mode: str, made: dict[str, Made]) -> None:
    log = made[mode].log
    level = "INFO    -  " if mode == "public" else "WARNING -  "
    lines = [line for line in log.splitlines() if "left out of the site" in line]
    assert len(lines) == publishable._MOST_LINES + 1
    assert lines[0].startswith(f"{level}docs/")
    assert lines[-1].startswith(level)
    assert " more in docs/ are left out of the site as well" in lines[-1]
    assert "docs/#career-roadmap.md#" in log
    assert CANARY not in log
    assert "Traceback" not in log
    assert "not included in the" not in log
    assert "conflicts with" not in log


def test_serve_has_none_of_them_either(planted: Path, tmp_path: Path) -> None:
    """Over HTTP: neither at their own addresses, nor where MkDocs would have drawn them."""
    log = tmp_path / "log"
    with log.open("wb") as out, serving(planted, out) as base:
        found = dict(addresses(base))

    assert b"example.com" in found["CNAME"]
    assert found["payslip.png"].startswith(b"\x89PNG")  # which only the learner sees
    assert b"Core responsibilities" in found["role/"]
    assert b"Learning plan" in found["learning-plan/"]
    for name, content in found.items():
        assert CANARY.encode() not in content, name
        assert b"PWNED" not in content, name
    assert not list(planted.rglob("pwned"))
    said = log.read_text(encoding="utf-8")
    assert "INFO    -  docs/#career-roadmap.md#" in said
    assert "Traceback" not in said


def addresses(base: str) -> Iterator[tuple[str, bytes]]:
    names = {
        "",
        "CNAME",
        "payslip.png",
        "role/",
        "search/search_index.json",
        "sitemap.xml",
        "learning-plan/",
    }
    names |= {"old/notes/", "old/notes.md", "old/picture.png", "loop/role/", "shadow/", "linked/"}
    names |= {"linked.png", "inside.png", "schemas/linked.json", "schemas/inside.json"}
    for name in (*STRANGERS, IN_NAV):
        stem = name.rpartition(".")[0]
        names |= {name, f"{stem}/", f"{stem}.html"}
    for name in sorted(names):
        yield name, fetched(base + quote(name, errors="surrogateescape"))


def fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read()
    except (urllib.error.URLError, OSError):
        return b""


# --- pages of the navigation


MODES_OF = {
    "full": ("mkdocs.yml", {}),
    "readers": ("mkdocs.yml", {"REQUIRE_DELIVERABLES": "false"}),
    "public": ("portfolio.yml", {}),
}


@pytest.mark.parametrize(("config", "env"), MODES_OF.values(), ids=MODES_OF)
def test_broken_front_matter_stops_a_build_where_the_page_may_leave(
    config: str, env: dict[str, str], project: Path
) -> None:
    """One that may not leave is left out, as those that are planted above."""
    (project / "docs" / "role.md").write_text(BROKEN, encoding="utf-8")
    ran = mkdocs(project, "build", "-f", config, **env)
    assert ran.code == 1
    assert "ERROR   -  docs/role.md:2: " in ran.log


def test_nothing_is_said_where_nothing_is_left_out(project: Path) -> None:
    """Of the exercise for readers, test_build.py shows it."""
    ran = mkdocs(project, "build", "--strict", "-f", "portfolio.yml")
    assert ran.code == 0, ran.log
    assert "left out" not in ran.log
    assert "named by any page" not in ran.log


# --- pictures and PDF files

SPELLINGS = {  # a file of a section -> how the section names it
    "payslip (1).png": "![a](DIR/payslip%20(1).png)",
    "Nuala's slip.png": "![a](DIR/Nuala's%20slip.png)",
    "Gehalt März.png": "![a](DIR/Gehalt%20März.png)",
    "ümlaut.png": "![a](DIR/%C3%BCmlaut.png)",
    "pay_slip.png": r"![a](DIR/pay\_slip.png)",
    "Q&A.png": "![a](DIR/Q&amp;A.png)",
    "a~b.png": "![a](DIR/a%7Eb.png)",
    "slip-p2.png": "![a](DIR/%73lip-p2.png)",
    "slip-p3.png": "![a](DIR/slip&#45;p3.png)",
    "slip-p4.png": "![a](DIR/slip&#x2d;p4.png)",
    "slip-p5.png": r"![a](DIR/slip\-p5.png)",
    "slip-p6.png": "![a][six]\n\n[six]: DIR/slip-p6.png",
    "slip-p7.png": "[![a](DIR/slip-p7.png)](DIR/slip-p7.png 'title')",
    "slip p8.png": "![a](<DIR/slip p8.png>)",
    "slip-p9.PNG": "![a](./DIR/../DIR/slip-p9.PNG)",
    "slip-p10.png": "| a |\n| - |\n| ![a](DIR/slip-p10.png) |",
    "slip-p11.png": "text[^n]\n\n[^n]: ![a](DIR/slip-p11.png)",
    "slip-p13.pdf": "[d](DIR/slip%2Dp13.pdf)",
    "slip-p14.pdf": "- [x] [the letter](DIR/slip-p14.pdf)",
    "slip #15.png": "![a](DIR/slip%20%2315.png)",
    "slip?16.png": "![a](DIR/slip%3F16.png)",
    "slip%17.png": "![a](DIR/slip%2517.png)",
    "日本.pdf": "[d](DIR/日本.pdf)",
    "slip.svg": "![a](DIR/slip.svg)",
    "part.png": "![a](DIR/part.png#part)",
}
NAMELESS = {  # files that a section does not name, though it nearly does
    "folder.png": "[all of them](DIR/)",
    "html.png": "<img src='DIR/html.png'>",
    "comment.png": "<!-- ![a](DIR/comment.png) -->",
    "code.png": "`![a](DIR/code.png)`",
    "host.png": "[a](https://example.com/DIR/host.png)",
    "text.txt": "[a](DIR/text.txt)",
    "cv.docx": "[a](DIR/cv.docx)",
    "cv.html": "[a](DIR/cv.html)",
    "notes.md": "[a](DIR/notes.md)",
}


def of_two_sections(folder: Path) -> None:
    """Write the same files beside a plan twice: named by a private section, and by a public one."""
    for name in (*SPELLINGS, *NAMELESS):
        for where in ("hid", "pub"):
            path = folder / where / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(photos.of_kind(name))
    text = "\n\n".join([*SPELLINGS.values(), *NAMELESS.values()])
    with (folder / "learning-plan.md").open("a", encoding="utf-8") as file:
        file.write("\n## My money\n\n" + text.replace("DIR", "hid").replace("[^n]", "[^h]"))
        file.write("\n\n## My desk\n\n" + text.replace("DIR", "pub").replace("[six]", "[6]") + "\n")


@pytest.mark.parametrize(
    ("where", "config", "out"),
    [
        ("docs", "mkdocs.yml", "site"),
        ("docs", "portfolio.yml", "public"),
        ("elsewhere", "portfolio.yml", "public"),
    ],
)
def test_files_of_private_parts_stay_however_they_are_spelled(
    where: str, config: str, out: str, project: Path
) -> None:
    """And those of public parts travel, however they are spelled."""
    folder = project / "docs"
    if where == "elsewhere":
        folder = project.parent / "elsewhere"
        shutil.copytree(DOCS / "example", folder)
    plan = folder / "learning-plan.md"
    text = plan.read_text(encoding="utf-8")
    assert "  - schedule\n" in text
    plan.write_text(
        text.replace("  - schedule\n", "  - schedule\n  - My money\n"), encoding="utf-8"
    )
    of_two_sections(folder)

    ran = mkdocs(project, "build", "-f", config, PORTFOLIO_DIR=str(folder))
    assert ran.code == 0, ran.log
    names = {name for name, _ in everything(project / out)}
    assert {n for n in names if n.startswith("hid/")} == set()
    assert {n for n in names if n.startswith("pub/")} == {f"pub/{n}" for n in SPELLINGS}
    page = "learning-plan.html" if out == "public" else "learning-plan/index.html"
    html = (project / out / page).read_text(encoding="utf-8")
    base = "" if out == "public" else "../"
    for name in SPELLINGS:
        assert f'"{base}pub/{quote(name)}' in html, name


def test_a_picture_that_an_author_names_leaves_as_a_browser_finds_it(project: Path) -> None:
    """Not one that a private section alone names, nor a drawing that runs, nor one never named."""
    docs = project / "docs"
    names = ("by markdown.png", "by-html.png", "of-both.png", "flyer.pdf", "poster.jpg", "mine.png")
    for name in (*names, "wrong-level.png", "never.png"):
        (docs / name).write_bytes(photos.of_kind(name))
    (docs / "good.svg").write_text(SVG.format("", ""), encoding="utf-8")
    (docs / "runs.svg").write_text(SVG_THAT_RUNS[5], encoding="utf-8")
    (docs / "logo.svg").write_text(SVG.format("", "<style/>"), encoding="utf-8")
    change(project, "learning-plan.md", "  - schedule\n", "  - schedule\n  - Mine\n")
    with (docs / "learning-plan.md").open("a", encoding="utf-8") as file:
        file.write("\n## Mine\n\n![a](mine.png) ![a](of-both.png)\n")
    with (docs / "role.md").open("a", encoding="utf-8") as file:
        file.write(
            "\n![a](<by markdown.png>) ![a](good.svg) ![a](runs.svg) [a](flyer.pdf)\n\n"
            '<img src="../by-html.png"> <img src="wrong-level.png">\n'
            '<img src="../of-both.png?v=2">\n'
            '<video poster="../poster.jpg"></video>\n'
        )
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("theme:\n", "theme:\n  logo: logo.svg\n"), encoding="utf-8")

    ran = mkdocs(project, "build")

    there = {name for name, _ in everything(project / "site")}
    wanted = {*names, "good.svg", "logo.svg"} - {"mine.png"}
    assert there >= wanted
    assert not there & {"mine.png", "wrong-level.png", "never.png", "runs.svg"}
    assert "WARNING -  docs/runs.svg is left out of the site" in ran.log
    assert "INFO    -  docs/never.png is not named by any page that is shown" in ran.log


def test_a_learners_picture_replaces_nothing(project: Path) -> None:
    """Neither the theme's, nor the exercise's; and another's files are not shown as theirs."""
    folder, docs = project.parent / "elsewhere", project / "docs"
    learners, authors = photos.png_of(b"LEA"), photos.png_of(b"AUT")
    shutil.copytree(DOCS / "example", folder)
    taken = ("assets/images/favicon.png", "desk.png", "CNAME/desk.png", "sitemap.xml/desk.png")
    for name in taken:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(learners)
    (docs / "CNAME").write_text("example.com\n", encoding="utf-8")
    (docs / "desk.png").write_bytes(authors)
    (docs / "secret.png").write_bytes(photos.png_of(b"OWN"))
    with (docs / "role.md").open("a", encoding="utf-8") as file:
        file.write("\n![a](desk.png)\n")
    with (folder / "learning-plan.md").open("a", encoding="utf-8") as file:
        file.write("\n" + "".join(f"![a]({name}) " for name in taken))
        file.write("[a](secret.png)\n")

    assert mkdocs(project, "build", "--strict", PORTFOLIO_DIR=str(folder)).code == 0

    site = dict(everything(project / "site"))
    assert site["assets/images/favicon.png"] != learners
    assert site["desk.png"] == authors
    assert site["CNAME"] == b"example.com\n"
    assert site["own-1/desk.png"] == learners
    assert site["own-1/assets/images/favicon.png"] == learners
    assert site["own-1/CNAME/desk.png"] == learners
    assert "secret.png" not in site
    assert "<urlset" in site["sitemap.xml"].decode()
    html = site["learning-plan/index.html"].decode()
    assert 'src="../own-1/desk.png"' in html
    assert "secret.png" not in html


PLACES = {
    "desk.png": True,
    "pics/desk.JPEG": True,
    "v1.2/desk.webp": True,
    "12:30.png": True,
    "certificate.pdf": True,
    "desk": False,
    "desk.png.md": False,
    "desk.html": False,
    "../desk.png": False,
    "../../etc/desk.png": False,
    "/etc/desk.png": False,
    "C:desk.png": False,
    "C:/desk.png": False,
    "..\\desk.png": False,
    "pics\\desk.png": False,
    ".desk.png": False,
    ".git/desk.png": False,
    "index.html/desk.png": False,
    "a/sitemap.xml/desk.png": False,
}


@pytest.mark.parametrize(("uri", "may"), PLACES.items())
def test_an_attachment_has_a_place_within_the_site(uri: str, *, may: bool) -> None:
    assert is_attachment(uri) is may


def test_a_place_is_found_for_every_file_that_may_travel(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(PIXEL)
    attachments, (a, b) = Attachments(), (tmp_path / "a.png", tmp_path / "b.png")
    taken = {"x.png", "own-1", "CNAME"}
    assert attachments.place("a.png", a, tmp_path, taken) == "a.png"
    assert attachments.place("x.png", b, tmp_path, taken) == "own-2/x.png"
    assert attachments.place("CNAME/x.png", b, tmp_path, taken) == "own-2/CNAME/x.png"
    assert attachments.place("c.png", tmp_path / "c.png", tmp_path, taken) is None
    again = tmp_path / "x" / ".." / "a.png"
    (tmp_path / "x").mkdir()
    assert attachments.place("a.png", again, tmp_path, {"a.png"}) == "a.png"
    assert attachments.contents(["a.png"]) == {"a.png": PIXEL}
    a.unlink()
    assert attachments.contents(["a.png"]) == {}


LINKS = {  # in the page `plan/` of a site at https://example.com/me/
    '<img src="../a.png">': ["a.png"],
    "<img src='a.png' alt='>'>": ["plan/a.png"],
    "<IMG SRC=../a.png/>": ["a.png/"],
    '<a href="../a%20b.pdf?x=1#y">x</a>': ["a b.pdf"],
    '<a href="/me/a.pdf">': ["a.pdf"],
    '<a href="https://example.com/me/a.pdf">': ["a.pdf"],
    '<a href="../Q&amp;A.png">': ["Q&A.png"],
    '<object data=" ../a.pdf\n">': ["a.pdf"],
    '<video poster="../a.png"><source src="../b.png">': ["a.png", "b.png"],
    '<a href="/a.pdf">': [],
    '<a href="../../a.pdf">': [],
    '<a href="https://example.org/me/a.pdf">': [],
    '<a href="//[">': [],
    "<p>../a.png</p> <!-- <img src='../a.png'> -->": [],
    "<script>'<img src=\"../a.png\">'</script>": [],
    '<a name="../a.png" title="src=../a.png">': [],
    "<a href>": [],
}


@pytest.mark.parametrize(("html", "places"), LINKS.items())
def test_a_page_names_what_a_browser_would_load(html: str, places: list[str]) -> None:
    assert sorted(named(html, "plan/", "https://example.com/me/")) == places


# --- the list itself

PATTERNS = {
    "CNAME": {"CNAME"},
    "schemas/*.json": {"schemas/a.json"},
    "*": {"CNAME", "slides.html"},
    "*.md": set(),
    "/CNAME": {"CNAME"},
    "../*": set(),
    "": set(),
    "linked*": set(),
}


@pytest.mark.parametrize(("pattern", "wanted"), PATTERNS.items())
def test_patterns_say_the_whole_place_of_a_file(
    pattern: str, wanted: set[str], tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    for name in (
        "CNAME",
        "more/CNAME",
        "schemas/a.json",
        "schemas/b/a.json",
        "slides.html",
        "x.md",
    ):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text("x", encoding="utf-8")
    (tmp_path / "x.json").write_text("x", encoding="utf-8")
    (docs / "linked.json").symlink_to(tmp_path / "x.json")
    (docs / "linked.txt").symlink_to(docs / "x.md")
    (docs / "linked.md").symlink_to(docs / "CNAME")
    (docs / "linked.dead").symlink_to(docs / "nothing")
    there = publishable.files_in(docs)
    assert publishable.listed_files(docs, there, set(), [pattern]) == wanted


@pytest.mark.parametrize("patterns", ["CNAME", {"a": "b"}, [1], [["CNAME"]]])
def test_a_list_that_is_none_is_the_authors_mistake(patterns: object, tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match=r"extra\.publish"):
        publishable.listed_files(tmp_path, [], set(), patterns)


def test_a_navigation_names_files_at_any_depth() -> None:
    nav = [{"A": [{"B": "b.md"}, "./c.md", {"D": [{"E": "e/e.md"}]}]}, "a.pdf", None]
    assert publishable.named_by(nav) == {"a.pdf", "b.md", "c.md", "e/e.md"}
    assert publishable.named_by(None) == set()


def test_a_navigation_is_read_without_mkdocs(tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("a: !!python/name:os.system\nb: !ENV [X]\nnav: [x.md]\n", encoding="utf-8")
    assert publishable.nav_of(settings) == ["x.md"]
    settings.write_text("nav: [", encoding="utf-8")
    with pytest.raises(ExerciseError, match=r"mkdocs\.yml cannot be read"):
        publishable.nav_of(settings)


WHY = {
    "notes.md": (PLAIN, "page"),
    "x/broken.markdown": (BROKEN, "page"),
    "my-road.MD": (DOCUMENT, "deliverable"),
    "learning-plan.mdown": (DOCUMENT, "deliverable"),
    "environment-report-template.md": (None, "page"),  # a template outside the navigation
    "cv.docx": (PLAIN, "file"),
    "learning-plan": (DOCUMENT, "file"),
    "a\n\u202e.txt": (PLAIN, "file"),
}


SETTINGS = {
    "theme": {},
    "extra": {"publish": ["schemas/*.json"]},
    "extra_css": [],
    "extra_javascript": [],
    "extra_templates": [],
}


def list_of(docs: Path, nav: object) -> publishable.Publishable:
    site = read_site(docs, docs, TODAY, Modes(required=False), nav)
    return publishable.Publishable(site, SETTINGS | {"nav": nav})


def test_where_there_is_no_picture_no_page_is_searched_for_one() -> None:
    searched = (pytest.fail(page) for page in ["role/"])

    assert not [*list_of(DOCS, None).attached(searched, "https://example.com/")]


def test_what_is_left_out_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs)
    nav = publishable.nav_of(DOCS.parent / "mkdocs.yml")
    assert list(list_of(docs, nav).log_lines(tmp_path)) == []

    for name, (text, _) in WHY.items():
        (docs / name).parent.mkdir(exist_ok=True)
        if text is not None:
            (docs / name).write_text(text, encoding="utf-8")
    (docs / ".hidden.md").write_text(PLAIN, encoding="utf-8")
    (docs / "linked").symlink_to(tmp_path)
    text = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        text.replace("      - environment-report-template.md\n", ""), encoding="utf-8"
    )
    left = list_of(docs, publishable.nav_of(tmp_path / "mkdocs.yml"))
    lines = [line for _, line in left.log_lines(tmp_path)]

    words = wording()["left_out"]
    wanted = {f"docs/{escaped(name)} {words[key]}" for name, (_, key) in WHY.items()}
    assert set(lines) == wanted | {f"docs/linked {words['linked-folder']}"}
    assert all(line.isprintable() and len(line) < 200 for line in lines)

    monkeypatch.setattr(publishable, "_MOST_LINES", 4)
    short = [line for _, line in left.log_lines(tmp_path)]
    assert short == [*lines[:4], f"5 more {words['more']}"]
