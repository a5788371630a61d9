"""What every body owed, disclosed and left undone in each month, half-year and year: what bulletins count.

All entries of the ledger and all records are walked once, whatever the number of periods. What counts is what
was so at the end of a period, by what is known today: a record published later changes nothing in it.

A deadline belongs to the period that it lies in, once its day is over: an entry whose deadline is the
period's last day and that was not met on it is overdue at the period's end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

from generator.derive.interaction.cases import Case, letters, requests
from generator.derive.ledger.entries import Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.naming import Site
from generator.derive.statistics.figures import is_disclosure
from generator.derive.supervision.judged import judged_of
from generator.model.periods import LENGTHS, Period, periods
from generator.model.records import Record

#: How many periods that have ended there are figures of, the running one not counted, by length in months.
KEPT = {LENGTHS["month"]: 24, LENGTHS["half_year"]: 8, LENGTHS["year"]: 4}

#: Changes that tell of a fault in what was published (更正、撤回).
_FAULTS = frozenset(("corrected", "withdrawn"))

#: Limits whose time does not depend on something happening: their columns must not be blank.
_STANDING = frozenset(("fixed_dates", "monthly", "quarterly", "half_yearly", "yearly", "long_term"))


@dataclass(slots=True)
class BodyFigures:
    """The figures of a body in a period. Entries that do not apply, or have no deadline, are in none of them.

    What fell due in the period is `in_time`, `nil` (reported in time that there was nothing), `late` (met or
    reported after the deadline, within the period) or `missed` (neither by the period's end). Of what had
    fallen due before, `cleared` was met or reported in it, `carried` is overdue at its end, too.

    `columns` are the categories that must not be blank, each with whether there was anything in it; `replies`
    the letters and requests whose time to be answered ended in the period, each with whether they were in
    time; `faulty` the records corrected or withdrawn in it, of which `faulty_new` were published in it, too.
    """

    published: int = 0
    in_time: list[Entry] = field(default_factory=list)
    nil: list[Entry] = field(default_factory=list)
    late: list[Entry] = field(default_factory=list)
    missed: list[Entry] = field(default_factory=list)
    cleared: list[Entry] = field(default_factory=list)
    carried: list[Entry] = field(default_factory=list)
    columns: dict[str, bool] = field(default_factory=dict)
    replies: list[tuple[Record, bool]] = field(default_factory=list)
    faulty: list[Record] = field(default_factory=list)
    faulty_new: int = 0

    @property
    def due(self) -> int:
        """How many entries fell due."""
        return len(self.in_time) + len(self.nil) + len(self.late) + len(self.missed)

    @property
    def timely(self) -> int:
        """How many of these were met, or reported that there was nothing, in time."""
        return len(self.in_time) + len(self.nil)

    @property
    def overdue(self) -> list[Entry]:
        """What is overdue at the end."""
        return self.carried + self.missed

    @property
    def settled_late(self) -> list[Entry]:
        """What was overdue and was settled in the period."""
        return self.cleared + self.late

    @property
    def counts(self) -> dict[str, int]:
        """The figures by name."""
        return {
            "published": self.published,
            "due": self.due,
            "in_time": len(self.in_time),
            "nil": len(self.nil),
            "late": len(self.late),
            "missed": len(self.missed),
            "cleared": len(self.cleared),
            "carried": len(self.carried),
            "overdue": len(self.overdue),
        }

    @property
    def judged(self) -> dict[str, tuple[int, int]]:
        """What was reached of what was possible, by part of a score."""
        owed = self.due + len(self.cleared) + len(self.carried)
        records = self.published + len(self.faulty) - self.faulty_new
        return {
            "timeliness": (self.timely, self.due),
            "coverage": (owed - len(self.carried) - len(self.missed), owed),
            "columns": (sum(self.columns.values()), len(self.columns)),
            "replies": (sum(in_time for _, in_time in self.replies), len(self.replies)),
            "accuracy": (records - len(self.faulty), records),
        }


@dataclass(frozen=True)
class Figures:
    """The figures of a period by body (id), up to `end`: its last day, or that of the data while it runs."""

    period: Period
    end: date
    bodies: Mapping[str, BodyFigures]

    def is_running(self, as_of: date) -> bool:
        """Whether its last day is not over, so that all is provisional."""
        return self.period.last >= as_of

    @cached_property
    def whole(self) -> BodyFigures:
        """Those of all bodies together, but for `columns`: these are each body's own."""
        whole = BodyFigures()
        for each in self.bodies.values():
            whole.published += each.published
            whole.faulty_new += each.faulty_new
            for name in ("in_time", "nil", "late", "missed", "cleared", "carried", "replies", "faulty"):
                getattr(whole, name).extend(getattr(each, name))
        return whole


#: The figures of all periods, the earliest first, by length in months.
AllFigures = Mapping[int, Mapping[Period, Figures]]


def figures_of(site: Site) -> AllFigures:
    """The figures of every month, half-year and year that has a bulletin, worked out once."""
    figures: AllFigures = site.once("supervision figures", lambda: _figures(site))
    return figures


class _Timeline:
    """Figures of periods of one length that follow each other, with nothing in them at first."""

    def __init__(self, site: Site, months: int, first: date, kept: int) -> None:
        as_of, bodies = site.catalog.as_of, site.catalog.departments
        self.figures = [
            Figures(period, min(period.last, as_of), {body: BodyFigures() for body in bodies})
            for period in [*periods(months, first, as_of)][-kept - 1 :]
        ]
        self._first = self.figures[0].period.first
        self._lasts = [each.period.last for each in self.figures]

    def since(self, day: date) -> Iterator[Figures]:
        """Those of the period that a day lies in, and of all that follow it."""
        return islice(self.figures, bisect_left(self._lasts, day), None)

    def of(self, day: date, body: str) -> BodyFigures | None:
        """Those of a body in the period that a day lies in; None before and after all periods."""
        is_within = self._first <= day <= self._lasts[-1]
        return self.figures[bisect_left(self._lasts, day)].bodies[body] if is_within else None


def _figures(site: Site) -> AllFigures:
    as_of = site.catalog.as_of
    judged = judged_of(site)
    first = min((deadline for _, deadline in judged), default=as_of)
    timelines = {months: _Timeline(site, months, first, kept) for months, kept in KEPT.items()}
    for timeline in timelines.values():
        for entry, deadline in judged:
            _add_entry(timeline, entry, deadline)
        for record in site.catalog.records:
            _add_record(timeline, record, as_of)
        for case, last_day in _answerable(site):
            if own := timeline.of(last_day, case.record.department):
                own.replies.append((case.record, case.is_in_time))
        _add_columns(timeline, site)
    return {
        months: {each.period: each for each in timeline.figures} for months, timeline in timelines.items()
    }


def _add_entry(timeline: _Timeline, entry: Entry, deadline: date) -> None:
    """Put an entry into the period that it fell due in, and into the later ones until it was settled."""
    for figures in timeline.since(deadline):
        period, own = figures.period, figures.bodies[entry.body]
        if entry.met_on is None or entry.met_on > period.last:
            (own.missed if period.holds(deadline) else own.carried).append(entry)
        elif period.holds(deadline):
            is_late = entry.met_on > deadline
            (own.late if is_late else own.nil if entry.state == "nil" else own.in_time).append(entry)
            return
        else:
            if entry.met_on >= period.first:
                own.cleared.append(entry)
            return


def _add_record(timeline: _Timeline, record: Record, as_of: date) -> None:
    """Count a record where it was published, and wherever it turned out to be faulty.

    Not counted as published are nil reports, and what data do not tell of.
    """
    counts = is_disclosure(record) and not record.body_is_removed
    published = timeline.of(record.published, record.department) if counts else None
    if published:
        published.published += 1
    found: list[BodyFigures] = []
    for entry in record.history:
        own = timeline.of(entry.date, record.department) if entry.action in _FAULTS else None
        if own and entry.date <= as_of and not any(own is each for each in found):
            found.append(own)
            own.faulty.append(record)
            own.faulty_new += own is published


def _answerable(site: Site) -> Iterator[tuple[Case, date]]:
    """The letters and requests whose time to be answered is over, each with its last day."""
    for case in (*letters(site), *requests(site)):
        if case.last_day is not None and case.last_day < site.catalog.as_of:
            yield case, case.last_day


def _add_columns(timeline: _Timeline, site: Site) -> None:
    """Tell of the columns that must not be blank whether there was anything in them, period by period."""
    owed = _owed_since(ledger_of(site).entries)
    filled = _filled(site, {path for duty, _ in owed for path in site.catalog.duties[duty].categories})
    for figures in timeline.figures:
        for (duty_id, body), since in owed.items():
            duty = site.catalog.duties[duty_id]
            if since <= figures.end and (duty.ends is None or figures.end <= duty.ends):
                for path in duty.categories:
                    is_filled = filled.get((body, path), date.max) <= figures.end
                    figures.bodies[body].columns[path] = is_filled


def _owed_since(entries: Iterable[Entry]) -> Mapping[tuple[str, str], date]:
    """The day from which bodies owe what does not depend on anything happening, by duty and body (ids)."""
    since: dict[tuple[str, str], date] = {}
    for entry in entries:
        if entry.duty.limit.type in _STANDING and entry.state != "not_applicable":
            key, begins = (entry.duty.id, entry.body), entry.begins or date.min
            since[key] = min(begins, since.get(key, begins))
    return since


def _filled(site: Site, wanted: Set[str]) -> Mapping[tuple[str, str], date]:
    """The day from which a body had something in a category, or below it; what was withdrawn is nothing."""
    filled: dict[tuple[str, str], date] = {}
    for path in sorted(wanted):
        for record in reversed(site.indexes.by_category.get(path, ())):
            if record.status != "withdrawn":
                filled.setdefault((record.department, path), record.published)
    return filled
