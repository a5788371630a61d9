"""What else there is of a page, for its head: the same as data, calendars of deadlines, further feeds.

The feeds that a page offers to be seen, too, are `Page.feeds`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.data_files import JSON, files_by_page
from generator.derive.feeds import FORMATS, changes_of
from generator.derive.ledger.deadlines import DEADLINES, deadlines_of
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.rows import body_url, duty_url
from generator.derive.naming import Site
from generator.derive.record_data import record_data_url
from generator.derive.views import Page
from generator.model.addresses import DUTIES, LEDGER
from generator.model.records import Record

_CALENDAR = "text/calendar"


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of a page: its media type, its address inside the site, and what it is called, or "".

    `format` is that of data as people call it, "" of feeds and calendars.
    """

    type: str
    url: str
    title: str = ""
    format: str = ""


def alternates(site: Site, page: Page, record: Record | None = None) -> Sequence[Alternate]:
    """The other forms of a page; `record` is the one whose page it is."""
    if record:
        data = record_data_url(record)
        return (Alternate(JSON, data),) if data else ()
    by_page: Mapping[str, Sequence[Alternate]] = site.once("alternates", lambda: _by_page(site))
    return by_page.get(page.url, ())


def _by_page(site: Site) -> Mapping[str, Sequence[Alternate]]:
    found: defaultdict[str, list[Alternate]] = defaultdict(list)
    for address, files in files_by_page(site).items():
        found[address] += (Alternate(file.media_type, file.path, file.title, file.format) for file in files)
    for address, offered in (*_calendars(site), *_feeds(site)):
        found[address].append(offered)
    return dict(found)


def _calendars(site: Site) -> Iterator[tuple[str, Alternate]]:
    """The deadlines of the site or of a body, by the addresses of the pages that show them."""
    title = site.words.deadlines
    if site.catalog.duties:
        for address in (LEDGER, DUTIES):
            yield address, Alternate(_CALENDAR, DEADLINES, title)
    for body in ledger_of(site).by_body:
        calendar = Alternate(_CALENDAR, deadlines_of(body), f"{site.department(body)} · {title}")
        for address in (site.catalog.departments[body].url, body_url(body)):
            yield address, calendar


def _feeds(site: Site) -> Iterator[tuple[str, Alternate]]:
    """A body's changes on its own page, its feed on those of its ledger and its guide to requests, and on a
    duty's page the feeds of its categories."""
    for body in site.catalog.departments.values():
        name = site.name_of(body)
        for changes in _formats(changes_of(body.id), f"{name} · {site.words.feed_changes}"):
            yield body.url, changes
        for address in filter(None, (body_url(body.id), body.request_url)):
            for feed in _formats(f"feeds/departments/{body.id}", name):
                yield address, feed
    for duty in site.catalog.duties.values():
        for path in duty.categories:
            if path in site.catalog.categories:
                for feed in _formats(f"feeds/categories/{path}", site.name_of(site.catalog.categories[path])):
                    yield duty_url(duty.id), feed


def _formats(feed: str, title: str) -> Iterator[Alternate]:
    for each in FORMATS:
        yield Alternate(each.type, f"{feed}{each.ending}", f"{title} ({each.name})")
