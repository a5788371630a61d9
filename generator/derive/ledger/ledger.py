"""The ledger of a site: which entry each duty makes for each body, and what became of it by the build's day.

`counting` says which records count for which duty of which body, `limits` what each type of time limit makes
of them, `reckoning` how days are counted. Everything is a function of the catalog and its day; one pass over
the records, whatever the number of duties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.derive.ledger.counting import counted_records
from generator.derive.ledger.entries import Entry, Ledger
from generator.derive.ledger.limits import entries_of, scope_of
from generator.derive.ledger.reckoning import Reckoning
from generator.derive.naming import Site
from generator.model.duties import Duty


def ledger_of(site: Site) -> Ledger:
    """The ledger of a site, worked out once."""
    ledger: Ledger = site.once("ledger", lambda: _ledger(site))
    return ledger


def _ledger(site: Site) -> Ledger:
    owing = {duty.id: _owing(site, duty) for duty in site.catalog.duties.values()}
    bodies = {body for owed_by in owing.values() for body in owed_by}
    known = site.catalog.departments
    entries = tuple(sorted(_entries(site, owing), key=_by_deadline))  # stable: else by duty and body
    return Ledger(
        entries,
        by_duty=_grouped(entries, lambda entry: entry.duty.id, owing),
        by_body=_grouped(entries, lambda entry: entry.body, filter(bodies.__contains__, known)),
        by_span=_grouped(entries, _span_of),
    )


def _owing(site: Site, duty: Duty) -> tuple[str, ...]:
    """The bodies that owe a duty, as the catalog lists them."""
    bodies = site.catalog.departments.values()
    return tuple(body.id for body in bodies if duty.is_owed_by(body.id, body.kind))


def _entries(site: Site, owing: Mapping[str, Sequence[str]]) -> Iterator[Entry]:
    catalog = site.catalog
    counted = counted_records(catalog, owing)
    reckoning = Reckoning(catalog.calendar, catalog.as_of)
    for duty in catalog.duties.values():
        scope = scope_of(duty, reckoning, catalog.categories, site.words)
        for body in owing[duty.id]:
            yield from entries_of(scope, body, counted.get((duty.id, body), ()))


def _by_deadline(entry: Entry) -> date:
    return entry.deadline or date.max


def _span_of(entry: Entry) -> str:
    """The period that an entry belongs to, or the year that it falls due or happened in; "" without any."""
    day = entry.deadline or entry.met_on or entry.begins
    return str(entry.period or (f"{day.year:04}" if day else ""))


def _grouped(
    entries: Iterable[Entry], key: Callable[[Entry], str], keys: Iterable[str] = ()
) -> Mapping[str, Sequence[Entry]]:
    """The entries by a key, without those that have none; `keys` are there in any case."""
    groups: defaultdict[str, list[Entry]] = defaultdict(list, {each: [] for each in keys})
    for entry in entries:
        groups[key(entry)].append(entry)
    groups.pop("", None)
    return dict(groups)
