"""A folder that a site is served from: on this machine, or on a disk that it has mounted."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from generator.staging import flush

#: Told of every file that is done.
Done = Callable[[], None]

#: Names of files while they are copied; a rename then puts each in its place, so that readers meet the old or
#: the new one. Nobody can guess a name and have a link wait there.
_PARTS = ".disclosure-*.part"


class Target(Protocol):
    """Where a site is brought to. Everything raises OSError."""

    def is_blank(self) -> bool:
        """Whether nothing is there."""

    def way_out(self, paths: Iterable[str]) -> str | None:
        """A folder of these files by which they would lie outside of the target, being a link, if any is."""

    def differing(self, site: Path, paths: Sequence[str]) -> list[str]:
        """Which files of a site are missing or hold something else there, in no order: all are read."""

    def read(self, *names: str) -> dict[str, bytes]:
        """What small files at its root hold, of those that are there."""

    def write(self, name: str, data: bytes) -> None:
        """Write a small file at its root."""

    def copy(self, site: Path, paths: Sequence[str], done: Done) -> None:
        """Copy files of a site, each in one moment; those that are there already stay untouched."""

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete files, and the folders that this leaves empty; what is not there is deleted already."""


class Folder:
    """A target that this machine's file system reaches."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def is_blank(self) -> bool:
        """Whether nothing is there. Raises NotADirectoryError."""
        return not self.root.exists() or all(each.match(_PARTS) for each in self.root.iterdir())

    def way_out(self, paths: Iterable[str]) -> str | None:
        """A folder of these files by which they would lie outside of the target, being a link, if any is."""
        return next((folder for folder in folders_of(paths) if (self.root / folder).is_symlink()), None)

    def differing(self, site: Path, paths: Sequence[str]) -> list[str]:
        """Which files of a site are missing or hold something else there, in no order: all are read."""
        return [path for path in paths if not _is_same(site / path, self.root / path)]

    def read(self, *names: str) -> dict[str, bytes]:
        """What small files at its root hold, of those that are there."""
        return {name: (self.root / name).read_bytes() for name in names if (self.root / name).is_file()}

    def write(self, name: str, data: bytes) -> None:
        """Write a small file at its root."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self._replacing(name) as part:
            part.write(data)

    def copy(self, site: Path, paths: Sequence[str], done: Done) -> None:
        """Copy files of a site, each in one moment; those that are there already stay untouched."""
        for path in paths:
            source, target = site / path, self.root / path
            if not _is_same(source, target):
                target.parent.mkdir(parents=True, exist_ok=True)
                with source.open("rb") as read, self._replacing(path) as part:
                    shutil.copyfileobj(read, part)
            done()
        for left in self.root.glob(_PARTS):  # by a deployment that was killed
            left.unlink(missing_ok=True)
        flush(self.root)

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete files, and the folders that this leaves empty; what is not there is deleted already."""
        for path in paths:
            (self.root / path).unlink(missing_ok=True)
            done()
        for folder in folders_of(paths):
            with suppress(OSError):  # it holds other files, or is gone
                (self.root / folder).rmdir()

    @contextmanager
    def _replacing(self, path: str) -> Iterator[BinaryIO]:
        """A file to write that takes its place at the end, all at once."""
        part = self.root / _PARTS.replace("*", secrets.token_hex(8))
        try:
            with part.open("xb") as file:  # never follows a link, never writes over anything
                yield file
            part.replace(self.root / path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def folders_of(paths: Iterable[str]) -> list[str]:
    """The folders of files, and those around them, the deepest first."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(folders, key=lambda folder: (-folder.count("/"), folder))


def _is_same(one: Path, other: Path) -> bool:
    if other.is_symlink() or not other.is_file():
        return False
    return one.stat().st_size == other.stat().st_size and _sha256(one) == _sha256(other)


def _sha256(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
