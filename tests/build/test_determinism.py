"""Two builds of the same content are the same bytes, whatever else is different."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from .sources import AS_OF, CONTENT
from .trees import build, copy_project, record, run, snapshot, write_tree


def _build_copy(folder: Path, environment: Mapping[str, str], *options: str, age: int = 0) -> Path:
    """Build a copy of the whole project, outside any repository."""
    config = copy_project(folder)
    shutil.copytree(CONTENT, folder / "content")
    for path in folder.rglob("*"):
        os.utime(path, (age, age))
    places = ["--config", config, "--as-of", AS_OF, "--output", folder / "site"]
    done = run("build", *places, *options, environment=environment)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_builds_are_equal_byte_for_byte_search_included(tmp_path: Path) -> None:
    one = _build_copy(
        tmp_path / "one",
        {"TZ": "UTC", "PYTHONHASHSEED": "0", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1000000000"},
        *("--jobs", "1"),
        age=1_000_000_000,
    )
    other = _build_copy(
        tmp_path / "a deeper place/另一处",
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "COLUMNS": "40"},
        *("--jobs", "2", "--lang", "en"),
        age=1_700_000_000,
    )
    first, second = snapshot(one), snapshot(other)
    assert [path for path in first if first[path] != second.get(path)] == []
    assert first.keys() == second.keys()
    assert any(path.startswith("search/shards/") for path in first)


def test_moving_or_renaming_a_file_changes_no_address(tmp_path: Path) -> None:
    files = {
        "finance/2026/budget.md": record(
            "F/2026-1", extra="attachments:\n  - {file: 表.csv, title: 预算表}\n"
        ),
        "finance/2026/budget/表.csv": "1,2\n",
        "finance/2026/note.md": record("F-2", body="见[预算](record:F/2026-1)。"),
    }
    before = write_tree(tmp_path / "before", files)
    renamed = {path.replace("budget", "年度 预算"): data for path, data in files.items()}
    after = write_tree(tmp_path / "after", renamed)
    assert build(before, tmp_path / "site") == build(after, tmp_path / "moved") == 0
    old, new = snapshot(tmp_path / "site"), snapshot(tmp_path / "moved")
    assert old.keys() == new.keys()
    assert "records/F-2026-1/表.csv" in new
    differing = {path for path in old if old[path] != new[path]}
    assert differing == {"records/F-2026-1/index.html", "manifest.json"}
    source = re.compile(rb'<a href="https://git\.shili\.example/[^"]*"')  # the link to the file itself
    page = "records/F-2026-1/index.html"
    assert source.sub(b"", old[page]) == source.sub(b"", new[page])


def test_the_day_that_stands_for_today_is_the_only_date_of_a_build(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content")
    assert build(content, tmp_path / "one") == 0
    done = run(
        *("build", "--config", Path(__file__).parents[2] / "site_config.yml", "--content", content),
        *("--output", tmp_path / "two", "--no-search"),
        environment={"SOURCE_DATE_EPOCH": "1795132800"},  # 2026-11-20 00:00 UTC
    )
    assert done.returncode == 0, done.stderr
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
