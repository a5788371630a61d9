"""What a PDF says of its author, overwritten with blanks where it stands.

Nothing moves, so that whatever else the file holds stays as it is, byte for byte. A library that writes PDF
anew (pikepdf) would reach properties packed into object streams, too, but renumbers and repacks all of it for
the sake of a name. Left alone are files that are signed, since any change breaks the signature, encrypted
ones, and those whose properties are packed: the check reports them.

Source: ISO 32000-1, 7.3.4 (strings), 14.3 (document information, metadata).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from generator.ingest.attachment_text.fonts import ignore_system_fonts
from generator.ingest.inspection.people import texts_of_xmp
from generator.ingest.inspection.seen import Piece

#: Properties that name no person: the title, programs, dates.
_KEPT = frozenset((b"Title", b"Creator", b"Producer", b"CreationDate", b"ModDate", b"Trapped"))
#: No document information has these: the object is another one under the same number.
_FOREIGN = frozenset((b"Type", b"Subtype", b"S"))
_LEFT_ALONE = re.compile(rb"/(?:ByteRange|Encrypt)\b")
_INFO = re.compile(rb"/Info\s+(\d+)\s+(\d+)\s+R\b")
_NAME = re.compile(rb"\s*/([^\s()<>\[\]{}/%]+)\s*")
_HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")
_OTHER = re.compile(rb"[^\s()<>\[\]{}/%][^()<>\[\]{}/%]*|/[^\s()<>\[\]{}/%]*")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_XMP = re.compile(rb"/Subtype\s*/XML\b")
_PLAIN_XMP = re.compile(rb"<x:xmpmeta\b")
_CREATORS = re.compile(rb"<dc:(creator|contributor)>.{0,10000}?</dc:\1>", re.DOTALL)
_TEXT = re.compile(rb"(?<=>)[^<]+")

ignore_system_fonts()


def without_author(data: bytes) -> Iterator[Piece]:
    """The pieces of a PDF without the names in its properties, as long as the file.

    Raises ValueError for one that is left alone, PdfiumError for what is no PDF.
    """
    if _LEFT_ALONE.search(data) or len(_XMP.findall(data)) > len(_PLAIN_XMP.findall(data)):
        raise ValueError("signed, encrypted or packed")
    cleaned, pieces, place = bytearray(data), list[Piece](), 0
    for part in sorted({*_properties(data), *_in_xmp(data)}, key=lambda part: part.start):
        blanks = _blank(data[part.start : part.stop])
        cleaned[part.start : part.stop] = blanks
        pieces += [range(place, part.start), blanks]
        place = part.stop
    _must_be_whole(data, bytes(cleaned))
    yield from (*pieces, range(place, len(data)))


def _properties(data: bytes) -> Iterator[range]:
    """Where the strings of the document information stand, of every version that the file holds.

    Raises ValueError for one that is no document information.
    """
    for number, generation in set(_INFO.findall(data)):
        for found in re.finditer(rb"(?<!\d)%s\s+%s\s+obj\s*<<" % (number, generation), data):
            place = found.end()
            while name := _NAME.match(data, place):
                if name[1] in _FOREIGN:
                    raise ValueError("document information")
                stop = _end_of_value(data, name.end())
                if name[1] not in _KEPT and data[name.end() : stop].startswith((b"(", b"<")):
                    yield range(name.end(), stop)
                place = stop


def _end_of_value(data: bytes, start: int) -> int:
    """Where a value of the document information ends. Raises ValueError for one that should not be there."""
    if data[start : start + 1] == b"(":
        depth = 0
        for bracket in _BRACKET.finditer(data, start):
            depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
            if not depth:
                return bracket.end()
    found = _HEX.match(data, start) or _OTHER.match(data, start)
    if not found:
        raise ValueError("document information")
    return found.end()


def _in_xmp(data: bytes) -> Iterator[range]:
    """Where the texts of XMP's creators stand."""
    for creators in _CREATORS.finditer(data):
        for text in _TEXT.finditer(data, creators.start(), creators.end()):
            yield range(text.start(), text.end())


def _blank(written: bytes) -> bytes:
    """A string or a text of the same length that says nothing."""
    if written.startswith(b"("):
        return b"(" + b" " * (len(written) - 2) + b")"
    if written.startswith(b"<"):
        return b"<" + (b"20" * len(written))[: len(written) - 2] + b">"
    return b" " * len(written)


def _must_be_whole(data: bytes, cleaned: bytes) -> None:
    """Raise ValueError unless the copy has all pages and no author, as PDFium reads it."""
    with pypdfium2.PdfDocument(data) as before, pypdfium2.PdfDocument(cleaned) as after:
        is_whole = len(before) == len(after)
        authors = (after.get_metadata_value("Author"), *texts_of_xmp(cleaned))
    if not is_whole or any(map(str.strip, authors)):
        raise ValueError("author")
