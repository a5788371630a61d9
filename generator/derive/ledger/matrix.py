"""A duty's ledger as a table of bodies by periods: who disclosed what in time, at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.rows import body_url, lateness, span_name, span_url, state_label
from generator.derive.naming import Site
from generator.derive.views import Link
from generator.model.duties import Duty

#: Fewer bodies than these are read better as a list, which tells more of each entry.
_FEWEST_BODIES = 3
#: Periods side by side: two years of quarters, which fit on a screen and on paper, or the months of one.
_COLUMNS, _MONTHS = 8, 12


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A period or a fixed day; `deadline` is "" where bodies have different ones, or none."""

    span: Link
    deadline: str


@dataclass(frozen=True, slots=True)
class Cell:
    """An entry in as few words as will do: `text` is a date, the days late, or the state.

    `sign` says in words what else only the sign before a bare date says, "" elsewhere; `told` says all of
    it; `url` is the record that counts, "" without any.
    """

    state: str
    text: str
    sign: str
    told: str
    url: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A body; None where it has no entry for a period."""

    body: Link
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Bodies in the order of the catalog by periods, newest first."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]


def suits_matrix(duty: Duty, entries: Sequence[Entry]) -> bool:
    """Whether a duty's ledger is a table: many bodies that owe the same at the same times."""
    recurs = bool(duty.limit.months) or duty.limit.type == "fixed_dates"
    return recurs and len({entry.body for entry in entries}) >= _FEWEST_BODIES


def matrices(site: Site, duty: Duty, entries: Sequence[Entry]) -> Iterator[Matrix]:
    """The tables of a duty, so many periods on each, the newest first."""
    by_span: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        by_span.setdefault(entry.span, {})[entry.body] = entry
    spans = sorted(by_span, reverse=True)
    size = _MONTHS if duty.limit.months == 1 else _COLUMNS
    bodies = [body for body in site.catalog.departments if any(body in each for each in by_span.values())]
    for start in range(0, len(spans), size):
        shown = [by_span[span] for span in spans[start : start + size]]
        yield Matrix(
            tuple(_column(site, column) for column in shown),
            tuple(_row(site, body, shown) for body in bodies),
        )


def _column(site: Site, entries: Mapping[str, Entry]) -> MatrixColumn:
    first, *others = entries.values()
    is_same = first.deadline and all(entry.deadline == first.deadline for entry in others)
    return MatrixColumn(
        Link(span_name(site.words, first), span_url(first)),
        first.deadline.isoformat() if first.deadline and is_same else "",
    )


def _row(site: Site, body: str, columns: Sequence[Mapping[str, Entry]]) -> MatrixRow:
    cells = tuple(_cell(site, column[body]) if body in column else None for column in columns)
    return MatrixRow(Link(site.department(body), body_url(body)), cells)


def _cell(site: Site, entry: Entry) -> Cell:
    label = state_label(site.words, entry.state)
    told = site.words.comma.join(filter(None, (label, lateness(site, entry), entry.reason)))
    return Cell(
        state=entry.state,
        text=_short(site, entry),
        sign=label if entry.state == "met" else "",
        told=told,
        url=entry.records[0].url if entry.records else "",
    )


def _short(site: Site, entry: Entry) -> str:
    day = f"{entry.met_on:%m-%d}" if entry.met_on else ""
    return site.words.fill(f"ledger_cell_{entry.state}", n=entry.days, day=day)
