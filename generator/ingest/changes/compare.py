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
    commit: Commit, files: list[str], settings: Settings, schemas: SchemaSet
) -> tuple[list[Version], list[Version]]:
    """The versions before and after of all records that the changed files belong to."""
    top = f"{settings.records.as_posix()}/"
    below = [path for path in files if path.startswith(top)]
    beside: dict[str, list[str]] = {path: [] for path in below if _is_record(path)}
    for path in below:
        if not _is_record(path):
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
        if Path(path).is_file()
    ]
    return before, after


def _is_record(path: str) -> bool:
    return path.lower().endswith(".md")


def _owners(path: str, top: str) -> Iterator[str]:
    """The files of the records that a file beside them may belong to: `a/b/c.pdf` to `a/b.md` and `a.md`."""
    folder = posixpath.dirname(path)
    while len(folder) > len(top):
        yield f"{folder}.md"
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
    """Each record before with the same one after: by number, by former number, else by what it is."""
    bearers = {version.index_number: version for version in reversed(after) if version.index_number}
    former = {number: version for version in after for number in version.former_index_numbers}
    known = {version.index_number for version in before}
    new = _New([version for version in after if version.index_number not in known])
    found: list[Change] = []
    for version in before:
        bearer = bearers.get(version.index_number)
        if bearer and not _is_another(version, bearer):
            found.append(Change(version, bearer))
        elif heir := former.get(version.index_number):
            found.append(Change(version, heir))
        else:
            heir = new.same_as(version)
            found.append(Change(version, heir, is_renumbered=heir is not None, reused_by=bearer))
    taken = {id(change.after) for change in found}
    found += [Change(None, version) for version in after if id(version) not in taken]
    yield from sorted(found, key=_order)


class _New:
    """Records whose numbers are new, to find among them one that had another number before."""

    def __init__(self, versions: list[Version]) -> None:
        self._by_path = {version.path: version for version in versions}
        self._by_identity = {_identity(version): version for version in versions if version.is_readable}

    def same_as(self, before: Version) -> Version | None:
        """The record in the same file, or the one with the same title and date of issue."""
        return self._by_path.get(before.path) or self._by_identity.get(_identity(before))


def _identity(version: Version) -> tuple[str, str]:
    return version.text("title"), version.text("issued")


def _order(change: Change) -> tuple[bool, str]:
    return (change.after is None, change.path)


def _is_another(before: Version, after: Version) -> bool:
    """Whether a number went to another document: at another place, with another title and another date."""
    readable = before.is_readable and after.is_readable
    differs = all(one != other for one, other in zip(_identity(before), _identity(after), strict=True))
    return readable and before.path != after.path and differs
