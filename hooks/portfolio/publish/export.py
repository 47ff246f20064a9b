"""What is public of a portfolio, for other programs: as JSON Resume, and as Markdown.

Both are made from the views, from which what is private is already gone. The JSON has the names of
https://jsonresume.org/schema.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..read.sections import Part
    from .pages import Pages
    from .site import Site
    from .views import Views
    from .views.road import Road

_JSON, _MARKDOWN = "resume.json", "portfolio.md"
NAMES = {"JSON Resume": _JSON, "Markdown": _MARKDOWN}
_FRONT = "index.html"
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


def write(site: Site, pages: Pages, built: Path) -> None:
    """Write both into the folder of a public site, if its front page asks for them."""
    seen = site.reader(site.front).views
    if not (site.public and seen.person.export):
        return
    made = json.dumps(_resume(seen), ensure_ascii=False, indent=2)
    (built / _JSON).write_text(f"{made}\n", encoding="utf-8")
    parts = site.shown_parts(site.front)
    body = "\n".join(text for part in parts for text in _lines(part)).strip()
    text = pages.draw("public/portfolio.md", views=seen, body=body)
    text = _BLANK.sub("\n\n", text).strip()
    (built / _MARKDOWN).write_text(f"{text}\n", encoding="utf-8")


def beside(page: Path) -> Iterator[Path]:
    """Yield what `write` has written beside a built page."""
    if page.name == _FRONT:
        yield from (path for path in map(page.with_name, NAMES.values()) if path.is_file())


def _lines(part: Part) -> Iterator[str]:
    if part.heading:
        yield f"## {part.heading}"
    yield from (line.text for line in part.lines)


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
