"""Cases: what somebody brought forward, when it was answered, how many days it took, and what came of it.

Counted is what the public sees: a record that was withdrawn, or whose data are not for everybody, is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.derive.naming import Site
from generator.model.interaction import LETTER, REQUEST, RESPONSE, RESPONSE_DAYS, Letter, Request, Response
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class Case:
    """A letter, a request for disclosure, or a concern.

    `replied` is None while it waits. `days` are those from `received` to the reply, or to the day of the
    data: working days, but for concerns, whose days are those of the calendar; None where nobody wrote when
    a concern was raised. `last_day` is None where there is no limit. `result` is the disposition or the
    outcome, or ""; `by` is the type of the applicant, or "". `is_provisional` says that the holidays of some
    year are not known.
    """

    record: Record
    received: date
    replied: date | None
    days: int | None
    is_late: bool
    last_day: date | None = None
    result: str = ""
    by: str = ""
    is_provisional: bool = False

    @property
    def is_in_time(self) -> bool:
        """Whether it was answered within its limit."""
        return not self.is_open and self.last_day is not None and not self.is_late

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.replied is None


def letters(site: Site) -> tuple[Case, ...]:
    """The letters, as lists have them."""
    return _cases(site, LETTER, letter_case)


def requests(site: Site) -> tuple[Case, ...]:
    """The requests for disclosure, as lists have them."""
    return _cases(site, REQUEST, request_case)


def responses(site: Site) -> tuple[Case, ...]:
    """The concerns that were responded to, as lists have them."""
    return _cases(site, RESPONSE, response_case)


def letter_case(site: Site, record: Record) -> Case:
    """A letter; its limit is the site's own (`letter_reply_days`), as no law sets one."""
    letter, limit = Letter.of(record), site.settings.letter_reply_days
    last_day = site.catalog.calendar.after(letter.received, limit) if limit else None
    return _worked(site, record, letter.received, letter.replied, last_day, letter.disposition)


def request_case(site: Site, record: Record) -> Case:
    """A request for disclosure, with the limit of the law."""
    request = Request.of(record)
    last_day = request.last_day(site.catalog.calendar)
    result, by = request.outcome, request.applicant_type
    return _worked(site, record, request.received, request.replied, last_day, result, by)


def response_case(_site: Site, record: Record) -> Case:
    """A concern, with the 48 hours that it is to be responded to in."""
    response = Response.of(record)
    last_day = response.raised + timedelta(days=RESPONSE_DAYS) if response.raised else None
    received = response.raised or response.responded
    is_late = last_day is not None and response.responded > last_day
    return Case(record, received, response.responded, response.days, is_late, last_day)


def counted(site: Site, kind: str) -> list[Record]:
    """The records of a kind that lists and figures tell of."""
    return [
        record
        for record in site.catalog.records
        if record.kind == kind and record.body_is_public and record.status != "withdrawn"
    ]


def _cases(site: Site, kind: str, case_of: Callable[[Site, Record], Case]) -> tuple[Case, ...]:
    cases: tuple[Case, ...] = site.once(
        ("cases", kind), lambda: tuple(_listed(case_of(site, record) for record in counted(site, kind)))
    )
    return cases


def _listed(cases: Iterable[Case]) -> list[Case]:
    """What waits first, the longest wait at the head; then what was answered, the newest first."""
    newest_first = sorted(cases, key=lambda case: case.received, reverse=True)
    waiting = [case for case in reversed(newest_first) if case.is_open]
    return waiting + [case for case in newest_first if not case.is_open]


def _worked(
    site: Site,
    record: Record,
    received: date,
    replied: date | None,
    last_day: date | None,
    result: str,
    by: str = "",
) -> Case:
    """A case whose days are working days."""
    calendar, until = site.catalog.calendar, replied or site.catalog.as_of
    return Case(
        record=record,
        received=received,
        replied=replied,
        days=calendar.between(received, until),
        is_late=last_day is not None and until > last_day,
        last_day=last_day,
        result=result,
        by=by,
        is_provisional=calendar.is_provisional(received, max(until, last_day or until)),
    )
