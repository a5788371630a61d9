"""What falls due next and what is owed now, for pages that are about something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.derive.ledger.deadlines import deadlines_of
from generator.derive.ledger.entries import Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.rows import (
    EntryRow,
    body_url,
    duty_url,
    entry_rows,
    lateness,
    span_name,
    state_counts,
)
from generator.derive.naming import Site
from generator.derive.views import Link, Tally
from generator.model.addresses import SUPERVISION

_ON_HOME_PAGE = 5
_ON_BODY_PAGE = 8


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A matter that falls due for one body or several: `by` is the body's name, or how many they are.

    `span` is the period or what happened, "" where the deadline says it all; `left` the days left, in words,
    which `is_provisional` says may change.
    """

    deadline: str
    matter: Link
    span: str
    by: str
    left: str
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """The next deadlines, and how many entries are overdue now; `url` is where these are listed."""

    days: tuple[ComingDay, ...]
    overdue: int
    url: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What a body owes now (`rows`, overdue first, `more` of them left out) and what it met this year.

    `calendar` is the file of its deadlines.
    """

    counts: tuple[Tally, ...]
    rows: tuple[EntryRow, ...]
    more: int
    met_this_year: int
    year: str
    url: str
    calendar: str


def coming(site: Site) -> Coming | None:
    """What the home page says of the ledger; None where there is no ledger."""
    entries = ledger_of(site).entries
    if not entries:
        return None
    overdue = sum(entry.state == "overdue" for entry in entries)
    return Coming(coming_days(site, entries, _ON_HOME_PAGE), overdue, SUPERVISION)


def coming_days(site: Site, entries: Iterable[Entry], most: int) -> tuple[ComingDay, ...]:
    """The next deadlines of what is due; what several bodies owe alike is told once.

    The entries come by their deadlines.
    """
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        if entry.state == "due" and entry.deadline:
            what = (entry.deadline, entry.duty.id, span_name(site.words, entry))
            groups.setdefault(what, []).append(entry)
    return tuple(_coming_day(site, group) for group in islice(groups.values(), most))


def _coming_day(site: Site, group: Sequence[Entry]) -> ComingDay:
    entry = group[0]
    by = site.department(entry.body) if len(group) == 1 else site.words.fill("ledger_bodies", n=len(group))
    return ComingDay(
        deadline=entry.deadline.isoformat() if entry.deadline else "",
        matter=Link(entry.duty.level2, duty_url(entry.duty.id)),
        span=span_name(site.words, entry) if entry.period or entry.name else "",
        by=by,
        left=lateness(site, entry),
        is_provisional=entry.is_provisional,
    )


def owed_by(site: Site, body: str) -> Owed | None:
    """What a body's page says of its ledger; None where it owes nothing by any duty."""
    entries = ledger_of(site).by_body.get(body)
    if not entries:
        return None
    year = site.catalog.as_of.year
    overdue = [entry for entry in entries if entry.state == "overdue"]
    due = [entry for entry in entries if entry.state == "due"]
    owed = [*overdue, *due]
    return Owed(
        counts=state_counts(site.words, owed, ("overdue", "due")),
        rows=entry_rows(site, owed[:_ON_BODY_PAGE]),
        more=max(0, len(owed) - _ON_BODY_PAGE),
        met_this_year=sum(entry.met_on is not None and entry.met_on.year == year for entry in entries),
        year=str(year),
        url=body_url(body),
        calendar=deadlines_of(body),
    )
