"""An annual report by itself: does it say its year, and do the sums of its tables come out.

Where every row and every column of applicants comes out, so does the column of totals. It is not looked at by
itself, so that one wrong total is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ingest import rules_of_annual_report as rules
from generator.ingest.references import Locate
from generator.model.annual_report import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    DOCUMENTS,
    HANDLED,
    OUTCOME_ROWS,
    RECEIVED,
    REQUEST_ROWS,
    RESULTS,
    REVIEWS,
    TOTAL,
    Path,
    added,
    number,
)
from generator.model.labels import FieldLabels
from generator.model.problems import Problem
from generator.model.records import Record

#: The labels of a report's data by language, for messages.
Labels = Mapping[str, FieldLabels]

_COLON = {"zh": "：", "en": ": "}
_CELL = {"zh": "“{row}”的“{column}”", "en": "“{column}” of “{row}”"}
_ALONE = {"zh": "“{row}”", "en": "“{row}”"}
_UNWRITTEN = {"zh": "没有写 period", "en": "it has no period"}
_NO_YEAR = {"zh": "period 写的是“{period}”", "en": "its period is “{period}”"}


def year_of(period: str) -> int | None:
    """The year that a report is about; None where its period is not a whole one."""
    return int(period) if len(period) == 4 else None


def check_report(record: Record, labels: Labels, locate: Locate) -> Iterator[Problem]:
    """What is wrong with a report as it stands."""
    if year_of(record.period) is None:
        found = _NO_YEAR if record.period else _UNWRITTEN
        shown = {language: text.format(period=record.period) for language, text in found.items()}
        yield rules.REPORT_YEAR.at(locate(["period"]), found=shown)
    for rows, columns in ((REQUEST_ROWS, APPLICANTS), (REVIEWS, RESULTS)):
        for row in rows:
            yield from _row_sum(record, row, columns, labels, locate)
    for column in APPLICANTS:
        yield from _column_sum(record, column, labels, locate)
        yield from _balance(record, column, labels, locate)


def _row_sum(
    record: Record, row: Path, columns: tuple[str, ...], labels: Labels, locate: Locate
) -> Iterator[Problem]:
    total = (*row, TOTAL)
    written, counted = number(record.data, total), added(record.data, row, columns)
    if written != counted:
        yield rules.REPORT_ROW_SUM.at(
            locate(["data", *total]),
            row=row_name(row, labels),
            total=_name(total, labels),
            written=written,
            counted=counted,
        )


def _column_sum(record: Record, column: str, labels: Labels, locate: Locate) -> Iterator[Problem]:
    cell = (*HANDLED, column)
    written = number(record.data, cell)
    counted = sum(number(record.data, (*row, column)) for row in OUTCOME_ROWS.values())
    if written != counted:
        yield rules.REPORT_COLUMN_SUM.at(
            locate(["data", *cell]),
            column=_name(cell, labels),
            total=_name(HANDLED, labels),
            written=written,
            counted=counted,
        )


def _balance(record: Record, column: str, labels: Labels, locate: Locate) -> Iterator[Problem]:
    received, carried_in, handled, carried_out = (
        number(record.data, (*row, column)) for row in (RECEIVED, CARRIED_IN, HANDLED, CARRIED_OUT)
    )
    coming, going = received + carried_in, handled + carried_out
    if coming == going:
        return
    # The cell that most likely is wrong: the last one that the others leave a number for.
    guesses = (
        (CARRIED_OUT, coming - handled),
        (HANDLED, coming - carried_out),
        (RECEIVED, going - carried_in),
    )
    row, wanted = next(guess for guess in guesses if guess[1] >= 0)
    yield rules.REPORT_BALANCE.at(
        locate(["data", *row, column]),
        column=_name((*row, column), labels),
        received=received,
        carried_in=carried_in,
        coming=coming,
        handled=handled,
        carried_out=carried_out,
        going=going,
        row=row_name(row, labels),
        wanted=wanted,
    )


def cell_name(cell: Path, labels: Labels) -> dict[str, str]:
    """How messages name a cell: by its row and its column; a row of the second table may be one cell."""
    columns = _name(cell, labels)
    if len(cell) == 2:
        return {language: _ALONE[language].format(row=column) for language, column in columns.items()}
    rows = row_name(cell[:-1], labels)
    return {
        language: _CELL[language].format(row=rows[language], column=column)
        for language, column in columns.items()
    }


def figure_name(path: Path, labels: Labels) -> dict[str, str]:
    """How a figure counted from the catalog is named: one of documents by its cell, others by their row."""
    return cell_name(path, labels) if path[:-1] in DOCUMENTS else row_name(path, labels)


def row_name(row: Path, labels: Labels) -> dict[str, str]:
    """How messages name a row: by its label, that of an outcome behind the label of its group."""
    names = _name(row, labels)
    if len(row) < 4:
        return names
    groups = _name(row[:-1], labels)
    return {language: f"{groups[language]}{_COLON[language]}{name}" for language, name in names.items()}


def _name(path: Path, labels: Labels) -> dict[str, str]:
    return {language: names.name(".".join(path)) for language, names in labels.items()}
