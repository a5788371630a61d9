"""A record as the search sees it, and the files that hold its text for the pages of results.

    search/text/<slug>.json     what a result shows of the record, and the first part of its text
    search/text/<slug>~<n>.json the n-th further part: more of a long body, the text of an attachment

A part ends with a block, so that an excerpt needs one part only; so much of a text is fetched for a result,
however long the text.
The index is made of these files alone: pages are written by many processes, none of which holds all texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.outputs.search.blocks import portions

#: Characters after which the next block begins a new part.
_PART_CHARACTERS = 8_000


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """What an attachment says: its title, its address (quoted, relative to the site's root), its blocks."""

    title: str
    url: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A record as the search sees it.

    `url` is the page's address relative to the site's root ("records/<slug>/"), `published` a day as
    YYYY-MM-DD, `department` the body's name and `department_id` its id, `category` a path. Searched are
    title, both numbers, `blocks` (the visible text of the body) and those of the attachments with text; the
    rest is shown with a result or chosen by.
    """

    index_number: str
    url: str
    title: str
    document_number: str
    department: str
    published: str
    status: str
    blocks: tuple[str, ...]
    department_id: str = ""
    category: str = ""
    genre: str = ""
    kind: str = ""
    mode: str = ""
    attachments: tuple[AttachmentText, ...] = ()
    has_attachments: bool = False

    @property
    def slug(self) -> str:
        """The record's own part of its address."""
        return slug_of(self.url)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a record's text; `attachment` is the number of the one that it is of, None for the body."""

    blocks: tuple[str, ...]
    attachment: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What the index must know of a record before it reads its text: day, slug, characters in all, files."""

    published: str
    slug: str
    size: int
    parts: int = 1


#: What the first file says of a record beside its text.
_SHOWN = tuple(name for name in SearchDocument.__dataclass_fields__ if name not in ("blocks", "attachments"))


def write_text(document: SearchDocument, folder: Path) -> Entry:
    """Write the files of a record's text into the folder `text`, which exists."""
    parts = list(_parts(document))
    head = {name: getattr(document, name) for name in _SHOWN}
    head["attachments"] = [{"title": text.title, "url": text.url} for text in document.attachments]
    head |= {"parts": len(parts), "blocks": parts[0].blocks}
    write_json(folder / f"{document.slug}.json", head)
    for number, part in enumerate(parts[1:], 1):
        write_json(folder / f"{document.slug}~{number}.json", asdict(part))
    size = sum(len(block) for part in parts for block in part.blocks)
    return Entry(document.published, document.slug, size, len(parts))


def read_text(entry: Entry, folder: Path) -> list[bytes]:
    """The contents of a record's files, the first part's first."""
    names = [entry.slug, *(f"{entry.slug}~{number}" for number in range(1, entry.parts))]
    return [(folder / f"{name}.json").read_bytes() for name in names]


def slug_of(url: str) -> str:
    """A record's own part of its address."""
    return url.rstrip("/").rpartition("/")[2]


def write_json(path: Path, value: Any) -> None:
    """Write the value in the shortest form, whatever characters its texts hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(text.encode("utf-8", "replace"))


def _parts(document: SearchDocument) -> Iterator[Part]:
    body = list(portions(document.blocks, _PART_CHARACTERS)) or [()]
    yield from (Part(blocks) for blocks in body)
    for number, attachment in enumerate(document.attachments):
        yield from (Part(blocks, number) for blocks in portions(attachment.blocks, _PART_CHARACTERS))
