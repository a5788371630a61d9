"""The search index of a site: the files below `search/`.

    search/pagefind.js              the adapter: what the search page and anyone else imports
    search/index.json               the shards, newest first, and the names of what results are chosen by
    search/characters-<hash>.json   classes of characters, traditional and simplified ones
    search/shards/<name>/           the index of some years (see shard)
    search/text/                    what results show (see documents)

A shard is a run of whole years: years are put together until SHARD_RECORDS are reached, and a year with more
is cut into months. Counted from the oldest, so that a new record changes the newest shard only; a shard's
name ends with a hash of its texts, so that browsers and caches may keep it for ever.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from generator import workers
from generator.model.records import ENDED_STATUSES
from generator.outputs.search.characters import tables
from generator.outputs.search.documents import Entry, SearchDocument, read_text, write_json, write_text
from generator.outputs.search.shard import key_of, write_shard
from generator.outputs.search.shard_cache import forget_unused, keep, take

__all__ = ["IndexPlan", "SearchIndexError", "build_index", "index_texts"]

#: What completes a shard where the settings say nothing else. More records make a shard heavier to build and
#: its first file heavier to fetch, fewer make a query fetch more files.
SHARD_RECORDS = 10_000
#: Characters of a record of usual length: longer ones count for more, so that memory is bounded by text.
_USUAL_LENGTH = 1_000
#: Memory that a shard of SHARD_RECORDS takes while it is made; measured, see tests/benchmarks/search.
_SHARD_MEMORY = 350 * 1024 * 1024
# The address of the adapter is fixed, that of the scripts changes with them.
_ADAPTER = 'export * from "../{}search/pagefind.js";\n'


class SearchIndexError(Exception):
    """The search index could not be built; the message says why."""


@dataclass(frozen=True)
class IndexPlan:
    """How to index: records a shard, processes, bytes of memory in all, the folder of the cache if any.

    `names` are what results can be chosen by, for the page: {"department": {id: name}, …}; `assets` is the
    folder of the scripts inside the site.
    """

    shard_records: int = SHARD_RECORDS
    jobs: int = 1
    memory: int = 1536 * 1024 * 1024
    cache: Path | None = None
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    assets: str = "assets/0/"


def build_index(documents: Iterable[SearchDocument], target: Path, plan: IndexPlan | None = None) -> None:
    """Write texts and index of `documents` into the folder `target` (the site's `search/`).

    The bytes depend on the documents alone, not on their order. `target` may exist; what an earlier build
    left of the index in it is replaced. Raises SearchIndexError where two records share an address.
    """
    texts = target / "text"
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir(parents=True)
    index_texts([write_text(document, texts) for document in documents], texts, target, plan or IndexPlan())


def index_texts(entries: Iterable[Entry], texts: Path, target: Path, plan: IndexPlan) -> None:
    """Write the index of the records whose texts stand in the folder `texts` into the folder `target`.

    Raises SearchIndexError where two records share an address.
    """
    oldest_first = sorted(entries)
    _refuse_shared_addresses(oldest_first)
    target.mkdir(parents=True, exist_ok=True)
    _remove_index(target)
    characters = _write_characters(target)  # before there are other processes: these inherit the tables
    shards = list(cut(oldest_first, plan.shard_records))
    state = (texts, target, plan.cache)
    made = workers.run(_make_shards, state, shards, _jobs_of(plan, shards), chunk=1)
    names = [name for part in made for name in part]
    if plan.cache:
        forget_unused(plan.cache)
    write_json(target / "index.json", _contents(characters, shards, names, plan.names))
    (target / "pagefind.js").write_bytes(_ADAPTER.format(plan.assets).encode())


def _jobs_of(plan: IndexPlan, shards: Iterable[Sequence[Entry]]) -> int:
    """As many processes as the memory allows, were each at work on the largest shard."""
    largest = max((_weight_of(shard) for shard in shards), default=1.0)
    return max(1, min(plan.jobs, int(plan.memory / (_SHARD_MEMORY * largest / SHARD_RECORDS))))


def cut(oldest_first: Sequence[Entry], most: int) -> Iterator[list[Entry]]:
    """The records in runs of whole years, worth at most `most` records each; larger years are cut, too."""
    shard: list[Entry] = []
    for run in _runs(oldest_first, most, len("YYYY")):
        if shard and _weight_of(shard) + _weight_of(run) > most:
            yield shard
            shard = []
        shard += run
    if shard:
        yield shard


def _runs(oldest_first: Iterable[Entry], most: int, width: int) -> Iterator[list[Entry]]:
    """Records of the same year; where these are too many, of the same month, of the same day, single ones."""
    for _, group in groupby(oldest_first, key=lambda entry: entry.published[:width]):
        run = list(group)
        if _weight_of(run) <= most:
            yield run
        elif width < len("YYYY-MM-DD"):
            yield from _runs(run, most, width + len("-MM"))
        else:
            yield from ([entry] for entry in run)


def _weight_of(entries: Iterable[Entry]) -> float:
    """How many records of usual length these are worth, in memory and bytes."""
    return sum(max(1.0, entry.size / _USUAL_LENGTH) for entry in entries)


def _make_shards(state: tuple[Path, Path, Path | None], shards: Sequence[Sequence[Entry]]) -> list[str]:
    """The work of one process: shards out of the cache or made anew; returns their names."""
    return [_make_shard(shard, *state) for shard in shards]


def _make_shard(shard: Sequence[Entry], texts: Path, target: Path, cache: Path | None) -> str:
    records = [read_text(entry, texts) for entry in shard]
    name = f"{shard[0].published[:7]}_{shard[-1].published[:7]}_{key_of(records)}"
    folder = target / "shards" / name
    folder.parent.mkdir(exist_ok=True)
    if cache and take(cache, folder):
        return name
    write_shard(records, folder)
    if cache:
        keep(cache, folder)
    return name


def _contents(
    characters: str, shards: Sequence[Sequence[Entry]], names: Sequence[str], choices: Mapping[str, Any]
) -> dict[str, Any]:
    """What index.json says, newest shard first."""
    listed = [
        {"name": name, "records": len(shard), "from": shard[0].published, "to": shard[-1].published}
        for name, shard in zip(names, shards, strict=True)
    ]
    return {
        "shards": listed[::-1],
        "characters": characters,
        "ended": sorted(ENDED_STATUSES),
        "names": choices,
    }


def _write_characters(target: Path) -> str:
    """Write the file of characters; returns its name."""
    characters = json.dumps(tables(), ensure_ascii=False, separators=(",", ":")).encode()
    name = f"characters-{hashlib.sha256(characters).hexdigest()[:12]}.json"
    (target / name).write_bytes(characters)
    return name


def _remove_index(target: Path) -> None:
    shutil.rmtree(target / "shards", ignore_errors=True)
    for stale in target.glob("characters-*.json"):
        stale.unlink()


def _refuse_shared_addresses(entries: Iterable[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.slug in seen:
            raise SearchIndexError(f"two records have the address records/{entry.slug}/")
        seen.add(entry.slug)
