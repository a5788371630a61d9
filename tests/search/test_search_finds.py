"""The search in a real browser against the brute-force oracle: the same records for every query.

By hand, on real text:  SEARCH_CORPUS=laws.jsonl.xz SEARCH_QUERIES=2000 pytest
tests/search/test_search_finds.py The corpus is a file of JSON objects, one a line: title, adopted (a date),
text (paragraphs with blank lines between).
"""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.outputs.search.documents import SearchDocument

from .oracle import Oracle
from .samples import documents, queries, searched_texts

pytestmark = pytest.mark.browser

SearchSite = Callable[[Path, list[SearchDocument]], str]
_QUERY_COUNT = int(os.environ.get("SEARCH_QUERIES", "500"))
_FIND = """async ([base, queries]) => {
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
  for (const query of queries) {
    const { results } = await search(query);
    found.push(await Promise.all(results.map(slugOf)));
  }
  return found;
}"""


def _records() -> list[SearchDocument]:
    corpus = os.environ.get("SEARCH_CORPUS")
    if not corpus:
        return documents(300)
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
    tmp_path_factory: pytest.TempPathFactory, records: list[SearchDocument], search_site: SearchSite
) -> str:
    return search_site(tmp_path_factory.mktemp("host"), records)


def test_finds_what_the_contract_says(page: Page, site: str, records: list[SearchDocument]) -> None:
    oracle = Oracle((record.slug, searched_texts(record)) for record in records)
    asked = queries(records, _QUERY_COUNT)
    page.goto(f"{site}search/")
    found = page.evaluate(_FIND, [site, asked])
    wrong = {query: set(ids) ^ oracle.find(query) for query, ids in zip(asked, found, strict=True)}
    assert {query: sorted(ids)[:5] for query, ids in wrong.items() if ids} == {}
    hits = [len(ids) for ids in found]
    assert hits.count(0) > 20, "misses must be among the queries"
    assert sum(0 < count < len(records) for count in hits) > _QUERY_COUNT // 2
