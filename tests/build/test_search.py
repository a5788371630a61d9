"""What a build leaves below search/: texts of records and attachments, an index, nothing that is closed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from generator.outputs.search.tokens import codes_of

from .sources import told
from .trees import build, build_with_search, copy_project, record, snapshot, write_tree


def _text(site: Path, name: str) -> Any:
    return json.loads((site / "search/text" / f"{name}.json").read_text("utf-8"))


def test_every_record_has_a_text(site: Path) -> None:
    for source in told():
        head = _text(site, source.url.split("/")[1])
        assert (head["url"], head["title"]) == (source.url, source.fields["title"])
        assert head["index_number"] == source.fields["index_number"]
        assert (head["department_id"], head["category"]) == (
            source.fields["department"],
            source.fields["category"],
        )
    heads = [path for path in (site / "search/text").iterdir() if "~" not in path.name]
    assert len(heads) == len(told())


def test_text_of_an_attachment_is_searched(tmp_path: Path) -> None:
    extra = "attachments:\n  - {file: '表 #1.csv', title: 预算表}\n  - {file: 图.png}\n"
    records: dict[str, str | bytes] = {
        "finance/2026/a.md": record("F-1", extra=extra),
        "finance/2026/a/表 #1.csv": "项目,金额\n农村供水,12\n",
        "finance/2026/a/图.png": b"\x89PNG\r\n\x1a\n",
    }
    site = tmp_path / "site"
    assert build_with_search(write_tree(tmp_path / "content", records), site) == 0
    head, part = _text(site, "F-1"), _text(site, "F-1~1")
    assert head["attachments"] == [{"title": "预算表", "url": "records/F-1/%E8%A1%A8%20%231.csv"}]
    assert part == {"blocks": ["项目", "金额", "农村供水", "12"], "attachment": 0}


def test_a_closed_record_is_found_by_its_header_alone(tmp_path: Path) -> None:
    extra = "disclosure: {mode: on_request}\nattachments: [{file: 名单.csv}]\n"
    records: dict[str, str | bytes] = {
        "finance/2026/a.md": record("F-1", extra=extra, body="薹薹"),
        "finance/2026/a/名单.csv": "薹薹",
    }
    site = tmp_path / "site"
    assert build_with_search(write_tree(tmp_path / "content", records), site) == 0
    head = _text(site, "F-1")
    assert (head["blocks"], head["attachments"], head["has_attachments"]) == ([], [], False)
    assert not (site / "search/text/F-1~1.json").exists()
    assert not _has_key(site, "薹"), "nor in the index"
    assert _has_key(site, "通")


def _has_key(site: Path, character: str) -> bool:
    """Whether any list of the index begins with the character's code."""
    code = int(codes_of([character])[0])
    return any(code in _first_codes(shard) for shard in (site / "search/shards").iterdir())


def _first_codes(shard: Path) -> Iterator[int]:
    """The first code of every list."""
    count, *directory = _varints((shard / "directory.bin").read_bytes())
    keys = list(accumulate(directory[::2]))
    for number in range(count):
        _, *numbers = _varints((shard / f"{number}.bin").read_bytes())
        key = keys[number]
        at = 0
        while at < len(numbers):
            key += numbers[at]
            yield key >> 22
            at += 2 + numbers[at + 1]


def _varints(content: bytes) -> list[int]:
    values, value, shift = [], 0, 0
    for byte in np.frombuffer(content, np.uint8).tolist():
        value += (byte & 127) << shift
        shift += 7
        if byte < 128:
            values.append(value)
            value = shift = 0
    return values


def test_without_a_search_there_is_no_index(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content"), site) == 0
    assert [path.name for path in (site / "search").iterdir()] == ["index.html"]


def test_the_same_bytes_with_a_cache_and_without(tmp_path: Path) -> None:
    extra = "attachments: [{file: 表.csv}]\n"
    files: dict[str, str | bytes] = {"finance/2026/a.md": record("F-1", extra=extra)}
    content = write_tree(tmp_path / "content", {**files, "finance/2026/a/表.csv": "农村供水"})
    config = copy_project(tmp_path / "project")
    assert build_with_search(content, tmp_path / "cold", config=config) == 0
    kept = {path.parent.name for path in (config.parent / ".cache").rglob("*") if path.is_file()}
    assert {"attachment-text"} < kept
    assert build_with_search(content, tmp_path / "warm", config=config) == 0
    assert snapshot(tmp_path / "cold") == snapshot(tmp_path / "warm")
