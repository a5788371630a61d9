"""The text of attachments, read once and kept."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.ingest.attachment_text.cache import TextCache, key_of
from generator.ingest.attachment_text.outcome import KINDS, Extract, Outcome
from generator.ingest.attachment_text.pool import read_each
from generator.ingest.attachment_text.reader import Reader
from generator.model.records import Attachment
from generator.model.settings import Settings


def attachment_blocks(settings: Settings, attachment: Attachment) -> tuple[str, ...]:
    """The text of an attachment as blocks: paragraphs, table cells, names of sheets, in reading order.

    A phrase of the file stands within one block, unless its paragraph is longer than 2,000 characters; a
    block has at most 5,000, no line breaks, no runs of spaces and no space at either end, and is never empty.
    It is text from outside, not HTML: escape it. At most 500,000 characters in all. () for a file without
    text or of a kind that is not read, or where the settings turn this off.

    After a check this reads one small file. A text that is not in the cache is read from the attachment
    itself, so that the answer does not depend on what the cache holds. The exception are accidents (see
    ACCIDENTS): () as well, and after a check that met with one so for the rest of the run. For any process;
    records whose body is not public are the caller's to leave out. Raises ReaderUnavailable.
    """
    key = text_key(attachment) if settings.search_attachments else ""
    if not key:
        return ()
    cache = TextCache(settings)
    found = cache.blocks(key)
    if found is not None:
        return found
    with Reader() as reader:
        return _read(reader, cache, key, attachment).blocks


def text_key(attachment: Attachment) -> str:
    """What the text of an attachment is known by, the same for the same text; "" for a kind not read."""
    kind = attachment.format.lower()
    return key_of(attachment.source_sha256, kind) if kind in KINDS else ""


def read_texts(
    cache: TextCache, attachments: Mapping[str, Attachment], jobs: int
) -> Iterator[tuple[str, Outcome]]:
    """Read attachments (by key) into the cache, in `jobs` processes, and yield how each ended."""

    def outcome(reader: Reader, key: str, attachment: Attachment) -> Outcome:
        return _read(reader, cache, key, attachment).outcome

    return read_each(outcome, attachments, jobs)


def _read(reader: Reader, cache: TextCache, key: str, attachment: Attachment) -> Extract:
    """Read an attachment, and keep its text unless the file changed after its digest was taken."""
    extract = reader.read(attachment.source, attachment.format.lower())
    with contextlib.suppress(OSError), Path(attachment.source).open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() == attachment.source_sha256:
            cache.keep(key, extract)
    return extract
