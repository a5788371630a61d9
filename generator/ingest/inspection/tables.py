"""Previews of tables: how a sheet or a csv file begins, as a page can show it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from pathlib import Path

from generator.ingest.attachment_text.outcome import Limits
from generator.ingest.attachment_text.sheets import decoded, delimiter_of
from generator.ingest.inspection.seen import Table
from generator.ingest.inspection.workbooks import Row, read_sheets

#: What is shown of a file: sheets, rows and columns, characters of a cell and of a whole table.
SHEETS, ROWS, COLUMNS, CELL, WHOLE = 3, 20, 12, 60, 4_000
#: Rows that may stand above a table's head: its title, its unit, who filled it in.
_LEAD = 4
_MORE = "…"


def tables_of_workbook(path: Path, limits: Limits) -> tuple[Table, ...]:
    """The beginnings of the first sheets. Raises as `read_sheets`."""
    sheets = read_sheets(path, limits, SHEETS, _LEAD + 1 + ROWS)
    found = (_table(sheet.name, sheet.rows, sheet.total) for sheet in sheets)
    return tuple(table for table in found if table)


def table_of_csv(path: Path, limits: Limits) -> Table | None:
    """The beginning of a csv file; None where it is no table. Raises Refused, csv.Error."""
    if path.stat().st_size > limits.size:
        return None
    rows = _csv_rows(decoded(path.read_bytes()), limits)
    first = list(islice(rows, _LEAD + 1 + ROWS))
    return _table("", first, len(first) + sum(1 for _ in rows))


def _csv_rows(text: str, limits: Limits) -> Iterator[Row]:
    csv.field_size_limit(limits.size)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
        cells = {number: " ".join(cell.split()) for number, cell in enumerate(row) if cell.strip()}
        if cells:
            yield cells


def _table(title: str, rows: Sequence[Row], total: int) -> Table | None:
    """The table that rows are; None without any below a head."""
    above = _above_head(rows)
    lead = " ".join(cell for row in rows[:above] for cell in row.values())
    table = rows[above : above + 1 + ROWS]
    if len(table) < 2:
        return None
    columns = 1 + max(map(max, table))
    head, *body = (_cells(row, min(columns, COLUMNS)) for row in table)
    return Table(title, _cut(lead, 2 * CELL), head, tuple(_bounded(body)), total - above - 1, columns)


def _above_head(rows: Sequence[Row]) -> int:
    """How many rows stand above the head: those with one cell, or few beside the widest row."""
    widest = max(map(len, rows), default=0)
    titles = takewhile(lambda row: len(row) == 1 < widest or len(row) * 2 < widest, rows[:_LEAD])
    return sum(1 for _ in titles)


def _cells(row: Mapping[int, str], columns: int) -> tuple[str, ...]:
    return tuple(_cut(row.get(number, ""), CELL) for number in range(columns))


def _bounded(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Rows as long as the table has room for their characters, but the first in any case."""
    room = WHOLE
    for number, row in enumerate(rows):
        room -= sum(map(len, row))
        if room < 0 and number:
            return
        yield row


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + _MORE
