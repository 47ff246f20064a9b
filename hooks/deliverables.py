"""MkDocs events in, build errors out. What is thought lives in portfolio/, which knows no MkDocs.

SPEC section 5 says what each mode does. A build goes to a folder beside the site, which replaces
the site only when all is well, so the last good site stays whatever fails. `portfolio.yml` says
`extra.edition: public`: then the site is the portfolio alone.
"""

from __future__ import annotations

import logging
import os
import posixpath
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # the contract alone decides; and it is faster

import frontmatter
from macros import macros
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import get_toc
from portfolio import folders, formats, forms, head, pictures, privacy, scan
from portfolio.exercise import ExerciseError
from portfolio.pages import Page, Pages
from portfolio.prose import SectionsDifferError
from portfolio.site import Site, read_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.plugins.deliverables")
logging.getLogger("mkdocs.plugins.mkdocs_macros").setLevel(logging.WARNING)
_NO = ("false", "no", "off", "0")
_THEME = Path(__file__).resolve().parent.parent / "overrides"


@dataclass
class _Build:
    """What one build knows. MkDocs keeps hook modules between builds: on_config makes it anew."""

    site: Site
    pages: Pages
    site_dir: str
    files: Files | None = None


_command = "build"
_build: _Build


def on_startup(command: str, **_: Any) -> None:
    global _command
    _command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _build
    docs = Path(config.docs_dir)
    folder = Path(os.environ.get("PORTFOLIO_DIR") or docs).absolute()
    required = os.environ.get("REQUIRE_DELIVERABLES", "").lower() not in _NO
    if not folder.is_dir():
        raise PluginError(f"PORTFOLIO_DIR: there is no folder {folder}")
    try:
        today = datetime.now(UTC).date()
        modes = {"serving": _command == "serve", "required": required}
        public = config.extra.get("edition") == "public"
        site = read_site(docs, folder, today, **modes, public=public)
    except ExerciseError as error:
        raise PluginError(str(error)) from None
    _build = _Build(site, Pages(_THEME), config.site_dir)
    if public:
        config.site_name = site.title(site.front)
        if not site.reader(site.front).views.person.index:
            config.theme.static_templates.discard("sitemap.xml")
    else:
        plugin: Any = config.plugins["macros"]
        plugin.register_macros(macros(_build.pages, site.exercises, lambda: _here(plugin.page)))
    config.nav = site.shown_nav(config.nav)
    if site.serving:
        config.watch = [*config.watch, str(folder)]
    _tell_problems(site)
    return config


def _tell_problems(site: Site) -> None:
    """Log every problem; stop a build for those that stop it."""
    base = Path.cwd()
    for uri in site.strays:
        log.warning("%s names a deliverable and has another name: it is left out of the site", uri)
    if site.serving:
        for found in (*site.errors(), *site.warnings()):
            log.info(formats.problem_text(found, base))
        return
    for found in site.warnings():
        log.warning(formats.problem_text(found, base))
    errors = site.errors()
    for found in errors:
        log.error(formats.problem_text(found, base))
    if errors:
        raise PluginError(f"{formats.count(len(errors), 'problem')} to mend; nothing is built.")


@event_priority(-100)
def on_pre_build(config: MkDocsConfig) -> None:
    if not _build.site.serving:
        config.site_dir = str(folders.beside(Path(_build.site_dir)))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    site = _build.site
    travel, docs = site.images(), Path(config.docs_dir)
    mine = [f.src_uri for f in files if f.src_dir and Path(f.src_dir) == docs]
    hidden = [] if site.public else filter(site.is_hidden_file, mine)
    if site.public:
        files = Files([file for file in files if privacy.is_of_the_public_theme(file.src_uri)])
    for uri in [*site.strays, *site.answers, *site.templates, *site.broken, *hidden, *travel]:
        if file := files.get_file_from_path(uri):
            files.remove(file)
    for uri, path in travel.items():
        files.append(File.generated(config, uri, content=pictures.published(path)))
    for uri in filter(site.is_shown, site.answers):
        files.append(_generated(config, uri, site.title(uri), **head.meta(site, uri)))
    if not site.public:
        _append_pages_to_fill_in(files, config)
    _build.files = files
    return files


def _append_pages_to_fill_in(files: Files, config: MkDocsConfig) -> None:
    site = _build.site
    for uri, asked in site.templates.items():
        if uri in site.changed:
            files.append(_generated(config, uri, asked.title))
            continue
        words = {"raw": asked.template.source.text, "form": forms.address(site.exercise_of(asked))}
        text = _build.pages.draw("pages/template.md", asked=asked, **words)
        files.append(_generated(config, uri, f"{asked.title}: fill it in", text, form="yes"))
    for uri, text in forms.files(site.exercises, site.page.asked):
        files.append(File.generated(config, uri, content=text))
    for uri in site.broken:
        files.append(_generated(config, uri, uri))


def _generated(config: MkDocsConfig, uri: str, title: str, text: str = "", **meta: str) -> File:
    post = frontmatter.Post(text, None, title=title, **meta)
    return File.generated(config, uri, content=frontmatter.dumps(post) + "\n")


def on_page_markdown(markdown: str, page: MkDocsPage, **_: Any) -> str:
    return _build.site.without_absent_links(markdown, page.file.src_uri)


def on_page_content(html: str, page: MkDocsPage, **_: Any) -> str:
    site, uri = _build.site, page.file.src_uri
    if found := site.broken.get(uri) or site.changed.get(uri):
        return _build.pages.draw("pages/problems.html", title=uri, problems=[found])
    if uri not in site.answers:
        return html
    drawn = _answer_page(page)
    page.toc = get_toc(
        [{"level": n, "id": i, "name": t, "children": []} for n, i, t in drawn.headings]
    )
    return drawn.html


def _answer_page(page: MkDocsPage) -> Page:
    site, uri, resolve = _build.site, page.file.src_uri, _resolver(page.file)
    answer = site.answers[uri]
    if answer.begun:
        try:
            return _build.pages.answer(answer, site.shown_parts(uri), site.reader(uri), resolve)
        except SectionsDifferError as error:
            raise PluginError(f"{uri} cannot be drawn as it was read: {error}") from None
    words = {"asked": answer.asked, "template": resolve(answer.asked.template_file)}
    return Page(_build.pages.draw("pages/not-begun.html", **words))


def _resolver(here: File) -> Callable[[str], str | None]:
    """Return what turns a link as written on a page into an address, or None: no such page."""

    def resolve(link: str) -> str | None:
        path, mark, anchor = link.partition("#")
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(here.src_uri), unquote(path)))
        if uri == _build.site.page.asked.file:
            uri = _build.site.front
        file = _build.files.get_file_from_path(uri) if _build.files else None
        return file.url_relative_to(here) + mark + anchor if file else None

    return resolve


def _here(page: MkDocsPage) -> dict[str, Any]:
    return {"page": page.meta, "address": _resolver(page.file)}


def on_page_context(context: Any, page: MkDocsPage, **_: Any) -> Any:
    site, uri = _build.site, page.file.src_uri
    if site.public:
        context["portfolio"] = head.about(site, uri, page.canonical_url)
    elif site.serving and site.required:
        words = {"site": site, "address": _resolver(page.file)}
        context["progress"] = _build.pages.draw("pages/progress.html", **words)
    return context


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    if _build.site.serving:
        return
    site, made = Path(_build.site_dir), Path(config.site_dir)
    _stop_leaks(made)
    try:
        folders.replace(site, made)
    except OSError as error:
        raise PluginError(f"{site} cannot be replaced, close what uses it: {error}") from None
    config.site_dir = _build.site_dir  # `mkdocs gh-deploy` publishes from here


def _stop_leaks(made: Path) -> None:
    files = {file.src_uri: file for file in _build.files or ()}
    shown = {uri: files[uri] for uri in filter(_build.site.is_shown, _build.site.answers)}
    pages = {uri: scan.Made(made / file.dest_uri, file.url) for uri, file in shown.items()}
    found = list(_build.site.leaks(made, pages, _build.pages.own_words()))
    for uri, name in found:
        log.error("%s would show %s, which you marked private: take it out of the text", uri, name)
    if found:
        raise PluginError("Something private would be told; the site stays as it was.")


def on_build_error(**_: Any) -> None:
    if "_build" in globals() and not _build.site.serving:
        shutil.rmtree(folders.beside(Path(_build.site_dir)), ignore_errors=True)
