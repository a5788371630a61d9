"""Working days (工作日) as time limits count them."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar


def working_days(start: date, end: date) -> int:
    """The working days from the day after `start` to `end` (民法典第二百零一条: the first does not count)."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=day)) for day in range(1, days + 1))


def is_working_day(day: date) -> bool:
    """Whether offices work on a day, by the holiday notices of the State Council.

    Years that no notice is known of have neither holidays nor make-up days: Monday to Friday.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
