"""The cells of spreadsheets: Excel files and comma-separated values."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from generator.ingest.attachment_text.archives import open_archive
from generator.ingest.attachment_text.outcome import Limits, Outcome, Refused

#: UTF-8 as it should be, else what Excel writes in China.
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t"


def read_xlsx(path: Path, limits: Limits) -> Iterator[str]:
    """The name and the cells of each sheet, row by row; sheets that are hidden stay hidden.

    Raises Refused, BadZipFile, CalamineError when it is no Excel file.
    """
    open_archive(path, limits).close()
    with CalamineWorkbook.from_path(path) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                yield sheet.name
                yield from _cells(workbook, sheet.name)


def _cells(workbook: CalamineWorkbook, name: str) -> Iterator[str]:
    for row in workbook.get_sheet_by_name(name).iter_rows():
        # one stray cell far out makes millions of empty ones before it
        yield from (_shown(value) for value in row if value != "")


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
