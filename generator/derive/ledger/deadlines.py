"""Deadlines as calendars: one of the whole site, one of each body that owes anything (公开期限日程).

An entry stands in them from the day on which its deadline can be told, if that is no further ahead than a
year. What is overdue stays for two years, what is settled for three months after its deadline: whoever noted
the day has to learn of it. What does not apply has no day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from generator.derive.calendars import Calendar, CalendarEvent
from generator.derive.events import events_of, midnight
from generator.derive.ledger.entries import SETTLED, Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.limit_words import limit_text
from generator.derive.ledger.rows import duty_url, lateness, span_name, state_label
from generator.derive.naming import Site

#: The file inside the site with all deadlines.
DEADLINES = "feeds/deadlines.ics"

_AHEAD, _OVERDUE, _SETTLED = timedelta(days=366), timedelta(days=731), timedelta(days=92)
#: The most events of a calendar, those next to the day of the build: phones read the whole file every day.
_MOST = 1000
#: The most records that an event names.
_RECORDS = 3


def deadlines_of(body: str) -> str:
    """The file with the deadlines of a body."""
    return f"feeds/departments/{body}-deadlines.ics"


def deadline_calendars(site: Site) -> Iterator[Calendar]:
    """The calendars; none where there are no duties."""
    if not site.catalog.duties:
        return
    ledger, words = ledger_of(site), site.words
    yield _calendar(site, DEADLINES, site.settings.site_name, words.deadlines_about, ledger.entries)
    for body, entries in ledger.by_body.items():
        name = site.department(body)
        about = words.fill("deadlines_about_body", body=name)
        yield _calendar(site, deadlines_of(body), name, about, entries)


def _calendar(site: Site, path: str, name: str, about: str, entries: Iterable[Entry]) -> Calendar:
    settings, as_of = site.settings, site.catalog.as_of
    dated = ((entry.deadline, entry) for entry in entries if entry.deadline)
    kept = [(deadline, entry) for deadline, entry in dated if _is_kept(entry, deadline, as_of)]
    near = sorted(kept, key=lambda pair: abs(pair[0] - as_of))[:_MOST]
    events = (_event(site, entry, deadline) for deadline, entry in near)
    return Calendar(
        path=path,
        address=settings.site_url + path,
        name=f"{name} · {site.words.deadlines}",
        description=about,
        language=settings.language,
        url=f"{settings.site_url}follow/",
        events=tuple(sorted(events, key=lambda event: (event.first, event.id))),
    )


def _is_kept(entry: Entry, deadline: date, as_of: date) -> bool:
    past = _SETTLED if entry.state in SETTLED else _OVERDUE
    return -_AHEAD <= as_of - deadline <= past


def _event(site: Site, entry: Entry, deadline: date) -> CalendarEvent:
    return CalendarEvent(
        id=f"deadline:{entry.id}@{site.settings.tag_domain}",
        title=_title(site, entry),
        description="\n".join(_description(site, entry, deadline)),
        url=site.settings.site_url + duty_url(entry.duty.id),
        first=deadline,
        last=deadline,
        changed=_changed(site, entry, deadline),
        sequence=sum(1 + len(record.history) for record in entry.records),
        categories=(site.words.deadlines, site.department(entry.body)),
    )


def _title(site: Site, entry: Entry) -> str:
    """Whose duty it is and for what, after its state: that it is only due goes without saying."""
    title = " · ".join((entry.duty.level2, span_name(site.words, entry), site.department(entry.body)))
    return title if entry.state == "due" else f"[{state_label(site.words, entry.state)}] {title}"


def _description(site: Site, entry: Entry, deadline: date) -> Iterator[str]:
    """Its state, by when, why, and what was disclosed for it."""
    words, root = site.words, site.settings.site_url
    # A count of days that goes on would change the file, and what phones have kept, every day.
    days = lateness(site, entry) if entry.state in SETTLED else ""
    standing = words.comma.join(filter(None, (state_label(words, entry.state), days)))
    day = deadline.isoformat()
    if entry.is_provisional and not entry.duty.limit.dates:  # a date that the duty names is no count of days
        day += f" ({words.ledger_provisional})"
    facts = (
        (words.ledger_state, standing),
        (words.ledger_deadline, day),
        (site.labels_of["duties"].name("limit"), limit_text(site, entry.duty.limit)),
        (words.ledger_body, site.department(entry.body)),
    )
    yield from (f"{label}{words.colon}{text}" for label, text in facts)
    for record in entry.records[:_RECORDS]:
        yield f"{record.title} {root}{record.url}"
    yield root + duty_url(entry.duty.id)


def _changed(site: Site, entry: Entry, deadline: date) -> datetime:
    """When the public last heard of it: what was disclosed, else that it was missed, or that it was owed."""
    moments = [event.moment for record in entry.records for event in events_of(record)]
    if entry.state == "overdue":
        moments.append(midnight(deadline + timedelta(days=1)))
    moments.append(midnight(min(entry.begins or deadline, site.catalog.as_of)))
    return max(moments).replace(tzinfo=site.settings.zone)
