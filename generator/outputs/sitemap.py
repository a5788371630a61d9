"""`sitemap.xml` and `robots.txt`, by which search engines find every page and what changed (sitemaps.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from generator.model.addresses import DATA_PAGE, REGISTER
from generator.model.catalog import Catalog
from generator.model.records import Record
from generator.model.register import KIND, RegisterEntry

#: The most addresses, and the most bytes, that one file may hold (sitemaps.org).
LIMIT, LIMIT_BYTES = 50_000, 50 * 1024 * 1024

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
_FOOT = "</{}>\n"
_PAGING = re.compile(r"page/[0-9]+/$")


def write_sitemap(
    site: Path,
    site_url: str,
    addresses: Iterable[str],
    changes: Mapping[str, date],
    limit: int = LIMIT,
    limit_bytes: int = LIMIT_BYTES,
) -> None:
    """Write `sitemap.xml` for pages by their addresses inside the site; `site_url` ends with a slash.

    `changes` has the day of the last change by address (see `last_changes`); the pages of a long list share
    that of the first. A page without one gets no date: a wrong one would be worse. What is beyond a limit
    makes more files, `sitemap-1.xml` and so on; `sitemap.xml` then is their index.
    """
    listed = sorted(set(addresses))
    pages = [(site_url + quote(address, safe="/%"), _changed(address, changes)) for address in listed]
    parts = list(_parts([_entry("url", *page) for page in pages], limit, limit_bytes))
    if len(parts) < 2:
        _write(site / "sitemap.xml", "urlset", *parts)
        return
    index, start = [], 0
    for number, part in enumerate(parts, start=1):
        name = f"sitemap-{number}.xml"
        _write(site / name, "urlset", part)
        days = [day for _, day in pages[start : start + len(part)] if day]
        index.append(_entry("sitemap", site_url + name, max(days, default=None)))
        start += len(part)
    _write(site / "sitemap.xml", "sitemapindex", index)


def _parts(entries: Iterable[str], limit: int, limit_bytes: int) -> Iterator[list[str]]:
    """The entries in as few files as hold them, in order."""
    around = len(_HEAD) + len(_FOOT) + 2 * len("urlset")
    part: list[str] = []
    size = around
    for entry in entries:
        length = len(entry)  # ASCII: addresses are percent-encoded
        if part and (len(part) == limit or size + length > limit_bytes):
            yield part
            part, size = [], around
        part.append(entry)
        size += length
    if part:
        yield part


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

    A list changed when the newest of its records did, a body's page also when one below it published. A
    record's page says what later records did to it: that changes it as well. The register changes with its
    entries, and on the day that one of them becomes overdue.
    """
    changes: dict[str, date] = {}
    numbers = {
        number: record.url
        for record in catalog.records
        for number in (record.index_number, *record.former_index_numbers)
    }

    def changed(address: str, day: date) -> None:
        changes[address] = max(day, changes.get(address, date.min))

    for record in catalog.records:
        updated = record.updated
        changed(record.url, updated)
        for address in _lists_of(catalog, record):
            changed(address, updated)
        for day in (record.published, *(entry.date for entry in record.history)):
            changed(f"history/{day:%Y-%m}/", day)
        for relation in record.relations:
            if relation.target in numbers:
                changed(numbers[relation.target], record.published)
        if record.withdrawal and record.withdrawal.successor in numbers:
            changed(numbers[record.withdrawal.successor], updated)
        if record.kind == KIND and not record.body_is_removed:
            changed(REGISTER, updated)
            entry = RegisterEntry.of(record)
            if entry.is_overdue(catalog.as_of):
                for address in (REGISTER, record.url):
                    changed(address, entry.next_review + timedelta(days=1))
    return changes


def _lists_of(catalog: Catalog, record: Record) -> Iterator[str]:
    """Every page that lists a record, or counts it."""
    year = record.published.year
    yield from ("", "history/", "departments/", "categories/", "years/", "titles/", DATA_PAGE)
    yield f"departments/{record.department}/{year}/"
    yield from (f"departments/{body}/" for body in _with_those_above(catalog, record.department))
    yield f"years/{year}/"
    yield f"titles/{year}/"
    yield from _branch("categories", record.category)
    for subject in record.subjects:
        yield "subjects/"
        yield from _branch("subjects", subject)


def _with_those_above(catalog: Catalog, department: str) -> Iterator[str]:
    """A body and those it is below; a circle ends where it began."""
    seen: set[str] = set()
    while department in catalog.departments and department not in seen:
        seen.add(department)
        yield department
        department = catalog.departments[department].extra.get("parent", "")


def _branch(tree: str, path: str) -> Iterator[str]:
    while path:
        yield f"{tree}/{path}/"
        path = path.rpartition("/")[0]


def _changed(address: str, changes: Mapping[str, date]) -> date | None:
    return changes.get(_PAGING.sub("", address))


def _entry(item: str, address: str, changed: date | None) -> str:
    lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<{item}><loc>{escape(address)}</loc>{lastmod}</{item}>\n"


def _write(file: Path, root: str, entries: Iterable[str] = ()) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD.format(root))
        out.writelines(entries)
        out.write(_FOOT.format(root))
