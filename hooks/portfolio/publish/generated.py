"""The files that a build generates: learners' pages, templates with forms, pages of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frontmatter

from ..ask import forms
from . import head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .pages import Pages
    from .site import Site


def files(site: Site, pages: Pages) -> Iterator[tuple[str, str]]:
    """Yield the name and content of each. Front matter is made here, from checked values."""
    for uri in filter(site.is_shown, site.answers):
        yield uri, _page(site.title(uri), **head.meta(site, uri))
    if site.public:
        return
    written, modules = forms.modules(pages.theme.list_templates())
    for name in written:
        yield name, forms.without_remarks(pages.theme.get_source(pages.jinja, name)[0])
    for uri, deliverable in site.fill_in.items():
        if uri in site.changed:
            yield uri, _page(deliverable.title)  # which shows the problem, not the template
            continue
        exercise = site.exercise_of(deliverable)
        words = {
            "raw": deliverable.template.source.text,
            "form": forms.address(exercise),
            "guides": forms.guides(deliverable, exercise),
        }
        text = pages.draw("pages/template.md", deliverable=deliverable, **words)
        loads = {"modules": modules, "data": words["form"]}
        yield uri, _page(f"{deliverable.title}: fill it in", text, form=loads, search=head.LATER)
    yield from forms.files(site.exercises, site.page.deliverable)
    for uri in site.broken:
        yield uri, _page(uri)


def _page(title: str, text: str = "", **meta: Any) -> str:
    return f"{frontmatter.dumps(frontmatter.Post(text, None, title=title, **meta))}\n"
