"""The duty catalog (公开事项标准目录): what bodies have to disclose, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.model.periods import LENGTHS

#: The months of a period by the type of a limit that recurs.
PERIODIC = {
    "monthly": LENGTHS["month"],
    "quarterly": LENGTHS["quarter"],
    "half_yearly": LENGTHS["half_year"],
    "yearly": LENGTHS["year"],
}

#: Working days within which information is published where a limit says nothing else (条例 article 26).
STATUTORY_DAYS = 20


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """By when a matter has to be disclosed (公开时限).

    `type` is within, fixed_dates, monthly, quarterly, half_yearly, yearly, stages or long_term; `day_kind`
    working or calendar; `dates` are pairs of month and day; `max_age` is P2W, P1M, P3M, P6M, P1Y or "";
    `text` is the wording of the standard catalog, or "".
    """

    type: str
    days: int = STATUTORY_DAYS
    day_kind: str = "working"
    event: str = ""
    dates: tuple[tuple[int, int], ...] = ()
    stages: tuple[str, ...] = ()
    max_age: str = ""
    text: str = ""

    @property
    def months(self) -> int:
        """The months of one period; 0 where the limit does not recur by periods."""
        return PERIODIC.get(self.type, 0)


@dataclass(frozen=True, slots=True)
class Duty:
    """A matter that bodies have to disclose, one row of the duty catalog (公开事项).

    `owed_by` are kinds of bodies and bodies' ids as written; `begins` and `ends` are the first and the last
    day that it applies, None without an end; `fields` is the entry as written.
    """

    id: str
    level1: str
    level2: str
    limit: TimeLimit
    owed_by: tuple[str, ...]
    elements: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    audience: str = "public"
    mode: str = "proactive"
    level: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    def is_owed_by(self, body: str, kind: str) -> bool:
        """Whether a body (by its id) of a kind has to disclose it."""
        return body in self.owed_by or kind in self.owed_by
