"""Documents that lie under other names, in other folders, or in other formats."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers.project import DOCS, ROOT, TODAY
from portfolio.check import checks

if TYPE_CHECKING:
    from portfolio.ask import exercise
    from portfolio.check.answer import Answer

PLAN = "learning-plan.md"


def plan_of(folder: Path, exercise01: exercise.Exercise) -> Answer:
    answers = checks.check(exercise01, folder, TODAY).answers
    return next(answer for answer in answers if answer.deliverable.file == PLAN)


NAMES = [
    "learning-plan (1).md",
    "learning_plan.md",
    "career.md",
    "career-roadmap.md.md",
    "kim-learning-plan.md",
    "learning-plan .md",
    "Plan",
    "plan.txt",
    "Lernplan für Ämter.Md",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_known_by_its_id_under_any_name(
    name: str, portfolio: Path, exercise01: exercise.Exercise
) -> None:
    (portfolio / PLAN).rename(portfolio / name)

    answer = plan_of(portfolio, exercise01)

    (found,) = answer.problems
    assert (found.code, found.line) == ("missing-file", None)
    assert found.message == f"{PLAN} is not there, but {name} is"
    assert found.hint.startswith(f"rename {name} to {PLAN}")
    assert answer.misnamed


PLACES = [("docs", ".."), ("portfolio", "mine"), ("portfolio", "mine/docs"), ("work", "docs")]


@pytest.mark.parametrize(("home", "place"), PLACES)
def test_a_document_in_a_folder_beside_is_named(
    home: str, place: str, tmp_path: Path, exercise01: exercise.Exercise
) -> None:
    folder = Path(shutil.copytree(ROOT / "tests" / "portfolio", tmp_path / "here" / home))
    (folder / place).mkdir(exist_ok=True, parents=True)
    (folder / PLAN).rename(folder / place / PLAN)

    (found,) = plan_of(folder, exercise01).problems

    assert found.message == f"{PLAN} is not there, but {place}/{PLAN} is"
    assert found.hint.startswith(f"move {place}/{PLAN} to {PLAN}")


def test_the_folder_above_counts_only_for_docs(
    portfolio: Path, exercise01: exercise.Exercise
) -> None:
    (portfolio / PLAN).rename(portfolio.parent / PLAN)
    (found,) = plan_of(portfolio, exercise01).problems
    assert found.message == f"{PLAN} is not there yet"


def test_a_pdf_file_beside_documents_is_an_attachment(
    portfolio: Path, exercise01: exercise.Exercise
) -> None:
    (portfolio / PLAN).unlink()
    (portfolio / "certificate.pdf").write_bytes(b"%PDF")
    (found,) = plan_of(portfolio, exercise01).problems
    assert found.message == f"{PLAN} is not there yet"


NOT_MEANT = {
    "an untouched template": lambda home: shutil.copy(
        DOCS / "learning-plan-template.md", home / "mine.md"
    ),
    "the worked example": lambda home: shutil.copytree(DOCS / "example", home / "example"),
    "a page that shows how": lambda home: (home / "how.md").write_text(
        "# How\n\n```yaml\n---\ndeliverable: learning-plan\n---\n```\n", encoding="utf-8"
    ),
    "a picture": lambda home: (home / "a.png").write_bytes(b"---\ndeliverable: learning-plan\0"),
    "a hidden file": lambda home: (home / ".plan.md").write_text(
        "---\ndeliverable: learning-plan", encoding="utf-8"
    ),
}


@pytest.mark.parametrize("put", NOT_MEANT.values(), ids=NOT_MEANT)
def test_what_is_no_document_is_not_named(
    put: object, portfolio: Path, exercise01: exercise.Exercise
) -> None:
    (portfolio / PLAN).unlink()
    put(portfolio)  # type: ignore[operator]
    (found,) = plan_of(portfolio, exercise01).problems
    assert found.message == f"{PLAN} is not there yet"


def test_of_two_under_other_names_the_newest_is_named(
    portfolio: Path, exercise01: exercise.Exercise
) -> None:
    for name, day in (("a.md", 2_000_000), ("b.md", 3_000_000), ("c.md", 1_000_000)):
        shutil.copy(portfolio / PLAN, portfolio / name)
        os.utime(portfolio / name, (day, day))
    (portfolio / PLAN).unlink()
    (found,) = plan_of(portfolio, exercise01).problems
    assert found.message == f"{PLAN} is not there, but b.md is (the newest of 3)"
    assert found.hint.startswith(f"rename b.md to {PLAN}")


def test_beside_the_right_file_a_second_one_is_a_warning(
    portfolio: Path, exercise01: exercise.Exercise
) -> None:
    shutil.copy(portfolio / PLAN, portfolio / "learning-plan (1).md")
    answer = plan_of(portfolio, exercise01)
    assert answer.complete
    (found,) = answer.warnings
    assert found.path == portfolio / "learning-plan (1).md"
    assert (
        found.message == f"learning-plan (1).md is another copy of {PLAN}, and only {PLAN} counts"
    )


@pytest.mark.parametrize("ending", ["docx", "DOC", "odt", "pdf", "rtf", "pages", "html", "xlsx"])
def test_a_document_of_another_program_is_said_as_such(
    ending: str, portfolio: Path, exercise01: exercise.Exercise
) -> None:
    (portfolio / PLAN).unlink()
    (portfolio / f"Learning plan.{ending}").write_bytes(b"PK\x03\x04")
    answer = plan_of(portfolio, exercise01)
    (found,) = answer.problems
    assert found.message == f"{PLAN} is not there, but Learning plan.{ending} is"
    assert "Markdown" in found.hint
    assert answer.misnamed


def test_a_folder_of_documents_of_other_programs_is_said_as_such(
    tmp_path: Path, exercise01: exercise.Exercise
) -> None:
    for name in ("final version.docx", "cv.pdf"):
        (tmp_path / name).write_bytes(b"PK\x03\x04")
    for answer in checks.check(exercise01, tmp_path, TODAY).answers:
        (found,) = answer.problems
        assert found.message.endswith(" is not there, but cv.pdf and 1 other file are")
        assert "Markdown" in found.hint


def test_an_archive_is_to_be_unpacked(tmp_path: Path, exercise01: exercise.Exercise) -> None:
    (tmp_path / "submission.zip").write_bytes(b"PK")
    for answer in checks.check(exercise01, tmp_path, TODAY).answers:
        (found,) = answer.problems
        assert found.message.endswith(" is not there, but submission.zip is")
        assert found.hint.startswith("unpack submission.zip, and put ")
        assert answer.misnamed


def test_a_word_file_beside_docs_is_said(tmp_path: Path, exercise01: exercise.Exercise) -> None:
    shutil.copytree(ROOT / "tests" / "portfolio", tmp_path / "docs")
    (tmp_path / "docs" / PLAN).unlink()
    (tmp_path / "Learning plan.docx").write_bytes(b"PK")
    (found,) = plan_of(tmp_path / "docs", exercise01).problems
    assert found.message == f"{PLAN} is not there, but ../Learning plan.docx is"


def test_a_page_without_front_matter_is_known_by_its_name(
    portfolio: Path, exercise01: exercise.Exercise
) -> None:
    (portfolio / PLAN).unlink()
    (portfolio / "Learning Plan.md").write_text("# My plan\n\nI study.\n", encoding="utf-8")
    (found,) = plan_of(portfolio, exercise01).problems
    assert found.message == f"{PLAN} is not there, but Learning Plan.md is"
    assert found.hint.startswith(f"rename Learning Plan.md to {PLAN}")
