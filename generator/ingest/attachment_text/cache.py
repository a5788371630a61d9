"""Texts of attachments on disk: what was read once is not read again.

A folder of two kinds of file. `<sha256>.<kind>.v<N>.json` holds the blocks; for whatever is not simply text
an empty file beside it has the outcome for its ending. So the listing of the folder alone tells how the
reading of each of 100,000 attachments ended. N counts the forms and extractors there have been: raise it when
either changes.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from generator.ingest.attachment_text.outcome import Extract, Outcome
from generator.model.settings import Settings

_VERSION = 1
_FOLDER = "attachment-text"
_BLOCKS = ".json"
#: Names the folder of a run that cannot write into the project. The environment reaches every worker process.
_FALLBACK = "DISCLOSURE_CACHE_OF_THIS_RUN"
#: Seconds that a text is kept which no record needs: another branch may, and comes back.
_KEPT = 30 * 24 * 3600


@dataclass(frozen=True)
class Known:
    """Files that were read before, by key: those in it. `findings` are the outcomes other than text."""

    names: Set[str]
    findings: Mapping[str, Outcome]

    def __contains__(self, key: str) -> bool:
        return key + _BLOCKS in self.names


class TextCache:
    """The texts that a project has read.

    What cannot be read counts as not there, what cannot be kept is let go: no method raises OSError.
    """

    def __init__(self, settings: Settings) -> None:
        self._own = settings.cache / _FOLDER

    def known(self) -> Known:
        """What was read before: one listing of each folder."""
        names = {name for folder in self._folders() for name in _listing(folder)}
        marks = (name.rpartition(".") for name in names if not name.endswith(_BLOCKS))
        return Known(names, {key: Outcome(ending) for key, _, ending in marks if ending in _MARKED})

    def blocks(self, key: str) -> tuple[str, ...] | None:
        """The text of a file, by its key; None where it was not read yet."""
        for folder in self._folders():
            with contextlib.suppress(OSError, ValueError, RecursionError):
                found = json.loads((folder / (key + _BLOCKS)).read_bytes())
                if isinstance(found, list) and all(isinstance(block, str) for block in found):
                    return tuple(found)
        return None

    def write(self, key: str, extract: Extract) -> None:
        """Keep what reading a file brought; the blocks go last, so that they never lack its outcome."""
        folder = self._folders()[0]
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if extract.outcome in _MARKED:
                _replace(folder / f"{key}.{extract.outcome}", b"")
            _replace(folder / (key + _BLOCKS), json.dumps(extract.blocks, ensure_ascii=False).encode())

    def make_writable(self) -> None:
        """Make the folder, or one for this run alone where the project's cannot be written."""
        folder = self._folders()[0]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
        except OSError:
            temporary = tempfile.mkdtemp(prefix="disclosure-")
            atexit.register(shutil.rmtree, temporary, ignore_errors=True)
            os.environ[_FALLBACK] = temporary

    def prune(self, used: Collection[str]) -> None:
        """Remove what no record has needed for long: other texts, older versions, pieces of broken runs."""
        oldest = time.time() - _KEPT
        for name in _listing(self._own):
            if name.rpartition(".")[0] not in used:
                with contextlib.suppress(OSError):
                    path = self._own / name
                    if path.stat().st_mtime < oldest:
                        path.unlink()

    def _folders(self) -> Sequence[Path]:
        """Where texts are looked for; new ones go into the first."""
        fallback = os.environ.get(_FALLBACK)
        return (Path(fallback), self._own) if fallback else (self._own,)


_MARKED = frozenset(Outcome) - {Outcome.TEXT}


def key_of(sha256: str, kind: str) -> str:
    """The name that a file's text is kept by. The same bytes read differently as another kind."""
    return f"{sha256}.{kind}.v{_VERSION}"


def _listing(folder: Path) -> Iterator[str]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        yield from (entry.name for entry in entries)


def _replace(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
