"""Dates of letters, requests, responses, evaluations and nil reports that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.ingest import rules_of_interaction as rules
from generator.ingest.references import Locate
from generator.ingest.workdays import OwnDays, calendar_with
from generator.model.interaction import EVALUATION, LETTER, REQUEST, RESPONSE, Request
from generator.model.labels import FieldLabels
from generator.model.periods import Period
from generator.model.problems import Problem
from generator.model.records import Record

_NIL = "nil_report"

#: The dates of each kind that has any: what happened first, and what can only have followed it.
_FOLLOWS: Mapping[str, tuple[tuple[str, str], ...]] = {
    LETTER: (("received", "replied"),),
    REQUEST: (("received", "replied"), ("received", "extended_to")),
    RESPONSE: (("raised", "responded"),),
    EVALUATION: (("started", "ended"),),
    _NIL: (),
}
#: The dates of what has happened when a record says so.
_HAPPENED: Mapping[str, tuple[str, ...]] = {
    LETTER: ("received", "replied"),
    REQUEST: ("received", "replied"),
    RESPONSE: ("raised", "responded"),
    EVALUATION: ("started", "ended"),
    _NIL: ("checked_on",),
}

#: The kinds whose dates are looked at.
KINDS = frozenset(_HAPPENED)


def check_interaction(
    record: Record, own_days: OwnDays, all_labels: Mapping[str, FieldLabels], locate: Locate
) -> Iterator[Problem]:
    """What is wrong with the dates of a record of one of the KINDS; `own_days` are the site's calendar.

    `all_labels` are the labels of the kind's data by language, for messages.
    """
    days = {key: date.fromisoformat(text) for key, text in _dates(record).items()}
    for first, then in _FOLLOWS[record.kind]:
        if first in days and then in days and days[then] < days[first]:
            yield rules.DATE_ORDER.at(
                locate(["data", then]),
                later=_named(then, all_labels),
                later_date=days[then],
                earlier=_named(first, all_labels),
                earlier_date=days[first],
            )
    for key in _HAPPENED[record.kind]:
        if key in days and days[key] > record.updated:
            yield rules.AFTER_PUBLICATION.at(
                locate(["data", key]),
                label=_named(key, all_labels),
                date=days[key],
                published=record.updated,
            )
    if record.kind == REQUEST and "extended_to" in days:
        yield from _check_extension(Request.of(record), days["extended_to"], own_days, locate)
    if record.kind == _NIL and record.period and "checked_on" in days:
        yield from _check_period(Period.parse(record.period), days["checked_on"], locate)


def _dates(record: Record) -> Mapping[str, str]:
    known = {*_HAPPENED[record.kind], *(then for _, then in _FOLLOWS[record.kind])}
    return {key: text for key, text in record.data.items() if key in known}


def _check_extension(request: Request, until: date, own_days: OwnDays, locate: Locate) -> Iterator[Problem]:
    """An extension beyond what the law allows, as far as the holidays are known."""
    calendar = calendar_with(own_days)
    longest = request.longest_extension(calendar)
    if until > longest and not calendar.is_provisional(request.received, longest):
        yield rules.EXTENSION.at(locate(["data", "extended_to"]), date=until, longest=longest)


def _check_period(period: Period, checked: date, locate: Locate) -> Iterator[Problem]:
    if checked < period.last:
        yield rules.NIL_TOO_EARLY.at(locate(["data", "checked_on"]), date=checked, last=period.last)


def _named(key: str, all_labels: Mapping[str, FieldLabels]) -> dict[str, str]:
    return {language: labels.name(key) for language, labels in all_labels.items()}
