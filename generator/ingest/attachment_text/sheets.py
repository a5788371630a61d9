"""The cells of spreadsheets: Excel files and comma-separated values."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from generator.ingest.attachment_text.archives import open_archive
from generator.ingest.attachment_text.hidden_cells import Layout, layout_of, sheet_parts
from generator.ingest.attachment_text.outcome import Limits, Outcome, Refused

#: UTF-8 as it should be, else what Excel writes in China.
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t"


def read_xlsx(path: Path, limits: Limits) -> Iterator[str]:
    """The name and the cells of each sheet, row by row; sheets, rows and columns that are hidden stay hidden.

    Raises Refused, BadZipFile, KeyError, ParseError, CalamineError when it is no Excel file.
    """
    with open_archive(path, limits) as archive, CalamineWorkbook.from_path(path) as workbook:
        parts = {sheet.name: sheet.part for sheet in sheet_parts(archive)}
        for sheet in workbook.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                yield sheet.name
                layout = layout_of(archive, parts[sheet.name]) if sheet.name in parts else Layout()
                yield from _cells(workbook.get_sheet_by_name(sheet.name), layout)


def _cells(sheet: CalamineSheet, layout: Layout) -> Iterator[str]:
    """The cells of a sheet; its rows come from the first on, its columns from the first that is filled."""
    first = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number in layout.rows:
            continue
        for column, value in enumerate(row, start=first):
            # one stray cell far out makes millions of empty ones before it
            if value != "" and layout.has_column(column):
                yield _shown(value)


def _shown(value: Any) -> str:
    """A cell as a reader would write it: whole numbers without a point, days without an hour."""
    if isinstance(value, float):
        return f"{value:.15g}"  # as many digits as Excel itself keeps
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    return str(value)


def read_csv(path: Path, limits: Limits) -> Iterator[str]:
    """The cells of a table, row by row. Raises Refused when it is no text."""
    text = decoded(path.read_bytes())
    csv.field_size_limit(limits.size)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
        yield from row


def delimiter_of(text: str) -> str:
    """What stands between the cells of a table: what its first line has most of."""
    return max(_DELIMITERS, key=text.partition("\n")[0].count)


def decoded(data: bytes) -> str:
    """The text of a csv file in whatever encoding Excel writes. Raises Refused when it is none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # Excel's "Unicode text"
        return data.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(Outcome.DAMAGED)
