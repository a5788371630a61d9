"""Which sheets, rows and columns of an Excel file its maker hid: pages and the search leave them out.

Told by the markup of a sheet, since parsing all of a large one takes long.

Source: ECMA-376 Part 1, 18.2.19 (sheet), 18.3.1.13 (col), 18.3.1.73 (row). A filter hides rows as well.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

WORKBOOK = "xl/workbook.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CHUNK = 1 << 20
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_ATTRIBUTE = re.compile(rb"""\s(\w+)\s*=\s*["']([^"'<>]*)["']""")
_REFERENCE = re.compile(rb"[A-Z]{1,3}")
#: Characters of a column's width, or points of a row's height, below which nobody sees what is in it.
_THIN = 0.5


@dataclass(frozen=True)
class SheetPart:
    """A sheet of cells: its name, the part that holds it, and whether it is hidden as a whole."""

    name: str
    part: str
    is_hidden: bool


@dataclass
class Layout:
    """What of a sheet is hidden, and how many rows that hold something are not (`total`).

    Rows are numbered from 1, columns from 0. `hides_rows` and `hides_columns` tell whether any cell that
    holds something is hidden so: an empty column that is hidden hides nothing.
    """

    total: int = 0
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)
    hides_rows: bool = False
    hides_columns: bool = False

    def has_column(self, number: int) -> bool:
        """Whether a column is shown."""
        return not any(number in hidden for hidden in self.columns)

    def hidden_before(self, number: int) -> int:
        """How many columns before one are hidden."""
        return sum(len(range(hidden.start, min(hidden.stop, number))) for hidden in self.columns)


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[SheetPart]:
    """The sheets of cells, in order. Raises KeyError, BadZipFile, ElementTree.ParseError."""
    with archive.open("xl/_rels/workbook.xml.rels") as part:
        targets = {item.get("Id"): item.get("Target", "") for item in ElementTree.parse(part).iter()}
    with archive.open(WORKBOOK) as part:
        for item in ElementTree.parse(part).iter():
            target = targets.get(item.get(_RELATION) or item.get(_STRICT_RELATION), "")
            if item.tag.rpartition("}")[2] == "sheet" and "worksheets/" in target:
                is_hidden = item.get("state", "visible") != "visible"
                yield SheetPart(item.get("name", ""), normpath(join("/xl", target))[1:], is_hidden)


def layout_of(archive: zipfile.ZipFile, part: str) -> Layout:
    """What of a sheet is hidden. Raises KeyError, BadZipFile."""
    layout = Layout()
    pieces = _split(archive, part)
    found = map(_attributes, _COLUMN.findall(next(pieces)))
    layout.columns = [_span(attributes) for attributes in found if _is_hidden(attributes, b"width")]
    number = 0
    for row in pieces:
        attributes = _attributes(row.partition(b">")[0])
        number = _whole(attributes.get(b"r", b""), number + 1)
        is_filled = bool(_FILLED.search(row))
        if _is_hidden(attributes, b"ht"):
            layout.rows.add(number)
            layout.hides_rows |= is_filled
        else:
            layout.total += is_filled
        if is_filled and layout.columns and not layout.hides_columns:
            layout.hides_columns = not all(map(layout.has_column, _filled_columns(row)))
    return layout


def column_of(letters: str) -> int:
    """The number of a column from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _split(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The markup of a sheet: what stands above its rows, then each row without the beginning of its tag."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            *whole, rest = _ROW.split(rest + chunk)
            yield from whole
    yield rest


def _attributes(markup: bytes) -> Mapping[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(markup))


def _is_hidden(attributes: Mapping[bytes, bytes], size: bytes) -> bool:
    return attributes.get(b"hidden") in (b"1", b"true") or _is_thin(attributes.get(size, b""))


def _is_thin(size: bytes) -> bool:
    try:
        return float(size) < _THIN
    except ValueError:
        return False


def _span(attributes: Mapping[bytes, bytes]) -> range:
    first = _whole(attributes.get(b"min", b""), 1)
    return range(first - 1, _whole(attributes.get(b"max", b""), first))


def _whole(digits: bytes, otherwise: int) -> int:
    return int(digits) if digits.isdigit() else otherwise


def _filled_columns(row: bytes) -> Iterator[int]:
    column = -1
    for cell in _CELL.split(row)[1:]:
        found = _REFERENCE.match(_attributes(cell.partition(b">")[0]).get(b"r", b""))
        column = column_of(found[0].decode()) if found else column + 1
        if _FILLED.search(cell):
            yield column
