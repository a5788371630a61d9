"""A look at a file, in the process that opens attachments.

Each part of a look may fail by itself: a table that cannot be read is no reason not to tell of a macro.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from generator.ingest.inspection.archives import look_into_archive
from generator.ingest.inspection.kinds import ACTIVE, OFFICE, accepted_for, kind_of
from generator.ingest.inspection.office import ole_findings, package_findings
from generator.ingest.inspection.pdfs import look_into_pdf
from generator.ingest.inspection.seen import Fault, Finding, Seen

Result = TypeVar("Result")

#: What tells the faults of Office files, by their true type.
_OFFICE_FINDINGS = {
    **dict.fromkeys(("doc", "xls", "ppt", "encrypted"), ole_findings),
    **dict.fromkeys(("docx", "xlsx", "pptx"), package_findings),
}


def look(path: Path, ending: str) -> Seen:
    """What a file of an ending (lower case) is. Raises OSError."""
    if not path.stat().st_size:
        return Seen(findings=(Finding(Fault.EMPTY),))
    kind = kind_of(path)
    wrong = tuple(_wrong_kind(ending, kind))
    if kind in _OFFICE_FINDINGS:
        none: tuple[Finding, ...] = ()
        return Seen(findings=wrong + _tried(lambda: tuple(_OFFICE_FINDINGS[kind](path)), none))
    if wrong:
        return Seen(findings=wrong)
    if kind == "pdf":
        return _tried(lambda: _seen_in_pdf(path), Seen())
    if kind == "zip":
        return _tried(lambda: _seen_in_archive(path), Seen())
    return Seen()


def _wrong_kind(ending: str, kind: str) -> Iterator[Finding]:
    if kind in accepted_for(ending) or (kind == "encrypted" and ending in OFFICE):
        return
    yield Finding(Fault.DISGUISED if kind in ACTIVE else Fault.MISMATCH, kind)


def _seen_in_pdf(path: Path) -> Seen:
    found = look_into_pdf(path)
    return Seen(found.findings, pages=found.pages, people=tuple(filter(None, found.people)))


def _seen_in_archive(path: Path) -> Seen:
    found = look_into_archive(path)
    return Seen(found.findings, entries=found.entries)


def _tried(part: Callable[[], Result], otherwise: Result) -> Result:
    """What a part of a look brings; MemoryError is for the whole of it."""
    try:
        return part()
    except MemoryError:
        raise
    except BaseException:  # a library in Rust panics with an exception that is no Exception
        return otherwise
