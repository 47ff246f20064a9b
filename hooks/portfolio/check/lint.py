"""The mistakes in an exercise itself, for its author to mend before learners see it.

A good exercise explains every field, and is tested with its own pages: an untouched template must
lack everything, and the worked example nothing.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ..ask.exercise import EXAMPLE
from ..ask.guides import Guide
from ..ask.models import DeliverableFields, Kind
from ..problems import field_name, field_pattern, nearest, problem_text
from ..read.source import read
from . import checks
from .privacy import leaves
from .promises import broken_promises

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from ..ask.exercise import Deliverable, Exercise
    from ..problems import Loc

_KINDS = get_args(Kind)  # of resources
_OPTIONAL = "optional"
_KEYS = {"id", "title", "template", "file", "done", "about", "time", "contains", "read", "fields"}


def lint(
    exercises: Sequence[Exercise], docs: Path, today: date, menu: Collection[str] | None = None
) -> Iterator[str]:
    """Yield what an author should mend, each with its place and a hint.

    Args:
        exercises: all exercises of the site.
        docs: its pages.
        today: the day by UTC, after which no date may lie.
        menu: the pages in the menu of the site, if they are to be looked at.
    """
    yield from _left_out(exercises, docs)
    yield from _doubled(exercises)
    for exercise in exercises:
        yield from _guides(exercise)
        for deliverable in exercise.deliverables:
            yield from () if menu is None else _not_in_menu(deliverable, menu)
            yield from _template(deliverable)
            yield from _promises(deliverable, exercise)
            yield from _untouched(exercise, deliverable, today)
        for found in checks.check(exercise, docs / EXAMPLE, today).problems:
            yield f"the worked example must pass: {problem_text(found, docs.parent)}"


def _left_out(exercises: Sequence[Exercise], docs: Path) -> Iterator[str]:
    """Look for pages that name an exercise but ask for nothing, and for unknown keys."""
    pages = {page for exercise in exercises for page in exercise.pages}
    for path in sorted(docs.glob("*.md")):
        if path.name not in pages and "exercise" in (read(path, docs).data or {}):
            hint = (
                "list what learners hand in, as `deliverables:` with an id, a title, a template, …"
            )
            yield _said(path.name, "it is not an exercise: it asks for nothing", hint)
    for exercise in exercises:
        for deliverable in exercise.deliverables:
            for key in sorted(deliverable.about.keys() - _KEYS):
                near = nearest(key, _KEYS)
                hint = f"write {near}" if near else f"the keys are {', '.join(sorted(_KEYS))}"
                yield _said(
                    exercise.id, f"{deliverable.id} has a key that nothing reads, {key}", hint
                )


def _not_in_menu(deliverable: Deliverable, menu: Collection[str]) -> Iterator[str]:
    """Look for pages that no reader would find, since no build takes them."""
    for name in (deliverable.template_file, deliverable.file, f"{EXAMPLE}/{deliverable.file}"):
        if name not in menu:
            yield _said("mkdocs.yml", f"{name} is not in the menu", f"add it under nav: - {name}")


def _doubled(exercises: Sequence[Exercise]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for exercise in exercises:
        for deliverable in exercise.deliverables:
            for kind, name in (("id", deliverable.id), ("file", deliverable.file)):
                key = f"{kind} {name}"
                if key in seen:
                    hint = f"give one of them another {kind}"
                    yield _said(exercise.id, f"{key} is in {seen[key]} already", hint)
                seen[key] = exercise.id
            if deliverable.file == deliverable.template_file:
                hint = "a template stays as it is; its copy needs a name of its own"
                yield _said(exercise.id, f"{deliverable.file} is its own template", hint)


def _guides(exercise: Exercise) -> Iterator[str]:
    """Look for what rows of the matrix leave out, if one of them goes into levels at all."""
    skills = exercise.matrix.values()
    if all(skill.guide == Guide() for skill in skills):
        return
    for skill in skills:
        for message, hint in _left_out_of(skill.guide, range(1, len(exercise.scale))):
            yield _said(skill.place, f"{skill.id}: {message}", hint)


def _left_out_of(guide: Guide, ratings: range) -> Iterator[tuple[str, str]]:
    for rating in ratings:
        if not guide.ratings.get(rating):
            hint = (
                "say under ratings what someone with this rating does, so that learners can compare"
            )
            yield f"rating {rating} has no sentence", hint
    for rating in sorted(guide.ratings.keys() - {0, *ratings}):
        yield f"the scale has no rating {rating}", "delete its sentence, or add it to the scale"
    for name, text, hint in (
        ("evidence.weak", guide.weak, "write a claim that convinces nobody"),
        ("evidence.strong", guide.strong, "write evidence that someone else can check"),
        ("practice.do", guide.practice, "write one thing to build or to try"),
        ("practice.result", guide.result, "write what they have to show for it at the end"),
    ):
        if not text:
            yield f"{name} is missing", hint
    if not guide.resources:
        yield (
            "resources are missing",
            "list two or three to learn from, each with title, url and kind",
        )
    for each in guide.resources:
        if each.kind not in _KINDS:
            kinds = ", ".join(_KINDS)
            hint = f"write title, url and kind ({kinds}), or the title of one of your resources"
            yield f"{each.title} has no kind", hint


def _template(deliverable: Deliverable) -> Iterator[str]:
    """Look for fields without a comment, sections without a prompt, and prompts that show."""
    page, template = deliverable.template_file, deliverable.template
    named = set(template.written_comments)
    for loc, line in template.source.lines.items():
        name = field_pattern(loc)
        if isinstance(loc[-1], int) or loc[0] in DeliverableFields.model_fields:
            continue
        around = name.rpartition(".")[0]  # one comment may explain all fields of a mapping
        inside = any(each.startswith((f"{name}.", f"{name}[]")) for each in named)
        if name not in named and not inside and (around.endswith("[]") or around not in named):
            hint = f"write next to it, after two spaces and #, what to write in {loc[-1]}"
            yield _said(f"{page}:{line}", f"{name} has no comment", hint)
    if not template.source.lines.keys() - {(name,) for name in DeliverableFields.model_fields}:
        yield _said(page, "it has no fields", "ask for one value at least in the front matter")
    if not template.body.sections:
        hint = 'add a heading such as "## What I did", and under it a prompt in <!-- -->'
        yield _said(page, "it has no sections", hint)
    if template.above.is_filled(frozenset()):
        hint = "put it between <!-- and -->, so that the template counts as untouched"
        yield _said(page, "there is text above the first heading", hint)
    if template.shipped and template.digest != template.shipped:
        hint = "run make schemas: until then, the site takes the template for filled in"
        yield _said(page, "it has changed since its schema was made", hint)
    for section in template.body.sections.values():
        at = f"{page}:{section.line}"
        if not section.prompt():
            hint = f'write what belongs under "{section.heading}" in <!-- -->, as a question'
            yield _said(at, "the section has no prompt", hint)
        if section.is_filled(frozenset()):
            hint = "put the prompt between <!-- and -->, so that no reader of a portfolio sees it"
            yield _said(at, "the section shows a text of the template", hint)


def _promises(deliverable: Deliverable, exercise: Exercise) -> Iterator[str]:
    lines = {field_pattern(loc): line for loc, line in deliverable.template.source.lines.items()}
    for name, message, hint in broken_promises(deliverable, exercise):
        yield _said(f"{deliverable.template_file}:{lines[name]}", f"{name}: {message}", hint)


def _untouched(exercise: Exercise, deliverable: Deliverable, today: date) -> Iterator[str]:
    """Check the template as it is: every required field and section must be a problem, no more."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / deliverable.file
        path.write_text(deliverable.template.source.text, encoding="utf-8")
        found = checks.check(exercise, Path(name), today).problems
    problems = {(each.field, each.line): each for each in found if each.path == path}
    source, sections = deliverable.template.source, deliverable.template.body.sections
    wanted = {
        (field_name(loc), source.line(loc)): "field"
        for loc, _ in leaves(source.data)
        if loc[0] not in DeliverableFields.model_fields and not _is_optional(deliverable, loc)
    }
    wanted |= {(section.heading, section.line): "section" for section in sections.values()}
    for (name, line), kind in wanted.items():
        if (name, line) not in problems:
            hint = "leave it empty in the template, so that the checks ask for it"
            at = f"{deliverable.template_file}:{line}"
            yield _said(at, f"the {kind} {name} counts as filled in", hint)
    for key in problems.keys() - wanted.keys():
        problem = problems[key]
        at, hint = f"{deliverable.template_file}:{problem.line or 1}", problem.hint
        yield _said(at, f"an untouched template says: {problem.message}", hint)


def _is_optional(deliverable: Deliverable, loc: Loc) -> bool:
    around = (field_pattern(loc[: length + 1]) for length in range(len(loc)))
    return any(
        deliverable.template.written_comments.get(name, "").startswith(_OPTIONAL) for name in around
    )


def _said(place: str, message: str, hint: str) -> str:
    return f"{place}: {message}\n    hint: {hint}"
