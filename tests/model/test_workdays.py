"""Working days, counted again day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.model.workdays import WorkCalendar

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
DAYS = st.dates(FIRST, LAST)
CALENDARS = st.builds(
    WorkCalendar, st.frozensets(DAYS), st.frozensets(DAYS), st.frozensets(st.sampled_from([2026, 2027]))
)


def _works(calendar: WorkCalendar, day: date) -> bool:
    if day in calendar.workdays:
        return True
    return day.strftime("%a") not in ("Sat", "Sun") and day not in calendar.holidays


@given(CALENDARS, DAYS, DAYS)
def test_days_between_are_those_after_the_first(calendar: WorkCalendar, start: date, end: date) -> None:
    days = {start + timedelta(days=number) for number in range(1, 400)}
    assert calendar.between(start, end) == sum(_works(calendar, day) for day in days if day <= end)


@given(CALENDARS, DAYS, st.integers(0, 40))
def test_a_limit_ends_on_a_working_day_that_many_after(
    calendar: WorkCalendar, start: date, days: int
) -> None:
    end = calendar.after(start, days)
    assert calendar.between(start, end) == days
    assert end == start if days == 0 else _works(calendar, end)


@given(CALENDARS, DAYS)
def test_a_day_off_gives_way_to_the_next_working_day(calendar: WorkCalendar, day: date) -> None:
    end = calendar.on_or_after(day)
    assert _works(calendar, end)
    assert not any(_works(calendar, day + timedelta(days=number)) for number in range((end - day).days))


@given(CALENDARS, DAYS, st.integers(0, 400))
def test_counting_through_an_unknown_year_is_provisional(
    calendar: WorkCalendar, start: date, days: int
) -> None:
    end = start + timedelta(days=days)
    years = {(start + timedelta(days=number)).year for number in range(days + 1)}
    assert calendar.is_provisional(start, end) == bool(years - calendar.known)
