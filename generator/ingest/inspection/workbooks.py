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
from posixpath import join, normpath
from typing import IO
from xml.etree import ElementTree

from generator.ingest.attachment_text.archives import open_archive
from generator.ingest.attachment_text.outcome import Limits
from generator.ingest.inspection.number_formats import BUILT_IN, displayed

_WORKBOOK = "xl/workbook.xml"
_MOST_COLUMNS = 256  # a stray cell far out is no column of a table
_REFERENCE = re.compile(r"([A-Z]{1,3})\d*")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_CHUNK = 1 << 20

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
        return tuple(name for name, _ in _visible(archive))


def read_sheets(path: Path, limits: Limits, most_sheets: int, most_rows: int) -> list[Sheet]:
    """The first sheets that are not hidden, each with at most so many rows.

    Raises Refused, BadZipFile, KeyError when it is no Excel file, ElementTree.ParseError.
    """
    with open_archive(path, limits) as archive:
        parts = list(islice(_visible(archive), most_sheets))
        formats = list(_formats(archive)) if "xl/styles.xml" in archive.namelist() else []
        book = _Book(archive, _Strings(archive), formats, _since_1904(archive))
        return [
            Sheet(name, list(islice(_rows(book, part), most_rows)), _count(archive, part))
            for name, part in parts
        ]


def _visible(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet of cells that is not hidden."""
    with archive.open("xl/_rels/workbook.xml.rels") as part:
        targets = {item.get("Id"): item.get("Target", "") for item in ElementTree.parse(part).iter()}
    with archive.open(_WORKBOOK) as part:
        for item in ElementTree.parse(part).iter():
            target = targets.get(item.get(_RELATION) or item.get(_STRICT_RELATION), "")
            is_shown = _tag(item) == "sheet" and item.get("state", "visible") == "visible"
            if is_shown and "worksheets/" in target:
                yield item.get("name", ""), normpath(join("/xl", target))[1:]


def _since_1904(archive: zipfile.ZipFile) -> bool:
    with archive.open(_WORKBOOK) as part:
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


def _rows(book: _Book, part: str) -> Iterator[Row]:
    """The rows that are not empty."""
    with book.archive.open(part) as stream:
        for _, item in ElementTree.iterparse(stream):
            if _tag(item) == "row":
                cells = dict(_cells(book, item))
                item.clear()
                if cells:
                    yield cells


def _cells(book: _Book, row: ElementTree.Element) -> Iterator[tuple[int, str]]:
    column = -1
    for cell in row:
        found = _REFERENCE.match(cell.get("r", ""))
        column = _column(found[1]) if found else column + 1
        shown = " ".join(_shown(book, cell).split()) if column < _MOST_COLUMNS else ""
        if shown:
            yield column, shown


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


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


def _count(archive: zipfile.ZipFile, part: str) -> int:
    """How many rows are not empty: told by their markup, since parsing all of a large sheet takes long."""
    total, rest = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            *rows, rest = _ROW.split(rest + chunk)
            total += sum(bool(_FILLED.search(row)) for row in rows)
    return total + bool(_FILLED.search(rest))


def _tag(item: ElementTree.Element) -> str:
    return item.tag.rpartition("}")[2]
