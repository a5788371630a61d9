"""What was found in each record file, kept from one check to the next under `.cache/check`.

**What a finding rests on.** The file's own content, the files beside it that it names or misses, and what all
files share: settings, schemas, catalog files, the day that stands for today, and this program with its
libraries. What they share goes into the name of the cache file, by content: whatever of it changes, another
cache is used; and each folder has its own. Rules between records are never kept, nor are files that could not
be read.

**When a file counts as unchanged.** As for git, when size, time of modification, time of change and inode are
the same. No program sets the time of change: it tells of an edit that put the old time of modification back.
Where the system has no such time, and where a file changed so shortly before the check that a second change
could bear the same times, the content decides, by its digest. So it does when only the times are new, as in a
fresh clone. Attachments must look the same, or their record is read anew.

**What the cache holds.** Lines of JSON under a digest of them all. Nothing in it can run; what is damaged, or
of another form, counts as not there, and where it cannot be written there is none. The digest tells
accidents, not forgers: who can write the cache can make the check say anything, as can who writes the
program.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator import workers
from generator.ingest.reading import read_bytes
from generator.ingest.replacing import replace_file
from generator.ingest.rows import row_of
from generator.ingest.rules_of_files import FILE_UNREADABLE
from generator.ingest.severity import has_error
from generator.ingest.source import Ingest, SourceRecord, digest_of
from generator.model.records import Record

_FORM = "disclosure check 1"
_FOLDER = "check"
#: Caches that are kept: for trees, branches or days that are checked by turns.
_KEPT = 4
#: Nanoseconds within which two changes may bear the same time: FAT counts in two seconds.
_GRAIN = 2_000_000_000
#: Windows has the time of creation in its place.
_HAS_TIME_OF_CHANGE = os.name == "posix"
#: In place of a file's looks: those that prove nothing; those of a file that is not there.
_UNSURE, _MISSING = b"?", b"-"
#: Between the looks of two files, and behind the last. JSON as written here has neither tabs nor line breaks.
_AND, _THEN = b" ", b"\t"
#: What may be over at the next check, though no file has changed.
_PASSING = FILE_UNREADABLE.id
#: The stages that decide what is found in a file; they import no later one.
_STAGES = ("model", "markup", "ingest")

_to_row, _from_row = row_of(SourceRecord)
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def read_sources(
    ingest: Ingest,
    paths: Sequence[str],
    jobs: int,
    progress: Callable[[int, int], None],
    *,
    with_records: bool = False,
) -> list[SourceRecord]:
    """What is found in record files; only those that changed are checked.

    The records themselves are there `with_records`: of files that did not change, fields are read once more.
    `progress` is told how many of how many are done.
    """
    reader = _Reader(ingest, time.time_ns(), with_records)
    cache = _Cache(reader)
    found = cache.find(paths)
    progress(len(found), len(paths))
    missing = [path for path in paths if path not in found]
    for part in workers.run(_read_all, reader, missing, jobs):
        found.update((kept.source.path, kept) for kept in part)
        progress(len(found), len(paths))
    cache.save(found[path].line for path in paths)
    sources = [found[path].source for path in paths]
    if with_records:
        _add_records(ingest, sources, jobs)
    return sources


def _add_records(ingest: Ingest, sources: Iterable[SourceRecord], jobs: int) -> None:
    """Give the sources of sound files their records, as far as they have none."""
    without = [
        source
        for source in sources
        if source.facts and not source.record and not has_error(source.problems, ingest.settings)
    ]
    asked = [(source.path, source.digest) for source in without]
    records = (record for part in workers.run(_records, ingest, asked, jobs) for record in part)
    for source, record in zip(without, records, strict=True):
        source.record = record


def _records(ingest: Ingest, asked: Iterable[tuple[str, str]]) -> list[Record | None]:
    return [ingest.record(path, digest) for path, digest in asked]


class _Kept(NamedTuple):
    """What was found in a file, and the line that keeps it; b"" where it is not to be kept."""

    source: SourceRecord
    line: bytes


@dataclass(frozen=True)
class _Reader:
    """Reads files, or sees that they are what they were. `started` is the time in nanoseconds."""

    ingest: Ingest
    started: int
    with_records: bool = False

    def read(self, path: str) -> _Kept:
        looks = self._looks(path)  # first: of a file that changes while it is read the old ones are kept
        source = self.ingest.read(path)
        if not self.with_records:
            source.record = None
        if not source.digest or source.asked is None or any(p.rule == _PASSING for p in source.problems):
            return _Kept(source, b"")
        with contextlib.suppress(TypeError):  # a problem has a value of which JSON would make another
            row = _json(_to_row(source)).encode("utf-8", "surrogatepass")
            return _Kept(source, _AND.join((looks, *self._beside(source))) + _THEN + row)
        return _Kept(source, b"")

    def confirm(self, line: bytes, source: SourceRecord) -> _Kept | None:
        """What a line keeps, if that still holds, with the line to keep from now on."""
        marks, _, row = line.partition(_THEN)
        looked, *beside = marks.split(_AND)
        if _UNSURE in beside or beside != list(self._beside(source)):
            return None
        looks = self._looks(source.path)
        if looks == looked != _UNSURE:
            return _Kept(source, line)
        data = read_bytes(source.path, self.ingest.settings.max_record_size)
        if not isinstance(data, bytes) or digest_of(data) != source.digest:
            return None
        return _Kept(source, _AND.join((looks, *beside)) + _THEN + row)

    def _looks(self, path: str) -> bytes:
        try:
            found = os.lstat(path)
        except OSError:
            return _UNSURE
        times = (found.st_mtime_ns, found.st_ctime_ns)
        if not _HAS_TIME_OF_CHANGE or max(times) > self.started - _GRAIN:
            return _UNSURE
        return b"%d.%d.%d.%d" % (found.st_size, *times, found.st_ino)

    def _beside(self, source: SourceRecord) -> Iterator[bytes]:
        for path in source.asked or ():
            yield self._looks(path) if path in self.ingest.others else _MISSING


def _read_all(reader: _Reader, paths: Sequence[str]) -> list[_Kept]:
    return [reader.read(path) for path in paths]


class _Cache:
    """What checks under the same conditions have found. No method raises OSError."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._key = _key(reader)
        self._file = reader.ingest.settings.cache / _FOLDER / f"{self._key}.jsonl"
        self._content = b""

    def find(self, paths: Iterable[str]) -> dict[str, _Kept]:
        """What is known of these files and still holds, by path."""
        wanted = frozenset(paths)
        try:
            lines = self._lines()
            rows = json.loads(b"[" + b",".join(line.partition(_THEN)[2] for line in lines) + b"]")
            pairs = [(line, _from_row(row)) for line, row in zip(lines, rows, strict=True)]
        except (ValueError, TypeError, LookupError, RecursionError):  # our digest over what is not ours
            return {}
        confirmed = (self._reader.confirm(line, source) for line, source in pairs if source.path in wanted)
        return {kept.source.path: kept for kept in confirmed if kept}

    def save(self, lines: Iterable[bytes]) -> None:
        """Keep these lines in place of those there were."""
        content = self._sealed(b"\n".join(filter(None, lines)))
        if self._key and content != self._content:
            with contextlib.suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self._file, content)
                _prune(self._file.parent)

    def _lines(self) -> list[bytes]:
        with contextlib.suppress(OSError):
            content = self._file.read_bytes()
            body = content.partition(b"\n")[2]
            if content == self._sealed(body):
                self._content = content
                return body.split(b"\n") if body else []
        return []

    def _sealed(self, body: bytes) -> bytes:
        return f"{_FORM} {self._key} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def _prune(folder: Path) -> None:
    """Remove all but the newest caches, and what broken runs have left."""
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_KEPT:]:
        path.unlink(missing_ok=True)


def _key(reader: _Reader) -> str:
    """What all findings share, as a digest; "" where the program itself cannot be told.

    It cannot, too, while it is being worked on: what was imported may be older than what is read here.
    """
    digest = hashlib.sha256()
    shared = repr(replace(reader.ingest, others=frozenset()))
    user = os.geteuid() if hasattr(os, "geteuid") else 0  # may read what another may not
    for part in (shared, sys.version, str(user), *_libraries()):
        digest.update(part.encode("utf-8", "backslashreplace") + b"\0")
    try:
        for path in _program():
            if path.stat().st_mtime_ns > reader.started - _GRAIN:
                return ""
            digest.update(path.read_bytes() + b"\0")
    except OSError:
        return ""
    return digest.hexdigest()


def _program() -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for stage in _STAGES:
        yield from sorted(path for path in package.joinpath(stage).rglob("*.*") if path.suffix != ".pyc")


def _libraries() -> Iterator[str]:
    """The installed packages with their versions, as the names of their metadata say."""
    for folder in sys.path:
        with contextlib.suppress(OSError):
            names = os.listdir(folder or ".")  # noqa: PTH208  (as many paths would take 2 ms)
            yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
