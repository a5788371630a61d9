"""The text of an OFD file (GB/T 33190-2016), the format of official documents.

A package of XML: OFD.xml names documents, each names its pages, and a page holds runs of text with the places
where they stand, in millimetres. Pages that lie behind others (letterheads, watermarks) are passed over.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from generator.ingest.attachment_text.archives import open_archive
from generator.ingest.attachment_text.outcome import Limits, Outcome, Refused
from generator.ingest.attachment_text.paragraphs import paragraphs

_ENTRY = "OFD.xml"
#: Runs stand in one line whose baselines differ by less; a wider gap than the second is a blank. Millimetres.
_SAME_LINE, _GAP = 1.0, 2.0
_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class _Run:
    """Characters beside each other, from `left` to `right` on a baseline, in millimetres of the page."""

    text: str
    left: float
    right: float
    baseline: float


def read_ofd(path: Path, limits: Limits) -> Iterator[str]:
    """The paragraphs of an OFD file, in the order of its content.

    Raises Refused when it has too many pages, BadZipFile, KeyError when it is no OFD, ParseError, ValueError.
    """
    with open_archive(path, limits) as archive:
        pages = list(pages_of(archive))
        yield from paragraphs(_page_text(archive, page) for page in pages[: limits.pages])
    if len(pages) > limits.pages:
        raise Refused(Outcome.CUT_PAGES)


def pages_of(archive: zipfile.ZipFile) -> Iterator[str]:
    """The entries with the pages of all documents, in order. Raises KeyError, ParseError."""
    for root in _elements(archive, _ENTRY, "DocRoot"):
        document = posixpath.normpath((root.text or "").strip().lstrip("/"))
        for page in _elements(archive, document, "Page"):
            location = page.get("BaseLoc", "")
            folder = "" if location.startswith("/") else posixpath.dirname(document)
            yield posixpath.normpath(posixpath.join(folder, location.lstrip("/")))


def authors_of(archive: zipfile.ZipFile) -> Iterator[str]:
    """Whom a file names its author. Raises KeyError, ParseError."""
    return (element.text or "" for element in _elements(archive, _ENTRY, "Author"))


def _page_text(archive: zipfile.ZipFile, page: str) -> str:
    """The lines of a page."""
    text, last = "", None
    for run in _runs(archive, page):
        if last and abs(run.baseline - last.baseline) >= _SAME_LINE:
            text += "\n"
        elif last and run.left - last.right > _GAP:
            text += " "
        text, last = text + run.text, run
    return text


def _runs(archive: zipfile.ZipFile, page: str) -> Iterator[_Run]:
    for element in _elements(archive, page, "TextObject"):
        left, top, width, _ = _numbers(element, "Boundary", (0.0,) * 4)
        _, skew, _, scale, _, shift = _numbers(element, "CTM", _UPRIGHT)
        x = y = 0.0
        for code in element:
            if _tag(code) == "TextCode":
                x, y = float(code.get("X", x)), float(code.get("Y", y))
                yield _Run(code.text or "", left, left + width, top + skew * x + scale * y + shift)


def _numbers(element: ElementTree.Element, name: str, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    found = tuple(map(float, element.get(name, "").split()))
    return found if len(found) == len(otherwise) else otherwise


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[ElementTree.Element]:
    """The elements of a part that are called so, whichever of the standard's namespaces they are in."""
    with archive.open(part) as stream:
        for _, element in ElementTree.iterparse(stream):
            if _tag(element) == tag:
                yield element
                element.clear()


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
