"""The macros that an exercise page may call, such as {{ skills_matrix() }}.

The data is in the front matter of a page. A macro renders it with a template of overrides/macros/.
To add one, add its name here and its template there.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import reference
from glossary import explainer
from portfolio.ask import ticks
from portfolio.ask.exercise import ExerciseError
from portfolio.publish.inline import first_inline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portfolio.ask.exercise import Deliverable, Exercise
    from portfolio.publish.pages import Pages

NO_TIPS: dict[str, str] = {}
_OF_THE_PAGE = (  # rendered from the front matter of the page that calls them
    "front_page_preview",
    "objective_list",
    "deliverable_cards",
    "day_table",
    "model_path",
    "model_stages",
    "posting_lines",
    "entry_routes",
    "ladder",
    "certification_table",
    "level_cards",
    "rating_scale",
    "skills_matrix",
    "soft_skills",
    "employer_cards",
    "trend_cards",
    "step_list",
    "resource_list",
    "glossary_list",
)


def macros(
    pages: Pages,
    exercises: list[Exercise],
    front: Deliverable,
    here: Callable[[], dict[str, Any]],
    tips: Mapping[str, str] = NO_TIPS,
) -> dict[str, Callable[..., str]]:
    """Return the macros of a build by name.

    Args:
        pages: renders the templates.
        exercises: the exercises of the site.
        front: the specification of the learner's front page.
        here: returns what a template may use of the current page: `uri`, its place in docs/;
            `page`, its front matter; `address`, a function from the name of a file in docs/ to its
            address on this page, or None if it has none; and `example`, the views of the finished
            example.
        tips: what the terms of the glossary mean.
    """
    names = {skill.id: skill.name for each in exercises for skill in each.matrix.values()}

    explained = explainer(tips)
    shared = {
        "names": names,
        "first_inline": partial(first_inline, resolve=_nowhere),
        "explained": explained,
    }

    def of_the_page(name: str) -> Callable[[], str]:
        return lambda: pages.draw(f"macros/{name}.html", **shared, **here())

    by_id = {a.id: (a, each) for each in exercises for a in each.deliverables}
    by_id[front.id] = (front, exercises[0])

    def by_name(id_: str) -> Deliverable:
        return by_id[id_][0]

    def fields(deliverable: str) -> str:
        rows = by_name(deliverable).template.comments.items()
        return pages.draw("macros/fields.html", rows=rows)

    def hides(*names: tuple[str, str]) -> str:
        """Render what each name in `private` hides; the names come with their deliverables."""
        rows = [(name, ticks.words(by_name(of), name)) for of, name in names]
        return pages.draw("macros/hides.html", rows=rows)

    def skill_levels(kind: str) -> str:
        """Render what each rating of the skills of a kind looks like, in the matrix of the page."""
        uri = here()["uri"]
        asking = [each for each in exercises if uri in each.pages][:1]
        skills = [s for each in asking for s in each.matrix.values() if s.kind == kind]
        if not skills:
            what = f'skill_levels("{kind}")'
            raise ExerciseError(
                f"{uri}: {what}: the matrix of this page has no skills of this kind"
            )
        words = {"scale": asking[0].scale, "explained": explained}
        return pages.draw("macros/skill_levels.html", skills=skills, **words)

    def reference_fields(deliverable: str = "") -> str:
        """Render the fields and sections of a document, or the fields that all documents share."""
        if deliverable:
            words = {
                "rows": list(reference.own_fields(*by_id[deliverable])),
                "headings": reference.headings(by_name(deliverable)),
            }
        else:
            first = exercises[0].deliverables[0]
            words = {"rows": reference.fields_of_every_page(first, exercises[0])}
        return pages.draw("macros/reference_fields.html", **words)

    def reference_problems(code: str) -> str:
        """Render every message of a problem code, with an example."""
        rows = reference.message_rows(code, [a for a, _ in by_id.values()])
        return pages.draw("macros/reference_problems.html", rows=rows)

    def reference_limits() -> str:
        """Render the limits under the headings that the page has for their groups."""
        groups: dict[str, str] = here()["page"]["limits"]
        rows = reference.limits_of(groups)
        return pages.draw("macros/reference_limits.html", groups=groups, rows=rows)

    found: dict[str, Callable[..., str]] = {
        "fields": fields,
        "hides": hides,
        "reference_fields": reference_fields,
        "reference_limits": reference_limits,
        "reference_problems": reference_problems,
        "skill_levels": skill_levels,
    }
    found |= {name: of_the_page(name) for name in _OF_THE_PAGE}
    return {name: _failing_late(macro, pages) for name, macro in found.items()}


def _nowhere(_link: str) -> None:
    """Resolve no link: what a view of the finished example links to is not on this page."""


def _failing_late(macro: Callable[..., str], pages: Pages) -> Callable[..., str]:
    """Return a macro that leaves an error to the hook; mkdocs-macros would print it and exit."""

    def draw(*words: str) -> str:
        try:
            return macro(*words)
        except Exception as error:  # noqa: BLE001 - the hook raises it
            pages.failed = error
            return ""

    return draw
