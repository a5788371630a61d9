"""Lengths of time as content and commands write them: P2W, P6M, P1Y; 21d, 3w, 2m."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"P([1-9][0-9]{0,2})([DWMY])")
_SPOKEN = re.compile(r"([1-9][0-9]{0,2})([dwmy]?)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """So many days, weeks, months or years: `unit` is D, W, M or Y."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Duration:
        """A duration of ISO 8601 with one unit, as P6M. Raises ValueError."""
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError(f"not a duration: {text!r}")
        return cls(int(match[1]), match[2])

    @classmethod
    def spoken(cls, text: str) -> Duration:
        """A duration as people type it: 21d, 3w, 2m, 1y; a plain number is days. Raises ValueError."""
        match = _SPOKEN.fullmatch(text)
        if not match:
            raise ValueError(f"not a duration: {text!r}")
        return cls(int(match[1]), match[2].upper() or "D")

    def __str__(self) -> str:
        """The form of ISO 8601."""
        return f"P{self.count}{self.unit}"

    def after(self, day: date) -> date:
        """The day so much later.

        Months end where the calendar has no such day: half a year after 31 August is the last of February.
        Nothing is later than the last day that there is (9999-12-31).
        """
        try:
            if self.unit in "DW":
                return day + timedelta(days=self.count * (7 if self.unit == "W" else 1))
            months = day.month - 1 + self.count * (12 if self.unit == "Y" else 1)
            year, month = day.year + months // 12, months % 12 + 1
            return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        except (OverflowError, ValueError):
            return date.max
