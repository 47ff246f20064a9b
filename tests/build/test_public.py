"""The public edition: `mkdocs build -f portfolio.yml`, as a learner or a CI job would run it."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from helpers import photos
from helpers.build import Ran, everything, mkdocs
from helpers.project import DOCS, TODAY
from helpers.public import PIXEL, SVG_THAT_RUNS, change
from portfolio.publish.modes import Modes, modes
from portfolio.publish.site import read_site

if TYPE_CHECKING:
    from pathlib import Path

OWN = {path.stem for path in (DOCS / "example").glob("*.md")} - {"portfolio"}
OWN_PAGES_OF_A_DRAFT = {
    *("skills-assessment-completed.html", "learning-plan.html", "environment-report.html"),
}
PAGES = {"index.html", *(f"{name}.html" for name in OWN)}
LOOK = {
    "404.html",
    "icon.svg",
    "sitemap.xml",
    "sitemap.xml.gz",
    "resume.json",
    "portfolio.md",
    "stylesheets/palette.css",
    "stylesheets/views.css",
    "stylesheets/portfolio.css",
}
LOOK_OF = {
    "portfolio.yml": {"stylesheets/views.css"},
    "mkdocs.yml": {"public/stylesheets/views.css", "assets/stylesheets/exercise.css"},
}
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:"


def publish(project: Path, *arguments: str, **options: Any) -> Ran:
    return mkdocs(project, "build", "-f", "portfolio.yml", *arguments, **options)


def page(project: Path, name: str = "index.html") -> str:
    return (project / "public" / name).read_text(encoding="utf-8")


def add(project: Path, name: str, text: str) -> None:
    with (project / "docs" / name).open("a", encoding="utf-8") as file:
        file.write(text)


class Tags(HTMLParser):
    """Every start tag of a page, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_public_edition_holds_the_portfolio_and_nothing_else(project: Path) -> None:
    (project / "docs" / "notes.txt").write_text("mine", encoding="utf-8")
    (project / "docs" / "photo.png").write_bytes(PIXEL)

    ran = publish(project, "--strict")

    assert ran.code == 0, ran.log
    assert "WARNING" not in ran.log
    assert {name for name, _ in everything(project / "public")} == PAGES | LOOK
    assert not (project / "site").exists()
    for name in PAGES:
        html = page(project, name)
        assert "Exercise 01" not in html
        assert "<!--" not in html


def test_the_head_says_who_it_is(project: Path) -> None:
    address = "https://example.com/portfolio/"
    assert publish(project, SITE_URL=address).code == 0
    html = page(project)

    assert (
        "<title>Nuala Kershaw: Hospital laboratory scientist moving into AI infrastructure</title>"
        in html
    )
    assert '<meta name="description" content="Hospital laboratory scientist moving' in html
    assert '<meta property="og:title" content="Nuala Kershaw: Hospital laboratory scientist' in html
    assert f'<link rel="canonical" href="{address}">' in html
    person = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])
    assert person["@type"] == "Person"
    assert person["name"] == "Nuala Kershaw"
    assert person["sameAs"][0] == "https://example.com/nuala"
    assert person["url"] == address
    assert 'name="robots"' not in html
    assert "<title>Learning plan · Nuala Kershaw</title>" in page(project, "learning-plan.html")
    assert page(project).count("<script") == 1  # the data about the person, which runs nothing
    assert f"{address}learning-plan.html" in page(project, "sitemap.xml")


@pytest.mark.parametrize(
    ("contact", "button"),
    [
        (
            "nuala.kershaw@example.com",
            '<a href="mailto:nuala.kershaw@example.com" lang="en" '
            'data-printed="nuala.kershaw@example.com">Email me</a>',
        ),
        ("a?cc=b@example.com", 'href="mailto:a%3Fcc%3Db@example.com"'),
        (
            "https://www.example.com/in/nuala",
            '<a href="https://www.example.com/in/nuala" lang="en" rel="nofollow noopener">'
            "Contact me at <bdi>example.com</bdi></a>",
        ),
        ("https://example.com?from=a/b", "Contact me at <bdi>example.com</bdi></a>"),
    ],
)
def test_one_button_is_to_reach_the_learner(contact: str, button: str, project: Path) -> None:
    """It says what it opens, and nothing goes into a message but whom it is for."""
    change(project, "portfolio.md", "contact: nuala.kershaw@example.com", f"contact: {contact}")
    assert publish(project).code == 0
    assert button in page(project)

    change(project, "portfolio.md", "---\ntitle:", "---\nprivate: contact\ntitle:")
    assert publish(project).code == 0
    for _, content in everything(project / "public"):
        assert contact.encode() not in content
        assert b'links__contact"' not in content


def test_the_page_has_the_language_that_the_learner_writes_in(project: Path) -> None:
    for tag, direction in (("en-GB", "ltr"), ("ar", "rtl")):
        change(project, "portfolio.md", "language: en-GB", f"language: {tag}")
        assert publish(project).code == 0
        for name in PAGES:
            assert f'<html lang="{tag}" dir="{direction}">' in page(project, name)
        change(project, "portfolio.md", f"language: {tag}", "language: en-GB")
    change(project, "portfolio.md", "language: en-GB\n", "")
    assert publish(project).code == 0
    assert '<html lang="en" dir="ltr">' in page(project)


def test_nothing_is_from_elsewhere_and_nothing_is_inline(project: Path) -> None:
    """So a policy can forbid it: no script, no `style=`, no handler, no foreign source."""
    add(
        project, "portfolio.md", "\n| a | b |\n| :- | -: |\n| 1 | 2 |\n\n```python\nprint(1)\n```\n"
    )
    assert publish(project).code == 0

    for name in (*PAGES, "404.html"):
        html = page(project, name)
        assert f'Content-Security-Policy" content="{POLICY}' in html
        for tag, attributes in Tags(html).found:
            assert tag not in ("style", "iframe", "object", "embed", "base")
            assert tag != "script" or attributes["type"] == "application/ld+json"
            assert "style" not in attributes, (name, tag)
            assert not [key for key in attributes if key.startswith("on")], (name, tag)
            if tag in ("link", "img") and attributes.get("rel") != "canonical":
                source = attributes.get("href") or attributes.get("src") or ""
                assert not source.startswith(("http", "//")), (name, source)
    for name, content in everything(project / "public"):
        if name.endswith(".css"):
            assert not re.search(rb"@import|url\((?!\"data:)", content), name


@pytest.mark.parametrize("address", ["https://example.com/me/portfolio/", ""])
def test_links_are_relative_and_lead_somewhere(project: Path, address: str) -> None:
    """So it works from a sub-path and from a folder; the 404 page knows where it is."""
    assert publish(project, SITE_URL=address).code == 0

    for name in PAGES:
        for tag, attributes in Tags(page(project, name)).found:
            link = attributes.get("href") or attributes.get("src") or ""
            is_ours = tag in ("a", "img", "link") and attributes.get("rel") != "canonical"
            if is_ours and not link.startswith(("http", "#", "data:", "mailto:")):
                assert (project / "public" / link.partition("#")[0]).is_file(), (name, link)
    absent = Tags(page(project, "404.html")).found
    sheets = [attributes["href"] for tag, attributes in absent if tag == "link"]
    base = "/me/portfolio/" if address else "/"
    names = ("icon.svg", *(f"stylesheets/{n}.css" for n in ("palette", "views", "portfolio")))
    assert sheets == [base + name for name in names]


def test_what_is_not_ready_is_not_published(project: Path) -> None:
    """The front page is asked for too; the last good portfolio stays."""
    assert publish(project).code == 0
    before = list(everything(project / "public"))

    change(project, "learning-plan.md", "hours_per_week: 7", "hours_per_week: many")
    ran = publish(project)
    assert ran.code == 1
    assert "docs/learning-plan.md:7: hours_per_week: many is not a number" in ran.log

    change(project, "learning-plan.md", "hours_per_week: many", "hours_per_week: 7")
    (project / "docs" / "portfolio.md").unlink()
    ran = publish(project)
    assert ran.code == 1
    assert "docs/portfolio.md: portfolio.md is not there yet" in ran.log
    assert list(everything(project / "public")) == before


def test_what_is_public_is_offered_as_data_and_as_markdown(project: Path) -> None:
    change(project, "portfolio.md", "## What I am building", "## What I hide")
    change(project, "portfolio.md", "---\ntitle:", "---\nprivate: [What I hide, location]\ntitle:")
    assert publish(project).code == 0

    resume = json.loads((project / "public" / "resume.json").read_text(encoding="utf-8"))
    copy = (project / "public" / "portfolio.md").read_text(encoding="utf-8")

    assert resume["basics"]["email"] == "nuala.kershaw@example.com"
    assert [each["name"] for each in resume["projects"]] == ["Cold Van with a plain rule"]
    assert {"name": "Monitoring", "level": "Advanced"} in resume["skills"]
    assert "Kubernetes" not in json.dumps(resume["skills"])  # rated 0
    assert copy.startswith("# Nuala Kershaw\n\nHospital laboratory scientist")
    assert "\n## The trouble with frosty mornings\n\nIn January 2023" in copy
    assert "- Cold Van (planned): " in copy
    assert "- Python: 11 of 12\n" in copy
    for text in ("West Yorkshire", "synthetic data.", "41,500", "41500", "Calder Genomics", "<!--"):
        assert text not in copy
        assert text not in json.dumps(resume, ensure_ascii=False)
    links = {attributes.get("href") for _, attributes in Tags(page(project)).found}
    assert {"resume.json", "portfolio.md"} <= links

    change(project, "portfolio.md", "export: yes", "export: no")
    assert publish(project).code == 0
    names = {name for name, _ in everything(project / "public")}
    assert not names & {"resume.json", "portfolio.md"}
    assert "resume.json" not in page(project)


def test_a_link_shows_the_picture_that_the_learner_chose(project: Path) -> None:
    """Where the address is known; without what the camera wrote, and not where it is private."""
    head = (1200).to_bytes(4) + (630).to_bytes(4) + b"\x08\0\0\0\0"
    picture = photos.png(photos.chunk(b"tEXt", b"Author\0GPSCANARY"))
    picture = picture.replace(photos.png()[8:33], photos.chunk(b"IHDR", head))
    (project / "docs" / "my photo.png").write_bytes(picture)
    change(project, "portfolio.md", "---\ntitle:", "---\nimage: my photo.png\ntitle:")
    image = '<meta property="og:image" content="https://example.com/me/my%20photo.png">'
    for address, is_shown in (("https://example.com/me/", True), ("", False)):
        assert publish(project, SITE_URL=address).code == 0
        for name in PAGES:
            assert (image in page(project, name)) == is_shown
        assert (project / "public" / "my photo.png").is_file() == is_shown
        for _, content in everything(project / "public"):
            assert b"GPSCANARY" not in content

    change(project, "portfolio.md", "---\nimage:", "---\nprivate: image\nimage:")
    assert publish(project, SITE_URL="https://example.com/me/").code == 0
    assert "og:image" not in page(project)
    assert not (project / "public" / "my photo.png").exists()


def test_a_draft_shows_what_is_begun_and_right_and_says_so(project: Path) -> None:
    """It stands beside the public portfolio, which it leaves as it is."""
    assert publish(project).code == 0
    before = list(everything(project / "public"))
    change(project, "learning-plan.md", "hours_per_week: 7", "hours_per_week: many")
    change(project, "job-market-research.md", "deliverable:", "publish: no\ndeliverable:")
    (project / "docs" / "career-roadmap.md").unlink()

    ran = publish(project, PREVIEW="true", SITE_URL="https://example.com/")

    assert ran.code == 0, ran.log
    assert "docs/learning-plan.md:7: hours_per_week: many is not a number" in ran.log
    draft = project / "preview"
    pages = {path.name for path in draft.glob("*.html")}
    assert pages == {"index.html", "404.html", *OWN_PAGES_OF_A_DRAFT}
    for name in pages - {"404.html"}:
        html = (draft / name).read_text(encoding="utf-8")
        assert "<strong>Draft.</strong>" in html
        assert '<meta name="robots" content="noindex">' in html
        assert "many" not in re.sub(r"<main.*?</main>", "", html, flags=re.S)
    assert not (draft / "sitemap.xml").exists()
    assert list(everything(project / "public")) == before

    (project / "docs" / "portfolio.md").unlink()
    assert publish(project, PREVIEW="yes").code == 0
    assert "Not started yet" in (draft / "index.html").read_text(encoding="utf-8")


def test_a_draft_hides_what_is_private_and_stops_where_nobody_can_say_what_is(
    project: Path,
) -> None:
    change(project, "career-roadmap.md", "milestones:", "nothing: [\nmilestones:")
    ran = publish(project, PREVIEW="true")
    assert ran.code == 1
    assert "docs/career-roadmap.md" in ran.log
    assert not (project / "preview").exists()

    change(project, "career-roadmap.md", "nothing: [\nmilestones:", "milestones:")
    change(project, "learning-plan.md", "hours_per_week: 7", "hours_per_week: many")
    assert publish(project, PREVIEW="true").code == 0
    for _, content in everything(project / "preview"):
        assert b"41,500" not in content
        assert b"41500" not in content


MISTYPED = ("private:", "privat:")


def test_a_draft_leaves_out_a_page_of_which_nobody_knows_what_is_private(project: Path) -> None:
    """Be it built or served: what is served is what others would see."""
    change(project, "career-roadmap.md", *MISTYPED)
    assert publish(project, PREVIEW="true").code == 1

    mode = Modes(serving=True, public=True, draft=True)
    site = read_site(project / "docs", project / "docs", TODAY, mode)
    assert not site.is_shown("career-roadmap.md")
    assert site.reader(site.front).views.road is None

    change(project, "career-roadmap.md", *reversed(MISTYPED))
    change(project, "portfolio.md", "title:", "privat: [location]\ntitle:")
    site = read_site(project / "docs", project / "docs", TODAY, mode)
    assert site.broken[site.front].field == "privat"
    assert not site.reader(site.front).views.person.name


def test_no_draft_is_deployed() -> None:
    environment = {"PREVIEW": "true"}
    assert modes("build", "public", environment).draft
    assert not modes("gh-deploy", "public", environment).draft
    assert not modes("build", None, environment).draft


def test_a_copy_says_no_more_than_the_page(project: Path) -> None:
    """Neither where links lead that the page leaves out, nor what is defined and not used."""
    change(project, "portfolio.md", "## What I am building", "## Secret plans")
    change(project, "portfolio.md", "---\ntitle:", "---\nprivate: Secret plans\ntitle:")
    add(
        project,
        "portfolio.md",
        "[^9]: My talk with the boss is on Monday\n[boss]: https://example.com/x 'I am leaving'\n",
    )
    change(
        project,
        "portfolio.md",
        "## The trouble",
        "[below](#secret-plans), [role](role.md), [a](https://example.com/a)\n\n"
        "[//]: # (I resign in May)\n\n```python\nif x:\n\n\n    y\n```\n\n"
        "1\\. <b>\n\n## The trouble",
    )
    assert publish(project).code == 0

    copy = (project / "public" / "portfolio.md").read_text(encoding="utf-8")

    for text in ("secret-plans", "role.md", "Monday", "leaving", "resign", "example.com/x", "<b>"):
        assert text not in copy
    assert "below, role, a (https://example.com/a)\n" in copy
    assert "\n    if x:\n    \n    \n        y\n" in copy
    assert "\n1\\. \\<b\\>\n" in copy


def test_the_wish_to_stay_away_reaches_search_engines(project: Path) -> None:
    change(project, "portfolio.md", "index: yes", "index: no")
    assert publish(project).code == 0

    for name in PAGES:
        assert '<meta name="robots" content="noindex">' in page(project, name)
    assert not (project / "public" / "sitemap.xml").exists()
    assert mkdocs(project, "build", "--strict").code == 0
    html = (project / "site" / "learning-plan" / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in html


def test_a_page_that_is_not_published_leaves_no_trace(project: Path) -> None:
    change(project, "job-market-research.md", "deliverable:", "publish: no\ndeliverable:")

    assert publish(project, "--strict").code == 0

    names = {name for name, _ in everything(project / "public")}
    assert names == (PAGES | LOOK) - {"job-market-research.html"}
    for name in PAGES - {"job-market-research.html"}:
        html = page(project, name)
        assert "job-market-research" not in html, name
        assert "Mossgrid" not in html


def test_pictures_beside_the_pages_travel_with_them(project: Path, tmp_path: Path) -> None:
    """Those that public text names: not one of a private section, nor one that could run."""
    folder = tmp_path / "elsewhere"
    shutil.copytree(DOCS / "example", folder)
    (folder / "pictures").mkdir()
    for name in ("a chart.png", "secret.png", "unnamed.png", "pictures/två.png"):
        (folder / name).write_bytes(PIXEL)
    safe = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z" fill="url(#g)"/></svg>'
    (folder / "safe.svg").write_text(safe, encoding="utf-8")
    runs = safe.replace("<path", "<script>alert(1)</script><path")
    (folder / "runs.svg").write_text(runs, encoding="utf-8")
    for number, bad in enumerate(SVG_THAT_RUNS):
        (folder / f"bad{number}.svg").write_text(bad, encoding="utf-8")
    (folder / "review.pdf").write_text("secret", encoding="utf-8")
    (tmp_path / "outside.png").write_bytes(PIXEL)
    plan = folder / "learning-plan.md"
    text = plan.read_text(encoding="utf-8").replace(
        "  - schedule\n", "  - schedule\n  - My notes\n"
    )
    text += (
        "\n![a](a%20chart.png) ![b](pictures/två.png) ![c](safe.svg)\n"
        "[the look](stylesheets/views.css) [the look](assets/stylesheets/exercise.css)"
        "\n\n## My notes\n\n![g](secret.png) [my review](review.pdf)\n"
    )
    bad = ["runs.svg", "../outside.png", "gone.png", "stylesheets/views.css"]
    bad += [f"bad{number}.svg" for number in range(len(SVG_THAT_RUNS))]
    plan.write_text(text + "".join(f"\n![bad]({name})\n" for name in bad), encoding="utf-8")
    ran = mkdocs(project, "build", PORTFOLIO_DIR=str(folder))
    assert ran.code == 1
    assert ran.log.count("ERROR   -  ../elsewhere/learning-plan.md:") == len(bad), ran.log
    plan.write_text(text, encoding="utf-8")

    for edition, out in (("portfolio.yml", "public"), ("mkdocs.yml", "site")):
        ran = mkdocs(project, "build", "--strict", "-f", edition, PORTFOLIO_DIR=str(folder))
        assert ran.code == 0, ran.log
        names = {name for name, _ in everything(project / out)}
        assert names >= {"a chart.png", "pictures/två.png", "safe.svg"}
        assert not names & {"secret.png", "runs.svg", "outside.png", "unnamed.png"}
        assert not [name for name in names if name.startswith("bad")]
        assert names >= LOOK_OF[edition]
    html = page(project, "learning-plan.html")
    assert re.findall(r'<img src="([^"]*)"', html) == [
        "a%20chart.png",
        "pictures/tv%C3%A5.png",
        "safe.svg",
    ]


def test_a_photo_does_not_say_where_it_was_taken(project: Path) -> None:
    """The file keeps it, and the site has none of it."""
    exif = photos.segment(0xE1, b"Exif\0\0" + photos.exif(6))
    photo = photos.jpeg(exif, photos.segment(0xFE, photos.CANARY), after=photos.CANARY)
    (project / "docs" / "desk.jpg").write_bytes(photo)
    add(project, "learning-plan.md", "\n![My desk](desk.jpg)\n")

    for edition, out in (("portfolio.yml", "public"), ("mkdocs.yml", "site")):
        ran = mkdocs(project, "build", "--strict", "-f", edition)
        assert ran.code == 0, ran.log
        made = dict(everything(project / out))
        turned = photos.segment(0xE1, b"Exif\0\0" + photos.exif_of_orientation(6))
        assert made["desk.jpg"] == photos.jpeg(turned)
        assert not [name for name, file in made.items() if photos.CANARY in file]


def test_two_public_builds_are_the_same_bytes(project: Path) -> None:
    """Also in two Pythons, each of which has an order of its own for what is in a set."""
    made = []
    for anew in (False, True):
        assert publish(project, anew=anew, SOURCE_DATE_EPOCH="1790000000").code == 0
        made.append({n: c for n, c in everything(project / "public") if not n.endswith(".gz")})
    assert made[0] == made[1]


def test_the_front_page_is_light(project: Path) -> None:
    """All that a first view loads, as a server would send it."""
    assert publish(project).code == 0
    html = page(project)
    needs = ["index.html", *re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"', html)]
    total = sum(len(gzip.compress((project / "public" / n).read_bytes(), 9)) for n in needs)

    assert len(needs) == 5
    assert total < 20_000
