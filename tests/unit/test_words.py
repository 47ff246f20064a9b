"""What people read is American English, without the turns of phrase that sound translated."""

from __future__ import annotations

import ast
import re
import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from helpers.project import ROOT
from portfolio.data import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = read_data(Path(__file__).with_name("words.yml"))
PATTERNS = {
    group: {
        re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE): better
        for pattern, better in WORDS[group].items()
    }
    for group in ("spelling", "habits")
}
READ = (  # what people read: pages and templates, messages, and the words of the forms
    *("[A-Z]*.md", "docs/*.md", ".github/*.md", "overrides/*.html", "overrides/*.md"),
    *("hooks/*/messages.yml", "hooks/*/examples.yml", "hooks/*/limits.yml", "hooks/*/ticks.yml"),
    "overrides/assets/javascripts/form/*.js",
    *("hooks/*.py", "scripts/*.py", "hooks/*.jinja", ".github/ISSUE_TEMPLATE/*.yml", "mkdocs.yml"),
)
CODE = re.compile(  # and what postings write, in any spelling
    r"^ *(```+).*?^ *\1`*$|`[^`\n]*`|https?://\S+|^ *aliases: .*?$", re.DOTALL | re.MULTILINE
)
TAG = re.compile(r"\{#.*?#\}|\{[{%].*?[}%]\}|<style.*?</style>|<[^>]*>", re.DOTALL)
STRING = re.compile(r'"(?:[^"\\]|\\.)*"|`[^`]*`')
VALUE = re.compile(r"\$\{[^}]*\}")  # code within a text of JavaScript
KEY = re.compile(r"^ *[\w-]+(?=:)|(?:^| )#.*$", re.MULTILINE)  # the name of a row, and comments


class Found(NamedTuple):
    group: str
    file: str
    line: int
    words: str
    better: str


def files() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return [name for name in ran.stdout.splitlines() if any(fnmatch(name, each) for each in READ)]


def blanked(text: str, what: re.Pattern[str]) -> str:
    """Return a text with what nobody reads replaced by as many lines."""
    return what.sub(lambda found: "\n" * found[0].count("\n"), text)


def strings(line: str) -> list[str]:
    """Return the texts in a line of JavaScript that are more than a name in the code."""
    return [VALUE.sub("", text) for text in STRING.findall(line) if " " in text]


def in_python(code: str) -> str:
    """Return the texts in a module of Python at their lines, without what documents the code."""
    tree, lines = ast.parse(code), [""] * (code.count("\n") + 1)
    nodes = list(ast.walk(tree))
    documents = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if not isinstance(node, ast.Constant) or id(node) in documents:
            continue
        if isinstance(node.value, str) and " " in node.value:
            lines[node.lineno - 1] += f" {' '.join(node.value.split())}"
    return "\n".join(lines)


@cache
def found_in(name: str) -> list[Found]:
    text = (ROOT / name).read_text(encoding="utf-8")
    for words in WORDS["kept"]:
        text = text.replace(words, "")
    if name.endswith(".js"):
        text = "\n".join(" ".join(strings(line)) for line in text.split("\n"))
    elif name.endswith(".py"):
        text = in_python(text)
    elif name.endswith((".html", ".jinja")):
        text = blanked(text, TAG)
    elif name.endswith(".yml"):
        text = blanked(text, KEY)
    else:
        text = blanked(text, CODE)
    return list(said(name, text))


def said(name: str, text: str) -> Iterator[Found]:
    for group, patterns in PATTERNS.items():
        for pattern, better in patterns.items():
            for words in pattern.finditer(text):
                line = text.count("\n", 0, words.start()) + 1
                yield Found(group, name, line, words[0], better)


@pytest.mark.parametrize("name", files())
def test_a_file_is_written_as_the_project_writes(name: str) -> None:
    is_british = any(fnmatch(name, pattern) for pattern in WORDS["british"])

    assert [each for each in found_in(name) if each.group == "habits" or not is_british] == []


@pytest.mark.parametrize("pattern", WORDS["british"])
def test_what_is_spelled_otherwise_still_is(pattern: str) -> None:
    found = [each for name in files() if fnmatch(name, pattern) for each in found_in(name)]

    assert any(each.group == "spelling" for each in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Somebody has to mend the colour.", ["colour", "mend", "Somebody"]),
        ("This is no list.", ["is no"]),
        ("There is no list, and it is no longer needed.", []),
        ("It stands in the file; you know where you stand.", ["stands in"]),
        ("Prioritise, optimize and practise.", ["practise", "Prioritise"]),
    ],
)
def test_words_are_found_in_a_sentence(text: str, words: list[str]) -> None:
    assert [found.words for found in said("a page", text)] == words


def test_code_and_addresses_are_not_read() -> None:
    text = "Run `mend`, see https://example.com/colour\n\n```\nanew\n```\n\nThen mend it.\n"

    assert [found.line for found in said("a page", blanked(text, CODE))] == [7]
