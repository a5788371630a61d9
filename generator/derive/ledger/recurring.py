"""What falls due again and again: by periods (每月、每季度、每半年、每年) and by fixed dates of each year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from generator.derive.ledger.reckoning import Deadline, Reckoning, Term
from generator.model.duties import Duty
from generator.model.periods import LENGTHS, Period, periods
from generator.model.records import Record

_DAY = timedelta(days=1)

#: Says why a duty that has ended owes no more for a period; takes its last day.
Ended = Callable[[date], str]


def period_terms(duty: Duty, first: date, reckoning: Reckoning, ended: Ended) -> Iterator[Term]:
    """One term for each period that has begun, from the one that `first` lies in.

    A duty that begins in mid-period owes that period whole; one that ends within a period does not owe it.
    """
    for period in periods(duty.limit.months, first, _until(duty, reckoning)):
        deadline = _end(duty, period, reckoning)
        yield _term(duty, str(period), period.first, period.last, deadline, ended, period)


def told_periods(record: Record, months: int) -> Iterator[Period]:
    """The periods of so many months that a record tells of, by itself alone.

    It covers those of its `period`; without one, it tells of the last that had ended at its publication.
    """
    if record.period:
        told = Period.parse(record.period)
        if told.months >= months:
            yield from periods(months, told.first, told.last)
    else:
        current = Period.around(record.published, months)
        yield Period.around(current.first - _DAY, months)


def _end(duty: Duty, period: Period, reckoning: Reckoning) -> Deadline:
    """A period's deadline: the duty's first date after its end, or so many days after."""
    if not duty.limit.dates:
        return reckoning.deadline(period.last, duty.limit)
    return Deadline(duty.limit.date_from(period.last + _DAY))


def date_terms(duty: Duty, first: date, reckoning: Reckoning, ended: Ended) -> Iterator[Term]:
    """One term for each fixed date from `first` on; it begins on the day after the date before it."""
    last = _until(duty, reckoning)
    day = duty.limit.date_from(first)
    begins = _date_before(duty, day) + _DAY
    while begins <= last:
        yield _term(duty, day.isoformat(), begins, day, Deadline(day), ended)
        begins = day + _DAY
        day = duty.limit.date_from(begins)


def told_date(record: Record, duty: Duty) -> date:
    """The fixed date that a record was published for, by itself alone.

    What tells of a period that is over, or of a part of a year, was due on the first date from the end of
    that period on (统计公报 of the year before); what tells of a year that is not over, on the date of that
    year where there is but one (招生方案). Anything else was due on the first date from its publication on.
    """
    if record.period:
        told = Period.parse(record.period)
        if told.last < record.published or told.months < LENGTHS["year"]:
            return duty.limit.date_from(told.last)
        if len(duty.limit.dates) == 1:
            return date(told.year, *duty.limit.dates[0])
    return duty.limit.date_from(record.published)


def _date_before(duty: Duty, day: date) -> date:
    """The duty's last date before a day."""
    dates = (date(year, *each) for year in (day.year - 1, day.year) for each in duty.limit.dates)
    return max(each for each in dates if each < day)


def _until(duty: Duty, reckoning: Reckoning) -> date:
    return min(duty.ends, reckoning.as_of) if duty.ends else reckoning.as_of


def _term(
    duty: Duty,
    span: str,
    begins: date,
    day: date,
    deadline: Deadline,
    ended: Ended,
    period: Period | None = None,
) -> Term:
    has_ended = duty.ends is not None and duty.ends < day
    reason = ended(duty.ends) if duty.ends and has_ended else ""
    return Term(span, begins, day, deadline, period, reason=reason, is_owed=not has_ended)
