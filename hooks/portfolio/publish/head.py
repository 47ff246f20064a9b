"""The head of a learner's page, for browsers, previews and search engines."""

from __future__ import annotations

import json
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps

from ..ask.exercise import EXAMPLE
from . import export
from .direction import of_language
from .inline import plain
from .views.shared import first_sentence

if TYPE_CHECKING:
    from markupsafe import Markup

    from .site import Site
    from .views import Views

LATER = {"boost": 0.5}  # the search names pages that explain first
_LONGEST_TITLE = 90  # characters of a headline; previews cut what is longer


def meta(site: Site, uri: str) -> dict[str, Any]:
    """Return the front matter of a learner's page for MkDocs, checked and escaped."""
    answer = site.answers[uri]
    found: dict[str, Any] = {
        "description": escape(_description(site, uri)),
        "robots": _robots(site, uri),
    }
    if uri.startswith(f"{EXAMPLE}/"):
        found["search"] = LATER
    elif site.serving and not site.public:
        begun = "begun" if answer.begun else "not-begun"
        found["status"] = "complete" if answer.complete else begun
    return {key: value for key, value in found.items() if value}


def _description(site: Site, uri: str) -> str:
    shown = site.reader(uri).shown.get(site.answers[uri].deliverable.id)
    return plain(str(shown.text.get("description") or "")) if shown else ""


def _robots(site: Site, uri: str) -> str:
    return "" if site.is_listed(uri) else "noindex"


def about(site: Site, uri: str, address: str | None = None, image: str = "") -> dict[str, Any]:
    """Return the data for the head of a public page.

    Args:
        site: the site.
        uri: the page.
        address: its address on the web, if that is known.
        image: the same of the picture that links show.
    """
    seen = site.reader(uri).views
    person, name = seen.person, plain(seen.person.name) or "Portfolio"
    title, description = site.title(uri), _description(site, uri)
    address = (address or "").removesuffix("index.html")
    if uri == site.front:
        title = ": ".join(filter(None, (name, _in_short(person.headline))))
        description = description or plain(person.headline)
    else:
        title = f"{title} · {name}"
        description = description or f"{site.title(uri)}, published by {name}"
    return {
        "name": name,
        "title": title,
        "description": description,
        "is_front": uri == site.front and site.answers[uri].begun,
        "is_draft": site.mode.draft,
        "robots": _robots(site, uri),
        "language": person.language,
        "direction": of_language(person.language),
        "strict": not site.serving,  # `mkdocs serve` adds a script to its pages
        "address": address,
        "image": image,
        "files": export.NAMES if uri == site.front and export.is_offered(site) else {},
        "person": _json(_person(seen) | ({"url": address} if address else {})),
    }


def _in_short(headline: str) -> str:
    """Return a headline in the length of a title."""
    return first_sentence(plain(headline), _LONGEST_TITLE).removesuffix(".")


def _person(seen: Views) -> dict[str, Any]:
    """Return what is public about the person, in the vocabulary of schema.org."""
    strongest = [row.skill.name for row in seen.skills.strongest] if seen.skills else []
    place = (
        {"@type": "Place", "name": plain(seen.person.location)} if seen.person.location else None
    )
    words = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": plain(seen.person.name),
        "description": plain(seen.person.headline),
        "jobTitle": plain(seen.road.role) if seen.road else "",
        "homeLocation": place,
        "knowsAbout": strongest,
        "sameAs": [link["url"] for link in seen.person.links if link["url"]],
    }
    return {key: value for key, value in words.items() if value}


def _json(value: Any) -> Markup:
    """Return JSON that is safe in a page, with every letter as it is."""
    return htmlsafe_json_dumps(value, dumps=partial(json.dumps, ensure_ascii=False))
