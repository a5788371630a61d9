"""Copies of attachments without what they say of themselves, where a site wants such copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from generator.ingest.inspection.files import CLEANING, find_all, found_in
from generator.ingest.inspection.seen import Cleaned
from generator.model.records import Attachment, Record
from generator.model.settings import Settings

#: Endings of files of which copies are made.
COPIED = frozenset(("jpg", "jpeg", "png", "webp", "docx", "xlsx", "pptx", "pdf"))


def copies_of(settings: Settings, attachments: Iterable[Attachment], jobs: int) -> Mapping[str, Cleaned]:
    """The copies that are published, by the file's key for CLEANING; of files left alone there is none.

    Raises ReaderUnavailable.
    """
    if settings.attachment_metadata != "strip":
        return {}
    wanted = {CLEANING.key(each): each for each in attachments if each.format.lower() in COPIED}
    known = CLEANING.cache(settings).known()
    missing = {key: attachment for key, attachment in wanted.items() if key not in known}
    found = dict(find_all(settings, CLEANING, missing, jobs)) if missing else {}
    found |= {key: found_in(settings, CLEANING, wanted[key]) for key in wanted.keys() - missing.keys()}
    return {key: copy for key, copy in found.items() if isinstance(copy, Cleaned)}


def with_copies(settings: Settings, records: Sequence[Record], jobs: int) -> Sequence[Record]:
    """Records whose files are those that are published. Raises ReaderUnavailable."""
    public = (record for record in records if record.body_is_public)
    files = (file for record in public for file in (*record.attachments, *record.images))
    copies = copies_of(settings, files, jobs)
    return [_with_copies(record, copies) for record in records] if copies else records


def _with_copies(record: Record, copies: Mapping[str, Cleaned]) -> Record:
    attachments, images = (
        tuple(_published(file, copies.get(CLEANING.key(file))) for file in files)
        for files in (record.attachments, record.images)
    )
    return replace(record, attachments=attachments, images=images)


def _published(attachment: Attachment, copy: Cleaned | None) -> Attachment:
    if copy is None or not copy.pieces:
        return attachment
    return replace(attachment, size=copy.size, sha256=copy.sha256, original=attachment.sha256)


def write_published(settings: Settings, attachment: Attachment, target: BinaryIO) -> None:
    """Write what is published of an attachment. Raises OSError, ReaderUnavailable."""
    with Path(attachment.source).open("rb") as source:
        copy = found_in(settings, CLEANING, attachment) if attachment.original else None
        if isinstance(copy, Cleaned):
            copy.written(source, target)
        else:
            shutil.copyfileobj(source, target)
