"""What is, or was, overdue: rows of the supervision page and of bulletins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.rows import EntryRow, entry_row
from generator.derive.naming import Site

#: Who is responsible in departments.yml, as far as a list names them: the head, and who is in charge.
_ROLES = ("first", "direct")

#: A list names so many at most: what nobody can read helps nobody, and the ledger has all.
_MOST = 300


@dataclass(frozen=True, slots=True)
class LateRow:
    """An entry as it stood on a day: overdue, or settled late.

    `responsible` are the offices that answer for it; `later` is the day on which it was settled since, or "".
    """

    entry: EntryRow
    responsible: tuple[str, ...]
    later: str = ""


@dataclass(frozen=True, slots=True)
class LateRows:
    """The first of some rows; `more` is how many others there are."""

    rows: tuple[LateRow, ...]
    more: int


def overdue_rows(site: Site, entries: Iterable[Entry], day: date) -> LateRows:
    """Entries that were overdue at the end of a day, the longest overdue first."""
    in_order = sorted(entries, key=_deadline)

    def row(entry: Entry) -> LateRow:
        then = replace(entry, state="overdue", met_on=None, records=(), days=_days(site, entry, day))
        later = entry.met_on.isoformat() if entry.met_on else ""
        return LateRow(entry_row(site, then), responsible(site, entry.body), later)

    return LateRows(tuple(map(row, in_order[:_MOST])), max(0, len(in_order) - _MOST))


def settled_rows(site: Site, entries: Iterable[Entry]) -> LateRows:
    """Entries that were settled after their deadline, the last settled first, each with what settled it."""
    in_order = sorted(entries, key=_met_on, reverse=True)

    def row(entry: Entry) -> LateRow:
        then = replace(entry, days=_days(site, entry, _met_on(entry)), records=entry.records[:1])
        return LateRow(entry_row(site, then), responsible(site, entry.body))

    return LateRows(tuple(map(row, in_order[:_MOST])), max(0, len(in_order) - _MOST))


def responsible(site: Site, body: str) -> tuple[str, ...]:
    """Who answers for a body's disclosure: the offices that they hold, and in what role."""
    named, labels = site.catalog.departments[body].extra.get("responsible", {}), site.labels_of["departments"]
    return tuple(
        site.words.fill("supervision_role", office=named[role], role=labels.name(f"responsible.{role}"))
        for role in _ROLES
        if named.get(role)
    )


def _deadline(entry: Entry) -> date:
    return entry.deadline or date.max


def _met_on(entry: Entry) -> date:
    return entry.met_on or date.max


def _days(site: Site, entry: Entry, day: date) -> int:
    """The working days from an entry's deadline to a day."""
    return site.catalog.calendar.between(_deadline(entry), day)
