"""What a site shows of whom, and what stops it: the modes of SPEC section 5, without MkDocs."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import checks, exercise, privacy, source

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from .checks import Answer, Portfolio
    from .exercise import Deliverable, Exercise
    from .problems import Problem

_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^()\s#]+\.md)(?:#[^()\s]*)?\)(?:\{[^{}]*\})?")
EXAMPLE = "example"  # the folder of docs/ that holds the worked example


@dataclass
class Site:
    """One build: the exercises, the learner's portfolio, the worked example, and the mode."""

    docs: Path
    folder: Path  # where the learner's deliverables are: docs, or another folder
    serving: bool
    required: bool  # whether there is anything to hand in
    exercises: list[Exercise]
    portfolios: list[Portfolio]
    page: Answer  # the learner's front page
    examples: list[Answer]
    answers: dict[str, tuple[Answer, Exercise]] = field(default_factory=dict)  # by page of the site
    templates: dict[str, Deliverable] = field(default_factory=dict)
    broken: dict[str, Problem] = field(default_factory=dict)  # other pages that cannot be read
    strays: list[str] = field(default_factory=list)  # deliverables under another name

    @property
    def asked(self) -> list[Portfolio]:
        """Return the learner's portfolios that count: the first exercise, and any that is begun."""
        return [p for i, p in enumerate(self.portfolios) if i == 0 or p.begun]

    def errors(self) -> list[Problem]:
        """Return the problems that stop a build. (`mkdocs serve` shows them and goes on.)"""
        learner = [answer for portfolio in self.portfolios for answer in portfolio.answers]
        found = [problem for answer in self.examples for problem in answer.problems]
        found += self.broken.values()
        if self.required:
            found += [problem for portfolio in self.asked for problem in portfolio.problems]
            learner = []
        for answer in (*learner, self.page):
            if answer.begun and not privacy.may_leave(answer):
                found += answer.problems
        return found

    def warnings(self) -> list[Problem]:
        """Return what a build says and goes on."""
        told = self.required and privacy.may_leave(self.page)
        return self.page.problems if told else []

    def is_shown(self, uri: str) -> bool:
        """Tell whether a learner's page is in the site."""
        answer = self.answers[uri][0]
        return self.serving or (answer.begun and privacy.is_published(answer))

    def shown_nav(self, nav: Any) -> Any:
        """Return a navigation without the pages that this build does not show."""
        if isinstance(nav, list):
            return [shown for item in nav if (shown := self.shown_nav(item))]
        if isinstance(nav, dict):
            return {title: shown for title, item in nav.items() if (shown := self.shown_nav(item))}
        return nav if nav not in self.answers or self.is_shown(nav) else None

    def without_absent_links(self, markdown: str, uri: str) -> str:
        """Return an author's Markdown; a link to a page that is not shown becomes its text."""

        def text_if_absent(link: re.Match[str]) -> str:
            to = posixpath.normpath(posixpath.join(posixpath.dirname(uri), link[2]))
            return link[1] if to in self.answers and not self.is_shown(to) else link[0]

        return _LINK.sub(text_if_absent, markdown)


def read_site(docs: Path, folder: Path, today: date, *, serving: bool, required: bool) -> Site:
    """Read and check everything that a build shows.

    Raises:
        ExerciseError: an author's page is not as it should be.
    """
    exercises = exercise.load(docs)
    portfolio_page = exercise.portfolio_page(docs)
    example = docs / EXAMPLE
    site = Site(
        docs=docs,
        folder=folder,
        serving=serving,
        required=required,
        exercises=exercises,
        portfolios=[checks.check(each, folder, today) for each in exercises],
        page=checks.check_page(portfolio_page, folder, today),
        examples=[],
    )
    site.templates[portfolio_page.template_file] = portfolio_page
    site.answers[portfolio_page.file] = (site.page, exercises[0])
    shown = [(checks.check_page(portfolio_page, example, today), exercises[0])]
    for portfolio in site.portfolios:
        for asked, answer in zip(portfolio.exercise.deliverables, portfolio.answers, strict=True):
            site.templates[asked.template_file] = asked
            site.answers[asked.file] = (answer, portfolio.exercise)
        answers = checks.check(portfolio.exercise, example, today).answers
        shown += [(answer, portfolio.exercise) for answer in answers]
    for answer, of in shown:
        site.examples.append(answer)
        site.answers[f"{EXAMPLE}/{answer.asked.file}"] = (answer, of)
    _read_other_pages(site)
    return site


def _read_other_pages(site: Site) -> None:
    """Look at the pages of docs/ that are neither a learner's nor a template."""
    known = {*site.answers, *site.templates}.union(*(each.pages for each in site.exercises))
    for path in sorted(site.docs.rglob("*.md")):
        uri = path.relative_to(site.docs).as_posix()
        if uri in known or "/." in f"/{uri}":
            continue
        page = source.read(path, site.docs)
        if page.problems and (page.problems[0].code == "unreadable" or page.means_front_matter):
            site.broken[uri] = page.problems[0]
        elif page.data and "deliverable" in page.data:
            site.strays.append(uri)
