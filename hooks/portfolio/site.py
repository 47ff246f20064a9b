"""What a site shows of whom, and what stops it: the modes of SPEC section 5, without MkDocs."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from . import checks, exercise, leaks, privacy, scan, source
from .exercise import EXAMPLE
from .images import images
from .pages import Reader
from .pictures import travels
from .problems import problem
from .views import views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from .checks import Answer, Portfolio
    from .exercise import Deliverable, Exercise
    from .problems import Problem
    from .scan import Made
    from .sections import Part

_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^()\s#]+\.md)(?:#[^()\s]*)?\)(?:\{[^{}]*\})?")


@dataclass
class Site:
    """One build: the exercises, the learner's portfolio, the worked example, and the mode."""

    docs: Path
    folder: Path  # where the learner's deliverables are: docs, or another folder
    serving: bool
    required: bool  # whether there is anything to hand in
    public: bool  # the public edition: the portfolio alone
    exercises: list[Exercise]
    portfolios: list[Portfolio]
    page: Answer  # the learner's front page
    examples: list[Portfolio]
    example_page: Answer
    answers: dict[str, Answer] = field(default_factory=dict)  # by page of the site
    templates: dict[str, Deliverable] = field(default_factory=dict)
    broken: dict[str, Problem] = field(default_factory=dict)  # other pages that cannot be read
    changed: dict[str, Problem] = field(default_factory=dict)  # templates that a learner filled in
    strays: list[str] = field(default_factory=list)  # deliverables under another name
    _readers: dict[bool, Reader] = field(default_factory=dict)

    @property
    def asked(self) -> list[Portfolio]:
        """Return the learner's portfolios that count: the first exercise, and any that is begun."""
        return [p for i, p in enumerate(self.portfolios) if i == 0 or p.begun]

    @property
    def front(self) -> str:
        """Return the page of the site that is the learner's front page."""
        return "index.md" if self.public else self.page.asked.file

    def errors(self) -> list[Problem]:
        """Return the problems that stop a build. (`mkdocs serve` shows them and goes on.)"""
        found = [problem for portfolio in self.examples for problem in portfolio.problems]
        found += [*self.example_page.problems, *self.broken.values()]
        stops = [answer for portfolio in self.portfolios for answer in portfolio.answers]
        if self.required:
            found += [problem for portfolio in self.asked for problem in portfolio.problems]
            stops = []
        if self.public:
            found += self.page.problems
        else:
            stops.append(self.page)
        for answer in stops:
            if answer.begun and not privacy.may_leave(answer):
                found += answer.problems
        return found

    def warnings(self) -> list[Problem]:
        """Return what a build says and goes on."""
        told = self.required and not self.public and privacy.may_leave(self.page)
        return [*(self.page.problems if told else ()), *self.changed.values()]

    def is_shown(self, uri: str) -> bool:
        """Tell whether a learner's page is in the site."""
        if uri not in self.answers:
            return False
        answer = self.answers[uri]
        if self.public and uri.startswith(f"{EXAMPLE}/"):
            return False
        if self.public and uri != self.front and not answer.begun:
            return False
        return self.serving or (answer.begun and privacy.is_published(answer))

    def shown_nav(self, nav: Any) -> Any:
        """Return a navigation without the pages that this build does not show."""
        if self.public:
            return [{self.title(uri): uri} for uri in self.answers if self.is_shown(uri)]
        if isinstance(nav, list):
            return [shown for item in nav if (shown := self.shown_nav(item))]
        if isinstance(nav, dict):
            return {title: shown for title, item in nav.items() if (shown := self.shown_nav(item))}
        return nav if nav not in self.answers or self.is_shown(nav) else None

    def exercise_of(self, asked: Deliverable) -> Exercise:
        """Return the exercise that asks for something; the first one for the front page."""
        of = (each for each in self.exercises if asked in each.deliverables)
        return next(of, self.exercises[0])

    def title(self, uri: str) -> str:
        """Return what a learner's page is called in a navigation."""
        answer = self.answers[uri]
        if uri == self.front and self.public:
            return self.reader(uri).views.person.name or "Portfolio"
        return answer.asked.title

    def reader(self, uri: str) -> Reader:
        """Return who reads a learner's page, and what they may see of the portfolio around it."""
        is_example = uri.startswith(f"{EXAMPLE}/")
        if is_example not in self._readers:
            answers = self._answers(example=is_example)
            own = self.serving and not self.public
            shown = privacy.shown([answer for answer in answers if answer.begun], own=own)
            self._readers[is_example] = Reader(own, shown, views(shown, self.exercises[0]))
        return self._readers[is_example]

    def _answers(self, *, example: bool) -> list[Answer]:
        portfolios = self.examples if example else self.portfolios
        page = self.example_page if example else self.page
        return [page, *(answer for portfolio in portfolios for answer in portfolio.answers)]

    def images(self) -> dict[str, Path]:
        """Return the images that go with the pages shown, by their place in the site."""
        travel: dict[str, Path] = {}
        for uri in filter(self.is_shown, self.answers):
            folder, base = self.answers[uri].source.path.parent, posixpath.dirname(uri)
            for image in images(self.shown_parts(uri), self.answers[uri].body.links):
                if travels(path := folder / image.source, folder):
                    travel[_joined(base, image.source)] = path
        return travel

    def is_hidden_file(self, uri: str) -> bool:
        """Tell whether of all pages only what a learner hides names a file of docs/."""
        name = posixpath.basename(uri)
        if uri.endswith(".md") or not self._is_named(name, shown=False):
            return False
        is_shown = self._is_named(name, shown=True)
        runs = uri.endswith(".svg") and not travels(self.docs / uri, self.docs)
        return (not is_shown or runs) and not self._is_an_authors(name)

    def _is_named(self, name: str, *, shown: bool) -> bool:
        bodies = (
            (self.shown_body(uri) if self.is_shown(uri) else "") if shown else answer.source.body
            for uri, answer in self.answers.items()
        )
        return any(name in body or quote(name) in body for body in bodies)

    def shown_parts(self, uri: str) -> list[Part]:
        """Return the body of a learner's page as its reader may see it."""
        answer = self.answers[uri]
        own = self.reader(uri).own
        names = set() if own else privacy.hidden(answer.source.data or {})
        return privacy.public_parts(answer, names)

    def shown_body(self, uri: str) -> str:
        """Return the same as text."""
        answer = self.answers[uri]
        own = self.reader(uri).own
        return privacy.public_body(
            answer, set() if own else privacy.hidden(answer.source.data or {})
        )

    def _is_an_authors(self, name: str) -> bool:
        """Tell whether a page of the exercise names a file."""
        pages = (p for p in self.docs.glob("*.md") if p.is_file() and p.name not in self.answers)
        return any(name in path.read_text(encoding="utf-8", errors="replace") for path in pages)

    def leaks(self, made: Path, pages: dict[str, Made], own: str) -> Iterator[tuple[str, str]]:
        """Yield which learners' pages say what is private, and its name.

        Args:
            made: the folder with the built site.
            pages: the learners' pages in it, by their names in `answers`.
            own: what the templates of the pages say of themselves.
        """
        words = [s.name for each in self.exercises for s in each.matrix.values()]
        words += [f"{s.name}\n{s.meaning}" for each in self.exercises for s in each.scale]
        words += [answer.asked.title for answer in self.answers.values()]
        known = "\n".join([own, *words])
        closed = checks.closed_words(self.exercises)
        for is_example in (False, True):
            mine = {
                n: page for n, page in pages.items() if n.startswith(f"{EXAMPLE}/") == is_example
            }
            answers = self._answers(example=is_example)
            yield from scan.leaks(leaks.secrets(answers, closed), made, mine, known)

    def without_absent_links(self, markdown: str, uri: str) -> str:
        """Return an author's Markdown; a link to a page that is not shown becomes its text."""

        def text_if_absent(link: re.Match[str]) -> str:
            to = _joined(posixpath.dirname(uri), link[2])
            return link[1] if to in self.answers and not self.is_shown(to) else link[0]

        return _LINK.sub(text_if_absent, markdown)


def read_site(  # noqa: PLR0913 - the modes of SPEC section 5
    docs: Path, folder: Path, today: date, *, serving: bool, required: bool, public: bool = False
) -> Site:
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
        public=public,
        exercises=exercises,
        portfolios=[checks.check(each, folder, today) for each in exercises],
        page=checks.check_page(portfolio_page, folder, today),
        examples=[checks.check(each, example, today) for each in exercises],
        example_page=checks.check_page(portfolio_page, example, today),
    )
    checks.check_together(site.portfolios, site.page)
    checks.check_together(site.examples, site.example_page)
    site.templates[portfolio_page.template_file] = portfolio_page
    site.answers[site.front] = site.page
    for answer in (answer for portfolio in site.portfolios for answer in portfolio.answers):
        site.templates[answer.asked.template_file] = answer.asked
        site.answers[answer.asked.file] = answer
    site.answers[f"{EXAMPLE}/{portfolio_page.file}"] = site.example_page
    for answer in (answer for portfolio in site.examples for answer in portfolio.answers):
        site.answers[f"{EXAMPLE}/{answer.asked.file}"] = answer
    for uri, asked in site.templates.items():
        if asked.template.is_filled_in and not public:
            words = {"template": uri, "name": asked.file}
            site.changed[uri] = problem("changed-template", docs / uri, None, None, **words)
    _read_other_pages(site)
    return site


def _read_other_pages(site: Site) -> None:
    """Look at the pages of docs/ that are neither a learner's nor a template."""
    known = {site.page.asked.file, *site.answers, *site.templates}.union(
        *(each.pages for each in site.exercises)
    )
    for path in sorted(site.docs.rglob("*.md")):
        uri = path.relative_to(site.docs).as_posix()
        if uri in known or "/." in f"/{uri}":
            continue
        page = source.read(path, site.docs)
        if page.problems and (page.problems[0].code == "unreadable" or page.means_front_matter):
            site.broken[uri] = page.problems[0]
        elif page.data and "deliverable" in page.data:
            site.strays.append(uri)


def _joined(base: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(base, link))
