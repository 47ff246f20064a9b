"""Nothing private leaves: canaries in every field and section, in pages and in whole builds."""

from __future__ import annotations

import copy
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from helpers.privacy import (
    EXERCISE,
    PAGES,
    PLAN_FILE,
    SKILLS,
    SKILLS_FILE,
    drawn,
    follow,
    grown,
    load,
    ratings,
    targets,
    theme,
    varied,
    write,
)
from helpers.project import DOCS, READ_ONLY, TODAY
from portfolio.ask import exercise
from portfolio.check import checks, privacy
from portfolio.problems import field_pattern
from portfolio.publish import head, redaction
from portfolio.publish.modes import Modes
from portfolio.publish.site import read_site

if TYPE_CHECKING:
    from pathlib import Path


def variants(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return front matter twice, in which what `name` names has one value and another.

    Once, where all that differs would be a letter of a canary: that is looked for as it is.
    """
    one, other = copy.deepcopy(data), copy.deepcopy(data)
    _vary(one, name.split("."), name, 0)
    _vary(other, name.split("."), name, 1)
    are_canaries = re.sub(r"(canario.)a\b", r"\1b", repr(one)) == repr(other)
    return [one] if are_canaries else [one, other]


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
    """The exercise without what a site reads for nothing here."""
    docs = tmp_path_factory.mktemp("bare") / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("example", *READ_ONLY))
    return docs


ONE_OF_EACH_KIND = ("docker", "communication", "ml-concepts")  # of the skills, as pages show them


def names_of(file: str) -> list[str]:
    """Return the names that may be private; of those of a page, or of a skill, enough of a kind."""
    names = PAGES[file].template.names | {field_pattern(("title",))}
    names |= {"description", "tags"} if file in ("portfolio.md", PLAN_FILE) else set()
    names -= {"private", "private[]", "deliverable", "publish"}
    of_skills = {name for name in names if name.rpartition(".")[2] in SKILLS}
    return sorted(name for name in names - of_skills) + sorted(
        name for name in of_skills if name.endswith(ONE_OF_EACH_KIND)
    )


@pytest.mark.slow
@pytest.mark.parametrize("file", PAGES)
def test_no_private_field_or_section_shows_in_any_page(
    file: str, tmp_path: Path, bare_docs: Path
) -> None:
    """Two portfolios that differ in one private thing look alike, and its canario is nowhere."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, file)
    data = grown({k: v for k, v in post.metadata.items() if k != "private"})
    data |= {"description": "About this page", "tags": ["one", "two"]}

    def looks(changes: list[dict[str, Any]], *private: str) -> set[str]:
        found = set()
        for changed in changes:
            write(folder, file, changed, post.content, *private)
            found.add(drawn(bare_docs, folder))
        return found

    shows = []  # of some of them, whether they would show
    for index, name in enumerate(names_of(file)):
        changes = variants(data, name)
        (look,) = looks(changes, name)
        assert "canario" not in look, name
        if index % 6 == 0:
            shows.append(len(open_looks := looks(changes)) == 2 or "canario" in open_looks.pop())
    assert sum(shows) > 0.7 * len(shows)  # so the test can fail

    heads = re.findall(r"^## (.+)$", post.content, re.MULTILINE)
    assert heads
    for name in heads:
        body = post.content.replace(f"## {name}\n", f"## {name}\n\nA canario **here**.\n")
        write(folder, file, data, body, name)
        assert "canario" not in drawn(bare_docs, folder), name


def test_ratings_take_gaps_priorities_and_fit_with_them(tmp_path: Path, bare_docs: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, "skills-assessment-completed.md")
    shown = drawn(bare_docs, folder)
    assert "Already met" in shown
    assert "<p>Learning next" in shown
    assert "Gaps, and what closes them" in shown

    data = {k: v for k, v in post.metadata.items() if k != "private"}
    write(folder, "skills-assessment-completed.md", data, post.content, "ratings")
    shown = drawn(bare_docs, folder)

    for trace in (
        "Already met",
        "<p>Learning next",
        "Gaps, and what closes",
        "Radar",
        "Advanced",
    ):
        assert trace not in shown, trace
    assert "My program qcwatch" in shown  # evidence is not marked private


OF_THE_COMPARISON = (  # how pages show a target level, and what is made of it
    *(
        "Aiming for",
        "against the junior",
        "level overlaid",
        "radar__want",
        "steps__want",
        ">Junior<",
    ),
    *(
        "Junior</th>",
        "Junior level",
        'class="nowrap gap"',
        'class="nowrap met"',
        "<p>Learning next",
    ),
    *("Gaps, and what closes them", "Kubernetes for Developers (", "How I fit", "Already met"),
    *("In the plan", "junior level needs", "<strong>Kubernetes</strong>"),
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
        *(
            "Radar chart of 10 technical skills",
            '<th scope="row">Kubernetes</th>',
            'id="view-evidence"',
        ),
        *("Strongest technical skills", "Soft skills and ML concepts", "What the ratings mean"),
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

    shown = redaction.shown_pages(checks.check(EXERCISE, folder, TODAY).answers, own=False)

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

    shown = redaction.shown_pages(checks.check(EXERCISE, folder, TODAY).answers, own=False)

    assert "gaps" not in shown["learning-plan"].fields
    assert shown["learning-plan"].fields["weeks"]


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


def test_one_hidden_rating_is_missing_and_no_zero(tmp_path: Path, bare_docs: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, "skills-assessment-completed.md")
    write(
        folder, "skills-assessment-completed.md", post.metadata, post.content, "ratings.kubernetes"
    )

    shown = drawn(bare_docs, folder)

    assert "Radar chart of 9 technical skills" in shown
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
        "  docker: The", "  docker: <!-- canario --> The"
    )
    text += '\n[site](https://example.com/x "see <!-- canario -->")\n'
    page.write_text(text, encoding="utf-8")

    shown = drawn(bare_docs, folder)

    assert "The Cold Van image shrank" in shown
    assert "canario" not in shown


@pytest.mark.parametrize("private", ["ratings", "ratings.kubernetes", "target_level"])
def test_what_is_private_of_the_ratings_is_private_of_the_earlier_ones(
    private: str, tmp_path: Path, bare_docs: Path
) -> None:
    """Two portfolios that differ in what was rated then look alike."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, SKILLS_FILE)
    looks = []
    for rating in "1234":
        then = {"assessed_on": "2025-03-31", "ratings": {"kubernetes": rating}}
        fields = {k: v for k, v in post.metadata.items() if k != "private"} | {"earlier": [then]}
        write(folder, SKILLS_FILE, fields, post.content, private, "Gaps")
        looks.append(drawn(bare_docs, folder))

    assert ("1 → 0 since March 2025" in looks[0]) is (private == "target_level")
    assert len(set(looks)) == (4 if private == "target_level" else 1)
    assert "Gaps closed" not in looks[0]


@pytest.mark.parametrize("name", ["", "gaps", "pauses[].after"])
def test_why_a_plan_stood_still_is_for_the_learner_alone(
    name: str, tmp_path: Path, bare_docs: Path
) -> None:
    """Whatever `private` says, and whatever else is wrong with the plan."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, PLAN_FILE)
    fields = post.metadata | {"pauses": [{"after": 2, "weeks": 3, "reason": "My canario knee"}]}
    write(folder, PLAN_FILE, fields, post.content, *filter(None, [name]))

    assert "canario" not in drawn(bare_docs, folder)
    site = read_site(bare_docs, folder, TODAY, Modes(serving=True))
    page = theme().answer(
        site.answers[PLAN_FILE], site.shown_parts(PLAN_FILE), site.reader(PLAN_FILE), str
    )
    assert 'My canario knee</span> <span class="exercise-private">' in page.html

    faulty = fields | {"hours_per_week": "many"}
    write(folder, PLAN_FILE, faulty, post.content)
    shown = redaction.shown_pages(checks.check(EXERCISE, folder, TODAY).answers, own=False)
    assert "canario" not in repr(shown["learning-plan"])


@pytest.mark.parametrize("index", ["index: No", "index: no\nprivate: [index]"])
def test_a_wish_to_stay_away_is_kept_however_it_is_written(index: str, tmp_path: Path) -> None:
    """Also beside a faulty field, and where the wish itself is private."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    page = folder / "portfolio.md"
    text = page.read_text(encoding="utf-8").replace("index: yes", index)
    page.write_text(text.replace("https://example.com/nuala\n", "nuala\n"), encoding="utf-8")

    site = read_site(DOCS, folder, TODAY)

    assert head.meta(site, "portfolio.md")["robots"] == "noindex"


def test_a_private_fact_told_on_the_front_page_is_a_problem_there(tmp_path: Path) -> None:
    """The front page is no deliverable, and still part of the portfolio."""
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    with (folder / "portfolio.md").open("a", encoding="utf-8") as page:
        page.write("\nI hope for 41,500 a year.\n")

    site = read_site(DOCS, folder, TODAY)

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
    site = read_site(DOCS, folder, TODAY, Modes(serving=True))
    drawn = {
        uri: theme().answer(
            site.answers[uri], site.shown_parts(uri), site.reader(uri), lambda link: link
        )
        for uri in ("portfolio.md", "skills-assessment-completed.md", "job-market-research.md")
    }

    badges = {uri: page.html.count('class="exercise-private"') for uri, page in drawn.items()}

    assert badges == {
        "portfolio.md": 6,  # with the salary on the road
        "skills-assessment-completed.md": 4,
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

    page = exercise.portfolio_page(DOCS)
    (found,), front = checks.check_all([EXERCISE], page, portfolio, TODAY)

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


HIDDEN = {  # what a link promises, and what is hidden where it leads
    ", with pay": ("job-market-research.md", ["salary_range", "postings[].salary"]),
    ", with evidence": ("skills-assessment-completed.md", ["evidence"]),
    ", with milestones": ("career-roadmap.md", ["milestones"]),
}


@pytest.mark.parametrize(("promise", "hidden"), HIDDEN.items(), ids=HIDDEN)
def test_a_link_promises_nothing_that_is_hidden(
    promise: str, hidden: tuple[str, list[str]], tmp_path: Path, bare_docs: Path
) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    file, names = hidden
    post = load(folder, file)
    for private in ((), names):
        write(folder, file, post.metadata, post.content, *private)
        assert (promise in drawn(bare_docs, folder)) == (not private)
