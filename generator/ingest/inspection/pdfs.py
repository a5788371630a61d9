"""What a PDF does beside being read: scripts, programs to start, files inside.

PDFium counts scripts and files that the document itself names. Actions of pages and links it tells only one
by one, so their names are looked for in the whole file and in its object streams, unpacked; a name may be
written with `#` and two digits for any of its letters. What lies within strings, comments or pictures is not
told apart: a string that says `stream` must not hide what follows. Only `JS`, which compressed data hold by
chance, is looked for outside of streams alone; whatever it stands for names `JavaScript` as well.
"""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw

from generator.ingest.attachment_text.fonts import ignore_system_fonts
from generator.ingest.inspection.people import texts_of_xmp
from generator.ingest.inspection.seen import Fault, Finding


def _name(letters: str) -> bytes:
    """What finds a name, its letters written plainly or as numbers."""
    return b"/" + b"".join(b"(?:%c|#(?i:%02x))" % (ord(letter), ord(letter)) for letter in letters)


#: What is told of a PDF, in this order, and the names that tell it.
_NAMES = {
    "script": re.compile(_name("JavaScript")),
    "launch": re.compile(_name("Launch")),
    "files": re.compile(_name("EmbeddedFile")),
    "media": re.compile(_name("RichMedia")),
}
_SCRIPT = re.compile(_name("JS") + rb"\b")
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_PACKED = re.compile(rb"stream\r?\n(?=[\x08-\x78])")
_OBJECTS = re.compile(_name("ObjStm"))
_BEFORE = 1000  # bytes in which a stream's type stands before it
_LARGEST = 100 * 1024 * 1024  # bytes of a file that is searched for names
_MOST_UNPACKED = 4 * 1024 * 1024  # of one object stream
_MOST_STREAMS = 500

ignore_system_fonts()


@dataclass(frozen=True)
class Pdf:
    """How many pages a PDF has, what is wrong with it, and whom its properties name."""

    pages: int = 0
    findings: tuple[Finding, ...] = ()
    people: tuple[str, ...] = ()


def look_into_pdf(path: Path) -> Pdf:
    """Look into a PDF. One that only a password opens has no pages. Raises PdfiumError, OSError."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            return Pdf(findings=(Finding(Fault.ENCRYPTED),))
        raise
    with document:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
        active = set(_named(data))
        if pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
            active.add("script")
        if pypdfium2.raw.FPDFDoc_GetAttachmentCount(document) > 0:
            active.add("files")
        told = ",".join(name for name in _NAMES if name in active)
        findings = (Finding(Fault.ACTIVE_PDF, told),) if told else ()
        return Pdf(len(document), findings, (document.get_metadata_value("Author"), *texts_of_xmp(data)))


def _named(data: bytes) -> Iterator[str]:
    """What the names in a file's objects tell."""
    unpacked = list(_unpacked(data))
    if any(_SCRIPT.search(text) for text in (_STREAM.sub(b"", data), *unpacked)):
        yield "script"
    for name, pattern in _NAMES.items():
        if any(pattern.search(text) for text in (data, *unpacked)):
            yield name


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The objects that lie packed in streams; what cannot be unpacked is passed over."""
    found = (
        match.end()
        for match in _PACKED.finditer(data)
        if _OBJECTS.search(data, max(0, match.start() - _BEFORE), match.start())
    )
    for start in islice(found, _MOST_STREAMS):
        with contextlib.suppress(zlib.error):
            packed = data[start : start + _MOST_UNPACKED]
            yield zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
