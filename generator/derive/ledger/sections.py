"""The ledger's entries in the order in which an office goes through them, cut into pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.derive.ledger.entries import SETTLED, STATES, Entry
from generator.derive.ledger.rows import EntryRow, entry_rows
from generator.derive.naming import Site
from generator.derive.paging import page_count
from generator.derive.views import Pagination

#: Entries on a page: a quarter of a county, a year of a body fit on one and are printed at once.
ROWS = 100


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; `id` (overdue, due, settled) is its place on the page."""

    id: str
    title: str
    rows: tuple[EntryRow, ...]

    @property
    def leave_out(self) -> str:
        """The column of records, where no entry has any."""
        return "" if any(row.records for row in self.rows) else " records"


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """One page of a list of entries."""

    sections: tuple[Section, ...]
    pagination: Pagination


def parts(site: Site, entries: Iterable[Entry], url: str) -> Iterator[LedgerPart]:
    """The pages of a list: overdue for longest, due next, then settled, the newest first."""
    listed = sorted(entries, key=_place)
    total = page_count(len(listed), ROWS)
    for number in range(1, total + 1):
        shown = listed[(number - 1) * ROWS : number * ROWS]
        yield LedgerPart(tuple(_sections(site, shown)), Pagination(number, total, url))


def _sections(site: Site, entries: Sequence[Entry]) -> Iterator[Section]:
    for key, group in groupby(entries, key=_section):
        yield Section(key, site.words[f"ledger_section_{key}"], entry_rows(site, group))


#: The section in which entries of a state stand.
SECTION_OF = {state: "settled" if state in SETTLED else state for state in STATES}


def _section(entry: Entry) -> str:
    return SECTION_OF[entry.state]


_SECTIONS = ("overdue", "due", "settled")


def _place(entry: Entry) -> tuple[int, int]:
    section = _section(entry)
    deadline = (entry.deadline or date.max).toordinal()
    return (_SECTIONS.index(section), -_when(entry) if section == "settled" else deadline)


def _when(entry: Entry) -> int:
    """The day that places an entry among older and newer ones: the end of its period, else what is known."""
    day = entry.period.last if entry.period else entry.deadline or entry.met_on or entry.begins
    return (day or date.min).toordinal()
