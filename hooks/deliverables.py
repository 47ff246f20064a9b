"""MkDocs events in, build errors out. What is thought lives in portfolio/, which knows no MkDocs.

SPEC section 5 says what each mode does. A build goes to a folder beside the site, which replaces
the site only when all is well, so the last good site stays whatever fails. `portfolio.yml` says
`extra.edition: public`: then the site is the portfolio alone.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # the contract alone decides; and it is faster

from macros import macros
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import get_toc
from portfolio import failures, folders, formats, generated, given, head, ports, privacy, scan
from portfolio.leaving import Leaving
from portfolio.pages import Page, Pages
from portfolio.site import Site, read_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.plugins.deliverables")
logging.getLogger("mkdocs.plugins.mkdocs_macros").setLevel(logging.WARNING)
# MkDocs chooses between role.md and role.mdown; here the navigation does, and the log says it
logging.getLogger("mkdocs.structure.files").addFilter(lambda r: "conflicts with" not in r.msg)
_THEME = Path(__file__).resolve().parent.parent / "overrides"


@dataclass
class _Build:
    """What one build knows. MkDocs keeps hook modules between builds: on_config makes it anew."""

    site: Site
    pages: Pages
    config: MkDocsConfig
    site_dir: str
    leaving: Leaving
    files: Files = field(default_factory=lambda: Files([]))


_command = "build"
_build: _Build
_place: folders.Place | None = None  # where the site goes; `mkdocs serve` has its own


def on_startup(command: str, **_: Any) -> None:
    global _command
    _command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _build, _place
    on_shutdown()
    docs, project = Path(config.docs_dir), Path(config.config_file_path).parent
    folder = Path(os.environ.get("PORTFOLIO_DIR") or docs).absolute()
    required = os.environ.get("REQUIRE_DELIVERABLES", "").lower() not in ("false", "no", "off", "0")
    serving, public = _command == "serve", config.extra.get("edition") == "public"
    sources = (docs, folder, _THEME, project)
    _place = None if serving else folders.take(Path(config.site_dir), sources, log.info)
    given.look_at(folder)
    modes = {"serving": serving, "required": required, "public": public}
    site = read_site(docs, folder, datetime.now(UTC).date(), **modes, nav=config.nav)
    _build = _Build(site, Pages(_THEME), config, config.site_dir, Leaving(site, config))
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
    if _place:
        config.site_dir = str(_place.made)


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    _build.files = taken = _without_docs(files, config)
    for uri in _build.leaving.of_docs(dict(taken.src_uris)):
        where = (config.docs_dir, config.site_dir, config.use_directory_urls)
        taken.append(files.get_file_from_path(uri) or File(uri, *where))
    for uri, text in generated.files(_build.site, _build.pages):
        taken.append(File.generated(config, uri, content=text))
    return taken


def _without_docs(files: Files, config: MkDocsConfig) -> Files:
    mine = {file.src_uri for file in files if file.src_dir == config.docs_dir}
    others = Files([file for file in files if file.src_uri not in mine])
    if any(Path(folder, uri).is_file() for folder in config.theme.dirs for uri in mine):
        others.add_files_from_theme(config.theme.get_env(), config)  # those that docs/ hid
    if _build.site.public:
        others = Files([f for f in others if privacy.is_of_the_public_theme(f.src_uri)])
    return others


def on_page_markdown(markdown: str, page: MkDocsPage, **_: Any) -> str:
    _build.pages.stop_if_failed()
    return _build.site.without_absent_links(markdown, page.file.src_uri)


def on_page_content(html: str, page: MkDocsPage, **_: Any) -> str:
    site, uri = _build.site, page.file.src_uri
    if found := site.broken.get(uri) or site.changed.get(uri):
        return _build.pages.draw("pages/problems.html", title=uri, problems=[found])
    if uri not in site.answers:
        return html
    drawn = _answer_page(page)
    tokens: Any = [{"level": n, "id": i, "name": t, "children": []} for n, i, t in drawn.headings]
    page.toc = get_toc(tokens)
    return drawn.html


def _answer_page(page: MkDocsPage) -> Page:
    site, uri, resolve = _build.site, page.file.src_uri, _resolver(page.file)
    answer = site.answers[uri]
    if answer.begun:
        return _build.pages.answer(answer, site.shown_parts(uri), site.reader(uri), resolve)
    words = {"asked": answer.asked, "template": resolve(answer.asked.template_file)}
    return Page(_build.pages.draw("pages/not-begun.html", **words))


def _resolver(here: File) -> Callable[[str], str | None]:
    """Return what turns a link as written on a page into an address, or None: no such page."""

    def resolve(link: str) -> str | None:
        files, leaving = _build.files, _build.leaving
        uri, anchor = leaving.place(link, here.src_uri, files.src_uris)
        if uri not in files.src_uris and (path := leaving.path(uri)):
            files.append(File.generated(_build.config, uri, abs_src_path=str(path)))
        file = files.get_file_from_path(uri)
        return file.url_relative_to(here) + anchor if file else None

    return cache(resolve)  # a page may name one picture ten thousand times


@event_priority(-100)
def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Choose the pictures and PDF files: every page is drawn now, and nothing is copied yet."""
    pages = [(file.page.content or "", file.page.url) for file in files if file.page]
    for uri, content in _build.leaving.attached(pages, config.site_url or "https://site.invalid/"):
        if content is None:
            files.remove(files.src_uris[uri])
        else:
            files.src_uris[uri].content_bytes = content
    for level, line in _build.leaving.told(Path.cwd()):
        log.log(level, "%s", line)
    return env


def _here(page: MkDocsPage) -> dict[str, Any]:
    return {"page": page.meta, "address": _resolver(page.file)}


def on_page_context(context: Any, page: MkDocsPage, **_: Any) -> Any:
    site, uri = _build.site, page.file.src_uri
    if site.public:
        context["portfolio"] = head.about(site, uri, page.canonical_url)
    elif site.serving and site.required:
        words = {"site": site, **_here(page)}
        context["progress"] = _build.pages.draw("pages/progress.html", **words)
    return context


def on_serve(_: Any, config: MkDocsConfig, **__: Any) -> None:
    if fault := ports.fault(*config.dev_addr):
        raise Abort(fault)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    if not _place:
        return
    _stop_leaks(Path(config.site_dir))
    warned = any(getattr(each, "counts", None) for each in logging.getLogger("mkdocs").handlers)
    if config.strict and warned:  # MkDocs says so after this event: too late for the site
        raise Abort("Aborted with warnings in strict mode; the last site stays.")
    _place.replace()
    config.site_dir = _build.site_dir  # `mkdocs gh-deploy` publishes from here


def _stop_leaks(made: Path) -> None:
    files = _build.files.src_uris
    shown = {uri: files[uri] for uri in filter(_build.site.is_shown, _build.site.answers)}
    pages = {uri: scan.Made(made / file.dest_uri, file.url) for uri, file in shown.items()}
    found = list(_build.site.leaks(made, pages, _build.pages.own_words()))
    for each in found:
        log.error(formats.problem_text(each, Path.cwd()))
    if found:
        raise PluginError("Something private would be told; the site stays as it was.")


def on_build_error(error: Exception, **_: Any) -> None:
    on_shutdown()
    if told := failures.told(error, _THEME, Path.cwd()):
        log.error(told, exc_info=log.isEnabledFor(logging.DEBUG) and error)
        raise Abort("Nothing is built.") from None


def on_shutdown(**_: Any) -> None:  # a build that somebody interrupts has no other event
    if _place:
        _place.leave()
