"""Feeds of the update history: for the whole site, each department and each category, and of changes alone.

An entry stands for one event in a record's life: publication is event 1, `history[i]` event i + 2. A record's
events are all kept, also those of a record that has ended since: a feed tells what happened, not what is in
force. Changes have feeds of their own for the site and each department; a category's are in its feed, marked
by their titles and a category of the entry, since 300 categories would make 900 more files.

What an entry may say: header, summary and the notes of changes, as the record's page does, never the
content. A feed is copied by readers and cannot be called back: when a record is withdrawn, the entry of its
publication falls back to the header, of a removed text every earlier one does; they count as changed on that
day, and readers overwrite what they have kept. The withdrawal itself says what the record's page says of it,
with the reason, and nothing of a removed text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.derive.consultations import last_day_label
from generator.derive.events import PUBLISHED, Event, event_id, midnight
from generator.derive.naming import Site
from generator.derive.states import states_of
from generator.derive.tombstone import tombstone, withdrawal_entry
from generator.derive.views import Link
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format that every feed is written in: its name, the ending of its files, its media type."""

    name: str
    ending: str
    type: str


#: In the order in which readers are offered them: RSS is what most people have heard of.
FORMATS = (
    FeedFormat("RSS", ".rss", "application/rss+xml"),
    FeedFormat("Atom", ".atom", "application/atom+xml"),
    FeedFormat("JSON", ".json", "application/feed+json"),
)

#: The most characters of a summary or note that an entry tells: the page has the rest, and readers fetch all
#: entries whenever one is new.
_LONGEST = 1000

#: Addresses without the ending.
ALL, CHANGES = "feeds/all", "feeds/changes"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One event. `id` is the same for ever, days and hours are in RFC 3339, addresses absolute.

    `updated` differs from `published` where a withdrawal changed what the entry says. `said` are the record's
    own words on the event, "" where only its header may be told; `summary` is that or the header, in a line;
    `facts` are the header and what else is known, by label. `categories` are pairs of key and name: the
    record's category, below those above it, and the action of a change.
    """

    id: str
    title: str
    url: str
    published: str
    updated: str
    said: str
    summary: str
    facts: tuple[tuple[str, Link], ...]
    author: str
    categories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest entry first; `path` is its file inside the site, without the ending."""

    path: str
    address: str  # absolute, without the ending
    title: str
    description: str
    author: str
    language: str
    page_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def site_feeds(site: Site) -> tuple[Link, ...]:
    """The feeds of the whole site, by their addresses without the ending."""
    name = site.settings.site_name
    return (Link(name, ALL), Link(f"{name} · {site.words.feed_changes}", CHANGES))


def changes_of(department: str) -> str:
    """The address of the feed of a department's changes, without the ending."""
    return f"feeds/departments/{department}/changes"


def feeds_of(site: Site) -> Iterator[Feed]:
    """Every feed of the site, that of everything first; one without any has the date of the oldest event.

    A category's feed includes its children's records. Only the newest `settings.feed_size` events are kept.
    """
    newest = _newest_events(site)
    writer = _Writer(site)
    words = site.words
    for feed in site_feeds(site):
        about = words.feed_about if feed.url == ALL else words.feed_about_changes
        yield writer.feed(feed, "history/", about, newest[feed.url])
    for department in site.catalog.departments.values():
        name = site.name_of(department)
        address = f"feeds/departments/{department.id}"
        yield writer.feed(writer.named(name, address), department.url, words.feed_about, newest[address])
        changes = writer.named(f"{name} · {words.feed_changes}", changes_of(department.id))
        yield writer.feed(changes, department.url, words.feed_about_changes, newest[changes.url])
    for category in site.catalog.categories:
        address = f"feeds/categories/{category.path}"
        named = writer.named(site.name_of(category), address)
        yield writer.feed(named, f"categories/{category.path}/", words.feed_about, newest[address])


def _newest_events(site: Site) -> Mapping[str, list[Event]]:
    """The events of each feed by its address, those that last changed first."""
    limit = site.settings.feed_size
    newest: defaultdict[str, list[Event]] = defaultdict(list)
    for event in sorted(site.indexes.events, key=_updated, reverse=True):
        for address in _addresses(event):
            if len(newest[address]) < limit:
                newest[address].append(event)
    return newest


def _addresses(event: Event) -> Iterator[str]:
    """The feeds that tell of an event."""
    yield ALL
    yield f"feeds/departments/{event.record.department}"
    if event.action != PUBLISHED:
        yield CHANGES
        yield changes_of(event.record.department)
    path = event.record.category
    while path:
        yield f"feeds/categories/{path}"
        path = path.rpartition("/")[0]


def _updated(event: Event) -> datetime:
    """When what an entry says changed last: at its event, or when the record was withdrawn after it."""
    withdrawal = _withdrawal(event.record)
    return max(event.moment, withdrawal) if withdrawal else event.moment


def _withdrawal(record: Record) -> datetime | None:
    entry = withdrawal_entry(record)
    return midnight(entry.date) if entry else None


class _Writer:
    """Puts events into words; an event that several feeds show is worded once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._zone = site.settings.zone
        self._entries: dict[tuple[str, int], FeedEntry] = {}
        told = site.indexes.events
        self._first = told[-1].moment if told else midnight(site.catalog.as_of)

    def named(self, name: str, address: str) -> Link:
        """A feed of a part of the site."""
        return Link(f"{self._site.settings.site_name} · {name}", address)

    def feed(self, feed: Link, page: str, about: str, events: list[Event]) -> Feed:
        """A feed of events; `page` is what it is about, relative to the site's root."""
        settings = self._site.settings
        return Feed(
            path=feed.url,
            address=settings.site_url + feed.url,
            title=feed.text,
            description=about,
            author=settings.site_name,
            language=settings.language,
            page_url=settings.site_url + page,
            updated=self._moment(_updated(events[0]) if events else self._first),
            entries=tuple(self._entry(event) for event in events),
        )

    def _entry(self, event: Event) -> FeedEntry:
        key = (event.record.index_number, event.number)
        if key not in self._entries:
            self._entries[key] = self._worded(event)
        return self._entries[key]

    def _worded(self, event: Event) -> FeedEntry:
        site, record = self._site, event.record
        said, header = self._said(event), tuple(self._header(record))
        return FeedEntry(
            id=event_id(site.settings, event),
            title=self._title(event),
            url=site.settings.site_url + record.url,
            published=self._moment(event.moment),
            updated=self._moment(_updated(event)),
            said=said,
            summary=said or " · ".join(f"{label}{site.words.colon}{value.text}" for label, value in header),
            facts=(*header, *self._more(event)),
            author=site.department(record.department),
            categories=tuple(self._categories(event)),
        )

    def _categories(self, event: Event) -> Iterator[tuple[str, str]]:
        tree, path = self._site.catalog.categories, event.record.category
        for each in (*(above for above, _ in tree[path].trail), path):
            yield each, self._site.name_of(tree[each])
        if event.action != PUBLISHED:
            yield event.action, self._action(event)

    def _title(self, event: Event) -> str:
        title = event.record.title
        if self._site.settings.is_internal(event.record.path):
            title = f"[{self._site.labels.value('disclosure.audience', 'internal')}] {title}"
        return title if event.action == PUBLISHED else f"[{self._action(event)}] {title}"

    def _action(self, event: Event) -> str:
        return self._site.labels.value("history.action", event.action)

    def _said(self, event: Event) -> str:
        """What the record's own words tell of an event, "" where only its header may."""
        is_taken_back = event.record.status == "withdrawn" and event.action == PUBLISHED
        said = "" if is_taken_back else event.note
        return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"

    def _header(self, record: Record) -> Iterator[tuple[str, Link]]:
        values = {
            "index_number": record.index_number,
            "document_number": record.document_number,
            "department": self._site.department(record.department),
            "issued": record.issued.isoformat(),
        }
        yield from ((self._site.labels.name(key), Link(value)) for key, value in values.items() if value)

    def _more(self, event: Event) -> Iterator[tuple[str, Link]]:
        """What is told below the header: the day of comments, the change of state, why and for what."""
        site, record = self._site, event.record
        labels, words = site.labels, site.words
        if record.status == "draft_for_comment" and record.expires:
            yield last_day_label(site, record), Link(record.expires.isoformat())
        names = [labels.value("status", state) for state in _states(event)]
        if names:
            yield labels.name("status"), Link(" → ".join(names))
        stone = tombstone(site, record) if _tells_of_withdrawal(event) else None
        for label, fact in stone.facts if stone else ():
            if label != words.withdrawn_note:
                yield label, Link(fact.text, fact.url and site.settings.site_url + fact.url)
        if event.action != PUBLISHED:
            url = f"{site.settings.site_url}{record.url}#history"
            yield words.record_history, Link(f"{event.moment:%Y-%m-%d} {self._action(event)}", url)

    def _moment(self, moment: datetime) -> str:
        # RFC 3339 has no seconds in an offset; zones before 1901 (local mean time) do.
        return moment.replace(tzinfo=self._zone).isoformat(timespec="seconds")[:25]


def _states(event: Event) -> Iterator[str]:
    """What a record was and what an event made of it, as far as known; of a withdrawn one, what it is."""
    record = event.record
    if record.status == "withdrawn" and not _tells_of_withdrawal(event):
        yield record.status
    elif event.number > 1:
        yield from filter(None, states_of(record)[event.number - 2] or ())


def _tells_of_withdrawal(event: Event) -> bool:
    """Whether an event is the withdrawal of a record that is withdrawn now, or came after it."""
    entry = withdrawal_entry(event.record)
    return entry is not None and event.number - 2 >= event.record.history.index(entry)
