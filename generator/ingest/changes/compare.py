"""What became of each record since an earlier commit: versions before and after, paired by index number."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.ingest.changes.versions import Version, version_at, version_in
from generator.ingest.git import Commit, merge_base
from generator.ingest.schema import SchemaSet
from generator.ingest.tree import is_passed_over, is_record_name
from generator.model.settings import Settings


@dataclass(frozen=True)
class Change:
    """A record before and after; one of them is missing where it is new or deleted.

    `is_renumbered`: the record lost its number without keeping it among its former ones. `reused_by` bears
    the number of a record that is not the one that bore it before.
    """

    before: Version | None
    after: Version | None
    is_renumbered: bool = False
    reused_by: Version | None = None

    @property
    def shown(self) -> Version:
        """The record as it will be, or as it was where it is deleted."""
        version = self.after or self.before
        if version is None:
            raise ValueError("a change needs a version before or after it")
        return version

    @property
    def path(self) -> str:
        """The record's file, absolute: where it lies, or where it lay."""
        return self.shown.path


@dataclass(frozen=True)
class Comparison:
    """The working tree against a commit: the record changes, and every file of the content that differs.

    `files` are absolute; `changes` are in the order of the paths after the change, deleted records last.
    """

    commit: Commit
    files: tuple[str, ...]
    changes: tuple[Change, ...]


def compare(settings: Settings, schemas: SchemaSet, revision: str) -> Comparison:
    """Compare the content with the commit in which `revision` and HEAD have parted. Raises NoComparison."""
    commit = Commit.at(settings.content, merge_base(settings.content, revision))
    files = commit.changed()
    before, after = _versions(commit, files, settings, schemas)
    return Comparison(commit, tuple(files), tuple(_paired(before, after)))


def _versions(
    commit: Commit, files: Mapping[str, bool], settings: Settings, schemas: SchemaSet
) -> tuple[list[Version], list[Version]]:
    """The versions before and after of all records that the changed files belong to."""
    top = f"{settings.records.as_posix()}/"
    below = [path for path in files if path.startswith(top) and not is_passed_over(path[len(top) :])]
    # The end of a record's name may be written in capitals; what does not exist drops out below.
    beside: dict[str, list[str]] = {path: [] for path in below if is_record_name(path)}
    for path in below:
        if not is_record_name(path):
            for owner in _owners(path, top):
                beside.setdefault(owner, []).append(path)
    earlier = commit.files(beside)
    digests = {
        path: hashlib.sha256(data).hexdigest()
        for path, data in commit.files(path for path in below if path not in beside).items()
    }
    schema = schemas.record
    before = [
        replace(version_in(path, earlier[path], schema), files=_files(path, beside[path], digests.get))
        for path in sorted(beside)
        if path in earlier
    ]
    after = [
        replace(version_at(path, schema, settings.max_record_size), files=_files(path, beside[path], _digest))
        for path in sorted(beside)
        if files.get(path, True) and Path(path).is_file()
    ]
    return _with_numbers(before), _with_numbers(after)


def _with_numbers(versions: list[Version]) -> list[Version]:
    """The versions, told the numbers of each other, so that links by path and by number can be compared."""
    numbers = {version.path: version.index_number for version in versions}
    return [replace(version, numbers=numbers) for version in versions]


def _owners(path: str, top: str) -> Iterator[str]:
    """The files of the records that a file beside them may belong to: `a/b/c.pdf` to `a/b.md` and `a.md`."""
    folder = posixpath.dirname(path)
    while len(folder) > len(top):
        yield from (f"{folder}{ending}" for ending in (".md", ".MD", ".Md", ".mD"))
        folder = posixpath.dirname(folder)


def _files(record: str, beside: Iterable[str], digest: Callable[[str], str | None]) -> Mapping[str, str]:
    """The changed files of a record's folder by name, those that are there."""
    start = len(record) - len(".md") + 1
    found = ((path[start:], digest(path)) for path in beside)
    return {name: value for name, value in found if value is not None}


def _digest(path: str) -> str | None:
    """The digest of a file on disk; None where there is none."""
    if not Path(path).is_file():
        return None
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _paired(before: list[Version], after: list[Version]) -> Iterator[Change]:
    """Each record before with the same one after; what is then left over after is new."""
    heirs = _Heirs(before, after)
    found = [heirs.change_of(version) for version in before]
    taken = {id(change.after) for change in found}
    found += [Change(None, version) for version in after if id(version) not in taken]
    yield from sorted(found, key=lambda change: (change.after is None, change.path))


class _Heirs:
    """The records after a change, to find among them what became of one before.

    A record is the same where its number is; a new number needs the old one among its former ones, or the
    same file, or the same title and date of issue. Who had another number before is no one else's heir.
    """

    def __init__(self, before: list[Version], after: list[Version]) -> None:
        known = {version.index_number for version in before}
        new = [version for version in after if version.index_number not in known]
        self._bearers = {version.index_number: version for version in reversed(after) if version.index_number}
        self._by_path = {version.path: version for version in after}
        self._by_identity = {_identity(version): version for version in after if version.is_readable}
        self._former = {number: version for version in new for number in version.former_index_numbers}
        self._new = {id(version) for version in new}

    def change_of(self, before: Version) -> Change:
        """What became of a record."""
        bearer = self._bearers.get(before.index_number)
        if bearer and not self._is_another(before, bearer):
            return Change(before, bearer)
        heir = self._former.get(before.index_number)
        if heir and _is_like(before, heir):
            same_address = heir.url.casefold() == before.url.casefold()  # no address could lead to itself
            return Change(before, heir, is_renumbered=same_address)
        heir = self._moved(before)
        is_heir = heir is not None and id(heir) in self._new and _is_like(before, heir)
        return Change(before, heir if is_heir else None, is_renumbered=is_heir, reused_by=bearer)

    def _moved(self, before: Version) -> Version | None:
        """The record that lies in the same file, or that has the same title and date of issue."""
        return self._by_path.get(before.path) or self._by_identity.get(_identity(before))

    def _is_another(self, before: Version, bearer: Version) -> bool:
        """Whether a number went to another document: the one that bore it lives on, or nothing is alike."""
        if before.path == bearer.path or not (before.is_readable and bearer.is_readable):
            return False
        lives_on = self._moved(before) not in (None, bearer)
        return before.text("title") != bearer.text("title") and (lives_on or not _is_like(before, bearer))


def _identity(version: Version) -> tuple[str, str]:
    return version.text("title"), version.text("issued")


def _is_like(before: Version, after: Version) -> bool:
    """Whether two versions may be of one document: they share the title or the date of issue."""
    pairs = zip(_identity(before), _identity(after), strict=True)
    return not (before.is_readable and after.is_readable) or any(one == other for one, other in pairs)
