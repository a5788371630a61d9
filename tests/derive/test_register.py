"""The register of what is not disclosed: which entries it lists, in what order, in which state."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from outputs.sample import record

from generator.derive.naming import Site
from generator.derive.record_page import record_page
from generator.derive.register import RegisterPage, has_register, register_pages, state_of
from generator.model.records import Record

from .sites import site_of


def _entry(number: str, next_review: str, *results: str, **changes: Any) -> Record:
    data = {
        "decision": "not_yet",
        "reason": "process_information",
        "legal_basis": ["第十六条"],
        "collective_decision": {"date": "2026-02-01", "meeting": "第1次会议"},
        "next_review": next_review,
    }
    if results:
        data["reviewed"] = [
            {"date": f"2026-03-0{day}", "result": each} for day, each in enumerate(results, 1)
        ]
    fields = {"published": "2026-03-01"}
    return record(number, "2026-03-01", kind="register_entry", data=data, fields=fields, **changes)


def _pages(site: Site) -> list[RegisterPage]:
    return list(register_pages(site))


def test_overdue_entries_come_first_and_closed_ones_last() -> None:
    """The sample's day is 2026-11-20 or later; dates here lie far from it."""
    site = site_of(
        _entry("R-1", "2020-01-01", "kept", "disclosed"),
        _entry("R-2", "2090-01-02"),
        _entry("R-3", "2090-01-01"),
        _entry("R-4", "2021-01-01"),
        _entry("R-5", "2020-01-02", status="repealed"),
        record("D-1", "2026-03-01"),
    )
    (page,) = _pages(site)
    assert [(row.matter.url, row.state.key) for row in page.rows] == [
        ("records/R-4/", "overdue"),
        ("records/R-3/", "open"),
        ("records/R-2/", "open"),
        ("records/R-1/", "closed"),
        ("records/R-5/", "closed"),
    ]
    assert (page.total, page.overdue) == (5, 1)


def test_a_review_is_overdue_from_the_day_after_it_was_due() -> None:
    today = site_of().catalog.as_of.isoformat()
    entry = _entry("R-1", today)
    site = site_of(entry)
    late = replace(site, catalog=replace(site.catalog, as_of=site.catalog.as_of.replace(year=2091)))
    states = [state_of(each, entry) for each in (site, late)]
    assert [state.key for state in states if state] == ["open", "overdue"]


def test_values_are_told_in_words() -> None:
    for language, reason, result in (
        ("zh", "属于四类过程性信息", "继续不公开"),
        ("en", "Process information (four kinds)", "Still not disclosed"),
    ):
        (row,) = _pages(site_of(_entry("R-1", "2090-01-01", "kept"), language=language))[0].rows
        assert (row.reason, row.reviewed, row.result, row.filed) == (reason, "2026-03-01", result, "")
        assert row.next_review == "2090-01-01"


def test_a_withdrawn_entry_is_not_listed_and_no_entry_means_no_register() -> None:
    assert not has_register(site_of(_entry("R-1", "2090-01-01", status="withdrawn")))
    assert not has_register(site_of(record("D-1", "2026-03-01")))
    assert _pages(site_of()) == []


def test_long_registers_are_paged() -> None:
    site = site_of(*(_entry(f"R-{number}", f"2090-01-0{number}") for number in range(1, 6)), page_size=2)
    pages = _pages(site)
    assert [len(page.rows) for page in pages] == [2, 2, 1]
    assert [page.page.url for page in pages] == ["register/", "register/page/2/", "register/page/3/"]
    assert (pages[1].page.previous, pages[1].page.next) == ("register/", "register/page/3/")


def test_reviews_stand_item_by_item_on_the_entry_s_own_page() -> None:
    entry = _entry("R-1", "2090-01-01", "kept", "partly_disclosed")
    view = record_page(site_of(entry), entry)
    shown = [(datum.label, datum.value) for datum in view.data]
    assert shown[-5:] == [
        ("复审情况", ""),
        ("复审日期", "2026-03-01"),
        ("复审结果", "继续不公开"),
        ("复审日期", "2026-03-02"),
        ("复审结果", "部分公开"),
    ]
    assert view.register is not None
    assert view.register.label == "未到复审日期"
