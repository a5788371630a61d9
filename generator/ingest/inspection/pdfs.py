"""What a PDF does beside being read: scripts, programs to start, files inside.

PDFium counts scripts and files that the document itself names. Actions of pages and links it tells only one
by one, so their names are looked for in the file, streams left out and object streams unpacked; a name may be
written with `#` and two digits for any of its letters.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw

from generator.ingest.attachment_text.fonts import ignore_system_fonts
from generator.ingest.inspection.people import texts_of_xmp
from generator.ingest.inspection.seen import Fault, Finding

#: What is told of a PDF, in this order, and the names that tell it.
_NAMES = {
    "script": re.compile(rb"/(?:JavaScript|JS)\b"),
    "launch": re.compile(rb"/Launch\b"),
    "files": re.compile(rb"/EmbeddedFiles?\b"),
    "media": re.compile(rb"/RichMedia\b"),
}
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_OBJECTS = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n(.*?)endstream", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
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
    texts = [_STREAM.sub(b"", data), *_unpacked(data)]
    for name, pattern in _NAMES.items():
        if any(pattern.search(_unescaped(text)) for text in texts):
            yield name


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The objects that lie packed in streams; what cannot be unpacked is passed over."""
    for number, match in enumerate(_OBJECTS.finditer(data)):
        if number == _MOST_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(match[1], _MOST_UNPACKED)
        except zlib.error:
            continue


def _unescaped(data: bytes) -> bytes:
    return _ESCAPED.sub(lambda match: bytes.fromhex(match[1].decode()), data) if b"#" in data else data
