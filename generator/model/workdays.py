"""Working days (工作日) as time limits count them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """On which days offices work: Monday to Friday, but for `holidays`; `workdays` are make-up days (调休).

    `known` are the years that a holiday notice is known of: what is counted through any other year knows
    neither holidays nor make-up days, and is provisional.
    """

    holidays: Set[date] = frozenset()
    workdays: Set[date] = frozenset()
    known: Set[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on a day."""
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)

    def between(self, start: date, end: date) -> int:
        """The working days after `start` up to `end` (民法典第二百零一条: the first day does not count).

        0 where `end` is not later than `start`.
        """
        days = (end - start).days
        return sum(self.is_working_day(start + timedelta(days=day)) for day in range(1, days + 1))

    def after(self, start: date, days: int) -> date:
        """The last day of a limit of so many working days, of which `start` itself is none.

        A limit of 0 days ends on `start`.
        """
        day = start
        while days > 0:
            day += _DAY
            days -= self.is_working_day(day)
        return day

    def on_or_after(self, day: date) -> date:
        """The first working day from a day on (民法典第二百零三条: a limit that would end on a day off)."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether counting from one day to another goes through a year that no notice is known of."""
        return not all(year in self.known for year in range(start.year, end.year + 1))
