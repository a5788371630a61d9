"""A look at a file, in the process that opens attachments.

Each part of a look may fail by itself: a table that cannot be read is no reason not to tell of a macro. But
where the search for macros fails, that is told: what nobody could look into is not taken for harmless.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.ingest.attachment_text.archives import open_archive
from generator.ingest.attachment_text.ofd import authors_of, pages_of
from generator.ingest.attachment_text.outcome import Limits
from generator.ingest.inspection.archives import look_into_archive
from generator.ingest.inspection.cleaning import cleaned
from generator.ingest.inspection.kinds import ACTIVE, OFFICE, accepted_for, kind_of
from generator.ingest.inspection.office import ole_findings, open_document_findings, package_findings
from generator.ingest.inspection.pdfs import look_into_pdf
from generator.ingest.inspection.people import (
    names_among,
    reviewers_of_package,
    texts_of_ole,
    texts_of_package,
)
from generator.ingest.inspection.seen import Cleaned, Fault, Finding, Seen, Table, Thumbnail
from generator.ingest.inspection.tables import table_of_csv, tables_of_workbook
from generator.ingest.inspection.workbooks import hidden_parts, names_of
from generator.ingest.privacy.metadata import read_metadata

Result = TypeVar("Result")

_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_PACKAGES = ("docx", "xlsx", "pptx")
#: Pictures that pages show: whoever cannot open one has nothing.
_SHOWN = ("png", "jpeg", "gif", "webp")
#: What tells the faults of files that may hold macros, by their true type.
_MACROS: Mapping[str, Callable[[Path], Iterator[Finding]]] = {
    **dict.fromkeys(("doc", "xls", "ppt", "encrypted"), ole_findings),
    **dict.fromkeys(_PACKAGES, package_findings),
    **dict.fromkeys(("odt", "ods", "odp"), open_document_findings),
}
#: What tells the texts of their properties.
_PROPERTIES: Mapping[str, Callable[[Path], Iterator[str]]] = {
    **dict.fromkeys(("doc", "xls", "ppt"), texts_of_ole),
    **dict.fromkeys(_PACKAGES, texts_of_package),
}


def look(path: Path, ending: str, limits: Limits) -> Seen:
    """What a file of an ending (lower case) is. Raises OSError, and as `size_of` of a picture for pages."""
    if not path.stat().st_size:
        return Seen(findings=(Finding(Fault.EMPTY),))
    kind = kind_of(path)
    wrong = tuple(_wrong_kind(ending, kind))
    wrong += _macros(path, kind)
    nobody: tuple[str, ...] = ()
    people = reviewers = nobody
    if kind in _PROPERTIES:
        people = _tried(lambda: names_among(_PROPERTIES[kind](path)), nobody)
    if kind in _PACKAGES:
        reviewers = _tried(lambda: names_among(reviewers_of_package(path)), nobody)
    if wrong:
        return Seen(findings=wrong, people=people, reviewers=reviewers)
    if ending == "csv":
        kind = ending
    if kind in _SHOWN:
        return _look_at_picture(path, limits)
    seen = _tried(lambda: _LOOKS[kind](path, limits), Seen()) if kind in _LOOKS else Seen()
    return replace(seen, people=seen.people or people, reviewers=reviewers)


def look_for_macros(path: Path) -> Seen:
    """The part of a look that tells of macros and passwords: it takes little time for any file.

    Raises OSError.
    """
    return Seen(_macros(path, kind_of(path)))


def _macros(path: Path, kind: str) -> tuple[Finding, ...]:
    if kind not in _MACROS:
        return ()
    return _tried(lambda: tuple(_MACROS[kind](path)), (Finding(Fault.MACROS_UNKNOWN),))


def _wrong_kind(ending: str, kind: str) -> Iterator[Finding]:
    if kind in accepted_for(ending) or (kind == "encrypted" and ending in OFFICE):
        return
    yield Finding(Fault.DISGUISED if kind in ACTIVE else Fault.MISMATCH, kind)


def _look_at_pdf(path: Path, _limits: Limits) -> Seen:
    found = look_into_pdf(path)
    return Seen(found.findings, pages=found.pages, people=names_among(found.people))


def _look_at_ofd(path: Path, limits: Limits) -> Seen:
    with open_archive(path, limits) as archive:
        return Seen(pages=sum(1 for _ in pages_of(archive)), people=names_among(authors_of(archive)))


def _look_at_archive(path: Path, _limits: Limits) -> Seen:
    found = look_into_archive(path)
    return Seen(found.findings, entries=found.entries)


def _look_at_workbook(path: Path, limits: Limits) -> Seen:
    none: tuple[Table, ...] = ()
    nothing: tuple[str, ...] = ()
    hidden = _tried(lambda: hidden_parts(path, limits), nothing)
    return Seen(
        (Finding(Fault.HIDDEN_CELLS, ",".join(hidden)),) if hidden else (),
        sheets=_tried(lambda: names_of(path, limits), nothing),
        tables=_tried(lambda: tables_of_workbook(path, limits), none),
    )


def _look_at_csv(path: Path, limits: Limits) -> Seen:
    table = table_of_csv(path, limits)
    return Seen(tables=(table,) if table else ())


def _look_at_slides(path: Path, _limits: Limits) -> Seen:
    with zipfile.ZipFile(path) as archive:
        return Seen(slides=sum(bool(_SLIDE.fullmatch(name)) for name in archive.namelist()))


def _look_at_picture(path: Path, _limits: Limits) -> Seen:
    # a tenth of a second that most checks need not
    from generator.ingest.inspection.images import is_huge, size_of

    width, height = size_of(path)
    return Seen(
        (Finding(Fault.HUGE_PICTURE, f"{width} × {height}"),) if is_huge(width, height) else (),
        width=width,
        height=height,
        people=names_among(read_metadata(path).texts),
    )


def clean(path: Path) -> Cleaned:
    """A copy of a file without what it says of itself. Raises as `cleaned`."""
    return cleaned(path, kind_of(path))


def thumbnail(path: Path) -> Thumbnail:
    """A small picture of a picture. Raises as `thumbnail_of`."""
    from generator.ingest.inspection.images import thumbnail_of

    return thumbnail_of(path)


#: What is said of a file beside its faults, by its true type.
_LOOKS: Mapping[str, Callable[[Path, Limits], Seen]] = {
    "pdf": _look_at_pdf,
    "ofd": _look_at_ofd,
    "zip": _look_at_archive,
    "xlsx": _look_at_workbook,
    "pptx": _look_at_slides,
    "csv": _look_at_csv,
    **dict.fromkeys(("bmp", "tiff"), _look_at_picture),
}


def _tried(part: Callable[[], Result], otherwise: Result) -> Result:
    """What a part of a look brings; MemoryError is for the whole of it."""
    try:
        return part()
    except MemoryError:
        raise
    except BaseException:  # a library in Rust panics with an exception that is no Exception
        return otherwise
