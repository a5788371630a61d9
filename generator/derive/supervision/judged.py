"""Which entries of the ledger can be judged: those whose deadline is over, also of what is kept up for ever.

A standing duty (长期公开) has one entry, which tells how it stands today. How it stood before is worked out
here from the records behind that entry: it is kept up until what was published last is too old; on that day
it is judged whether there was an update in time, and what is there then says until when it is kept up next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.naming import Site
from generator.model.durations import Duration
from generator.model.duties import STATUTORY_DAYS
from generator.model.records import Record
from generator.model.workdays import WorkCalendar


def judged_of(site: Site) -> Sequence[tuple[Entry, date]]:
    """The judged entries of a site, each with its deadline, worked out once."""

    def judged() -> Sequence[tuple[Entry, date]]:
        entries, catalog = ledger_of(site).entries, site.catalog
        return sorted(judged_entries(entries, catalog.calendar, catalog.as_of), key=lambda pair: pair[1])

    found: Sequence[tuple[Entry, date]] = site.once("judged entries", judged)
    return found


def judged_entries(
    entries: Iterable[Entry], calendar: WorkCalendar, as_of: date
) -> Iterator[tuple[Entry, date]]:
    """The entries whose deadline is over, each with it; not those that do not apply."""
    for entry in entries:
        if entry.state == "not_applicable" or entry.deadline is None:
            continue
        if entry.duty.limit.max_age:
            yield from _earlier(entry, calendar, as_of)
        if entry.deadline < as_of:
            yield entry, entry.deadline


def _earlier(entry: Entry, calendar: WorkCalendar, as_of: date) -> Iterator[tuple[Entry, date]]:
    """How a standing duty was judged before, up to the deadline that its entry has today."""
    updates = sorted(_updates(entry), key=lambda update: update[:2])
    begins = entry.begins or date.min
    known = [until for day, until, _ in updates if day <= begins]
    deadline = max([calendar.after(begins, STATUTORY_DAYS), *map(calendar.on_or_after, known)])
    while deadline < min(as_of, entry.deadline or as_of):
        in_time = [update for update in updates if update[0] <= deadline]
        if max((until for _, until, _ in in_time), default=date.min) > deadline:
            day, _, record = in_time[-1]
        elif len(in_time) < len(updates):
            day, _, record = updates[len(in_time)]
        else:
            return
        state = "nil" if record.kind == "nil_report" else "met" if day <= deadline else "met_late"
        span = deadline.isoformat()
        settled = replace(entry, span=span, state=state, deadline=deadline, met_on=day, records=(record,))
        yield settled, deadline
        known = [until for when, until, _ in updates if when <= max(day, deadline)]
        deadline = calendar.on_or_after(max(known))


def _updates(entry: Entry) -> Iterator[tuple[date, date, Record]]:
    """The publications and changes that kept the duty up: each with the day until which it did."""
    age = Duration.parse(entry.duty.limit.max_age)
    for record in entry.records:
        end = (record.expires or record.updated) if record.has_ended else date.max
        for day in {record.published, *(change.date for change in record.history)}:
            until = min(age.after(day), end)
            if until > day:
                yield day, until, record
