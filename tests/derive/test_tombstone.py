"""What stands at the head of a withdrawn record's page."""

from __future__ import annotations

from datetime import date

import pytest
from outputs.sample import record

from generator.derive.tombstone import replaced, tombstone
from generator.derive.views import Link
from generator.model.records import Disclosure, HistoryEntry, Withdrawal

from .sites import site_of

_HISTORY = (
    HistoryEntry(date(2026, 2, 1), "withdrawn", "第一次"),
    HistoryEntry(date(2026, 2, 5), "restored", ""),
    HistoryEntry(date(2026, 3, 1), "withdrawn", "表格有误"),
)
_NEW = record("N-1", "2026-03-02", title="新表", former_index_numbers=("N-0",))


@pytest.mark.parametrize("status", ["in_force", "repealed", "superseded"])
def test_only_a_withdrawn_record_has_a_tombstone(status: str) -> None:
    found = record("A-1", "2026-01-05", status=status)
    assert tombstone(site_of(found), found) is None


@pytest.mark.parametrize("successor", ["N-1", "N-0"])
def test_it_says_when_why_and_what_takes_the_place(successor: str) -> None:
    withdrawal = Withdrawal(reason="error", successor=successor)
    found = record("A-1", "2026-01-05", status="withdrawn", history=_HISTORY, withdrawal=withdrawal)
    site = site_of(found, _NEW)
    stone = tombstone(site, found)
    assert stone is not None
    assert stone.facts == (
        ("撤回日期", Link("2026-03-01")),
        ("撤回原因", Link("内容有误")),
        ("撤回说明", Link("表格有误")),
        ("接替信息", Link("新表", "records/N-1/")),
    )
    assert replaced(site, _NEW) == (Link("关于A-1的通知", "records/A-1/"),)
    assert replaced(site, found) == ()


@pytest.mark.parametrize(
    ("withdrawal", "mode", "has_original", "is_removed"),
    [
        (None, "proactive", True, False),
        (Withdrawal(), "proactive", True, False),
        (Withdrawal("removed"), "proactive", False, True),
        (None, "on_request", False, False),
        (Withdrawal("removed"), "on_request", False, True),
    ],
)
def test_it_says_whether_the_original_follows(
    withdrawal: Withdrawal | None, mode: str, has_original: bool, is_removed: bool
) -> None:
    disclosure = Disclosure(mode=mode)
    found = record("A-1", "2026-01-05", status="withdrawn", withdrawal=withdrawal, disclosure=disclosure)
    stone = tombstone(site_of(found), found)
    assert stone is not None
    assert (stone.has_original, stone.is_removed, stone.facts) == (has_original, is_removed, ())
