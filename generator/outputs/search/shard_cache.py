"""Shards of earlier builds: a folder of copies, each under the shard's name and a digest of its files.

A shard's name stands for its texts and the way of indexing them, so that what has the name may be used. The
cache serves several builds at once: under its name a copy is whole or not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

#: How long a shard is kept that no build uses: another branch may want it tomorrow.
_KEPT_DAYS = 3


def take(cache: Path, folder: Path) -> bool:
    """Copy a shard out of the cache into `folder`, whose name is the shard's; whether it was there, whole."""
    for kept in cache.glob(f"{folder.name}-*"):
        with contextlib.suppress(OSError):
            # another build may be removing it at this moment
            shutil.copytree(kept, folder, copy_function=shutil.copyfile)
            if kept.name == _kept_name(folder):
                _mark_used(kept)
                return True
        shutil.rmtree(folder, ignore_errors=True)
    return False


def _mark_used(kept: Path) -> None:
    with contextlib.suppress(OSError):  # a cache that is for reading only serves as well
        kept.touch()


def keep(cache: Path, folder: Path) -> None:
    """Copy a shard into the cache, whole or not at all; a cache that cannot be written is no cache."""
    with contextlib.suppress(OSError), TemporaryDirectory(prefix=".new-", dir=_made(cache)) as temporary:
        copy = shutil.copytree(folder, Path(temporary, folder.name), copy_function=shutil.copyfile)
        copy.rename(cache / _kept_name(folder))


def _kept_name(folder: Path) -> str:
    """What a shard is called in the cache: its name and a digest of its files, since disks and people err."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return f"{folder.name}-{digest.hexdigest()[:16]}"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def forget_unused(cache: Path) -> None:
    """Remove from the cache what no build has used for days; every change of a record adds a shard to it."""
    oldest = time.time() - _KEPT_DAYS * 24 * 60 * 60
    with contextlib.suppress(OSError), TemporaryDirectory(prefix=".old-", dir=cache) as temporary:
        for folder in cache.iterdir():
            if folder.stat().st_mtime < oldest:  # moved away first: under its name a shard is whole or gone
                folder.rename(Path(temporary, folder.name))
