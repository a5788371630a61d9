"""What a PDF says of its author, overwritten with blanks where it stands.

Nothing moves, so that whatever else the file holds stays as it is, byte for byte. A library that writes PDF
anew (pikepdf) would reach properties packed into object streams, too, but renumbers and repacks all of it for
the sake of a name. Left alone are files that are signed, since any change breaks the signature, encrypted
ones, and those whose properties are packed: the check reports them. Whatever a file holds, it is gone through
a fixed number of times; what would make that more is left alone, too.

Source: ISO 32000-1, 7.3.4 (strings), 14.3 (document information, metadata).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice

import pypdfium2

from generator.ingest.attachment_text.fonts import ignore_system_fonts
from generator.ingest.inspection.people import creators_in_xmp
from generator.ingest.inspection.seen import Piece

#: Properties that name no person: the title, programs, dates.
_KEPT = frozenset((b"Title", b"Creator", b"Producer", b"CreationDate", b"ModDate", b"Trapped"))
#: No document information has these: the object is another one under the same number.
_FOREIGN = frozenset((b"Type", b"Subtype", b"S"))
_LEFT_ALONE = re.compile(rb"/(?:ByteRange|Encrypt)\b")
#: A reference, and where the object begins that it is to; tables of objects have ten digits.
_REFERENCE = re.compile(rb"(?<![\w.+-])(\d{1,10})\s+(\d{1,10})\s+R\b")
_INFO = re.compile(rb"/Info\s+" + _REFERENCE.pattern)
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,10})\s+obj\b\s*")
_NAME = re.compile(rb"\s*/([^\s()<>\[\]{}/%]+)\s*")
_HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")
_CLOSE = re.compile(rb"\s*>>")
_OTHER = re.compile(rb"[^\s()<>\[\]{}/%][^()<>\[\]{}/%]*|/[^\s()<>\[\]{}/%]*")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_XMP = re.compile(rb"/Subtype\s*/XML\b")
_PLAIN_XMP = re.compile(rb"<x:xmpmeta\b")
#: Properties of which a copy has none, as PDFium names them.
_GONE = ("Author", "Subject", "Keywords")
_MOST_PARTS = 10_000

#: The number and the generation of an object.
Reference = tuple[bytes, bytes]

ignore_system_fonts()


def without_author(data: bytes) -> Iterator[Piece]:
    """The pieces of a PDF without the names in its properties, as long as the file.

    Raises ValueError for one that is left alone, PdfiumError for what is no PDF.
    """
    if _LEFT_ALONE.search(data) or len(_XMP.findall(data)) > len(_PLAIN_XMP.findall(data)):
        raise ValueError("signed, encrypted or packed")
    cleaned, pieces, place = bytearray(data), list[Piece](), 0
    parts = {*islice(_properties(data), _MOST_PARTS + 1), *islice(creators_in_xmp(data), _MOST_PARTS + 1)}
    if len(parts) > _MOST_PARTS:
        raise ValueError("properties")
    for part in sorted(parts, key=lambda part: part.start):
        if part.start < place:
            raise ValueError("properties within others")
        blanks = _blank(data[part.start : part.stop])
        cleaned[part.start : part.stop] = blanks
        pieces += [range(place, part.start), blanks]
        place = part.stop
    _must_be_whole(data, bytes(cleaned))
    yield from (*pieces, range(place, len(data)))


def _properties(data: bytes) -> Iterator[range]:
    """Where the strings of the document information stand, of every version that the file holds.

    Raises ValueError for one that is no document information, and for strings that stand elsewhere, too.
    """
    place, elsewhere = 0, Counter[Reference]()
    for _, start in _objects(data, set(_INFO.findall(data))):
        if start < place:
            raise ValueError("document information within another")
        if not data.startswith(b"<<", start):
            continue
        place = start + len(b"<<")
        while name := _NAME.match(data, place):
            if name[1] in _FOREIGN:
                raise ValueError("document information")
            place = _end_of_value(data, name.end())
            if name[1] in _KEPT:
                continue
            if data.startswith((b"(", b"<"), name.end()):
                yield range(name.end(), place)
            elif reference := _REFERENCE.match(data, name.end(), place):
                elsewhere[reference[1], reference[2]] += 1
        if not _CLOSE.match(data, place):
            raise ValueError("document information")
    if elsewhere:
        yield from _strings(data, elsewhere)


def _strings(data: bytes, wanted: Counter[Reference]) -> Iterator[range]:
    """Where strings stand that are objects of their own, by how often properties refer to each.

    Raises ValueError for those that are packed, no strings, or named by something else as well.
    """
    place, found = 0, set[Reference]()
    if Counter(each for each in _REFERENCE.findall(data) if each in wanted) != wanted:
        raise ValueError("shared")
    for reference, start in _objects(data, wanted):
        if start < place or not data.startswith((b"(", b"<"), start):
            raise ValueError("no string")
        place = _end_of_value(data, start)
        yield range(start, place)
        found.add(reference)
    if len(found) < len(wanted):
        raise ValueError("packed")


def _objects(data: bytes, wanted: Collection[Reference]) -> Iterator[tuple[Reference, int]]:
    """Where the contents of some objects begin: of each version, in their order."""
    for found in _OBJECT.finditer(data):
        reference = (found[1], found[2])
        if reference in wanted:
            yield reference, found.end()


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


def _blank(written: bytes) -> bytes:
    """A string or a text of the same length that says nothing."""
    if written.startswith(b"("):
        return b"(" + b" " * (len(written) - 2) + b")"
    if written.startswith(b"<"):
        return b"<" + (b"20" * len(written))[: len(written) - 2] + b">"
    return b" " * len(written)


def _must_be_whole(data: bytes, cleaned: bytes) -> None:
    """Raise ValueError unless the copy has all pages and names nobody, as PDFium reads it."""
    with pypdfium2.PdfDocument(data) as before, pypdfium2.PdfDocument(cleaned) as after:
        is_whole = len(before) == len(after)
        told = "".join(map(after.get_metadata_value, _GONE))
    if not is_whole or told.strip():
        raise ValueError("author")
