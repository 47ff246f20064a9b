"""What people see, in a real Chromium: the site for readers, and a learner's `mkdocs serve`."""

from __future__ import annotations

import re
import shutil
from itertools import cycle
from typing import TYPE_CHECKING

import frontmatter
import pytest
from helpers.browser import PUBLIC, publish
from helpers.project import DOCS
from helpers.server import served
from looking.sound import faults
from portfolio.read import source
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

SCREENS = [("light", 390), ("dark", 1280), ("dark", 390), ("light", 1280)]


def in_turn(look, pages: Iterable[str]) -> Iterator[Page]:
    """Open each page on one screen, and the next page on the next screen."""
    for address, (scheme, width) in zip(pages, cycle(SCREENS)):
        yield look(address, scheme, width)


def test_the_public_edition_opens_from_a_folder(look, published: Path) -> None:
    """Without a server, styles and links work all the same."""
    page = look((published / "index.html").as_uri())

    assert page.evaluate("getComputedStyle(document.querySelector('.hero')).display") == "grid"
    page.click("text=The whole plan, week by week")
    assert page.url.endswith("/learning-plan.html")
    assert page.inner_text("h1") == "Nuala Kershaw's learning plan"
    assert not page.errors


def test_the_first_screen_of_a_phone_says_what_matters(look, public: str) -> None:
    """Who, aiming for what, best at what with proof, learning what, assessed when, and links."""
    page = look(public, width=390)
    for text in (
        *("Nuala Kershaw", "Junior AI Infrastructure Engineer", "West Yorkshire", "Code"),
        *("Monitoring", "I redesigned the alarm rules", "Python", "Docker"),
        *("Kubernetes, Terraform, Git", "self-assessed 23 November 2026"),
    ):
        box = page.locator(".hero").get_by_text(re.compile(text, re.IGNORECASE)).first
        bounds = box.bounding_box()
        assert bounds["y"] + bounds["height"] <= 844, text


REACHED = """
() => {
  window.named = a => a.href + " " + a.textContent;
  window.reached = new Set();
  addEventListener("focusin", event => reached.add(named(event.target)));
}
"""


def unreached(page: Page, within: str) -> set[str]:
    """Return the links that Tab never leads to: from the top, or from the link that skips it."""
    page.evaluate(REACHED)
    seen = "all => all.filter(a => a.offsetParent).map(named)"
    left = set(page.eval_on_selector_all(f"{within} a[href]:not(.headerlink)", seen))
    page.keyboard.press("Tab")
    if within != "body":
        page.keyboard.press("Enter")  # on the link that skips to the content
    for _ in range(15):
        for _ in range(20):
            page.keyboard.down("Tab")  # held, as somebody would to get far
        left -= set(page.evaluate("[...reached]"))
        if not left:
            break
    return left


def test_a_keyboard_reaches_every_link(look, public: str, site: str) -> None:
    """On every page of the public edition, and where the exercise's site shows the same views."""
    page = look(public)
    for name in PUBLIC:
        page.goto(public.replace("index", name))
        assert not unreached(page, "body"), name
    page = look(site)
    for name in ("portfolio", "skills-assessment-completed"):
        page.goto(f"{site}example/{name}/")
        assert not unreached(page, "article"), name


def test_a_menu_leads_to_pages_and_sections_on_a_phone(look, public: str) -> None:
    """Without a script; it says where one is, and the sections of the page are in it."""
    page = look(public, width=390)
    menu = page.locator(".top__menu")
    assert menu.locator("summary").inner_text() == "Menu"
    assert not page.locator(".top__pages").is_visible()
    menu.locator("summary").click()
    menu.locator("> ul > li > a", has_text="Career roadmap").click()

    page.wait_for_url(re.compile("career-roadmap"))
    menu = page.locator(".top__menu")
    assert menu.locator("summary").inner_text() == "Menu: Career roadmap"
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.locator("[aria-current=page]").inner_text() == "Career roadmap"
    menu.get_by_text("Milestones", exact=True).click()
    assert page.url.endswith("#view-milestones")
    assert not faults(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert not faults(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not menu.is_visible()


RIGHT_TO_LEFT = {  # what a learner wrote in another direction, and where it is drawn
    "index": [
        "h1",
        ".hero__headline",
        ".front__story p",
        ".strongest__proof",
        ".front__work [dir=auto]",
    ],
    "career-roadmap": [".road__stop:first-child .road__head", ".road li li", ".milestone p[dir]"],
    "learning-plan": [".tile li", ".week-list li li", ".page > p"],
    "job-market-research": [
        ".bars--pay .bar__name[dir]",
        ".postings .tile__head",
        ".page > ul",
        ".page > ul li",
    ],
}


def right_to_left(value: object, name: str) -> object:
    """Return fields in which what a learner words freely begins with Arabic, and goes on."""
    if isinstance(value, dict):
        return {key: right_to_left(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [right_to_left(item, name) for item in value] if name != "priorities" else value
    free = (
        *("name", "headline", "location", "role", "experience", "skills", "summary", "job_title"),
        *("milestone", "metric", "goals", "company", "team_impact", "expertise", "title"),
        *("certifications", "projects", "requirements", "nice_to_have"),
    )
    return f"مهندسة {value}." if name in free else value


def test_what_is_written_from_right_to_left_is_drawn_so(look, tmp_path: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    for path in folder.iterdir():
        read = source.read(path, path.parent)
        fields = {k: v for k, v in read.data.items() if k not in ("private", "deliverable")}
        keep = {k: read.data[k] for k in ("deliverable",) if k in read.data}
        body = re.sub(r"^(- )?(?=[A-Z\[*])", r"\1مهندسة ", read.body, flags=re.MULTILINE)
        evidence = {key: f"مهندسة. {text}" for key, text in fields.pop("evidence", {}).items()}
        new = {key: right_to_left(value, key) for key, value in fields.items()}
        new |= {"evidence": evidence} if evidence else {}
        post = frontmatter.Post(body, None, **new, **keep)
        path.write_text(frontmatter.dumps(post, sort_keys=False), encoding="utf-8")
    publish(folder, tmp_path / "public")
    page = look((tmp_path / "public" / "index.html").as_uri())

    for name, places in RIGHT_TO_LEFT.items():
        page.goto((tmp_path / "public" / f"{name}.html").as_uri())
        for place in places:
            drawn = page.eval_on_selector_all(
                place, "all => all.map(one => getComputedStyle(one).direction)"
            )
            assert set(drawn) == {"rtl"}, (name, place)


PRINTED = (  # of the front page, as one reads it
    *(
        "Nuala Kershaw",
        "Hospital laboratory scientist",
        "STRONGEST TECHNICAL SKILLS",
        "LEARNING NEXT",
    ),
    *("The trouble with frosty", "What I am building", "Frost drill", "Experience", "Eleven years"),
    *("Skills against", "Career roadmap", "By March 2027 Skills", "By September 2027 Junior"),
    *(
        "What 12 job postings",
        "Already met",
        "Learning plan",
        "10 of 26 weeks done, on time after 1 week away",
    ),
)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_front_page_prints_on_two_pages(look, public: str, tmp_path: Path, paper: str) -> None:
    """Its links are live, its text comes out in order, and no navigation is on it."""
    page = look(public)
    page.pdf(path=tmp_path / "front.pdf", format=paper)
    data = (tmp_path / "front.pdf").read_bytes()

    pages = PdfReader(tmp_path / "front.pdf").pages
    assert len(pages) == 2
    text = " ".join("\n".join(each.extract_text() for each in pages).split())
    places = [text.find(words) for words in PRINTED]
    assert -1 not in places
    assert places == sorted(places)
    for link in (b"https://example.com/nuala", b"https://example.com/nuala/cold-van"):
        assert b"/URI (" + link + b")" in data
    page.emulate_media(media="print")
    for chrome in (".top", ".foot", ".skip"):
        assert not page.locator(chrome).is_visible()
    cut = """all => all.filter(one => getComputedStyle(one).breakInside != 'avoid').length"""
    kept = ".tile, .road__stop, .bar, .front tr, .hero, .radar"
    assert page.eval_on_selector_all(kept, cut) == 0


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (
            "career-roadmap",
            (
                "The steps at a glance",
                "Now",
                "By March 2027",
                "By September 2027",
                "Projects Built ✓ Cold Van with a plain rule",
                "Planned Cold Van A service",
            ),
        ),
        (
            "career-roadmap",
            ("Milestones", "October 2026", "June 2027", "This is a worked", "Action plan"),
        ),
        ("job-market-research", ("What they ask for", "Python 11 of 12", "What they pay")),
    ],
)
def test_what_is_printed_comes_out_in_order(
    look, public: str, tmp_path: Path, name: str, printed: tuple[str, ...]
) -> None:
    page = look(public.replace("index", name))
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    pages = PdfReader(tmp_path / "page.pdf").pages
    text = " ".join("\n".join(each.extract_text() for each in pages).split())

    places = [text.find(words) for words in printed]
    assert -1 not in places
    assert places == sorted(places)


HOSTILE = (
    *("<script>alert(1)</script>", "\"'><img src=x onerror=alert(2)>", "]]> --> </title>"),
    *("{{ 7+7 }} {% raw %} ${7+7}", "\u202eright to left\u200f \u0645\u0631\u062d\u0628\u0627"),
    *("word " * 2000, "w" * 3000, "javascript:alert(3) [x](javascript:alert(4)) *b*"),
)


def hostile(value: object, name: str, count: list[int]) -> object:
    """Return fields in which every free text is hostile, and stays valid."""
    if isinstance(value, dict):
        return {key: hostile(item, key, count) for key, item in value.items()}
    if name in ("requirements", "common_requirements"):
        return list(HOSTILE)
    if isinstance(value, list):
        return value if name == "priorities" else [hostile(item, name, count) for item in value]
    free = (
        *("title", "name", "headline", "label", "location", "role", "experience", "skills"),
        *("summary", "certifications", "job_title", "expertise", "milestone", "metric", "activity"),
        *("goals", "company", "nice_to_have", "description", "tags", "team_impact"),
    )  # fmt: skip
    if name not in free:
        return value
    count[0] += 1
    return HOSTILE[count[0] % len(HOSTILE)]


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A public edition with hostile text in every field that takes text."""
    folder, count = tmp_path_factory.mktemp("attacked"), [0]
    shutil.copytree(DOCS / "example", folder / "portfolio")
    for path in (folder / "portfolio").iterdir():
        read = source.read(path, path.parent)
        fields = {k: v for k, v in read.data.items() if k != "private"}
        fields |= {"description": "x", "tags": ["x", "y"]}
        texts = fields.pop("evidence", {})
        new = hostile(fields, "", count)
        if texts:
            new["evidence"] = {k: HOSTILE[i % len(HOSTILE)] for i, k in enumerate(texts)}
        body = read.body + "".join(f"\n\n{text}" for text in HOSTILE)
        post = frontmatter.Post(body, None, **new)
        path.write_text(frontmatter.dumps(post, sort_keys=False), encoding="utf-8")
    publish(folder / "portfolio", folder / "www" / "portfolio")
    assert count[0] > 100
    with served(folder / "www") as address:
        yield f"{address}portfolio/index.html"


def test_hostile_text_in_every_field_is_text(look, attacked: str) -> None:
    """It runs nothing, breaks no layout, and reads as it was written."""
    found = []
    pages = [attacked.replace("index", name) for name in PUBLIC]
    for name, page in zip(PUBLIC, in_turn(look, pages), strict=True):
        found += faults(page)
        if name not in ("index", "404"):
            text = page.inner_text("main")
            assert "<script>alert(1)</script>" in text
            assert "{{ 7+7 }}" in text
    assert not found, "\n".join(found)


def test_serve_shows_progress_and_what_is_next_on_every_page(look, serve: str) -> None:
    page = look(serve)
    for name in ("", "skills/", "learning-plan/", "example/learning-plan/"):
        page.goto(serve + name)
        bar = page.inner_text(".exercise-progress")
        to = page.eval_on_selector(".exercise-progress a", "link => link.href")
        assert to == f"{serve}skills-assessment-completed/"  # the learner's, not the example's
        assert "Exercise 01: 1 of 4 files in docs/ done" in bar
        assert ("○\xa0not started" in bar) == (name == "learning-plan/")  # where the menu has marks
        assert re.search(r"Next:\s+Skills assessment\s+\(21 to fix\)", bar)

    page.click(".exercise-progress a")
    assert page.url == f"{serve}skills-assessment-completed/"
    first = page.inner_text(".exercise-problems li")
    assert re.match(
        r"Line\s8\s*assessed_on nothing filled in\s*Hint: write the date",
        first,
    )


def test_a_tap_on_a_term_shows_what_it_means(look, site: str) -> None:
    page = look(f"{site}role/", width=390)

    page.locator("article abbr", has_text="model serving").first.tap()

    assert "as a service that answers" in page.locator("[role=tooltip]").inner_text()


def test_serve_says_how_to_begin_what_is_not_begun(look, serve: str) -> None:
    page = look(f"{serve}learning-plan/")

    assert "Not started yet" in page.inner_text("article")
    first = page.locator("article .md-button").first
    assert first.get_attribute("href") == "../learning-plan-template/"
    assert "cp docs/learning-plan-template.md docs/learning-plan.md" in page.inner_text("article")
    assert page.get_attribute("nav [title='Not started yet']", "class")


def test_serve_marks_what_is_private_and_shows_it(look, serve: str) -> None:
    page = look(f"{serve}skills-assessment-completed/")

    shown = page.evaluate(
        "getComputedStyle(document.querySelector('#gaps'), '::after').getPropertyValue('content')"
    )
    assert "private" in shown
    page.goto(f"{serve}career-roadmap/")
    pay = page.locator("p", has_text="52,000 to 64,000 EUR a year")
    assert pay.locator(".exercise-private").inner_text() == "private: only you see this"


def test_serve_shows_a_problem_in_place_of_a_page_it_cannot_read(look, serve: str) -> None:
    page = look(f"{serve}role/")

    assert "role.md:2 because of its colon" in page.inner_text("article")


def test_a_template_page_gives_the_very_file(look, site: str, tmp_path: Path) -> None:
    page = look(f"{site}learning-plan-template/")
    template = (DOCS / "learning-plan-template.md").read_text(encoding="utf-8")

    with page.expect_download() as waiting:
        page.click("text=Prefer to write it by hand?")
        page.click("text=Download the blank template")
    waiting.value.save_as(tmp_path / "file.md")

    assert waiting.value.suggested_filename == "learning-plan-template.md"
    assert (tmp_path / "file.md").read_text(encoding="utf-8") == template
    assert page.locator("article pre code").last.inner_text().strip() == template.strip()


@pytest.mark.parametrize(
    "name", ["", "role/", "levels/", "skills/", "market/", "steps/", "resources/", "finish/"]
)
def test_contents_name_every_heading_and_one_button_leads_on(look, site: str, name: str) -> None:
    page = look(f"{site}{name}")

    headings = page.locator("article :is(h2, h3)")
    links = "links => links.map(link => link.hash)"
    listed = page.locator(".md-sidebar--secondary .md-nav__link").evaluate_all(links)
    assert [f"#{each.get_attribute('id')}" for each in headings.all()] == listed
    assert page.locator("article p:empty").count() == 0  # what Markdown makes of half a block
    on = page.locator(".md-footer__link--next").evaluate("link => link.href")
    buttons = page.locator("article a.md-button").evaluate_all("all => all.map(a => a.href)")
    assert on not in buttons


def test_resources_name_skills_as_people_do(look, site: str) -> None:
    text = look(f"{site}resources/").inner_text("article")

    assert "Helps with: ML concepts, ML frameworks, Monitoring" in text


def test_an_address_without_a_page_leads_back(look, site: str) -> None:
    page = look(f"{site}404.html")

    assert page.locator("h1").inner_text() == "Page not found"
    assert page.get_by_role("link", name="Go to the home page").get_attribute("href") == "/."
