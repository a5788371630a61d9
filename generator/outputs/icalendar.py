"""Calendar files: iCalendar (RFC 5545) of whole days, with the properties of RFC 7986 that name a calendar.

Our own writer: the package `icalendar` takes half a second to load and 2 ms for each event, and all that is
needed is below. It reads what we write in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from generator.derive.calendars import Calendar, CalendarEvent

#: The longest line in octets, without its end (section 3.1).
_LONGEST = 75
#: How long programs may wait before they ask again (RFC 7986, section 5.7).
_REFRESH = "PT12H"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

#: A calendar needs something in it (section 3.6); where there are no events, a zone that nothing refers to.
_EMPTY = (
    *("BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)


def write_calendar(site: Path, calendar: Calendar) -> None:
    """Write a calendar below `site`."""
    file = site / calendar.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(icalendar(calendar))


def icalendar(calendar: Calendar) -> bytes:
    """A calendar as an iCalendar object. It has no METHOD: DTSTAMP then says when an event last changed."""
    return b"".join(folded(line) for line in _lines(calendar))


def folded(line: str) -> bytes:
    """A content line with its end, cut at 75 octets and never inside a character."""
    data = line.encode()
    if len(data) <= _LONGEST:
        return data + b"\r\n"
    parts = []
    while len(data) > _LONGEST:
        cut = _LONGEST
        while data[cut] & 0xC0 == 0x80:  # the middle of a character
            cut -= 1
        parts.append(data[:cut])
        data = b" " + data[cut:]
    return b"\r\n".join((*parts, data, b""))


def text_value(text: str) -> str:
    """A text as a value (section 3.3.11), without what no text may hold."""
    if not text.isprintable():  # most are
        text = _NOT_TEXT.sub("", "\n".join(text.splitlines()))
    return text.translate(_ESCAPES)


def _lines(calendar: Calendar) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//disclosure-catalog//disclosure//{calendar.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    for name in ("NAME", "X-WR-CALNAME"):  # the standard's, and what programs knew before
        yield f"{name}:{text_value(calendar.name)}"
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        yield f"{name}:{text_value(calendar.description)}"
    yield f"URL:{calendar.url}"
    yield f"SOURCE;VALUE=URI:{calendar.address}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}"
    yield f"X-PUBLISHED-TTL:{_REFRESH}"
    for event in calendar.events:
        yield from _event(event)
    if not calendar.events:
        yield from _EMPTY
    yield "END:VCALENDAR"


def _event(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text_value(event.id)}"
    changed = _moment(event.changed)
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    if event.last < date.max:  # no day comes after that one; without an end an event takes a day
        yield f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}"  # the day after the last
    yield f"SUMMARY:{text_value(event.title)}"
    yield f"DESCRIPTION:{text_value(event.description)}"
    yield f"URL:{event.url}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(text_value, event.categories))}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy for it
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
