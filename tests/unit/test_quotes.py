"""What no message says: what is private or may be, a comment, what a section holds.

A canary is planted in whatever a message could repeat, and looked for in all that is said.
"""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING, Any

import frontmatter
import pytest
from helpers.project import DOCS, TODAY
from helpers.quotes import MINE, SAMPLE
from portfolio.ask import exercise
from portfolio.check import checks
from portfolio.check.privacy import leaves
from portfolio.problems import field_pattern, wording
from portfolio.read import source
from portfolio.report import formats
from portfolio.report.result import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portfolio.ask.exercise import Deliverable

EXERCISE = exercise.load(DOCS)[0]
ASKED = {deliverable.id: deliverable for deliverable in EXERCISE.deliverables}
PAGES = [*EXERCISE.deliverables, exercise.portfolio_page(DOCS)]


def said(deliverable: Deliverable, folder: Path) -> str:
    """Return all that is said of one page, in every format for a program or a person."""
    if deliverable in EXERCISE.deliverables:
        (answer,) = checks.check(
            replace(EXERCISE, deliverables=(deliverable,)), folder, TODAY
        ).answers
    else:
        answer = checks.check_all([], deliverable, folder, TODAY)[1]
    names = (deliverable.id, deliverable.title, deliverable.done, answer.source.path)
    outcome = Outcome(*names, answer.begun, tuple(answer.problems))
    result = Result(folder, (outcome,))
    return "\n".join(form(EXERCISE, [result], folder) for form in formats.FORMATS.values())


# --- every row of the messages

OURS = {  # words that come from the contract, the template or the exercise
    *("asked", "field", "name", "template", "heading", "prompt", "choices", "id"),
    *("most", "least", "gt", "ge", "le", "instead"),
}
NAMES_AND_PLACES = {  # by row: names of files and fields, lines, codes; and a heading, cut to size
    "other-ending": {"found"},
    "wrong-case": {"found"},
    "other-name": {"found", "told"},
    "other-folder": {"found", "told"},
    "other-format": {"told"},
    "other-archive": {"told", "archive"},
    "second-copy": {"found"},
    "other-set": {"found", "home"},
    "deep-folder": {"home"},
    "loose-file": {"file"},
    "cannot-open": {"reason"},
    "not-checked": {"reason"},
    "not-utf-8": {"at"},
    "control-character": {"at", "character"},
    "late-front-matter": {"blank"},
    "other-dashes": {"at", "found"},
    "not-closed": {"last"},
    "two-documents": {"at"},
    "duplicate-key": {"lines", "how"},
    "value-above": {"at"},
    "no-break-space": {"at"},
    "no-colon": {"example", "place"},
    "indentation": {"had", "spaces"},
    "tab": {"instead"},
    "smart-quotes": {"example"},
    "apostrophe-in-quotes": {"example"},
    "link-for-address": {"example"},
    "text-after-bracket": {"example"},
    "special-start": {"example"},
    "unquoted-colon": {"example"},
    "unknown-field": {"delete"},
    "known-twice": {"near", "delete"},
    "misspelt-field": {"near", "line", "wrong"},
    "mapping-for-text": {"quotes", "braces"},
    "not-a-mapping": {"first"},
    "unknown-private": {"near"},
    "more-fields": {"end"},
    "near-section": {"near"},
    "pause-nowhere": {"near"},
    "heading-otherwise": {"near"},
    "picture-absent": {"near"},
    "html-shown": {"instead"},
    "private-told": {"private"},
    "private-shown": {"private"},
    "folder-outside": {"home"},
    "other-bullets": {"bullet"},
    "none-for-list": {"or_out"},
    "in-the-future": {"today"},
    "twice": {"or_delete"},
    "withheld-not-private": {"where"},
    "week-twice": {"delete"},
    "far-year": {"first", "last"},
    "picture-too-large": {"megabytes"},
    "preview-too-large": {"megabytes"},
    "preview-too-small": {"width", "height"},
    "too-many-pictures": {"together", "megabytes_together"},
    "drawing-too-large": {"parts"},
}
A_LEARNERS = {"split-name": {"name"}}


def braces(key: str, row: dict[str, Any]) -> set[str]:
    texts = (row.get(part, "") for part in ("message", "hint", "in_form"))
    found = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return found - (OURS - A_LEARNERS.get(key, set())) - NAMES_AND_PLACES.get(key, set())


@pytest.mark.parametrize("key", wording()["messages"])
def test_a_row_that_repeats_a_learners_words_can_be_said_without_them(key: str) -> None:
    row = wording()["messages"][key]
    assert not braces(key, row | row.get("quiet", {}))
    assert ("quiet" in row) == bool(braces(key, row))


FAULTS: list[Any] = [
    *("zqx", "zqx, and more", "“zqx”", "-zqx", "zqx <!-- zqx -->", "ftp://zqx.example/zqx"),
    *("8,675,309", "8675k", "8675309", "31.12.8675", "8675-13-41", "8675-01-01"),
    *("8:53 pm", "8:67 zqx", "terraforn"),
    *(["zqx", "zqx"], {"zqx": ""}, {"zqx zqx": "zqx"}, [{"zqx zqx": "zqx"}], [["zqx"]]),
]


def names_of(deliverable: Deliverable) -> list[str]:
    """Return every name that may be private, but for the lists that say what is and who sees it.

    The fields of one skill are checked as those of any other: two are enough.
    """
    names = {*deliverable.template.names, "title", "description", "tags"}
    return sorted(n for n in names - {"private", "private[]", "publish"} if not is_like_others(n))


def is_like_others(name: str) -> bool:
    return name.rpartition(".")[2] in {*EXERCISE.matrix} - {"ml-concepts", "python"}


def put(data: Any, name: str, value: Any) -> None:
    """Put a value wherever a name points, and into what is not there yet."""
    head, _, rest = name.partition(".")
    key, is_list = head.removesuffix("[]"), head.endswith("[]")
    if not rest:
        data[key] = [value, value, *as_list(data.get(key))[2:]] if is_list else value
        return
    inner = as_list(data.get(key)) if is_list else [data.setdefault(key, {})]
    for item in inner:
        if isinstance(item, dict):
            put(item, rest, value)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def filled(deliverable: Deliverable) -> tuple[dict[str, Any], str]:
    folder = SAMPLE if (SAMPLE / deliverable.file).exists() else DOCS / "example"
    page = source.read(folder / deliverable.file, folder)
    assert page.data
    return dict(page.data), page.body


def write(folder: Path, deliverable: Deliverable, data: dict[str, Any], body: str) -> None:
    text = frontmatter.dumps(frontmatter.Post(body, None, **data), sort_keys=False)
    (folder / deliverable.file).write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("deliverable", PAGES, ids=lambda deliverable: deliverable.id)
def test_no_message_repeats_a_private_value(deliverable: Deliverable, tmp_path: Path) -> None:
    """Faults in what is marked, in all within it, and in a text for all of it.

    Each name gets every third kind, and the next two the others: neighbors are of one kind.
    """
    data, body = filled(deliverable)
    names, quiet = names_of(deliverable), 0
    for index, marked in enumerate(names):
        around = marked.removesuffix("[]").rpartition(".")[0]
        inside = [name for name in names if name.startswith((f"{marked}.", f"{marked}[]"))]
        for fault in FAULTS[index % 3 :: 3]:
            texts = [around] if around and isinstance(fault, str) else []
            leaf = next((name for name in reversed(inside)), None)
            for place in {marked, *texts, *([leaf] if leaf else [])}:
                changed = copy.deepcopy(data) | {"private": [marked]}
                put(changed, place, fault)
                write(tmp_path, deliverable, changed, body)
                told = said(deliverable, tmp_path)
                quiet += "hint:" in told
                assert not MINE.search(told), (marked, place, fault, MINE.findall(told))
    assert quiet > 10 / 3 * len(names)  # the faults are faults


@pytest.mark.slow
@pytest.mark.parametrize(
    "deliverable", EXERCISE.deliverables, ids=lambda deliverable: deliverable.id
)
def test_values_are_repeated_where_nothing_is_private(
    deliverable: Deliverable, tmp_path: Path
) -> None:
    """So that the test above looks for what would be there."""
    data, body = filled(deliverable)
    told = set()
    for name in names_of(deliverable):
        for fault in FAULTS:
            changed = copy.deepcopy(data) | {"private": []}
            put(changed, name, fault)
            write(tmp_path, deliverable, changed, body)
            told |= set(MINE.findall(said(deliverable, tmp_path)))
            if {"zqx", "8675"} <= told:
                return
    pytest.fail(f"only {told} is repeated")


UNSURE = {  # what may mean that a salary is private: a message must not publish it
    "a name misspelt": {"private": ["month_12.salery"]},
    "a name alone": {"private": ["salary"]},
    "a name as a field": {"private": [{"month_12": "salary"}]},
    "names as fields": {"private": {"month_12": "salary"}},
    "the key misspelt": {"privat": ["month_12.salary"]},
    "the key with a capital": {"Private": ["month_12.salary"]},
    "too many names": {"private": [*["title"] * 200, "month_12.salary"]},
    "a page that is not published": {"private": [], "publish": "no"},
    "a page that may not be meant to be published": {"private": [], "publish": "never"},
}


@pytest.mark.parametrize("fields", UNSURE.values(), ids=UNSURE)
def test_what_may_be_private_is_not_repeated(fields: dict[str, Any], tmp_path: Path) -> None:
    deliverable = ASKED["career-roadmap"]
    data, body = filled(deliverable)
    del data["private"]
    data["month_12"] |= {"salary": {"min": "8675k", "max": "zqx", "currency": "zqx"}}
    write(tmp_path, deliverable, data | fields, body)
    told = said(deliverable, tmp_path)
    assert "month_12.salary.min" in told
    assert not MINE.search(told)


BRACES = {  # what stands for the salary, and the field that is named
    "{8675 EUR}": "month_12.salary.…",
    "{zqx}": "month_12.salary.…",
    "{min: 8675, zqx zqx: 1}": "month_12.salary.…",
    "{min: 8675, max: 9675, currency: EUR, zqx8675: year}": "month_12.salary.…",
    "{min: 8675, max: 9675, curency: EUR}": "month_12.salary.curency",
    "{min: 8675, max: 9675, currency: EUR, per: year}": "month_12.salary.per",
}


@pytest.mark.parametrize(("written", "field"), BRACES.items())
def test_a_private_text_that_yaml_takes_for_a_name_is_not_said(
    written: str, field: str, tmp_path: Path
) -> None:
    text = (SAMPLE / "career-roadmap.md").read_text(encoding="utf-8")
    salary = re.compile(r"  salary:\n(    .*\n)+")
    (tmp_path / "career-roadmap.md").write_text(
        salary.sub(f"  salary: {written}\n", text), encoding="utf-8"
    )
    told = said(ASKED["career-roadmap"], tmp_path)
    assert f": {field}: there is no field with this name" in told
    assert not MINE.search(told)


# --- what one field says of another

PRIORITIES = "- kubernetes\n  - terraform\n  - python"
OF_ANOTHER = {  # what is changed, what is marked, and what must not be said
    "a rating, by no gap": (
        [("skills-assessment", PRIORITIES, "- git\n  - python\n  - cloud")],
        ("skills-assessment", "ratings"),
        r"\bgit is|first: \w+",
    ),
    "one rating, by what is left": (
        [("skills-assessment", PRIORITIES, "- git\n  - python\n  - cloud")],
        ("skills-assessment", "ratings.kubernetes"),
        r"first: .*kubernetes",
    ),
    "the target": (
        [("skills-assessment", PRIORITIES, "- git\n  - python\n  - cloud")],
        ("skills-assessment", "target_level"),
        "the junior level|first: ",
    ),
    "the schedule's sum": (
        [("learning-plan", "hours_per_week: 7.5", "hours_per_week: 38.5")],
        ("learning-plan", "schedule"),
        r"to 8|38\.5",
    ),
    "an hour of the schedule": (
        [("learning-plan", "hours_per_week: 7.5", "hours_per_week: 38.5")],
        ("learning-plan", "schedule[].end"),
        r"to 8",
    ),
    "the hours of a week": (
        [("learning-plan", "hours_per_week: 7.5", "hours_per_week: 38.5")],
        ("learning-plan", "hours_per_week"),
        r"38\.5",
    ),
    "the priorities of another page": (
        [("learning-plan", "- skill: kubernetes", "- skill: git")],
        ("skills-assessment", "priorities"),
        "first: kubernetes|each of these: kubernetes",
    ),
    "the ratings of another page": (
        [("learning-plan", "- skill: kubernetes", "- skill: git")],
        ("skills-assessment", "ratings"),
        "first: kubernetes|each of these: kubernetes",
    ),
    "a priority, where ratings are private": (
        [("skills-assessment", "- kubernetes\n", "- kubernetesqq\n")],
        ("skills-assessment", "ratings"),
        "kubernetesqq is|example kubernetes",
    ),
    "a gap, where ratings are private": (
        [("learning-plan", "- skill: kubernetes", "- skill: kubernetesqq")],
        ("skills-assessment", "ratings"),
        "kubernetesqq is|example kubernetes",
    ),
    "the number of a week": (
        [("learning-plan", "- week: 1\n", "- week: 2\n")],
        ("learning-plan", "weeks[].week"),
        r"week 2|end with|missing: 1|add 1\b",
    ),
    "the month of a milestone": (
        [("career-roadmap", "- month: 12\n", "- month: 37\n")],
        ("career-roadmap", "milestones[].month"),
        r"in months 7 to 12\n",
    ),
    "what is required": (
        [("job-market-research", "common_requirements:\n", "common_requirements:\n  - COBOL\n")],
        ("job-market-research", "postings[].requirements"),
        r"COBOL is in 0",
    ),
    "what most require": (
        [("job-market-research", "common_requirements:\n", "common_requirements:\n  - COBOL\n")],
        ("job-market-research", "common_requirements"),
        r"COBOL is in 0",
    ),
    "the least, by the most": (
        [("career-roadmap", "max: 64000", "max: 5200")],
        ("career-roadmap", "month_12.salary.min"),
        r"min \(52000\)|max \(5200\)",
    ),
    "a start, by an end": (
        [("learning-plan", "end: 13:00", "end: 08:00")],
        ("learning-plan", "schedule[].start"),
        r"after 09:00",
    ),
}


@pytest.mark.parametrize("case", OF_ANOTHER.values(), ids=OF_ANOTHER)
def test_no_message_repeats_what_another_field_hides(
    case: tuple[list[tuple[str, str, str]], tuple[str, str], str], portfolio: Path
) -> None:
    edits, (id_, name), hidden = case

    def told(private: str) -> str:
        found = checks.check(EXERCISE, portfolio, TODAY).problems
        assert found, private
        return "\n".join(f"{each.field}: {each.message}\n{each.hint}\n" for each in found)

    for of, old, new in edits:
        text = (portfolio / ASKED[of].file).read_text(encoding="utf-8")
        assert old in text
        (portfolio / ASKED[of].file).write_text(text.replace(old, new, 1), encoding="utf-8")
    path = portfolio / ASKED[id_].file
    text = re.sub("(?m)^private:.*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    assert re.search(hidden, told(""))
    path.write_text(text.replace("\n", f"\nprivate: ['{name}']\n", 1), encoding="utf-8")
    assert not re.search(hidden, told(name))


# --- front matter that cannot be read

BROKEN = [  # what is made of `name: value` or `- value`; of `{0}` all before the value
    *("{0} @zqx", "{0} zqx: zqx", "{0} *zqx", "{0} !zqx zqx", '{0} "zqx', "{0} 'zqx's", "{0} [zqx"),
    *(
        "{0} {{zqx}} zqx",
        "{0} {{{{ zqx }}}} zqx",
        "{0} `zqx`",
        "{0} %zqx",
        "   {0} zqx",
        "\t{0} zqx",
    ),
    *("{0}zqx", "{1} zqx", "{1}=zqx", "{1}: zqx", "{1}：zqx", "{0} ok  # zqx: zqx", "{0} - zqx"),
    *(
        "# zqx: zqx: zqx\n{0} @ok",
        "{0} @ok # zqx",
        "{0}\u00a0zqx",
        "{0} “zqx”: zqx",
        "{0} zqx\n zqx: zqx",
    ),
    *("{0} {{zqx: 1, zqx: 2}}", "{0} zqx\nzqx\n"),
]


def values_of(deliverable: Deliverable) -> Iterator[tuple[int, str]]:
    """Yield the line of every value of the sample, and the name of its field."""
    page = source.read(SAMPLE / deliverable.file, SAMPLE)
    kept = [loc for loc, _ in leaves(page.data) if not any(part in range(2, 99) for part in loc)]
    names = {page.line(loc): field_pattern(loc) for loc in kept if loc[0] != "private"}
    yield from ((line, name) for line, name in names.items() if not is_like_others(name))


@pytest.mark.slow
@pytest.mark.parametrize(
    "deliverable", EXERCISE.deliverables, ids=lambda deliverable: deliverable.id
)
def test_no_line_that_may_be_private_is_repeated(deliverable: Deliverable, tmp_path: Path) -> None:
    """Each line is broken in every third way, and the next two in the others."""
    lines = (SAMPLE / deliverable.file).read_text(encoding="utf-8").split("\n")
    unread = 0
    for index, (line, name) in enumerate(values_of(deliverable)):
        before = re.match(r"\s*(?:- )?(?:[\w-]+:)?", lines[line - 1])[0]
        for broken in BROKEN[index % 3 :: 3]:
            for marked in {name, name.partition(".")[0].removesuffix("[]")}:
                text = lines.copy()
                text[line - 1] = broken.format(before.rstrip(), before.rstrip(": "))
                is_listed = lines[3].startswith("private:")
                text[3:4] = [f"private: [title, '{marked}']", *([] if is_listed else text[3:4])]
                (tmp_path / deliverable.file).write_text("\n".join(text), encoding="utf-8")
                told = said(deliverable, tmp_path)
                unread += "bad-front-matter" in told
                assert "zqx" not in told, (name, marked, broken, told)
    assert unread > 100


LINES = {  # of the plan, whose template keeps the schedule private: what is said of them
    "a public field": ("hours_per_week: @owl\n", "", 'quotes: hours_per_week: "@owl"'),
    "an item of a public list": ("weeks:\n  - week: 1\n    goals:\n      - *owl\n", "", '"*owl"'),
    "a comment beside it": ("hours_per_week: @owl  # a cat\n", "", 'hours_per_week: "@owl"'),
    "what the template keeps private": ("schedule:\n  - day: @owl\n", "", 'quotes: - day: "…"'),
    "what the learner keeps private": ("gaps:\n  - skill: @owl\n", "gaps", 'quotes: - skill: "…"'),
    "a part of it is private": (
        "gaps:\n  - skill: @owl\n",
        '"gaps[].resources[].url"',
        'quotes: - skill: "…"',
    ),
    "another part": ("weeks:\n  - week: @owl\n", '"gaps[].skill"', 'quotes: - week: "@owl"'),
    "a section of the same name": ("starts_on: @owl\n", "Why this plan", '"@owl"'),
    "a field that is none": ("hour_per_week: @owl\n", "", 'quotes: "…"'),
    "a name that is none": ("my salary: @owl\n", "", 'quotes: "…"'),
    "a value that is like a name": (
        "hours_per_week: [schedule] @owl: x\n",
        "",
        ': hours_per_week: "…"',
    ),
    "an anchor in the names": ("hours_per_week: @owl\n", "&mine schedule", 'hours_per_week: "…"'),
    "an escape in the names": ("hours_per_week: @owl\n", '"\\u0068ours_per_week"', '"…"'),
    "a line that names a private field": ("starts_on: @schedule owl\n", "", 'starts_on: "…"'),
    "a page that is not published": ("publish: no\nstarts_on: @owl\n", "", 'starts_on: "…"'),
    "a page that is": ("publish: yes\nstarts_on: @owl\n", "", 'starts_on: "@owl"'),
    "names that are closed too late": ("starts_on: @owl\n---\n", "schedule", 'starts_on: "@owl"'),
    "names after fields that end too early": (
        "starts_on: @owl\n---\nprivate: [starts_on]\n",
        "schedule",
        'starts_on: "…"',
    ),
    "names that are never closed": ("starts_on: owl\n", "schedule, [title", "closing bracket"),
    "a name that is mistyped": ("starts_on: @owl\n", "start_on", 'starts_on: "…"'),
    "a name glued to the line above": (
        "starts_on: 2026-11-30hours_per_week: owl\n",
        "hours_per_week",
        'starts_on: "…"',
    ),
    "an alias": ("starts_on: *owl\n", "", '"*owl"'),
    "an alias in a private field": ("schedule: *owl\n", "", '"*text"'),
    "a tag": ("starts_on: !owl x\n", "", "YAML reads !owl as a type tag"),
    "a field twice": ("starts_on: owl\nstarts_on: owl\n", "starts_on", "keep one starts_on"),
    "a private text twice": ("schedule: {owl, owl}\n", "", "keep one of them"),
}


@pytest.mark.parametrize(("front", "private", "said"), LINES.values(), ids=LINES)
def test_a_line_is_repeated_where_it_is_public(
    front: str, private: str, said: str, tmp_path: Path
) -> None:
    deliverable = ASKED["learning-plan"]
    text = f"---\ntitle: My plan\nprivate: [{private}]\n{front}---\n"
    (tmp_path / deliverable.file).write_text(text, encoding="utf-8")
    (answer,) = checks.check(
        replace(EXERCISE, deliverables=(deliverable,)), tmp_path, TODAY
    ).answers
    (found,) = answer.problems
    assert found.code == "bad-front-matter"
    assert said in f"{found.message} {found.hint}"
    assert ("owl" in found.message + found.hint) == ("owl" in said)
    assert "cat" not in found.hint


def test_what_a_page_that_cannot_be_read_says_in_public_is_told_nowhere(tmp_path: Path) -> None:
    for deliverable in EXERCISE.deliverables:
        text = (SAMPLE / deliverable.file).read_text(encoding="utf-8")
        if deliverable.id == "job-market-research":
            text = text.replace("  min: 50000\n", "  min: 52000\n")
        if deliverable.id == "career-roadmap":
            text = text.replace("Half a year of labs", "Pay begins at 52,000. Half a year of labs")
        (tmp_path / deliverable.file).write_text(text, encoding="utf-8")
    assert not checks.check(EXERCISE, tmp_path, TODAY).problems
    path = tmp_path / "job-market-research.md"
    text = path.read_text(encoding="utf-8").replace("searched_on:", "searched_on")
    path.write_text(text, encoding="utf-8")
    (found,) = checks.check(EXERCISE, tmp_path, TODAY).problems
    assert found.code == "bad-front-matter"


def test_a_file_that_cannot_be_read_has_one_problem(tmp_path: Path) -> None:
    """Its fields are no public prose, which tells what other pages hide."""
    for deliverable in EXERCISE.deliverables:
        text = (SAMPLE / deliverable.file).read_text(encoding="utf-8")
        (tmp_path / deliverable.file).write_text(text, encoding="utf-8")
    path = tmp_path / "job-market-research.md"
    text = path.read_text(encoding="utf-8").replace("  min: 50000\n", "  min: 52000\n")
    fronts = ("\u2014", "\n---", " ---", "----", "My notes\n\n---", "---\n- a", "---\na: *b", "")
    for begin in fronts:
        for end in ("\n---\n", "\n\u2014\n"):
            rest = text.removeprefix("---").replace("\n---\n", end)
            path.write_text(begin + rest, encoding="utf-8")
            found = checks.check(EXERCISE, tmp_path, TODAY).problems
            assert [each.code for each in found] == ["bad-front-matter"], (begin, end, found)
