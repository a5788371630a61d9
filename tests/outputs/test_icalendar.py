from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.derive.calendars import Calendar, CalendarEvent
from generator.outputs.icalendar import folded, text_value, write_calendar
from generator.outputs.icalendar import icalendar as written

GOLDEN = Path(__file__).parent / "golden/consultations.ics"

EVENTS = (
    CalendarEvent(
        id="tag:www.example.gov.cn,2026-01-12:SLJ-2026-21#consultation",
        title="关于《示例县农村供水管理办法（征求意见稿）》公开征求意见的公告",
        description="建立县、乡、村三级管护责任;\n收费制度，见附件 C:\\附件\n意见征集截止：2026-02-11",
        url="https://www.example.gov.cn/zwgk/records/SLJ-2026-21/",
        first=date(2026, 1, 12),
        last=date(2026, 2, 11),
        changed=datetime(2026, 4, 24, tzinfo=ZoneInfo("Asia/Shanghai")),
        categories=("征求意见日程", "示例县水利局, 农村供水股"),
    ),
    CalendarEvent(
        id="tag:www.example.gov.cn,2026-12-31:JTY-2026-30#consultation",
        title="[已取消] 公交票价调整方案",
        description="撤回日期：2026-12-31",
        url="https://www.example.gov.cn/zwgk/records/JTY-2026-30/",
        first=date(2026, 12, 31),
        last=date(2026, 12, 31),
        changed=datetime(2026, 12, 31, 15, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
        sequence=1,
        is_cancelled=True,
    ),
)


def calendar(*events: CalendarEvent) -> Calendar:
    return Calendar(
        path="feeds/consultations.ics",
        address="https://www.example.gov.cn/zwgk/feeds/consultations.ics",
        name="示例县政务公开 · 征求意见日程",
        description="正在征求意见的事项和截止日期",
        language="zh",
        url="https://www.example.gov.cn/zwgk/follow/",
        events=events,
    )


def read(data: bytes) -> icalendar.Calendar:
    (found,) = icalendar.Calendar.from_ical(data, multiple=True)
    assert isinstance(found, icalendar.Calendar)
    assert [event.errors for event in found.walk()] == [[]] * len(found.walk())
    return found


def test_the_file_is_as_agreed(tmp_path: Path) -> None:
    write_calendar(tmp_path, calendar(*EVENTS))
    assert (tmp_path / "feeds/consultations.ics").read_bytes() == GOLDEN.read_bytes()


def test_another_program_reads_what_was_meant() -> None:
    found = read(written(calendar(*EVENTS)))
    assert found["X-WR-CALNAME"] == found["NAME"] == "示例县政务公开 · 征求意见日程"
    for event, meant in zip(found.events, EVENTS, strict=True):
        assert (event["UID"], event["SUMMARY"], event["DESCRIPTION"]) == (
            meant.id,
            meant.title,
            meant.description,
        )
        assert (event["URL"], event["SEQUENCE"]) == (meant.url, meant.sequence)
        assert (event.start, event.DTSTAMP) == (meant.first, meant.changed.astimezone(UTC))
        assert event["STATUS"] == ("CANCELLED" if meant.is_cancelled else "CONFIRMED")
    assert list(map(str, found.events[0].categories)) == list(EVENTS[0].categories)


@pytest.mark.parametrize(("event", "end"), [(EVENTS[0], date(2026, 2, 12)), (EVENTS[1], date(2027, 1, 1))])
def test_the_end_is_the_day_after_the_last(event: CalendarEvent, end: date) -> None:
    assert read(written(calendar(event))).events[0].end == end


def test_the_last_day_there_is_ends_the_calendar() -> None:
    event = replace(EVENTS[0], first=date.max, last=date.max)
    assert b"DTEND" not in written(calendar(event))
    assert read(written(calendar(event))).events[0].start == date.max


_DAYS = st.dates(date(1000, 1, 1))


@given(_DAYS, _DAYS)
@example(date(1000, 1, 1), date.max)
def test_every_day_is_read_as_it_was(one: date, other: date) -> None:
    meant = replace(EVENTS[0], first=min(one, other), last=max(one, other))
    (found,) = read(written(calendar(meant))).events
    assert found.start == meant.first
    if meant.last < date.max:
        assert found.end == meant.last + timedelta(days=1)


def test_a_calendar_without_events_is_one_all_the_same() -> None:
    found = read(written(calendar()))
    assert found.events == []
    assert found.subcomponents  # RFC 5545, section 3.6: one or more


@given(st.text())
def test_lines_are_short_end_as_they_should_and_come_back_whole(text: str) -> None:
    line = f"SUMMARY:{text_value(text)}"
    data = folded(line)
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(each) <= 75 for each in lines)
    assert not any(b"\r" in each or b"\n" in each for each in lines)
    for each in lines:
        each.decode()  # no line ends inside a character
    assert data.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode() == line


@pytest.mark.parametrize("length", range(60, 160))
@pytest.mark.parametrize("letter", ["a", "é", "字", "𠮷"])
def test_lines_of_every_length_are_cut_no_sooner_than_they_must(letter: str, length: int) -> None:
    lines = folded(letter * length).split(b"\r\n")[:-1]
    assert all(len(each) > 75 - len(letter.encode()) for each in lines[:-1])
    assert b"".join(each.removeprefix(b" ") for each in lines).decode() == letter * length


_PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))).map(str.strip)


@given(st.lists(_PRINTED, min_size=1, max_size=3).map("\n".join), _PRINTED)
def test_any_text_is_read_as_it_was(text: str, title: str) -> None:
    event = CalendarEvent("id", title, text, "https://x.example/", *[date(2026, 1, 1)] * 2, EVENTS[0].changed)
    (found,) = read(written(calendar(event))).events
    assert (found["SUMMARY"], found["DESCRIPTION"]) == (title, text.removesuffix("\n"))


@given(st.text())
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    value = text_value(text)
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", value)
