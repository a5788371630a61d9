"""Annual reports against each other and against the catalog: what was carried over, what is published anyway.

Asks facts of all records, once through; only a problem has a file read, for its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.ingest import rules_of_annual_report as rules
from generator.ingest.annual_counts import Counting, Counts
from generator.ingest.annual_report import Labels, cell_name, year_of
from generator.ingest.crosscheck import place_of
from generator.ingest.facts import Facts
from generator.ingest.source import Ingest, SourceRecord
from generator.model.annual_report import APPLICANTS, CARRIED_IN, CARRIED_OUT, DOCUMENTS, KIND, Path
from generator.model.problems import Place, Problem
from generator.model.records import ENDED_STATUSES
from generator.model.settings import AnnualReportPolicy

_AND_MORE = {"zh": " 等", "en": ", …"}
_COMMA = {"zh": "、", "en": ", "}
_SHOWN = 3


class _Report(NamedTuple):
    """A report that stands, with its file and its year."""

    path: str
    facts: Facts
    year: int

    def number(self, cell: Path) -> int:
        """The number in a cell."""
        written: int = self.facts.data.get(".".join(cell), 0)
        return written

    def place(self, cell: Path) -> Place:
        """Where a cell stands."""
        return place_of(self.path, ["data", *cell])

    @property
    def named(self) -> dict[str, str]:
        """How problems elsewhere name the report."""
        return {"number": self.facts.index_number, "path": os.path.relpath(self.path)}


def check_reports(
    sources: Sequence[SourceRecord], policy: AnnualReportPolicy, ingest: Ingest
) -> Iterator[Problem]:
    """What reports of one body say against each other, and what they say less of than is published."""
    reports = sorted(_reports(sources), key=lambda report: (report.facts.published, report.path))
    if not reports:
        return
    labels = ingest.report_labels
    by_year: dict[tuple[str, int], _Report] = {}
    for report in reports:
        first = by_year.setdefault((report.facts.department, report.year), report)
        if first is not report:
            place = place_of(report.path, ["period"])
            yield rules.REPORT_TWICE.at(place, year=report.year, **first.named)
    counting = Counting.of(policy)
    countable = [source.facts for source in sources if source.facts and counting.concerns(source.facts)]
    own: dict[str, list[Facts]] = {}
    for facts in countable:
        own.setdefault(facts.department, []).append(facts)
    for report in reports:
        body = report.facts.department
        last = by_year.get((body, report.year - 1))
        if last:
            yield from _carry_over(report, last, labels)
            yield from _in_force(report, last, labels)
        counted = countable if body in policy.combined else own.get(body, ())
        yield from _fewer(report, counting.counted(counted, report.year), labels)


def _reports(sources: Iterable[SourceRecord]) -> Iterator[_Report]:
    for source in sources:
        facts = source.facts
        if facts and facts.kind == KIND and facts.status not in ENDED_STATUSES:
            year = year_of(facts.period)
            if year is not None:
                yield _Report(source.path, facts, year)


def _carry_over(report: _Report, last: _Report, labels: Labels) -> Iterator[Problem]:
    for column in APPLICANTS:
        cell, before_cell = (*CARRIED_IN, column), (*CARRIED_OUT, column)
        written, before = report.number(cell), last.number(before_cell)
        if written != before:
            yield rules.REPORT_CARRY_OVER.at(
                report.place(cell),
                cell=cell_name(cell, labels),
                written=written,
                before_cell=cell_name(before_cell, labels),
                before=before,
                **last.named,
            )


def _in_force(report: _Report, last: _Report, labels: Labels) -> Iterator[Problem]:
    for row in DOCUMENTS:
        cell = (*row, "in_force")
        written, before = report.number(cell), last.number(cell)
        made, repealed = report.number((*row, "made")), report.number((*row, "repealed"))
        wanted = before + made - repealed
        if written != wanted:
            yield rules.REPORT_IN_FORCE.at(
                report.place(cell),
                cell=cell_name(cell, labels),
                written=written,
                before=before,
                made=made,
                repealed=repealed,
                wanted=wanted,
                **last.named,
            )


def _fewer(report: _Report, counts: Counts, labels: Labels) -> Iterator[Problem]:
    for cell, numbers in counts.items():
        written = report.number(cell)
        if written < len(numbers):
            yield rules.REPORT_FEWER_THAN_PUBLISHED.at(
                report.place(cell),
                cell=cell_name(cell, labels),
                written=written,
                counted=len(numbers),
                numbers=_listed(numbers),
            )


def _listed(numbers: Sequence[str]) -> Mapping[str, str]:
    """The first of some index numbers, in each language."""
    more = len(numbers) > _SHOWN
    return {
        language: comma.join(numbers[:_SHOWN]) + (_AND_MORE[language] if more else "")
        for language, comma in _COMMA.items()
    }
