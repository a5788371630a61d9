"""Deadlines, and what a day of publication makes of an entry: time as the ledger counts it.

A limit of n days ends on the nth day after the day that it is counted from, which itself does not count
(民法典第二百零一条). A limit in calendar days, months or years that would end on a day off ends on the next
working day (民法典第二百零三条); a date that a duty names stands as it is. What is published on the last day
is in time, whatever the hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.derive.ledger.entries import Entry
from generator.model.duties import Duty, TimeLimit
from generator.model.periods import Period
from generator.model.records import Record
from generator.model.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day in time; `is_provisional` where it was counted through a year of unknown holidays."""

    day: date
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """What is owed once: the entry to be, before anyone asks which records count for it.

    `span`, `begins`, `period`, `name` are the entry's. `day` is the one on which the duty has to apply, and
    a body not to be exempt; `reason` is why the duty does not apply, or why this is still open.
    """

    span: str
    begins: date
    day: date
    deadline: Deadline | None = None
    period: Period | None = None
    name: str = ""
    reason: str = ""
    is_owed: bool = True


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Counts days by a calendar, as of a day."""

    calendar: WorkCalendar
    as_of: date

    def deadline(self, start: date, limit: TimeLimit) -> Deadline:
        """The end of a limit's days, counted from a day."""
        if limit.day_kind == "calendar":
            return self.on_working_day(start + timedelta(days=limit.days))
        return self.after_working_days(start, limit.days)

    def after_working_days(self, start: date, days: int) -> Deadline:
        """The end of so many working days."""
        end = self.calendar.after(start, days)
        return Deadline(end, days > 0 and self.calendar.is_provisional(start, end))

    def on_working_day(self, day: date) -> Deadline:
        """A day that a limit ends on, or the next working day."""
        end = self.calendar.on_or_after(day)
        return Deadline(end, self.calendar.is_provisional(day, end))

    def entry(self, duty: Duty, body: str, term: Term, records: Iterable[Record] = ()) -> Entry:
        """The entry that a term and the records that count for it make.

        What was disclosed in time counts as such also where nothing is owed.
        """
        counted = tuple(sorted(records, key=_by_publication))
        deadline = term.deadline.day if term.deadline else None
        met_on = counted[0].published if counted else None
        ends = met_on or self.as_of  # the day that is compared with the deadline
        state = _state(counted, deadline, self.as_of)
        if not term.is_owed and (counted == () or (deadline is not None and ends > deadline)):
            return _not_applicable(duty, body, term, counted)
        first, last = sorted((deadline or ends, ends))
        counts_days = state in ("due", "overdue") or first < ends
        days = self.calendar.between(first, last) if counts_days else 0
        return Entry(
            duty,
            body,
            term.span,
            state,
            period=term.period,
            name=term.name,
            begins=term.begins,
            deadline=deadline,
            met_on=met_on,
            days=days,
            is_provisional=(term.deadline is not None and term.deadline.is_provisional)
            or (counts_days and first < last and self.calendar.is_provisional(first, last)),
            records=counted,
            reason=term.reason if term.is_owed else "",
        )


def _state(counted: tuple[Record, ...], deadline: date | None, as_of: date) -> str:
    if counted:
        is_late = deadline is not None and counted[0].published > deadline
        return "nil" if counted[0].kind == "nil_report" else "met_late" if is_late else "met"
    return "overdue" if deadline is not None and deadline < as_of else "due"


def _not_applicable(duty: Duty, body: str, term: Term, records: tuple[Record, ...]) -> Entry:
    return Entry(
        duty,
        body,
        term.span,
        "not_applicable",
        period=term.period,
        name=term.name,
        begins=term.begins,
        records=records,
        reason=term.reason,
    )


def _by_publication(record: Record) -> tuple[date, bool, str]:
    """By day; of the same day what was disclosed before a report that there was nothing."""
    return (record.published, record.kind == "nil_report", record.index_number)
