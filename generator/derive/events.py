"""The update history: publication and every later change of a record, as feeds and history pages tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import attrgetter

from generator.model.records import Record
from generator.model.settings import Settings

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Event:
    """A change that the public is told of: number 1 is publication, `history[i]` number i + 2.

    `note` is what may be told of it anywhere: of a publication the record's summary.
    """

    record: Record
    number: int
    moment: datetime
    action: str
    note: str


def events_of(record: Record) -> Iterator[Event]:
    """Publication, then the record's history in the order written."""
    yield Event(record, 1, record.published_at, PUBLISHED, record.told_summary)
    for number, entry in enumerate(record.told_history, start=2):
        # A change on the day of publication has no hour of its own, and still comes after it.
        same_day = entry.date == record.published
        moment = record.published_at if same_day else midnight(entry.date)
        yield Event(record, number, moment, entry.action, entry.note)


def event_id(settings: Settings, event: Event) -> str:
    """The name that an event has for ever, in feeds and in open data."""
    return part_id(settings, event.record, str(event.number))


def part_id(settings: Settings, record: Record, part: str) -> str:
    """The tag (RFC 4151) of a part of a record's life: an event by its number, or something else by name.

    The same for ever: a record keeps the number that it was first published under, whatever number it has
    now; `disclosure check --base` guards that number, the day of publication and the order of the history,
    and the setting `feed_domain` keeps the domain when the site moves to another one.
    """
    return f"tag:{settings.tag_domain},{record.published.isoformat()}:{record.first_number}#{part}"


def newest_first(records: Iterable[Record]) -> list[Event]:
    """The events of all records, newest first; equal ones in the order of the records."""
    events = [event for record in records for event in events_of(record)]
    events.sort(key=attrgetter("moment", "number"), reverse=True)
    return events


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time())
