"""The one module that knows MkDocs: prose pages, theme assets and the page frames come from here.

Leaving MkDocs means writing this module anew: others use `render_portal` and `Portal` only.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.markup.sanitise import clean_prose
from generator.model.settings import Settings
from generator.render.assets import ASSETS, read_assets
from generator.render.foreign import lang_attribute
from generator.render.templates import compiled, told

#: Where the frame of each depth stands while MkDocs runs; the folder is emptied afterwards.
_FRAME_FOLDER = "disclosure-frame"
#: Of the theme's own files only the style sheets are needed; its scripts serve what the frame leaves out.
_THEME_STYLES = "assets/stylesheets/"


class PortalError(Exception):
    """MkDocs could not render the prose pages; the text is its own."""


@dataclass(frozen=True)
class Portal:
    """The frame of each depth (0 is the home page's), the addresses of prose pages, the folder of assets."""

    frames: Mapping[int, str]
    pages: tuple[str, ...]
    assets: str


class DisclosurePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Lets MkDocs accept the section `disclosure`, and gives the templates what a build hands over."""

    def load_config(self, options: Any, config_file_path: str | None = None) -> tuple[list[Any], list[Any]]:
        """Accept the section as it is: generator.ingest.settings has checked it."""
        self.handover: Mapping[str, Any] = options.pop("handover", {})
        self.depths: int = options.pop("depths", 0)
        return super().load_config({}, config_file_path)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frame pages, and a home page where there is none; of assets keep the theme's sheets."""
        for file in list(files):
            if file.src_uri.startswith(ASSETS) and not _is_theme_style(file):
                files.remove(file)
        if not files.get_file_from_path("index.md"):
            files.append(File.generated(config, "index.md", content=""))
        for depth in range(1, self.depths + 1):
            address = "/".join([_FRAME_FOLDER] * depth) + "/index.md"
            page = "---\ntemplate: frame.html\n---\n"
            files.append(File.generated(config, address, content=page, inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """The strip of the navigation has no levels."""
        nav.items = list(_leaves(nav.items))
        return nav

    def on_pre_page(self, page: Page, **_: Any) -> Page:
        """Nothing is edited in a frame."""
        page.edit_url = None
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """The home page's heading is the site's own."""
        if page.is_homepage:
            page.meta["template"] = "home.html"
        return markdown

    def on_page_content(self, html: str, **_: Any) -> str:
        """Prose is written by departments as records are: no script of theirs reaches the public either."""
        return clean_prose(html)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Templates see what the build hands over (`text`, `site`, …) and the theme's style sheets."""
        sheets = sorted(file.src_uri for file in files if _is_theme_style(file))
        env.globals.update(stylesheets=sheets, **self.handover)
        env.filters["lang"] = partial(lang_attribute, language=self.handover["text"].language)
        env.bytecode_cache = compiled("portal", str(config.theme["language"]))
        return env


def render_portal(
    settings: Settings, site: Path, depths: int, handover: Mapping[str, Any], addresses: Collection[str]
) -> Portal:
    """Render prose pages, assets and the frames of depth 0 to `depths` into the folder `site`.

    `handover` are values for the templates, `addresses` those that the navigation may lead to besides prose.

    Raises PortalError, with MkDocs' own words where it is to blame.
    """
    with _quiet() as complaints, _fixed_time(), _docs(settings) as docs:
        try:
            assets = read_assets(settings.overrides, settings.look)
            handed = {**handover, "assets": assets.folder}
            config = _config(settings, site, docs, depths, handed, addresses)
            mkdocs_build(config)
            assets.write(site)
        except (MkDocsException, Abort, ConfigurationError, jinja2.TemplateError, OSError) as error:
            raise PortalError("; ".join([told(error), *complaints])) from error
    frames = {0: (site / "index.html").read_text(encoding="utf-8")}
    for depth in range(1, depths + 1):
        path = site.joinpath(*[_FRAME_FOLDER] * depth, "index.html")
        frames[depth] = path.read_text(encoding="utf-8")
    shutil.rmtree(site / _FRAME_FOLDER, ignore_errors=True)
    for leftover in ("sitemap.xml", "sitemap.xml.gz"):  # ours are written later
        (site / leftover).unlink(missing_ok=True)
    return Portal(frames, tuple(_prose_pages(docs, site, settings)), assets.folder)


def _config(
    settings: Settings,
    site: Path,
    docs: Path,
    depths: int,
    handover: Mapping[str, Any],
    addresses: Collection[str],
) -> MkDocsConfig:
    config = load_config(
        str(settings.config),
        docs_dir=str(docs),
        site_dir=str(site),
        site_name=settings.site_name,
        site_url=settings.site_url,
    )
    plugin = config.plugins["disclosure"]
    assert isinstance(plugin, DisclosurePlugin)
    plugin.depths, plugin.handover = depths, handover
    config.theme["language"] = settings.language
    if config.nav:
        config.nav = list(_existing(config.nav, docs, addresses))
    return config


def _is_theme_style(file: File) -> bool:
    return file.src_uri.startswith(_THEME_STYLES) and file.is_css()


def _existing(nav: list[Any], docs: Path, addresses: Collection[str]) -> Iterator[Any]:
    """The navigation without what this content tree does not have: prose pages and addresses of the site."""
    for item in nav:
        target = next(iter(item.values())) if isinstance(item, dict) else item
        if isinstance(target, list):
            children = list(_existing(target, docs, addresses))
            if children:
                yield {next(iter(item)): children}
        elif _exists(str(target), docs, addresses):
            yield item


def _leaves(items: list[Any]) -> Iterator[Any]:
    for item in items:
        yield from _leaves(item.children) if item.children else (item,)


def _exists(target: str, docs: Path, addresses: Collection[str]) -> bool:
    if target.endswith(".md"):
        return target == "index.md" or (docs / target).is_file()
    return "://" in target or target in addresses


def _prose_pages(docs: Path, site: Path, settings: Settings) -> Iterator[str]:
    if docs != settings.pages:
        yield ""
        return
    for path in sorted(docs.rglob("*.md")):
        url = settings.page_url(path)
        if (site / url / "index.html").is_file():
            yield url


@contextmanager
def _docs(settings: Settings) -> Iterator[Path]:
    """The folder of prose pages; an empty one for a content tree without."""
    if settings.pages.is_dir():
        yield settings.pages
        return
    with tempfile.TemporaryDirectory(prefix="disclosure-docs-") as empty:
        yield Path(empty)


@contextmanager
def _quiet() -> Iterator[list[str]]:
    """Keep MkDocs' log off the terminal, and its errors for ours."""
    complaints: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR:
                complaints.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Keep()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield complaints
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


@contextmanager
def _fixed_time() -> Iterator[None]:
    """MkDocs prints the time of the build here and there; two builds of one commit must be equal."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = before or str(int(datetime(2020, 1, 1, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
