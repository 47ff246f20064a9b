"""What an exercise page says of fields: in the checks, in the form, and to an author who errs."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from helpers.forms_checked import answers_of
from helpers.project import DOCS, TODAY
from portfolio.ask import exercise, forms
from portfolio.check import checks
from portfolio.check.lint import lint
from portfolio.read.source import read

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine

SECOND = next(each for each in exercise.load(DOCS) if each.id == "exercise-02")
[REPORT] = SECOND.deliverables
GOOD = (DOCS / "example" / REPORT.file).read_text(encoding="utf-8")
VALUES = [  # an edit of the report, and the fields with a problem: its code
    (
        "finished_on: 2026-10-18",
        "finished_on: the day before yesterday",
        {"finished_on": "invalid"},
    ),
    ("finished_on: 2026-10-18", "finished_on: 2126-10-18", {"finished_on": "invalid"}),
    ("finished_on: 2026-10-18", "finished_on:", {"finished_on": "unfilled"}),
    ("memory_gb: 16", "memory_gb: banana", {"computer.memory_gb": "invalid"}),
    ("memory_gb: 16", "memory_gb: 0", {"computer.memory_gb": "invalid"}),
    ("memory_gb: 16", "memory_gb: 4097", {"computer.memory_gb": "invalid"}),
    ("memory_gb: 16", "memory_gb: 4096", {}),
    ("kind: laptop", "kind: Laptop", {}),
    ("kind: laptop", "kind: toaster", {"computer.kind": "invalid"}),
    ("tried_by_others: yes", "tried_by_others: perhaps", {"tried_by_others": "invalid"}),
    ("tried_by_others: yes", "tried_by_others: False", {}),
    ("  - name: make\n", "  - name: GIT\n", {"tools[3].name": "invalid"}),
    ("  - name: git\n", "  - name: git\n    url: see below\n", {"tools[0].url": "invalid"}),
    ("  - name: git\n", "  - name: git\n    url: https://example.com/git\n", {}),
    ("  - name: git\n", "  - name: git\n    url:\n", {}),
    ("  memory_gb: 16\n", "  memory_gb: 16\n  accelerator: none\n", {}),
    ("  memory_gb: 16\n", "", {"computer.memory_gb": "missing"}),
    (re.search(r"setup:\n(?:  - .*\n)+", GOOD)[0], "setup:\n  - make\n", {"setup": "invalid"}),
]


@pytest.mark.parametrize(("old", "new", "wanted"), VALUES)
def test_a_value_is_what_the_page_says(
    old: str, new: str, wanted: dict[str, str], tmp_path: Path, engine: Engine
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    (tmp_path / REPORT.file).write_text(text, encoding="utf-8")

    found = checks.check(SECOND, tmp_path, TODAY).problems
    [in_form] = answers_of(engine, [{REPORT.id: text.encode()}], of=SECOND.id)

    codes = {name: f"{code}-field" for name, code in wanted.items()}
    assert {each.field: each.code for each in found} == codes
    assert {field: code for _, code, field, _ in in_form["told"]} == codes
    assert [each.message for each in found] == [message for *_, message in in_form["told"]]


RULES = [  # what an author wrote under fields, and what they are told
    ("words", "fields: write a field on each line"),
    ("{finished: {type: date}}", "fields.finished: the template has finished_on"),
    ("{finished_on: date}", "fields.finished_on: write it in braces"),
    ("{finished_on: {tipe: date}}", "fields.finished_on.tipe: write type"),
    ("{finished_on: {kind: date}}", "fields.finished_on.kind: words: at_least, choices"),
    ("{finished_on: {type: day}}", "the types are: date, number, text, web address, whole number"),
    ("{editor: {past: yes}}", "fields.editor.past: past is for type: date"),
    ("{editor: {from: 1}}", "from and to are for type: number"),
    ("{editor: {type: number, from: one}}", "fields.editor.from: write a number in digits"),
    ("{editor: {type: number, from: 3, to: 2}}", "write a number that is not less than from"),
    ("{editor: {at_least: 3}}", "fields.editor: at_least and distinct are for lists"),
    ("{tools: {at_least: many}}", "fields.tools.at_least: write how many, in digits"),
    ("{tools: {type: date}}", "fields.tools: say it about each item, as tools[]"),
    ("{tools: {distinct: title}}", "fields.tools.distinct: write yes, or a field of an item: name"),
    ("{editor: {choices: [Vim]}}", "fields.editor.choices: list two or more words"),
    ("{editor: {choices: [Vim, vim]}}", "fields.editor.choices: write each word once"),
    ("{editor: {choices: [a, b], type: date}}", "choices are words; remove the type"),
    ("{editor: {optional: perhaps}}", "fields.editor.optional: write yes, or remove it"),
    ("{editor: {label: }}", "fields.editor.label: write what the field is called"),
]


def with_rules(docs: Path, rules: str) -> Path:
    """Return docs/ with a second exercise that has other rules."""
    shutil.copytree(DOCS, docs)
    page = docs / "exercise-02.md"
    text = page.read_text(encoding="utf-8")
    changed = re.sub(r"    fields:\n(?:      .*\n)+", f"    fields: {rules}\n", text)
    assert changed != text
    page.write_text(changed, encoding="utf-8")
    return docs


@pytest.mark.parametrize(("rules", "told"), RULES)
def test_an_author_is_told_of_a_rule_that_says_nothing(
    rules: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(exercise.ExerciseError, match=re.escape(told)) as error:
        exercise.load(with_rules(tmp_path / "docs", rules))

    assert str(error.value).startswith("exercise-02.md: deliverables[0].fields")


def test_what_a_comment_promises_is_checked_or_told(tmp_path: Path) -> None:
    """The template promises a day, a number, yes or no, an address, three or more, and a choice."""
    docs = with_rules(tmp_path / "docs", "{}")
    found = [each for each in lint(exercise.load(docs), docs, TODAY) if "comment says" in each]

    promised = {
        "finished_on": "{type: date}",
        "computer.kind": "{choices: [the, words]}",
        "computer.memory_gb": "{type: whole number}",
        "computer.accelerator": "{optional: yes}",
        "tools": "{at_least: 3}",
        "tools[].url": "{type: web address}",
        "checks": "{at_least: 3}",
        "setup": "{at_least: 3}",
        "tried_by_others": "{type: yes or no}",
    }
    for name, rule in promised.items():
        assert any(f": {name}: its comment says" in each and rule in each for each in found), name
    assert len(found) == len(promised) + 1  # an optional address is two promises


def test_a_rule_that_no_comment_tells_is_told_to_its_author(tmp_path: Path) -> None:
    docs = with_rules(tmp_path / "docs", "{editor: {optional: yes}}")
    found = "\n".join(lint(exercise.load(docs), docs, TODAY))

    assert "editor: it is optional, but its comment does not say so" in found


def test_a_list_in_an_item_has_its_own_comment(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(
        "---\nbuilds:\n  - name:  # write its name\n    tags:\n      -  # write a tag\n---\n",
        encoding="utf-8",
    )
    template = exercise.read_template(read(path, tmp_path))

    assert template.comment("builds[].tags") == "write a tag"
    assert template.comment("builds[].name") == "write its name"


def schema_of(name: str) -> dict[str, Any]:
    node = forms.schema(REPORT, SECOND)
    for part in name.split("."):
        node = node["properties"][part.removesuffix("[]")]
        node = node["items"] if part.endswith("[]") else node
    return node


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("computer.memory_gb", {"x-label": "Memory in GB", "minimum": 1, "maximum": 4096}),
        ("finished_on", {"format": "date", "x-past": True}),
        ("computer.kind", {"enum": ["laptop", "desktop", "server", "cloud"]}),
        ("tools", {"minItems": 3, "x-distinct": "name"}),
        ("tools[].url", {"format": "uri", "x-optional": True}),
        ("tried_by_others", {"format": "yes-no", "x-label": "Tried by someone else"}),
    ],
)
def test_forms_and_schemas_follow(name: str, wanted: dict[str, Any]) -> None:
    assert wanted.items() <= schema_of(name).items()
