"""Texts of attachments on disk: what was read once is not read again.

A folder of two kinds of file. `<sha256>.<kind>.<edition>.json` holds the blocks; for whatever is not simply
text an empty file beside it has the outcome for its ending. So the listing of the folder alone tells how the
reading of each of 100,000 attachments ended.

What is kept for ever is only what any run would find again: with another edition of what reads the kind all
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

from generator.ingest.attachment_text.outcome import ACCIDENTS, Extract, Outcome
from generator.ingest.replacing import replace_file
from generator.model.settings import Settings

#: Counts the forms and extractors that there have been: raise it when either changes.
_VERSION = 2
#: What else decides how a kind is read; the other kinds are left to the standard library.
_LIBRARIES = {"pdf": "pypdfium2", "xlsx": "python-calamine"}
_FOLDER = "attachment-text"
_BLOCKS = ".json"
#: Names the folder of this run. The environment reaches every worker process.
_RUN = "DISCLOSURE_CACHE_OF_THIS_RUN"
_DAY = 24 * 3600
#: Seconds that a text is kept after its last use: another branch may need it, and comes back.
_KEPT = 30 * _DAY


@dataclass(frozen=True)
class Known:
    """Files that were read before, by key: those in it. `findings` are the outcomes other than text."""

    names: Set[str]
    findings: Mapping[str, Outcome]

    def __contains__(self, key: str) -> bool:
        return key + _BLOCKS in self.names


class TextCache:
    """The texts that a project has read.

    They lie in its own folder. The folder of a run has the accidents, and all else where the project cannot
    be written. What cannot be read counts as not there, what cannot be kept is let go: no method raises
    OSError.
    """

    def __init__(self, settings: Settings) -> None:
        self._own = settings.cache / _FOLDER

    def known(self) -> Known:
        """What was read before: one listing of each folder."""
        names = {name for folder in self._folders() for name in _listing(folder)}
        marks = (name.rpartition(".") for name in names if not name.endswith(_BLOCKS))
        return Known(names, {key: Outcome(ending) for key, _, ending in marks if ending in _MARKED})

    def blocks(self, key: str) -> tuple[str, ...] | None:
        """The text of a file, by its key; None where it was not read yet. This is what counts as a use."""
        for folder in self._folders():
            path = folder / (key + _BLOCKS)
            with contextlib.suppress(OSError, ValueError, RecursionError):
                found = json.loads(path.read_bytes())
                if isinstance(found, list) and all(isinstance(block, str) for block in found):
                    _note_use(path)
                    return tuple(found)
        return None

    def write(self, key: str, extract: Extract) -> None:
        """Keep what reading a file brought, in the first folder that takes it; an accident for the run."""
        own, *of_run = self._folders()
        for folder in of_run if extract.outcome in ACCIDENTS else (own, *of_run):
            with contextlib.suppress(OSError):
                _keep(folder, key, extract)
                return

    def begin_run(self) -> None:
        """Make the folder of this run, unless it has one; it goes when this process ends."""
        with contextlib.suppress(OSError):
            if _RUN not in os.environ:
                os.environ[_RUN] = tempfile.mkdtemp(prefix="disclosure-")
                atexit.register(shutil.rmtree, os.environ[_RUN], ignore_errors=True)

    def prune(self, used: Collection[str]) -> None:
        """Remove what was long of no use: other texts, those of older editions, pieces of broken runs."""
        for name in _listing(self._own):
            key = name.rpartition(".")[0]
            if key not in used:
                path, blocks = self._own / name, self._own / (key + _BLOCKS)
                with contextlib.suppress(OSError):
                    if _age(blocks if blocks.exists() else path) > _KEPT:
                        path.unlink()

    def _folders(self) -> Sequence[Path]:
        """Where texts are looked for."""
        of_run = os.environ.get(_RUN)
        return (self._own, Path(of_run)) if of_run else (self._own,)


_MARKED = frozenset(Outcome) - {Outcome.TEXT}


def key_of(sha256: str, kind: str) -> str:
    """The name that a file's text is kept by. The same bytes read differently as another kind."""
    library = _LIBRARIES.get(kind)
    return f"{sha256}.{kind}.v{_VERSION}" + (f"-{_installed(library)}" if library else "")


@functools.cache
def _installed(library: str) -> str:
    from importlib.metadata import version  # a check without such a file need not wait for it

    return version(library)


def _listing(folder: Path) -> Iterator[str]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        yield from (entry.name for entry in entries)


def _keep(folder: Path, key: str, extract: Extract) -> None:
    """The blocks go last, so that they never lack their outcome."""
    folder.mkdir(parents=True, exist_ok=True)
    if extract.outcome in _MARKED:
        replace_file(folder / f"{key}.{extract.outcome}", b"")
    replace_file(folder / (key + _BLOCKS), json.dumps(extract.blocks, ensure_ascii=False).encode())


def _note_use(path: Path) -> None:
    """A file's time is that of its last use, to the day: most uses need not write."""
    with contextlib.suppress(OSError):  # a folder that cannot be written is not pruned either
        if _age(path) > _DAY:
            os.utime(path)


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
