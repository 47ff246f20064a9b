"""No file makes a traceback, takes long or much memory; each is answered with what to do."""

from __future__ import annotations

import json
import random
import re
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from helpers.hostile import FILES, FOLDERS, LINES, PLAN, PRIVATE, lay_out
from helpers.project import DOCS, ROOT, TODAY
from portfolio.ask import exercise
from portfolio.check import checks, leaks, privacy
from portfolio.publish import prose
from portfolio.read import source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from helpers.engine import Engine

SECONDS = 2  # of the processor, for one portfolio
NAMES = [*FILES, *FOLDERS]
EXERCISE = exercise.load(DOCS)[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_is_answered_and_drawn_in_time(name: str, tmp_path: Path) -> None:
    """Pages are drawn that the checks let through, or that a preview shows all the same."""
    folder = lay_out(tmp_path / "portfolio", name)

    begin = time.process_time()
    found = checks.check(EXERCISE, folder, TODAY)
    checked = time.process_time()
    plans = [each for each in found.answers if name in FILES and each.deliverable.file == PLAN]
    html = "".join(prose.render(plan.body.parts, lambda _: None, set()) for plan in plans)
    drawn = time.process_time()

    assert checked - begin < SECONDS
    assert drawn - checked < SECONDS
    for problem in found.problems:
        assert problem.message
        assert problem.hint
        assert len(problem.message) + len(problem.hint) < 2000
        assert problem.message.isprintable()
    assert not re.search("<script|<img|<div onclick|javascript:[^\\]]*>", html)


def test_too_much_to_look_for_is_told_once_and_stays_at_home(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "portfolio", "many private texts")
    answers = checks.check(EXERCISE, folder, TODAY).answers
    told = [(a.deliverable.file, p.field, p.line) for a in answers for p in a.problems]
    assert told == [(PLAN, "private", 2)]
    assert [a.deliverable.file for a in answers if not privacy.may_be_shown(a)] == [PLAN]


def test_too_many_numbers_beside_a_private_one_are_told_where_they_stand(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "portfolio", "a private number, and too many")
    found = checks.check(EXERCISE, folder, TODAY).problems
    assert [(p.path.name, p.field, p.line) for p in found] == [
        ("job-market-research.md", "private", 1)
    ]
    assert "more than 50000 numbers" in found[0].message


def test_too_much_of_several_pages_together_is_told_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(ROOT / "tests" / "portfolio", tmp_path / "portfolio")
    with (folder / "career-roadmap.md").open("a", encoding="utf-8") as file:
        file.write("\n![A picture](https://example.com/a.png)\n")
    front = "---\nname: Robin Vale\nheadline: Help desk technician\nprivate: [headline]\n---\n"
    (folder / "portfolio.md").write_text(front, encoding="utf-8")
    hidden = "Help desk technician. I have never run a cluster that others depend on. 52000"
    monkeypatch.setattr(leaks, "MOST_WORDS", len(hidden.split()))  # and 64000 is one more

    assert [p.field for p in checks.check(EXERCISE, folder, TODAY).problems] == [
        "How I will measure progress"
    ]
    page = exercise.portfolio_page(DOCS)
    (portfolio,), _ = checks.check_all([EXERCISE], page, folder, TODAY)

    assert [(p.path.name, p.field) for p in portfolio.problems] == [
        ("career-roadmap.md", "private"),
        ("career-roadmap.md", "How I will measure progress"),
    ]


DEEP = "a: &a " + "[" * 39 + "x" + "]" * 39 + "\nb: "

BOUNDS = [
    pytest.param("a: " + "[" * 49 + "x" + "]" * 49, None, id="as deep as may be"),
    pytest.param("a: " + "[" * 50 + "x" + "]" * 50, "nested too deeply", id="one deeper"),
    pytest.param("a: " + "{b: " * 49 + "x" + "}" * 49, None, id="as deep in mappings"),
    pytest.param("a: " + "{b: " * 50 + "x" + "}" * 50, "nested too", id="one deeper in mappings"),
    pytest.param("a: [" + "x, " * 1_997 + "]", None, id="as many values as may be"),
    pytest.param("a: [" + "x, " * 1_998 + "]", "too many values", id="one value more"),
    pytest.param("a: &a [x, x]\nb: [" + "*a, " * 498 + "]", None, id="aliases count as much"),
    pytest.param("a: &a [x, x]\nb: [" + "*a, " * 499 + "]", "too many", id="one alias more"),
    pytest.param("a: " + "x" * (2**20 - 12), None, id="as many bytes as may be"),
    pytest.param("a: " + "x" * (2**20 - 11), "larger than 1 MiB", id="one byte more"),
    pytest.param(DEEP + "[" * 10 + "*a" + "]" * 10, None, id="as deep by aliases"),
    pytest.param(DEEP + "[" * 11 + "*a" + "]" * 11, "nested too", id="one deeper by aliases"),
    pytest.param(DEEP + "&b [[*a]]\nc: " + "[" * 9 + "*b" + "]" * 9, "nested", id="by two aliases"),
    pytest.param("a: x" + "\n" * 9_997, None, id="as many lines as may be"),
    pytest.param("a: x" + "\n" * 9_998, "more than 10000 lines", id="one line more"),
]


@pytest.mark.parametrize(("yaml", "told"), BOUNDS)
def test_bounds_are_where_they_are_said_to_be(yaml: str, told: str | None, tmp_path: Path) -> None:
    path = tmp_path / PLAN
    path.write_text(f"---\n{yaml}\n---\n", encoding="utf-8", newline="\n")
    found = source.read(path, tmp_path).problem
    assert (found and told in found.message) if told else found is None


def test_withheld_cannot_be_spelled_past_the_checks(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "portfolio", "an escape")
    path = folder / "career-roadmap.md"
    text = path.read_text(encoding="utf-8")
    secret = re.sub(r"  salary:\n(?:    .*\n)+", '  salary: "with\\\\u0068eld"\n', text)
    assert secret != text
    path.write_text(secret.replace("private:", "description: x\ntags:"), encoding="utf-8")
    found = checks.check(EXERCISE, folder, TODAY).problems
    assert "withheld is allowed only for a field listed under private" in {p.message for p in found}


IN_FORMS = """
async ([root, today, cases]) => {
  const { default: process } = await import("node:process");
  const load = name => import(`${root}assets/javascripts/form/${name}.js`);
  const [{ checker }, { Draft }, file] = await Promise.all(
    ["check/checks", "fill/draft", "read/file"].map(load));
  await import(`${root}assets/javascripts/js-yaml.js`);
  const definition = await (await fetch(`${root}forms/exercise-01.json`)).json();
  const check = checker(definition, today);
  const bytes = async ([id, path]) => [id, await (await fetch(root + path)).arrayBuffer()];
  const all = await Promise.all(cases.map(files => Promise.all(Object.entries(files).map(bytes))));
  return all.map(files => {
    const began = process.cpuUsage(), sources = new Map();
    for (const [id, bytes] of files) {
      try {
        sources.set(id, file.readFile(file.decode(bytes), jsyaml, definition.messages));
      } catch (error) {
        if (!(error instanceof file.Refusal)) throw error;
      }
    }
    check(sources);
    for (const each of definition.deliverables) {
      if (sources.has(each.id)) new Draft(each, sources.get(each.id)).file();
    }
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000_000;
  });
}
"""


def _anagrams(folder: Path) -> None:
    """Write pages of headings that are all as near to a missing one as any."""
    chance = random.Random(1)
    for deliverable in EXERCISE.deliverables:
        name = [*next(iter(deliverable.template.body.sections), "priority areas")]
        page = folder / deliverable.file
        front, _, _ = page.read_text(encoding="utf-8").partition("\n---\n")
        headings = "".join(f"## {''.join(chance.sample(name, len(name)))}\n" for _ in range(LINES))
        page.write_text(f"{front}\n---\n{headings}", encoding="utf-8")


def _many_requirements(folder: Path) -> None:
    """Write postings of which none asks for any of the common requirements."""
    terms = [f"aaa{number}" for number in range(1_500)]
    posting = {"company": "x", "title": "x", "url": "https://example.com/x"}
    postings = [posting | {"requirements": [f"{term}b" for term in terms[:2]]}] * 500
    fields = {"postings": postings, "common_requirements": terms}
    page = folder / "job-market-research.md"
    page.write_text(f"---\n{json.dumps(fields)}\n---\n", encoding="utf-8")


def _glued_requirements(folder: Path) -> None:
    """Write requirements that a posting holds at a thousand places, each time in a longer word."""
    page = folder / "job-market-research.md"
    terms = "".join(f"  - {'a' * number}\n" for number in range(1, 200))
    text = page.read_text(encoding="utf-8").replace("3+ years of Kubernetes", "a" * 600_000)
    page.write_text(text.replace("  - Kubernetes\n  - Python\n  - Terraform\n", terms), "utf-8")


def test_requirements_within_longer_words_are_answered_in_time(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "tests" / "portfolio", tmp_path / "portfolio")
    _glued_requirements(folder)
    begin = time.process_time()
    assert len(checks.check(EXERCISE, folder, TODAY).problems) == 199
    assert time.process_time() - begin < SECONDS


MANY = {
    "requirements within longer words": _glued_requirements,
    "headings that are all alike": _anagrams,
    "requirements that no posting has": _many_requirements,
}


@pytest.mark.slow
def test_a_form_works_for_a_second_at_most(engine: Engine) -> None:
    """To read the files of a portfolio, check it and write it, on whatever somebody drops there."""
    hostile = engine.folder / "hostile"
    good = shutil.copytree(ROOT / "tests" / "portfolio", hostile / "good")
    pages = {each.id: good / each.file for each in EXERCISE.deliverables}
    cases = {}
    for number, name in enumerate([*FILES, *PRIVATE, *MANY]):
        folder = hostile / str(number)
        if name in FILES:
            folder.mkdir()
            (folder / PLAN).write_bytes(FILES[name])
        elif name in MANY:
            MANY[name](shutil.copytree(good, folder))
        else:
            lay_out(folder, name)
        own = {id_: folder / path.name for id_, path in pages.items()}
        files = pages | {id_: path for id_, path in own.items() if path.is_file()}
        cases[name] = {i: p.relative_to(engine.folder).as_posix() for i, p in files.items()}

    def seconds(names: Iterable[str]) -> dict[str, float]:
        found = engine.evaluate(
            IN_FORMS, [engine.root, TODAY.isoformat(), [cases[name] for name in names]]
        )
        return dict(zip(names, found, strict=True))

    slow = [name for name, spent in seconds([*cases]).items() if spent > 1]
    assert {name: spent for name, spent in seconds(slow).items() if spent > 1} == {}
