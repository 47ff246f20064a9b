"""MkDocs events in, build errors out. The logic is in portfolio/, which does not know MkDocs.

For the modes of a build, see docs/reference.md, Build. A build writes to a folder beside the site
and replaces the site only when all is well, so whatever fails, the last good site stays. With
`extra.edition: public`, as in `portfolio.yml`, the site is the portfolio alone.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # none may change the rules; and it is faster

from glossary import tooltips
from macros import macros
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_build_datetime
from portfolio.ask.exercise import EXAMPLE
from portfolio.problems import count, problem_text, shown_path
from portfolio.publish import export, failures, folders, generated, head, ports, redaction, scan
from portfolio.publish.modes import modes
from portfolio.publish.pages import Page, Pages
from portfolio.publish.publishable import Publishable
from portfolio.publish.site import Site, read_site
from portfolio.read import chosen_folder
from whole import kept_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.plugins.deliverables")
logging.getLogger("mkdocs.plugins.mkdocs_macros").setLevel(logging.WARNING)
# Of role.md and role.mdown, MkDocs would pick one; here the navigation does, and the log says so
logging.getLogger("mkdocs.structure.files").addFilter(lambda r: "conflicts with" not in r.msg)
_NOWHERE = "https://site.invalid/"
_THEME = Path(__file__).resolve().parent.parent / "overrides"


class _Hook:
    """The state of one build. MkDocs keeps this module between builds, so `on_config` resets it."""

    command = "build"
    place: folders.Place | None = None  # where the site goes; `mkdocs serve` has its own
    config: MkDocsConfig
    site: Site
    pages: Pages
    publishable: Publishable
    files: Files
    site_dir: str
    image: str  # of the front page, as links show it: its place in the site

    def on_startup(self, command: str, **_: Any) -> None:
        self.command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.on_shutdown()
        docs, project = Path(config.docs_dir), Path(config.config_file_path).parent
        folder = Path(os.environ.get("PORTFOLIO_DIR") or docs).absolute()
        mode = modes(self.command, config.extra.get("edition"), os.environ)
        config.site_dir = out = str(mode.site_dir(Path(config.site_dir)))
        sources = (docs, folder, _THEME, project)
        self.place = None if mode.serving else folders.take(Path(out), sources, log.info)
        chosen_folder.look_at(folder)
        site = read_site(docs, folder, get_build_datetime().date(), mode, config.nav)
        self.config, self.site_dir, self.files, self.image = config, config.site_dir, Files([]), ""
        self.site, self.pages, self.publishable = site, Pages(_THEME), Publishable(site, config)
        if site.public:
            config.site_name = site.title(site.front)
            if not site.is_listed(site.front):
                config.theme.static_templates.discard("sitemap.xml")
        else:
            tips = tooltips(docs)
            config.mdx_configs["abbr"] = {"glossary": tips}
            plugin: Any = config.plugins["macros"]
            made_of = (self.pages, site.exercises, site.page.deliverable)
            plugin.register_macros(macros(*made_of, lambda: self._here(plugin.page), tips))
        config.nav = site.shown_nav(config.nav)
        if site.serving:
            config.watch = [*config.watch, str(folder)]
        _tell_problems(site)
        return config

    @event_priority(-100)
    def on_pre_build(self, config: MkDocsConfig) -> None:
        if self.place:
            config.site_dir = str(self.place.new)

    @event_priority(-100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        self.files = taken = self._without_docs(files, config)
        for uri in self.publishable.of_docs(dict(taken.src_uris)):
            where = (config.docs_dir, config.site_dir, config.use_directory_urls)
            taken.append(files.get_file_from_path(uri) or File(uri, *where))
        for uri, text in generated.files(self.site, self.pages):
            taken.append(File.generated(config, uri, content=text))
        return taken

    def _without_docs(self, files: Files, config: MkDocsConfig) -> Files:
        mine = {file.src_uri for file in files if file.src_dir == config.docs_dir}
        others = Files([file for file in files if file.src_uri not in mine])
        if any(Path(folder, uri).is_file() for folder in config.theme.dirs for uri in mine):
            others.add_files_from_theme(config.theme.get_env(), config)  # which docs/ had replaced
        wanted = redaction.is_of_the_public_theme if self.site.public else redaction.is_of_the_theme
        return Files([file for file in others if wanted(file.src_uri)])

    def on_page_markdown(self, markdown: str, page: MkDocsPage, **_: Any) -> str:
        self.pages.stop_if_failed()
        return self.site.without_absent_links(markdown, page.file.src_uri)

    def on_page_content(self, html: str, page: MkDocsPage, **_: Any) -> str:
        site, uri = self.site, page.file.src_uri
        if found := site.broken.get(uri) or site.changed.get(uri):
            return self.pages.draw("pages/problems.html", title=uri, problems=[found])
        if uri not in site.answers:
            return kept_whole(html)
        drawn = self._answer_page(page)
        tokens: Any = [
            {"level": n, "id": i, "name": t, "children": []} for n, i, t in drawn.headings
        ]
        page.toc = get_toc(tokens)
        return drawn.html if site.public else kept_whole(drawn.html)

    def _answer_page(self, page: MkDocsPage) -> Page:
        site, uri = self.site, page.file.src_uri
        answer, resolve = site.answers[uri], self._resolver(page.file, uri)
        if not answer.begun:
            return self.pages.not_begun(answer.deliverable, resolve)
        if (image := site.image_of_links(uri)) and self.config.site_url:
            self.image = resolve(image) or ""
        return self.pages.answer(answer, site.shown_parts(uri), site.reader(uri), resolve)

    def _resolver(self, here: File, beside: str) -> Callable[[str], str | None]:
        """Return a function from a link to its address on a page, or None if it has none.

        Args:
            here: the page.
            beside: the page in whose folder the link begins, or nothing: it begins in docs/.
        """

        def resolve(link: str) -> str | None:
            files, publishable = self.files, self.publishable
            uri, anchor = publishable.place(link, beside, files.src_uris)
            if uri not in files.src_uris and (path := publishable.path(uri)):
                files.append(File.generated(self.config, uri, abs_src_path=str(path)))
            file = files.get_file_from_path(uri)
            return file.url_relative_to(here) + anchor if file else None

        return cache(resolve)  # a page may name one picture ten thousand times

    @event_priority(-100)
    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Choose the pictures and PDF files: now all pages are rendered, and nothing is copied."""
        pages = [(file.page.content or "", file.page.url) for file in files if file.page]
        pages.append((f'<img src="{self.image}">', ""))
        for uri, content in self.publishable.attached(pages, config.site_url or _NOWHERE):
            if content is None:
                files.remove(files.src_uris[uri])
            else:
                files.src_uris[uri].content_bytes = content
        for level, line in self.publishable.log_lines(Path.cwd()):
            log.log(level, "%s", line)
        return env

    def _here(self, page: MkDocsPage) -> dict[str, Any]:
        uri, address = page.file.src_uri, self._resolver(page.file, "")
        example = self.site.reader(f"{EXAMPLE}/").views
        return {"uri": uri, "page": page.meta, "address": address, "example": example}

    def on_page_context(self, context: Any, page: MkDocsPage, **_: Any) -> Any:
        site, uri = self.site, page.file.src_uri
        if site.public:
            image = self.image and f"{self.config.site_url}{self.image}"
            context["portfolio"] = head.about(site, uri, page.canonical_url, image)
        elif site.serving and site.mode.required:
            words = {"site": site, **self._here(page)}
            context["progress"] = self.pages.draw("pages/progress.html", **words)
        return context

    def on_serve(self, _: Any, config: MkDocsConfig, **__: Any) -> None:
        if fault := ports.why_closed(*config.dev_addr):
            raise Abort(fault)

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        if not self.place:
            return
        export.write(self.site, self.pages, Path(config.site_dir))
        self._stop_leaks(Path(config.site_dir))
        warned = any(getattr(each, "counts", None) for each in logging.getLogger("mkdocs").handlers)
        if config.strict and warned:  # MkDocs looks after this event: too late for the last site
            raise Abort("Aborted with warnings in strict mode; the last site stays.")
        self.place.replace()
        log.info(
            f"Your site is in {shown_path(Path(self.site_dir), Path.cwd())}: open index.html there."
        )
        config.site_dir = self.site_dir  # `mkdocs gh-deploy` publishes from here

    def _stop_leaks(self, built: Path) -> None:
        files = self.files.src_uris
        shown = {uri: files[uri] for uri in filter(self.site.is_shown, self.site.answers)}
        pages = {uri: scan.BuiltPage(built / f.dest_uri, f.url) for uri, f in shown.items()}
        found = list(self.site.exposures(built, pages, self.pages.template_text()))
        for each in found:
            log.error(problem_text(each, Path.cwd()))
        if found:
            raise PluginError("Something private would be revealed; the site stays as it was.")

    def on_build_error(self, error: Exception, **_: Any) -> None:
        self.on_shutdown()
        if message := failures.message(error, _THEME, Path.cwd()):
            log.error(message, exc_info=log.isEnabledFor(logging.DEBUG) and error)
            raise Abort("Nothing is built.") from None

    def on_shutdown(self, **_: Any) -> None:  # the only event of an interrupted build
        if self.place:
            self.place.leave()


def _tell_problems(site: Site) -> None:
    """Log every problem; stop the build if one of them must."""
    base = Path.cwd()
    for found in site.notes():
        log.info(problem_text(found, base))
    if site.serving:
        for found in (*site.errors(), *site.warnings()):
            log.info(problem_text(found, base))
        return
    for found in site.warnings():
        log.warning(problem_text(found, base))
    errors = site.errors()
    for found in errors:
        log.error(problem_text(found, base))
    if errors:
        raise PluginError(f"{count(len(errors), 'problem')} to fix; nothing is built.")


_hook = _Hook()
on_startup = _hook.on_startup
on_config = _hook.on_config
on_pre_build = _hook.on_pre_build
on_files = _hook.on_files
on_page_markdown = _hook.on_page_markdown
on_page_content = _hook.on_page_content
on_env = _hook.on_env
on_page_context = _hook.on_page_context
on_serve = _hook.on_serve
on_post_build = _hook.on_post_build
on_build_error = _hook.on_build_error
on_shutdown = _hook.on_shutdown
