"""A folder that a site is served from: on this machine, or on a disk that it has mounted."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Protocol

from generator.staging import flush

#: Told of every file that is done.
Done = Callable[[], None]

#: A file while it is copied; a rename then puts it in its place, so that readers meet the old or the new one.
_PART = ".disclosure.part"


class Target(Protocol):
    """Where a site is brought to. Everything raises OSError."""

    def is_blank(self) -> bool:
        """Whether nothing is there."""

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
        return not self.root.exists() or next(self.root.iterdir(), None) is None

    def read(self, *names: str) -> dict[str, bytes]:
        """What small files at its root hold, of those that are there."""
        return {name: (self.root / name).read_bytes() for name in names if (self.root / name).is_file()}

    def write(self, name: str, data: bytes) -> None:
        """Write a small file at its root."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / _PART).write_bytes(data)
        (self.root / _PART).replace(self.root / name)

    def copy(self, site: Path, paths: Sequence[str], done: Done) -> None:
        """Copy files of a site, each in one moment; those that are there already stay untouched."""
        for path in paths:
            source, target = site / path, self.root / path
            if not _is_same(source, target):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, self.root / _PART)
                (self.root / _PART).replace(target)
            done()
        (self.root / _PART).unlink(missing_ok=True)  # of one that was interrupted
        flush(self.root)

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete files, and the folders that this leaves empty; what is not there is deleted already."""
        for path in paths:
            (self.root / path).unlink(missing_ok=True)
            done()
        for folder in emptied(paths):
            with suppress(OSError):  # it holds other files, or is gone
                (self.root / folder).rmdir()


def emptied(paths: Sequence[str]) -> list[str]:
    """The folders of files, and those around them, the deepest first."""
    folders = {parent.as_posix() for path in paths for parent in PurePosixPath(path).parents} - {"."}
    return sorted(folders, key=lambda folder: (-folder.count("/"), folder))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and _sha256(one) == _sha256(other)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _sha256(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
