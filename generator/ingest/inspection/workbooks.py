"""The first rows of an Excel file's sheets, cell by cell as displayed.

Read with the standard library: `python-calamine`, which reads texts for the search, gives values without
their formats, so that 12.5% would read 0.125. Of a formula its last result is shown; a merged cell is its
first one, with empty ones beside and below.

Source: ECMA-376 Part 1, 18.2 to 18.4 (workbook, sheets, shared strings), 18.8 (styles).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from generator.ingest.attachment_text.archives import open_archive
from generator.ingest.attachment_text.hidden_cells import (
    WORKBOOK,
    Layout,
    column_of,
    layout_of,
    sheet_parts,
)
from generator.ingest.attachment_text.outcome import Limits
from generator.ingest.inspection.number_formats import BUILT_IN, displayed

_MOST_COLUMNS = 256  # a stray cell far out is no column of a table
_REFERENCE = re.compile(r"([A-Z]{1,3})\d*")

#: Cells of a row by column, from 0.
Row = Mapping[int, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet that is shown: its name, its first rows that are not empty, and how many there are of them."""

    name: str
    rows: Sequence[Row]
    total: int


@dataclass
class _Book:
    """What all sheets of a file share."""

    archive: zipfile.ZipFile
    strings: Sequence[str]
    formats: Sequence[str]
    since_1904: bool


def names_of(path: Path, limits: Limits) -> tuple[str, ...]:
    """The names of the sheets that are not hidden. Raises as `read_sheets`."""
    with open_archive(path, limits) as archive:
        return tuple(sheet.name for sheet in sheet_parts(archive) if not sheet.is_hidden)


def hidden_parts(path: Path, limits: Limits) -> tuple[str, ...]:
    """What of a file is hidden and holds something: "columns", "rows", "sheets". Raises as `read_sheets`."""
    with open_archive(path, limits) as archive:
        layouts = [(sheet.is_hidden, layout_of(archive, sheet.part)) for sheet in sheet_parts(archive)]
    hides = {
        "columns": any(layout.hides_columns for is_hidden, layout in layouts if not is_hidden),
        "rows": any(layout.hides_rows for is_hidden, layout in layouts if not is_hidden),
        "sheets": any(layout.total or layout.hides_rows for is_hidden, layout in layouts if is_hidden),
    }
    return tuple(name for name, is_so in hides.items() if is_so)


def read_sheets(path: Path, limits: Limits, most_sheets: int, most_rows: int) -> list[Sheet]:
    """The first sheets that are not hidden, each with at most so many rows.

    Raises Refused, BadZipFile, KeyError when it is no Excel file, ElementTree.ParseError.
    """
    with open_archive(path, limits) as archive:
        shown = (sheet for sheet in sheet_parts(archive) if not sheet.is_hidden)
        parts = [(sheet.name, sheet.part) for sheet in islice(shown, most_sheets)]
        formats = list(_formats(archive)) if "xl/styles.xml" in archive.namelist() else []
        book = _Book(archive, _Strings(archive), formats, _since_1904(archive))
        laid_out = ((name, part, layout_of(archive, part)) for name, part in parts)
        return [
            Sheet(name, list(islice(_rows(book, part, layout), most_rows)), layout.total)
            for name, part, layout in laid_out
        ]


def _since_1904(archive: zipfile.ZipFile) -> bool:
    with archive.open(WORKBOOK) as part:
        return any(
            item.get("date1904") in ("1", "true")
            for item in ElementTree.parse(part).iter()
            if _tag(item) == "workbookPr"
        )


def _formats(archive: zipfile.ZipFile) -> Iterator[str]:
    """The number format of each cell style, in order."""
    with archive.open("xl/styles.xml") as part:
        root = ElementTree.parse(part).getroot()
    own = {item.get("numFmtId"): item.get("formatCode", "") for item in root.iter() if _tag(item) == "numFmt"}
    for group in root:
        if _tag(group) == "cellXfs":
            for item in group:
                number = item.get("numFmtId", "0")
                code = own.get(number) or BUILT_IN.get(int(number), "")
                yield "" if code.lower() in ("general", "g/通用格式", "@") else code


class _Strings(Sequence[str]):
    """The strings that cells name by number, read as far as they are asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._read: list[str] = []
        name = "xl/sharedStrings.xml"
        self._more = _shared_strings(archive.open(name)) if name in archive.namelist() else iter(())

    def __getitem__(self, number: int) -> str:  # type: ignore[override]
        while len(self._read) <= number:
            self._read.append(next(self._more, ""))
        return self._read[number]

    def __len__(self) -> int:
        return len(self._read)


def _shared_strings(part: IO[bytes]) -> Iterator[str]:
    with part:
        for _, item in ElementTree.iterparse(part):
            if _tag(item) == "si":
                yield _text(item)
                item.clear()


def _text(item: ElementTree.Element) -> str:
    """The text of a string in runs, without the hints at its reading."""
    runs = [run for run in item if _tag(run) in ("t", "r")]
    return "".join(part.text or "" for run in runs for part in run.iter() if _tag(part) == "t")


def _rows(book: _Book, part: str, layout: Layout) -> Iterator[Row]:
    """The rows that are neither empty nor hidden, without their hidden cells."""
    number = 0
    with book.archive.open(part) as stream:
        for _, item in ElementTree.iterparse(stream):
            if _tag(item) == "row":
                number = int(item.get("r", number + 1))
                cells = {} if number in layout.rows else dict(_cells(book, item, layout))
                item.clear()
                if cells:
                    yield cells


def _cells(book: _Book, row: ElementTree.Element, layout: Layout) -> Iterator[tuple[int, str]]:
    """The cells that are shown; those behind a hidden column move up to those before it."""
    column = -1
    for cell in row:
        found = _REFERENCE.match(cell.get("r", ""))
        column = column_of(found[1]) if found else column + 1
        is_shown = column < _MOST_COLUMNS and layout.has_column(column)
        shown = " ".join(_shown(book, cell).split()) if is_shown else ""
        if shown:
            yield column - layout.hidden_before(column), shown


def _shown(book: _Book, cell: ElementTree.Element) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(item) for item in cell if _tag(item) == "is")
    value = next((item.text or "" for item in cell if _tag(item) == "v"), "")
    if not value or kind in ("str", "e", "d"):
        return value
    if kind == "s":
        return book.strings[int(value)]
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    style = int(cell.get("s", "0"))
    code = book.formats[style] if style < len(book.formats) else ""
    return displayed(float(value), code, since_1904=book.since_1904)


def _tag(item: ElementTree.Element) -> str:
    return item.tag.rpartition("}")[2]
