"""What people read is American English, without the turns of phrase that sound translated."""

from __future__ import annotations

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
    re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE): better
    for group in ("spelling", "habits")
    for pattern, better in WORDS[group].items()
}
READ = (  # what people read: pages and templates, messages, and the words of the forms
    *("[A-Z]*.md", "docs/*.md", ".github/*.md", "overrides/*.html", "overrides/*.md"),
    *("hooks/*/messages.yml", "hooks/*/examples.yml", "hooks/*/limits.yml", "hooks/*/ticks.yml"),
    "overrides/assets/javascripts/form/*.js",
)
CODE = re.compile(  # and what postings write, in any spelling
    r"^ *(```+).*?^ *\1`*$|`[^`\n]*`|https?://\S+|^ *aliases: .*?$", re.DOTALL | re.MULTILINE
)
TAG = re.compile(r"\{#.*?#\}|\{[{%].*?[}%]\}|<style.*?</style>|<[^>]*>", re.DOTALL)
STRING = re.compile(r'"(?:[^"\\]|\\.)* (?:[^"\\]|\\.)*"|`[^`]* [^`]*`')  # of more than a word


KEY = re.compile(r"^ *[\w-]+(?=:)", re.MULTILINE)  # a name in the code, of a row


class Found(NamedTuple):
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


@cache
def found_in(name: str) -> list[Found]:
    text = (ROOT / name).read_text(encoding="utf-8")
    for words in WORDS["kept"]:
        text = text.replace(words, "")
    if name.endswith(".js"):
        text = "\n".join(" ".join(STRING.findall(line)) for line in text.split("\n"))
    elif name.endswith(".html"):
        text = blanked(text, TAG)
    elif name.endswith(".yml"):
        text = blanked(text, KEY)
    else:
        text = blanked(text, CODE)
    return list(said(name, text))


def said(name: str, text: str) -> Iterator[Found]:
    for pattern, better in PATTERNS.items():
        for words in pattern.finditer(text):
            line = text.count("\n", 0, words.start()) + 1
            yield Found(name, line, words[0], better)


def excepted(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in WORDS["exceptions"])


@pytest.mark.parametrize("name", [name for name in files() if not excepted(name)])
def test_a_file_is_written_as_the_project_writes(name: str) -> None:
    assert found_in(name) == []


@pytest.mark.parametrize("pattern", WORDS["exceptions"])
def test_an_exception_is_still_needed(pattern: str) -> None:
    assert any(found_in(name) for name in files() if fnmatch(name, pattern))


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
