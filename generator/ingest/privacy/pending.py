"""What the reading of a record file leaves to the end of a check."""

from __future__ import annotations

from typing import NamedTuple

from generator.ingest.attachment_text.texts import text_key
from generator.ingest.privacy.pictures import is_picture
from generator.model.problems import Place
from generator.model.records import Attachment
from generator.model.settings import Settings

#: Endings of files that are text as they are.
_PLAIN = frozenset(("txt", "tsv", "json", "geojson", "kml", "ics"))


class NamedFile(NamedTuple):
    """A file that is published with a record, and the place that names it."""

    attachment: Attachment
    place: Place


class NamedException(NamedTuple):
    """An exception of a record: its text, its place, and whether the record's own file has what it is for."""

    text: str
    place: Place
    is_used: bool


class Pending(NamedTuple):
    """What the record file alone does not settle: files that are published, and the exceptions written."""

    files: tuple[NamedFile, ...] = ()
    exceptions: tuple[NamedException, ...] = ()


def is_looked_into(attachment: Attachment, settings: Settings) -> bool:
    """Whether what a file holds is looked into: texts where the search reads them, and pictures."""
    if text_key(attachment):
        return settings.search_attachments
    return is_picture(attachment.file) or attachment.format.lower() in _PLAIN
