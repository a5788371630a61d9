from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from outputs.sample import record

from generator.derive.views import Pagination
from generator.model.catalog import Node, Tree
from generator.model.records import HistoryEntry, Relation

from .sites import site_of


def _numbers(found: object) -> list[str]:
    return [each.index_number for each in found]  # type: ignore[attr-defined]


def test_parent_lists_the_records_of_its_children() -> None:
    indexes = site_of(record("A-1", "2026-03-01"), record("A-2", "2026-03-02", category="caizheng")).indexes
    assert _numbers(indexes.by_category["caizheng"]) == ["A-2", "A-1"]
    assert _numbers(indexes.by_category["caizheng/yusuan"]) == ["A-1"]
    assert "minzheng" not in indexes.by_category


def test_record_on_two_branches_of_a_subject_is_listed_once() -> None:
    parent = Node(
        "tax",
        "税务",
        children=(Node("tax/a", "甲", (("tax", "税务"),)), Node("tax/b", "乙", (("tax", "税务"),))),
        trail=(),
    )
    made = site_of(record("A-1", "2026-03-01", subjects=("tax/a", "tax/b")), subjects=Tree.of((parent,)))
    assert _numbers(made.indexes.by_subject["tax"]) == ["A-1"]
    assert _numbers(made.indexes.by_subject["tax/b"]) == ["A-1"]


def test_lists_follow_the_moment_of_publication_then_the_number() -> None:
    indexes = site_of(
        record("A-2", "2026-03-01"),
        record("A-1", "2026-03-01"),
        record("A-3", "2026-03-01T08:00"),
        record("A-4", "2025-12-31T23:59"),
    ).indexes
    assert _numbers(indexes.by_department["czj"]) == ["A-3", "A-1", "A-2", "A-4"]
    assert _numbers(indexes.by_department_year["czj", "2025"]) == ["A-4"]
    assert _numbers(indexes.by_year["2026"]) == ["A-3", "A-1", "A-2"]
    assert indexes.years_of("czj") == ["2026", "2025"]
    assert indexes.years_of("mzj") == []


def test_former_number_leads_to_its_record_unless_another_bears_it_now() -> None:
    indexes = site_of(
        record("NEW-1", "2026-03-02", former_index_numbers=("OLD-1", "B-1")), record("B-1", "2026-03-01")
    ).indexes
    assert indexes.by_number["OLD-1"].index_number == "NEW-1"
    assert indexes.by_number["B-1"].index_number == "B-1"


def test_relations_are_known_from_their_target() -> None:
    source = record("A-1", "2026-03-01", relations=(Relation("interprets", "B-1"), Relation("basis", "GONE")))
    indexes = site_of(source, record("B-1", "2026-03-01")).indexes
    assert [(kind, each.index_number) for kind, each in indexes.referring["B-1"]] == [("interprets", "A-1")]


def test_months_hold_publications_and_changes_alike() -> None:
    history = (
        HistoryEntry(date(2026, 3, 1), "corrected", "同日更正"),
        HistoryEntry(date(2026, 4, 9), "repealed", "废止"),
    )
    indexes = site_of(record("A-1", "2026-03-01T10:30", history=history)).indexes
    events = [(event.number, event.action) for event in indexes.events_by_month["2026-03"]]
    assert events == [(2, "corrected"), (1, "published")]
    assert [event.number for event in indexes.events_by_month["2026-04"]] == [3]
    assert sorted(indexes.events_by_month) == ["2026-03", "2026-04"]
    assert [event.number for event in indexes.events] == [3, 2, 1]


def test_pagination_links_first_last_and_neighbours() -> None:
    shown = {
        (1, 1): [1],
        (1, 2): [1, 2],
        (3, 5): [1, 2, 3, 4, 5],
        (1, 9): [1, 2, 3, 0, 9],
        (5, 9): [1, 0, 3, 4, 5, 6, 7, 0, 9],
        (9, 9): [1, 0, 7, 8, 9],
    }
    for (number, total), expected in shown.items():
        assert list(Pagination(number, total, "years/2026/").numbers) == expected
    assert Pagination(2, 9, "years/2026/").at(1) == "years/2026/"
    assert Pagination(2, 9, "years/2026/").at(3) == "years/2026/page/3/"


@given(st.integers(1, 400).flatmap(lambda total: st.tuples(st.integers(1, total), st.just(total))))
def test_pagination_never_hides_a_single_page_wrongly(place: tuple[int, int]) -> None:
    number, total = place
    shown = Pagination(number, total, "").numbers
    pages = [each for each in shown if each]
    assert pages == sorted(set(pages))
    assert {1, number, total} <= set(pages) <= set(range(1, total + 1))
    for before, here, after in zip(shown, shown[1:], shown[2:], strict=False):
        if here == 0:
            assert after - before > 1
