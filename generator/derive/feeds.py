"""Feeds of the update history: for the whole site, each department and each category.

An entry stands for one event in a record's life: publication is event 1, `history[i]` event i + 2. A record's
events are all kept, also those of a record that has ended since: a feed tells what happened, not what is in
force. A record that is not shown to everybody is told of by its header only; so is one that was withdrawn,
though its page still stands: a feed is copied by readers and cannot be called back. A record whose text was
removed has no entries at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.derive.events import PUBLISHED, Event, event_id, midnight, newest_first
from generator.model.catalog import Catalog
from generator.model.labels import FieldLabels
from generator.model.records import Record
from generator.model.settings import Settings


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One event. `id` is the same for ever, `moment` in RFC 3339, `categories` pairs of path and name."""

    id: str
    title: str
    url: str
    moment: str
    summary: str
    author: str
    categories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest entry first; `path` is its file inside the site, without the ending."""

    path: str
    address: str  # absolute, without the ending
    title: str
    author: str
    language: str
    page_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def feeds_of(catalog: Catalog, settings: Settings, labels: FieldLabels) -> Iterator[Feed]:
    """Every feed of the site, `feeds/all` first; one without entries has the date the catalog stands for.

    A category's feed includes its children's records. Only the newest `settings.feed_size` events are kept.
    """
    newest = _newest_events(catalog, settings.feed_size)
    writer = _Writer(catalog, settings, labels)
    yield writer.feed("all", "", "history/", newest["all"])
    for department in catalog.departments.values():
        path = f"departments/{department.id}"
        yield writer.feed(path, department.name, f"{path}/", newest[path])
    for category in catalog.categories:
        path = f"categories/{category.path}"
        yield writer.feed(path, category.name, f"{path}/", newest[path])


def _newest_events(catalog: Catalog, limit: int) -> Mapping[str, list[Event]]:
    """The newest events for each feed's path below `feeds/`, newest first."""
    newest: defaultdict[str, list[Event]] = defaultdict(list)
    for event in newest_first(record for record in catalog.records if not record.body_is_removed):
        for path in _paths(event.record):
            if len(newest[path]) < limit:
                newest[path].append(event)
    return newest


def _paths(record: Record) -> Iterator[str]:
    yield "all"
    yield f"departments/{record.department}"
    path = record.category
    while path:
        yield f"categories/{path}"
        path = path.rpartition("/")[0]


class _Writer:
    """Puts events into words; an event that several feeds show is worded once."""

    def __init__(self, catalog: Catalog, settings: Settings, labels: FieldLabels) -> None:
        self._catalog = catalog
        self._settings = settings
        self._labels = labels
        self._zone = settings.zone
        self._entries: dict[tuple[str, int], FeedEntry] = {}

    def feed(self, path: str, name: str, page: str, events: list[Event]) -> Feed:
        site = self._settings
        return Feed(
            path=f"feeds/{path}",
            address=f"{site.site_url}feeds/{path}",
            title=f"{site.site_name} · {name}" if name else site.site_name,
            author=site.site_name,
            language=site.language,
            page_url=site.site_url + page,
            updated=self._moment(events[0].moment if events else midnight(self._catalog.as_of)),
            entries=tuple(self._entry(event) for event in events),
        )

    def _entry(self, event: Event) -> FeedEntry:
        key = (event.record.index_number, event.number)
        if key not in self._entries:
            self._entries[key] = self._worded(event)
        return self._entries[key]

    def _worded(self, event: Event) -> FeedEntry:
        record = event.record
        category = self._catalog.categories[record.category]
        return FeedEntry(
            id=event_id(self._settings, event),
            title=self._title(event),
            url=self._settings.site_url + record.url,
            moment=self._moment(event.moment),
            summary=self._summary(event),
            author=self._catalog.departments[record.department].name,
            categories=(*category.trail, (category.path, category.name)),
        )

    def _title(self, event: Event) -> str:
        title = event.record.title
        if self._settings.is_internal(event.record.path):
            title = f"[{self._labels.value('disclosure.audience', 'internal')}] {title}"
        if event.action == PUBLISHED:
            return title
        return f"[{self._labels.value('history.action', event.action)}] {title}"

    def _summary(self, event: Event) -> str:
        record = event.record
        if not record.body_is_public:
            return self._header(record)
        if event.action != PUBLISHED:
            return event.note or self._header(record)
        return (record.status != "withdrawn" and record.summary) or self._header(record)

    def _header(self, record: Record) -> str:
        values = {
            "index_number": record.index_number,
            "document_number": record.document_number,
            "department": self._catalog.departments[record.department].name,
            "issued": record.issued.isoformat(),
        }
        mark = ": " if self._labels.language == "en" else "："
        return " · ".join(f"{self._labels.name(key)}{mark}{value}" for key, value in values.items() if value)

    def _moment(self, moment: datetime) -> str:
        # RFC 3339 has no seconds in an offset; zones before 1901 (local mean time) do.
        return moment.replace(tzinfo=self._zone).isoformat(timespec="seconds")[:25]
