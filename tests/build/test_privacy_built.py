"""Nothing private leaves: canaries in every field and section, in whole builds."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from helpers.build import everything, mkdocs
from helpers.privacy import PAGES, PLAN_FILE, follow, grown, load, ratings, targets, varied, write
from helpers.project import DOCS, ROOT, copy_project, edit, lighten

if TYPE_CHECKING:
    from pathlib import Path


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
        write(folder, file, changed | deliverable, body, *changed, *heads)


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
def test_a_wholly_private_portfolio_leaves_nothing_in_a_build(edition: str, tmp_path: Path) -> None:
    """No canario is in any file of the output, and other private values give the same bytes."""
    made = []
    for which in (0, 1):
        project = copy_project(tmp_path / str(which) / "project")
        folder = tmp_path / str(which) / "portfolio"
        shutil.copytree(DOCS / "example", folder)
        all_private(folder, which)
        env = {"PORTFOLIO_DIR": str(folder), "SOURCE_DATE_EPOCH": "1790000000"}

        ran = mkdocs(project, "build", "--strict", "-f", edition, **env)

        assert ran.code == 0, ran.log
        out = project / ("public" if edition == "portfolio.yml" else "site")
        files = dict(everything(out))
        assert len(files) > 8
        for name, content in files.items():
            text = content.decode("utf-8", "replace")
            assert "canario" not in text.lower(), name
            if name.endswith((".html", ".json", ".xml")):
                assert not re.search(r"9[, .]?87\d[, .]?\d{3}", text), name
        made.append({n: c for n, c in files.items() if not n.endswith(".gz")})
    assert made[0] == made[1]


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
def test_why_a_plan_was_on_hold_is_in_no_build(edition: str, tmp_path: Path) -> None:
    """Although nothing marks it private."""
    project, folder = lighten(copy_project(tmp_path / "project")), tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, PLAN_FILE)
    pauses = [{"after": "2", "weeks": "3", "reason": "My canario knee"}]
    write(folder, PLAN_FILE, post.metadata | {"pauses": pauses}, post.content)

    ran = mkdocs(project, "build", "--strict", "-f", edition, PORTFOLIO_DIR=str(folder))

    assert ran.code == 0, ran.log
    out = project / ("public" if edition == "portfolio.yml" else "site")
    files = dict(everything(out))
    assert any(b"3 weeks away" in content for content in files.values())
    assert [name for name, content in files.items() if b"canario" in content] == []
    assert "canario" not in ran.log


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


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
def test_what_a_portfolio_grows_by_changes_no_byte_where_it_is_private(
    edition: str, tmp_path: Path
) -> None:
    """Earlier ratings, days, pauses, what is done, and for how long pay is."""
    project, folder = lighten(copy_project(tmp_path / "project")), tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    env = {"PORTFOLIO_DIR": str(folder), "SOURCE_DATE_EPOCH": "1790000000"}
    for file, changes in GROWN.items():
        text = (folder / file).read_text(encoding="utf-8")
        text = re.sub("private:\n(  - .*\n)*", "", text)
        names = "".join(f"  - {name}\n" for name, _, _ in changes)
        text = text.replace("\ndeliverable:", f"\nprivate:\n{names}deliverable:", 1)
        (folder / file).write_text(text, encoding="utf-8")
    made = []
    for which in (0, 1):
        for file, changes in GROWN.items() if which else ():
            for _, old, new in changes:
                edit(folder / file, old, new)
        ran = mkdocs(project, "build", "--strict", "-f", edition, **env)
        assert ran.code == 0, ran.log
        out = project / ("public" if edition == "portfolio.yml" else "site")
        made.append({n: c for n, c in everything(out) if not n.endswith(".gz")})

    assert made[0] == made[1]


CAUSES = [("target_level", targets()), ("ratings", ratings())]


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
@pytest.mark.parametrize(("private", "cases"), CAUSES, ids=[name for name, _ in CAUSES])
def test_what_follows_from_a_private_field_changes_no_byte_of_a_build(
    edition: str, private: str, cases: list[dict[str, Any]], tmp_path: Path
) -> None:
    project, folder = lighten(copy_project(tmp_path / "project")), tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    env = {"PORTFOLIO_DIR": str(folder), "SOURCE_DATE_EPOCH": "1790000000"}
    made = []
    for case in cases[:2]:
        follow(folder, private, case)
        ran = mkdocs(project, "build", "--strict", "-f", edition, **env)
        assert ran.code == 0, ran.log
        out = project / ("public" if edition == "portfolio.yml" else "site")
        made.append({n: c for n, c in everything(out) if not n.endswith(".gz")})

    assert made[0] == made[1]


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


@pytest.mark.parametrize(("file", "text", "name"), TOLD, ids=[file for file, _, _ in TOLD])
@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
def test_the_scan_stops_what_only_the_page_spells_out(
    edition: str, file: str, text: str, name: str, tmp_path: Path
) -> None:
    """The checks read the text as written; the built page is searched too, and nothing replaced."""
    project = lighten(copy_project(tmp_path / "project"))
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    roadmap = folder / "career-roadmap.md"
    source = roadmap.read_text(encoding="utf-8").replace("max: 41500", "max: 61000")
    source = source.replace("  - month_12.salary\n", "  - month_12.salary\n  - Quiet\n")
    source += "\n## Quiet\n\nI say no word of my own salary.\n\n## Loud\n"
    roadmap.write_text(source, encoding="utf-8")
    line = (folder / file).read_text(encoding="utf-8").count("\n") + 2
    with (folder / file).open("a", encoding="utf-8") as page:
        page.write(f"\n{text}\n")

    ran = mkdocs(project, "build", "-f", edition, PORTFOLIO_DIR=str(folder))

    assert ran.code == 1, ran.log
    assert f"would show what you marked private: {name}" in ran.log
    assert f"{file}:{line}: " in ran.log
    assert "    hint: reword the text" in ran.log
    assert "Traceback" not in ran.log
    assert not (project / "site").exists()
    assert not (project / "public").exists()
    assert not [path for path in project.iterdir() if path.name.startswith(".")]


def test_what_public_fields_say_stops_no_build(tmp_path: Path) -> None:
    """A private section may repeat what pages draw from fields: check and scan say the same."""
    project = lighten(copy_project(tmp_path / "project"))
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    market = folder / "job-market-research.md"
    text = market.read_text(encoding="utf-8")
    text = text.replace("---\n", "---\nprivate: [Wishes, location]\n", 1)
    text = text.replace("within an hour of Leeds, or remote", "Leeds, hybrid")
    text += """
## Wishes

- 34,000 to 41,000 GBP
- Oddparcel, Wakefield, on-site, 25 August 2026
- Ribblehead Mutual: 34,000 to 41,000 GBP

| Whom | Where | What |
| --- | --- | --- |
| Loomcraft, Junior Platform Engineer | 36–42k | 36,000 to 42,000 GBP |
"""
    market.write_text(text, encoding="utf-8")

    for edition in ("mkdocs.yml", "portfolio.yml"):
        ran = mkdocs(project, "build", "-f", edition, PORTFOLIO_DIR=str(folder))
        assert ran.code == 0, ran.log


def test_what_the_matrix_says_of_a_rating_is_no_secret(tmp_path: Path) -> None:
    """A private text may say the same: the sentence on the page is the exercise's."""
    project = lighten(copy_project(tmp_path / "project"))
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, "skills-assessment-completed.md")
    evidence = post.metadata["evidence"] | {
        "problem-solving": "Write a blameless postmortem whose action items get done"
    }
    data = post.metadata | {"evidence": evidence}
    name = "evidence.problem-solving"
    write(folder, "skills-assessment-completed.md", data, post.content, name)

    ran = mkdocs(project, "build", "-f", "portfolio.yml", PORTFOLIO_DIR=str(folder))

    assert ran.code == 0, ran.log
    made = b"".join(content for _, content in everything(project / "public"))
    assert b"write a blameless postmortem whose action items get done" in made


@pytest.mark.parametrize("settings", ["mkdocs.yml", "portfolio.yml"])
def test_no_link_says_what_a_private_heading_says(settings: str, tmp_path: Path) -> None:
    """From its own page and from another one; a link to a public heading stays one."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    secret = "## Why I am leaving Sahyadri Hospitals in March\n\nI want to.\n"
    links = (
        "[above](#why-i-am-leaving-sahyadri-hospitals-in-march)",
        "[why](career-roadmap.md#why-i-am-leaving-sahyadri-hospitals-in-march)",
        "[plan](career-roadmap.md#action-plan)",
    )
    roadmap = folder / "career-roadmap.md"
    text = roadmap.read_text(encoding="utf-8")
    text = text.replace("\nprivate:\n", f"\nprivate:\n  - {secret[3:].splitlines()[0]}\n", 1)
    roadmap.write_text(f"{text}\n{secret}\n## More\n\n{links[0]}\n", encoding="utf-8")
    with (folder / "learning-plan.md").open("a", encoding="utf-8") as plan:
        plan.write(f"\n## More\n\n{links[1]}, {links[2]}\n")

    env = {"PORTFOLIO_DIR": str(folder), "SITE_URL": "https://example.com/"}
    ran = mkdocs(ROOT, "build", "-q", "-f", settings, "-d", str(tmp_path / "site"), **env)
    assert ran.code == 0, ran.log
    everywhere = b"".join(content for _, content in everything(tmp_path / "site"))
    assert b"sahyadri" not in everywhere.lower()
    assert b"#action-plan" in everywhere
