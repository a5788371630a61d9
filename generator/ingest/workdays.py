"""The working days of China, by the yearly holiday notices of the State Council (国务院办公厅节假日安排).

The package chinesecalendar (pure Python, no dependencies, renewed with every notice) has them from 2004 on.
"""

from __future__ import annotations

from functools import cache

import chinese_calendar

from generator.model.workdays import WorkCalendar


@cache
def china() -> WorkCalendar:
    """The calendar of all years that a notice is known of."""
    holidays, workdays = chinese_calendar.holidays, chinese_calendar.workdays
    return WorkCalendar(frozenset(holidays), frozenset(workdays), frozenset(day.year for day in holidays))
