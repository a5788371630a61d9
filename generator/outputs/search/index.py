"""The search index of a site: documents in, the files below `search/` out.

    search/pagefind.js      the adapter: what the search page and anyone else imports
    search/index.json       the character table and the names of the shards, newest first
    search/engine/          Pagefind's scripts, with a bundle of one empty page to start them on
    search/shards/<months>/ a Pagefind bundle of the records published from the first month to the last
    search/text/<id>.json   what a result shows: the record's header and its text, as published

Memory and time of Pagefind grow with the index, the work of a query with the square of its size; hence the
shards: runs of whole months, counted from the oldest, so that a new record changes the files of the newest
shard only.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from generator.outputs.search.bundle import SearchIndexError, build_bundle
from generator.outputs.search.characters import table
from generator.outputs.search.tokens import BLOCK_END, words

__all__ = ["SearchDocument", "SearchIndexError", "build_index"]

#: What the engine needs to run in a browser; the rest of Pagefind's files is its own user interface.
#: Without its worker the engine runs on the page's own thread, where its shards are small enough for it.
_ENGINE_FILES = ("pagefind.js", "wasm.unknown.pagefind")
_BUNDLE_FILES = ("pagefind-entry.json", "*.pf_meta", "index")
#: What completes a shard. More records make a query slower, fewer make it fetch more files;
#: Pagefind takes some 350 bytes of memory for a character.
_SHARD_RECORDS = 2_000
_SHARD_CHARACTERS = 2_000_000
#: The engine passes over a part of the index that cannot be fetched, as if nothing stood in it. Before its
#: script, this lets the adapter tell a broken connection from a word that no record has.
_FETCH = """\
export const failures = [];
const fetch = async (address) => {
  try {
    const response = await globalThis.fetch(address);
    if (!response.ok) throw new Error(response.status);
    return response;
  } catch (error) {
    failures.push(`${address}: ${error.message}`);
    throw error;
  }
};
"""
# The address of the scripts is fixed (`search/pagefind.js`); the scripts themselves are the theme's assets.
_ADAPTER = 'export * from "../assets/search/pagefind.js";\n'


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A record as the search sees it.

    `url` is the page's address relative to the site's root ("records/<slug>/"), `published` a day as
    YYYY-MM-DD; searched are title, both numbers and `blocks` (the visible text of the body), the rest is
    shown with a result.
    """

    index_number: str
    url: str
    title: str
    document_number: str
    department: str
    published: str
    status: str
    blocks: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The record's own part of its address."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def month(self) -> str:
        """The month of publication, YYYY-MM."""
        return self.published[:7]

    @property
    def size(self) -> int:
        """Characters of its text."""
        return sum(map(len, self.blocks))


def build_index(documents: Iterable[SearchDocument], target: Path, jobs: int = 2) -> None:
    """Write the whole search index of `documents` into the folder `target` (the site's `search/`).

    The bytes depend on the documents alone, not on their order. `target` may exist; what an earlier build
    left of the index in it is replaced. `jobs` shards are made at a time, each in up to about 700 MB of
    memory. Raises SearchIndexError where Pagefind fails or two records share an address.
    """
    oldest_first = sorted(documents, key=lambda document: (document.published, document.slug))
    _refuse_shared_addresses(oldest_first)
    for stale in ("engine", "shards", "text"):
        shutil.rmtree(target / stale, ignore_errors=True)
    (target / "text").mkdir(parents=True)
    _build_engine(target / "engine")
    with ThreadPoolExecutor(jobs) as pool:  # Pagefind is a process of its own: threads are enough
        names = list(pool.map(lambda shard: build_shard(shard, target), shards(oldest_first)))
    _write_json(target / "index.json", {"shards": names[::-1], "characters": table()})
    (target / "pagefind.js").write_bytes(_ADAPTER.encode())


def shards(oldest_first: Iterable[SearchDocument]) -> Iterator[list[SearchDocument]]:
    """The documents in runs of whole months; a run ends with the month that makes it large enough."""
    shard: list[SearchDocument] = []
    for _, month in groupby(oldest_first, key=lambda document: document.month):
        shard.extend(month)
        if len(shard) >= _SHARD_RECORDS or sum(document.size for document in shard) >= _SHARD_CHARACTERS:
            yield shard
            shard = []
    if shard:
        yield shard


def build_shard(documents: list[SearchDocument], target: Path) -> str:
    """Index a shard's documents, oldest first, below `target`; returns the shard's name."""
    name = f"{documents[0].month}_{documents[-1].month}"
    for document in documents:
        _write_json(target / "text" / f"{document.slug}.json", asdict(document))
    pages = {_result_id(document): " ".join(_all_words(document)) for document in documents}
    build_bundle(pages, target / "shards" / name, keep=_BUNDLE_FILES)
    return name


def _build_engine(folder: Path) -> None:
    build_bundle({"": BLOCK_END}, folder, keep=_ENGINE_FILES + _BUNDLE_FILES)
    script = folder / "pagefind.js"
    script.write_bytes(_FETCH.encode() + script.read_bytes())


def _refuse_shared_addresses(documents: Iterable[SearchDocument]) -> None:
    seen: set[str] = set()
    for document in documents:
        if document.slug in seen:
            raise SearchIndexError(f"two records have the address {document.url}")
        seen.add(document.slug)


def _result_id(document: SearchDocument) -> str:
    """What the browser knows of a match at once: its day, the words of its title, its part of the address."""
    return f"{document.published}:{len(words(document.title))}:{document.slug}"


def _all_words(document: SearchDocument) -> list[str]:
    """Title first: a match within its words is a match of the title."""
    parts = (document.title, document.index_number, document.document_number, *document.blocks)
    coded: list[str] = []
    for part in parts:
        coded += words(part)
        coded.append(BLOCK_END)
    return coded


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(text.encode("utf-8", "replace"))
