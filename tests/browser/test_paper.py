"""What comes out of a printer, sheet by sheet."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from looking import sites

PRINTED = {"print_background": True, "prefer_css_page_size": True}


def sheets(page: Any, paper: str = "A4") -> list[str]:
    """Return the text of each sheet that a page is printed on."""
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper, **PRINTED)))
    return [sheet.extract_text() for sheet in pdf.pages]


@pytest.mark.parametrize("name", ["skills-assessment-completed/", "learning-plan/", "404.html"])
def test_no_sheet_is_empty(look: Any, serve: str, name: str) -> None:
    """The page is shorter than a sheet, or begins with more problems than one holds."""
    assert all(sheet.split() for sheet in sheets(look(f"{serve}{name}")))


PIECES = ["glossary/", "one-model/", "postings/", "ladder/", "example/career-roadmap/"]


@pytest.mark.parametrize("name", PIECES)
def test_no_sheet_is_nearly_empty(look: Any, site: str, name: str) -> None:
    """What is kept in one piece leaves no more than half of a sheet white, but for the last."""
    page = look(f"{site}{name}")
    for paper in ("A4", "Letter"):
        words = [len(sheet.split()) for sheet in sheets(page, paper)]
        assert min(words[:-1]) > max(words) / 4, (paper, words)


@pytest.mark.parametrize("name", sites.forms())
def test_no_question_is_parted_from_its_box(look: Any, site: str, name: str) -> None:
    """The last line of a sheet is never the name of a group or of a check box."""
    page = look(f"{site}{name}")
    page.wait_for_selector(".form__bar")
    heads = page.locator(".form__label, .form__check label").all_text_contents()
    names = {" ".join(head.split()) for head in heads} - {""}
    last = [" ".join(sheet.strip().splitlines()[-1].split()) for sheet in sheets(page)]

    assert not names & set(last)


SIZES = "all => all.map(one => Number.parseFloat(getComputedStyle(one).fontSize))"


@pytest.mark.parametrize("name", ["career-roadmap", "learning-plan", "environment-report"])
def test_a_smaller_heading_is_printed_smaller(look: Any, public: str, name: str) -> None:
    page = look(public.replace("index", name))
    page.emulate_media(media="print")

    second, third = (page.eval_on_selector_all(f"main {each}", SIZES) for each in ("h2", "h3"))
    assert min(second) > max(third)
