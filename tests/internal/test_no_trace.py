"""No trace of an internal record reaches the public site, whatever was built before or lies beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from build.trees import build_with_search, run, snapshot, write_tree

from .trees import SECRETS, attachments_of, found_in, internal_record, public_tree, write_internal


def _build(config: Path, content: Path, output: Path, *options: object) -> None:
    """In this process, so that what it keeps in memory is put to the test as well."""
    assert build_with_search(content, output, *map(str, options), config=config) == 0


def test_public_site_is_the_same_byte_for_byte_after_an_internal_build(tmp_path: Path) -> None:
    """The index of the search keeps no words, only numbers: that its bytes are the same says most."""
    config, content = public_tree(tmp_path)
    _build(config, content, tmp_path / "before")
    internal = write_internal(config.parent / "internal")  # beside the public tree, in the project's folder
    _build(config, content, tmp_path / "inside", "--internal-content", internal)
    _build(config, content, tmp_path / "after")
    assert snapshot(tmp_path / "after") == snapshot(tmp_path / "before")
    assert {part: paths for part, paths in found_in(tmp_path / "after").items() if paths} == {}


def test_a_cache_that_only_an_internal_build_has_filled_gives_nothing_away(tmp_path: Path) -> None:
    config, content = public_tree(tmp_path)
    _build(config, content, tmp_path / "inside", "--internal-content", write_internal(tmp_path / "elsewhere"))
    _build(config, content, tmp_path / "after")
    assert {part: paths for part, paths in found_in(tmp_path / "after").items() if paths} == {}
    cache = config.parent / ".cache"
    kept = {part: paths for part, paths in found_in(cache).items() if paths}
    assert kept, "an internal build keeps nothing: this test proves nothing"
    assert {path.split("/")[0] for paths in kept.values() for path in paths} == {"internal"}


def test_the_internal_site_has_every_secret(tmp_path: Path) -> None:
    """Else the search for them above could not fail."""
    config, content = public_tree(tmp_path)
    _build(config, content, tmp_path / "inside", "--internal-content", write_internal(tmp_path / "elsewhere"))
    found = found_in(tmp_path / "inside")
    # the slug is the name of a file, which no site shows
    assert {part for part, paths in found.items() if not paths} == {"slug"}
    page = f"records/{SECRETS['number']}/record.json"
    for path in ("data/catalog.json", "data/catalog.csv", "data/records/2026.jsonl", page, "feeds/all.rss"):
        assert path in found["summary"]
    assert {"data/history.csv", "data/history.jsonl", page, "feeds/changes.atom"} <= found["note"]
    assert "screen/index.html" in found["title"]
    assert "data/departments.json" in found["departmentname"]


@pytest.mark.parametrize("settings", ["", "internal-record: warning"])
def test_an_internal_record_in_the_public_tree_stops_the_build(settings: str, tmp_path: Path) -> None:
    config, content = public_tree(tmp_path)
    config.write_text(config.read_text("utf-8").replace("rules: {}", f"rules: {{{settings}}}"), "utf-8")
    slipped = {f"finance/2026/{SECRETS['slug']}.md": internal_record(), **attachments_of(SECRETS["slug"])}
    write_tree(content, slipped)
    before = snapshot(tmp_path)
    for name, options in (("build", ("--output", tmp_path / "site")), ("check", ())):
        done = run(name, "--config", config, "--content", content, "--as-of", "2026-11-20", *options)
        assert done.returncode == (2 if settings else 1)
        assert "internal-record" in done.stdout + done.stderr
    after = {
        path: data for path, data in snapshot(tmp_path).items() if not path.startswith("project/.cache/")
    }
    assert after == before


def test_check_of_the_public_tree_knows_nothing_of_the_internal_one(tmp_path: Path) -> None:
    config, content = public_tree(tmp_path)
    internal = write_internal(content.parent / "internal")
    relation = f"relations: [{{type: relates_to, target: {SECRETS['number']}x}}]\n"
    path = content / "records/finance/2026/budget.md"
    path.write_text(path.read_text("utf-8").replace("---\n\n", f"{relation}---\n\n"), "utf-8")
    check = ("check", "--config", config, "--content", content, "--as-of", "2026-11-20")
    inside = run(*check, "--internal-content", internal)
    done = run(*check)
    assert done.returncode == 1
    assert "unknown-relation-target" in done.stdout
    assert str(internal) not in done.stdout + done.stderr
    assert "entry.md" not in done.stdout
    # the writer is helped to what may have been meant only by a check that knows of it
    assert [f"“{SECRETS['number']}”" in said for said in (inside.stdout, done.stdout)] == [True, False]
