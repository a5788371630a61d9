"""Entries of the ledger as pages show them: everything in words of the site's language, with its links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.ledger.entries import STATES, Entry
from generator.derive.naming import Site
from generator.derive.period_names import period_name
from generator.derive.tallies import tally
from generator.derive.views import Link, Row, Tally
from generator.derive.wording import Wording
from generator.model.addresses import DUTIES, LEDGER
from generator.model.records import Record

#: The most records that a row names; what counts for a duty that is kept up for ever may be hundreds.
_MOST_RECORDS = 3


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of the ledger in a table or a list.

    `duty` and `body` lead to the pages of their ledgers, `span` says what it is for (a period in words, what
    happened, a stage, a day) and leads to the period's page. `state` is the key, `label` its name. `lateness`
    is as 逾期 12 个工作日, 还有 5 个工作日, 提前 3 个自然日, or ""; `met` is as 2026-07-14 公开. Dates are
    ISO 8601, "" for none. `records` are the first of those that count for it, `more_records` the number of
    the others.
    """

    duty: Link
    body: Link
    span: Link
    state: str
    label: str
    deadline: str
    met_on: str
    met: str
    lateness: str
    is_provisional: bool
    records: tuple[Row, ...]
    more_records: int
    reason: str

    @property
    def mark(self) -> str:
        """What the mark of its state says: how long an entry is overdue says that it is."""
        return (self.state == "overdue" and self.lateness) or self.label

    @property
    def standing(self) -> tuple[str, ...]:
        """What stands beside the mark: when it was met, how late or early."""
        return tuple(text for text in (self.met, self.lateness) if text and text != self.mark)


def entry_row(site: Site, entry: Entry) -> EntryRow:
    """An entry as pages show it."""
    return EntryRow(
        duty=Link(entry.duty.level2, duty_url(entry.duty.id)),
        body=Link(site.department(entry.body), body_url(entry.body)),
        span=_span(site, entry),
        state=entry.state,
        label=state_label(site.words, entry.state),
        deadline=entry.deadline.isoformat() if entry.deadline else "",
        met_on=entry.met_on.isoformat() if entry.met_on else "",
        met=_met(site.words, entry),
        lateness=lateness(site, entry),
        is_provisional=entry.is_provisional,
        records=tuple(site.row(record) for record in entry.records[:_MOST_RECORDS]),
        more_records=max(0, len(entry.records) - _MOST_RECORDS),
        reason=entry.reason,
    )


def entry_rows(site: Site, entries: Iterable[Entry]) -> tuple[EntryRow, ...]:
    """Entries as pages show them, in their order."""
    return tuple(entry_row(site, entry) for entry in entries)


def state_counts(
    words: Wording,
    entries: Iterable[Entry],
    states: Sequence[str] = STATES,
    *,
    places: Mapping[str, str] | None = None,
) -> tuple[Tally, ...]:
    """How many of the entries are in each state, zeros too, in the order in which an office looks at them.

    `places` are the ids on the page where those of a state stand.
    """
    counts = Counter(entry.state for entry in entries)
    return tuple(
        tally(
            state_label(words, state),
            counts[state],
            f"#{places[state]}" if places else "",
            state=state,
        )
        for state in states
    )


def duty_url(duty: str) -> str:
    """The page of a duty and its ledger."""
    return f"{DUTIES}{duty}/"


def body_url(body: str) -> str:
    """The page of a body's ledger."""
    return f"{LEDGER}departments/{body}/"


def period_url(period: str) -> str:
    """The page of a period's ledger."""
    return f"{LEDGER}{period}/"


def span_url(entry: Entry) -> str:
    """The page of the period that an entry is for; "" where it is for none."""
    return period_url(str(entry.period)) if entry.period else ""


def state_label(words: Wording, state: str) -> str:
    """The name of a state."""
    return words[f"ledger_state_{state}"]


def span_name(words: Wording, entry: Entry) -> str:
    """What an entry is for: its period, what happened, a fixed day, or what is kept up for ever."""
    if entry.period:
        return period_name(entry.period, words)
    if entry.name or not entry.span:
        return entry.name or words.ledger_standing
    return words.fill("ledger_by_day", date=entry.span)


def _span(site: Site, entry: Entry) -> Link:
    """What a row is for.

    What is called as its record is, which stands beside it, is told by its day; a stage that nothing was
    disclosed of is told with the matter that lacks it.
    """
    if entry.begins and entry.records and entry.name == entry.records[0].title:
        return Link(site.words.fill("ledger_made_on", date=entry.begins))
    name, matter = span_name(site.words, entry), _matter(site, entry)
    if matter:
        return Link(site.words.fill("ledger_stage_of", stage=name, matter=matter.title), matter.url)
    return Link(name, span_url(entry))


def _matter(site: Site, entry: Entry) -> Record | None:
    """The first record of a matter that lacks a stage: its number begins the entry's span."""
    if entry.duty.limit.type != "stages" or entry.records:
        return None
    by_number: Mapping[str, Record] = site.once(
        "matters", lambda: {record.first_number: record for record in site.catalog.records}
    )
    return by_number.get(entry.span.rpartition(":")[0])


def _met(words: Wording, entry: Entry) -> str:
    if entry.met_on is None:
        return ""
    key = "nil" if entry.state == "nil" else "updated" if entry.duty.limit.type == "long_term" else "met"
    return words.fill(f"ledger_{key}_on", date=entry.met_on)


def lateness(site: Site, entry: Entry) -> str:
    """How an entry stands to its deadline, in words; "" where there is none, or nothing is told."""
    if entry.deadline is None or entry.state == "not_applicable":
        return ""
    if entry.state == "overdue":
        return _days(site.words, "overdue", entry.days)
    if entry.met_on and entry.met_on > entry.deadline:
        return _days(site.words, "late", entry.days)
    if entry.state == "due":
        is_today = entry.deadline == site.catalog.as_of
        return site.words.ledger_days_due_today if is_today else _days(site.words, "due", entry.days)
    if entry.met_on is None or entry.duty.limit.type == "long_term":
        return ""
    return _days(site.words, "early", (entry.deadline - entry.met_on).days)


def _days(words: Wording, key: str, days: int) -> str:
    name = f"ledger_days_{key}"
    return words.fill(f"{name}_{days}" if days < 2 else name, n=days)
