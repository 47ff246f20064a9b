"""What a form calls things, which needs no page: titles of items, chosen words, names to hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.engine import Engine

CALL = """
async ([root, module, name, given]) => {
  const found = await import(`${root}assets/javascripts/form/fill/${module}.js`);
  return given.map(each => found[name](...each)) }
"""
OWL = "\U0001f989"
LONG = "Read the first five chapters of Kubernetes: Up and Running, with a cluster on the laptop"


def test_a_title_is_cut_between_words(engine: Engine) -> None:
    titles = ["Run it on one small machine", LONG, "x" * 100, OWL * 100, f"a {'x' * 100}"]

    cut = engine.evaluate(CALL, [engine.root, "render", "short", [[each] for each in titles]])

    assert cut[0] == titles[0]
    assert cut[1].endswith("…")
    assert LONG.startswith(f"{cut[1][:-1]} ")
    assert cut[2] == f"{'x' * 80}…"
    assert cut[3] == f"{OWL * 80}…"
    assert cut[4] == f"a {'x' * 78}…"  # so little would say nothing


@pytest.mark.parametrize("value", ["true", "True", "TRUE", " yes ", "Yes"])
def test_what_means_yes_is_shown_as_yes(value: str, engine: Engine) -> None:
    words = ["yes", "no"]
    given = [[words, value], [words, "false"], [words, "maybe"], [["true", "open"], "true"]]

    chosen = engine.evaluate(CALL, [engine.root, "render", "chosenOf", given])

    assert chosen == ["yes", "no", None, "true"]


def test_a_name_to_hide_is_one_phrase(engine: Engine) -> None:
    labels = {"computer.memory": "Memory in GB", "computer.os": "GitHub runner"}
    names = ["computer.memory", "computer.os", "computer.kind", "month_12.salary", "Gaps"]

    said = engine.evaluate(
        CALL, [engine.root, "private-inputs", "said", [[each, labels] for each in names]]
    )

    assert said == [
        "Computer: memory in GB",
        "Computer: GitHub runner",
        "Computer: kind",
        "In 1 year: salary",
        "Gaps",
    ]
