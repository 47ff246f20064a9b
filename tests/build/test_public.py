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
from helpers.project import DOCS
from helpers.public import PIXEL, SVG_THAT_RUNS, change

if TYPE_CHECKING:
    from pathlib import Path

OWN = {path.stem for path in (DOCS / "example").glob("*.md")} - {"portfolio"}
PAGES = {"index.html", *(f"{name}.html" for name in OWN)}
LOOK = {
    "404.html",
    "icon.svg",
    "sitemap.xml",
    "sitemap.xml.gz",
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
            if is_ours and not link.startswith(("http", "#", "data:")):
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
