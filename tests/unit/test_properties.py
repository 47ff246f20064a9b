"""Damaged files: never an error, and never complete with a required field unfilled."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

import pytest
from helpers.project import DOCS, ROOT, TODAY
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from portfolio import problems
from portfolio.ask import exercise, models
from portfolio.check import checks, privacy
from portfolio.publish import prose
from portfolio.read.sections import read_body

EXERCISE = exercise.load(DOCS)[0]
FILES = {
    a.file: (ROOT / "tests" / "portfolio" / a.file).read_bytes() for a in EXERCISE.deliverables
}
BITS = [
    *(
        b"---",
        b"\n",
        b"\t",
        b"  ",
        b": ",
        b"- ",
        b"[",
        b"]",
        b"{",
        b"}",
        b"{{",
        b"&a ",
        b"*a",
        b"!!x ",
    ),
    *(
        b"'",
        b'"',
        b"|",
        b">",
        b"#",
        b"## ",
        b"```",
        b"<!--",
        b"-->",
        b"<div>",
        b"\r",
        b"\r\n",
        b"\0",
    ),
    *(
        "\ufeff".encode(),
        "\u2028".encode(),
        "\u00a0".encode(),
        "“".encode(),
        b"\xff",
        b"\xed\xa0\x80",
    ),
    *(b"?", b"<<: ", b"%", b"@", b"`", b"\\", b"...", b"private: [ratings]\n", b"deliverable: x\n"),
]
damage = st.lists(
    st.tuples(
        st.integers(0, 4000), st.integers(0, 30), st.sampled_from(BITS) | st.binary(max_size=6)
    ),
    max_size=8,
)
quick = settings(deadline=2000, suppress_health_check=[HealthCheck.too_slow], max_examples=150)


def checked(name: str, data: bytes) -> checks.Portfolio:
    with tempfile.TemporaryDirectory() as folder:
        for each, content in FILES.items():
            Path(folder, each).write_bytes(data if each == name else content)
        return checks.check(EXERCISE, Path(folder), TODAY)


@quick
@given(st.sampled_from(list(FILES)), damage)
@example("learning-plan.md", [(0, 4000, b"")])
@example("learning-plan.md", [(0, 0, b"[" * 30000)])
@example("learning-plan.md", [(4, 0, b"a: " + b"{a: " * 30000)])
@example("career-roadmap.md", [(2000, 0, b"- " * 5000)])
def test_no_damage_makes_an_error(name: str, cuts: list[tuple[int, int, bytes]]) -> None:
    """Whatever the bytes: problems with a message and a hint, each on a line of the file."""
    data = FILES[name]
    for at, length, put in cuts:
        data = data[:at] + put + data[at + length :]

    found = checked(name, data).problems

    for problem in found:
        assert problem.message
        assert problem.hint
        assert "\n" not in problem.message + problem.hint
        assert (
            problem.line is None or 1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1
        )


def required_leaves() -> list[tuple[str, str]]:
    """Every line of the small portfolio that fills a required field by itself."""
    found = []
    optional = {*models.PageFields.model_fields, "publish"}
    for deliverable in EXERCISE.deliverables:
        source = checks.check(EXERCISE, ROOT / "tests" / "portfolio", TODAY)
        answer = next(a for a in source.answers if a.deliverable is deliverable)
        lines = answer.source.text.split("\n")
        for loc, text in privacy.leaves(answer.source.data):
            line = lines[answer.source.line(loc) - 1]
            known = deliverable.template.comment(problems.field_pattern(loc))
            if line.endswith(f": {text}") and "optional" not in known and loc[0] not in optional:
                found.append((deliverable.file, line))
    return [pair for pair in found if FILES[pair[0]].decode().count(pair[1] + "\n") == 1]


LEAVES = required_leaves()


@quick
@given(
    st.sampled_from(LEAVES),
    st.sampled_from(["", "TODO", "...", "<write here>", "[name]", '"  "', "~", "{name}", "tbd."]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.text("# \n*-_`>abc", max_size=40),
)
def test_an_unfilled_required_field_is_never_complete(
    leaf: tuple[str, str], placeholder: str, newline: str, bom: bool, tail: str
) -> None:
    name, line = leaf
    key = line.partition(": ")[0]
    text = FILES[name].decode().replace(f"{line}\n", f"{key}: {placeholder}\n") + tail
    data = text.replace("\n", newline).encode("utf-8-sig" if bom else "utf-8")

    assert not checked(name, data).complete


@pytest.mark.skipif(sys.platform == "win32", reason="not everybody may make links there")
def test_what_a_case_in_data_cannot_say_about_files(portfolio: Path, tmp_path: Path) -> None:
    """A link inside the folder is fine; one that leaves it is not, nor is a file over 1 MiB."""
    plan = portfolio / "learning-plan.md"
    text = plan.read_bytes()
    plan.rename(portfolio / "plan-of-mine.md")
    plan.symlink_to("plan-of-mine.md")
    assert checks.check(EXERCISE, portfolio, TODAY).complete

    outside = tmp_path / "outside.md"
    outside.write_bytes(text)
    plan.unlink()
    plan.symlink_to(outside)
    (problem,) = checks.check(EXERCISE, portfolio, TODAY).problems
    assert (problem.code, problem.line) == ("unreadable", None)
    assert "outside the folder" in problem.message

    plan.unlink()
    plan.write_bytes(text + b"a" * (1024 * 1024))
    (problem,) = checks.check(EXERCISE, portfolio, TODAY).problems
    assert (problem.code, problem.line) == ("unreadable", None)
    assert "1 MiB" in problem.message


def test_there_are_leaves_to_blank() -> None:
    assert len(LEAVES) > 30
    assert {name for name, _ in LEAVES} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_file_cut_off_at_any_line_is_incomplete(name: str) -> None:
    lines = FILES[name].splitlines(keepends=True)
    for end in range(len(lines) - 2):
        assert not checked(name, b"".join(lines[:end])).complete


@pytest.mark.parametrize(
    "bits", ["[", "![", "<!--", "a <!-- ", "*a ", "`` ` ", "<a ", "> ", "[^1]"]
)
def test_no_megabyte_of_marks_takes_long(bits: str) -> None:
    """Neither checking nor drawing: what grows with the square of a length is bounded."""
    body = bits * (1_000_000 // len(bits))
    start = time.process_time()

    checked("learning-plan.md", FILES["learning-plan.md"] + b"\n## More\n\n" + body.encode())
    prose.render(read_body(body, 1).parts, lambda _: None, set())

    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    ("name", "find", "put"),
    [
        ("learning-plan.md", "https://example.com/networks", "https://" + "a" * 300_000 + "@"),
        ("job-market-research.md", "  - Terraform\n", "  - " + "a" * 300_000 + "\n"),
        ("skills-assessment-completed.md", "## Strengths", "## a" + "_" * 300_000 + "a"),
        ("skills-assessment-completed.md", "## Gaps", "<a b=" + " " * 300_000 + "x\n## Gaps"),
        ("career-roadmap.md", "private: [month_12.salary]", "private:" + " " * 300_000 + "}"),
        ("career-roadmap.md", "private: [month_12.salary]", "b: ]" + " - [" * 50_000 + "] x"),
    ],
    ids=["url", "requirement", "heading", "tag", "spaces", "brackets"],
)
def test_no_long_value_takes_long(name: str, find: str, put: str) -> None:
    data = FILES[name].replace(find.encode(), put.encode())
    assert data != FILES[name]
    start = time.process_time()

    checked(name, data)

    assert time.process_time() - start < 3


def test_a_list_that_is_too_short_says_how_many_more(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    path = tmp_path / "skills-assessment-completed.md"
    text = path.read_text(encoding="utf-8")
    fewer = re.sub(r"(priorities:\n  - .*\n)(?:  - .*\n)+", r"\1", text)
    path.write_text(fewer, encoding="utf-8")
    (found,) = checks.check(EXERCISE, tmp_path, TODAY).answers[0].problems
    assert found.message == "1 listed, at least 3 needed"
    assert found.hint.startswith("add 2 more, so that there are at least 3; ")


def test_blanks_around_a_value_are_no_part_of_it(tmp_path: Path) -> None:
    """Fields are compared across files, and shown, without them."""
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    path = tmp_path / "learning-plan.md"
    path.write_text(
        re.sub(r"skill: ([\w-]+)", r'skill: "  \1 "', path.read_text("utf-8")), encoding="utf-8"
    )
    found = checks.check(EXERCISE, tmp_path, TODAY)
    assert found.problems == []
    (plan,) = (each for each in found.answers if each.source.path == path)
    assert [gap["skill"] for gap in plan.valid["gaps"]]
    assert all(gap["skill"] == gap["skill"].strip() for gap in plan.valid["gaps"])
