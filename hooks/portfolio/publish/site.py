"""What a site shows, and which problems stop a build, without MkDocs: docs/reference.md, Build."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..ask import exercise
from ..ask.exercise import EXAMPLE, closed_words
from ..check import checks, leaks, privacy
from ..check.notes import notes
from ..problems import problem
from ..read import source
from . import publishable, redaction, scan
from .attachments import is_attachment
from .inline import plain
from .modes import Modes
from .pages import Reader
from .views import views

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from ..ask.exercise import Deliverable, Exercise
    from ..check.answer import Answer, Portfolio
    from ..problems import Problem
    from ..read.sections import Part
    from .scan import BuiltPage

_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^()\s#]+\.md)(?:#[^()\s]*)?\)(?:\{[^{}]*\})?")
_USUAL = Modes()
_MOST_LEAKS = 100  # that are reported at once


@dataclass
class Site:
    """One build: the exercises, the learner's portfolio, the worked example, and the mode."""

    docs: Path
    folder: Path  # where the learner's deliverables are: docs, or another folder
    today: date
    mode: Modes
    exercises: list[Exercise]
    portfolios: list[Portfolio]
    page: Answer  # the learner's front page
    examples: list[Portfolio]
    example_page: Answer
    answers: dict[str, Answer] = field(default_factory=dict)  # by their pages in the site
    templates: dict[str, Deliverable] = field(default_factory=dict)
    there: list[str] = field(default_factory=list)  # the files in docs/
    nav: set[str] = field(default_factory=set)  # those that the navigation names
    pages: set[str] = field(default_factory=set)  # of those, an author's pages
    broken: dict[str, Problem] = field(default_factory=dict)  # of those, what cannot be read
    misnamed: set[str] = field(default_factory=set)  # of those, deliverables under another name
    changed: dict[str, Problem] = field(default_factory=dict)  # templates that a learner filled in
    _readers: dict[bool, Reader] = field(default_factory=dict)

    @property
    def serving(self) -> bool:
        """Tell whether only the learner sees the site."""
        return self.mode.serving

    @property
    def public(self) -> bool:
        """Tell whether it is the public edition."""
        return self.mode.public

    @property
    def counted(self) -> list[Portfolio]:
        """Return the learner's portfolios that count: the first exercise, and any that is begun."""
        return [p for i, p in enumerate(self.portfolios) if i == 0 or p.begun]

    @property
    def front(self) -> str:
        """Return the name of the learner's front page in the site."""
        return "index.md" if self.public else self.page.deliverable.file

    @property
    def fill_in(self) -> dict[str, Deliverable]:
        """Return the templates that the site shows, by page."""
        return {uri: deliverable for uri, deliverable in self.templates.items() if uri in self.nav}

    def left_out(self, published: Collection[str]) -> list[str]:
        """Return the files in docs/ that are left out even if a page names them.

        Args:
            published: the files that mkdocs.yml publishes.
        """
        generated = {self.page.deliverable.file, *self.answers, *self.fill_in, *self.broken}
        shown = generated.union(self.pages, published)
        return [uri for uri in self.there if uri not in shown and not is_attachment(uri)]

    def why(self, path: Path) -> str:
        """Return why a file in docs/ is left out: a key of `left_out` in messages.yml."""
        is_template = path in {self.docs / uri for uri in self.templates}
        return "page" if is_template else publishable.why(path, self.docs)

    def errors(self) -> list[Problem]:
        """Return the problems that stop a build. (`mkdocs serve` shows them, and goes on.)"""
        found = [problem for portfolio in self.examples for problem in portfolio.problems]
        found += [*self.example_page.problems, *self.broken.values()]
        stops = [answer for portfolio in self.portfolios for answer in portfolio.answers]
        if self.mode.required and not self.mode.goes_ahead:
            found += [problem for portfolio in self.counted for problem in portfolio.problems]
            stops = []
        if self.public and not self.mode.goes_ahead:
            found += self.page.problems
        else:
            stops.append(self.page)
        for answer in stops:
            if answer.begun and not privacy.may_be_shown(answer):
                found += answer.problems
        return list(dict.fromkeys(found))

    def warnings(self) -> list[Problem]:
        """Return the problems that a build reports without stopping."""
        may_go_on = self.mode.required and not self.public and privacy.may_be_shown(self.page)
        copies = (found for portfolio in self.portfolios for found in portfolio.warnings)
        return [*(self.page.problems if may_go_on else ()), *self.changed.values(), *copies]

    def notes(self) -> list[Problem]:
        """Return what is worth a look on the learner's pages, and stops nothing."""
        answers = self._answers(example=False)
        left = answers if self.mode.goes_ahead else ()
        stops = set(self.errors()) if left else ()
        found = [each for answer in left for each in answer.problems if each not in stops]
        return [*found, *(note for answer in answers if answer.begun for note in notes(answer))]

    def is_shown(self, uri: str) -> bool:
        """Tell whether a learner's page is in the site."""
        if uri not in self.answers:
            return False
        answer = self.answers[uri]
        if self.public and uri.startswith(f"{EXAMPLE}/"):
            return False
        is_always = uri == self.front if self.mode.draft else self.serving
        return is_always or self._may_be_seen(answer)

    def _may_be_seen(self, answer: Answer) -> bool:
        """Tell whether strangers may see a page, in a draft with what is wrong in it."""
        is_sure = not self.mode.draft or privacy.may_be_shown(answer)
        return answer.begun and privacy.is_published(answer) and is_sure

    def is_listed(self, uri: str) -> bool:
        """Tell whether search engines may list a learner's page."""
        return self.reader(uri).views.person.index and not self.mode.draft

    def image_of_links(self, uri: str) -> str:
        """Return the address, from a learner's page, of the picture that links to it show."""
        is_front = self.public and uri == self.front
        return quote(self.reader(uri).views.person.image) if is_front else ""

    def shown_nav(self, nav: Any) -> Any:
        """Return the navigation with only the pages that this build shows."""
        if self.public:
            return [{self.title(uri): uri} for uri in self.answers if self.is_shown(uri)]
        if isinstance(nav, list):
            return [shown for item in nav if (shown := self.shown_nav(item))]
        if isinstance(nav, dict):
            return {title: shown for title, item in nav.items() if (shown := self.shown_nav(item))}
        is_out = nav in self.misnamed or (nav in self.answers and not self.is_shown(nav))
        return None if is_out else nav

    def exercise_of(self, deliverable: Deliverable) -> Exercise:
        """Return the exercise that asks for a deliverable; for the front page, the first one."""
        of = (each for each in self.exercises if deliverable in each.deliverables)
        return next(of, self.exercises[0])

    def title(self, uri: str) -> str:
        """Return the title of a learner's page in the navigation."""
        answer = self.answers[uri]
        if uri == self.front and self.public:
            return plain(self.reader(uri).views.person.name) or "Portfolio"
        return answer.deliverable.title

    def reader(self, uri: str) -> Reader:
        """Return the reader of a learner's page, and what they may see of its portfolio."""
        is_example = uri.startswith(f"{EXAMPLE}/")
        if is_example not in self._readers:
            answers = self._answers(example=is_example)
            own = self.serving and not self.public
            begun = [answer for answer in answers if answer.begun]
            unsure = {a.deliverable.id for a in begun if not own and not self._may_be_seen(a)}
            shown = redaction.shown_pages(begun, own=own, unsure=unsure)
            skills = {skill.id: skill.name for skill in self.exercises[0].matrix.values()}
            day = self._day_of_the_example if is_example else self.today
            seen = views(shown, self.exercises[0], day)
            self._readers[is_example] = Reader(own, shown, seen, skills)
        return self._readers[is_example]

    @property
    def _day_of_the_example(self) -> date:
        """Return the day on which the worked example is looked at: that of its assessment.

        It tells of one autumn, and a year later it should not read as if it were given up.
        """
        days = (a.fields().get("assessed_on") for a in self._answers(example=True))
        return next(filter(None, days), self.today)

    def _answers(self, *, example: bool) -> list[Answer]:
        portfolios = self.examples if example else self.portfolios
        page = self.example_page if example else self.page
        return [page, *(answer for portfolio in portfolios for answer in portfolio.answers)]

    def shown_parts(self, uri: str) -> list[Part]:
        """Return the body of a learner's page as its reader may see it."""
        answer = self.answers[uri]
        own = self.reader(uri).own
        names = set() if own else privacy.hidden(answer.source.data or {})
        return privacy.public_parts(answer, names)

    def exposures(self, built: Path, pages: dict[str, BuiltPage], own: str) -> Iterator[Problem]:
        """Yield a problem for each private text that the learners' pages show.

        Args:
            built: the folder with the built site.
            pages: the learners' pages in it, by their names in `answers`.
            own: the source of the templates of these pages.
        """
        words = [s.name for each in self.exercises for s in each.matrix.values()]
        words += [
            text
            for each in self.exercises
            for skill in each.matrix.values()
            for text in skill.guide.ratings.values()
        ]
        words += [f"{s.name}\n{s.meaning}" for each in self.exercises for s in each.scale]
        words += [answer.deliverable.title for answer in self.answers.values()]
        known = "\n".join([own, *words])
        closed = closed_words(self.exercises)
        for is_example in (False, True):
            mine = {
                n: page for n, page in pages.items() if n.startswith(f"{EXAMPLE}/") == is_example
            }
            secrets = leaks.Secrets(self._answers(example=is_example), closed)
            found = scan.find_exposures(secrets, built, mine, known)
            yield from (self._shown(each) for each in islice(found, _MOST_LEAKS))

    def _shown(self, shown: scan.Exposure) -> Problem:
        answer, secret = self.answers[shown.page], shown.secret
        line = leaks.line_like(answer, shown.words)
        heading = answer.body.heading_at(line) if line else None
        words = {"name": secret.item, "private": secret.private}
        return problem("private-shown", answer.source.path, line, heading, **words)

    def without_absent_links(self, markdown: str, uri: str) -> str:
        """Return an author's Markdown, in which links to pages that are not shown become text."""

        def text_if_absent(link: re.Match[str]) -> str:
            to = _joined(posixpath.dirname(uri), link[2])
            return link[1] if to in self.answers and not self.is_shown(to) else link[0]

        return _LINK.sub(text_if_absent, markdown)


def read_site(docs: Path, folder: Path, today: date, mode: Modes = _USUAL, nav: Any = None) -> Site:
    """Read and check everything that a build shows.

    Args:
        docs: the pages of the exercise.
        folder: where the learner's deliverables are.
        today: the day of the build, by which pages say what is now.
        mode: what the build is for.
        nav: the navigation in mkdocs.yml.

    Raises:
        ExerciseError: there is a mistake in an author's page.
    """
    exercises = exercise.load(docs)
    portfolio_page = exercise.portfolio_page(docs)
    latest = max(today, datetime.now(UTC).date())  # SOURCE_DATE_EPOCH may date a build back
    portfolios, page = checks.check_all(exercises, portfolio_page, folder, latest)
    examples, example_page = checks.check_all(exercises, portfolio_page, docs / EXAMPLE, latest)
    site = Site(
        docs=docs,
        folder=folder,
        today=today,
        mode=mode,
        exercises=exercises,
        portfolios=portfolios,
        page=page,
        examples=examples,
        example_page=example_page,
    )
    site.templates[portfolio_page.template_file] = portfolio_page
    site.answers[site.front] = site.page
    for answer in (answer for portfolio in site.portfolios for answer in portfolio.answers):
        site.templates[answer.deliverable.template_file] = answer.deliverable
        site.answers[answer.deliverable.file] = answer
    site.answers[f"{EXAMPLE}/{portfolio_page.file}"] = site.example_page
    for answer in (answer for portfolio in site.examples for answer in portfolio.answers):
        site.answers[f"{EXAMPLE}/{answer.deliverable.file}"] = answer
    for uri, deliverable in site.templates.items():
        if deliverable.template.is_filled_in and not mode.public:
            words = {"template": uri, "name": deliverable.file}
            site.changed[uri] = problem("changed-template", docs / uri, None, None, **words)
    if mode.draft and page.begun and not privacy.may_be_shown(page):
        site.broken[site.front] = page.problems[0]
    site.there = publishable.files_in(docs)
    site.nav = publishable.named_by(nav).intersection(site.there)
    _read_pages(site)
    return site


def _read_pages(site: Site) -> None:
    """Read the pages of the navigation that are neither a learner's nor a template."""
    known = {site.page.deliverable.file, *site.answers, *site.templates}
    for uri in filter(publishable.is_page, sorted(site.nav - known)):
        page = source.read(site.docs / uri, site.docs)
        found = page.problem
        if found and (found.code == "unreadable" or page.means_front_matter):
            site.broken[uri] = found
        elif "deliverable" in (page.data or {}):
            site.misnamed.add(uri)
        else:
            site.pages.add(uri)


def _joined(base: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(base, link))
