"""The duty catalog (公开事项标准目录): what bodies have to disclose, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.model.periods import LENGTHS
from generator.model.records import AUDIENCES, Record

#: The months of a period by the type of a limit that recurs.
PERIODIC = {
    "monthly": LENGTHS["month"],
    "quarterly": LENGTHS["quarter"],
    "half_yearly": LENGTHS["half_year"],
    "yearly": LENGTHS["year"],
}

#: Working days within which information is published where a limit says nothing else (条例 article 26).
STATUTORY_DAYS = 20

#: The day on which the Regulations (条例) came into force: no ledger reaches further back.
IN_FORCE_SINCE = date(2008, 5, 1)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """By when a matter has to be disclosed (公开时限).

    `type` is within, fixed_dates, monthly, quarterly, half_yearly, yearly, stages or long_term; `day_kind`
    working or calendar; `dates` are pairs of month and day, the first of which after a period is its
    deadline; `max_age` is P2W, P1M, P3M, P6M, P1Y or ""; `text` the wording of the standard catalog, or "".
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

    def date_from(self, day: date) -> date:
        """The first of the dates from a day on, in whatever order they are written."""
        dates = (date(year, *each) for year in (day.year, day.year + 1) for each in sorted(self.dates))
        return next(each for each in dates if each >= day)


@dataclass(frozen=True, slots=True)
class DutyEvent:
    """Something that happened and sets a limit of days going: `bodies` are ids, none means all who owe it."""

    date: date
    name: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """Bodies (ids) that a duty does not concern, why, and from when to when, None without an end."""

    bodies: tuple[str, ...]
    reason: str
    begins: date | None = None
    ends: date | None = None

    def holds(self, body: str, day: date) -> bool:
        """Whether it holds for a body on a day."""
        return body in self.bodies and lies_between(self.begins, day, self.ends)


@dataclass(frozen=True, slots=True)
class Duty:
    """A matter that bodies have to disclose, one row of the duty catalog (公开事项).

    `owed_by` are kinds of bodies and bodies' ids as written; `begins` and `ends` are the first and the last
    day that it applies, None without an end; `events` are in order of their days; `fields` is the entry as
    written.
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
    events: tuple[DutyEvent, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)

    def is_owed_by(self, body: str, kind: str) -> bool:
        """Whether a body (by its id) of a kind has to disclose it."""
        return body in self.owed_by or kind in self.owed_by

    def covers(self, category: str) -> bool:
        """Whether a category is one of its own, or stands below one."""
        return f"{category}/".startswith(tuple(f"{path}/" for path in self.categories))

    def is_met_by(self, record: Record) -> bool:
        """Whether a record is disclosed to as many people as the duty wants."""
        if record.disclosure.mode == "on_request" and self.mode != "on_request":
            return False
        return AUDIENCES.index(record.disclosure.audience) <= AUDIENCES.index(self.audience)

    def applies_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return lies_between(self.begins, day, self.ends)

    def exemption_of(self, body: str, day: date) -> Exemption | None:
        """What frees a body of it on a day, if anything does."""
        return next((each for each in self.exempt if each.holds(body, day)), None)


def lies_between(first: date | None, day: date, last: date | None) -> bool:
    """Whether a day lies in a validity, whose first and last day count; None is without an end."""
    return (first is None or first <= day) and (last is None or day <= last)
