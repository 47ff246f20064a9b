"""docs/reference.md, held together with the code: messages, fields, limits and what comments name.

The examples of examples.yml are made here, one by one, in a copy of tests/portfolio/.
"""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import pytest
import reference
import validate
import yaml
from helpers import photos
from helpers.cases import damage
from helpers.project import DOCS, ROOT, TODAY
from portfolio.ask import exercise, models
from portfolio.check import checks
from portfolio.problems import Problem, wording
from portfolio.report import overview
from pydantic import BaseModel
from test_project import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (DOCS / "reference.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^#{2,3} (.+?)(?: \{.*\})?$", PAGE, re.MULTILINE)
EXAMPLES = reference.examples()
MESSAGES = wording()["messages"]
NUMBERS = {10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen"}
CODE = (".py", ".js", ".css", ".html", ".jinja", ".yml", ".toml")
HERE = "tests/unit/test_reference.py"
INSIDE = {"placeholders", "radar"}  # limits of what no reader meets
FRONT = exercise.portfolio_page(DOCS)
DOCUMENTS = {FRONT.file: FRONT} | {
    a.file: a for each in exercise.load(DOCS) for a in each.deliverables
}
NOT_RUN = (
    {  # why each is not made here, and where it is
        "changed-template": "a site tells it: test_public.py",
        "other-folder": "it takes another folder: test_elsewhere.py",
        "other-format": "it takes a file that is no page: test_elsewhere.py",
        "other-archive": "it takes a file that is no page: test_elsewhere.py",
        "second-copy": "a warning: test_elsewhere.py",
        "of-the-example": "a run tells it: test_ci.py",
        "cannot-open": "whoever runs the tests may read all",
        "html-shown": "a note: notes.yml",
        "link-to-no-heading": "a note: notes.yml",
        "other-word": "a note: notes.yml",
        "not-checked": "no fault of the checks is known",
        "private-shown": "the search of a built site tells it: test_leaks.py",
    }
    | dict.fromkeys(
        (
            *("dead-folder", "other-set", "deep-folder", "in-the-example", "folder-outside"),
            *("folder-closed", "archive", "loose-file"),
        ),
        "a class tells it: test_class_whole.py",
    )
    | dict.fromkeys(
        (
            key
            for key in MESSAGES
            if key.startswith(("picture-", "drawing-", "preview-")) or "-pictures" in key
        ),
        "the pictures tell it: test_pictures.py",
    )
)
LONG = {  # what is too long to write down: appended to, or put in place of, a text of the file
    "too-big": ("\n\n## Why", "\n" + "x" * 2_000_000 + "\n\n## Why"),
    "too-many-lines": ("\n\n## Why", "\n" * 30_000 + "\n## Why"),
    "too-many-sections": ("\n\n## Why", "\n## Day\n" * 300 + "\n\n## Why"),
    "too-many-nodes": ("\ndeliverable:", f"\ntags: [{'word, ' * 30_000}]\ndeliverable:"),
    "too-deep": ("tags: [assessment]", f"tags: {'[' * 60}{']' * 60}"),
    "too-much-private": (
        "deliverable: learning-plan\n",
        "deliverable: learning-plan\nprivate: [weeks, tags]\ntags:\n"
        + "".join(f"  - number {n}{' and so on' * 25}\n" for n in range(1000)),
    ),
    "too-many-numbers": ("Half a year of labs", f"{' '.join(map(str, range(100_000)))}\nHalf"),
    "too-long": (
        "\npriorities:",
        "\nearlier:\n"
        + "".join(
            f"  - {{assessed_on: {y}-01-01, ratings: {{git: 0}}}}\n" for y in range(2025, 2000, -1)
        )
        + "priorities:",
    ),
    "too-many-private": ("[month_12.salary]", f"[{', '.join(['month_12.salary'] * 300)}]"),
}


def make(key: str, folder: Path, *, mended: bool) -> None:
    """Put an example into a portfolio: what was written, or what mends it."""
    example = EXAMPLES[key]
    path = folder / example["file"]
    edits = [example["also"]] if "also" in example else []
    if key in LONG:
        edits += [] if mended else [list(LONG[key])]
    elif "case" in example:
        if not mended:
            damage({"file": path.name, **example["case"]}, folder)
        return
    else:
        edits.append([within(example), example["right" if mended else "wrote"]])
    text = "\n" + path.read_text(encoding="utf-8")
    for edit in edits:
        find, put = indented(*edit, text)
        assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {path.name}"
        text = text.replace(find, put)
    path.write_text(text[1:], encoding="utf-8")


def within(example: dict[str, Any]) -> str:
    return str(example.get("within", example["right"]))


def indented(find: str, put: str, text: str) -> tuple[str, str]:
    """Return lines as far to the right as the file has them; part of a line stays as it is."""
    for margin in ("", "  ", "    ", "      "):
        lines = [textwrap.indent(each.rstrip("\n"), margin) for each in (find, put)]
        if f"\n{lines[0]}\n" in text:
            return f"\n{lines[0]}\n", f"\n{lines[1]}\n"
    return find, put


def found(folder: Path, exercise01: exercise.Exercise) -> list[Problem]:
    (of_exercise,), front = checks.check_all([exercise01], FRONT, folder, TODAY)
    return [*of_exercise.problems, *front.problems]


# --- messages


@pytest.mark.parametrize("key", [key for key in EXAMPLES if key not in NOT_RUN])
def test_an_example_makes_its_problem_and_what_mends_it_makes_none(
    key: str, portfolio: Path, tmp_path: Path, exercise01: exercise.Exercise
) -> None:
    """What the page shows of a mistake is what is said of it, to the letter."""
    shown = reference.message_row(key, EXAMPLES[key], DOCUMENTS)
    mended = portfolio.rename(tmp_path / "mended")
    shutil.copy(DOCS / "example" / FRONT.file, mended)
    (mended / "queue.png").write_bytes(photos.of_kind("queue.png"))
    damaged = Path(shutil.copytree(mended, tmp_path / "damaged"))

    make(key, mended, mended=True)
    make(key, damaged, mended=False)

    assert found(mended, exercise01) == []
    told = found(damaged, exercise01)
    assert {each.code for each in told} == {MESSAGES[key]["code"]}
    if key == "curly-quotes":  # it lends another message its hint
        assert told[0].hint == shown.hint
    else:
        assert (told[-1].message, told[-1].hint) == (shown.message, shown.hint)


def test_every_message_has_an_example_and_every_example_a_message() -> None:
    assert EXAMPLES.keys() == MESSAGES.keys()
    assert {key for key, each in EXAMPLES.items() if "file" not in each} == NOT_RUN.keys()
    for key, each in EXAMPLES.items():
        assert ("wrote" in each, "right" in each) in ((True, True), (False, False)), key
        assert ("wrote" in each) != ("when" in each and "fix" in each), key


def test_every_code_has_a_heading_with_its_messages_and_no_other_has() -> None:
    codes = re.findall(r'^### ([a-z-]+)\n(?:(?!^#).*\n)*?\{\{ reference_problems\("\1"\) \}\}',
                       PAGE, re.MULTILINE)  # fmt: skip
    assert sorted(codes) == sorted({row["code"] for row in MESSAGES.values()})
    assert PAGE.count("reference_problems(") == len(codes)
    assert f"one of {NUMBERS[len(codes)]} codes" in PAGE


# --- fields


def model_fields(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """Yield the names of a model's fields as `private` has them, of those inside them too."""
    for name, field in model.model_fields.items():
        yield f"{above}{name}"
        for inner, is_list in inside(field.annotation):
            yield from model_fields(inner, f"{above}{name}{'[].' if is_list else '.'}")


def inside(kind: Any, *, is_list: bool = False) -> Iterator[tuple[type[BaseModel], bool]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind, is_list
    for part in get_args(kind):
        yield from inside(part, is_list=is_list or get_origin(kind) is list)


@pytest.mark.parametrize("id_", [*models.MODELS, "portfolio"])
def test_every_field_of_every_model_is_there(id_: str, exercise01: exercise.Exercise) -> None:
    deliverable = next(
        (a for a in DOCUMENTS.values() if a.id == id_), exercise.portfolio_page(DOCS)
    )
    rows = [
        *reference.fields_of_every_page(deliverable, exercise01),
        *reference.own_fields(deliverable, exercise01),
    ]

    names = [row.name for row in rows]
    assert sorted(names) == sorted(model_fields(deliverable.model))
    assert len(names) > 8
    assert f'reference_fields("{id_}")' in PAGE
    assert {row.name for row in rows if not row.kind} == {
        *("hide", "icon", "status", "search", "social")
    }
    silent = {row.kind for row in rows if row.kind and not row.about}
    assert silent <= {"The fields below."}


def test_a_field_says_what_it_may_hold(exercise01: exercise.Exercise) -> None:
    kinds = {
        f"{deliverable.id}: {row.name}": row.kind
        for deliverable in exercise01.deliverables
        for row in reference.own_fields(deliverable, exercise01)
    }
    for name, words in {
        "learning-plan: hours_per_week": "Number over 0, at most 80.",
        "learning-plan: schedule": "List of items with the fields below, 1 or more.",
        "learning-plan: schedule[].end": "Time of day, as HH:MM, after start.",
        "learning-plan: gaps": (
            "List of items with the fields below, 3 or more, no duplicate skill."
        ),
        "career-roadmap: milestones[].month": "Whole number from 1 to 60.",
        "career-roadmap: month_12.salary": "The fields below; or withheld.",
        "career-roadmap: month_12.projects": (
            "List of text, or of items with the fields below, 1 or more."
        ),
        "job-market-research: postings[].seen_on": "Date, not in the future.",
        "skills-assessment: ratings": (
            "Every skill in the matrix, each with a whole number from 0 to 4."
        ),
    }.items():
        assert kinds[name] == words


# --- limits


def test_every_limit_has_a_group_with_a_heading_and_says_what_it_limits() -> None:
    groups = yaml.safe_load(PAGE.split("---\n")[1])["limits"]
    limits = reference.all_limits()

    assert len(limits) > 10
    assert {each.group for each in limits} - groups.keys() <= INSIDE
    assert [each for each in limits if each.group in groups and not each.about] == []


def test_a_limit_is_read_with_its_comment() -> None:
    limits = {f"{each.group}.{each.name}": each for each in reference.all_limits()}

    assert limits["pictures.parts"].value == "100,000"
    assert limits["pictures.parts"].about == "parts per drawing: its tags, attributes and functions"


# --- the rest of the page


def json_keys(value: Any) -> Any:
    """Return the shape of some JSON: its keys, and what the first item of each list has."""
    if isinstance(value, dict):
        return {key: json_keys(each) for key, each in value.items()}
    return [json_keys(each) for each in value[:1]] if isinstance(value, list) else None


def test_output_and_commands_are_all_there(
    portfolio: Path, exercise01: exercise.Exercise, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (portfolio / "skills-assessment-completed.md").unlink()
    validate.main([str(portfolio), "--format", "json"], exercise_id="exercise-01")
    as_json = capsysbinary.readouterr().out

    for name in validate._FORMATS:
        assert f"### {name}\n" in PAGE
    shape = re.search(r"```text\n(\{.*?\n\})\n```", PAGE, re.DOTALL)
    assert shape
    assert json_keys(json.loads(shape[1])) == json_keys(json.loads(as_json))
    for column in overview._IN_CSV:
        assert f"`{column}`" in PAGE
    for script in (ROOT / "scripts").glob("*.py"):
        assert script.name == "console.py" or f"scripts/{script.name}" in PAGE
    for name in re.findall(
        r'environ\.get\("(\w+)"', (ROOT / "hooks/deliverables.py").read_text("utf-8")
    ):
        assert f"`{name}=" in PAGE


def test_comments_name_headings_of_the_reference() -> None:
    """Each `docs/reference.md, Heading`; and no comment speaks of what is not in the repository."""
    known = re.compile(rf"(?:{'|'.join(map(re.escape, HEADINGS))})\b")
    named = []
    for name in (each for each in FILES if each.endswith(CODE) and each != HERE):
        text = re.sub(r"\n *(?:#|//|\*)? *", " ", (ROOT / name).read_text(encoding="utf-8"))
        assert not re.search(r"\bSPEC\b", text), name
        named += [(name, rest) for rest in re.findall(r"docs/reference\.md, (.{1,40})", text)]

    assert len(named) > 10
    assert [(name, rest) for name, rest in named if not known.match(rest)] == []
