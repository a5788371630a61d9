"""What a year's records count towards an annual report: replies to requests, documents, decisions.

A catalog may hold a selection of them, so what is counted here is the least that a report can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.ingest.facts import Facts
from generator.model.annual_report import (
    CARRIED_IN,
    CARRIED_OUT,
    DECISIONS,
    DOCUMENTS,
    HANDLED,
    OUTCOME_ROWS,
    RECEIVED,
    REQUEST_ROWS,
    Path,
)
from generator.model.records import ENDED_STATUSES, Record
from generator.model.settings import AnnualReportPolicy

#: The index numbers of the records that count, by cell of the report, in the order of the records.
Counts = Mapping[Path, list[str]]

_NEVER = "9999"
_UNWRITTEN = ("draft_for_comment", "withdrawn")


@dataclass(frozen=True)
class Counting:
    """What is to be counted: rows of the second table with the beginnings of their categories' paths."""

    rows: tuple[tuple[Path, tuple[str, ...]], ...]

    @classmethod
    def of(cls, policy: AnnualReportPolicy) -> Counting:
        """The counting that a site's settings ask for."""
        return cls(
            tuple(
                (("proactive", row), tuple(f"{path}/" for path in paths)) for row, paths in policy.categories
            )
        )

    def concerns(self, record: Facts | Record) -> bool:
        """Whether a record may count for the report of some year."""
        return record.kind == "request_reply" or any(self._rows_of(record))

    def counted(self, records: Iterable[Facts], year: int) -> Counts:
        """The records that count for a year, by the cells they count for; totals are left out."""
        counts: dict[Path, list[str]] = {}
        for facts in records:
            for cell in self._cells(facts, f"{year:04}"):
                counts.setdefault(cell, []).append(facts.index_number)
        return counts

    def _rows_of(self, record: Facts | Record) -> Iterator[Path]:
        if record.kind == "document" and record.status not in _UNWRITTEN:
            within = f"{record.category}/"
            yield from (row for row, branches in self.rows if within.startswith(branches))

    def _cells(self, facts: Facts, year: str) -> Iterator[Path]:
        if facts.kind == "request_reply" and facts.status != "withdrawn":
            yield from _of_request(facts.data, year)
        for row in self._rows_of(facts):
            yield from _of_document(facts, row, year) if row in DOCUMENTS else _of_decision(facts, row, year)


def by_figure(counts: Counts) -> Iterator[tuple[Path, list[str]]]:
    """What is counted in the order of the form: documents by their cells, all else by its row."""
    documents = [(*row, key) for row in DOCUMENTS for key in ("made", "repealed", "in_force")]
    for path in (*documents, *DECISIONS, *REQUEST_ROWS):
        found = [number for cell, each in counts.items() if cell[: len(path)] == path for number in each]
        if found:
            yield path, found


def _of_request(data: Mapping[str, str], year: str) -> Iterator[Path]:
    """The cells of a request that came in, was replied to, or was open at either end of the year.

    One whose data were removed with its text counts nowhere.
    """
    came, went = data.get("received", _NEVER)[:4], data.get("replied", _NEVER)[:4]
    if came > year or went < year:
        return
    column = data["applicant_type"]
    yield (*(RECEIVED if came == year else CARRIED_IN), column)
    if went == year:
        yield (*OUTCOME_ROWS[data["outcome"]], column)
        yield (*HANDLED, column)
    else:
        yield (*CARRIED_OUT, column)


def _of_document(facts: Facts, row: Path, year: str) -> Iterator[Path]:
    """The cells of a document made, repealed or in force. When one ended has to be told by its history."""
    made, expired = facts.issued[:4], facts.expires[:4] or _NEVER
    if made == year:
        yield (*row, "made")
    if facts.status not in ENDED_STATUSES:
        is_in_force = expired > year
    else:
        is_in_force = facts.repealed[:4] > year
        if facts.repealed[:4] == year:
            yield (*row, "repealed")
    if made <= year and is_in_force:
        yield (*row, "in_force")


def _of_decision(facts: Facts, row: Path, year: str) -> Iterator[Path]:
    if facts.issued[:4] == year:
        yield row
