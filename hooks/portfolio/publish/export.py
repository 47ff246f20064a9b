"""What is public of a portfolio, for other programs: as JSON Resume, and as Markdown.

Both are made from what is drawn: the views, from which what is private is already gone, and the
body as HTML. The JSON has the names of https://jsonresume.org/schema.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from ..check.privacy import leaves
from .inline import as_text, plain
from .prose import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .pages import Pages
    from .site import Site
    from .views import Views
    from .views.road import Road

_JSON, _MARKDOWN = "resume.json", "portfolio.md"
NAMES = {"JSON Resume": _JSON, "Markdown": _MARKDOWN}
_FRONT = "index.html"
_BLANK = re.compile(r"\n{3,}")
_BODY = "\0"  # no text has it
_BEGIN = {"p": "\n\n", "li": "\n- ", "tr": "\n", "td": " | ", "th": " | ", "br": "\n"}
_BEGIN |= {f"h{level}": f"\n\n{'#' * level} " for level in range(1, 7)}
_ABSOLUTE = ("https://", "http://", "mailto:")


def is_offered(site: Site) -> bool:
    """Tell whether a site has these files: a draft has none."""
    return site.public and not site.mode.draft and site.reader(site.front).views.person.export


def files(site: Site, pages: Pages) -> dict[str, str]:
    """Return both by their names, if the front page asks for them."""
    if not is_offered(site):
        return {}
    seen = site.reader(site.front).views
    body = _Markdown(render(site.shown_parts(site.front), lambda _: None, set())).text
    text = _BLANK.sub("\n\n", pages.draw("public/portfolio.md", views=seen, body=_BODY))
    made = json.dumps(_resume(seen), ensure_ascii=False, indent=2)
    return {_JSON: f"{made}\n", _MARKDOWN: text.replace(_BODY, body)}


def write(site: Site, pages: Pages, built: Path) -> None:
    """Write both into the folder of a public site."""
    for name, text in files(site, pages).items():
        (built / name).write_text(text, encoding="utf-8")


class _Markdown(HTMLParser):
    """The text of a drawn body: headings, paragraphs, items, code, and where links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._parts, self._links = list[str](), list[str]()
        self._code: list[str] | None = None  # of the block of code that is read
        self.feed(html)
        self.close()
        self.text = "".join(self._parts).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre":
            self._code = []
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        elif begin := _BEGIN.get(tag):
            self._parts.append(begin)

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre" and self._code is not None:
            code, self._code = "".join(self._code).rstrip("\n"), None
            self._parts.append("\n\n" + "\n".join(f"    {line}" for line in code.split("\n")))
        elif tag == "a" and self._links and (link := self._links.pop()).startswith(_ABSOLUTE):
            self._parts.append(f" ({link})")

    def handle_data(self, data: str) -> None:
        if self._code is not None:
            self._code.append(data)
        elif data.strip():
            self._parts.append(as_text(data.replace("\n", " ")))


def said_beside(page: Path) -> Iterator[str]:
    """Yield what the files that `write` has written beside a built page say."""
    paths = {name: page.with_name(name) for name in NAMES.values()}
    if page.name == _FRONT and paths[_MARKDOWN].is_file():
        yield paths[_MARKDOWN].read_text(encoding="utf-8")
        yield from (text for _, text in leaves(json.loads(paths[_JSON].read_text("utf-8"))))


def _resume(seen: Views) -> dict[str, Any]:
    person, road = seen.person, seen.road
    is_mail = "://" not in person.contact
    basics = {
        "name": plain(person.name),
        "label": plain(person.headline),
        "email": person.contact if is_mail else "",
        "url": "" if is_mail else person.contact,
        "location": {"region": plain(person.location)} if person.location else None,
        "profiles": [
            _filled({"network": plain(link["label"] or ""), "url": link["url"]})
            for link in person.links
        ],
    }
    rows = seen.skills.rated if seen.skills else []
    return _filled(
        {
            "basics": _filled(basics),
            "work": _work(road) if road else [],
            "projects": _projects(road) if road else [],
            "skills": [{"name": row.skill.name, "level": row.step} for row in rows if row.rating],
        }
    )


def _work(road: Road) -> list[dict[str, Any]]:
    experience = road.now.experience if road.now else []
    now = _filled({"position": plain(road.role), "highlights": list(map(plain, experience))})
    return [now] if now else []


def _projects(road: Road) -> list[dict[str, Any]]:
    built = [each for _, projects in road.projects for _, each in projects if each["done"]]
    return [
        _filled(
            {
                "name": plain(each["name"]),
                "description": plain(each["summary"] or ""),
                "url": each["url"],
            }
        )
        for each in built
    ]


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
