"""Check a learner's answers against what the exercise asks for -> problems."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ..ask import models
from ..ask.exercise import closed_words
from ..ask.fields import WITHHELD, is_withheld
from ..limits import LIMITS
from ..problems import field_name, field_pattern, nearest, problem, wording
from ..read.bullets import WrittenTexts
from ..read.sections import read_body
from ..read.source import names_in, read
from . import examples, headings, leaks, misplaced, pictures, privacy, quotes, relations, unreadable
from .answer import Answer, Portfolio
from .where import MOST_SHOWN, begun, where_to_write, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from ..ask.exercise import Deliverable, Exercise
    from ..problems import Loc, Problem
    from ..read.source import Source

_NAME = re.compile(r"[\w-]+")
_CURLY = tuple(LIMITS["text"]["curly"])
_OTHER_KINDS = ("in-brackets", "list-for-text", "mapping-for-text")
_OF_MATERIAL = ("tags",)  # may stand in both `hide` and `private`


def check(exercise: Exercise, folder: Path, today: date) -> Portfolio:
    """Check a folder against one exercise. Bad input of any kind becomes problems, never an error.

    Args:
        exercise: what is asked for.
        folder: where the deliverables are.
        today: the day by UTC, after which no date may lie.
    """
    portfolio = _check_answers(exercise, folder, today)
    pictures.check(portfolio.answers)
    _find_leaks(portfolio.answers, [exercise])
    return portfolio


def check_all(
    exercises: Sequence[Exercise], page: Deliverable, folder: Path, today: date
) -> tuple[list[Portfolio], Answer]:
    """Check all that a learner publishes: the answers to each exercise, and the front page.

    Any of these pages may say in public what another one marks private.
    """
    portfolios = [_check_answers(exercise, folder, today) for exercise in exercises]
    front = _check_page(page, folder, today)
    answers = [front, *(answer for portfolio in portfolios for answer in portfolio.answers)]
    pictures.check(answers)
    _find_leaks(answers, exercises)
    return portfolios, front


def _check_page(deliverable: Deliverable, folder: Path, today: date) -> Answer:
    names = names_in(folder)
    answer = _read(deliverable, folder, names)
    misplaced.look_in_template(answer, folder, names)
    _check(answer, {"today": today, "skills": {}})
    return answer


def _check_answers(exercise: Exercise, folder: Path, today: date) -> Portfolio:
    names = names_in(folder)
    answers = tuple(_read(deliverable, folder, names) for deliverable in exercise.deliverables)
    misplaced.look_for(answers, folder, names)
    by_id = {answer.deliverable.id: answer for answer in answers}
    context = {"today": today, "skills": exercise.matrix, "answers": by_id}
    unquotable = {id_: answer.unquotable for id_, answer in by_id.items()}
    quotes.give_away(unquotable)
    for answer in answers:
        _check(answer, context)
    valid = {id_: answer.valid for id_, answer in by_id.items()}
    for id_, answer in by_id.items():
        around = relations.Context(valid, set(answer.faulty), exercise.matrix)
        for relation in relations.RELATIONS.get(id_, ()):
            for found in relation(answer.valid, around):
                quiet = quotes.repeats_private(found.key, unquotable)
                _add(answer, found.loc, found.key, quiet=quiet, **found.words)
    return Portfolio(exercise, folder, answers)


def _find_leaks(answers: Sequence[Answer], exercises: Sequence[Exercise]) -> None:
    """Look in the public prose of some pages for what any of them marks private."""
    try:
        found = list(leaks.find_leaks(answers, closed_words(exercises)))
    except leaks.TooMuchPrivateError as error:
        if ("private",) not in error.answer.faulty:
            _add(error.answer, ("private",), error.key, most=leaks.MOST_NUMBERS)
        return
    for answer, line, heading, secret in found:
        words = {"name": secret.item, "private": secret.private}
        answer.add(problem("private-told", answer.source.path, line, heading, **words))


def _read(deliverable: Deliverable, folder: Path, names: set[str] | None) -> Answer:
    source = read(folder / deliverable.file, folder, names)
    body = read_body(source.body, source.body_line, deliverable.template.body.sections)
    unquotable = quotes.unquotable(source.data or {}, deliverable, body)
    answer = Answer(deliverable, source, body, unquotable, source.misnamed)
    for found in _why_unread(source, deliverable):
        answer.add(found)
    return answer


def _why_unread(source: Source, deliverable: Deliverable) -> Sequence[Problem]:
    """Return the problems of a page that cannot be read, worded for this deliverable."""
    if not (found := source.problem):
        return []
    if source.missing:
        return [replace(found, hint=found.hint.replace("{template}", deliverable.template_file))]
    return unreadable.problems_of(source, deliverable) or [found]


def _check(answer: Answer, context: dict[str, Any]) -> None:
    source = answer.source
    answer.context = context = {**context, "written": WrittenTexts(source.front)}
    if source.data is not None:
        _check_fields(answer, source.data, context)
    _check_sections(answer)


# --- fields ---------------------------------------------------------------------------------


def _check_fields(answer: Answer, data: dict[str, Any], context: dict[str, Any]) -> None:
    try:
        answer.typed = answer.deliverable.model.model_validate(data, context=context)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False):
            _add_fault(answer, found["loc"], found["type"], found.get("ctx", {}))
    id_ = data.get("deliverable", answer.deliverable.id)
    if ("deliverable",) not in answer.faulty and str(id_).strip() != answer.deliverable.id:
        _add(answer, ("deliverable",), "other-deliverable", value=id_, id=answer.deliverable.id)
    _check_private(answer, data.get("private", []))
    _check_hide(answer, data.get("hide") or [])
    front = answer.source.front.lower()
    if WITHHELD in front or "\\" in front:  # an escape may spell it
        _check_withheld(answer, data)
    answer.valid = _without(data, answer.faulty) if answer.faulty else data


def _add_fault(answer: Answer, loc: Loc, key: str, words: dict[str, Any]) -> None:
    """Add a fault that the model found."""
    deliverable, around, shown = answer.deliverable, loc[:-1], loc
    if "texts" in words:  # a list in brackets, or over lines
        inside = answer.context["written"].by_text.get(words["texts"])
        key, words = ("in-brackets", {"value": inside}) if inside else ("list-for-text", {})
    if key == "split-name" and words["name"].lower() in deliverable.template.names:
        words["quiet"] = False  # the name of a field is no secret
    if "bare" in words:  # an unknown field: its name may be a text that YAML takes for one
        name, bare = words["key"], words["bare"]
        said = answer.unquotable.key_said(field_pattern(around), name, deliverable, bare=bare)
        shown = (*around, said)
    if key == "misspelt-field":
        words["wrong"] = said if _NAME.fullmatch(said) else "the name before the colon"
        words["asked"] = deliverable.request(field_pattern((*around, words["near"])))
    _add(answer, loc, key, shown=shown, **words)


def _add(answer: Answer, loc: Loc, key: str, /, *, shown: Loc = (), **words: Any) -> None:
    """Add what is wrong with a field, with the words that `problem` takes.

    By default, it is quiet if it would repeat what may be private. `shown` is the field as the
    message names it, if that is not `loc`.
    """
    name = field_pattern(loc)
    words.setdefault("quiet", answer.unquotable.has_value_at(key, name, words.get("value")))
    if loc == ("deliverable",) and key in _OTHER_KINDS:
        words["hint"] = "{asked}"
    if str(words.get("value", "")).startswith(_CURLY):
        words["hint"] = wording()["messages"]["curly-quotes"]["hint"]
    asked = answer.deliverable.request(name)
    if len(answer.problems) < MOST_SHOWN:
        asked = examples.fitting(answer, loc, asked)
    source = answer.source
    line, at = source.line(loc), field_name(shown or loc)
    words = {"line": line, "field": str(loc[-1]) if loc else "", "asked": asked, **words}
    words |= words_of(key, answer, loc, words)
    is_quiet = words["quiet"]
    found = problem(key, source.path, line, at, **words)
    where = where_to_write(key, answer, loc, words | {"quiet": is_quiet})
    answer.add(replace(found, hint=begun(key, source, loc, where) + found.hint + where))
    answer.faulty.add(tuple(p.lower() if isinstance(p, str) else p for p in loc))


def _check_private(answer: Answer, names: Any) -> None:
    if ("private",) in answer.faulty:
        return
    if len(names) > privacy.MOST_NAMES and not isinstance(names, str):
        _add(answer, ("private",), "too-many-private", most=privacy.MOST_NAMES)
        return
    for index, name in enumerate([names] if isinstance(names, str) else names):
        loc: Loc = ("private",) if isinstance(names, str) else ("private", index)
        if not isinstance(name, str) or not name.strip() or loc in answer.faulty:
            continue
        if not privacy.is_known(name, answer.deliverable.template, answer.body):
            known = answer.deliverable.template.names | set(
                answer.deliverable.template.body.sections
            )
            near = nearest(name, known) or nearest(name.replace(".", "[].", 1), known)
            quiet, example = near is None, near or answer.deliverable.template.private_example
            _add(answer, loc, "unknown-private", quiet=quiet, value=name, near=example)


def _check_hide(answer: Answer, names: Any) -> None:
    """Report a name under `hide`: Material's option removes parts of the page, but no answers."""
    for index, name in enumerate([names] if isinstance(names, str) else names):
        loc: Loc = ("hide", index) if isinstance(names, list) else ("hide",)
        is_text = isinstance(name, str) and name.strip().lower() not in _OF_MATERIAL
        if is_text and privacy.is_known(name, answer.deliverable.template, answer.body):
            _add(answer, loc, "hide-is-not-private", quiet=True)


def _check_withheld(answer: Answer, data: dict[str, Any]) -> None:
    hidden = privacy.hidden(data)
    for loc, value in privacy.leaves(data):
        if not is_withheld(value) or loc in answer.faulty:
            continue
        if (name := field_pattern(loc)) in models.WITHHOLDABLE:
            if privacy.covers(hidden, name):
                answer.withheld += 1
            else:
                _add(answer, loc, "withheld-not-private", name=name)


def _without(value: Any, faulty: set[Loc], loc: Loc = ()) -> Any:
    """Return the fields without the faulty ones: keys are left out, items become None."""
    if isinstance(value, dict):
        at = {key: (*loc, key.lower()) for key in value}
        return {k: _without(v, faulty, at[k]) for k, v in value.items() if at[k] not in faulty}
    if isinstance(value, list):
        items = enumerate(value)
        return [None if (*loc, i) in faulty else _without(v, faulty, (*loc, i)) for i, v in items]
    return value


# --- sections -------------------------------------------------------------------------------


def _check_sections(answer: Answer) -> None:
    source, body = answer.source, answer.body
    if source.problem:
        return  # nothing could be read, as that problem says
    fault = body.fault
    unclosed = fault.section if fault else None
    if fault:
        heading = unclosed.heading if unclosed else None
        answer.add(problem(fault.key, source.path, fault.line, heading))
    template = answer.deliverable.template
    for name, wanted in template.body.sections.items():
        section = body.sections.get(name)
        own = template.own_lines[name]
        words = {"heading": wanted.heading, "prompt": template.prompt(name)}
        if section is None and not (fault and name in fault.swallowed):
            key, near = headings.instead_of(answer, name, wanted.heading)
            line = source.last_line
            answer.add(problem(key, source.path, line, wanted.heading, near=near, **words))
        elif section and section is not unclosed and not section.is_filled(own):
            key = "section-in-brackets" if section.is_in_brackets(own) else "unfilled-section"
            answer.add(problem(key, source.path, section.line, wanted.heading, **words))
