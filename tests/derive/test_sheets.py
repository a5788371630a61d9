"""Which sheets there are for notice boards, and what may hang there."""

from __future__ import annotations

from datetime import date

import pytest
from outputs.sample import SITE_URL, record

from generator.derive.naming import Site
from generator.derive.sheets import (
    SheetKey,
    SheetPage,
    sheet_groups,
    sheet_keys,
    sheet_page,
    sheet_with,
    sheets_in,
    sheets_of,
)
from generator.model.catalog import Department
from generator.model.records import Disclosure, HistoryEntry, Record, Withdrawal
from generator.model.settings import SheetPolicy

from .sites import site_of

_VILLAGE = Department(
    "village",
    "样田村",
    "village",
    {"phone": "1", "supervision": {"phone": "2"}, "disclosure_contact": {"office": "村务公开室"}},
)


def village(number: str, published: str, **changes: object) -> Record:
    return record(number, published, department="village", **changes)


def site(*records: Record, **options: object) -> Site:
    return site_of(*records, departments=(_VILLAGE,), **options)


def only_sheet(*records: Record) -> SheetPage:
    made = site(*records)
    (key,) = sheet_keys(made)
    return sheet_page(made, key)


def test_there_is_one_for_each_month_in_which_something_happened() -> None:
    made = site(
        village("A-1", "2025-12-31"),  # the catalog's day is 2026-03-31
        village("A-2", "2026-01-01"),
        village("A-3", "2026-03-02", history=(HistoryEntry(date(2026, 3, 3), "corrected", ""),)),
        record("B-1", "2026-03-05"),  # of a department
    )
    assert sheet_keys(made) == (SheetKey("village", "2026-03"), SheetKey("village", "2026-01"))
    march, january = sheets_of(made, "village")
    assert (march.text, march.url) == ("2026年3月", "sheets/village/2026-03/")
    assert (january.text, january.url) == ("2026年1月", "sheets/village/2026-01/")
    assert [link.text for link in sheets_in(made, "2026-03")] == ["样田村"]
    assert sheets_of(made, "czj") == sheets_in(made, "2025-12") == ()
    assert [(group.title, group.entries[0].count) for group in sheet_groups(made)] == [
        ("2026年3月", 1),
        ("2026年1月", 1),
    ]


@pytest.mark.parametrize(
    ("policy", "months"),
    [
        (SheetPolicy(months=0), []),
        (SheetPolicy(months=1), ["2026-03"]),
        (SheetPolicy(months=4), ["2026-03", "2025-12"]),
        (SheetPolicy(kinds=("township",)), []),
    ],
)
def test_the_settings_bound_them(policy: SheetPolicy, months: list[str]) -> None:
    made = site(village("A-1", "2025-12-31"), village("A-2", "2026-03-01"), sheets=policy)
    assert [key.month for key in sheet_keys(made)] == months


def test_a_correction_of_an_older_record_is_posted_too() -> None:
    entry = HistoryEntry(date(2026, 3, 3), "corrected", "合计有误")
    view = only_sheet(village("A-1", "2024-03-02", history=(entry,)))
    assert view.entries == ()
    assert [(change.action, change.note) for change in view.changes] == [("corrected", "合计有误")]


def test_a_record_leads_to_the_sheet_it_hangs_on() -> None:
    old, new = village("A-1", "2025-11-30"), village("A-2", "2026-03-02")
    made = site(old, new)
    assert sheet_with(made, old) is None
    assert sheet_with(made, new) == sheets_of(made, new.department)[0]


def test_what_was_changed_in_the_month_stands_with_its_record() -> None:
    later = HistoryEntry(date(2026, 4, 3), "corrected", "下月")
    entry = HistoryEntry(date(2026, 3, 3), "corrected", "本月")
    view = only_sheet(village("A-1", "2026-03-02", history=(entry, later)))
    assert [change.note for change in view.entries[0].changes] == ["本月"]
    assert view.changes == ()
    assert view.entries[0].permalink == f"{SITE_URL}records/A-1/"


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"status": "withdrawn"}, "本信息已撤回"),
        ({"status": "withdrawn", "withdrawal": Withdrawal("removed")}, "本信息已撤回"),
        ({"disclosure": Disclosure(mode="on_request")}, "本信息依申请公开"),
        ({"disclosure": Disclosure(audience="specific")}, "本信息向特定对象公开"),
    ],
)
def test_no_text_hangs_there_that_is_not_for_everybody(changes: dict[str, object], note: str) -> None:
    (entry,) = only_sheet(village("A-1", "2026-03-02", **changes)).entries
    assert (entry.shows_text, entry.attachments, entry.note) == (False, 0, note)


def test_it_tells_whom_to_ask_and_whom_to_complain_to() -> None:
    view = only_sheet(village("A-1", "2026-03-02"))
    assert view.contacts == (("咨询", "村务公开室"), ("电话", "1"), ("监督电话", "2"))
    assert view.address == f"{SITE_URL}departments/village/"
