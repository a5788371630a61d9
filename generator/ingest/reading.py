"""Bytes to text: size, encoding, control characters. A failure is data, not an exception."""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.ingest import rules_of_files as rules
from generator.model.problems import Place, Problem
from generator.model.records import size_text

#: C0 but tab and line feed, DEL, C1; the separators that YAML counts as line ends but no editor does; what
#: XML 1.0 (section 2.2) forbids besides, since every record stands in a feed; overrides of writing direction,
#: which make a text read otherwise than it is stored.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)

NOT_A_FILE = {"zh": "不是普通文件", "en": "it is not a regular file"}


def read_text(path: str, limit: int) -> str | Problem:
    """The text of a file, with a byte order mark dropped and CRLF as LF, or the problem that forbids it.

    `limit` is the largest size allowed, in bytes. Lines and columns of a problem count as editors do.
    """
    data = read_bytes(path, limit)
    return data if isinstance(data, Problem) else decode(path, data)


def read_bytes(path: str, limit: int) -> bytes | Problem:
    """The content of a file of at most `limit` bytes, or the problem that forbids it."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (Path.open costs twice as much, and this runs for every record)
            data = file.read(limit + 1)
            return data if len(data) <= limit else _too_large(path, limit)
    except OSError as error:
        return rules.FILE_UNREADABLE.at(Place(path), reason=error.strerror or str(error))


def decode(path: str, data: bytes) -> str | Problem:
    """The text of a file's content, or the problem that forbids it; `path` is where it stands or stood."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _encoding(path, data, error)
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not text.strip():
        return rules.FILE_EMPTY.at(Place(path))
    found = CONTROL.search(text)
    if found:
        return rules.CONTROL_CHARACTER.at(place_in(path, text, found.start()), code=code_of(found[0]))
    return text


def code_of(character: str) -> str:
    """A character's number, as character tables name it: `U+0007`."""
    return f"U+{ord(character):04X}"


def refuse_link(path: str) -> Problem | None:
    """The problem of a path that is a link or no regular file: reading a pipe would never end."""
    if os.path.islink(path):  # noqa: PTH114
        return rules.SYMBOLIC_LINK.at(Place(path), target=os.readlink(path))  # noqa: PTH115
    if not os.path.isfile(path):  # noqa: PTH113
        return rules.FILE_UNREADABLE.at(Place(path), reason=NOT_A_FILE)
    return None


def place_in(path: str, text: str, offset: int) -> Place:
    """Line and column of a character offset in a text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def _too_large(path: str, limit: int) -> Problem:
    size = Path(path).stat().st_size
    return rules.FILE_TOO_LARGE.at(Place(path), size=size_text(size), limit=size_text(limit))


def _encoding(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    # error.start counts from behind a byte order mark, when there is one
    start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
    line_start = data.rfind(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("utf-8-sig", "replace")) + 1
    place = Place(path, data.count(b"\n", 0, start) + 1, column)
    return rules.FILE_ENCODING.at(place, guess=_guess(data))


def _guess(data: bytes) -> dict[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "UTF-16"
    else:
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            return {"zh": "", "en": ""}
        name = "GBK"
    return {"zh": f"（像是 {name}）", "en": f" (it looks like {name})"}
