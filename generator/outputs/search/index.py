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
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from generator.outputs.search.bundle import SearchIndexError, build_bundle
from generator.outputs.search.characters import table
from generator.outputs.search.tokens import BLOCK_END, words

__all__ = ["SearchDocument", "SearchIndexError", "build_index"]

#: What the engine needs to run in a browser; the rest of Pagefind's files is its own user interface.
_ENGINE_FILES = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
_BUNDLE_FILES = ("pagefind-entry.json", "*.pf_meta", "index")
#: Records that complete a shard: more make a query slower, fewer make it fetch more files.
_SHARD_SIZE = 2000
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


def build_index(documents: Iterable[SearchDocument], target: Path) -> None:
    """Write the whole search index of `documents` into the folder `target` (the site's `search/`).

    The bytes depend on the documents alone, not on their order. `target` may exist; what an earlier build
    left of the index in it is replaced. Raises SearchIndexError where Pagefind fails or two records share
    an address.
    """
    for stale in ("engine", "shards", "text"):
        shutil.rmtree(target / stale, ignore_errors=True)
    (target / "text").mkdir(parents=True)
    build_bundle({"": BLOCK_END}, target / "engine", keep=_ENGINE_FILES + _BUNDLE_FILES)
    names = []
    for shard in shards(documents):
        names.append(f"{shard[0].month}_{shard[-1].month}")
        build_shard(shard, target / "shards" / names[-1], target / "text")
    _write_json(target / "index.json", {"shards": names[::-1], "characters": table()})
    (target / "pagefind.js").write_bytes(_ADAPTER.encode())


def shards(documents: Iterable[SearchDocument]) -> Iterator[list[SearchDocument]]:
    """The documents, oldest first, in runs of whole months of at least 2,000 each, but for the last one."""
    shard: list[SearchDocument] = []
    oldest_first = sorted(documents, key=lambda document: (document.published, document.slug))
    for _, month in groupby(oldest_first, key=lambda document: document.month):
        if len(shard) >= _SHARD_SIZE:
            yield shard
            shard = []
        shard.extend(month)
    if shard:
        yield shard


def build_shard(documents: list[SearchDocument], bundle: Path, text: Path) -> None:
    """Index one shard's documents into the folder `bundle`, and write what their results show into `text`."""
    for document in documents:
        path = text / f"{document.slug}.json"
        if path.exists():
            raise SearchIndexError(f"two records have the address {document.url}")
        _write_json(path, asdict(document))
    pages = {_result_id(document): " ".join(_all_words(document)) for document in documents}
    build_bundle(pages, bundle, keep=_BUNDLE_FILES)


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
