"""The swap: a new site is made beside the old one and takes its place only when it is complete.

Which promise holds where
- Everywhere: a build that fails, is interrupted or killed at any moment leaves the old site or the new one
  whole. What a killed build leaves beside the target is cleared away when the next one starts.
- Linux on the usual file systems (ext4, XFS, Btrfs, tmpfs): both folders are exchanged in one step
  (`renameat2` with RENAME_EXCHANGE), so every moment shows visitors a whole site at its address.
- Elsewhere (macOS, Windows, a few network file systems): two renames. Between them the address is empty for
  an instant; a build killed right there leaves the old site as `.NAME.old`, and the next start puts it back.
- Loss of power: before the swap and after it the file system is told to write everything out (`syncfs`, about
  0.3 s for 300 MB; one call instead of an fsync for each file). That is Linux; elsewhere the system writes
  when it likes. `disclosure verify` tells whether a site survived, and building again mends it.
- One build at a time into one target, for all processes that share a temporary folder: the lock lies there,
  so that nothing but the site is left beside the site. Locks end with their process; none can be stale. Their
  files go with them, but for those of killed builds, which the next one into the same target takes over.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from generator.outputs import edition, manifest

_AT_FDCWD = -100  # renameat2(2): paths are relative to the working directory
_RENAME_EXCHANGE = 2  # linux/fs.h


class Refusal(StrEnum):
    """Why nothing may be built into a folder."""

    NOT_A_SITE = "not_a_site"  # it holds files, but no manifest of ours
    NOT_A_FOLDER = "not_a_folder"
    MOUNT_POINT = "mount_point"  # cannot be renamed; a folder inside it can
    REPOSITORY = "repository"  # holds `.git`, which the swap would delete
    OTHER_EDITION = (
        "other_edition"  # the internal site in the place of the public one, or the other way round
    )


class TargetRefused(Exception):
    """The output folder is one that a build must not replace (wrong usage)."""

    def __init__(self, kind: Refusal, path: Path) -> None:
        super().__init__(f"{kind}: {path}")
        self.kind = kind
        self.path = path


class TargetBusy(Exception):
    """Another build into the same output folder is under way."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class _Place:
    """The folders of one swap. All are siblings: a rename does not cross file systems."""

    target: Path
    staging: Path  # the new site while it is made; after the swap, the old one until it is deleted
    parked: Path  # the old site between the two renames

    @classmethod
    def of(cls, target: Path) -> _Place:
        try:
            real = target.resolve()  # of a symbolic link, what it points to is swapped
        except (OSError, RuntimeError) as error:  # a loop of links
            raise TargetRefused(Refusal.NOT_A_FOLDER, target) from error
        return cls(real, real.with_name(f".{real.name}.staging"), real.with_name(f".{real.name}.old"))


@contextmanager
def staged(target: Path, *, is_internal: bool = False) -> Iterator[Path]:
    """An empty folder that replaces `target` if the block ends without an exception.

    `is_internal` says that the new site is the internal edition, which takes the place of no public one.

    With an exception `target` stays as it is. Raises, before anything is written, TargetRefused for a folder
    that is not ours to replace and TargetBusy while another build has it; OSError as the file system does.
    """
    _refuse_mount_point(target)
    place = _Place.of(target)
    with only_one(place.target):
        _settle(place)
        _refuse_foreign(place.target, is_internal)
        place.target.parent.mkdir(parents=True, exist_ok=True)
        place.staging.mkdir()
        try:
            yield place.staging
            flush(place.staging)
            _swap(place)
            flush(place.target.parent)
        finally:
            _settle(place, ignore_errors=True)


def keep_times(old: Path, new: Path) -> None:
    """Give each file of a new site the time that it has in the old one, where it holds the same.

    Servers tell versions of a file apart by time and size (`ETag`, `Last-Modified`), and so do tools that
    upload: what has not changed is not fetched again. A file that somebody wrote after the old site was
    complete may hold something else than its manifest says, and passes nothing on.
    """
    try:
        completed = (old / manifest.NAME).stat().st_mtime_ns
        before = manifest.files_of((old / manifest.NAME).read_bytes())
    except (OSError, ValueError):
        return
    for path, digest in manifest.files_of((new / manifest.NAME).read_bytes()).items():
        if before.get(path) == digest:
            with suppress(FileNotFoundError):
                times = os.lstat(f"{old}/{path}")
                if times.st_mtime_ns <= completed:
                    os.utime(f"{new}/{path}", ns=(times.st_atime_ns, times.st_mtime_ns))


@contextmanager
def only_one(target: Path) -> Iterator[None]:
    """Let one process at a time change what is at `target`. Raises TargetBusy."""
    key = hashlib.sha256(os.fsencode(target)).hexdigest()[:32]
    # 0o666: where several accounts build into one folder, each must be able to open the other's lock.
    lock = FileLock(Path(tempfile.gettempdir(), f"disclosure-{key}.lock"), mode=0o666)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise TargetBusy(target) from error
    try:
        yield
    finally:
        with suppress(OSError):  # while it is ours: whoever opened it meanwhile sees that, and tries again
            Path(lock.lock_file).unlink()  # Windows deletes no open file; there it goes with the release
        lock.release()


def _refuse_mount_point(target: Path) -> None:
    if os.path.ismount(os.path.realpath(target)):
        raise TargetRefused(Refusal.MOUNT_POINT, target)


def _refuse_foreign(target: Path, is_internal: bool) -> None:
    if target.exists() and not target.is_dir():
        raise TargetRefused(Refusal.NOT_A_FOLDER, target)
    if (target / ".git").exists():
        raise TargetRefused(Refusal.REPOSITORY, target)
    if not _is_blank(target) and not manifest.is_site(target):
        raise TargetRefused(Refusal.NOT_A_SITE, target)
    if not _is_blank(target) and edition.is_marked(target) != is_internal:
        raise TargetRefused(Refusal.OTHER_EDITION, target)


def _settle(place: _Place, *, ignore_errors: bool = False) -> None:
    """Bring whatever moment a swap stopped at to its end: one whole site at the target, nothing beside it.

    At the end of a build, litter that cannot be deleted is not worth failing for: the next start tries again,
    and does report it.
    """
    if manifest.is_site(place.parked):
        if _is_blank(place.target):
            _move(place.parked, place.target)
        else:
            _delete(place.staging, ignore_errors)
            place.parked.rename(place.staging)  # deleted under this name, `parked` is always a whole site
    _delete(place.staging, ignore_errors)


def _swap(place: _Place) -> None:
    """Put the new site at the target. `_settle` ends what is left to do, wherever this stops."""
    if _is_blank(place.target):
        _move(place.staging, place.target)
    elif not _exchange(place.staging, place.target):
        place.target.rename(place.parked)
        place.staging.rename(place.target)


def _move(folder: Path, blank: Path) -> None:
    if blank.exists():
        blank.rmdir()  # Windows renames onto nothing only
    folder.rename(blank)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    renameat2 = _system_call("renameat2")
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0


def flush(folder: Path) -> None:
    """Have the folder's file system write everything out. Raises OSError where the disk fails."""
    syncfs = _system_call("syncfs")
    if syncfs is None:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), os.fspath(folder))
    finally:
        os.close(descriptor)


def _system_call(name: str) -> Callable[..., int] | None:
    """A function of Linux's C library that Python does not offer, where there is such a function."""
    if sys.platform != "linux":
        return None
    function: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return function


def _is_blank(folder: Path) -> bool:
    """Whether there is no site to lose: no folder, or an empty one."""
    if not folder.exists():
        return True
    with os.scandir(folder) as entries:
        return next(entries, None) is None


def _delete(folder: Path, ignore_errors: bool) -> None:
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=ignore_errors)
