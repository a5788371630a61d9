"""What people bring forward and what becomes of it, out of the `data` of records: letters, requests for
disclosure, responses to public concern, evaluations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.model.dates import day_or_none
from generator.model.records import Record
from generator.model.workdays import WorkCalendar

LETTER, REQUEST, RESPONSE, EVALUATION = "letter", "request_reply", "response", "evaluation"

#: A request is answered within so many working days, and this may be extended by as many at most
#: (政府信息公开条例第三十三条).
REQUEST_DAYS = EXTENSION_DAYS = 20

#: A concern is responded to within 48 hours (国办发〔2016〕61号); dates tell it to the day.
RESPONSE_DAYS = 2

#: The six things that an evaluation scores: 真实、准确、全面、及时、程序、制度.
SCORES = ("truthfulness", "accuracy", "completeness", "timeliness", "procedure", "institution")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter (来信). `replied` is None and `disposition` "" while it waits; texts are "" if not written."""

    received: date
    replied: date | None
    disposition: str
    channel: str
    subject: str
    question: str
    reply: str
    replied_by: str
    transferred_to: str

    @classmethod
    def of(cls, record: Record) -> Letter:
        """The letter that a sound record of the kind holds."""
        data = record.data
        texts = ("disposition", "channel", "subject", "question", "reply", "replied_by", "transferred_to")
        return cls(
            date.fromisoformat(data["received"]),
            day_or_none(data.get("replied")),
            *(data.get(key, "") for key in texts),
        )


@dataclass(frozen=True, slots=True)
class Request:
    """A request for disclosure (依申请公开). `replied` is None and `outcome` "" while it is open.

    `days_not_counted` are the working days that others were asked in, which no limit counts (条例第三十三条).
    """

    received: date
    replied: date | None
    outcome: str
    applicant_type: str
    request: str
    extended_to: date | None
    days_not_counted: int

    @classmethod
    def of(cls, record: Record) -> Request:
        """The request that a sound record of the kind holds."""
        data = record.data
        return cls(
            received=date.fromisoformat(data["received"]),
            replied=day_or_none(data.get("replied")),
            outcome=data.get("outcome", ""),
            applicant_type=data["applicant_type"],
            request=data.get("request", ""),
            extended_to=day_or_none(data.get("extended_to")),
            days_not_counted=int(data.get("days_not_counted", 0)),
        )

    def last_day(self, calendar: WorkCalendar) -> date:
        """The last day to answer on."""
        return self.extended_to or calendar.after(self.received, REQUEST_DAYS + self.days_not_counted)

    def longest_extension(self, calendar: WorkCalendar) -> date:
        """The last day that the law lets the time to answer be extended to."""
        return calendar.after(self.received, REQUEST_DAYS + EXTENSION_DAYS + self.days_not_counted)


@dataclass(frozen=True, slots=True)
class Response:
    """A response to public concern (回应关切); `raised` is None and texts are "" where nothing is written."""

    concern: str
    source: str
    raised: date | None
    responded: date
    responded_by: str
    channel: str

    @classmethod
    def of(cls, record: Record) -> Response:
        """The response that a sound record holds; it was given when published, if nothing else is said."""
        data = record.data
        return cls(
            concern=data["concern"],
            source=data.get("source", ""),
            raised=day_or_none(data.get("raised")),
            responded=day_or_none(data.get("responded")) or record.published,
            responded_by=data.get("responded_by", ""),
            channel=data.get("channel", ""),
        )

    @property
    def days(self) -> int | None:
        """The days from the concern to the first response; None where nobody wrote when it was raised."""
        return (self.responded - self.raised).days if self.raised else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation (评议): `scores` from 0 to 100 by the names in SCORES, `satisfaction` in per cent."""

    method: str
    started: date | None
    ended: date | None
    respondents: int
    scores: Mapping[str, Decimal]
    satisfaction: Decimal | None
    problems: str
    measures: str

    @classmethod
    def of(cls, record: Record) -> Evaluation:
        """The evaluation that a sound record of the kind holds."""
        data = record.data
        satisfaction = data.get("satisfaction")
        return cls(
            method=data.get("method", ""),
            started=day_or_none(data.get("started")),
            ended=day_or_none(data.get("ended")),
            respondents=int(data["respondents"]),
            scores={name: Decimal(data["scores"][name]) for name in SCORES},
            satisfaction=None if satisfaction is None else Decimal(satisfaction),
            problems=data.get("problems", ""),
            measures=data.get("measures", ""),
        )

    @property
    def mean(self) -> Decimal:
        """The mean of the six scores."""
        return sum(self.scores.values(), Decimal()) / len(SCORES)
