"""Nothing private leaves: canaries in every field and section, in whole builds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from helpers.build import everything, mkdocs
from helpers.privacy import (
    PAGES,
    PLAN_FILE,
    SKILLS_FILE,
    follow,
    grown,
    load,
    ratings,
    targets,
    varied,
    write,
)
from helpers.project import DOCS, copy_project, edit, lighten

EDITIONS = {"mkdocs.yml": "site", "portfolio.yml": "public"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project without most pages that are only read: no learner's text is in them."""
    return lighten(copy_project(tmp_path_factory.mktemp("private") / "project"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The worked example, as a portfolio."""
    return Path(shutil.copytree(DOCS / "example", tmp_path / "portfolio"))


def made(project: Path, edition: str, folder: Path, *arguments: str) -> dict[str, bytes]:
    """Build an edition; return its files."""
    env = {"PORTFOLIO_DIR": str(folder), "SITE_URL": "https://example.com/"}
    ran = mkdocs(project, "build", *arguments, "-f", edition, **env)
    assert ran.code == 0, ran.log
    assert "canario" not in ran.log
    return {n: c for n, c in everything(project / EDITIONS[edition]) if not n.endswith(".gz")}


def all_private(folder: Path, which: int) -> None:
    """Mark all of a portfolio private, with canaries in it; the checks still pass."""
    for file in PAGES:
        post = load(folder, file)
        mine = grown(post.metadata)
        data = {k: v for k, v in mine.items() if k not in ("private", "deliverable")}
        data |= {"description": "d", "tags": ["t"]}
        keep = {"weeks[].week", "priorities", "ratings", "target_level", "milestones[].month"}
        changed = {
            key: value if key in keep else varied(value, key, which) for key, value in data.items()
        }
        if "weeks" in changed:
            for new, old in zip(changed["weeks"], data["weeks"], strict=True):
                new["week"] = old["week"]
            changed["gaps"] = [
                gap | {"skill": old["skill"]}
                for gap, old in zip(changed["gaps"], data["gaps"], strict=True)
            ]
            changed["hours_per_week"] = 3 + which
        if "milestones" in changed:
            for new, old in zip(changed["milestones"], data["milestones"], strict=True):
                new["month"] = old["month"]
        if "postings" in changed:
            terms = [f"canario term {'ab'[which]}{i}" for i in range(3)]
            changed["common_requirements"] = terms
            for posting in changed["postings"]:
                posting["requirements"] = terms
        heads = re.findall(r"^## (.+)$", post.content, re.MULTILINE)
        body = re.sub(
            r"^(## .+)$",
            rf"\1\n\nSome canario {'ab'[which]} text.",
            post.content,
            flags=re.MULTILINE,
        )
        body = body[body.index("## ") :]  # what stands before a heading cannot be private
        deliverable = {} if file == "portfolio.md" else {"deliverable": post["deliverable"]}
        hidden = [name for name in changed if name != "export"]  # so that its files are searched
        write(folder, file, changed | deliverable, body, *hidden, *heads)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_wholly_private_portfolio_leaves_nothing_in_a_build(
    edition: str, project: Path, folder: Path, tmp_path: Path
) -> None:
    """No canario is in any file of the output, and other private values give the same bytes."""
    builds = []
    for which in (0, 1):
        mine = Path(shutil.copytree(folder, tmp_path / str(which)))
        all_private(mine, which)

        files = made(project, edition, mine, "--strict")

        assert len(files) > 8
        for name, content in files.items():
            text = content.decode("utf-8", "replace")
            assert "canario" not in text.lower(), name
            if name.endswith((".html", ".json", ".xml")):
                assert not re.search(r"9[, .]?87\d[, .]?\d{3}", text), name
        builds.append(files)
    assert builds[0] == builds[1]


GROWN = {  # what is hidden, by file: its name, and two values of it in the example
    "skills-assessment-completed.md": [
        ("earlier", "docker: 1\n      kubernetes: 0", "docker: 1\n      kubernetes: 3"),
        ("earlier[].assessed_on", "assessed_on: 2026-08-30", "assessed_on: 2024-02-29"),
    ],
    "learning-plan.md": [
        ("starts_on", "starts_on: 2026-09-07", "starts_on: 2025-01-06"),
        ("pauses", "after: 6\n    weeks: 1", "after: 8\n    weeks: 5"),
        ("weeks[].done", "hours: 7\n  - week: 12\n", "hours: 7\n    done: yes\n  - week: 12\n"),
    ],
    "career-roadmap.md": [
        ("starts_on", "starts_on: 2026-09-07", "starts_on: 2024-03-01"),
        ("month_6.projects[].done", "      done: yes\n", "      done: no\n"),
        ("milestones[].done", "minutes; it took four\n    done: yes", "minutes; it took four"),
        ("month_12.salary", "currency: GBP", "currency: GBP\n    period: month"),
    ],
    "job-market-research.md": [
        (
            "salary_range.period",
            "max: 42000\n  currency: GBP",
            "max: 42000\n  currency: GBP\n  period: month",
        ),
    ],
}


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_a_portfolio_grows_by_changes_no_byte_where_it_is_private(
    edition: str, project: Path, folder: Path
) -> None:
    """Earlier ratings, days, pauses, what is done, and for how long pay is."""
    for file, changes in GROWN.items():
        text = (folder / file).read_text(encoding="utf-8")
        text = re.sub("private:\n(  - .*\n)*", "", text)
        names = "".join(f"  - {name}\n" for name, _, _ in changes)
        text = text.replace("\ndeliverable:", f"\nprivate:\n{names}deliverable:", 1)
        (folder / file).write_text(text, encoding="utf-8")
    before = made(project, edition, folder, "--strict")
    for file, changes in GROWN.items():
        for _, old, new in changes:
            edit(folder / file, old, new)

    assert made(project, edition, folder, "--strict") == before


CAUSES = {"mkdocs.yml": ("target_level", targets()), "portfolio.yml": ("ratings", ratings())}


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_follows_from_a_private_field_changes_no_byte_of_a_build(
    edition: str, project: Path, folder: Path
) -> None:
    """Each cause in one edition: tests/unit/test_privacy.py draws the pages of both."""
    private, cases = CAUSES[edition]
    builds = []
    for case in cases[:2]:
        follow(folder, private, case)
        builds.append(made(project, edition, folder, "--strict"))

    assert builds[0] == builds[1]


TOLD = [
    (
        "learning-plan.md",
        "A note: I hope for [61][1],000.\n\n[1]: https://example.com",
        "month_12.salary.max",
    ),
    ("portfolio.md", "A note: I hope for 61&MediumSpace;000 a year.", "month_12.salary.max"),
    (
        "career-roadmap.md",
        "I say no word of\nmy [own][1] salary.\n\n[1]: portfolio.md",
        "Quiet",
    ),
]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_scan_stops_what_only_the_page_spells_out(
    edition: str, project: Path, folder: Path
) -> None:
    """The checks read the text as written; the built page is searched too, and nothing replaced."""
    roadmap = folder / "career-roadmap.md"
    source = roadmap.read_text(encoding="utf-8").replace("max: 41500", "max: 61000")
    source = source.replace("  - month_12.salary\n", "  - month_12.salary\n  - Quiet\n")
    source += "\n## Quiet\n\nI say no word of my own salary.\n\n## Loud\n"
    roadmap.write_text(source, encoding="utf-8")
    lines = {}
    for file, text, _ in TOLD:
        lines[file] = (folder / file).read_text(encoding="utf-8").count("\n") + 2
        with (folder / file).open("a", encoding="utf-8") as page:
            page.write(f"\n{text}\n")
    before = [path.name for path in project.iterdir()]

    ran = mkdocs(project, "build", "-f", edition, "-d", "told", PORTFOLIO_DIR=str(folder))

    assert ran.code == 1, ran.log
    assert ran.log.count("would show what you marked private") == len(TOLD)
    for file, _, name in TOLD:
        place = re.escape(f"{file}:{lines[file]}: ")
        assert re.search(f"{place}.*would show what you marked private: {name}", ran.log), file
    assert "    hint: reword the text" in ran.log
    assert "Traceback" not in ran.log
    assert [path.name for path in project.iterdir()] == before


# --- what does not have to be hidden, in one build of each edition


def told_and_quiet(folder: Path) -> None:
    """Say why a plan was on hold, and in private what pages say all the same."""
    post = load(folder, PLAN_FILE)
    pauses = [{"after": "2", "weeks": "3", "reason": "My canario knee"}]
    write(folder, PLAN_FILE, post.metadata | {"pauses": pauses}, post.content)

    market = folder / "job-market-research.md"
    text = market.read_text(encoding="utf-8")
    text = text.replace("---\n", "---\nprivate: [Wishes, location]\n", 1)
    text = text.replace("within an hour of Leeds, or remote", "Leeds, hybrid")
    market.write_text(text + WISHES, encoding="utf-8")

    post = load(folder, SKILLS_FILE)
    said = {"problem-solving": "Write a blameless postmortem whose action items get done"}
    data = post.metadata | {"evidence": post.metadata["evidence"] | said}
    write(folder, SKILLS_FILE, data, post.content, "evidence.problem-solving")

    roadmap = folder / "career-roadmap.md"
    text = roadmap.read_text(encoding="utf-8")
    text = text.replace("\nprivate:\n", f"\nprivate:\n  - {LEAVING[3:].splitlines()[0]}\n", 1)
    roadmap.write_text(f"{text}\n{LEAVING}\n## More\n\n{LINKS[0]}\n", encoding="utf-8")
    with (folder / PLAN_FILE).open("a", encoding="utf-8") as plan:
        plan.write(f"\n## More\n\n{LINKS[1]}, {LINKS[2]}\n")


WISHES = """
## Wishes

- 34,000 to 41,000 GBP
- Oddparcel, Wakefield, on-site, 25 August 2026
- Ribblehead Mutual: 34,000 to 41,000 GBP

| Whom | Where | What |
| --- | --- | --- |
| Loomcraft, Junior Platform Engineer | 36–42k | 36,000 to 42,000 GBP |
"""
LEAVING = "## Why I am leaving Sahyadri Hospitals in March\n\nI want to.\n"
LINKS = (
    "[above](#why-i-am-leaving-sahyadri-hospitals-in-march)",
    "[why](career-roadmap.md#why-i-am-leaving-sahyadri-hospitals-in-march)",
    "[plan](career-roadmap.md#action-plan)",
)


@pytest.fixture(scope="module", params=EDITIONS)
def told(
    request: pytest.FixtureRequest, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    """All that is in a build of an edition."""
    folder = Path(shutil.copytree(DOCS / "example", tmp_path_factory.mktemp("told") / "portfolio"))
    told_and_quiet(folder)
    return b"\n".join(made(project, request.param, folder).values())


def test_why_a_plan_was_on_hold_is_in_no_build(told: bytes) -> None:
    """Although nothing marks it private."""
    assert b"3 weeks away" in told
    assert b"canario" not in told


def test_what_public_fields_say_stops_no_build(told: bytes) -> None:
    """A private section may repeat what pages draw from fields: check and scan say the same."""
    assert b"Ribblehead Mutual" in told
    assert b"34,000 to 41,000 GBP" in told
    assert b"Wishes" not in told


def test_what_the_matrix_says_of_a_rating_is_no_secret(told: bytes) -> None:
    """A private text may say the same: the sentence on the page is the exercise's."""
    assert b"write a blameless postmortem whose action items get done" in told
    assert b"Write a blameless postmortem whose action items get done" not in told


def test_no_link_says_what_a_private_heading_says(told: bytes) -> None:
    """From its own page and from another one; a link to a public heading stays one."""
    assert b"sahyadri" not in told.lower()
    assert b"#action-plan" in told
