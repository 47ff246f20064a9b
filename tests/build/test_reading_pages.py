"""What the reading pages promise beyond their words: a drawing in words, sums that add up."""

from __future__ import annotations

import re
from datetime import datetime
from fractions import Fraction
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import frontmatter
import pytest
from helpers.project import DOCS

if TYPE_CHECKING:
    from portfolio.ask.exercise import Exercise

ENDS_IN = {  # the form that each page leads into
    "one-model": "skills-assessment",
    "running": "skills-assessment",
    "postings": "job-market-research-template",
    "ladder": "learning-plan-template",
}


def data(page: str) -> dict[str, Any]:
    return frontmatter.load(DOCS / f"{page}.md").metadata


def article(site: str, page: str) -> str:
    with urlopen(f"{site}{page}/") as answer:
        html = re.findall(r"<article.*</article>", answer.read().decode(), re.DOTALL)[0]
    return re.sub(r"</?abbr[^>]*>", "", html)  # a term of the field may have a tooltip


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("page", ENDS_IN)
def test_a_page_ends_in_a_question_that_leads_into_its_document(page: str, site: str) -> None:
    last = article(site, page).rpartition('<div class="admonition question">')[2]

    assert re.match(r'\s*<p class="admonition-title">[^<]+\?</p>', last)
    assert f'href="../{ENDS_IN[page]}/"' in last


def test_the_research_step_and_its_form_lead_to_the_titles(site: str) -> None:
    for page in ("steps", "job-market-research-template"):
        assert 'href="../postings/"' in article(site, page), page


def test_the_drawing_has_its_text(site: str) -> None:
    """For who cannot see it, the stages stand in its name, and in a list that leads to each."""
    html = article(site, "one-model")
    names = [stage["name"] for stage in data("one-model")["stages"]]
    drawing = re.search(r'<figure.*?<svg[^>]*role="img" aria-label="([^"]+)"', html, re.DOTALL)
    listed = re.findall(r'<li><a href="#([\w-]+)">([^<]+)</a>: \w', html)

    assert len(names) == 8
    assert drawing
    places = [drawing[1].find(f"{name} (") for name in names]
    assert -1 not in places
    assert places == sorted(places)
    assert [name for _, name in listed] == names
    for anchor, name in listed:
        assert re.search(rf'<h3 id="{anchor}">\d\. {name}<', html)


def test_the_sum_of_the_error_budget_adds_up(site: str) -> None:
    page, text = data("running"), words(article(site, "running"))
    slo, incident = page["slo"], page["incident"]
    bad = (100 - Fraction(str(slo["percent"]))) / 100
    budget = slo["requests_per_day"] * slo["days"] * bad
    each_minute = Fraction(slo["requests_per_day"], 24 * 60)
    failed = each_minute * incident["minutes"] * incident["percent"] / 100

    assert budget.denominator == failed.denominator == 1
    assert f"{int(budget):,} bad requests" in text
    assert f"{slo['days'] * 24 * 60 * bad} minutes" in text
    assert f"{int(failed):,} bad requests" in text
    assert text.count(f"about {round(100 * failed / budget)}%") == 2


def test_the_postmortem_lasts_as_long_as_it_says(site: str) -> None:
    text = words(article(site, "running"))
    times = [datetime.strptime(each, "%H:%M") for each in re.findall(r"\b\d\d:\d\d\b", text)]
    first, last, *timeline = times

    assert timeline == sorted(timeline)
    assert (timeline[0], timeline[-1]) == (first, last)
    assert (last - first).seconds == 60 * data("running")["incident"]["minutes"]
    assert "after seven minutes" in text
    assert (timeline[1] - first).seconds == 60 * 7
    assert "cost 25 minutes" in text
    assert (timeline[3] - timeline[2]).seconds == 60 * 25


def test_the_sum_of_a_gpu_request_adds_up(site: str) -> None:
    gpu, text = data("running")["gpu"], words(article(site, "running"))
    costs = []
    for busy in gpu["busy"]:
        per_hour = Fraction(gpu["capacity"]) * busy / 100 * 3600
        costs.append(1000 * Fraction(str(gpu["price"])) / per_hour)
        assert f"{int(per_hour):,}" in text
        assert f"${float(costs[-1]):.2f}" in text

    assert costs[0] == 2 * costs[1]  # "Twice as busy, half the price"


def test_the_sums_of_a_language_model_add_up(site: str) -> None:
    """What fits in memory is the batch of the table, which costs a twentieth."""
    llm, text = data("one-model")["llm"], words(article(site, "one-model"))
    weights = llm["parameters"] * llm["bytes"]
    of_a_request = Fraction(str(llm["kv_mb"])) * llm["tokens_in_flight"] / 1000
    batch = (llm["gpu_gb"] - weights) / of_a_request
    each = llm["batched"] / batch
    costs = [
        1000 * Fraction(llm["price"]) * llm["answer_tokens"] / (3600 * speed)
        for speed in (llm["alone"], llm["batched"])
    ]

    assert batch.denominator == 1
    assert f"= {weights} GB" in text
    assert f"= {batch} requests fit" in text
    assert f"{batch} in a batch" in text
    assert f"{llm['answer_tokens'] / each} seconds" in text
    assert costs[0] == 20 * costs[1]
    for cost in costs:
        assert f"${float(cost):.2f}" in text


def test_the_ladder_leads_to_the_junior_level(exercise01: Exercise, site: str) -> None:
    """Each rating is raised from where the last step left it, and none is missing at the top."""
    steps, text = data("ladder")["steps"], words(article(site, "ladder"))
    ratings = dict.fromkeys(exercise01.matrix, 0)
    for step in steps:
        for each in step["raises"]:
            assert each["from"] == ratings[each["skill"]], step["title"]
            ratings[each["skill"]] = each["to"]

    assert len(steps) == 8
    assert f"about {sum(step['hours'] for step in steps)} hours" in text
    for skill in exercise01.matrix.values():
        assert ratings[skill.id] >= skill.levels.get("junior", 0), skill.id


def test_every_skill_is_one_of_the_matrix(exercise01: Exercise) -> None:
    named = [row.get("skills", []) for row in data("one-model")["stages"]]
    named += [row.get("skills", []) for row in data("postings")["posting"]]

    assert len(named) > 20
    assert {skill for row in named for skill in row} <= set(exercise01.matrix)
