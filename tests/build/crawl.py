"""Follows the links of a built site as if it were served below a sub-path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from .html import HtmlPage

BASE = "http://host.test/a/b/"
#: Shown for any missing address, at any depth: its links begin at the host's root, as `site_url` has it.
MISSING = "404.html"
#: What a page without an icon names, so that no browser asks the host for one.
NO_ICON = "data:,"


@cache
def _pages(site: Path) -> dict[str, HtmlPage]:
    files = sorted(path for path in site.rglob("*.html") if "assets" not in path.relative_to(site).parts)
    return {_url(site, path): HtmlPage.read(path) for path in files}


def _url(site: Path, path: Path) -> str:
    return path.relative_to(site).as_posix().removesuffix("index.html")


def pages_of(site: Path) -> Iterator[tuple[str, HtmlPage]]:
    """Every page by its address inside the site."""
    yield from _pages(site).items()


def dead_links(site: Path) -> list[str]:
    """Links of any kind that lead to no file or no place in it, each as `page -> address`."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    dead = []
    for url, document in pages_of(site):
        if url == MISSING:
            continue
        for address in set(document.addresses()):
            if _is_external(address) or _leads_somewhere(site, files, url, address):
                continue
            dead.append(f"{url} -> {address}")
    return sorted(dead)


def _is_external(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in ("mailto", "tel") or address == NO_ICON


def _leads_somewhere(site: Path, files: set[str], url: str, address: str) -> bool:
    parts = urlsplit(urljoin(BASE + url, address))
    target = unquote(parts.geturl().partition("#")[0].partition("?")[0])
    if not target.startswith(BASE):
        return False
    path = target.removeprefix(BASE)
    if path.endswith("/") or not path:
        path += "index.html"
    if path not in files:
        return False
    fragment = unquote(parts.fragment)
    page = _pages(site).get(path.removesuffix("index.html"))
    return not fragment or (page is not None and fragment in page.ids)
