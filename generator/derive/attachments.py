"""The attachments of a record as its page lists them: facts, the beginning of tables, small pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from urllib.parse import quote

from generator.derive.naming import Site
from generator.derive.wording import Wording
from generator.ingest.inspection.files import LOOK, THUMBNAIL, found_in
from generator.ingest.inspection.seen import Seen, Table, Thumbnail
from generator.model.records import Attachment, Record, size_text

#: Characters of all tables together that a page shows: it stays light however much is attached. Each table
#: has an equal share, and of what short ones leave; at least so many, as long as there is room.
_ROOM, _SHARE = 8_000, 1_000
#: Bytes of all attachments together up to which there is an archive of them.
_LARGEST_ARCHIVE = 200 * 1024 * 1024
_NUMBER = re.compile(r"[-+¥￥$]?[\d,]+(?:\.\d+)?%?")
_NAMES = 3  # sheets that are named


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; the head of a column of numbers stands as they do."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """The beginning of a table; `note` says what of it is not shown, "" where all is."""

    caption: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str


@dataclass(frozen=True, slots=True)
class ThumbnailView:
    """A small picture, beside the page under the name `file`; its size in pixels."""

    file: str
    alt: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """An attachment as the page lists it; `href` is relative to the page.

    `not_shown` says how many of its tables the page has no room for, "" where there are none.
    """

    title: str
    file: str
    href: str
    format: str
    size: str
    sha256: str
    facts: tuple[str, ...]
    tables: tuple[TableView, ...]
    not_shown: str
    thumbnail: ThumbnailView | None


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """All attachments in one file beside the page, named `file`; `facts` say how many and how large."""

    file: str
    href: str
    facts: tuple[str, ...]


def archive_view(site: Site, record: Record) -> ArchiveView | None:
    """The archive of a record with more than one attachment, unless the settings or their size forbid it."""
    files = {attachment.file: attachment.size for attachment in record.attachments}
    size = sum(files.values())
    is_wanted = site.settings.attachments_archive and record.body_is_public
    if not is_wanted or len(files) < 2 or size > _LARGEST_ARCHIVE:
        return None
    name = free_name(record.slug, "zip", _names_beside(record))
    count = site.words.fill("attachment_entries", count=len(files))
    return ArchiveView(name, quote(name), (count, size_text(size)))


def attachment_views(site: Site, record: Record) -> tuple[AttachmentView, ...]:
    """The attachments of a record whose body is public; none of another.

    Reads what the check kept of each. Raises ReaderUnavailable where that is gone and cannot be read anew.
    """
    if not record.body_is_public:
        return ()
    return tuple(_views(site, record))


def _views(site: Site, record: Record) -> Iterator[AttachmentView]:
    taken = _names_beside(record)
    looks = [found_in(site.settings, LOOK, attachment) for attachment in record.attachments]
    all_seen = [found if isinstance(found, Seen) else Seen() for found in looks]
    for attachment, seen, tables in zip(record.attachments, all_seen, _fitting(all_seen), strict=True):
        missing = len(seen.tables) - len(tables)
        yield AttachmentView(
            title=attachment.title,
            file=attachment.file,
            href=quote(attachment.file),
            format=attachment.format,
            size=size_text(attachment.size),
            sha256=attachment.sha256,
            facts=tuple(_facts(seen, site.words)),
            tables=tuple(_table(table, attachment.title, site.words) for table in tables),
            not_shown=site.words.fill("preview_missing", count=missing) if missing else "",
            thumbnail=_thumbnail(site, attachment, taken) if seen.width else None,
        )


def _fitting(all_seen: Sequence[Seen]) -> Iterator[tuple[Table, ...]]:
    """The tables of each file that a page has room for, each cut to its share of it, short ones first."""
    room = _ROOM
    found = [(file, table) for file, seen in enumerate(all_seen) for table in seen.tables]
    by_length = sorted(range(len(found)), key=lambda number: _length(found[number][1]))
    fitting: dict[int, Table] = {}
    for place, number in enumerate(by_length):
        share = max(_SHARE, room // (len(found) - place))
        table = _cut(found[number][1], min(room, share))
        if table.rows:
            fitting[number] = table
            room -= _length(table)
    for file in range(len(all_seen)):
        yield tuple(fitting[number] for number in sorted(fitting) if found[number][0] == file)


def _cut(table: Table, room: int) -> Table:
    """A table with the rows that there is room for below its head."""
    lengths = accumulate(map(_characters, (table.head, *table.rows)))
    fitting = sum(length <= room for length in lengths) - 1
    return replace(table, rows=table.rows[: max(0, fitting)])


def _length(table: Table) -> int:
    return sum(map(_characters, (table.head, *table.rows)))


def _characters(row: Sequence[str]) -> int:
    return sum(map(len, row))


def _facts(seen: Seen, words: Wording) -> Iterator[str]:
    """What there is to say of a file's content, in a few words each."""
    for key, count in (
        ("attachment_pages", seen.pages),
        ("attachment_slides", seen.slides),
        ("attachment_entries", seen.entries),
    ):
        if count:
            yield words.fill(key, count=f"{count:,}")
    if len(seen.sheets) > 1:
        names = words.comma.join(seen.sheets[:_NAMES])
        key = "attachment_sheets" if len(seen.sheets) <= _NAMES else "attachment_sheets_first"
        yield words.fill(key, count=len(seen.sheets), names=names)
    elif seen.tables:
        yield words.fill("attachment_rows", count=f"{seen.tables[0].total:,}")
    if seen.width:
        yield words.fill("attachment_pixels", width=seen.width, height=seen.height)


def _table(table: Table, title: str, words: Wording) -> TableView:
    shown = len(table.rows)
    rest = []
    if table.total > shown:
        rest.append(words.fill("preview_rows", total=f"{table.total:,}", shown=shown))
    if table.columns > len(table.head):
        rest.append(words.fill("preview_columns", total=table.columns, shown=len(table.head)))
    rows = tuple(tuple(Cell(text, bool(_NUMBER.fullmatch(text))) for text in row) for row in table.rows)
    return TableView(
        caption=" ".join(filter(None, (table.title, table.lead))) or title,
        head=tuple(Cell(name, _is_of_numbers(rows, column)) for column, name in enumerate(table.head)),
        rows=rows,
        note=words.semicolon.join((*rest, words.preview_rest)) if rest else "",
    )


def _is_of_numbers(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether a column holds numbers, beside blanks and dashes at most."""
    cells = [row[column] for row in rows if column < len(row) and row[column].text.strip("-–—/ ")]
    return bool(cells) and all(cell.is_number for cell in cells)


def _thumbnail(site: Site, attachment: Attachment, taken: Collection[str]) -> ThumbnailView | None:
    found = found_in(site.settings, THUMBNAIL, attachment)
    if not isinstance(found, Thumbnail):
        return None
    return ThumbnailView(
        file=free_name(f"thumbnail-{attachment.sha256[:16]}", "webp", taken),
        alt=site.words.fill("thumbnail", title=attachment.title),
        width=found.width,
        height=found.height,
        data=found.data,
    )


def _names_beside(record: Record) -> frozenset[str]:
    """The names of the files that a record brings, case folded."""
    return frozenset(file.file.casefold() for file in (*record.attachments, *record.images))


def free_name(stem: str, ending: str, taken: Collection[str]) -> str:
    """A name that no file beside it bears; `taken` are theirs, case folded."""
    name = f"{stem}.{ending}"
    while name.casefold() in taken:
        stem += "-"
        name = f"{stem}.{ending}"
    return name
