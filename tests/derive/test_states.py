"""What changes made of a record's validity, as far as its file tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from outputs.sample import record

from generator.derive.states import states_of
from generator.model.records import HistoryEntry

from .sites import site_of

_NUMBER = {"document_number": "示财〔2026〕1号"}


@pytest.mark.parametrize(
    ("fields", "actions", "states"),
    [
        (_NUMBER, ["amended", "repealed"], [("in_force", "amended"), ("amended", "repealed")]),
        ({"effective": date(2026, 2, 1)}, ["superseded"], [("in_force", "superseded")]),
        ({}, ["superseded"], [("", "superseded")]),  # it may have been a draft
        (_NUMBER, ["corrected", "repealed"], [None, ("in_force", "repealed")]),
        (_NUMBER, ["amended", "amended"], [("in_force", "amended"), None]),
        ({}, ["withdrawn", "restored"], [("", "withdrawn"), ("withdrawn", "in_force")]),
    ],
)
def test_states_follow_from_the_history(
    fields: dict[str, Any], actions: list[str], states: list[tuple[str, str] | None]
) -> None:
    status = states[-1][1] if states[-1] else "amended"
    history = tuple(HistoryEntry(date(2026, 3, day), action, "") for day, action in enumerate(actions, 1))
    assert list(states_of(record("A-1", "2026-01-05", status=status, history=history, **fields))) == states


def test_the_records_own_status_is_the_last_word() -> None:
    ended = (HistoryEntry(date(2026, 3, 1), "terminated", "期满"),)
    assert states_of(record("A-1", "2026-01-05", status="expired", history=ended, **_NUMBER)) == (
        ("in_force", "expired"),
    )
    entered = (HistoryEntry(date(2026, 3, 1), "amended", "登记复审"),)
    assert states_of(record("A-1", "2026-01-05", status="in_force", history=entered)) == (None,)


def test_a_draft_that_changes_stays_a_draft() -> None:
    changed = (HistoryEntry(date(2026, 3, 1), "amended", "改一处"),)
    draft = record("A-1", "2026-01-05", status="draft_for_comment", history=changed, **_NUMBER)
    assert states_of(draft) == (None,)


@pytest.mark.parametrize(
    ("last", "actions", "state", "label"),
    [
        (date(2026, 3, 31), [], "comments_open", "征求意见至 2026-03-31"),
        (date(2026, 3, 30), [], "comments_ended", "征求意见已结束"),
        (date(2026, 4, 9), ["terminated"], "comments_cancelled", "征求意见已取消"),
        (date(2026, 4, 9), ["terminated", "restored"], "comments_open", "征求意见至 2026-04-09"),
        (None, [], "draft_for_comment", "征求意见稿"),
    ],
)
def test_lists_tell_open_consultations_from_ended_ones(
    last: date | None, actions: list[str], state: str, label: str
) -> None:
    history = tuple(HistoryEntry(date(2026, 3, day), action, "") for day, action in enumerate(actions, 1))
    draft = record("D-1", "2026-01-12", status="draft_for_comment", expires=last, history=history)
    site = site_of(draft)
    assert site.catalog.as_of == date(2026, 3, 31)
    row = site.row(draft)
    assert (row.state, row.state_label) == (state, label)
