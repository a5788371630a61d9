"""What arguments may say: days, spans, years, kinds of findings."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from generator.model.durations import Duration
from generator.model.inspection import FINDINGS

#: What may make `disclosure status` fail.
FAIL_ON = (*FINDINGS, "veto")


def day(text: str) -> date | Literal["today"]:
    """A date argument, or `today`: what the clock says in the site's zone, which is not known yet."""
    if text == "today":
        return "today"
    given = date.fromisoformat(text)
    if not 1900 <= given.year < 3000:  # nobody means such a year, and some days before or after are none
        raise ValueError(text)
    return given


def span(text: str) -> Duration:
    """A length of time as 21d, 3w or 2m."""
    return Duration.spoken(text)


def findings(text: str) -> list[str]:
    """Kinds of findings, separated by commas."""
    kinds = text.split(",")
    if set(kinds) - set(FAIL_ON):
        raise ValueError(text)
    return kinds


def year(text: str) -> int:
    """A year of four digits, as periods have it."""
    if not re.fullmatch("[1-9][0-9]{3}", text):
        raise ValueError(text)
    return int(text)
