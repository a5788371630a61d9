"""Which entry each duty makes for each body, and what became of it by the build's day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.derive.ledger.entries import Entry, Ledger
from generator.derive.naming import Site


def ledger_of(site: Site) -> Ledger:
    """The ledger of a site, worked out once."""
    ledger: Ledger = site.once("ledger", lambda: _ledger(site))
    return ledger


def _ledger(_site: Site) -> Ledger:
    entries: tuple[Entry, ...] = ()
    return Ledger(
        entries,
        by_duty=_grouped(entries, lambda entry: entry.duty.id),
        by_body=_grouped(entries, lambda entry: entry.body),
        by_span=_grouped(entries, lambda entry: entry.span),
    )


def _grouped(entries: Iterable[Entry], key: Callable[[Entry], str]) -> Mapping[str, Sequence[Entry]]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[key(entry)].append(entry)
    return groups
