"""Portfolios that are hard to show: not begun, half done, with mistakes, strained, and a class."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import frontmatter
from helpers.project import DOCS, ROOT
from portfolio.ask import exercise
from portfolio.read import source

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

EXAMPLE = DOCS / "example"
MISTAKES = {  # one in each document, and it is shown as plain facts
    "skills-assessment-completed.md": ("kubernetes: 0", "kubernetes: 7"),
    "job-market-research.md": ("min: 33000", "min: 33,000"),
    "learning-plan.md": ("hours_per_week: 7", "hours_per_week: many"),
    "career-roadmap.md": ("level: mid", "level: wizard"),
    "environment-report.md": ('version: "2.47.3"', "version:"),
    "portfolio.md": ("url: https://example.com/nuala\n", "url: nuala\n"),
}
LONG_NAMES = (  # of folders; a class has one or two of each kind
    *("þorsteinsdóttir-guðbjörg-sigríður", "maximiliane-von-und-zu-hohenstein-waldburg"),
    *("آمنة-عبد-الرحمن-القحطاني", "nguyễn-thị-phương-thảo", "xy"),
)
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
ARABIC = "مهندسة بنية تحتية للذكاء الاصطناعي، تبحث عن الأخطاء (Kubernetes 1.34) قبل غيرها."
STRAINS = (
    *(LONG, ARABIC, f"{LONG} and {LONG}, {LONG}", "A few plain words", f"{ARABIC} {ARABIC}", "i"),
    "The Honourable Company of Operators of Somewhat Unreliable but Much Loved Clusters Ltd",
)
STRAINED = (
    *("title", "name", "headline", "label", "location", "role", "experience", "skills", "summary"),
    *("certifications", "job_title", "expertise", "milestone", "metric", "activity", "goals"),
    *("company", "team_impact", "system", "purpose", "result", "setup", "editor"),
)
CURRENCIES = ("USD", "GBP", "EUR", "INR", "JPY")


def nothing(docs: Path) -> None:
    """Begin nothing."""


def half(docs: Path) -> None:
    """Do one document, begin one, leave the rest; and one page cannot be read."""
    shutil.copy(docs / "skills-assessment.md", docs / "skills-assessment-completed.md")
    shutil.copy(ROOT / "tests" / "portfolio" / "career-roadmap.md", docs)
    (docs / "role.md").write_text("---\ntitle: a: b\n---\n", encoding="utf-8")


def wrong(docs: Path) -> None:
    """Do all of it, with a mistake in each document."""
    for name, (find, put) in MISTAKES.items():
        text = (EXAMPLE / name).read_text(encoding="utf-8")
        if find not in text:
            raise ValueError(f"{name} of the example no longer says {find}")
        (docs / name).write_text(text.replace(find, put, 1), encoding="utf-8")


def strained(to: Path) -> None:
    """Write the example with long texts, short ones, some from right to left, and mixed pay."""
    shutil.copytree(EXAMPLE, to)
    currencies = itertools.cycle(CURRENCIES)

    def strain(value: Any, name: str) -> Any:
        if isinstance(value, dict):
            return {key: strain(item, key) for key, item in value.items()}
        if isinstance(value, list):
            return [strain(item, name) for item in value]
        if name == "currency":
            return next(currencies)
        return next(strains) if name in STRAINED else value

    for path in to.glob("*.md"):
        strains = itertools.cycle(STRAINS)
        read = source.read(path, to)
        body = f"{read.body}\n\n{LONG} {ARABIC}\n\n- {LONG}\n- {ARABIC}\n"
        post = frontmatter.Post(body, None, **strain(read.data, ""))
        path.write_text(frontmatter.dumps(post, sort_keys=False) + "\n", encoding="utf-8")


def a_class(folder: Path) -> Path:
    """Write what a class hands in: most are done, and some need a look."""
    command = [sys.executable, ROOT / "bench" / "portfolios.py", folder, "30"]
    subprocess.run(command, check=True)
    for learner, name in zip(sorted(folder.iterdir()), LONG_NAMES, strict=False):
        learner.rename(folder / name)
    (folder / "a-none").mkdir()
    shutil.copytree(EXAMPLE, folder / "b-example")
    shutil.copytree(folder / "learner-00009", folder / "c-copy")
    (folder / "d-templates").mkdir()
    for deliverable in exercise.load(DOCS)[0].deliverables:
        shutil.copy(DOCS / deliverable.template_file, folder / "d-templates" / deliverable.file)
    return folder
