"""Attachments and images of a record: named, present, inside the record's own folder, of an allowed type."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from generator.ingest import rules_of_catalog as rules
from generator.ingest import rules_of_files
from generator.ingest.attachment_text.outcome import KINDS
from generator.ingest.suggest import nearest
from generator.model.problems import Place, Problem
from generator.model.records import Attachment, Record, size_text
from generator.model.settings import Settings


class Asked(Set[str]):
    """Files of a tree that notes which were asked for: whatever else changes does not change the answers.

    `paths` is None once someone has gone through all of them.
    """

    def __init__(self, files: Set[str]) -> None:
        self._files = files
        self.paths: dict[str, None] | None = {}

    def __contains__(self, path: object) -> bool:
        if self.paths is not None:
            self.paths[str(path)] = None
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        self.paths = None
        return iter(self._files)

    def __len__(self) -> int:
        self.paths = None
        return len(self._files)


@dataclass(frozen=True)
class RecordFolder:
    """The folder beside a record file that holds its attachments; `files` are all files of the tree."""

    record: str
    files: Set[str]
    settings: Settings

    @property
    def path(self) -> str:
        """The folder, absolute: the record's file without its ending."""
        return self.record[: -len(".md")]

    @property
    def name(self) -> str:
        """The folder's name, as the record's text would link it."""
        return Path(self.path).name + "/"

    def find(self, file: str) -> str | None:
        """The path of a file named in the record, or None when it would lie outside of the folder.

        Both `table.xlsx` and `<slug>/table.xlsx` are understood: the second is what a link in the body says.
        """
        if not file or file.startswith("/") or "\\" in file or "\0" in file:
            return None
        found = posixpath.normpath(posixpath.join(self.path, file))
        if found not in self.files and file.startswith(self.name):
            found = posixpath.normpath(posixpath.join(self.path, file[len(self.name) :]))
        return found if found.startswith(self.path + "/") else None

    def take(self, file: str, title: str, place: Place) -> Attachment | Problem:
        """The attachment that a record names, or what is wrong with it."""
        found = self.find(file)
        if found is None:
            return rules.ATTACHMENT_ESCAPES.at(place, file=file, folder=self.name)
        if found not in self.files:
            own = [path[len(self.path) + 1 :] for path in self.files if path.startswith(self.path + "/")]
            return rules.ATTACHMENT_MISSING.at(place, file=file, folder=self.name, near=nearest(file, own))
        kind = found.rpartition(".")[2].lower()
        if kind not in self.settings.attachment_types:
            return type_refused(self.settings, place, file, kind)
        try:
            return _measured(found, found[len(self.path) + 1 :], title)
        except OSError as error:
            return rules_of_files.FILE_UNREADABLE.at(Place(found), reason=error.strerror or str(error))

    def too_large(self, attachment: Attachment, place: Place) -> Problem | None:
        """A warning when an attachment is larger than the settings like it."""
        limit = self.settings.max_attachment_size
        if attachment.size <= limit:
            return None
        return rules.ATTACHMENT_TOO_LARGE.at(
            place, file=attachment.file, size=size_text(attachment.size), limit=size_text(limit)
        )


def type_refused(settings: Settings, place: Place, file: str, kind: str) -> Problem:
    """What there is to say of a file whose type (its ending) the settings do not allow."""
    allowed = ", ".join(settings.attachment_types)
    return rules.ATTACHMENT_TYPE.at(place, file=file, type=kind, allowed=allowed)


def searched(record: Record, settings: Settings) -> tuple[Attachment, ...]:
    """The attachments of a record that the search looks through."""
    if not (settings.search_attachments and record.body_is_public):
        return ()
    return tuple(attachment for attachment in record.attachments if attachment.format.lower() in KINDS)


def _measured(source: str, file: str, title: str) -> Attachment:
    with Path(source).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Attachment(file=file, title=title or file, source=source, size=stream.tell(), sha256=digest)
