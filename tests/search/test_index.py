"""The files of the search index: the same bytes from the same records, only those needed, faults told."""

from __future__ import annotations

import json
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.outputs.search import documents as texts
from generator.outputs.search import index
from generator.outputs.search.documents import AttachmentText, Entry, SearchDocument
from generator.outputs.search.index import IndexPlan, SearchIndexError, build_index, cut

from .samples import documents

SMALL = IndexPlan(shard_records=200)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _contents(folder: Path) -> Any:
    return json.loads((folder / "index.json").read_text("utf-8"))


def test_same_bytes_whatever_the_order_and_the_processes(tmp_path: Path) -> None:
    records = documents(500)
    build_index(records, tmp_path / "one", SMALL)
    random.Random(3).shuffle(records)
    build_index(iter(records), tmp_path / "other", replace(SMALL, jobs=3))
    one, other = _files(tmp_path / "one"), _files(tmp_path / "other")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert len(_contents(tmp_path / "one")["shards"]) > 2


def test_a_new_record_leaves_older_shards_alone(tmp_path: Path) -> None:
    records = documents(500)
    build_index(records, tmp_path / "before", SMALL)
    newest = replace(records[0], index_number="N-1", url="records/N-1/", published="2026-12-31")
    build_index([*records, newest], tmp_path / "after", SMALL)
    before, after = _contents(tmp_path / "before")["shards"], _contents(tmp_path / "after")["shards"]
    assert before[1:] == after[1:] != []
    assert before[0]["name"] != after[0]["name"], "a name stands for what is in the shard"


def test_index_lists_shards_newest_first(tmp_path: Path) -> None:
    records = documents(500)
    build_index(records, tmp_path, SMALL)
    shards = _contents(tmp_path)["shards"]
    days = [day for shard in shards for day in (shard["to"], shard["from"])]
    assert days == sorted(days, reverse=True)
    assert sum(shard["records"] for shard in shards) == 500
    slugs = [
        slug
        for shard in reversed(shards)
        for number in range(-(-shard["records"] // 250))
        for slug in json.loads((tmp_path / "shards" / shard["name"] / f"names-{number}.json").read_text())
    ]
    oldest_first = sorted(records, key=lambda record: (record.published, record.slug))
    assert slugs == [record.slug for record in oldest_first]


def _entries(*days: str, size: int = 10) -> list[Entry]:
    return [Entry(day, f"{place:03}", size) for place, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "shards"),
    [
        (["2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01"], [3, 1]),  # years are put together
        (["2019-01-01", "2020-01-01", "2020-02-01", "2020-03-01", "2021-01-01"], [1, 3, 1]),  # and kept whole
        (["2020-01-01", "2020-01-02", "2020-02-01", "2020-03-01"], [3, 1]),  # large ones are cut into months
        (["2020-01-01", "2020-01-02", "2020-01-02", "2020-01-03"], [3, 1]),  # then into days
        (["2020-01-01"] * 5, [3, 2]),  # then anywhere
        ([], []),
    ],
)
def test_shards_are_runs_of_whole_years(days: list[str], shards: list[int]) -> None:
    entries = _entries(*days)
    found = list(cut(entries, 3))
    assert [len(shard) for shard in found] == shards
    assert [entry for shard in found for entry in shard] == entries


def test_long_texts_count_for_more() -> None:
    entries = _entries("2019-01-01", "2020-01-01", "2021-01-01", size=1_500)
    assert [len(shard) for shard in cut(entries, 3)] == [2, 1]


@pytest.mark.parametrize(("memory", "processes"), [(10, 1), (750, 2), (100_000, 4)])
def test_processes_are_as_many_as_the_memory_allows(memory: int, processes: int) -> None:
    shards = [_entries(*["2020-01-01"] * 10_000), _entries("2021-01-01")]
    plan = IndexPlan(jobs=4, memory=memory * 1024 * 1024)
    assert index._jobs_of(plan, shards) == processes


def test_a_shard_without_changes_comes_out_of_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = replace(SMALL, cache=tmp_path / "cache")
    records = documents(500)
    build_index(records, tmp_path / "first", plan)
    made: list[str] = []
    write = index.write_shard
    monkeypatch.setattr(
        index, "write_shard", lambda texts, folder: [made.append(folder.name), write(texts, folder)]
    )
    build_index(records, tmp_path / "second", plan)
    assert made == []
    assert _files(tmp_path / "first") == _files(tmp_path / "second")
    newest = max(records, key=lambda record: record.published)
    changed = [record for record in records if record is not newest]
    build_index([*changed, replace(newest, title="改过的题目")], tmp_path / "third", plan)
    names = [shard["name"] for shard in _contents(tmp_path / "third")["shards"]]
    assert made == names[:1]


def _kept(cache: Path) -> list[str]:
    """Names of the shards in a cache."""
    return sorted(path.name.rpartition("-")[0] for path in cache.iterdir())


def test_what_no_build_uses_for_days_leaves_the_cache(tmp_path: Path) -> None:
    plan = IndexPlan(cache=tmp_path / "cache")
    build_index(documents(10), tmp_path / "first", plan)
    build_index(documents(10, seed=3), tmp_path / "second", plan)
    old, used = (_contents(tmp_path / name)["shards"][0]["name"] for name in ("first", "second"))
    assert _kept(tmp_path / "cache") == sorted([old, used])
    (tmp_path / "cache" / ".new-killed").mkdir()
    for path in (tmp_path / "cache").iterdir():
        os.utime(path, (0, 0))
    build_index(documents(10, seed=3), tmp_path / "third", plan)
    assert _kept(tmp_path / "cache") == [used]


def test_a_cache_with_other_bytes_is_no_cache(tmp_path: Path) -> None:
    plan = IndexPlan(cache=tmp_path / "cache")
    build_index(documents(10), tmp_path / "first", plan)
    next((tmp_path / "cache").glob("*/0.bin")).write_bytes(b"")
    build_index(documents(10), tmp_path / "second", plan)
    assert _files(tmp_path / "first") == _files(tmp_path / "second")


@pytest.mark.parametrize(
    "field", ["title", "document_number", "department_id", "category", "genre", "status", "kind", "mode"]
)
def test_a_shard_is_made_anew_for_any_change(tmp_path: Path, field: str) -> None:
    record = documents(1)[0]
    build_index([record], tmp_path / "before")
    build_index([replace(record, **{field: "changed"})], tmp_path / "after")
    assert _contents(tmp_path / "before")["shards"] != _contents(tmp_path / "after")["shards"]


def test_a_cache_that_another_build_removes_is_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = IndexPlan(cache=tmp_path / "cache")
    build_index(documents(10), tmp_path / "before", plan)
    copied = shutil.copyfile

    def vanishing(source: str, target: str) -> str:
        if Path(source).is_relative_to(tmp_path / "cache") and not source.endswith("0.bin"):
            raise FileNotFoundError(source)
        return str(copied(source, target))

    monkeypatch.setattr(shutil, "copyfile", vanishing)
    build_index(documents(10), tmp_path / "after", plan)
    assert _files(tmp_path / "after") == _files(tmp_path / "before")


def test_a_cache_that_cannot_be_written_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    build_index(documents(10), tmp_path / "with", IndexPlan(cache=tmp_path / "cache" / "search"))
    build_index(documents(10), tmp_path / "without")
    assert _files(tmp_path / "with") == _files(tmp_path / "without")


def test_only_what_the_browser_needs(tmp_path: Path) -> None:
    build_index(documents(5), tmp_path)
    names = {name.split("/")[0] for name in _files(tmp_path)}
    assert names == {"pagefind.js", "index.json", _contents(tmp_path)["characters"], "shards", "text"}


def test_texts_of_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_PART_CHARACTERS", 10)
    record = replace(
        documents(1)[0],
        url="records/A-1/",
        title="《办法》（试行）",
        blocks=("一二三四五六", "七八九十", "十一"),
        attachments=(AttachmentText("附表", "records/A-1/table.xlsx", ("甲", "乙")),),
    )
    build_index([record], tmp_path)
    head, more, attachment = (
        json.loads((tmp_path / "text" / f"{name}.json").read_text("utf-8"))
        for name in ("A-1", "A-1~1", "A-1~2")
    )
    assert head["title"] == "《办法》（试行）"
    assert head["attachments"] == [{"title": "附表", "url": "records/A-1/table.xlsx"}]
    assert (head["blocks"], head["parts"]) == (["一二三四五六", "七八九十"], 3)
    assert more == {"blocks": ["十一"], "attachment": None}
    assert attachment == {"blocks": ["甲", "乙"], "attachment": 0}


def test_a_later_build_leaves_nothing_of_the_one_before(tmp_path: Path) -> None:
    build_index(documents(10, seed=1), tmp_path / "search")
    build_index(documents(3, seed=2), tmp_path / "search")
    build_index(documents(3, seed=2), tmp_path / "fresh")
    assert _files(tmp_path / "search") == _files(tmp_path / "fresh")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_catalog_without_records_has_an_index(tmp_path: Path, jobs: int) -> None:
    build_index([], tmp_path, IndexPlan(jobs=jobs))
    assert _contents(tmp_path)["shards"] == []


def test_a_record_without_any_text_is_in_the_index(tmp_path: Path) -> None:
    build_index([SearchDocument("", "records/a/", "", "", "", "2026-01-01", "", ())], tmp_path)
    assert _contents(tmp_path)["shards"][0]["records"] == 1


def test_two_records_of_one_address(tmp_path: Path) -> None:
    record = documents(1)[0]
    with pytest.raises(SearchIndexError, match=record.url):
        build_index([record, replace(record, title="另一件")], tmp_path)
