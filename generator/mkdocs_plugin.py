"""The MkDocs plugin: a thin adapter, and the only module that imports MkDocs.

MkDocs gives the theme's shell, the authored pages, serve and deploy; everything else is done by ``build`` and ``site``.
Generated pages never enter MkDocs' ``Files``: ``site_dir`` is a staging folder while MkDocs works, and is restored
in ``on_post_build`` and ``on_build_error``. Nothing is ever written into ``docs_dir``.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config import config_options
from mkdocs.config.base import Config as PluginConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.templates import TemplateContext

from generator.build import Edition, compose, publish
from generator.catalogue import Catalogue, load_catalogue
from generator.config import Config, load_config
from generator.defaults import default_path
from generator.errors import BriefingError, ConfigurationError
from generator.progress import show_progress
from generator.site import (
    CONTENT,
    DESCRIPTION,
    TITLE,
    Shell,
    assemble_site,
    cut_shell,
    find_faults,
    write_tree,
)
from generator.site.shell import ADDRESS, FOLDER

log = get_plugin_logger("briefing")

HUBS = ("events", "countries", "quotes", "people", "organisations", "articles", "calendar", "method")
"""Sections in the navigation, in order; no other generated page is in it (the nav would make the build quadratic)."""

CONTENT_WITH_HEADING = f"{CONTENT}<h1"
"""Material adds a heading of its own to content without one."""


class BriefingOptions(PluginConfig):  # type: ignore[no-untyped-call]
    """Options below ``- briefing:`` in mkdocs.yml; the command line sets the same."""

    config = config_options.Optional(config_options.Type(str))
    content = config_options.Optional(config_options.Type(str))
    as_of = config_options.Optional(config_options.Type(str))
    frozen = config_options.Type(bool, default=False)
    quiet = config_options.Type(bool, default=False)


class BriefingPlugin(BasePlugin[BriefingOptions]):  # type: ignore[no-untyped-call]
    """Adds the briefing's pages to a MkDocs site."""

    def __init__(self) -> None:
        self._command: Literal["build", "gh-deploy", "serve"] = "build"
        self._mkdocs: MkDocsConfig | None = None
        self._site_dir: str | None = None
        self._stage: str | None = None
        self._settings: Config | None = None
        self._edition: Edition | None = None
        self._shells: dict[tuple[str, int], Shell] = {}
        self._theme: tuple[Environment, Files, Navigation] | None = None
        self._nav: Navigation | None = None
        self.problems = 0
        self.pages = 0
        self.articles = 0

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview: it never writes the registry."""
        self._command = command

    @event_priority(100)  # before the search, which takes the theme's language
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the briefing's settings, lend the theme, and let MkDocs build into a staging folder."""
        self._settings = self._read_settings(config)
        config.theme["language"] = self._settings.settings.language
        theme_folder = str(default_path("site_config/theme"))
        if theme_folder not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme_folder)
        self._refuse_precious(Path(config.site_dir))
        self._mkdocs, self._site_dir = config, config.site_dir
        self._stage = config.site_dir = _make_stage(self._settings.cache)
        self._shells.clear()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Compose and publish: everything that can go wrong does so before a page is written."""
        assert self._settings is not None
        try:
            progress = show_progress(self._catalogue, quiet=self.config.quiet)
            composition = compose(self._settings, progress=progress)
            if not composition.briefing.articles and self._command != "serve":
                raise ConfigurationError("no-articles", path=self._settings.content.as_posix())
            self._edition = publish(composition, progress=progress)
        except BriefingError as error:
            raise PluginError(self._catalogue.problem(error.problem)) from error
        self.problems = sum(problem.severity == "aside" for problem in composition.problems)
        self.articles = len(composition.briefing.articles)
        for problem in composition.problems:
            say = log.warning if problem.severity == "aside" else log.info
            say(self._catalogue.problem(problem))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the hubs before the authored pages."""
        titles = [(self._catalogue.text("home-title"), ".")]
        titles += [(self._catalogue.text(hub), f"{hub}/") for hub in HUBS]
        nav.items[:0] = [Link(title, url) for title, url in titles]
        self._nav = nav
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """MkDocs themes do not autoescape: from here on they do, and what is trusted HTML says so."""
        env.autoescape = True
        if config.copyright:
            config.copyright = Markup(config.copyright)  # noqa: S704 - written by the site's owner in mkdocs.yml
        assert self._nav is not None
        self._theme = (env, files, self._nav)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """An authored page's content and headings are trusted HTML, written by the site's owner."""
        page.content = Markup(page.content or "")  # noqa: S704
        _trust_headings(page.toc)
        return context

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the site: what MkDocs staged, and all generated pages in the theme's shell."""
        edition, settings, stage = self._edition, self._settings, self._stage
        assert (
            edition is not None and settings is not None and stage is not None and self._site_dir is not None
        )
        try:
            files = assemble_site(
                edition.pages,
                publication=edition.publication,
                registry=edition.composition.registry,
                catalogue=edition.catalogue,
                make_shell=lambda section, depth: self._make_shell(section, depth, config),
                staged=Path(stage),
                title=config.site_name,
                site_url=config.site_url,
                public=settings.settings.public,
                secure=self._command != "serve",
            )
            if not config.site_url:
                for name in ("sitemap.xml", "sitemap.xml.gz"):
                    (Path(stage) / name).unlink(missing_ok=True)
            for fault in find_faults(Path(stage), files, config.site_url):
                log.warning(self._catalogue.text("dead-link", page=fault.page, link=fault.link))
            write_tree(Path(self._site_dir), Path(stage), files)
            if self._publishes and settings.may_keep_registry:
                edition.composition.registry.save(settings.registry)
        except BriefingError as error:
            raise PluginError(self._catalogue.problem(error.problem)) from error
        self.pages = len(edition.pages)
        self._leave_stage()

    def on_shutdown(self) -> None:
        """Whatever ended the command, Ctrl-C too: no staging folder stays behind."""
        self._leave_stage()

    def on_build_error(self, *, error: Exception) -> None:
        """Give MkDocs its folder back, or ``gh-deploy`` would publish the staging folder."""
        self._leave_stage()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch what the site is made from, and nothing that is written while it is made."""
        assert self._settings is not None
        for path in _list_watched(self._settings):
            server.watch(str(path))
        return server

    # -- inside --------------------------------------------------------------------------------------------------

    @property
    def _catalogue(self) -> Catalogue:
        return load_catalogue(self._settings.settings.language if self._settings else "en")

    def _read_settings(self, config: MkDocsConfig) -> Config:
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        options = self.config
        try:
            return load_config(
                root=root,
                config=Path(options.config) if options.config else None,
                content=Path(options.content) if options.content else None,
                as_of=date.fromisoformat(options.as_of) if options.as_of else None,
                strict=bool(config.strict),
                frozen=options.frozen,
            )
        except BriefingError as error:
            raise PluginError(self._catalogue.problem(error.problem)) from error

    def _make_shell(self, section: str, depth: int, config: MkDocsConfig) -> Shell:
        """The theme rendered around tokens, once for each section and depth."""
        key = (section, depth)
        if key not in self._shells:
            assert self._theme is not None
            env, files, nav = self._theme
            page = _make_token_page(depth, config)
            active = [
                item
                for item in nav.items
                if isinstance(item, Link) and item.url == (f"{section}/" if section else ".")
            ]
            for item in active:
                item.active = True
            context = get_context(nav, files, config, page)
            html = env.get_template("main.html").render(context)
            for item in active:
                item.active = False
            self._shells[key] = cut_shell(html, CONTENT_WITH_HEADING)
        return self._shells[key]

    @property
    def _publishes(self) -> bool:
        """Whether the site goes where somebody may read it: ``mkdocs serve --clean`` says "build", into a folder that
        MkDocs made for the preview."""
        preview = Path(self._site_dir or "").parent == Path(tempfile.gettempdir())
        return self._command != "serve" and not (
            preview and Path(self._site_dir or "").name.startswith("mkdocs_")
        )

    def _refuse_precious(self, folder: Path) -> None:
        """The site's folder is emptied of what is no part of the site: it must not hold articles or settings."""
        assert self._settings is not None
        site = folder.resolve()
        kept = (self._settings.content, self._settings.folder, self._settings.root / "templates")
        if (
            any(site == path or site in path.parents for path in kept)
            or self._settings.content in site.parents
        ):
            error = ConfigurationError("site-folder-precious", path=site.as_posix())
            raise PluginError(self._catalogue.problem(error.problem)) from error

    def _leave_stage(self) -> None:
        """Give MkDocs its folder back, and remove the staging folder."""
        if self._mkdocs is not None and self._site_dir is not None:
            self._mkdocs.site_dir = self._site_dir
        if self._stage is not None:
            shutil.rmtree(self._stage, ignore_errors=True)
            self._stage = None


def _make_stage(cache: Path) -> str:
    """A folder for MkDocs to build into; in the system's temporary folder where the briefing's own cannot be
    written."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        return tempfile.mkdtemp(dir=cache, prefix="stage-")
    except OSError:
        return tempfile.mkdtemp(prefix="briefing-stage-")


def _make_token_page(depth: int, config: MkDocsConfig) -> MkDocsPage:
    """A page whose title, description, content and address are tokens; its folders only count its depth."""
    file = File.generated(config, "/".join([*(FOLDER for _ in range(depth)), "index.md"]), content="")
    page = MkDocsPage(TITLE, file, config)
    page.canonical_url = f"{config.site_url}{ADDRESS}" if config.site_url else None
    page.edit_url = None
    page.content = Markup(CONTENT_WITH_HEADING)  # noqa: S704 - a constant
    page.meta = {"title": TITLE, "description": DESCRIPTION, "hide": ["navigation", "toc"]}
    return page


def _trust_headings(headings: Iterable[AnchorLink]) -> None:
    for heading in headings:
        heading.title = Markup(heading.title)  # noqa: S704 - HTML made by Python-Markdown of an authored page
        _trust_headings(heading.children)


def _list_watched(settings: Config) -> list[Path]:
    """Articles, templates, settings and tables; never the registry or the cache."""
    candidates = [
        settings.content,
        settings.root / "templates",
        settings.root / "site_config" / "theme",
        settings.folder / "briefing.toml",
        settings.folder / "sources.toml",
        settings.folder / "house_style.toml",
        settings.folder / "mkdocs.yml",
        settings.corrections,
    ]
    return [path for path in candidates if path.exists()]
