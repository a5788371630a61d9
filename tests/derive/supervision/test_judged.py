"""What is kept up for ever (长期公开): at which days it is judged, and what had become of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from outputs.sample import record

from derive.ledgers import TODAY
from generator.derive.ledger.entries import Entry
from generator.derive.ledger.limits import entries_of, scope_of
from generator.derive.ledger.reckoning import Reckoning
from generator.derive.supervision.judged import judged_entries
from generator.derive.wording import Wording
from generator.model.catalog import Tree
from generator.model.durations import Duration
from generator.model.duties import Duty, TimeLimit
from generator.model.records import HistoryEntry, Record
from generator.model.workdays import WorkCalendar

_CALENDAR = WorkCalendar()
_BEGINS = date(2024, 1, 1)
_LIMIT = TimeLimit("long_term", max_age="P1Y")
_DUTY = Duty("functions", "机构", "机构职能", _LIMIT, ("department",), begins=_BEGINS)


def _published(day: date, *changes: date, **more: object) -> Record:
    history = tuple(HistoryEntry(each, "amended", "") for each in changes)
    return record(f"R-{day.isoformat()}", day.isoformat(), history=history, **more)


def _entries(duty: Duty, *records: Record) -> list[Entry]:
    """The ledger's own entry of a body."""
    scope = scope_of(duty, Reckoning(_CALENDAR, TODAY), Tree(), Wording("zh"))
    return list(entries_of(scope, "czj", records))


def _judged(duty: Duty, *records: Record) -> list[tuple[str, str, str]]:
    """Deadline, state and day of settling of what is judged."""
    return [
        (deadline.isoformat(), entry.state, entry.met_on.isoformat() if entry.met_on else "")
        for entry, deadline in judged_entries(_entries(duty, *records), _CALENDAR, TODAY)
    ]


def test_what_never_came_is_overdue_after_twenty_working_days() -> None:
    assert _judged(_DUTY) == [("2024-01-29", "overdue", "")]


def test_what_came_late_and_went_stale_is_judged_each_time() -> None:
    first, second = date(2024, 3, 4), date(2025, 6, 2)
    assert _judged(_DUTY, _published(first), _published(second)) == [
        ("2024-01-29", "met_late", "2024-03-04"),
        ("2025-03-04", "met_late", "2025-06-02"),
        ("2026-06-02", "overdue", ""),
    ]


def test_a_change_in_time_keeps_it_up() -> None:
    kept = _published(date(2024, 1, 10), date(2025, 1, 8), date(2025, 12, 15))
    assert _judged(_DUTY, kept) == [
        ("2024-01-29", "met", "2024-01-10"),
        ("2025-01-10", "met", "2025-01-08"),
        ("2026-01-08", "met", "2025-12-15"),
    ]


def test_what_stood_before_the_duty_began_counts_until_it_is_too_old() -> None:
    assert _judged(_DUTY, _published(date(2023, 6, 30)), _published(date(2024, 8, 1))) == [
        ("2024-07-01", "met_late", "2024-08-01"),  # 30 June is a Sunday
        ("2025-08-01", "overdue", ""),
    ]


def test_a_nil_report_keeps_it_up_as_such() -> None:
    (judged,) = _judged(
        replace(_DUTY, begins=date(2026, 9, 1)), _published(date(2026, 9, 3), kind="nil_report")
    )
    assert judged == ("2026-09-29", "nil", "2026-09-03")


def test_what_does_not_apply_is_not_judged() -> None:
    ended = replace(_DUTY, ends=date(2026, 6, 30))
    assert _judged(ended, _published(date(2024, 3, 4))) == []


_AGES = st.sampled_from(("P2W", "P3M", "P1Y"))
_DAYS = st.dates(_BEGINS, TODAY)


@given(st.lists(st.tuples(_DAYS, st.lists(_DAYS, max_size=3)), max_size=5), _AGES)
def test_it_is_late_on_the_days_on_which_it_was_too_old(
    published: list[tuple[date, list[date]]], age: str
) -> None:
    """Compared with looking at every single day whether anything was young enough."""
    duty = replace(_DUTY, limit=replace(_DUTY.limit, max_age=age))
    records = [_published(day, *(each for each in changes if each > day)) for day, changes in published]
    records = list({each.index_number: each for each in records}.values())
    updates = [day for each in records for day in (each.published, *(change.date for change in each.history))]
    judged = list(judged_entries(_entries(duty, *records), _CALENDAR, TODAY))
    late = {
        deadline + timedelta(days=day)
        for entry, deadline in judged
        for day in range(1, ((entry.met_on or TODAY) - deadline).days)
    }
    deadlines = [deadline for _, deadline in judged]
    assert deadlines == sorted(set(deadlines))
    for day in late:
        assert not any(update <= day < Duration.parse(age).after(update) for update in updates)
    day = _CALENDAR.after(_BEGINS, 20) + timedelta(days=3)
    while day < TODAY:
        weekend = timedelta(days=3)  # a limit that ends on a day off ends on the next working day
        fresh = any(update <= day <= Duration.parse(age).after(update) + weekend for update in updates)
        assert fresh or day in late
        day += timedelta(days=1)
