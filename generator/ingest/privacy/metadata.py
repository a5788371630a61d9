"""What a picture says of itself (EXIF, XMP, IPTC, comments): the position where it was taken, names, remarks.

Reads JPEG, PNG, WebP and TIFF with the standard library. Pillow would decode formats by the dozen, in C and
in this process, for the sake of a few tags; this reads no pixel, allocates no more than the bounds below, and
takes whatever it does not understand for nothing.

Sources: CIPA DC-008 (Exif 2.32), TIFF 6.0, ISO 16684-1 (XMP), IPTC-IIM in Photoshop's APP13, the PNG
specification (eXIf, tEXt, zTXt, iTXt), the WebP container specification.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import BinaryIO

_MOST_PARTS = 2_000  # segments or chunks of a file
_LONGEST_PART = 1 << 18  # bytes of one that is read
_MOST_TAGS = 500
_LONGEST_TEXT = 1 << 16

#: TIFF tags that hold texts (description, artist, copyright, user comment, owner, and Windows' own), the
#: directories that others lie in, and latitude and longitude in that of GPS.
_TEXT_TAGS = frozenset((0x010E, 0x013B, 0x8298, 0x9286, 0xA430, *range(0x9C9B, 0x9CA0)))
_WINDOWS_TAGS = range(0x9C9B, 0x9CA0)
_EXIF_DIRECTORY, _GPS_DIRECTORY = 0x8769, 0x8825
_IPTC, _XMP = 0x83BB, 0x02BC
_LATITUDE, _LONGITUDE = 2, 4
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}

_XMP_POSITION = re.compile(rb"GPSL(?:at|ong)itude\s*(?:=\s*[\"']|>)\s*[0-9]")
_XMP_MARKUP = re.compile(r"<[^<>]*>|xmlns(?::\w+)?=\"[^\"]*\"")


@dataclass
class Metadata:
    """Whether a picture tells its position, and its texts."""

    has_position: bool = False
    texts: tuple[str, ...] = ()


def read_metadata(path: Path) -> Metadata:
    """What a picture says of itself; of a file that is damaged, or no picture, what could be read."""
    found = Metadata()
    try:
        with path.open("rb") as file:
            head = file.read(12)
            for signature, read in _READERS.items():
                if head.startswith(signature):
                    file.seek(0)
                    read(file, found)
    except (OSError, struct.error, ValueError, zlib.error):  # whatever is there was added on the way
        pass
    return found


def _jpeg(file: BinaryIO, found: Metadata) -> None:
    """Segments, each a marker and a length; behind the marker of the scan there are pixels alone."""
    file.seek(2)
    for _ in range(_MOST_PARTS):
        mark, kind, length = struct.unpack(">BBH", file.read(4))
        if mark != 0xFF or kind == 0xDA or length < 2:
            return
        if kind in (0xE1, 0xED, 0xFE):
            data = _part(file, length - 2)
            if kind == 0xE1 and data.startswith(b"Exif\0\0"):
                _tiff(data[6:], found)
            elif kind == 0xE1:
                _xmp(data, found)
            else:
                _add(found, data)
        else:
            file.seek(length - 2, 1)


def _png(file: BinaryIO, found: Metadata) -> None:
    """Chunks: length, type, content, checksum."""
    file.seek(8)
    for _ in range(_MOST_PARTS):
        length, kind = struct.unpack(">I4s", file.read(8))
        if kind in (b"eXIf", b"tEXt", b"iTXt", b"zTXt"):
            _png_chunk(kind, _part(file, length), found)
            file.seek(4, 1)
        else:
            file.seek(length + 4, 1)


def _png_chunk(kind: bytes, data: bytes, found: Metadata) -> None:
    if kind == b"eXIf":
        _tiff(data, found)
    elif kind == b"tEXt":
        _xmp(data, found)
    else:
        _, _, rest = data.partition(b"\0")
        is_packed = kind == b"zTXt" or rest[:1] == b"\x01"
        packed = rest[1:] if kind == b"zTXt" else rest[2:].split(b"\0", 2)[-1]
        _xmp(zlib.decompressobj().decompress(packed, _LONGEST_PART) if is_packed else packed, found)


def _webp(file: BinaryIO, found: Metadata) -> None:
    """RIFF chunks: type, length, content, padded to an even length."""
    file.seek(12)
    for _ in range(_MOST_PARTS):
        kind, length = struct.unpack("<4sI", file.read(8))
        padded = length + length % 2
        if kind in (b"EXIF", b"XMP "):
            data = _part(file, padded)
            if kind == b"EXIF":
                _tiff(data.removeprefix(b"Exif\0\0"), found)
            else:
                _xmp(data, found)
        else:
            file.seek(padded, 1)


def _tiff_file(file: BinaryIO, found: Metadata) -> None:
    """A TIFF file: its directories may lie at its end, behind the pixels."""
    _tiff(file.read(64 << 20), found)


def _tiff(data: bytes, found: Metadata) -> None:
    """The directories of a TIFF structure, as EXIF data is one."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return
    main = dict(_tags(data, order, *struct.unpack_from(f"{order}I", data, 4)))
    exif, gps = (_directory(data, order, main.get(tag)) for tag in (_EXIF_DIRECTORY, _GPS_DIRECTORY))
    found.has_position |= any(any(gps.get(tag, b"")) for tag in (_LATITUDE, _LONGITUDE))
    for tag, value in (*main.items(), *exif.items()):
        if tag in _WINDOWS_TAGS:
            _add(found, value.decode("utf-16-le", "replace").encode())
        elif tag in _TEXT_TAGS or tag == _IPTC:
            _add(found, value)
        elif tag == _XMP:
            _xmp(value, found)


def _directory(data: bytes, order: str, pointer: bytes | None) -> Mapping[int, bytes]:
    return dict(_tags(data, order, *struct.unpack_from(f"{order}I", pointer))) if pointer else {}


def _tags(data: bytes, order: str, start: int) -> Iterator[tuple[int, bytes]]:
    """The tags of a directory, each with its value's bytes; one that leads out of the data has none."""
    (count,) = struct.unpack_from(f"{order}H", data, start)
    for entry in range(start + 2, start + 2 + 12 * min(count, _MOST_TAGS), 12):
        if entry + 12 > len(data):
            return
        tag, kind, number = struct.unpack_from(f"{order}HHI", data, entry)
        size = min(_SIZES.get(kind, 0) * number, _LONGEST_PART)
        place = entry + 8 if size <= 4 else struct.unpack_from(f"{order}I", data, entry + 8)[0]
        yield tag, data[place : place + size]


def _xmp(data: bytes, found: Metadata) -> None:
    """A packet of XMP, or any other text: what its elements and attributes say."""
    found.has_position |= bool(_XMP_POSITION.search(data))
    text = unescape(_XMP_MARKUP.sub(_attributes, data.decode("utf-8", "replace")))
    _add(found, text.encode())


def _attributes(markup: re.Match[str]) -> str:
    """The values of a tag's attributes, which XMP puts texts into as well; GPS positions are no numbers."""
    values = re.findall(r"([\w:]+)=\"([^\"]*)\"", markup[0])
    return "\n\n" + "\n\n".join(value for name, value in values if "GPS" not in name and "ID" not in name)


def _add(found: Metadata, data: bytes) -> None:
    """Add a text in whatever encoding: UTF-8, else what cameras and editors write in China."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    if shown := re.sub(r"[\x00-\x1f]+", "\n\n", text).strip():
        found.texts += (shown[:_LONGEST_TEXT],)


def _part(file: BinaryIO, length: int) -> bytes:
    """A part of a file, as far as it is there and not longer than it may be; the file goes on behind it."""
    data = file.read(min(length, _LONGEST_PART))
    file.seek(length - len(data), 1)
    return data


_READERS: Mapping[bytes, Callable[[BinaryIO, Metadata], None]] = {
    b"\xff\xd8\xff": _jpeg,
    b"\x89PNG\r\n\x1a\n": _png,
    b"RIFF": _webp,
    b"II*\0": _tiff_file,
    b"MM\0*": _tiff_file,
}
