"""How long the checks take, as ratios against named baselines, side by side in one run.

    python bench/ratios.py [RUNS]

The limits are what was measured on two processors in November 2026, and a little more.

1. The script on the worked example, start to finish, against the bare imports of what it stands
   on: at most 1.7, a quarter of a second. What it adds is mostly its models, its messages and the
   patterns it needs. (`import pydantic` alone loads next to nothing of pydantic: the
   baseline imports what the checks use of it and makes one model of one field. The ratio to the
   plain imports is printed too.)
2. The hook in `mkdocs build`, as shares of the whole build: checking (reading and checking every
   learner's page; at most 5 %), drawing the pages (at most 20 %), searching them for what is
   private, and its imports (with the checking at most 15 %). Once on the worked example, and once
   on a portfolio with 40 postings and 52 weeks.
3. A class of 1,000 in one process: processor time, against a program that only reads the files
   and parses their YAML with libyaml's safe loader (at most 3.3, or 7 ms a portfolio; a quarter of
   that compares documents and looks for what is private), and against check-jsonschema on the same
   front matter with the published schemas (at least 5 times slower). On two processors at least
   1.7 times faster, by the clock.
4. The memory of a class of 1,000 (at most 60 MiB) and of 10,000 (at most 150 MiB).
Every figure is the median of the runs; the two sides of a ratio take turns.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portfolios import make

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


YAML = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*/*.md")):
    yaml.load(path.read_text(encoding="utf-8").split("---\\n", 2)[1], Loader=yaml.CSafeLoader)
"""
PEAK = """
import resource, sys
sys.path.insert(0, sys.argv.pop(1))
from validate import main
main(exercise_id="exercise-01")
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""


def seconds(*command: str) -> float:
    """Return how long a command takes, start to finish, by the clock."""
    start = time.perf_counter()
    ran(*command)
    return time.perf_counter() - start


def processor(*command: str) -> float:
    """Return how long a command keeps processors busy."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran(*command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ran(*command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a Python command. A portfolio that lacks something makes it exit with 1."""
    done = subprocess.run([sys.executable, *command], check=False, capture_output=True, env=CACHED)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    return done


def main(runs: int) -> None:
    """Measure and print."""
    script(runs)
    hook("the worked example", ROOT / "docs" / "example", runs)
    with tempfile.TemporaryDirectory() as name:
        hook("40 postings and 52 weeks", large(Path(name) / "large"), runs)
    with tempfile.TemporaryDirectory() as name:
        course(Path(name), max(1, runs // 3))


def script(runs: int) -> None:
    """One portfolio, from the shell."""
    for command in (SCRIPT, ["-c", USED], ["-c", PLAIN]):
        seconds(*command)  # compiles what is not compiled yet
    turns = [(seconds(*SCRIPT), seconds("-c", USED), seconds("-c", PLAIN)) for _ in range(runs)]
    whole, used, plain = (statistics.median(each) for each in zip(*turns, strict=True))
    print(
        f"script on the example {whole:.3f} s; what it imports {used:.3f} s, ratio"
        f" {statistics.median(a / b for a, b, _ in turns):.2f}; plain imports {plain:.3f} s, ratio"
        f" {statistics.median(a / c for a, _, c in turns):.2f}"
    )


def hook(name: str, portfolio: Path, runs: int) -> None:
    """One build of the site, with what the hook takes of it."""
    environment = CACHED | {"PORTFOLIO_DIR": str(portfolio), "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"REQUIRE_DELIVERABLES": "false"}
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(runs + 1):
            command = [sys.executable, "-c", BUILD, str(ROOT / "mkdocs.yml"), f"{folder}/{number}"]
            start = time.perf_counter()
            done = subprocess.run(command, check=True, capture_output=True, env=environment)
            whole = time.perf_counter() - start
            found.append([whole, *(float(figure) for figure in done.stdout.split()[-4:])])
    names = ("importing", "checking", "drawing", "searching")
    shares = [statistics.median(row[i + 1] / row[0] for row in found[1:]) for i in range(4)]
    told = ", ".join(f"{name} {share:.1%}" for name, share in zip(names, shares, strict=True))
    print(f"mkdocs build, {name}, {statistics.median(row[0] for row in found[1:]):.3f} s: {told}")


def large(folder: Path) -> Path:
    """Write the worked example with many more postings and weeks."""
    shutil.copytree(ROOT / "docs" / "example", folder)
    plan, market = folder / "learning-plan.md", folder / "job-market-research.md"
    weeks = "".join(f"  - week: {n}\n    goals: [Reach step {n}]\n" for n in range(1, 53))
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"(?m)^weeks:\n(?: .*\n)+", f"weeks:\n{weeks}", text), encoding="utf-8")
    more = "".join(
        f"  - company: Example Works {n}\n    title: Platform Engineer\n"
        f"    url: https://example.com/more/{n}\n    requirements: [Kubernetes, Python, Linux]\n"
        for n in range(28)
    )
    text = market.read_text(encoding="utf-8")
    market.write_text(text.replace("postings:\n", f"postings:\n{more}", 1), encoding="utf-8")
    return folder


def course(folder: Path, runs: int) -> None:
    """A class, against only reading its YAML, and against a general validator."""
    small, big = folder / "small", folder / "big"
    make(small, 1000)
    fronts = front_matter(small, folder / "yaml")
    checks = [str(ROOT / "scripts" / "validate_exercise01.py"), "--class", str(small), "--jobs"]
    turns = []
    for _ in range(runs):
        ours, theirs = processor(*checks, "1"), processor("-c", YAML, str(small))
        general = sum(
            processor("-m", "check_jsonschema", "--schemafile", str(schema), *map(str, files))
            for schema, files in fronts.items()
        )
        one, two = seconds(*checks, "1"), seconds(*checks, "2")
        turns.append((ours, theirs, general, one, two))
    ours, theirs, general, one, two = (statistics.median(each) for each in zip(*turns, strict=True))
    print(
        f"1,000 portfolios {ours:.2f} s of one processor; reading their YAML alone {theirs:.2f} s,"
        f" ratio {statistics.median(t[0] / t[1] for t in turns):.2f}; check-jsonschema"
        f" {general:.2f} s, {general / ours:.1f} times as long; by the clock {one:.2f} s, in two"
        f" processes {two:.2f} s, {one / two:.2f} times faster"
    )
    make(big, 10_000)
    peaks = []
    for each in (small, big):
        command = ["-c", PEAK, str(ROOT / "scripts"), "--class", str(each), "--jobs", "1"]
        peaks.append(int(ran(*command).stderr.split()[-1]) / 1024)
    print(f"memory: {peaks[0]:.0f} MiB for 1,000 portfolios, {peaks[1]:.0f} MiB for 10,000")


def front_matter(portfolios: Path, folder: Path) -> dict[Path, list[Path]]:
    """Write the front matter of a class as YAML files; return them by their schemas."""
    known = {"skills-assessment-completed": "skills-assessment"}
    found: dict[Path, list[Path]] = {}
    folder.mkdir()
    for path in sorted(portfolios.glob("*/*.md")):
        target = folder / f"{path.parent.name}-{path.stem}.yaml"
        target.write_text(path.read_text(encoding="utf-8").split("---\n", 2)[1], encoding="utf-8")
        schema = ROOT / "docs" / "schemas" / f"{known.get(path.stem, path.stem)}.json"
        found.setdefault(schema, []).append(target)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
