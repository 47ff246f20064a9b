#!/usr/bin/env python3
"""The report of a run on GitHub or GitLab: what is wrong, what comes next, what can be published.

Red means wrong or half done, not missing: what is not started is no mistake until it is handed in.
Exit codes: 0 fine, 1 something to mend, 2 cannot run, 3 not ready to publish (`--ready`).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from console import ROOT, cannot_run, needed, tell, today, write

with needed():
    from portfolio.ask.exercise import EXAMPLE, ExerciseError
    from portfolio.problems import escaped, place, problem, problem_text, shown_path
    from portfolio.publish import publishable
    from portfolio.publish.site import Site, read_site
    from portfolio.read import chosen_folder
    from portfolio.report import copies, formats

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio.check.answer import Answer
    from portfolio.problems import Problem

_MARKDOWN = re.compile(r"[\\`*_\[\]<>&~|$]|:(?=//)|(?<=www)\.")  # marks, and bare web addresses


class Thing(NamedTuple):
    """A page of the site, and what is to mend in it."""

    title: str
    path: Path
    problems: list[Problem]
    template: Path | None = None  # what to copy if the page is not started
    handed_in: bool = True
    exercise: str = ""  # that asks for it
    copied: Sequence[
        Problem
    ] = ()  # that it is the worked example's: no mistake until it is handed in
    warnings: Sequence[Problem] = ()

    @property
    def state(self) -> str:
        if self.template:
            return f"⬜ {self.title}: not started"
        if self.copied and not self.problems:
            return f"⚠️ {self.title}: copied from the worked example"
        left = f"{len(self.problems)} to fix"
        return f"❌ {self.title}: {left}" if self.problems else f"✅ {self.title}: done"

    def is_wrong(self, *, all_of_it: bool) -> bool:
        """Tell whether there is a mistake in it, not only something that is not done yet."""
        if self.template:
            return all_of_it and self.handed_in
        return bool(self.problems) or (all_of_it and bool(self.copied))


def main(argv: list[str] | None = None) -> int:
    """Run the command with the arguments of the shell, or with `argv`; return the exit code."""
    parser = argparse.ArgumentParser(description="Say how far along a portfolio is, as a run does.")
    parser.add_argument("--all", action="store_true", help="hand in: require every deliverable")
    parser.add_argument(
        "--ready", action="store_true", help="only check whether it can be published"
    )
    folders = os.environ.get("PORTFOLIO_DIR") or ROOT / "docs"
    default = "default: PORTFOLIO_DIR, else the project's docs/"
    parser.add_argument("--folder", type=Path, default=Path(folders), help=default)
    options = parser.parse_args(argv)
    folder = options.folder.absolute()
    if os.path.isfile(folder):  # noqa: PTH113 - a Path raises where a name is too long
        tell(f"{_shown(folder)} is a file: its folder is checked")
        folder = folder.parent
    if fault := chosen_folder.why_unusable(folder) or _linked(folder):
        return cannot_run(f"{fault} (--folder or PORTFOLIO_DIR)")
    try:
        nav = publishable.nav_of(ROOT / "mkdocs.yml")
        site = read_site(ROOT / "docs", folder, today(), nav=nav)
    except ExerciseError as error:
        return cannot_run(str(error))
    things = _things(site)
    left = [thing for thing in things if thing.problems or thing.copied]
    to_do = ", ".join(f"{thing.title} ({_shown(thing.path)})" for thing in left)
    ready = f"Not ready to publish yet. To do: {to_do}." if left else "Ready to publish."
    if options.ready:
        write(f"{ready}\n")
        return 3 if left else 0
    wrong = [thing for thing in left if thing.is_wrong(all_of_it=options.all)]
    mistakes = [(thing.title, found) for thing in wrong for found in thing.problems]
    mistakes += [(thing.title, found) for thing in wrong if options.all for found in thing.copied]
    if os.environ.get("GITHUB_ACTIONS") == "true":
        mistakes = formats.useful_first(mistakes)
    write("".join(_problem(found, title) for title, found in mistakes))
    warnings = [found for thing in things for found in thing.warnings]
    warnings += [] if options.all else [found for thing in things for found in thing.copied]
    write("".join(_problem(found, "Worth a look", "warning") for found in warnings))
    summary = _summary(site, things, left, ready)
    if not _append("GITHUB_STEP_SUMMARY", summary):
        write(summary)
    _append("GITHUB_OUTPUT", f"ready={str(not left).lower()}\n")
    return 1 if wrong else 0


def _linked(folder: Path) -> str | None:
    """Return why a folder is not really in the repository, and what to do."""
    home = chosen_folder.left(
        folder, *(chosen_folder.repository(each) or each for each in (Path.cwd(), ROOT))
    )
    if not home:
        return None
    link, around = map(chosen_folder.shown_folder, (folder, home))
    do = "replace the link with a folder that contains your documents"
    return f"{link} is a symbolic link that points outside {around}: {do}"


def _things(site: Site) -> list[Thing]:
    """Return the required deliverables, the front page, and every other page with a mistake."""
    answers = [answer for portfolio in site.counted for answer in portfolio.answers]
    things = [_thing(site, answer) for answer in [*answers, site.page]]
    known = {found for thing in things for found in thing.problems}
    others = [found for found in site.errors() if found not in known]
    return things + [Thing(escaped(found.path.name), found.path, [found]) for found in others]


def _thing(site: Site, answer: Answer) -> Thing:
    path, deliverable = answer.source.path, answer.deliverable
    is_begun = answer.begun or answer.misnamed
    template = None if is_begun else site.docs / deliverable.template_file
    return Thing(
        deliverable.title,
        path,
        answer.problems,
        template,
        answer is not site.page,
        "" if answer is site.page else site.exercise_of(deliverable).id,
        list(_copied(site, answer)),
        answer.warnings,
    )


def _copied(site: Site, answer: Answer) -> Iterator[Problem]:
    """Yield a problem if a document is a near copy of the worked example's."""
    if site.folder.resolve() == (site.docs / EXAMPLE).resolve():
        return
    answers = [each for portfolio in site.examples for each in portfolio.answers]
    examples = {each.deliverable.id: each.source for each in (*answers, site.example_page)}
    both = (answer.source, examples[answer.deliverable.id])
    if any(share >= copies.NEAR for share in copies.shares(*map(copies.sketches, both))):
        name = answer.deliverable.file
        yield problem("of-the-example", answer.source.path, None, None, name=name)


def _summary(site: Site, things: list[Thing], left: list[Thing], ready: str) -> str:
    """Return a summary in Markdown: the progress, what comes next, and what is published."""
    lines = [""]
    for portfolio in site.counted:
        done = sum(answer.complete for answer in portfolio.answers)
        lines.append(f"## {_safe(portfolio.exercise.label)}: {done} of {len(portfolio.answers)}\n")
        own = [thing for thing in things if thing.exercise == portfolio.exercise.id]
        lines += [*(f"- {_safe(thing.state)}" for thing in own), ""]
    lines += [f"- {_safe(thing.state)}" for thing in things if not thing.exercise]
    if left:
        first = next((thing for thing in left if not thing.template), left[0])
        lines += ["", f"Next: **{_safe(first.title)}**: {_safe(_step(first))}"]
    if Path.cwd().is_relative_to(ROOT):  # elsewhere, another project publishes it
        lines += ["", "Your portfolio is published from main when all of it is done.", _safe(ready)]
    return "\n".join([*lines, ""])


def _step(thing: Thing) -> str:
    if thing.template:
        own = thing.template.is_relative_to(Path.cwd())
        template = _shown(thing.template) if own else f"the template {thing.template.name}"
        return f"copy {template} to {_shown(thing.path)}, then fill it in"
    found = [*thing.problems, *thing.copied][0]
    return f"fix {place(found, Path.cwd())}: {found.message} ({found.hint})"


def _safe(text: str) -> str:
    """Return a text in one line, with its marks escaped where Markdown is rendered."""
    line = " ".join(text.split())
    return _MARKDOWN.sub(r"\\\g<0>", line) if os.environ.get("GITHUB_STEP_SUMMARY") else line


def _problem(found: Problem, title: str, kind: str = "error") -> str:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return formats.annotation(found, title, Path.cwd(), kind)
    return f"{problem_text(found, Path.cwd())}\n"


def _shown(path: Path) -> str:
    return shown_path(path, Path.cwd())


def _append(variable: str, text: str) -> bool:
    """Append a text to the file that GitHub names, if it names one."""
    if name := os.environ.get(variable):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(text)
    return bool(name)


if __name__ == "__main__":
    sys.exit(main())
