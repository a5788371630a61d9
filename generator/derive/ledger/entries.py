"""The entries of the duty ledger, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.duties import Duty
from generator.model.periods import Period
from generator.model.records import Record

#: The states of an entry, in the order in which an office wants to see them.
STATES = ("overdue", "due", "met_late", "met", "nil", "not_applicable")

#: States in which nothing is owed any more.
SETTLED = frozenset(("met_late", "met", "nil", "not_applicable"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a body (`body`, its id) owes of a duty for one period, fixed day, event, stage or rolling age.

    `span` tells it apart from the duty's other entries of the body, the same for ever: `2026-Q3`,
    `2026-07-15`, `2026-03-01:<index number>`; "" for what is kept up for ever. `name` is what happened, where
    an event or a stage of a matter is what counts, else "". `begins` is the first day that something counts
    for it, `deadline` the last day in time (None: no day can be told), `met_on` the day on which it was met,
    or reported that there was nothing. `days` are working days: late (met_late), overdue so far (overdue),
    left (due). `is_provisional` says that they go through a year whose holidays nobody knows yet. `records`
    are those that count for it, the one that met it first; `reason` is why it does not apply.
    """

    duty: Duty
    body: str
    span: str
    state: str
    period: Period | None = None
    name: str = ""
    begins: date | None = None
    deadline: date | None = None
    met_on: date | None = None
    days: int = 0
    is_provisional: bool = False
    records: tuple[Record, ...] = ()
    reason: str = ""

    @property
    def id(self) -> str:
        """What names the entry, the same for ever."""
        of_body = f"{self.duty.id}/{self.body}"
        return f"{of_body}/{self.span}" if self.span else of_body

    def state_on(self, day: date) -> str:
        """The state that the entry had at the end of an earlier day, by what is known today."""
        if self.state == "not_applicable" or (self.met_on is not None and self.met_on <= day):
            return self.state
        if self.deadline is not None and self.deadline < day:
            return "overdue"
        return "due"


@dataclass(frozen=True)
class Ledger:
    """All entries, by deadline (those without one last), then by duty and body as the catalog lists them.

    `by_duty` and `by_body` have every duty and every body that owes anything. `by_span` has the entries of a
    period (`2026-Q3`), and of a year (`2026`) those that belong to no period but fall due, or happened,
    in it.
    """

    entries: tuple[Entry, ...]
    by_duty: Mapping[str, Sequence[Entry]]
    by_body: Mapping[str, Sequence[Entry]]
    by_span: Mapping[str, Sequence[Entry]]
