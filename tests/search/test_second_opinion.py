"""A second opinion on what the search finds: Pagefind, asked for exact phrases of the oracle's tokens.

The oracle looks through every text; Pagefind is an index like ours, written by others. Queries with digits
are left out: ours finds numbers in other notations too, of which Pagefind knows nothing.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pagefind_bin import get_executable
from playwright.sync_api import Page

from generator.outputs.search.documents import SearchDocument

from .in_browser import evaluate
from .oracle import parts, phrase, phrases
from .samples import documents, queries, searched_texts
from .test_search_finds import find

pytestmark = pytest.mark.browser

_BLOCK_END = "end"
_ASK = """async ([base, queries]) => {
  const pagefind = await import(`${base}pagefind/pagefind.js`);
  const pagesWith = async (phrase) => {
    const { results } = await pagefind.search(`"${phrase}"`);
    return new Set(await Promise.all(results.map(async (result) => (await result.data()).raw_url)));
  };
  const found = [];
  for (const phrases of queries) {
    const [first, ...others] = await Promise.all(phrases.map(pagesWith));
    found.push([...first].filter((url) => others.every((urls) => urls.has(url))));
  }
  return found;
}"""


def _word(piece: str) -> str:
    """A token as a word of letters: all else Pagefind splits, folds or drops."""
    return "x" + "".join(f"{ord(character):06}" for character in piece).translate(
        str.maketrans("0123456789", "abcdefghij")
    )


def _words(pieces: Sequence[str]) -> str:
    return " ".join(map(_word, pieces))


def _write_page(record: SearchDocument, path: Path) -> None:
    blocks = (_words(phrase(parts(text))) for text in searched_texts(record))
    body = f" {_BLOCK_END} ".join(blocks)
    path.write_text(f"<!doctype html><html><body><p>{body}</p></body></html>", "ascii")


def _index(site: Path) -> None:
    command = [str(get_executable()), "--silent", "--force-language", "unknown", "--site", str(site)]
    subprocess.run(command, check=True, capture_output=True, cwd=site)


def test_pagefind_finds_the_same(
    page: Page, tmp_path: Path, serve: Callable[[Path], str], search_files: Callable[..., str]
) -> None:
    records = documents(300)
    asked = [
        query for query in queries(records, 600) if phrases(query) and not any(map(str.isnumeric, query))
    ]
    ours = find(page, search_files(tmp_path / "ours", records), [(query, {}) for query in asked])
    site = tmp_path / "theirs"
    site.mkdir()
    for number, record in enumerate(records):
        _write_page(record, site / f"{number}.html")
    _index(site)
    address = serve(site)
    page.goto(f"{address}0.html")
    coded = [[_words(one) for one in phrases(query)] for query in asked]
    theirs = [
        {records[int(url[1:].removesuffix(".html"))].slug for url in urls}
        for urls in evaluate(page, _ASK, [address, coded])
    ]
    assert dict(zip(asked, map(set, ours), strict=True)) == dict(zip(asked, theirs, strict=True))
    assert sum(map(bool, ours)) > 150
