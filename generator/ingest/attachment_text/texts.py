"""The text of attachments, read once and kept."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from generator.ingest.attachment_text.cache import TextCache, key_of
from generator.ingest.attachment_text.outcome import KINDS, Extract, Outcome
from generator.ingest.attachment_text.reader import Reader
from generator.model.records import Attachment
from generator.model.settings import Settings


def attachment_blocks(settings: Settings, attachment: Attachment) -> tuple[str, ...]:
    """The text of an attachment as blocks: paragraphs, table cells, names of sheets, in reading order.

    A phrase of the file stands within one block; a block has no line breaks, no runs of spaces and no
    space at either end, and is never empty. It is text from outside, not HTML: escape it. At most 500,000
    characters in all. () for a file without text, of a kind that is not read, or where the settings turn it off.

    After a check this reads one small file. A text that is not in the cache is read from the attachment
    itself, so that the answer never depends on what the cache holds. For any process; records whose body is
    not public are the caller's to leave out.
    """
    kind = text_kind(attachment)
    if not settings.search_attachments or not kind:
        return ()
    cache, key = TextCache(settings), key_of(attachment.sha256, kind)
    found = cache.blocks(key)
    if found is not None:
        return found
    with Reader() as reader:
        extract = reader.read(attachment.source, kind)
    cache.write(key, extract)
    return extract.blocks


def text_kind(attachment: Attachment) -> str:
    """The kind of file that an attachment is read as; "" for one that holds no text to read."""
    kind = attachment.format.lower()
    return kind if kind in KINDS else ""


def text_key(attachment: Attachment) -> str:
    """What the text of an attachment is known by; attachments with the same key have the same text."""
    return key_of(attachment.sha256, text_kind(attachment))


def read_texts(
    cache: TextCache, attachments: Mapping[str, Attachment], jobs: int
) -> Iterator[tuple[str, Outcome]]:
    """Read attachments (by key) into the cache, in `jobs` processes, and yield how each ended."""
    with ExitStack() as stack:
        readers: queue.SimpleQueue[Reader] = queue.SimpleQueue()
        for _ in range(min(jobs, len(attachments))):
            readers.put(stack.enter_context(Reader()))

        def read(item: tuple[str, Attachment]) -> tuple[str, Extract]:
            key, attachment = item
            reader = readers.get()
            try:
                extract = reader.read(attachment.source, text_kind(attachment))
            finally:
                readers.put(reader)
            cache.write(key, extract)
            return key, extract

        # threads only wait for the processes
        pool = ThreadPoolExecutor(jobs)
        stack.callback(pool.shutdown, cancel_futures=True)
        for key, extract in pool.map(read, attachments.items()):
            yield key, extract.outcome
