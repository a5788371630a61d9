"""`sitemap.xml` and `robots.txt`, by which search engines find every page and what changed (sitemaps.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from generator.model.catalog import Catalog
from generator.model.records import Record

#: The most addresses that one file may hold (sitemaps.org); ours are short, its 50 MB are never reached.
LIMIT = 50_000

_PAGING = re.compile(r"page/[0-9]+/$")


def write_sitemap(
    site: Path, site_url: str, addresses: Iterable[str], changes: Mapping[str, date], limit: int = LIMIT
) -> None:
    """Write `sitemap.xml` for pages by their addresses inside the site; `site_url` ends with a slash.

    `changes` has the day of the last change by address (see `last_changes`); the pages of a long list share
    that of the first. A page without one gets no date: a wrong one would be worse. Addresses beyond `limit`
    make more files, `sitemap-1.xml` and so on; `sitemap.xml` then is their index.
    """
    entries = [_entry(site_url, address, changes) for address in sorted(set(addresses))]
    if len(entries) <= limit:
        _write(site / "sitemap.xml", "urlset", "url", entries)
        return
    parts = [entries[start : start + limit] for start in range(0, len(entries), limit)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        _write(site / name, "urlset", "url", part)
    _write(site / "sitemap.xml", "sitemapindex", "sitemap", [_loc(site_url + name) for name in names])


def write_robots(site: Path, site_url: str, *, is_internal: bool = False) -> None:
    """Write `robots.txt`: everything may be read, and the sitemap is there; of the internal edition, nothing.

    Search engines read it at the root of a host only: for a site in a sub-path, the portal's own robots.txt
    has to name the sitemap.
    """
    allowed = f"Allow: /\n\nSitemap: {site_url}sitemap.xml"
    text = f"User-agent: *\n{'Disallow: /' if is_internal else allowed}\n"
    (site / "robots.txt").write_text(text, encoding="utf-8", newline="\n")


def last_changes(catalog: Catalog) -> dict[str, date]:
    """The day of the last true change of each record's page and of each list's, by address.

    A list changed when the newest of its records did.
    """
    changes: dict[str, date] = {}
    for record in catalog.records:
        updated = changes[record.url] = record.updated
        for address in _lists_of(record):
            changes[address] = max(updated, changes.get(address, date.min))
        for day in (record.published, *(entry.date for entry in record.history)):
            month = f"history/{day:%Y-%m}/"
            changes[month] = max(day, changes.get(month, date.min))
    return changes


def _lists_of(record: Record) -> Iterator[str]:
    yield from ("", "history/", "departments/", "categories/", "titles/")
    yield f"departments/{record.department}/"
    yield f"departments/{record.department}/{record.published.year}/"
    yield f"years/{record.published.year}/"
    yield f"titles/{record.published.year}/"
    yield from _branch("categories", record.category)
    for subject in record.subjects:
        yield from _branch("subjects", subject)


def _branch(tree: str, path: str) -> Iterator[str]:
    while path:
        yield f"{tree}/{path}/"
        path = path.rpartition("/")[0]


def _entry(site_url: str, address: str, changes: Mapping[str, date]) -> str:
    changed = changes.get(_PAGING.sub("", address))
    lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return _loc(site_url + quote(address, safe="/%")) + lastmod


def _loc(address: str) -> str:
    return f"<loc>{escape(address)}</loc>"


def _write(file: Path, root: str, item: str, entries: Sequence[str]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n')
        out.writelines(f"<{item}>{entry}</{item}>\n" for entry in entries)
        out.write(f"</{root}>\n")
