"""What a deployment does, and in what order."""

from __future__ import annotations

from generator.deployment.changes import changes
from generator.outputs.manifest import NAME

from .sites import FIRST, SECOND


def test_only_what_differs_is_touched() -> None:
    found = changes(SECOND, FIRST)
    assert found.new == (
        "assets/000000000002/site.css",
        "records/C-3/index.html",
        "search/shards/2026_2/0.bin",
    )
    assert found.changed == ("feeds/all.atom", "index.html", "records/A-1/index.html", "search/index.json")
    assert found.gone == (
        "assets/000000000001/site.css",
        "records/B-2/index.html",
        "search/shards/2025_1/0.bin",
    )
    assert changes(FIRST, FIRST).copied == changes(FIRST, FIRST).gone == ()


def test_no_page_is_there_before_what_it_asks_for() -> None:
    assert [list(step) for step in changes(SECOND, {}).steps()] == [
        ["assets/000000000002/site.css", "search/shards/2026_2/0.bin"],
        ["records/A-1/表 [1].csv"],
        ["records/A-1/index.html", "records/C-3/index.html"],
        ["feeds/all.atom", "index.html", "search/index.json"],
        [NAME],
    ]


def test_nothing_leads_to_a_record_that_is_not_there_yet() -> None:
    lists = ("categories/budget/index.html", "departments/finance/index.html", "years/2026/index.html")
    before = dict.fromkeys((*lists, "records/A-1/index.html", "index.html"), "1")
    after = {**dict.fromkeys(before, "2"), "records/C-3/index.html": "1", "categories/new/index.html": "1"}
    assert list(changes(after, before).steps()) == [
        ["records/C-3/index.html"],
        ["categories/new/index.html"],
        [*lists[:2], "records/A-1/index.html", lists[2]],
        ["index.html"],
        [NAME],
    ]


def test_what_an_interrupted_first_deployment_may_have_left_is_new() -> None:
    found = changes(FIRST, {}, FIRST)
    assert (found.new, found.changed, found.gone) == (tuple(sorted(FIRST)), (), ())


def test_a_compressed_copy_changes_with_its_file() -> None:
    files = ["index.html", "records/A-1/index.html", "assets/1/site.css", "records/A-1/a.csv"]
    site = {path + suffix: "1" for path in files for suffix in ("", ".gz", ".br")}
    for step in list(changes(site, {}).steps())[:-1]:
        assert len(step) == 3
        assert step[1:] == [f"{step[0]}.br", f"{step[0]}.gz"]


def test_what_may_be_in_any_state_is_looked_at_again_or_deleted() -> None:
    found = changes(FIRST, FIRST, ["index.html", "records/X/index.html"])
    assert (found.new, found.changed, found.gone) == ((), ("index.html",), ("records/X/index.html",))


def test_files_named_by_content_are_kept_once() -> None:
    kept = ("assets/000000000001/site.css", "search/shards/2025_1/0.bin")
    found = changes(SECOND, FIRST, keep=True)
    assert (found.gone, found.kept) == (("records/B-2/index.html",), kept)
    after = changes(SECOND, SECOND, kept, keep=True)
    assert (after.gone, after.kept) == (kept, ())
