"""Periods that a record tells of and a duty falls due for (时期): a year, half-year, quarter or month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(r"([1-9][0-9]{3})(?:-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?")

#: How many months each kind of period has.
LENGTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_KINDS = {months: kind for kind, months in LENGTHS.items()}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Some months of a year: `month` is the first of them (1 to 12), `months` how many (1, 3, 6, 12).

    Periods sort by their beginning, shorter ones first.
    """

    year: int
    month: int
    months: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """A period as records name it: `2026`, `2026-H1`, `2026-Q3`, `2026-07`. Raises ValueError."""
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError(f"not a period: {text!r}")
        year, part = int(match[1]), match[2] or ""
        if not part:
            return cls(year, 1, 12)
        if part[0] in "HQ":
            months = LENGTHS["half_year" if part[0] == "H" else "quarter"]
            return cls(year, (int(part[1]) - 1) * months + 1, months)
        return cls(year, int(part), 1)

    @classmethod
    def around(cls, day: date, months: int) -> Period:
        """The period of so many months (1, 3, 6, 12) that a day lies in."""
        return cls(day.year, (day.month - 1) // months * months + 1, months)

    def __str__(self) -> str:
        """The period as records name it."""
        if self.months == 12:
            return f"{self.year:04}"
        if self.months == 1:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{'H' if self.months == 6 else 'Q'}{self.number}"

    @property
    def number(self) -> int:
        """Which one of its year it is, from 1."""
        return (self.month - 1) // self.months + 1

    @property
    def kind(self) -> str:
        """month, quarter, half_year or year."""
        return _KINDS[self.months]

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        end = self.month + self.months
        return date(self.year, 12, 31) if end > 12 else date(self.year, end, 1) - timedelta(days=1)

    @property
    def next(self) -> Period:
        """The period of the same length that follows; there is none after the year 9999."""
        return Period.around(self.last + timedelta(days=1), self.months)

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def covers(self, other: Period) -> bool:
        """Whether another period lies in it wholly; it covers itself."""
        return self.first <= other.first and other.last <= self.last


def periods(months: int, first: date, last: date) -> Iterator[Period]:
    """The periods of so many months that any day from `first` to `last` lies in, in turn."""
    period = Period.around(first, months)
    while period.first <= last:
        yield period
        period = period.next
