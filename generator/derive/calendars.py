"""Calendars that people subscribe to: days that matter, as plain values. `outputs.icalendar` writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something that takes whole days, from `first` to `last`, both included.

    `id` is the same for ever; `changed` is when the public last heard of a change, with a zone; `sequence` is
    how many changes there were. `url` is absolute; `description` is plain text of several lines.
    """

    id: str
    title: str
    description: str
    url: str
    first: date
    last: date
    changed: datetime
    sequence: int = 0
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar by the days of its events; `path` is its file inside the site, `url` the page about it."""

    path: str
    address: str  # absolute
    name: str
    description: str
    language: str
    url: str
    events: tuple[CalendarEvent, ...]
