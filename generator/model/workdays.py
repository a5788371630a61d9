"""Working days (工作日) as time limits count them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

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
        return max(0, self._up_to(end) - self._up_to(start))

    def _up_to(self, day: date) -> int:
        """The working days of the calendar up to a day: a ledger compares days that lie years apart."""
        weeks, weekday = divmod(day.toordinal() - 1, 7)  # day 1 is a Monday
        off, made_up = self._exceptions
        return 5 * weeks + min(weekday + 1, 5) - bisect_right(off, day) + bisect_right(made_up, day)

    @cached_property
    def _exceptions(self) -> tuple[Sequence[date], Sequence[date]]:
        """Days off from Monday to Friday, and working days at weekends, both in order."""
        off = sorted(day for day in self.holidays - self.workdays if day.weekday() < 5)
        return off, sorted(day for day in self.workdays if day.weekday() >= 5)

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
