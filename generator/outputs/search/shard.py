"""A shard of the index: the records of some years, and where in them each pair of codes stands.

    directory.bin   where the lists of which pair of codes are
    <n>.bin         the n-th bucket of lists (see postings)
    records.bin     what is needed of every record to count, filter and sort
    records.pack    the same packed by gzip, for browsers that can unpack it: a fifth to a half of it
    names-<n>.json  slugs of NAMES_AT_ONCE records at a time, which only shown results need

A query that finds nothing in a shard reads its directory and a few buckets, nothing else.

All texts of a shard are one sequence of codes: for each record, oldest first, its title, index number,
document number, the parts of its text, and both numbers once more in canonical form. A place is a position
in it.

records.bin is the length of a JSON head (4 bytes, little-endian), the head, then columns of varints, one
value a record: days since the first record's; index of the department, category, genre, status, kind and
mode in the head's lists; whether it has attachments (0 or 1); lengths in codes of title, index number,
document number and the canonical forms of both; number of parts. Last the lengths of all parts of all
records.

directory.bin is the number of buckets, and two varints for each: the distance of its first key from the one
before; its first place, or 0 where that begins a list (no list goes on at place 0). A bucket's file is the
length of what follows, and the bucket. So a file that is not whole, or another one in its place, is never
taken for a list in which nothing stands.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from generator.outputs.search import varints
from generator.outputs.search.characters import tables
from generator.outputs.search.documents import slug_of, write_json
from generator.outputs.search.numbers import number_codes
from generator.outputs.search.postings import BUCKET_BYTES, buckets
from generator.outputs.search.tokens import BLOCK_END, Codes, codes_of
from generator.outputs.search.varints import Integers

NAMES_AT_ONCE = 250
#: To be raised whenever the files of a shard change their form: those in a cache are then of no use.
_FORM = 5
_NUMBERS = ("index_number", "document_number")
_CHOICES = ("department_id", "category", "genre", "status", "kind", "mode")
#: Records that are read together.
_READ_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class ShardRecord:
    """A record's files as read: what its first file says, and the blocks of each part."""

    head: dict[str, Any]
    parts: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, files: Sequence[bytes]) -> ShardRecord:
        """The record whose text these files hold, the first part's first."""
        loaded = [json.loads(content) for content in files]
        return cls(loaded[0], tuple(tuple(part["blocks"]) for part in loaded))


def key_of(records: Iterable[Sequence[bytes]]) -> str:
    """A name that stands for these texts and this way of indexing them: 12 hexadecimal digits."""
    digest = hashlib.sha256(_way_of_indexing())
    for files in records:
        for content in files:
            digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


@cache
def _way_of_indexing() -> bytes:
    """All that the same texts may be indexed differently for: characters change with Python's Unicode."""
    return json.dumps([_FORM, BUCKET_BYTES, NAMES_AT_ONCE, zlib.ZLIB_RUNTIME_VERSION, tables()]).encode()


def write_shard(records: Sequence[Sequence[bytes]], folder: Path) -> None:
    """Index the records, oldest first, into a new folder; each is the contents of its files."""
    folder.mkdir(parents=True)
    index = _Index()
    for start in range(0, len(records), _READ_AT_ONCE):
        index.add([ShardRecord.of(files) for files in records[start : start + _READ_AT_ONCE]])
    (folder / "directory.bin").write_bytes(_write_buckets(index, folder))
    slugs = index.slugs
    for number, start in enumerate(range(0, len(slugs), NAMES_AT_ONCE)):
        write_json(folder / f"names-{number}.json", slugs[start : start + NAMES_AT_ONCE])
    columns = index.head() + index.columns()
    (folder / "records.bin").write_bytes(columns)
    (folder / "records.pack").write_bytes(gzip.compress(columns, mtime=0))


def _write_buckets(index: _Index, folder: Path) -> bytes:
    """Write the buckets; returns the directory."""
    numbers, key = [0], 0
    for bucket in buckets(index.codes(), index.starts()):
        length = varints.encode(np.array([len(bucket.content)], np.int64)).tobytes()
        (folder / f"{numbers[0]}.bin").write_bytes(length + bucket.content)
        numbers += [bucket.key - key, bucket.place if bucket.is_continued else 0]
        key = bucket.key
        numbers[0] += 1
    return varints.encode(np.array(numbers, np.int64)).tobytes()


class _Index:
    """The codes and columns of a shard, as they grow."""

    def __init__(self) -> None:
        self.slugs: list[str] = []
        self._codes: list[Codes] = []
        self._days: list[int] = []
        self._choices: dict[str, dict[str, int]] = {name: {} for name in _CHOICES}
        self._rows: list[list[int]] = []
        self._part_lengths: list[int] = []
        self._sizes: list[int] = []

    def add(self, records: Sequence[ShardRecord]) -> None:
        """Put records behind those that are there."""
        zones = [_zones(record) for record in records]
        codes = codes_of([block for own in zones for zone in own for block in zone])
        block_ends = np.concatenate(([0], np.flatnonzero(codes == BLOCK_END) + 1))
        zone_ends = iter(block_ends[np.cumsum([len(zone) for own in zones for zone in own])].tolist())
        end = 0
        for record, own in zip(records, zones, strict=True):
            ends = [end, *(next(zone_ends) for _ in own)]
            canonical = [number_codes(record.head[name]) for name in _NUMBERS]
            self._codes += [codes[end : ends[-1]], *canonical]
            self._enter(record, np.diff(ends).tolist(), [len(number) for number in canonical])
            end = ends[-1]

    def _enter(self, record: ShardRecord, lengths: Sequence[int], canonical: Sequence[int]) -> None:
        title, *numbers = lengths[:3]
        parts = lengths[3:]
        head = record.head
        self.slugs.append(slug_of(head["url"]))
        self._days.append(date.fromisoformat(head["published"]).toordinal())
        choices = [known.setdefault(head[name], len(known)) for name, known in self._choices.items()]
        has_attachments = int(head["has_attachments"])
        self._rows.append([*choices, has_attachments, title, *numbers, *canonical, len(parts)])
        self._part_lengths += parts
        self._sizes.append(sum(lengths) + sum(canonical))

    def codes(self) -> Codes:
        """All codes; the shard keeps no other copy of them after this."""
        joined = np.concatenate(self._codes)
        self._codes.clear()
        return joined

    def starts(self) -> Integers:
        """Where each record begins."""
        sizes = np.array(self._sizes, np.int64)
        return np.cumsum(sizes) - sizes

    def head(self) -> bytes:
        """The JSON head with its length."""
        head = {
            "records": len(self.slugs),
            "first_day": date.fromordinal(self._days[0]).isoformat(),
            **{name: list(known) for name, known in self._choices.items()},
        }
        content = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        return len(content).to_bytes(4, "little") + content

    def columns(self) -> bytes:
        """The columns of varints."""
        days = np.array(self._days, np.int64) - self._days[0]
        rows = np.array(self._rows, np.int64)
        values = np.concatenate((days, rows.T.ravel(), np.array(self._part_lengths, np.int64)))
        return varints.encode(values).tobytes()


def _zones(record: ShardRecord) -> list[tuple[str, ...]]:
    """The text that is searched of a record, in the order of its codes: groups of blocks."""
    return [(record.head["title"],), *((record.head[name],) for name in _NUMBERS), *record.parts]
