"""The skills level by level, where people meet them: the matrix, two forms, the portfolio."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdf
from helpers.forms import ASSESSMENT, EXERCISE, PLAN, address, begins, download, load, opened
from helpers.project import DOCS
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MATRIX = EXERCISE.matrix
DOCKER = MATRIX["docker"].guide


def levels(page: Page, id_: str) -> Locator:
    return page.locator(f"#levels-{id_}")


def without_spaces(text: str) -> str:
    """A line of paper may end after any hyphen."""
    return "".join(text.split())


def test_the_matrix_unfolds_each_skill(look: Any, site: str) -> None:
    page = look(f"{site}skills/")

    assert page.locator("details.exercise-levels").count() == len(MATRIX)
    for id_, skill in MATRIX.items():
        box, guide = levels(page, id_), skill.guide
        assert not box.locator("dl").first.is_visible()
        box.locator("summary").click()
        text = box.inner_text()
        told = [*guide.ratings.values(), guide.weak, guide.strong, guide.practice, guide.result]
        assert [each for each in [skill.name, *told] if each not in text] == []
        links = box.locator("a[href]").evaluate_all("all => all.map(each => each.href)")
        assert links == [each.url for each in guide.resources if each.url]


def test_it_says_which_level_asks_for_a_rating(look: Any, site: str) -> None:
    page = look(f"{site}skills/")
    levels(page, "git").locator("summary").click()

    heads = levels(page, "git").locator("dt").all_inner_texts()
    assert [head.split(maxsplit=1)[1] for head in heads[:4]] == [
        "1 Basic",
        "2 Intermediate junior level",
        "3 Advanced mid/senior levels",
        "4 Expert",
    ]


def test_it_is_whole_on_paper(look: Any, site: str) -> None:
    page = look(f"{site}skills/")

    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = without_spaces(" ".join(sheet.extract_text() for sheet in sheets))
    for skill in MATRIX.values():
        for told in (*skill.guide.ratings.values(), skill.guide.strong, skill.guide.result):
            assert without_spaces(told) in text


def test_the_form_says_what_the_chosen_rating_takes(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT, width=390)
    group = page.get_by_role("group", name=begins("Docker"))
    meaning = group.locator(".form__meaning")
    assert meaning.inner_text() == ""

    for rating, text in DOCKER.ratings.items():
        group.locator(".form__choice").nth(rating).click()
        expect(meaning).to_have_text(f"{EXERCISE.scale[rating].name}: {text}")
    group.locator(".form__choice").first.click()
    expect(meaning).to_have_text(f"{EXERCISE.scale[0].name}: {EXERCISE.scale[0].meaning}")


def test_a_drafted_plan_offers_what_to_practice_and_to_learn_from(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT)
    load(page, DOCS / "example" / ASSESSMENT.file)
    page.goto(f"{site}{address(PLAN)}")
    page.get_by_role("button", name="Draft the plan from my priorities").click()
    guide = MATRIX["kubernetes"].guide
    gap = page.get_by_role("group", name=begins("Kubernetes"))
    for each in guide.resources:
        assert gap.get_by_role("button", name=f"+ {each.title}", exact=True).is_visible()

    week = page.locator("details.form__item", has=page.locator("summary", has_text="Week 1-4"))
    week.locator("summary").click()
    chips = week.locator(".form__chip")
    assert chips.all_inner_texts() == [f"+ {guide.goal}"]
    chips.click()
    assert week.locator("textarea").first.input_value() == guide.goal
    assert week.locator(".form__chip").count() == 0
    assert guide.practice[:40] in download(page).decode()


def test_a_week_without_a_skill_offers_those_of_the_plan(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    load(page, DOCS / "example" / PLAN.file)
    page.eval_on_selector_all("#form details", "all => all.forEach(one => one.open = true)")

    week = page.locator("details.form__item", has=page.locator("summary", has_text="Week 1 ·"))
    week.get_by_role("button", name="Add a goal").click()
    offered = set(week.locator(".form__chip").all_inner_texts())
    planned = ("kubernetes", "terraform", "git", "ml-frameworks", "docker", "cloud")
    assert offered == {f"+ {MATRIX[id_].guide.goal}" for id_ in planned}


def test_the_portfolio_says_what_a_rating_stands_for(look: Any, site: str) -> None:
    page = look(f"{site}example/skills-assessment-completed/", width=390)

    row = page.locator("tr", has=page.get_by_role("rowheader", name="Docker")).first
    told = row.locator("xpath=following-sibling::tr[1]").inner_text()
    assert told.startswith("Write a Dockerfile from a blank page")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
