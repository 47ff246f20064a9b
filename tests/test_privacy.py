"""Nothing private leaves: canaries in every field and section, in pages and in whole builds."""

from __future__ import annotations

import copy
import re
import shutil
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import frontmatter
import pytest
from conftest import DOCS, ROOT, TODAY, copy_project
from portfolio.ask import exercise
from portfolio.check import checks, privacy
from portfolio.problems import field_pattern
from portfolio.publish import head, redaction
from portfolio.publish.pages import Pages
from portfolio.publish.site import read_site
from portfolio.read import source
from test_build import everything, mkdocs

if TYPE_CHECKING:
    from pathlib import Path

EXERCISE = exercise.load(DOCS)[0]
PAGES = {a.file: a for a in (*EXERCISE.deliverables, exercise.portfolio_page(DOCS))}
SKILLS = list(EXERCISE.matrix)
PAIRS = {  # two good values of what is neither text nor date, by the last part of its name
    "target_level": ("junior", "senior"),
    "day": ("Monday", "Sunday"),
    "kind": ("book", "video"),
    "level": ("mid", "staff"),
    "workplace": ("remote", "on-site"),
    "currency": ("USD", "EUR"),
    "done": (False, True),
    "index": (False, True),
    "month": (2, 30),
    "hours": (3, 5),
    "hours_per_week": (3, 5),
    "start": ("04:00", "05:30"),
    "end": ("22:00", "23:30"),
}


def varied(value: Any, name: str, which: int, index: int = 0) -> Any:
    """Return another good value for a field: the first or the second of two that differ."""
    if isinstance(value, dict):
        return {key: varied(item, f"{name}.{key}", which, index) for key, item in value.items()}
    if isinstance(value, list):
        items = [varied(item, f"{name}[]", which, index * 100 + i) for i, item in enumerate(value)]
        if name == "gaps":  # skills, none twice
            for item, skill in zip(items, SKILLS[which::2], strict=False):
                item["skill"] = skill
        return SKILLS[which::2][: len(items)] if name == "priorities" else items
    return varied_scalar(value, name, which, index)


def varied_scalar(value: str, name: str, which: int, index: int) -> Any:
    last = name.rpartition(".")[2]
    numbers = {"min": 7310 + 40 * which + index, "max": 9870000 + 1000 * which + index}
    if last in PAIRS:
        return PAIRS[last][which]
    if last == "week":
        return value if which else "1"
    if last == "skill":
        return SKILLS[(2 * index + which) % len(SKILLS)]
    if last in numbers:
        return numbers[last]
    if name.startswith("ratings"):
        return (1, 4)[which]
    if last.endswith("_on"):
        return str(date.fromisoformat(value) - timedelta(days=40 + 400 * which))
    if last == "url":
        return f"https://example.com/canary/{'ab'[which]}/{index}"
    return f"canary {'ab'[which]} in {name.replace('_', ' ')} number {index}"


def variants(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return front matter twice, in which what `name` names has one value and another."""
    found = []
    for which in (0, 1):
        changed = copy.deepcopy(data)
        _vary(changed, name.split("."), name, which)
        found.append(changed)
    return found


def _vary(at: Any, parts: list[str], name: str, which: int, index: int = 0) -> None:
    key, rest = parts[0], parts[1:]
    plain = key.removesuffix("[]")
    if not isinstance(at, dict) or plain not in at:
        return
    if not rest:
        at[plain] = varied(at[plain], name.removesuffix("[]"), which, index)
    elif key.endswith("[]"):
        for i, item in enumerate(at[plain]):
            _vary(item, rest, name, which, index * 100 + i)
    else:
        _vary(at[plain], rest, name, which, index)


@pytest.fixture(scope="module")
def bare_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise without its example, so that a site is read quickly."""
    docs = tmp_path_factory.mktemp("bare") / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("example"))
    return docs


@cache
def theme() -> Pages:
    return Pages(ROOT / "overrides")


def drawn(docs: Path, folder: Path) -> str:
    """Return all that a stranger sees of a portfolio, its titles and descriptions included."""
    site = read_site(docs, folder, TODAY, serving=False, required=True, public=True)
    seen = [repr(site.shown_nav(None))]
    for uri in filter(site.is_shown, site.answers):
        answer = site.answers[uri]
        resolve = {"index.md": "/", **{file: file for file in PAGES}}.get
        page = theme().answer(answer, site.shown_parts(uri), site.reader(uri), resolve)
        assert answer.typed, [p for p in answer.problems if p.code != "inconsistent"]
        seen += [
            page.html,
            repr(page.headings),
            repr(head.about(site, uri)),
            repr(head.meta(site, uri)),
        ]
    return "\n".join(seen)


def load(folder: Path, file: str) -> frontmatter.Post:
    """Return a page as the checks read it: every value as text."""
    page = source.read(folder / file, folder)
    return frontmatter.Post(page.body, None, **page.data)


def write(folder: Path, file: str, data: dict[str, Any], body: str, *private: str) -> None:
    post = frontmatter.Post(body, None, **data | {"private": list(private)})
    (folder / file).write_text(frontmatter.dumps(post, sort_keys=False), encoding="utf-8")


def names_of(file: str) -> list[str]:
    names = PAGES[file].template.names | {field_pattern(("title",)), "description", "tags"}
    return sorted(names - {"private", "private[]", "deliverable", "publish"})


@pytest.mark.parametrize("file", PAGES)
def test_no_private_field_or_section_shows_in_any_page(
    file: str, tmp_path: Path, bare_docs: Path
) -> None:
    """Two portfolios that differ in one private thing look alike, and its canary is nowhere."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, file)
    data = {k: v for k, v in post.metadata.items() if k != "private"}
    data |= {"description": "About this page", "tags": ["one", "two"]}
    shows = 0
    names = names_of(file)
    some = names[:: 3 if len(names) > 20 else 1]  # enough to see that they would show
    for name in names:
        looks, open_looks = [], []
        for changed in variants(data, name):
            write(folder, file, changed, post.content, name)
            looks.append(drawn(bare_docs, folder))
            if name in some:
                write(folder, file, changed, post.content)
                open_looks.append(drawn(bare_docs, folder))
        assert looks[0] == looks[1], name
        assert "canary" not in looks[0], name
        shows += len(set(open_looks)) == 2
    assert shows > 0.75 * len(some)  # so the test can fail

    heads = re.findall(r"^## (.+)$", post.content, re.MULTILINE)
    assert heads
    for name in heads:
        looks = []
        for which in "ab":
            body = post.content.replace(
                f"## {name}\n", f"## {name}\n\nA canary {which} **here**.\n"
            )
            write(folder, file, data, body, name)
            looks.append(drawn(bare_docs, folder))
        assert looks[0] == looks[1], name
        assert "canary" not in looks[0], name


def all_private(folder: Path, which: int) -> None:
    """Mark all of a portfolio private, with canaries in it; the checks still pass."""
    for file in PAGES:
        post = load(folder, file)
        data = {k: v for k, v in post.metadata.items() if k not in ("private", "deliverable")}
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
            terms = [f"canary term {'ab'[which]}{i}" for i in range(3)]
            changed["common_requirements"] = terms
            for posting in changed["postings"]:
                posting["requirements"] = terms
        heads = re.findall(r"^## (.+)$", post.content, re.MULTILINE)
        body = re.sub(
            r"^(## .+)$",
            rf"\1\n\nSome canary {'ab'[which]} text.",
            post.content,
            flags=re.MULTILINE,
        )
        body = body[body.index("## ") :]  # what stands before a heading cannot be private
        deliverable = {} if file == "portfolio.md" else {"deliverable": post["deliverable"]}
        write(folder, file, changed | deliverable, body, *changed, *heads)


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
def test_a_wholly_private_portfolio_leaves_nothing_in_a_build(edition: str, tmp_path: Path) -> None:
    """No canary is in any file of the output, and other private values give the same bytes."""
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
            assert "canary" not in text.lower(), name
            if name.endswith((".html", ".json", ".xml")):
                assert not re.search(r"9[, .]?87\d[, .]?\d{3}", text), name
        made.append({n: c for n, c in files.items() if not n.endswith(".gz")})
    assert made[0] == made[1]


def test_ratings_take_gaps_priorities_and_fit_with_them(tmp_path: Path, bare_docs: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, "skills-assessment-completed.md")
    shown = drawn(bare_docs, folder)
    assert "Meets already" in shown
    assert "<p>Learning next" in shown
    assert "Gaps, and what closes them" in shown

    data = {k: v for k, v in post.metadata.items() if k != "private"}
    write(folder, "skills-assessment-completed.md", data, post.content, "ratings")
    shown = drawn(bare_docs, folder)

    for trace in (
        "Meets already",
        "<p>Learning next",
        "Gaps, and what closes",
        "Radar",
        "Advanced",
    ):
        assert trace not in shown, trace
    assert "My program qcwatch" in shown  # evidence is not marked private


SKILLS_FILE, PLAN_FILE = "skills-assessment-completed.md", "learning-plan.md"
OF_THE_COMPARISON = (  # how pages show a target level, and what is made of it
    *("Aiming for", "against the", "level laid over", "radar__want", "steps__want", ">Junior<"),
    *(
        "Junior</th>",
        "Junior level",
        'class="nowrap gap"',
        'class="nowrap met"',
        "<p>Learning next",
    ),
    *("Gaps, and what closes them", "Kubernetes for Developers (", "How I fit", "Meets already"),
    *("In the plan", "junior asks", "<strong>Kubernetes</strong>"),
)


def test_target_level_takes_the_whole_comparison_with_it(tmp_path: Path, bare_docs: Path) -> None:
    """On every page: outline, marks, priorities, what closes the gaps, fit. Ratings stay."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, SKILLS_FILE)
    write(folder, SKILLS_FILE, post.metadata, "## Strengths\n\nMany.\n", "Gaps")
    shown = drawn(bare_docs, folder)
    assert [trace for trace in OF_THE_COMPARISON if trace not in shown] == []

    write(folder, SKILLS_FILE, post.metadata, "## Strengths\n\nMany.\n", "target_level")
    shown = drawn(bare_docs, folder)

    assert [trace for trace in OF_THE_COMPARISON if trace in shown] == []
    for kept in (
        *("Radar of 10 technical skills", '<th scope="row">Kubernetes</th>', 'id="view-evidence"'),
        *("Strongest skills", "Soft skills and ML concepts", "What the ratings mean"),
        *("Learning next</h2>", "The weeks at a glance", "What they ask for", "knowsAbout"),
    ):
        assert kept in shown, kept


def test_pages_with_faulty_fields_leave_out_what_follows_too(tmp_path: Path) -> None:
    """Such a page shows its other fields, typed and as they are written."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    for file, name in ((SKILLS_FILE, "target_level"), (PLAN_FILE, "schedule")):
        post = load(folder, file)
        faulty = {"assessed_on": "soon", "hours_per_week": "many"}
        fields = {k: faulty.get(k, v) for k, v in post.metadata.items()}
        write(folder, file, fields, post.content, name)

    shown = redaction.shown(checks.check(EXERCISE, folder, TODAY).answers, own=False)

    for page in (shown["skills-assessment"], shown["learning-plan"]):
        for fields in (page.fields, page.text):
            assert fields.keys().isdisjoint(("priorities", "gaps", "target_level", "schedule"))
            assert "ratings" in fields or "weeks" in fields


@pytest.mark.parametrize("hide", ["publish: false\n", "private: [ratings]\n"])
def test_a_hidden_assessment_hides_the_gaps_of_the_plan(hide: str, tmp_path: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    page = folder / SKILLS_FILE
    text = page.read_text(encoding="utf-8").replace("deliverable:", f"{hide}deliverable:", 1)
    page.write_text(text.replace("  python: 2\n", "  python: much\n"), encoding="utf-8")

    shown = redaction.shown(checks.check(EXERCISE, folder, TODAY).answers, own=False)

    assert "gaps" not in shown["learning-plan"].fields
    assert shown["learning-plan"].fields["weeks"]


def targets() -> list[dict[str, list[str]]]:
    """Return what may follow from a target level, ratings being the same: the first gaps."""
    return [
        {"target_level": "junior", "first": ["kubernetes", "terraform", "git", "ml-frameworks"]},
        {"target_level": "mid", "first": ["cloud", "kubernetes", "python"]},
        {"target_level": "senior", "first": ["monitoring", "docker", "git"]},
    ]


def ratings() -> list[dict[str, Any]]:
    """Return what may follow from ratings, the target level being the same: the first gaps."""
    low = dict.fromkeys(SKILLS, "0")
    return [
        {"ratings": low, "first": ["python", "docker", "cloud"]},
        {"ratings": low | {"python": "4", "git": "3"}, "first": ["docker", "cloud", "terraform"]},
        {"ratings": dict.fromkeys(SKILLS, "4"), "first": SKILLS[:10]},
    ]


def follow(folder: Path, private: str, case: dict[str, Any]) -> None:
    """Let a portfolio say something else in a field, and in all that follows from it."""
    rated, plan = load(folder, SKILLS_FILE), load(folder, PLAN_FILE)
    first, field = case["first"], {k: v for k, v in case.items() if k != "first"}
    said = rated.metadata | field | {"priorities": first}
    write(folder, SKILLS_FILE, said, rated.content, private, "Gaps", "Priority areas")
    resources = plan["gaps"][0]["resources"]
    gaps = [{"skill": skill, "resources": resources} for skill in first]
    write(folder, PLAN_FILE, plan.metadata | {"gaps": gaps}, plan.content, "schedule")


CAUSES = [("target_level", targets()), ("ratings", ratings())]


@pytest.mark.parametrize(("private", "cases"), CAUSES, ids=[name for name, _ in CAUSES])
def test_nothing_that_follows_from_a_private_field_tells_it(
    private: str, cases: list[dict[str, Any]], tmp_path: Path, bare_docs: Path
) -> None:
    """Priorities and the plan's gaps change with it, and the pages of a stranger do not."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    looks, open_looks = set(), set()
    for case in cases:
        follow(folder, private, case)
        looks.add(drawn(bare_docs, folder))
        follow(folder, "assessed_on", case)
        open_looks.add(drawn(bare_docs, folder))

    assert len(looks) == 1
    assert len(open_looks) == len(cases)  # so the test can fail


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
@pytest.mark.parametrize(("private", "cases"), CAUSES, ids=[name for name, _ in CAUSES])
def test_what_follows_from_a_private_field_changes_no_byte_of_a_build(
    edition: str, private: str, cases: list[dict[str, Any]], tmp_path: Path
) -> None:
    project, folder = copy_project(tmp_path / "project"), tmp_path / "portfolio"
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


def test_one_hidden_rating_is_missing_and_no_zero(tmp_path: Path, bare_docs: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, "skills-assessment-completed.md")
    write(
        folder, "skills-assessment-completed.md", post.metadata, post.content, "ratings.kubernetes"
    )

    shown = drawn(bare_docs, folder)

    assert "Radar of 9 technical skills" in shown
    assert '<th scope="row">Kubernetes</th>' not in shown
    assert "<li><bdi>Kubernetes" not in shown  # neither met nor planned nor open
    assert "Learning next: <strong" in shown


def test_a_text_that_stands_for_more_is_hidden_with_its_parts() -> None:
    fields = {"projects": ["A name", {"name": "B", "url": "u"}], "certifications": "KCNA"}

    shown = redaction.redacted(fields, {"projects[].name", "certifications[]"})

    assert shown == {"projects": [{"url": "u"}]}


def test_comments_in_fields_and_titles_are_never_written(tmp_path: Path, bare_docs: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    page = folder / "skills-assessment-completed.md"
    text = page.read_text(encoding="utf-8").replace(
        "  docker: The", "  docker: <!-- canary --> The"
    )
    text += '\n[site](https://example.com/x "see <!-- canary -->")\n'
    page.write_text(text, encoding="utf-8")

    shown = drawn(bare_docs, folder)

    assert "The image of Cold Van shrank" in shown
    assert "canary" not in shown


@pytest.mark.parametrize("index", ["index: No", "index: no\nprivate: [index]"])
def test_a_wish_to_stay_away_is_kept_however_it_is_written(index: str, tmp_path: Path) -> None:
    """Also beside a faulty field, and where the wish itself is private."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    page = folder / "portfolio.md"
    text = page.read_text(encoding="utf-8").replace("index: yes", index)
    page.write_text(text.replace("https://example.com/nuala\n", "nuala\n"), encoding="utf-8")

    site = read_site(DOCS, folder, TODAY, serving=False, required=True)

    assert head.meta(site, "portfolio.md")["robots"] == "noindex"


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
    project = copy_project(tmp_path / "project")
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
    assert f"would show {name}, which you marked private" in ran.log
    assert f"{file}:{line}: " in ran.log
    assert "    hint: reword the text" in ran.log
    assert "Traceback" not in ran.log
    assert not (project / "site").exists()
    assert not (project / "public").exists()
    assert not [path for path in project.iterdir() if path.name.startswith(".")]


def test_what_public_fields_say_stops_no_build(tmp_path: Path) -> None:
    """A private section may repeat what pages draw from fields: check and scan say the same."""
    project = copy_project(tmp_path / "project")
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    market = folder / "job-market-research.md"
    text = market.read_text(encoding="utf-8")
    text = text.replace("---\n", "---\nprivate: [Wishes, location]\n", 1)
    text = text.replace("Leeds and an hour around it, remote included", "Leeds, hybrid")
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


def test_a_private_fact_told_on_the_front_page_is_a_problem_there(tmp_path: Path) -> None:
    """The front page is no deliverable, and still part of the portfolio."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    with (folder / "portfolio.md").open("a", encoding="utf-8") as page:
        page.write("\nI hope for 41,500 a year.\n")

    site = read_site(DOCS, folder, TODAY, serving=False, required=True)

    assert [(p.code, p.path.name, p.field) for p in site.errors()] == [
        ("private-told", "portfolio.md", "What I am building")
    ]


def test_serve_marks_what_is_hidden_along_with_ratings(tmp_path: Path) -> None:
    """Strongest skills, radar, priorities, gaps and fit on every page that shows them."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    page = folder / "skills-assessment-completed.md"
    text = page.read_text(encoding="utf-8").replace("title:", "private: [ratings]\ntitle:", 1)
    page.write_text(text, encoding="utf-8")
    site = read_site(DOCS, folder, TODAY, serving=True, required=True)
    drawn = {
        uri: theme().answer(
            site.answers[uri], site.shown_parts(uri), site.reader(uri), lambda link: link
        )
        for uri in ("portfolio.md", "skills-assessment-completed.md", "job-market-research.md")
    }

    badges = {uri: page.html.count('class="exercise-private"') for uri, page in drawn.items()}

    assert badges == {
        "portfolio.md": 5,  # with the salary on the road
        "skills-assessment-completed.md": 3,
        "job-market-research.md": 1,
    }


def test_what_is_told_within_a_page_and_between_pages_is_said_once_in_order(
    portfolio: Path,
) -> None:
    page = portfolio / "skills-assessment-completed.md"
    text = page.read_text(encoding="utf-8")
    gap, doubt = (
        "I have never run a cluster that others depend on.",
        "I doubt that anybody reads it.",
    )
    text = text.replace("I script my way out of dull work.", gap)
    text = text.replace("Clusters come first", f"{doubt} Clusters come first")
    text += "\n## To do\n\n![A picture](https://example.com/a.png)\n"
    page.write_text(text, encoding="utf-8")
    about = "---\nname: Robin Vale\nheadline: Help desk technician\nprivate: [Doubts]\n---\n"
    text = f"{about}\n{gap}\n\n## Doubts\n\n{doubt}\n"
    (portfolio / "portfolio.md").write_text(text, encoding="utf-8")

    found = checks.check(EXERCISE, portfolio, TODAY, alone=False)
    front = checks.check_page(exercise.portfolio_page(DOCS), portfolio, TODAY)
    checks.check_together([found], front)

    assert [(each.code, each.field) for each in front.problems] == [("private-told", None)]
    assert [(each.code, each.field) for each in found.problems] == [
        ("private-told", "Strengths"),
        ("private-told", "Priority areas"),
        ("invalid-field", "To do"),
    ]


NAMES = {
    "a colon at its end": [{"Salary": ""}],
    "braces": [{"salary": "", "x": "y"}],
    "text": " Salary",
}


@pytest.mark.parametrize("written", NAMES.values(), ids=NAMES)
def test_a_name_hides_though_it_is_written_wrongly(written: object) -> None:
    assert "salary" in privacy.hidden({"private": written})
