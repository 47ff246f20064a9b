"""The schemas for editors: made from the models, and never stricter than the checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from helpers.cases import CASES, lay_out
from helpers.project import DOCS, ROOT
from jsonschema import Draft202012Validator
from portfolio.ask import exercise
from portfolio.read import source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXERCISE = exercise.load(DOCS)[0]
SCHEMAS = {
    deliverable.id: json.loads(
        (DOCS / "schemas" / f"{deliverable.id}.json").read_text(encoding="utf-8")
    )
    for deliverable in EXERCISE.deliverables
}


VALIDATORS = {id_: Draft202012Validator(made) for id_, made in SCHEMAS.items()}


def faults(deliverable: exercise.Deliverable, folder: Path) -> Iterator[str]:
    read = source.read(folder / deliverable.file, folder)
    if read.data is None:
        return
    for error in VALIDATORS[deliverable.id].iter_errors(values(read.data)):
        yield f"{error.json_path}: {error.message[:200]}"


def values(value: Any) -> Any:
    """Return fields as an editor's YAML has them, so far as that matters: numbers, and nothing."""
    if isinstance(value, dict):
        return {key: values(each) for key, each in value.items()}
    if isinstance(value, list):
        return [values(each) for each in value]
    if value in ("", "~"):
        return None
    return int(value) if value and value.isascii() and value.isdigit() else value


def faults_of(case: dict[str, Any], folder: Path) -> Iterator[str]:
    """Yield what the schema says of the file of a case, if it can be read."""
    name = lay_out(case, folder).name
    for deliverable in EXERCISE.deliverables:
        if deliverable.file == name:
            yield from faults(deliverable, folder)


def test_they_are_schemas() -> None:
    for made in SCHEMAS.values():
        Draft202012Validator.check_schema(made)


@pytest.mark.slow
def test_they_say_yes_to_what_the_checks_accept(tmp_path: Path) -> None:
    """But for ids of skills in capitals, which are keys."""
    valid = [param for param in CASES if not param.values[0]["problems"]]
    found = {param.id: [*faults_of(param.values[0], tmp_path)] for param in valid}
    refused = {id_: faults for id_, faults in found.items() if faults}
    assert len(valid) > 200
    assert not {n: f for n, f in refused.items() if "capital" not in n and "case" not in n}
    for deliverable in EXERCISE.deliverables:
        for folder in (ROOT / "tests" / "portfolio", DOCS / "example"):
            assert not [*faults(deliverable, folder)]


@pytest.mark.slow
def test_they_say_no_to_most_of_what_stands_in_one_field(tmp_path: Path) -> None:
    codes = {"invalid-field", "unknown-field", "missing-field", "unfilled-field"}
    grid = [param.values[0] for param in CASES if str(param.id).startswith("grid: ")]
    told = [
        any(faults_of(case, tmp_path))  # the first is enough
        for case in grid
        if case["problems"] and {each["code"] for each in case["problems"]} <= codes
    ]
    assert len(told) > 300
    assert sum(told) / len(told) > 0.9


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
