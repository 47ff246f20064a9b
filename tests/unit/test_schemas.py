"""The schemas for editors: made from the models, and never stricter than the checks."""

from __future__ import annotations

import json
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from helpers.cases import CASES, damage
from helpers.project import DOCS, ROOT
from jsonschema import Draft202012Validator
from portfolio.ask import exercise
from portfolio.read import source

if TYPE_CHECKING:
    from pathlib import Path

EXERCISE = exercise.load(DOCS)[0]
SCHEMAS = {
    deliverable.id: json.loads(
        (DOCS / "schemas" / f"{deliverable.id}.json").read_text(encoding="utf-8")
    )
    for deliverable in EXERCISE.deliverables
}


def faults(deliverable: exercise.Deliverable, folder: Path) -> list[str]:
    read = source.read(folder / deliverable.file, folder)
    return _faults(deliverable.id, json.dumps(values(read.data)))


@cache  # most cases leave three of the four pages as they are
def _faults(id_: str, fields: str) -> list[str]:
    found = Draft202012Validator(SCHEMAS[id_]).iter_errors(json.loads(fields))
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def values(value: Any) -> Any:
    """Return fields as an editor's YAML has them, so far as that matters: numbers, and nothing."""
    if isinstance(value, dict):
        return {key: values(each) for key, each in value.items()}
    if isinstance(value, list):
        return [values(each) for each in value]
    if value in ("", "~"):
        return None
    return int(value) if value and value.isascii() and value.isdigit() else value


def laid_out(case: dict[str, Any], folder: Path) -> list[exercise.Deliverable]:
    """Write the portfolio of a case; return what the case changes of it and can be read."""
    whole = ROOT / "tests" / "portfolio"
    shutil.copytree(whole, folder)
    damage(case, folder)
    files = [(each, each.file) for each in EXERCISE.deliverables if (folder / each.file).is_file()]
    return [
        deliverable
        for deliverable, name in files
        if (folder / name).read_bytes() != (whole / name).read_bytes()
        and source.read(folder / name, folder).data is not None
    ]


def test_they_are_schemas() -> None:
    for made in SCHEMAS.values():
        Draft202012Validator.check_schema(made)


@pytest.mark.slow
def test_they_say_yes_to_what_the_checks_accept(tmp_path: Path) -> None:
    """But for ids of skills in capitals, which are keys."""
    valid = [param for param in CASES if not param.values[0]["problems"]]
    refused = {}
    for index, param in enumerate(valid):
        folder = tmp_path / str(index)
        for deliverable in laid_out(param.values[0], folder):
            if found := faults(deliverable, folder):
                refused[param.id] = found
    assert len(valid) > 200
    assert not {n: f for n, f in refused.items() if "capital" not in n and "case" not in n}
    for deliverable in EXERCISE.deliverables:
        assert not faults(deliverable, ROOT / "tests" / "portfolio")
        assert not faults(deliverable, DOCS / "example")


@pytest.mark.slow
def test_they_say_no_to_most_of_what_stands_in_one_field(tmp_path: Path) -> None:
    codes = {"invalid-field", "unknown-field", "missing-field", "unfilled-field"}
    told = []
    for index, param in enumerate(CASES):
        problems = param.values[0]["problems"]
        if problems and {each["code"] for each in problems} <= codes:
            folder = tmp_path / str(index)
            found = [
                faults(deliverable, folder) for deliverable in laid_out(param.values[0], folder)
            ]
            told.append(any(found))
    assert len(told) > 300
    assert sum(told) / len(told) > 0.5


PAGES = [
    *(each for an_exercise in exercise.load(DOCS) for each in an_exercise.deliverables),
    exercise.portfolio_page(DOCS),
]


@pytest.mark.parametrize("deliverable", PAGES, ids=lambda deliverable: deliverable.id)
def test_a_template_names_its_schema(deliverable: exercise.Deliverable) -> None:
    """On the first line of the front matter: editors look nowhere else."""
    first = deliverable.template.source.front.partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=schemas/{deliverable.id}.json"
    assert (DOCS / "schemas" / f"{deliverable.id}.json").is_file()
    assert "yaml-language-server" not in "".join(deliverable.template.comments.values())
