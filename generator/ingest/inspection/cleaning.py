"""Copies of files without what they say of themselves, told as pieces of the file: nothing is decoded anew.

Of pictures go positions, cameras, names, remarks and previews; what stays is their colour profile and how
they are turned. Of docx, xlsx and pptx go all properties but the title; names in comments, tracked
changes and the text itself stay. A package that is signed is left alone, since its signature would break, and
so is whatever does not look as the standards say. What PDF files say of their author is overwritten where it
stands (`pdf_properties`).

Sources: ITU-T T.81 B.1 and CIPA DC-008 (JPEG), the PNG specification, the WebP container specification,
ECMA-376 Part 2 and PKWARE's APPNOTE (packages).
"""

from __future__ import annotations

import contextlib
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generator.ingest.inspection.pdf_properties import without_author
from generator.ingest.inspection.seen import Cleaned, Piece

_PROFILE = b"ICC_PROFILE\0"
_EXIF = b"Exif\0\0"
#: Segments of a JPEG file that are kept: JFIF, Adobe's, which tells the colours, and all that are no APPn.
_KEPT_APPS = (0xE0, 0xEE)
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SPEAKING_CHUNKS = (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf")
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_ORIENTATION = 0x0112
_MOST_PARTS = 100_000

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = b"http://schemas.openxmlformats.org/"
_CORE = (
    _DECLARATION
    + b'<cp:coreProperties xmlns:cp="%spackage/2006/metadata/core-properties"'
    + b' xmlns:dc="http://purl.org/dc/elements/1.1/">%s</cp:coreProperties>'
)
_PROPERTIES = _DECLARATION + b'<Properties xmlns="%sofficeDocument/2006/%s-properties"/>'
#: Parts with properties, and what is written in place of each; of the first, the title stays.
_CORE_PART = re.compile(r"docProps/core\d*\.xml|package/services/metadata/core-properties/[^/]+\.psmdcp")
_EMPTIED = {
    "docProps/app.xml": _PROPERTIES % (_SCHEMAS, b"extended"),
    "docProps/custom.xml": _PROPERTIES % (_SCHEMAS, b"custom"),
}
_TITLE = re.compile(rb"<dc:title>([^<]{0,1000})</dc:title>")
_LONGEST_PROPERTIES = 1 << 20
_SIGNATURES = "_xmlsignatures/"
_LOCAL, _CENTRAL, _TRAILER = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_FIRST_DAY = 0x21  # 1980-01-01, as zip archives write days


class NotCleaned(ValueError):
    """A file that is left as it is."""


def cleaned(path: Path, kind: str) -> Cleaned:
    """A file of a true type as its copy is to be. Raises NotCleaned, OSError, struct.error, BadZipFile;
    of a PDF as `without_author`.
    """
    if kind not in CLEANERS:
        raise NotCleaned(kind)
    data = path.read_bytes()
    pieces = list(_joined(CLEANERS[kind](data, path)))
    return Cleaned.of(data, pieces)


def _jpeg(data: bytes, _path: Path) -> Iterator[Piece]:
    yield data[:2]
    place, turned = 2, 1
    kept: list[Piece] = []
    for _ in range(_MOST_PARTS):
        mark, kind, length = struct.unpack_from(">BBH", data, place)
        if mark != 0xFF:
            raise NotCleaned("jpeg")
        segment = range(place, place + 2 + length)
        content = data[place + 4 : place + 2 + length]
        if kind == 0xE1 and content.startswith(_EXIF):
            turned = _orientation(content[len(_EXIF) :])
        is_app = 0xE0 <= kind <= 0xEF
        is_profile = kind == 0xE2 and content.startswith(_PROFILE)
        if kind in _KEPT_APPS or is_profile or not (is_app or kind == _COMMENT):
            kept.append(segment)
        place += 2 + length
        if kind == _SCAN:
            found = _AFTER_SCAN.search(data, place)
            if not found:
                raise NotCleaned("jpeg")
            kept.append(range(place, found.start()))
            place = found.start()
            if found[0][1] == _END:
                break
    exif = _EXIF + _exif(turned)
    if turned != 1:
        yield struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif
    yield from kept
    yield b"\xff\xd9"


def _png(data: bytes, _path: Path) -> Iterator[Piece]:
    yield range(8)
    place = 8
    for _ in range(_MOST_PARTS):
        length, kind = struct.unpack_from(">I4s", data, place)
        chunk = range(place, place + 12 + length)
        if chunk.stop > len(data):
            raise NotCleaned("png")
        turned = _orientation(data[place + 8 : place + 8 + length]) if kind == b"eXIf" else 1
        if turned != 1:
            exif = _exif(turned)
            body = kind + exif
            yield struct.pack(">I", len(exif)) + body + struct.pack(">I", zlib.crc32(body))
        elif kind not in _SPEAKING_CHUNKS:
            yield chunk
        if kind == b"IEND":
            return
        place = chunk.stop
    raise NotCleaned("png")


def _webp(data: bytes, _path: Path) -> Iterator[Piece]:
    place, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    kept: list[Piece] = []
    while place + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, place)
        chunk = range(place, place + 8 + length + length % 2)
        if chunk.stop > end:
            raise NotCleaned("webp")
        if kind == b"EXIF" and _orientation(data[place + 8 : chunk.stop].removeprefix(_EXIF)) != 1:
            raise NotCleaned("webp")
        if kind == b"VP8X":
            flags = data[place + 8] & ~(_HAS_EXIF | _HAS_XMP)
            kept += [range(place, place + 8), bytes([flags]), range(place + 9, chunk.stop)]
        elif kind not in (b"EXIF", b"XMP "):
            kept.append(chunk)
        place = chunk.stop
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, kept))) + b"WEBP"
    yield from kept


def _orientation(tiff: bytes) -> int:
    """How EXIF data say that a picture is turned: 1 is not at all."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    start = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if start + 2 > len(tiff):
        return 1
    count = struct.unpack_from(f"{order}H", tiff, start)[0]
    for entry in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if (tag, kind) == (_ORIENTATION, 3):
            return int(value) if 1 <= value <= 8 else 1
    return 1


def _exif(orientation: int) -> bytes:
    """EXIF data that say this and nothing else."""
    return struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _package(data: bytes, path: Path) -> Iterator[Piece]:
    """An archive whose entries stay as they are, byte for byte; only the properties are stored anew."""
    with zipfile.ZipFile(path) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        directory = archive.start_dir
        if any(entry.filename.startswith(_SIGNATURES) for entry in entries):
            raise NotCleaned("signed")
        anew = dict(_without_properties(archive))
    stops = [*(entry.header_offset for entry in entries[1:]), directory]
    offsets: dict[int, tuple[int, bytes]] = {}
    place = 0
    for entry, stop in zip(entries, stops, strict=True):
        name = entry.filename
        written = anew.get(name)
        piece: Piece = range(entry.header_offset, stop)
        head = b""
        if written is not None:
            head = struct.pack("<HHHHHIII", 20, 0, 0, 0, _FIRST_DAY, zlib.crc32(written), *[len(written)] * 2)
            encoded = name.encode()
            piece = _LOCAL + head + struct.pack("<HH", len(encoded), 0) + encoded + written
        offsets[entry.header_offset] = (place, head)
        yield piece
        place += len(piece)
    central = b"".join(_central(data, directory, offsets))
    yield central
    yield _TRAILER + struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(central), place, 0)


def _without_properties(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts with properties that are to be written anew, and what is written."""
    for entry in archive.infolist():
        name = entry.filename
        if name not in _EMPTIED and not _CORE_PART.fullmatch(name):
            continue
        with archive.open(entry) as part:
            old = part.read(_LONGEST_PROPERTIES)
        new = _EMPTIED.get(name) or _CORE % (_SCHEMAS, _title(old))
        if new != old:
            yield name, new


def _title(properties: bytes) -> bytes:
    """The element with a file's title; nothing where there is none, or it is not in UTF-8."""
    found = _TITLE.search(properties)
    with contextlib.suppress(UnicodeDecodeError):
        properties.decode()
        return found[0] if found else b""
    return b""


def _central(data: bytes, place: int, offsets: Mapping[int, tuple[int, bytes]]) -> Iterator[bytes]:
    """The archive's directory, its entries at their new places."""
    for _ in offsets:
        if data[place : place + 4] != _CENTRAL:
            raise NotCleaned("zip")
        (
            made_by,
            *_,
        ) = struct.unpack_from("<H", data, place + 4)
        name, extra, comment = struct.unpack_from("<HHH", data, place + 28)
        stop = place + 46 + name + extra + comment
        old = struct.unpack_from("<I", data, place + 42)[0]
        if old not in offsets or stop > len(data):
            raise NotCleaned("zip")  # of more than 4 GB
        offset, head = offsets[old]
        named = data[place + 46 : place + 46 + name]
        if head:
            fixed = _CENTRAL + struct.pack("<H", made_by) + head + struct.pack("<HHHHHI", name, 0, 0, 0, 0, 0)
            yield fixed + struct.pack("<I", offset) + named
        else:
            yield data[place : place + 42] + struct.pack("<I", offset) + data[place + 46 : stop]
        place = stop


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The same with neighbouring parts of the file in one."""
    last: Piece = b""
    for piece in pieces:
        if isinstance(last, range) and isinstance(piece, range) and last.stop == piece.start:
            last = range(last.start, piece.stop)
        elif isinstance(last, bytes) and isinstance(piece, bytes):
            last += piece
        else:
            if last:
                yield last
            last = piece
    if last:
        yield last


#: What makes the pieces of a copy, by true type.
CLEANERS: Mapping[str, Callable[[bytes, Path], Iterator[Piece]]] = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    **dict.fromkeys(("docx", "xlsx", "pptx"), _package),
    "pdf": lambda data, _path: without_author(data),
}
