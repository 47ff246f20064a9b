"""How long the checks take, as ratios against named baselines in one run.

    python bench/ratios.py [RUNS]

1. The script on the worked example, start to finish, against the bare imports of what it stands
   on. The goal is at most 1.5. (`import pydantic` alone loads next to nothing of pydantic: the
   baseline imports what the checks use of it and makes one model of one field. The ratio to the
   plain imports is printed too.)
2. The hook in `mkdocs build`, as shares of the whole build: checking (reading and checking every
   learner's page; the goal is at most 5 %), drawing the pages, searching them for what is
   private, and its imports.
Every figure is the median of the runs; the two sides of a ratio take turns.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAIN = "import yaml, pydantic, frontmatter, markdown_it"
USED = """
import argparse, difflib, json, xml.etree.ElementTree, yaml, markdown_it
from pydantic import BaseModel, Field, AfterValidator, create_model
class Model(BaseModel): field: int
"""
SCRIPT = [str(ROOT / "scripts" / "validate_exercise01.py"), str(ROOT / "docs" / "example")]
CACHED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
BUILD = """
import sys, time
from mkdocs.commands.build import build
from mkdocs.config import load_config
import mkdocs.config.config_options as options
spent = {"import": 0.0, "check": 0.0, "draw": 0.0, "search": 0.0}
kinds = {"config": "check", "post_build": "search"}

load_hook = options.Hooks._load_hook
def timed_load(self, name, path):
    start = time.perf_counter()
    try:
        return load_hook.__wrapped__(self, name, path)
    finally:
        spent["import"] += time.perf_counter() - start
options.Hooks._load_hook = timed_load

config = load_config(sys.argv[1], site_dir=sys.argv[2])
for event, methods in config.plugins.events.items():
    for index, method in enumerate(methods):
        if str(getattr(method, "__module__", "")).endswith("deliverables.py"):
            def timed(*arguments, method=method, kind=kinds.get(event, "draw"), **words):
                start = time.perf_counter()
                try:
                    return method(*arguments, **words)
                finally:
                    spent[kind] += time.perf_counter() - start
            methods[index] = timed
build(config)
print(*spent.values())
"""


def seconds(*command: str) -> float:
    """Return how long a command takes, start to finish."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, env=CACHED)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Measure and print."""
    for command in (SCRIPT, ["-c", USED], ["-c", PLAIN]):
        seconds(*command)  # compiles what is not compiled yet
    turns = [(seconds(*SCRIPT), seconds("-c", USED), seconds("-c", PLAIN)) for _ in range(runs)]
    script, used, plain = (statistics.median(each) for each in zip(*turns, strict=True))
    print(
        f"script on the example {script:.3f} s; what it imports {used:.3f} s, ratio"
        f" {statistics.median(a / b for a, b, _ in turns):.2f}; plain imports {plain:.3f} s, ratio"
        f" {statistics.median(a / c for a, _, c in turns):.2f}"
    )

    environment = CACHED | {"REQUIRE_DELIVERABLES": "false", "NO_MKDOCS_2_WARNING": "1"}
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(runs + 1):
            command = [sys.executable, "-c", BUILD, str(ROOT / "mkdocs.yml"), f"{folder}/{number}"]
            start = time.perf_counter()
            ran = subprocess.run(command, check=True, capture_output=True, env=environment)
            whole = time.perf_counter() - start
            found.append([whole, *(float(figure) for figure in ran.stdout.split()[-4:])])
    names = ("importing", "checking", "drawing", "searching")
    shares = [statistics.median(row[i + 1] / row[0] for row in found[1:]) for i in range(4)]
    told = ", ".join(f"{name} {share:.1%}" for name, share in zip(names, shares, strict=True))
    print(f"mkdocs build {statistics.median(row[0] for row in found[1:]):.3f} s: {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
