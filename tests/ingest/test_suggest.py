"""What a writer meant: by label, by a part of one, by likeness; never one of two at random."""

from __future__ import annotations

from generator.ingest.suggest import named, nearest

LABELS = [("a", "政策解读"), ("b", "解读"), ("c", "解读"), ("d", "县水利局"), ("d", "水利局")]


def test_equal_labels_name_all_that_bear_them() -> None:
    assert named("解读", LABELS) == ["b", "c"]
    assert named("政策", LABELS) == ["a"]
    assert named("水利", LABELS) == ["d"]
    assert named("教育", LABELS) == []


def test_a_label_suggests_only_what_it_names_alone() -> None:
    assert nearest("水利局", "abcd", LABELS) == "d"
    assert nearest("解读", "abcd", LABELS) == ""
    assert nearest("finanse", ["finance", "fees"]) == "finance"
