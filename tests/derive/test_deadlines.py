"""The calendars of deadlines: what stands in them, for how long, and under which names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.derive.calendars import Calendar
from generator.derive.follow import follow_page
from generator.derive.ledger.deadlines import DEADLINES, deadline_calendars
from generator.derive.naming import Site
from generator.model.duties import TimeLimit

from .sites import site_of
from .test_ledger import duty, named, site_with

QUARTERLY = duty(TimeLimit("quarterly"), owed_by=("department",))


def _calendars(site: Site) -> dict[str, Calendar]:
    return {calendar.path: calendar for calendar in deadline_calendars(site)}


def test_there_is_one_of_the_site_and_one_of_each_body_that_owes_anything() -> None:
    calendars = _calendars(site_with(QUARTERLY))
    assert list(calendars) == [
        DEADLINES,
        "feeds/departments/czj-deadlines.ics",
        "feeds/departments/mzj-deadlines.ics",
    ]
    assert [len(calendar.events) for calendar in calendars.values()] == [8, 4, 4]
    assert calendars["feeds/departments/czj-deadlines.ics"].name == "示例县财政局 · 公开期限"


def test_an_event_tells_whose_duty_it_is_and_how_it_stands() -> None:
    site = site_with(QUARTERLY, named("A-1", "2026-05-07T09:30", "2026-Q1"), as_of=date(2026, 7, 29))
    events = _calendars(site)["feeds/departments/czj-deadlines.ics"].events
    assert [event.title for event in events] == [
        "[逾期公开] 预算 · 2026年第一季度 · 示例县财政局",
        "[逾期未公开] 预算 · 2026年第二季度 · 示例县财政局",
        "预算 · 2026年第三季度 · 示例县财政局",
    ]
    late, overdue, due = events
    assert (late.id, late.first, late.last) == (
        "deadline:budget/czj/2026-Q1@www.example.gov.cn",
        date(2026, 4, 29),
        date(2026, 4, 29),
    )
    assert late.description.splitlines() == [
        "状态：逾期公开、迟 3 个工作日",
        "截止日期：2026-04-29",
        "公开时限：每季度公开，期满后 20 个工作日内",
        "公开主体：示例县财政局",
        "关于A-1的通知 https://www.example.gov.cn/zwgk/records/A-1/",
        "https://www.example.gov.cn/zwgk/duties/budget/",
    ]
    zone = ZoneInfo("Asia/Shanghai")
    assert [event.changed for event in events] == [
        datetime(2026, 5, 7, 9, 30, tzinfo=zone),
        datetime(2026, 7, 29, tzinfo=zone),
        datetime(2026, 7, 1, tzinfo=zone),
    ]
    assert [event.sequence for event in (late, overdue, due)] == [1, 0, 0]


def test_what_is_settled_goes_after_three_months_what_is_overdue_after_two_years() -> None:
    owed = duty(TimeLimit("monthly", days=0, day_kind="calendar"), "2023-12-01")
    met = [named(f"A-{month}", "2026-01-05", f"2026-{month:02}") for month in range(1, 13)]
    events = _calendars(site_with(owed, *met))[DEADLINES].events
    assert [event.first for event in events if "按时" in event.title] == [
        date(2026, 8, 31),
        date(2026, 9, 30),
        date(2026, 11, 2),  # the end of October is a Saturday
        date(2026, 11, 30),
    ]
    overdue = [event.first for event in events if "逾期" in event.title]
    assert (min(overdue), max(overdue)) == (date(2024, 12, 2), date(2025, 12, 31))


@pytest.mark.parametrize(("dates", "is_marked"), [((), True), (((1, 31),), False)])
def test_a_deadline_counted_through_an_unknown_year_is_marked_a_named_date_is_not(
    dates: tuple[tuple[int, int], ...], is_marked: bool
) -> None:
    owed = duty(TimeLimit("yearly", dates=dates))
    (event,) = _calendars(site_with(owed))[DEADLINES].events
    assert ("(暂计)" in event.description) == is_marked


def test_without_duties_there_are_none_and_no_page_names_one() -> None:
    site = site_of(named("A-1", "2026-03-02"))
    assert list(deadline_calendars(site)) == []
    page = follow_page(site)
    rows = [row for group in (*page.departments, *page.categories) for row in group.rows]
    assert (page.deadlines, {row.deadlines for row in rows}) == ("", {""})


def test_a_body_that_owes_nothing_has_none() -> None:
    page = follow_page(site_with(replace(QUARTERLY, owed_by=("mzj",))))
    assert [row.deadlines for group in page.departments for row in group.rows] == [
        "",
        "feeds/departments/mzj-deadlines.ics",
    ]
