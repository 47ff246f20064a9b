"""Where a document is that is missing under its name: in its template, elsewhere, or in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ask.exercise import read_template
from ..problems import count, problem, shown_path
from ..read.elsewhere import ARCHIVES, Elsewhere
from ..read.source import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..problems import Problem
    from .answer import Answer


def look_for(answers: Sequence[Answer], folder: Path, names: set[str] | None) -> None:
    """Say of each document that is missing, or there twice, what lies under another name."""
    asked = [answer.deliverable for answer in answers]
    known = {name for each in asked for name in (each.file, each.template_file)}
    places = Elsewhere(folder, names or (), known)
    is_begun = any(answer.begun for answer in answers)
    for answer in answers:
        if answer.begun:
            answer.warnings += _second_copies(answer, places)
        elif not look_in_template(answer, folder, names):
            _say(answer, _other_place(answer, places))
            _say(answer, _other_format(answer, places, is_begun=is_begun))


def look_in_template(answer: Answer, folder: Path, names: set[str] | None) -> bool:
    """Say of a page that is missing where it is in its folder, if it is there."""
    _say(answer, _in_template(answer, folder, names))
    return answer.misnamed


def _say(answer: Answer, found: Problem | None) -> None:
    """Put what was found in place of the problem that nothing is there."""
    if found and answer.source.missing and not answer.misnamed:
        answer.misnamed, answer.problems[:] = True, [found]


def _second_copies(answer: Answer, places: Elsewhere) -> Iterator[Problem]:
    name = answer.deliverable.file
    for each in places.beside(answer.deliverable.id):
        if _is_filled_in(each.path):
            found = shown_path(each.path, places.folder)
            yield problem("second-copy", each.path, None, None, name=name, found=found)


def _in_template(answer: Answer, folder: Path, names: set[str] | None) -> Problem | None:
    """Return a problem if a learner filled in the template itself instead of a copy."""
    deliverable = answer.deliverable
    if not names or deliverable.template_file not in names:
        return None
    path = folder / deliverable.template_file
    is_own = path == deliverable.template.source.path
    if not (deliverable.template.is_filled_in if is_own else _is_filled_in(path)):
        return None
    words = {"name": deliverable.file, "template": deliverable.template_file}
    return problem("in-the-template", answer.source.path, None, None, **words)


def _other_place(answer: Answer, places: Elsewhere) -> Problem | None:
    """Return a problem if the document lies under another name, or in a folder beside."""
    deliverable = answer.deliverable
    named = [each.path for each in places.anywhere(deliverable.id) if _is_filled_in(each.path)]
    found_here = named or places.alike(deliverable.file)
    if not found_here:
        return None
    path, n = found_here[0], len(found_here)
    key = "other-name" if path.parent == places.folder else "other-folder"
    found = shown_path(path, places.folder)
    told = f"{found} is (the newest of {n})" if n > 1 else f"{found} is"
    words = {"name": deliverable.file, "found": found, "told": told}
    return problem(key, answer.source.path, None, None, **words)


def _other_format(answer: Answer, places: Elsewhere, *, is_begun: bool) -> Problem | None:
    """Return a problem if the document, or all there is, was written in another program."""
    deliverable = answer.deliverable
    files = places.office(deliverable.file) or ([] if is_begun else places.all_office)
    if not files:
        return None
    first, rest = shown_path(files[0], places.folder), len(files) - 1
    told = f"{first} and {count(rest, 'other file')} are" if rest else f"{first} is"
    words = {"name": deliverable.file, "template": deliverable.template_file, "told": told}
    key = "other-format"
    if files[0].name.lower().endswith(ARCHIVES):
        key, words = "other-archive", {"name": deliverable.file, "told": told, "archive": first}
    return problem(key, answer.source.path, None, None, **words)


def _is_filled_in(path: Path) -> bool:
    """Tell whether a page is more than an untouched template."""
    source = read(path, path.parent)
    return source.problem is not None or read_template(source).is_filled_in
