"""The calendar of consultations: which records are in it, and what it says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from outputs import sample
from outputs.sample import record

from generator.derive.calendars import CalendarEvent
from generator.derive.consultations import consultations, is_open
from generator.derive.feeds import feeds_of
from generator.derive.index_pages import home_page
from generator.derive.record_header import record_header
from generator.derive.screen import ScreenKey, screen_page
from generator.model.catalog import Node, Tree
from generator.model.records import Disclosure, HistoryEntry, Record, Relation, Withdrawal

from .sites import site_of


def _draft(number: str = "D-1", **changes: Any) -> Record:
    values = {"title": "办法（征求意见稿）", "status": "draft_for_comment", "expires": date(2026, 2, 10)}
    return record(number, "2026-01-12", **{**values, **changes})


def _events(*records: Record, **options: Any) -> tuple[CalendarEvent, ...]:
    return consultations(site_of(*records, **options)).events


def test_a_draft_is_open_from_publication_to_its_last_day() -> None:
    draft = _draft(summary="拟调整水价。", contact="县财政局，0000-5550100")
    (event,) = _events(
        draft, record("A-1", "2026-01-01", expires=date(2027, 1, 1)), _draft("D-2", expires=None)
    )
    assert (event.first, event.last) == (date(2026, 1, 12), date(2026, 2, 10))
    assert (event.title, event.is_cancelled, event.sequence) == ("办法（征求意见稿）", False, 0)
    assert event.id == "tag:www.example.gov.cn,2026-01-12:D-1#consultation"
    assert event.url == f"{sample.SITE_URL}records/D-1/"
    assert event.description.splitlines() == [
        "拟调整水价。",
        "意见征集截止：2026-02-10",
        "联系方式：县财政局，0000-5550100",
        "发布机构：示例县财政局",
        "索引号：D-1",
        f"{sample.SITE_URL}records/D-1/",
    ]


def test_a_title_that_does_not_say_so_is_told_of_as_open_for_comment() -> None:
    assert _events(_draft(title="水价方案"))[0].title == "征求意见：水价方案"
    assert _events(_draft(title="Water prices"), language="en")[0].title == "Open for comment: Water prices"


@pytest.mark.parametrize("relation", ["consults_on", "reports_consultation", "adopts"])
def test_it_stays_after_its_result_and_leads_there(relation: str) -> None:
    draft = _draft(status="superseded", former_index_numbers=("D-0",))
    result = record("R-1", "2026-03-05T10:00", title="结果", relations=(Relation(relation, "D-0"),))
    (event,) = _events(draft, result)
    assert not event.is_cancelled
    assert f"结果 {sample.SITE_URL}records/R-1/" in event.description
    assert event.changed.isoformat() == "2026-03-05T10:00:00+08:00"
    assert event.id.endswith(":D-0#consultation")


def test_a_column_of_consultations_holds_nothing_else() -> None:
    ended = _draft(status="expired", category="drafts")
    assert _events(_draft(status="expired")) == ()
    site = site_of(_draft(status="expired"))
    column = Tree.of((Node("drafts", "征集草案", (), (), "", {"column_type": "征集调查"}),))
    site = replace(site, catalog=replace(site.catalog, records=(ended,), categories=column))
    assert [event.url for event in consultations(site).events] == [f"{sample.SITE_URL}records/D-1/"]


def test_a_withdrawn_one_is_cancelled_and_says_why_and_no_more() -> None:
    history = (HistoryEntry(date(2026, 1, 20), "withdrawn", "稿子有误"),)
    later = record("R-1", "2026-03-05", relations=(Relation("consults_on", "D-1"),))
    for body in ("kept", "removed"):
        draft = _draft(
            status="withdrawn",
            history=history,
            withdrawal=Withdrawal(body, "error"),
            summary="不再提的内容",
        )
        (event,) = _events(draft, later)
        assert (event.is_cancelled, event.sequence) == (True, 1)
        assert event.title == "[已取消] 办法（征求意见稿）"
        assert "撤回日期：2026-01-20\n撤回原因：内容有误\n撤回说明：稿子有误\n" in event.description
        assert "不再提的内容" not in event.description


@pytest.mark.parametrize(("day", "is_cancelled"), [(date(2026, 2, 10), True), (date(2026, 2, 11), False)])
def test_one_called_off_before_its_end_is_cancelled(day: date, is_cancelled: bool) -> None:
    (event,) = _events(_draft(history=(HistoryEntry(day, "terminated", "不再制定"),)))
    assert event.is_cancelled == is_cancelled
    assert event.changed.date() == day


_CALLED_OFF = (HistoryEntry(date(2026, 3, 10), "terminated", "不再制定"),)
_TAKEN_UP = (*_CALLED_OFF, HistoryEntry(date(2026, 3, 20), "restored", ""))
_NEXT = date(2026, 12, 30)


@pytest.mark.parametrize(
    ("changes", "is_said"),
    [
        ({"expires": _NEXT}, True),
        ({"expires": date(2026, 3, 31)}, True),  # the catalog's day
        ({"expires": date(2026, 3, 30)}, False),
        ({"expires": _NEXT, "history": _CALLED_OFF}, False),
        ({"expires": None, "history": _CALLED_OFF}, False),
        ({"expires": _NEXT, "history": _TAKEN_UP}, True),
        ({"expires": _NEXT, "status": "withdrawn"}, False),
        ({"expires": _NEXT, "status": "superseded"}, False),
        ({"expires": None}, True),
        ({"expires": _NEXT, "status": "in_force"}, False),
    ],
)
def test_home_page_screen_and_calendar_agree_on_what_is_open(changes: dict[str, Any], is_said: bool) -> None:
    draft = _draft(**changes)
    site = site_of(draft)
    slides = screen_page(site, ScreenKey()).slides
    assert is_open(site, draft) == is_said
    assert [each.url for each in home_page(site).drafts] == ([draft.url] if is_said else [])
    assert [slide.label == "正在征求意见" for slide in slides if slide.label != "最新公开"] == [
        True
    ] * is_said
    for event in consultations(site).events:
        is_running = not event.is_cancelled and event.last >= site.catalog.as_of
        assert not is_said or is_running
        assert event.is_cancelled == ("意见征集截止" not in event.description)


def test_one_called_off_says_so_and_asks_for_nothing() -> None:
    draft = _draft(expires=_NEXT, history=_CALLED_OFF, fields={"published": "2026-01-12"})
    site = site_of(draft)
    (event,) = consultations(site).events
    assert event.is_cancelled
    assert "2026-03-10 终止：不再制定\n" in event.description
    assert {field.key: field.label for field in record_header(site, draft)}["expires"] == "原定意见征集截止"
    labels = {label for feed in feeds_of(site) for entry in feed.entries for label, _ in entry.facts}
    assert "原定意见征集截止" in labels
    assert "意见征集截止" not in labels


def test_what_stands_in_a_column_of_consultations_is_open_until_its_result() -> None:
    column = Tree.of((Node("drafts", "征集草案", (), (), "", {"column_type": "征集调查"}),))
    call = _draft(status="in_force", category="drafts", expires=_NEXT)
    result = record(
        "R-1", "2026-03-05", category="drafts", relations=(Relation("reports_consultation", "D-1"),)
    )
    for records, is_said in (((call,), True), ((call, result), False)):
        site = site_of(*records)
        site = replace(site, catalog=replace(site.catalog, categories=column))
        assert is_open(site, call) == is_said


def test_the_summary_of_what_is_not_for_everybody_is_told() -> None:
    draft = _draft(summary="写给公众的概述", disclosure=Disclosure(mode="on_request"))
    assert "写给公众的概述" in _events(draft)[0].description


def test_those_of_the_last_two_years_stay_by_day() -> None:
    old = _draft("D-3", published_at=datetime(2023, 1, 1), expires=date(2023, 2, 1))
    recent = _draft("D-2", published_at=datetime(2024, 5, 1), expires=date(2024, 6, 1))
    events = _events(_draft(), recent, old)
    assert [event.first for event in events] == [date(2024, 5, 1), date(2026, 1, 12)]
