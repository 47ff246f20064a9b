"""Make portfolios of realistic size, all different, the same ones in every run.

    python bench/portfolios.py FOLDER [COUNT]

Each is the worked example or the sample of the tests with other long words, numbers and dates;
every fifth lacks something.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (ROOT / "docs" / "example", ROOT / "tests" / "portfolio")
DELIVERABLES = (  # of Exercise 01: nothing else is measured
    "skills-assessment-completed.md",
    "learning-plan.md",
    "career-roadmap.md",
    "job-market-research.md",
)
TEMPLATES = [ROOT / "docs/skills-assessment.md", *(ROOT / "docs").glob("*-template.md")]
PAGES = [ROOT / "hooks/portfolio/ask/models.py", *TEMPLATES]
SYLLABLES = re.findall("[^ ]+", "ba dor im mel tan vik lun gar pes hon tra tis mon wel")
KEPT = {word for page in PAGES for word in re.findall("[a-z]+", page.read_text(encoding="utf-8"))}
WORD = re.compile(r"(?<![\w\-/.#])[a-z]{5,}(?![\w\-:/(])")


def make(folder: Path, count: int) -> list[Path]:
    """Write portfolios into a folder, and return where each is."""
    chance = random.Random(2026)
    texts = [{n: (s / n).read_text(encoding="utf-8") for n in DELIVERABLES} for s in SOURCES]
    made = []
    for number in range(count):
        home = folder / f"learner-{number:05}"
        home.mkdir(parents=True, exist_ok=True)
        words: dict[str, str] = {}
        for name, text in chance.choice(texts).items():
            (home / name).write_text(varied(text, words, chance, number), encoding="utf-8")
        if number % 5 == 4:
            damage(home, chance)
        made.append(home)
    return made


def varied(text: str, words: dict[str, str], chance: random.Random, number: int) -> str:
    """Return a text with other words; a word is replaced by the same one everywhere."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word in KEPT:
            return word
        if word not in words:
            syllables = chance.choices(SYLLABLES, k=max(2, len(word) // 3))
            words[word] = "".join(syllables) + str(len(words))
        return words[word]

    lines = [line if line.startswith("#") else WORD.sub(other, line) for line in text.split("\n")]
    return "\n".join(lines).replace("example.com", f"learner{number}.example.com")


def damage(home: Path, chance: random.Random) -> None:
    """Take something away, as a learner would leave it out."""
    path = chance.choice(sorted(home.glob("*.md")))
    text = path.read_text(encoding="utf-8")
    kind = chance.randrange(3)
    if kind == 0:
        path.unlink()
    elif kind == 1:
        path.write_text(re.sub(r"(?m)^(title): .*", r"\1:", text, count=1), encoding="utf-8")
    else:
        path.write_text(text[: text.rindex("\n## ")], encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
