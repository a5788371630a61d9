"""What the process that opens attachments says of files, kept by their digest."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from generator.ingest.attachment_text.outcome import ACCIDENTS, Outcome
from generator.ingest.attachment_text.pool import read_each
from generator.ingest.attachment_text.reader import UNSOUND, Reader
from generator.ingest.digest_cache import DigestCache, installed
from generator.ingest.inspection.seen import cleaned_in, seen_in, thumbnail_in
from generator.model.records import Attachment, Record
from generator.model.settings import Settings

#: Endings of pictures of which a small one is made.
PICTURES = frozenset(("png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff"))
#: The mark of a file of which there is something to say.
MARK = "found"


class Plain(Protocol):
    """What has a form that JSON takes."""

    def plain(self) -> dict[str, Any]:
        """That form."""
        ...


Found = TypeVar("Found", bound=Plain)


@dataclass(frozen=True)
class Task(Generic[Found]):
    """Something that the process finds out about a file.

    `name` is what it is called there, `version` counts the forms and programs that there have been, and
    `libraries` decide as well what is found. `accept` makes a value of what the process found, or raises what
    the reader takes for no answer; `is_marked` tells whether the listing of the cache should say of it.
    """

    name: str
    version: int
    libraries: tuple[str, ...]
    accept: Callable[[Any], Found]
    is_marked: Callable[[Found], bool] = lambda _: False

    def key(self, attachment: Attachment) -> str:
        """What decides what is found in a file. The same bytes are seen differently under another ending."""
        versions = "-".join((str(self.version), *map(installed, self.libraries)))
        return f"{attachment.source_sha256}.{attachment.format.lower()}.v{versions}"

    def cache(self, settings: Settings) -> DigestCache:
        """Where the project keeps what was found."""
        return DigestCache(settings, f"attachment-{self.name}")

    def answered(self, answer: Mapping[str, Any]) -> Found | Outcome:
        """What an answer of the process says, as it comes or as it was kept."""
        outcome = Outcome(answer["outcome"])
        return self.accept(answer["found"]) if outcome is Outcome.DONE else outcome


#: What a file is, for the check and the pages.
LOOK = Task(
    "look",
    6,
    ("pypdfium2", "olefile", "pillow"),
    seen_in,
    lambda seen: bool(seen.findings or seen.people or seen.reviewers),
)
#: Of files whose look broke off: whether they hold macros, which takes no long time of any file.
MACROS = Task("macros", 1, ("olefile",), seen_in)
#: A copy without what a file says of itself, where a site wants such copies.
CLEANING = Task("cleaning", 4, ("pypdfium2",), cleaned_in)
#: A small picture of a picture, for the pages alone.
THUMBNAIL = Task("thumbnail", 1, ("pillow",), thumbnail_in)


def found_in(settings: Settings, task: Task[Found], attachment: Attachment) -> Found | Outcome:
    """What a task finds in a file; the outcome where it cannot be told.

    After a check this reads one small file. What is not in the cache is found in the file itself, so that the
    answer does not depend on what the cache holds. For any process. Raises ReaderUnavailable.
    """
    cache, key = task.cache(settings), task.key(attachment)
    known = _kept(task, cache, key)
    if known is not None:
        return known
    with Reader() as reader:
        return _find(reader, cache, task, attachment)


def find_all(
    settings: Settings, task: Task[Found], attachments: Mapping[str, Attachment], jobs: int
) -> Iterator[tuple[str, Found | Outcome]]:
    """What a task finds in files (by key), in `jobs` processes; all of it is kept.

    Raises ReaderUnavailable.
    """
    cache = task.cache(settings)
    cache.begin_run()
    return read_each(lambda reader, _, attachment: _find(reader, cache, task, attachment), attachments, jobs)


def _find(reader: Reader, cache: DigestCache, task: Task[Found], attachment: Attachment) -> Found | Outcome:
    """Find something in a file, and keep it unless the file changed after its digest was taken."""
    found = reader.ask((task.name, attachment.source, attachment.format.lower()), task.answered)
    with contextlib.suppress(OSError), Path(attachment.source).open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() == attachment.source_sha256:
            _keep(cache, task, attachment, found)
    return found


def _keep(cache: DigestCache, task: Task[Found], attachment: Attachment, found: Found | Outcome) -> None:
    key = task.key(attachment)
    if isinstance(found, Outcome):
        cache.write(key, {"outcome": found}, MARK, is_accident=found in ACCIDENTS)
    else:
        answer = {"outcome": Outcome.DONE, "found": found.plain()}
        cache.write(key, answer, MARK if task.is_marked(found) else "")


def _kept(task: Task[Found], cache: DigestCache, key: str) -> Found | Outcome | None:
    """What was found before; None where nothing was, or the file in the cache is no such thing."""
    try:
        return task.answered(cache.read(key))
    except UNSOUND:
        return None


def is_picture(attachment: Attachment) -> bool:
    """Whether there is a thumbnail of a file, by its ending."""
    return attachment.format.lower() in PICTURES


def make_thumbnails(
    settings: Settings, records: Iterable[Record], jobs: int, progress: Callable[[int, int], None]
) -> None:
    """Keep the thumbnails of all records' pictures, so that no page has to wait for its own.

    `progress` is told how many of how many are made. Raises ReaderUnavailable.
    """
    pictures = {
        THUMBNAIL.key(attachment): attachment
        for record in records
        if record.body_is_public
        for attachment in record.attachments
        if is_picture(attachment)
    }
    cache = THUMBNAIL.cache(settings)
    known = cache.known() if pictures else ()
    missing = {key: attachment for key, attachment in pictures.items() if key not in known}
    if missing:
        for done, _ in enumerate(find_all(settings, THUMBNAIL, missing, jobs), start=1):
            progress(done, len(missing))
        cache.prune(pictures)
