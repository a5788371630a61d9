"""What was found in files, on disk: what was read once is not read again.

A folder of two kinds of file. `<key>.json` holds what was found, the key beginning with the digest of the
file; where there is something to say of it at once, an empty file beside it has that mark for its ending. So
the listing of the folder alone tells how the reading of each of 100,000 files ended.

What is kept for ever is only what any run would find again: with another edition of what reads a kind all
its files are read anew, and accidents, which the next run may be spared, lie in a folder of this run alone.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.ingest.replacing import replace_file
from generator.model.settings import Settings

_CONTENT = ".json"
#: Names the folder of this run. The environment reaches every worker process.
RUN = "DISCLOSURE_CACHE_OF_THIS_RUN"
_DAY = 24 * 3600
#: Seconds that a finding is kept after its last use: another branch may need it, and comes back.
_KEPT = 30 * _DAY


@dataclass(frozen=True)
class Known:
    """Files that were read before, by key: those in it. `marks` are those of the keys that have one."""

    names: Set[str]
    marks: Mapping[str, str]

    def __contains__(self, key: str) -> bool:
        return key + _CONTENT in self.names


class DigestCache:
    """What a project has found in files, in a folder of its own below its cache.

    The folder of a run has the accidents, and all else where the project cannot be written. What cannot be
    read counts as not there, what cannot be kept is let go: no method raises OSError.
    """

    def __init__(self, settings: Settings, folder: str) -> None:
        self._own, self._name = settings.cache / folder, folder

    def known(self) -> Known:
        """What was read before: one listing of each folder."""
        names = {name for folder in self._folders() for name in _listing(folder)}
        marks = (name.rpartition(".") for name in names if not name.endswith(_CONTENT))
        return Known(names, {key: mark for key, _, mark in marks})

    def read(self, key: str) -> Any:
        """What was found in a file, by its key; None where it was not read. This is what counts as a use."""
        for folder in self._folders():
            path = folder / (key + _CONTENT)
            with contextlib.suppress(OSError, ValueError, RecursionError):
                found = json.loads(path.read_bytes())
                _note_use(path)
                return found
        return None

    def write(self, key: str, content: Any, mark: str = "", *, is_accident: bool = False) -> None:
        """Keep what reading a file brought, in the first folder that takes it; an accident for the run."""
        own, *of_run = self._folders()
        for folder in of_run if is_accident else (own, *of_run):
            with contextlib.suppress(OSError):
                _keep(folder, key, content, mark)
                return

    def begin_run(self) -> None:
        """Make the folder of this run, unless it has one; it goes when this process ends."""
        with contextlib.suppress(OSError):
            if RUN not in os.environ:
                os.environ[RUN] = tempfile.mkdtemp(prefix="disclosure-")
                atexit.register(shutil.rmtree, os.environ[RUN], ignore_errors=True)

    def prune(self, used: Collection[str]) -> None:
        """Remove what was long of no use: other files', that of older editions, pieces of broken runs."""
        for name in _listing(self._own):
            key = name.rpartition(".")[0]
            if key not in used:
                path, content = self._own / name, self._own / (key + _CONTENT)
                with contextlib.suppress(OSError):
                    if _age(content if content.exists() else path) > _KEPT:
                        path.unlink()

    def _folders(self) -> Sequence[Path]:
        """Where findings are looked for."""
        of_run = os.environ.get(RUN)
        return (self._own, Path(of_run) / self._name) if of_run else (self._own,)


@functools.cache
def installed(library: str) -> str:
    """The version of a library: another one may read the same file differently."""
    from importlib.metadata import version  # a check without such a file need not wait for it

    return version(library)


def _listing(folder: Path) -> Iterator[str]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        yield from (entry.name for entry in entries)


def _keep(folder: Path, key: str, content: Any, mark: str) -> None:
    """The content goes last, so that it never lacks its mark."""
    folder.mkdir(parents=True, exist_ok=True)
    if mark:
        replace_file(folder / f"{key}.{mark}", b"")
    replace_file(folder / (key + _CONTENT), json.dumps(content, ensure_ascii=False).encode())


def _note_use(path: Path) -> None:
    """A file's time is that of its last use, to the day: most uses need not write."""
    with contextlib.suppress(OSError):  # a folder that cannot be written is not pruned either
        if _age(path) > _DAY:
            os.utime(path)


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
