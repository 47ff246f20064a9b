"""The house rules that a test can keep."""

from __future__ import annotations

import ast
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from helpers.project import DOCS, ROOT
from portfolio.problems import wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRODUCT = ROOT / "hooks" / "portfolio"

FILES = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
).stdout.split("\n")
PYTHON = [ROOT / name for name in FILES if name.startswith(("hooks/", "scripts/"))
          and name.endswith(".py")]  # fmt: skip


def test_one_module_alone_knows_mkdocs() -> None:
    known = [
        path.name
        for path in PYTHON
        if re.search(r"^\s*(?:from|import) mkdocs", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert known == ["deliverables.py"]


def test_the_hook_is_thin() -> None:
    lines = (ROOT / "hooks" / "deliverables.py").read_text(encoding="utf-8").split("\n")

    assert len([line for line in lines if line.strip()]) < 225


ROOMS = ("", "read", "ask", "check", "publish", "report")  # "" is the ground that all stand on


def imported(path: Path) -> Iterator[str]:
    """Yield the rooms from which a module of the portfolio imports."""
    around = list(path.relative_to(PRODUCT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = [*around[: len(around) - node.level + 1], *(node.module or "").split(".")]
            for name in [alias.name for alias in node.names] if not node.module else [""]:
                first = next(filter(None, [*parts, name]), "")
                yield first if first in ROOMS else ""


@pytest.mark.parametrize("path", sorted(PRODUCT.rglob("*.py")), ids=lambda path: path.stem)
def test_a_room_uses_only_those_before_it(path: Path) -> None:
    room = path.relative_to(PRODUCT).parts[0] if path.parent != PRODUCT else ""
    may = set(ROOMS[: ROOMS.index(room) + 1]) - ({"publish"} if room == "report" else set())

    assert set(imported(path)) <= may


FORMS = ROOT / "overrides" / "assets" / "javascripts" / "form"
FORM_ROOMS = ("", "read", "ask", "check", "fill")
JSDOC = re.compile(r"/\*\*.*?\*/", re.DOTALL)  # it may name the types of a later room
ANY = re.compile(r"\{[^{}]*\bany\b[^{}]*\}")


@pytest.mark.parametrize("path", sorted(FORMS.rglob("*.js")), ids=lambda path: path.stem)
def test_a_room_of_the_forms_uses_only_those_before_it(path: Path) -> None:
    code = JSDOC.sub("", path.read_text(encoding="utf-8"))
    used = {(path.parent / name).resolve() for name in re.findall(r'from "(\.[^"]+)"', code)}
    room = path.relative_to(FORMS).parts[0] if path.parent != FORMS else ""
    last = len(FORM_ROOMS) if path.name == "main.js" else FORM_ROOMS.index(room) + 1
    rooms = {each.parent.name if each.parent != FORMS else "" for each in used}

    assert used or path.name in ("text.js", "dom.js", "keep.js")
    assert rooms <= set(FORM_ROOMS[:last])


def test_every_type_of_the_forms_says_something() -> None:
    """The rule `no-explicit-any` of deno reads TypeScript alone: this reads JSDoc."""
    for path in FORMS.parent.rglob("*.js"):
        types = "".join(JSDOC.findall(path.read_text(encoding="utf-8")))
        assert not ANY.search(types), path.name


OF_UNICODE = {("FULL_WIDTH", 0xFEE0)}  # no limit: how far its wide letters are from the narrow ones
TYPED_IN = {
    ".py": re.compile(r"^_?([A-Z][A-Z_]+)(?:: \w+)? = ([\d_.]+|0x[0-9A-F]+)\b", re.MULTILINE),
    ".js": re.compile(r"^(?:export )?const ([A-Z][A-Z_]+) = ([\d_.]+|0x[0-9a-f]+)\b", re.MULTILINE),
}


def typed(folder: Path, suffix: str) -> set[tuple[str, float]]:
    """Return the numbers with a name that stand in code, of the modules in a folder."""
    found = set[tuple[str, float]]()
    for path in folder.rglob(f"*{suffix}"):
        text = path.read_text(encoding="utf-8")
        found |= {(name, ast.literal_eval(each)) for name, each in TYPED_IN[suffix].findall(text)}
    return found


def test_no_limit_is_typed_in_both_languages() -> None:
    """It stands in limits.yml, from where both have it."""
    python = typed(PRODUCT, ".py")
    forms = typed(FORMS, ".js")

    assert python & forms == OF_UNICODE
    assert len(python) > 20
    assert len(forms) > 8


def test_every_message_is_used_and_none_is_missing() -> None:
    """A key is written out where it is raised, or is pydantic's own, or a trap."""
    code = "".join(path.read_text(encoding="utf-8") for path in PYTHON)
    of_pydantic = {"missing", "greater_than", "greater_than_equal", "less_than_equal"}

    for key, row in wording()["messages"].items():
        assert f'"{key}"' in code or key in of_pydantic or "trap" in row, key
        assert row["message"]
        assert row["hint"]


NAMED = re.compile(r"`((?:hooks|overrides|scripts|tests|bench)/[\w./-]+)`")


@pytest.mark.parametrize(
    "page",
    [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *sorted(DOCS.glob("*.md"))],
    ids=lambda page: page.name,
)
def test_a_file_that_a_page_names_is_there(page: Path) -> None:
    named = NAMED.findall(page.read_text(encoding="utf-8"))

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_no_host_of_a_registry_stands_in_a_file() -> None:
    hosts = re.compile("py" + r"pi\.org|python" + r"hosted|npm" + r"js\.|deb\.deb" + "ian")
    for name in filter(None, FILES):
        path = ROOT / name
        if path.suffix not in (".png", ".jpg", ".ico") and path.is_file():
            assert not hosts.search(path.read_text(encoding="utf-8")), name
