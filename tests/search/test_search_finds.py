"""The search in a real browser against the brute-force oracle: the same records for every query.

By hand, on more and on real text:

    SEARCH_RECORDS=10000 SEARCH_QUERIES=4000 pytest tests/search/test_search_finds.py
    SEARCH_CORPUS=laws.jsonl.xz SEARCH_QUERIES=4000 pytest tests/search/test_search_finds.py

The corpus is a file of JSON objects, one a line: title, adopted (a date), text (paragraphs with blank lines
between).
"""

from __future__ import annotations

import json
import lzma
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.outputs.search import postings
from generator.outputs.search.documents import SearchDocument

from .in_browser import evaluate
from .oracle import Oracle
from .samples import documents, numbers_of, queries, searched_texts

pytestmark = pytest.mark.browser

SearchFiles = Callable[..., str]
Filters = dict[str, Any]
_QUERY_COUNT = int(os.environ.get("SEARCH_QUERIES", "1200"))
_RECORD_COUNT = int(os.environ.get("SEARCH_RECORDS", "1000"))
_AT_ONCE = 100
_FIND = """async ([base, asked]) => {
  const { search } = await import(`${base}search/pagefind.js`);
  const names = new Map();
  const namesIn = (shard, chunk) => {
    const url = `${base}search/shards/${shard}/names-${chunk}.json`;
    if (!names.has(url)) names.set(url, fetch(url).then((response) => response.json()));
    return names.get(url);
  };
  const slugOf = async ({ id }) => {
    const [shard, record] = id.split("/");
    return (await namesIn(shard, Math.floor(record / 250)))[record % 250];
  };
  const found = [];
  for (const [query, filters] of asked) {
    const { results } = await search(query, { filters });
    found.push(await Promise.all(results.map(slugOf)));
  }
  return found;
}"""


def _records() -> list[SearchDocument]:
    corpus = os.environ.get("SEARCH_CORPUS")
    if not corpus:
        return documents(_RECORD_COUNT)
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        return [_law(number, json.loads(line)) for number, line in enumerate(lines)]


def _law(number: int, law: dict[str, Any]) -> SearchDocument:
    name = f"LAW-{number:05}"
    blocks = tuple(block for block in law["text"].split("\n\n") if block.strip())
    return SearchDocument(name, f"records/{name}/", law["title"], "", "", law["adopted"], "in_force", blocks)


@pytest.fixture(scope="module")
def records() -> list[SearchDocument]:
    return _records()


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, records: list[SearchDocument], search_files: SearchFiles
) -> str:
    return search_files(tmp_path_factory.mktemp("host"), records)


@pytest.fixture(scope="module")
def oracle(records: list[SearchDocument]) -> Oracle:
    return Oracle((record.slug, searched_texts(record), numbers_of(record)) for record in records)


def find(page: Page, site: str, asked: list[tuple[str | None, Filters]]) -> list[list[str]]:
    page.goto(f"{site}search/index.json")
    found = []
    for start in range(0, len(asked), _AT_ONCE):
        found += evaluate(page, _FIND, [site, asked[start : start + _AT_ONCE]])
    return found


def test_finds_what_the_contract_says(
    page: Page, site: str, records: list[SearchDocument], oracle: Oracle
) -> None:
    asked = queries(records, _QUERY_COUNT)
    found = find(page, site, [(query, {}) for query in asked])
    wrong = {query: set(ids) ^ oracle.find(query) for query, ids in zip(asked, found, strict=True)}
    assert {query: sorted(ids)[:5] for query, ids in wrong.items() if ids} == {}
    assert all(len(set(ids)) == len(ids) for ids in found), "no record twice"
    hits = [len(ids) for ids in found]
    assert hits.count(0) > 20, "misses must be among the queries"
    assert sum(0 < count < len(records) for count in hits) > _QUERY_COUNT // 2


def test_finds_the_same_however_lists_are_cut(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, search_files: SearchFiles
) -> None:
    """Lists of a hundred places go on through many buckets, as those of 100,000 records do."""
    monkeypatch.setattr(postings, "BUCKET_BYTES", 96)
    monkeypatch.setattr(postings, "_AT_A_TIME", 2_000)
    records = documents(60)
    site = search_files(tmp_path, records)
    oracle = Oracle((record.slug, searched_texts(record), numbers_of(record)) for record in records)
    asked = [*queries(records, 150, seed=13), *"的一2年a"]
    found = find(page, site, [(query, {}) for query in asked])
    assert {query: set(ids) for query, ids in zip(asked, found, strict=True)} == {
        query: oracle.find(query) for query in asked
    }


def test_finds_what_passes_the_filters(
    page: Page, site: str, records: list[SearchDocument], oracle: Oracle
) -> None:
    chance = random.Random(5)
    asked = [
        (chance.choice((query, query[:2], None)), _filters(chance, records))
        for query in queries(records, 300, seed=12)
    ]
    found = find(page, site, asked)
    everything = {record.slug for record in records}
    wrong = {}
    for (query, filters), ids in zip(asked, found, strict=True):
        wanted = everything if query is None else oracle.find(query)
        right = {record.slug for record in records if record.slug in wanted and _passes(record, filters)}
        if set(ids) != right:
            wrong[query, str(filters)] = set(ids) ^ right
    assert wrong == {}
    assert sum(map(bool, found)) > 50


def _filters(chance: random.Random, records: list[SearchDocument]) -> Filters:
    """Filters that some records pass: what two of them are like."""
    one, other = chance.sample(records, 2)
    choices: dict[str, Any] = {
        "department": [one.department_id, other.department_id],
        "category": [one.category.partition("/")[0]],
        "year": [one.published[:4]],
        "from": min(one.published, other.published),
        "to": max(one.published, other.published),
        "genre": one.genre,
        "kind": [one.kind, other.kind],
        "mode": one.mode,
        "status": [one.status, other.status],
        "attachment": one.has_attachments,
    }
    return {name: choices[name] for name in chance.sample(sorted(choices), chance.choice((1, 2, 3)))}


def _passes(record: SearchDocument, filters: Filters) -> bool:
    def chosen(name: str, value: str) -> bool:
        wanted = filters.get(name) or [value]
        return value in ([wanted] if isinstance(wanted, str) else wanted)

    in_category = [
        record.category == path or record.category.startswith(f"{path}/")
        for path in filters.get("category", [record.category])
    ]
    return (
        chosen("department", record.department_id)
        and chosen("year", record.published[:4])
        and chosen("genre", record.genre)
        and chosen("kind", record.kind)
        and chosen("mode", record.mode)
        and chosen("status", record.status)
        and any(in_category)
        and filters.get("from", "") <= record.published <= filters.get("to", "9999")
        and filters.get("attachment", record.has_attachments) == record.has_attachments
    )
