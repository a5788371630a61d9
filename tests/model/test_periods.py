"""Periods: written and read again, side by side without a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.periods import Period, periods

LENGTHS = st.sampled_from([1, 3, 6, 12])
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_period_has_its_days(text: str, first: date, last: date) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, str(period)) == (first, last, text)


@pytest.mark.parametrize("text", ["2026-Q5", "2026-13", "2026-00", "2026-H3", "26", "2026-7", "0026", ""])
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


@given(DAYS, LENGTHS)
def test_every_day_lies_in_one_period_of_a_length_that_reads_as_written(day: date, months: int) -> None:
    period = Period.around(day, months)
    assert Period.parse(str(period)) == period
    assert period.holds(day)
    assert not period.next.holds(day)
    assert period.next.first == period.last + timedelta(days=1)


@given(DAYS, LENGTHS, st.integers(0, 2000))
def test_periods_follow_each_other_without_a_gap(first: date, months: int, days: int) -> None:
    last = first + timedelta(days=days)
    found = list(periods(months, first, last))
    assert found[0].holds(first)
    assert found[-1].holds(last)
    assert [period.next for period in found[:-1]] == found[1:]
