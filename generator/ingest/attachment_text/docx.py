"""The paragraphs and table cells of a Word file.

Read with the standard library: the usual package for it (python-docx) passes over text boxes, content
controls, footnotes and tracked insertions, all of which a reader of the file sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from generator.ingest.attachment_text.archives import open_archive
from generator.ingest.attachment_text.outcome import Limits

_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
#: What stands for a character between the texts of a line. Deleted text and field codes are no `t`.
_MARKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
#: The older form of what stands just before it in the form of today.
_REPEATED = "Fallback"


def read_docx(path: Path, limits: Limits) -> Iterator[str]:
    """The text of each paragraph and each table cell, in order; notes at the end.

    Raises Refused, BadZipFile, KeyError when it is no Word file, ElementTree.ParseError.
    """
    with open_archive(path, limits) as archive:
        for name in (_DOCUMENT, *(name for name in _NOTES if name in archive.namelist())):
            with archive.open(name) as part:
                yield from _blocks(part)


def _blocks(part: IO[bytes]) -> Iterator[str]:
    """Paragraphs nest: a cell holds some, and so does a text box, which itself hangs in a line of one."""
    open_blocks: list[tuple[str, list[str]]] = []
    repeated = 0
    for event, element in ElementTree.iterparse(part, ("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if tag == _REPEATED:
            repeated += 1 if event == "start" else -1
        if repeated:
            continue
        if event == "start":
            if tag in ("p", "tc"):
                open_blocks.append((tag, []))
            continue
        if tag in ("p", "tc"):
            text = "".join(open_blocks.pop()[1])
            if tag == "p" and open_blocks and open_blocks[-1][0] == "tc":
                open_blocks[-1][1].append(f"{text}\n")
            else:
                yield text
            element.clear()
        elif open_blocks:
            open_blocks[-1][1].append(element.text or "" if tag == "t" else _MARKS.get(tag, ""))
