"""What each type of time limit (公开时限) makes of the records that count for a duty of a body.

Which entry a record counts for depends on the record, the duty and the body alone. So another record never
makes an entry later: what is met is met on the first day on which any of them was published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.matters import Matter, matters_of, missing_stages, stage_of
from generator.derive.ledger.reckoning import Reckoning, Term
from generator.derive.ledger.recurring import date_terms, period_terms, told_date, told_periods
from generator.derive.wording import Wording
from generator.model.catalog import Tree
from generator.model.durations import Duration
from generator.model.duties import IN_FORCE_SINCE, STATUTORY_DAYS, Duty, DutyEvent
from generator.model.periods import Period
from generator.model.records import Record

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True)
class Scope:
    """What a duty's entries are made by: days and names that all bodies share, worked out once."""

    duty: Duty
    reckoning: Reckoning
    categories: Tree
    words: Wording
    terms: tuple[Term, ...] = ()

    @property
    def first(self) -> date:
        """The first day of the ledger: the duty's beginning, or that of the year before this one."""
        begins = self.duty.begins
        return max(begins, IN_FORCE_SINCE) if begins else date(self.reckoning.as_of.year - 1, 1, 1)

    def applies_on(self, day: date) -> bool:
        """Whether a day lies in the ledger, and in the duty's validity."""
        return day >= self.first and self.duty.applies_on(day)


def scope_of(duty: Duty, reckoning: Reckoning, categories: Tree, words: Wording) -> Scope:
    """The scope of a duty, with the terms that all bodies share."""
    scope = Scope(duty, reckoning, categories, words)

    def ended(day: date) -> str:
        return words.fill("ledger_reason_ended", date=day.isoformat())

    if duty.limit.months:
        return replace(scope, terms=tuple(period_terms(duty, scope.first, reckoning, ended)))
    if duty.limit.type == "fixed_dates":
        return replace(scope, terms=tuple(date_terms(duty, scope.first, reckoning, ended)))
    return scope


def entries_of(scope: Scope, body: str, records: Sequence[Record]) -> Iterator[Entry]:
    """The entries of a body that owes the duty, of the records that count for it."""
    if scope.first > scope.reckoning.as_of:
        return
    found = _BY_TYPE.get(scope.duty.limit.type, _by_period)(scope, body, records)
    nothing = True
    for entry in found:
        nothing = False
        yield entry
    if nothing and scope.duty.limit.type in ("within", "stages"):
        yield _nothing_so_far(scope, body)


def _by_period(scope: Scope, body: str, records: Sequence[Record]) -> Iterator[Entry]:
    months = scope.duty.limit.months
    counted = _grouped((str(period), record) for record in records for period in told_periods(record, months))
    return _of_terms(scope, body, counted)


def _by_date(scope: Scope, body: str, records: Sequence[Record]) -> Iterator[Entry]:
    counted = _grouped((told_date(record, scope.duty).isoformat(), record) for record in records)
    return _of_terms(scope, body, counted)


def _of_terms(scope: Scope, body: str, counted: Mapping[str, Sequence[Record]]) -> Iterator[Entry]:
    for term in scope.terms:
        yield _entry(scope, body, term, counted.get(term.span, ()))


def _within(scope: Scope, body: str, records: Sequence[Record]) -> Iterator[Entry]:
    """An entry for each event that is known, and one for each record that belongs to none."""
    events = [event for event in scope.duty.events if not event.bodies or body in event.bodies]
    plain = [record for record in records if record.kind != "nil_report"]
    counted = _grouped((_event_of(record, events), record) for record in plain)
    for event in events:
        if event.date <= scope.reckoning.as_of and scope.applies_on(event.date):
            yield _entry(scope, body, _event_term(scope, event), counted.get(event, ()))
    for record in counted.get(None, ()):
        if scope.applies_on(record.issued):
            yield _entry(scope, body, _record_term(scope, record, record.title), (record,))
    yield from _nil_reports(scope, body, records)


def _event_of(record: Record, events: Sequence[DutyEvent]) -> DutyEvent | None:
    """The last event up to the day on which a record was published."""
    return next((event for event in reversed(events) if event.date <= record.published), None)


def _event_term(scope: Scope, event: DutyEvent) -> Term:
    deadline = scope.reckoning.deadline(event.date, scope.duty.limit)
    return Term(event.date.isoformat(), event.date, event.date, deadline, name=event.name)


def _record_term(scope: Scope, record: Record, name: str) -> Term:
    """What a record was owed for by itself: counted from the day on which it was made."""
    deadline = scope.reckoning.deadline(record.issued, scope.duty.limit)
    span = f"{record.issued.isoformat()}:{record.first_number}"
    return Term(span, record.issued, record.issued, deadline, name=name)


def _nil_reports(scope: Scope, body: str, records: Sequence[Record]) -> Iterator[Entry]:
    """An entry for each period that a body reported nothing for; without a period, one for each report."""
    reports = [record for record in records if record.kind == "nil_report"]
    for text, of_period in _grouped((record.period, record) for record in reports).items():
        if text:
            period = Period.parse(text)
            terms = [(Term(text, period.first, period.last, period=period), of_period)]
        else:
            terms = [(replace(_record_term(scope, each, ""), deadline=None), [each]) for each in of_period]
        for term, counted in terms:
            if scope.applies_on(term.day):
                yield _entry(scope, body, term, counted)


def _stages(scope: Scope, body: str, records: Sequence[Record]) -> Iterator[Entry]:
    """An entry for each record of each matter, and one for each stage that a matter still lacks."""
    for matter in matters_of([record for record in records if record.kind != "nil_report"]):
        owed = [record for record in matter.records if scope.applies_on(record.issued)]
        for record in owed:
            name = stage_of(record, scope.duty.limit, scope.categories) or record.title
            yield _entry(scope, body, _record_term(scope, record, name), (record,))
        if owed:
            yield from _missing(scope, body, matter)
    yield from _nil_reports(scope, body, records)


def _missing(scope: Scope, body: str, matter: Matter) -> Iterator[Entry]:
    begins = matter.records[0].published
    words = scope.words
    for stage, is_skipped in missing_stages(matter, scope.duty.limit, scope.categories):
        reason = words.ledger_reason_skipped if is_skipped else ""
        if matter.has_ended:
            reason = words.ledger_reason_terminated
        span = f"{matter.number}:{stage}"
        term = Term(span, begins, begins, name=stage, reason=reason, is_owed=not matter.has_ended)
        yield _entry(scope, body, term)


def _long_term(scope: Scope, body: str, records: Sequence[Record]) -> Iterator[Entry]:
    """One entry: what is kept up is met until its last change is too old.

    A duty that is new leaves time to disclose it for the first time, or to bring up to date what is old.
    """
    duty, reckoning = scope.duty, scope.reckoning
    if duty.ends and duty.ends < reckoning.as_of:
        reason = scope.words.fill("ledger_reason_ended", date=duty.ends.isoformat())
        yield Entry(duty, body, "", "not_applicable", begins=scope.first, reason=reason)
        return
    first = reckoning.after_working_days(scope.first, STATUTORY_DAYS)
    kept = sorted(records, key=lambda r: (_kept_until(r, duty), r.index_number), reverse=True)
    fresh = [reckoning.on_working_day(_kept_until(record, duty)) for record in kept[:1]]
    deadline = max([first, *fresh], key=lambda each: each.day)
    entry = _entry(scope, body, Term("", scope.first, reckoning.as_of, deadline))
    if entry.state == "due" and fresh and fresh[0].day >= reckoning.as_of:
        state = "nil" if kept[0].kind == "nil_report" else "met"
        entry = replace(entry, state=state, met_on=kept[0].updated, days=0)
    yield replace(entry, records=tuple(kept))


def _kept_until(record: Record, duty: Duty) -> date:
    """Until when a record keeps up a standing duty: as long as it holds, and is not too old."""
    until = Duration.parse(duty.limit.max_age).after(record.updated)
    return min(until, record.expires or record.updated) if record.has_ended else until


def _nothing_so_far(scope: Scope, body: str) -> Entry:
    """What tells that no matter has come up, or has been disclosed: nobody can say that one is late."""
    exemption = scope.duty.exemption_of(body, scope.reckoning.as_of)
    reason = exemption.reason if exemption else scope.words.ledger_reason_none
    return Entry(scope.duty, body, "", "not_applicable", name=scope.words.ledger_no_matter, reason=reason)


def _entry(scope: Scope, body: str, term: Term, records: Iterable[Record] = ()) -> Entry:
    exemption = scope.duty.exemption_of(body, term.day)
    if exemption and term.is_owed:
        term = replace(term, is_owed=False, reason=exemption.reason)
    return scope.reckoning.entry(scope.duty, body, term, records)


def _grouped(pairs: Iterable[tuple[_Key, Record]]) -> Mapping[_Key, list[Record]]:
    groups: defaultdict[_Key, list[Record]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return groups


_BY_TYPE: Mapping[str, Callable[[Scope, str, Sequence[Record]], Iterator[Entry]]] = {
    "fixed_dates": _by_date,
    "within": _within,
    "stages": _stages,
    "long_term": _long_term,
}
