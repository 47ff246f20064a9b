"""Secrets in every place, and the portfolios that hold them."""

from __future__ import annotations

import re

from helpers.project import ROOT

SAMPLE = ROOT / "tests" / "portfolio"


# --- every field, marked private, with a fault of every kind in it

MINE = re.compile(r"zqx|8675|20:53|53 ?p|terraforn|example terraform")


# --- all that is said, of a portfolio full of secrets

SECRETS: dict[str, list[tuple[str, str]]] = {
    "skills-assessment-completed.md": [
        ("private: [Gaps]", "private: [Gaps, ratings, evidence]"),
        ("  python: 3\n", "  python: zqx\n"),
        ("evidence:\n", "evidence:\n  zqx zqx: zqx\n"),
        ("## Strengths\n", "<!-- zqx\n##Strengths zqx\n-->\n"),
        ("I have never", "### Strengths of zqx\n\n##Strengths of zqx\n\nzqx. I have never"),
        (
            "## Priority areas\n",
            "## Priority areas <!-- zqx -->\n\n![zqx](https://zqx.example/zqx.png)\n",
        ),
    ],
    "learning-plan.md": [
        ("starts_on", "private: [schedule]\n# zqx: a: b\nstarts_on"),
        ("activity: Course videos and notes", "activity: @zqx: zqx  # zqx"),
    ],
    "career-roadmap.md": [
        ("    min: 52000\n", "    min: 8675k\n"),
        ("    currency: EUR\n", "    currency: zqx # zqx\n    zqx zqx: zqx\n"),
        ("## Action plan\n", "## Action plan <!-- zqx\n"),
        ("  level: mid\n", "  level: mid <!-- zqx -->\n"),
    ],
    "job-market-research.md": [
        ("deliverable: job", "private: ['postings[].company', 'postings[].url']\ndeliverable: job"),
        ("    url: https://example.com/jobs/101\n", "    url: zqx, see below\n"),
        ("  - company: Tulip Inference\n", "  - company: [zqx, zqx]\n"),
        ("  - company: Harbour Vision\n", "  - {zqx}\n  - company: Harbour Vision\n"),
        ("  - Kubernetes\n  - Python\n", "  - COBOL <!-- zqx -->\n  - Python\n"),
    ],
    "portfolio.md": [
        ("headline: ", "private: [headline, links]\nheadline: ['zqx', 'zqx'] # zqx "),
        ("    url: ", "    url: zqx and "),
    ],
}
EVERY = {  # what each of them must say, so that it is known to speak of them
    *("ratings.python", "evidence.…", "Priority areas", "learning-plan.md", "month_12.salary.min"),
    *("month_36.level", "postings[0].url", "postings[1].company"),
}


def is_discreet(told: str, *, named: set[str]) -> None:
    assert named <= {name for name in EVERY if name in told.replace("\\", "")}, told
    lines = [line for line in told.splitlines() if MINE.search(line)]
    assert not lines, "\n".join(lines)
