"""Several processes that open attachments, each with one file at a time."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TypeVar

from generator.ingest.attachment_text.reader import Reader
from generator.model.records import Attachment

Result = TypeVar("Result")


def read_each(
    read: Callable[[Reader, str, Attachment], Result], attachments: Mapping[str, Attachment], jobs: int
) -> Iterator[tuple[str, Result]]:
    """Read attachments (by key) in `jobs` processes, and yield what each brought, in order.

    `read` is given a process, the key and the attachment. Raises ReaderUnavailable.
    """
    with ExitStack() as stack:
        readers: queue.SimpleQueue[Reader] = queue.SimpleQueue()
        for _ in range(min(jobs, len(attachments))):
            readers.put(stack.enter_context(Reader()))

        def lent(key: str, attachment: Attachment) -> Result:
            reader = readers.get()
            try:
                return read(reader, key, attachment)
            finally:
                readers.put(reader)

        pool = ThreadPoolExecutor(jobs)  # threads only wait for the processes
        stack.callback(pool.shutdown, cancel_futures=True)
        yield from zip(attachments, pool.map(lent, attachments.keys(), attachments.values()), strict=True)
