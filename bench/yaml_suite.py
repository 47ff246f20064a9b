"""Compare how the checks and the forms read front matter, over the test suite of YAML.

    python bench/yaml_suite.py path/to/yaml-test-suite

The suite is https://github.com/yaml/yaml-test-suite; its folder `src` is read. Each document of it
is made the front matter of a page. Every difference is listed, with its reason.

Exit codes: 0 every difference has a reason here, 1 one has none, 2 cannot run.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from helpers.engine import engine  # noqa: E402 - it is found by the line above
from portfolio.read import source  # noqa: E402 - and so is this

if TYPE_CHECKING:
    from collections.abc import Iterator

# Why documents are read in two ways: libyaml reads for the checks, js-yaml for the forms.
REASONS = {
    "a directive, a tag or several documents: both refuse it, each for another of these": (
        "2LFX-0 2XXW-0 35KP-0 565N-0 5TYM-0 6LVF-0 B63P-0 BEC7-0 C4HZ-0 F2C7-0 H7J7-0 H7TQ-0 HWV9-0"
        " J7PZ-0 M7A3-0 MUS6-5 MUS6-6 QLJ7-0 QT73-0 UGM3-0 W4TN-0 Z67P-0 ZYU8-0 ZYU8-1 ZYU8-2"
        " ZYU8-3"
    ),
    "no fields at all: the checks say it, or tell what YAML stumbles over first": (
        "6BCT-0 CFD4-0 PW8X-0 R4YG-0 Y79Y-4 Y79Y-5 Y79Y-10 YJV2-0"
    ),
    "names of fields with ?, or over several lines: both refuse it, each at another line": (
        "2CMS-0 A2M4-0 M5DY-0"
    ),
    "two anchors in a row: the checks say it where the second one ends": "4JVG-0 SU74-0",
    "an anchor before the first name: js-yaml gives it to all the fields": "26DV-0 E76Z-0 ZH7C-0",
    "libyaml knows less of YAML: names alone, ? and : in braces": "4ABK-0 FRK4-0 652Z-0 DFF7-0",
    "libyaml knows less of YAML: how a text in lines is announced": "M5C3-0",
    "libyaml knows less of YAML: other characters in an anchor": "W5VH-0",
    "libyaml knows less of YAML: a tab after ? and :": "Y79Y-8 Y79Y-9",
    "libyaml is right, and js-yaml reads on behind ---": "9KBC-0",
    "libyaml reads a comment without a space before it": "X4QW-0",
    "a tab alone on a line, behind a space: only js-yaml sees it beside a text": "DK95-5",
    "a name of several lines: only the checks take spaces from its end": "5WE3-0",
}
SIGNS = {
    "␣": " ",
    "———»": "\t",
    "——»": "\t",
    "—»": "\t",
    "»": "\t",
    "↵": "",
    "←": "\r",
    "⇔": "\ufeff",
}
READ = """
async ([root, texts]) => {
  const file = await import(`${root}assets/javascripts/form/read/file.js`);
  await import(`${root}assets/javascripts/js-yaml.js`);
  const { messages } = await (await fetch(`${root}forms/exercise-01.json`)).json();
  const plain = value => value instanceof Map
    ? Object.fromEntries([...value].map(([key, each]) => [key, plain(each)]))
    : Array.isArray(value) ? value.map(plain) : value.trim();
  return texts.map(text => {
    try {
      return { data: plain(file.readFile(text, jsyaml, messages).fields) };
    } catch (error) {
      return error instanceof file.Refusal ? { line: error.line } : { crash: error.stack };
    }
  });
}
"""


def documents(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every document of the suite."""
    for path in sorted((folder / "src").glob("*.yaml")):
        tests = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        text = ""
        for number, test in enumerate(tests):
            text = test.get("yaml", text)
            for sign, meant in SIGNS.items():
                text = text.replace(sign, meant)
            whole = text.removesuffix("∎\n") if text.endswith("∎\n") else text
            yield f"{path.stem}-{number}", f"---\n{whole.rstrip(chr(10))}\n---\n"


def of_the_checks(text: str, folder: Path) -> dict[str, Any]:
    """Return what the checks read: the data, or the line at fault."""
    path = folder / "page.md"
    path.write_text(text, encoding="utf-8", newline="")
    page = source.read(path, folder)
    if page.problem:
        return {"line": page.problem.line}
    return {"data": page.data}


def main(argv: list[str]) -> int:
    """Run the comparison on the folder that is named."""
    if len(argv) != 1 or not (Path(argv[0]) / "src").is_dir():
        print(__doc__)
        return 2
    found = dict(documents(Path(argv[0])))
    with tempfile.TemporaryDirectory() as made, engine(Path(made) / "site") as running:
        of_forms = running.evaluate(READ, [running.root, list(found.values())])
        of_checks = [of_the_checks(text, Path(made)) for text in found.values()]
    kinds: Counter[str] = Counter()
    unexplained = 0
    for name, checks, form in zip(found, of_checks, of_forms, strict=True):
        kind = kind_of(checks, form)
        kinds[kind] += 1
        if kind.startswith("differ"):
            reason = next((why for why, names in REASONS.items() if name in names.split()), None)
            unexplained += reason is None
            print(f"{name}: {kind}: {reason or 'no reason is known'}")
            if reason is None:
                print(f"  checks {checks}\n  form   {form}\n  {found[name]!r}")
    print(f"{len(found)} documents: {', '.join(f'{n} {kind}' for kind, n in kinds.most_common())}")
    return 1 if unexplained else 0


def kind_of(checks: dict[str, Any], form: dict[str, Any]) -> str:
    """Return in a few words how the two readings compare."""
    if checks == form:
        return "read alike" if "data" in checks else "refused alike"
    if "data" in checks and "data" in form:
        return "differ: other data"
    if "crash" in form:
        return "differ: the form fails"
    if "data" not in checks and "data" not in form:
        return "differ: other line"
    return "differ: only the form reads it" if "data" in form else "differ: only the checks read it"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
