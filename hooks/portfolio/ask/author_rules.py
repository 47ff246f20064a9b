"""What an exercise page says of the fields of a template, beside that each is a text.

    fields:
      finished_on: {type: date, past: yes}
      tools: {at_least: 3, distinct: name}
      tools[].url: {type: web address, optional: yes}

The names are those that `private` uses. docs/authors.md explains the words to authors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..problems import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

TYPES = ("text", "date", "number", "whole number", "yes or no", "web address")
_NUMBERS = ("number", "whole number")
_YES = {"yes": True, "true": True, "no": False, "false": False}
_DIGITS = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


class RuleError(Exception):
    """A rule that nothing can check."""

    def __init__(self, place: str, hint: str) -> None:
        super().__init__(f"{place}: {hint}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What one field must be."""

    type: str = "text"
    choices: tuple[str, ...] = ()  # the words of which it is one
    least: float | None = None  # of a number
    most: float | None = None
    past: bool = False  # a date that is not in the future
    at_least: int = 1  # items of a list
    distinct: bool | str = False  # no two items are the same, or have the same in this field
    optional: bool = False
    label: str = ""  # what it is called, if its name does not say so

    @property
    def is_bounded(self) -> bool:
        return self.least is not None or self.most is not None

    @property
    def is_of_a_list(self) -> bool:
        return self.at_least != 1 or bool(self.distinct)

    @property
    def is_of_a_value(self) -> bool:
        return self.type != "text" or bool(self.choices) or self.is_bounded or self.past


def read_rules(
    written: Any, names: Collection[str], lists: Mapping[str, set[str]]
) -> dict[str, Rule]:
    """Return the rules of a deliverable, by the names of the fields.

    Args:
        written: what the exercise page has under `fields`, as text.
        names: of all fields of the template.
        lists: the names of its lists, each with the fields of an item, none where that is a value.

    Raises:
        RuleError: what is written is no rule, or one for another kind of field.
    """
    if not isinstance(written, dict):
        raise RuleError("fields", "write a field on each line, such as finished_on: {type: date}")
    rules = {}
    for name, words in written.items():
        if name not in names:
            near = nearest(name, sorted(names))
            raise RuleError(
                f"fields.{name}", f"the template has {near}" if near else _one_of("fields", names)
            )
        if not isinstance(words, dict):
            raise RuleError(f"fields.{name}", "write it in braces, such as {type: date}")
        rules[name] = _rule(f"fields.{name}", words, lists.get(name))
    return rules


def _rule(place: str, words: dict[str, Any], inner: set[str] | None) -> Rule:
    known: dict[str, Any] = {}
    for key, word in words.items():
        if key not in _READERS:
            near = nearest(key, _READERS)
            raise RuleError(
                f"{place}.{key}", f"write {near}" if near else _one_of("words", _READERS)
            )
        name, reader = _READERS[key]
        known[name] = reader(f"{place}.{key}", word)
    rule = Rule(**known)
    _must_fit(place, rule, inner)
    return rule


def _must_fit(place: str, rule: Rule, inner: set[str] | None) -> None:
    """Refuse what says nothing of such a field.

    Raises:
        RuleError: with what it is for.
    """
    if rule.is_of_a_list and inner is None:
        raise RuleError(place, "at_least and distinct are for lists")
    if rule.is_of_a_value and inner is not None:
        raise RuleError(place, f"say it about each item, as {place.removeprefix('fields.')}[]")
    if isinstance(rule.distinct, str) and rule.distinct not in (inner or ()):
        raise RuleError(
            f"{place}.distinct", _one_of("write yes, or a field of an item", inner or ())
        )
    if rule.past and rule.type != "date":
        raise RuleError(f"{place}.past", "past is for type: date")
    if rule.is_bounded and rule.type not in _NUMBERS:
        raise RuleError(place, "from and to are for type: number and type: whole number")
    if rule.least is not None and rule.most is not None and rule.least > rule.most:
        raise RuleError(f"{place}.to", "write a number that is not less than from")
    if rule.choices and rule.type != "text":
        raise RuleError(f"{place}.choices", "choices are words; remove the type")


def _one_of(what: str, names: Collection[str]) -> str:
    return f"{what}: {', '.join(sorted(names))}"


def _type(place: str, word: Any) -> str:
    if word not in TYPES:
        raise RuleError(place, _one_of("the types are", TYPES))
    return str(word)


def _number(place: str, word: Any) -> float:
    if not isinstance(word, str) or not _DIGITS.fullmatch(word):
        raise RuleError(place, "write a number in digits")
    return float(word) if "." in word else int(word)


def _count(place: str, word: Any) -> int:
    if not isinstance(word, str) or not re.fullmatch("[0-9]{1,3}", word):
        raise RuleError(place, "write how many, in digits; 0 for a list that may be empty")
    return int(word)


def _yes(place: str, word: Any) -> bool:
    if not isinstance(word, str) or word.lower() not in _YES:
        raise RuleError(place, "write yes, or remove it")
    return _YES[word.lower()]


def _distinct(_place: str, word: Any) -> bool | str:
    return _YES.get(str(word).lower(), str(word))


def _choices(place: str, words: Any) -> tuple[str, ...]:
    if not isinstance(words, list) or len(words) < 2 or not all(words):
        raise RuleError(place, "list two or more words, such as [Linux, macOS, Windows]")
    if not all(isinstance(word, str) for word in words):
        raise RuleError(place, "write each as a word")
    if len({word.lower() for word in words}) < len(words):
        raise RuleError(place, "write each word once")
    return tuple(words)


def _text(place: str, word: Any) -> str:
    if not isinstance(word, str) or not word:
        raise RuleError(place, "write what the field is called")
    return word


_READERS = {
    "type": ("type", _type),
    "choices": ("choices", _choices),
    "from": ("least", _number),
    "to": ("most", _number),
    "past": ("past", _yes),
    "at_least": ("at_least", _count),
    "distinct": ("distinct", _distinct),
    "optional": ("optional", _yes),
    "label": ("label", _text),
}
