"""What is said of a file by the process that opens it. Shared by both processes."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, BinaryIO

_MOST_TEXT = 200  # characters of a detail or a name: a file may be made to say a lot


class Fault(StrEnum):
    """What is wrong with a file, whatever record names it."""

    EMPTY = "empty"
    MISMATCH = "mismatch"
    DISGUISED = "disguised"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    MACROS_UNKNOWN = "macros-unknown"
    ACTIVE_PDF = "active-pdf"
    UNSAFE_ENTRY = "unsafe-entry"
    NESTED_ARCHIVE = "nested-archive"
    BOMB = "bomb"
    HIDDEN_CELLS = "hidden-cells"
    HUGE_PICTURE = "huge-picture"


@dataclass(frozen=True)
class Finding:
    """A fault, and what tells it: the true type, the name inside an archive, the size in bytes or pixels."""

    fault: Fault
    detail: str = ""


@dataclass(frozen=True)
class Table:
    """The beginning of a sheet as it would be read: `head` names the columns, `total` rows follow it in all.

    `title` is the sheet's name, `lead` what stands above the head, such as the table's own title and unit.
    Cells are as displayed; no row is longer than `head`. `columns` is how many there really are.
    """

    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    columns: int


@dataclass(frozen=True)
class Seen:
    """What a look at a file brings. Of the numbers 0 stands for what the file's type does not have.

    `width` and `height` in pixels as displayed; `entries` are the files of an archive; `people` the names
    that a file's properties hold, `reviewers` those in its comments and tracked changes.
    """

    findings: tuple[Finding, ...] = ()
    pages: int = 0
    slides: int = 0
    entries: int = 0
    width: int = 0
    height: int = 0
    sheets: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    people: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """This as JSON has it."""
        return asdict(self)


def seen_in(plain: Any) -> Seen:
    """What the other process says, or the cache, as what it should be: nothing of it is trusted.

    Raises ValueError, TypeError, KeyError, AttributeError.
    """
    return Seen(
        findings=tuple(Finding(Fault(each["fault"]), _text(each["detail"])) for each in plain["findings"]),
        sheets=_texts(plain["sheets"]),
        tables=tuple(map(_table, plain["tables"])),
        people=_texts(plain["people"]),
        reviewers=_texts(plain["reviewers"]),
        **{name: _number(plain[name]) for name in ("pages", "slides", "entries", "width", "height")},
    )


@dataclass(frozen=True)
class Thumbnail:
    """A small picture of a file: its size in pixels, and the file it is itself (WebP)."""

    width: int
    height: int
    data: bytes

    def plain(self) -> dict[str, Any]:
        """This as JSON has it."""
        return {"width": self.width, "height": self.height, "data": b64encode(self.data).decode()}


def thumbnail_in(plain: Any) -> Thumbnail:
    """As `seen_in`, for a thumbnail: whatever the other process sends, it is the beginning of a WebP file."""
    data = b64decode(plain["data"], validate=True)
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("no WebP")
    return Thumbnail(_number(plain["width"]), _number(plain["height"]), data)


#: A part of a file, in bytes from and to, or bytes that take the place of one.
Piece = range | bytes


@dataclass(frozen=True)
class Cleaned:
    """A copy of a file without what it says of itself: its pieces, size in bytes and SHA-256.

    There are no pieces where the file itself has nothing to hide.
    """

    pieces: tuple[Piece, ...]
    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes, pieces: Sequence[Piece]) -> Cleaned:
        """The copy that pieces of a file make."""
        digest = hashlib.sha256()
        size = 0
        for piece in pieces:
            part = data[piece.start : piece.stop] if isinstance(piece, range) else piece
            digest.update(part)
            size += len(part)
        same = digest.digest() == hashlib.sha256(data).digest()
        return cls(() if same else tuple(pieces), size, digest.hexdigest())

    def plain(self) -> dict[str, Any]:
        """This as JSON has it."""
        pieces = [
            [piece.start, piece.stop] if isinstance(piece, range) else b64encode(piece).decode()
            for piece in self.pieces
        ]
        return {"pieces": pieces, "size": self.size, "sha256": self.sha256}

    def written(self, source: BinaryIO, target: BinaryIO) -> None:
        """Write the copy of a file. Raises OSError."""
        for piece in self.pieces:
            if isinstance(piece, bytes):
                target.write(piece)
                continue
            source.seek(piece.start)
            rest = len(piece)
            while rest and (part := source.read(min(rest, 1 << 20))):
                target.write(part)
                rest -= len(part)


def cleaned_in(plain: Any) -> Cleaned:
    """As `seen_in`, for a copy; whoever writes it compares its digest."""
    pieces = tuple(
        b64decode(piece, validate=True) if isinstance(piece, str) else range(*map(_number, piece))
        for piece in plain["pieces"]
    )
    return Cleaned(pieces, _number(plain["size"]), _text(plain["sha256"]))


def _table(plain: Mapping[str, Any]) -> Table:
    return Table(
        title=_text(plain["title"]),
        lead=_text(plain["lead"]),
        head=_texts(plain["head"]),
        rows=tuple(map(_texts, plain["rows"])),
        total=_number(plain["total"]),
        columns=_number(plain["columns"]),
    )


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # no halves of characters
    return value[:_MOST_TEXT]


def _number(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError(value)
    return value
