"""What no form says of a learner's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.project import DOCS
from helpers.quotes import is_discreet
from portfolio.ask import exercise

if TYPE_CHECKING:
    from pathlib import Path

EXERCISE = exercise.load(DOCS)[0]
PAGES = [*EXERCISE.deliverables, exercise.portfolio_page(DOCS)]


def test_no_form_tells_a_secret(look: Any, site: str, secretive: Path) -> None:
    """Beside their inputs the messages say what is wrong, and nothing of what stands there."""
    for deliverable in PAGES:
        page = look(f"{site}{deliverable.template_file.removesuffix('.md')}/")
        page.wait_for_selector(".form__bar")
        page.set_input_files("input[type=file]", secretive / "docs" / deliverable.file)
        page.wait_for_function("document.querySelector('.form__notices').textContent")
        page.wait_for_timeout(400)
        texts = page.locator(".form__problem, .form__notices").all_text_contents()
        assert texts
        is_discreet("\n".join(texts), named=set())
