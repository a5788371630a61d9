"""What pages of a built site weigh over the wire: a first visit with all assets, and the next page.

    disclosure build && python -m tests.benchmarks.weight site

Counted are the files that a browser asks for while it loads a page (styles, scripts and the modules they
import, pictures, the icon), each compressed as hosts do it; headers are not. The next page finds all assets
of the first in the browser's cache: their addresses change with what is in them.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from statistics import median_low
from urllib.parse import unquote, urljoin

import brotli

#: What a page loads by itself, by tag: the attribute that names it. Lazy pictures load when they are near.
_LOADED = {"link": "href", "script": "src", "img": "src"}
_RELATIONS = frozenset(("stylesheet", "icon", "modulepreload", "preload"))
_IMPORT = re.compile(
    r"""^\s*(?:import|(?:import|export)\b[^;'"()]*\bfrom)\s*["'](\.[^"']+)["']""", re.MULTILINE
)
_CSS_URL = re.compile(r"""url\(["']?(?!data:|#)([^"')]+)["']?\)""")
_BASE = "http://site/"

#: The ways in which hosts compress: at the levels that nginx and others use while they answer.
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gzip -6": lambda data: gzip.compress(data, 6, mtime=0),
    "brotli": lambda data: brotli.compress(data, quality=6),
}
_PACKED = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff2"))


@dataclass(frozen=True)
class Weight:
    """Bytes of a page by itself, and of all that it loads, as sent."""

    page: int
    files: dict[str, int]

    @property
    def first(self) -> int:
        """A first visit."""
        return self.page + sum(self.files.values())

    def after(self, other: Weight) -> int:
        """A visit by one who comes from the other page."""
        return self.page + sum(size for path, size in self.files.items() if path not in other.files)


class _Loads(HTMLParser):
    """Collects the addresses that a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_asked_for = tag != "link" or _RELATIONS & set((given.get("rel") or "").split())
        if tag in _LOADED and is_asked_for and given.get("loading") != "lazy":
            self.found += [address for address in [given.get(_LOADED[tag])] if address]


def loaded_by(site: Path, page: str) -> list[str]:
    """The files that the page at this address loads, by path inside the site, each once."""
    parser = _Loads()
    parser.feed((site / page / "index.html").read_text("utf-8"))
    found: dict[str, None] = {}
    waiting = [urljoin(_BASE + page, address) for address in parser.found]
    while waiting:
        address = waiting.pop(0)
        path = unquote(address.removeprefix(_BASE).partition("?")[0])
        if not address.startswith(_BASE) or path in found:
            continue
        found[path] = None
        waiting += [urljoin(address, named) for named in _named_in(site / path)]
    return list(found)


@cache
def _named_in(file: Path) -> tuple[str, ...]:
    pattern = {".js": _IMPORT, ".css": _CSS_URL}.get(file.suffix)
    return tuple(pattern.findall(file.read_text("utf-8"))) if pattern else ()


def weigh(site: Path, page: str, way: str = "gzip -6") -> Weight:
    """What the page at this address weighs if a host compresses in this way."""
    return Weight(
        _size(site / page / "index.html", way),
        {path: _size(site / path, way) for path in loaded_by(site, page)},
    )


@cache
def _size(file: Path, way: str) -> int:
    data = file.read_bytes()
    return len(data) if file.suffix in _PACKED else len(COMPRESS[way](data))


def records_of(site: Path) -> list[str]:
    """The addresses of all records."""
    pages = sorted(site.glob("records/*/index.html"))
    return [
        f"records/{page.parent.name}/" for page in pages if "<article" in page.read_text("utf-8")
    ]  # others only lead on


def median_record(site: Path, way: str = "gzip -6") -> str:
    """The address of the record whose first visit has the middle weight."""
    weights = {address: weigh(site, address, way).first for address in records_of(site)}
    middle = median_low(weights.values())
    return next(address for address, weight in weights.items() if weight == middle)


def _lines(site: Path) -> Iterator[str]:
    for way in COMPRESS:
        middle = median_record(site, way)
        first = weigh(site, middle, way)
        later = [weigh(site, address, way).after(first) for address in records_of(site) if address != middle]
        yield f"{way}: {middle}"
        for path, size in sorted(((middle, first.page), *first.files.items()), key=lambda each: -each[1]):
            yield f"  {size:7,}  {path}"
        yield f"  {first.first:7,}  first visit"
        yield f"  {median_low(later):7,}  next record (median), {max(later):,} at most"


if __name__ == "__main__":
    print("\n".join(_lines(Path(sys.argv[1]))))
