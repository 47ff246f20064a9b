"""The search of the site, by the words of real postings: the page that teaches one comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

RESULT = ".md-search-result__item a"
# Where no page has a section about a term, the glossary is right.
FIRST = {
    "model serving": "one-model",
    "autoscaling": "one-model",
    "model registry": "one-model",
    "data pipeline": "one-model",
    "batching": "one-model",
    "SLO": "running",
    "error budget": "running",
    "runbook": "running",
    "postmortem": "running",
    "incident response": "running",
    "drift": "running",
    "GPU": "running",
    "Kubernetes": "skills",
    "k8s": "skills",
    "Terraform": "skills",
    "PyTorch": "skills",
    "Prometheus": "skills",
    "system design": "skills",
    "stakeholders": "skills",
    "LLM inference": "role",
    "latency": "role",
    "throughput": "role",
    "MLOps": "role",
    "containerize": "levels",
    "salary": "levels",
    "remote work": "market",
    "data engineer": "postings",
    "SRE": "postings",
    "KCNA": "ladder",
    "certification": "ladder",
    "on-call rotation": "glossary",
    "rollback": "glossary",
    "build vs. buy": "glossary",
    "feature store": "glossary",
    "CI/CD": "glossary",
    "observability": "glossary",
    "infrastructure as code": "glossary",
    "cross-team": "glossary",
    # and what a learner asks about the documents
    "skills assessment": "skills-assessment",
    "learning plan": "learning-plan-template",
    "publish": "publish",
    "withheld": "how-to-fill-in",
    "front matter": "how-to-fill-in",
}


@pytest.fixture(scope="module")
def searched(browser: Browser, site: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(site)
    page.click("input[name=query]")
    yield page
    page.close()


@pytest.mark.parametrize(("term", "wanted"), FIRST.items())
def test_the_page_about_a_term_comes_first(
    term: str, wanted: str, searched: Page, site: str
) -> None:
    query, results = searched.locator("input[name=query]"), searched.locator(RESULT)
    for text, some in (("", 0), (term, 1)):
        query.fill(text)
        query.press("End")  # a search begins as a key comes up
        expect(results.nth(0)).to_have_count(some)

    first = results.first.evaluate("link => link.href")
    assert first.partition("?")[0] == f"{site}{wanted}/"


def test_a_skill_that_was_searched_for_is_unfolded(searched: Page, site: str) -> None:
    searched.goto(f"{site}?q=kubectl")
    link = searched.locator(f'{RESULT}[href*="#skill-kubernetes"]')
    searched.goto(link.evaluate("link => link.href"))

    assert searched.get_by_text("You deploy an application from a manifest").is_visible()


def test_the_dialog_has_a_name_in_words(searched: Page, site: str) -> None:
    searched.goto(site)

    assert searched.locator(".md-search").get_attribute("aria-label") == "Search"
