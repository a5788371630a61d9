"""What is due, late and blank as of a day, body by body: what `disclosure status` tells an office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.derive.freshness.columns import Column
from generator.derive.freshness.gaps import Gap
from generator.derive.freshness.inspection import SelfScore
from generator.derive.freshness.report import freshness_of
from generator.derive.ledger.entries import Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.naming import Site
from generator.model.durations import Duration
from generator.model.inspection import FINDINGS

#: States of columns that somebody has to do something about, with what they are counted as.
_COLUMNS = {"blank": "blank", "stale": "stale", "due": "expiring"}


@dataclass(frozen=True)
class BodyStatus:
    """What a body (its id) has to see to; "" stands for columns that no body is responsible for.

    `elements` are keys of departments.yml.
    """

    body: str
    entries: tuple[Entry, ...] = ()
    columns: tuple[Column, ...] = ()
    gaps: tuple[Gap, ...] = ()
    elements: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to see to."""
        return not (self.entries or self.columns or self.gaps or self.elements)


@dataclass(frozen=True)
class Status:
    """The bodies that have something to see to, as the catalog lists them; columns of nobody come last.

    `until` is the last day of the look-ahead; `totals` count each kind, a column of several bodies once. The
    score is that of the whole site.
    """

    as_of: date
    until: date
    bodies: tuple[BodyStatus, ...]
    totals: Mapping[str, int]
    score: SelfScore


def status_of(site: Site, ahead: Duration, department: str = "") -> Status:
    """The status of a site, or of one body of it; `ahead` is how far to look."""
    until = ahead.after(site.catalog.as_of)
    found = freshness_of(site, ahead)
    wanted = [department] if department else [*site.catalog.departments, ""]
    entries = [entry for entry in ledger_of(site).entries if kind_of(entry, until)]
    columns = [column for column in found.columns if column.state in _COLUMNS]
    elements = {each.body.id: each.keys for each in found.elements}
    bodies = tuple(
        BodyStatus(
            body,
            entries=tuple(entry for entry in entries if entry.body == body),
            columns=tuple(column for column in columns if body in (column.responsible or ("",))),
            gaps=tuple(gap for gap in found.gaps if gap.record.department == body),
            elements=elements.get(body, ()),
        )
        for body in wanted
    )
    told = tuple(each for each in bodies if not each.is_clear)
    return Status(site.catalog.as_of, until, told, _totals(told, until), found.score)


def kind_of(entry: Entry, until: date) -> str:
    """What an entry is counted as: overdue, due (by a day), or "" where nothing has to be done.

    What is kept up for ever is met until its last change is too old: then it falls due again.
    """
    if entry.state == "overdue":
        return "overdue"
    is_open = entry.state == "due" or (entry.duty.limit.type == "long_term" and entry.state in ("met", "nil"))
    return "due" if is_open and entry.deadline is not None and entry.deadline <= until else ""


def column_kind(column: Column) -> str:
    """What a column that needs something is counted as."""
    return _COLUMNS[column.state]


def _totals(bodies: Sequence[BodyStatus], until: date) -> Mapping[str, int]:
    columns = {column.node.path: column_kind(column) for body in bodies for column in body.columns}
    counts = Counter(_kinds(bodies, until))
    counts.update(columns.values())
    return {kind: counts[kind] for kind in FINDINGS}


def _kinds(bodies: Iterable[BodyStatus], until: date) -> Iterable[str]:
    for body in bodies:
        yield from (kind_of(entry, until) for entry in body.entries)
        yield from (gap.kind for gap in body.gaps)
        yield from ("elements" for _ in body.elements)
