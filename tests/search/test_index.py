"""The files of the search index: the same bytes from the same records, only those needed, faults told."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.outputs.search import bundle, cbor, index
from generator.outputs.search.index import SearchDocument, SearchIndexError, build_index, shards

from .samples import documents


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _pages(folder: Path) -> Iterator[str]:
    """What the engine calls the pages of a bundle."""
    entry = json.loads((folder / "pagefind-entry.json").read_text())
    meta = folder / f"pagefind.{entry['languages']['unknown']['hash']}.pf_meta"
    content = gzip.decompress(meta.read_bytes())
    assert content.startswith(b"pagefind_dcd")
    return (name for name, _ in cbor.loads(content[12:])[1])


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_SHARD_RECORDS", 40)


@pytest.mark.usefixtures("small_shards")
def test_same_bytes_whatever_the_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = documents(150)
    build_index(records, tmp_path / "one")
    random.Random(3).shuffle(records)
    monkeypatch.setenv("RAYON_NUM_THREADS", "1")
    build_index(iter(records), tmp_path / "other")
    one, other = _files(tmp_path / "one"), _files(tmp_path / "other")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert sum(name.startswith("shards/") for name in one) > 3


@pytest.mark.usefixtures("small_shards")
def test_a_new_record_leaves_older_shards_alone(tmp_path: Path) -> None:
    records = documents(150)
    build_index(records, tmp_path / "before")
    newest = replace(records[0], index_number="N-1", url="records/N-1/", published="2026-12-31")
    build_index([*records, newest], tmp_path / "after")
    before, after = _files(tmp_path / "before"), _files(tmp_path / "after")
    oldest_first = sorted({name.split("/")[1] for name in before if name.startswith("shards/")})
    kept = [f"shards/{shard}/" for shard in oldest_first[:-1]]
    changed = {name for name in before if before[name] != after.get(name)}
    assert len(kept) > 1
    assert not [name for name in changed if name.startswith(tuple(kept))]


def test_shards_are_runs_of_whole_months(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_SHARD_RECORDS", 3)
    days = ["2024-01-05", "2024-01-09", "2024-03-01", "2024-03-02", "2024-04-01", "2025-01-01"]
    blank = SearchDocument("", "", "", "", "", "", "", ())
    records = [replace(blank, published=day, url=f"records/{place}/") for place, day in enumerate(days)]
    found = [[record.published for record in shard] for shard in shards(records)]
    assert found == [days[:4], days[4:]]
    assert list(shards([])) == []


def test_shards_of_long_texts_have_fewer_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_SHARD_CHARACTERS", 100)
    sizes = [60, 60, 10, 90]
    records = [
        replace(record, published=f"2026-0{place + 1}-01", blocks=("字" * size,))
        for place, (record, size) in enumerate(zip(documents(4), sizes, strict=True))
    ]
    assert [[record.size for record in shard] for shard in shards(records)] == [[60, 60], [10, 90]]


def test_settings_for_pagefind_in_the_environment_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(documents(3), tmp_path / "one")
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "nav")
    build_index(documents(3), tmp_path / "other")
    assert _files(tmp_path / "one") == _files(tmp_path / "other")


def test_only_what_the_browser_needs(tmp_path: Path) -> None:
    build_index(documents(5), tmp_path)
    names = {name.replace("\\", "/") for name in _files(tmp_path)}
    assert {"pagefind.js", "index.json", "engine/pagefind.js", "engine/wasm.unknown.pagefind"} <= names
    assert not [name for name in names if "ui" in name or "highlight" in name or "fragment" in name]
    assert not list(tmp_path.glob(".*")), "the work folder is gone"


def test_results_are_named_by_day_title_and_address(tmp_path: Path) -> None:
    record = replace(documents(1)[0], url="records/A-1/", published="2026-05-04", title="《办法》（试行）")
    build_index([record], tmp_path)
    assert list(_pages(tmp_path / "shards" / "2026-05_2026-05")) == ["2026-05-04:5:A-1"]
    shown = json.loads((tmp_path / "text" / "A-1.json").read_text("utf-8"))
    assert shown["title"] == "《办法》（试行）"
    assert tuple(shown["blocks"]) == record.blocks


def test_a_later_build_leaves_nothing_of_the_one_before(tmp_path: Path) -> None:
    build_index(documents(10, seed=1), tmp_path / "search")
    build_index(documents(3, seed=2), tmp_path / "search")
    build_index(documents(3, seed=2), tmp_path / "fresh")
    assert _files(tmp_path / "search") == _files(tmp_path / "fresh")


def test_a_catalog_without_records_has_an_index(tmp_path: Path) -> None:
    build_index([], tmp_path)
    assert json.loads((tmp_path / "index.json").read_text())["shards"] == []
    assert (tmp_path / "engine" / "pagefind-entry.json").is_file()


def test_two_records_of_one_address(tmp_path: Path) -> None:
    record = documents(1)[0]
    with pytest.raises(SearchIndexError, match=record.url):
        build_index([record, replace(record, title="另一件")], tmp_path)


def _replace_pagefind(monkeypatch: pytest.MonkeyPatch, path: Path, script: str = "") -> None:
    if script:
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    monkeypatch.setattr(bundle, "get_executable", lambda: path)


def test_failure_of_pagefind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_pagefind(monkeypatch, tmp_path / "broken", "echo 'disk is full' >&2; exit 3")
    with pytest.raises(SearchIndexError, match=r"\(3\): disk is full"):
        build_index(documents(1), tmp_path / "search")


def test_missing_pagefind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_pagefind(monkeypatch, tmp_path / "nowhere")
    with pytest.raises(SearchIndexError, match="cannot be started"):
        build_index(documents(1), tmp_path / "search")


def test_silence_of_pagefind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_pagefind(monkeypatch, tmp_path / "idle", "exit 0")
    with pytest.raises(SearchIndexError, match="unknown form"):
        build_index(documents(1), tmp_path / "search")
