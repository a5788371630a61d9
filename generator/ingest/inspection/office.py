"""Office files that the public cannot open, or that run programs.

Macros lie in a part named vbaProject.bin or, as XLM of old, in a macro sheet of newer files; older ones have
storages of their own for them. That a macro does nothing cannot be told, so that any is one too many.

Newer files and OpenDocument are judged by the names of their parts, before anything is read; every reading
has a bound. What goes on behind it raises `Unfinished`: such a file is not taken for harmless.

Sources: [MS-DOC] FibBase, [MS-XLS] FilePass and BoundSheet8, [MS-PPT] CurrentUserAtom and VBAInfoAtom,
[MS-OVBA] storages, [MS-OFFMACRO2], OpenDocument 1.3 part 2, 3 (packages).
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import olefile

from generator.ingest.inspection.seen import Fault, Finding

#: Parts of VBA, of XLM and of WPS's scripts, and files within that have macros by their ending.
_MACRO_PART = re.compile(
    r"(?:^|/)(?:vbaProject\w*\.bin$|vbaData\.xml$|JDEData\.bin$|macrosheets/)"
    r"|\.(?:docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppam|ppsm|sldm)$",
    re.IGNORECASE,
)
_MACRO_PART_OF_ODF = re.compile(r"(?:^|/)(?:Basic|Scripts)/.", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)
_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_TYPES = 16 * 1024 * 1024
_MOST_RECORDS = 100_000
_MACRO_STORAGES = frozenset(("macros", "_vba_project_cur", "vba", "_vba_project"))
_LARGEST_STREAM = 64 * 1024 * 1024

_WORD_FLAGS, _WORD_IS_ENCRYPTED = 0x0A, 0x0100
_FILE_PASS, _BOUND_SHEET, _END, _IS_MACRO_SHEET = 0x2F, 0x85, 0x0A, 1
_ENCRYPTED_SHOW = b"\xdf\xc4\xd1\xf3"  # the token of CurrentUserAtom
_VBA_INFO = re.compile(rb"\x02\x00\x00\x04\x0c\x00\x00\x00.{4}(.{4})", re.DOTALL)


class Unfinished(Exception):
    """A file of which it cannot be told whether it holds macros."""


def package_findings(path: Path) -> Iterator[Finding]:
    """Macros in a docx, xlsx or pptx. Raises BadZipFile, Unfinished."""
    with zipfile.ZipFile(path) as archive:
        has_macros = any(map(_MACRO_PART.search, _names(archive))) or _MACRO_TYPE.search(_types(archive))
    if has_macros:
        yield Finding(Fault.MACROS)


def open_document_findings(path: Path) -> Iterator[Finding]:
    """Macros in an odt, ods or odp. Raises BadZipFile."""
    with zipfile.ZipFile(path) as archive:
        if any(_MACRO_PART_OF_ODF.search(name) or _MACRO_PART.search(name) for name in _names(archive)):
            yield Finding(Fault.MACROS)


def _names(archive: zipfile.ZipFile) -> Iterator[str]:
    return (name.replace("\\", "/") for name in archive.namelist())


def _types(archive: zipfile.ZipFile) -> bytes:
    """What the parts of a package are said to be."""
    if _CONTENT_TYPES not in archive.namelist():
        return b""
    with archive.open(_CONTENT_TYPES) as part:
        types = part.read(_LONGEST_TYPES + 1)
    if len(types) > _LONGEST_TYPES:
        raise Unfinished(_CONTENT_TYPES)
    return types


def ole_findings(path: Path) -> Iterator[Finding]:
    """Macros in a doc, xls, ppt or one of WPS's own files, and whether it opens with a password only.

    Raises OSError, Unfinished.
    """
    with olefile.OleFileIO(path) as ole:
        if ole.exists("EncryptedPackage") or _is_encrypted(ole):
            yield Finding(Fault.ENCRYPTED)
        elif _has_macros(ole):
            yield Finding(Fault.MACROS)


def _is_encrypted(ole: olefile.OleFileIO) -> bool:
    if ole.exists("WordDocument"):
        flags = _stream(ole, "WordDocument")[_WORD_FLAGS : _WORD_FLAGS + 2]
        return bool(int.from_bytes(flags, "little") & _WORD_IS_ENCRYPTED)
    if ole.exists("Current User"):
        return _stream(ole, "Current User")[12:16] == _ENCRYPTED_SHOW
    return any(kind == _FILE_PASS for kind, _ in _globals(ole))


def _has_macros(ole: olefile.OleFileIO) -> bool:
    storages = {part.lower() for entry in ole.listdir(streams=False, storages=True) for part in entry}
    if storages & _MACRO_STORAGES:
        return True
    if ole.exists("PowerPoint Document"):
        found = _VBA_INFO.finditer(_stream(ole, "PowerPoint Document"))
        return any(any(match[1]) for match in found)
    return any(kind == _BOUND_SHEET and data[5:6] == bytes([_IS_MACRO_SHEET]) for kind, data in _globals(ole))


def _globals(ole: olefile.OleFileIO) -> Iterator[tuple[int, bytes]]:
    """The records of an Excel file that speak of all of it; nothing of other files."""
    name = next((name for name in ("Workbook", "Book") if ole.exists(name)), "")
    data, place = _stream(ole, name) if name else b"", 0
    for _ in range(_MOST_RECORDS):
        if place + 4 > len(data):
            return
        kind, length = struct.unpack_from("<HH", data, place)
        yield kind, data[place + 4 : place + 4 + length]
        place += 4 + length
        if kind == _END:
            return
    raise Unfinished(name)


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    with ole.openstream(name) as stream:
        return bytes(stream.read(_LARGEST_STREAM))
