"""What stands at the head of a withdrawn record's page, in place of what it said or above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.naming import Site
from generator.derive.views import Link
from generator.model.records import HistoryEntry, Record


@dataclass(frozen=True, slots=True)
class Tombstone:
    """When, why and for what a record was withdrawn, as labels with values.

    `has_original` says that what was published follows; `is_removed` that it is gone for good.
    """

    facts: tuple[tuple[str, Link], ...]
    has_original: bool
    is_removed: bool


def tombstone(site: Site, record: Record) -> Tombstone | None:
    """The tombstone of a withdrawn record; None of any other."""
    if record.status != "withdrawn":
        return None
    return Tombstone(tuple(_facts(site, record)), record.body_is_public, record.body_is_removed)


def replaced(site: Site, record: Record) -> tuple[Link, ...]:
    """The withdrawn records whose place a record takes."""
    numbers = (record.index_number, *record.former_index_numbers)
    found = (old for number in numbers for old in site.indexes.withdrawn_for.get(number, ()))
    return tuple(Link(old.title, old.url) for old in found)


def _facts(site: Site, record: Record) -> Iterator[tuple[str, Link]]:
    words, labels = site.words, site.labels
    entry = withdrawal_entry(record)
    if entry:
        yield words.withdrawn_date, Link(entry.date.isoformat())
    if record.withdrawal and record.withdrawal.reason:
        reason = labels.value("withdrawal.reason", record.withdrawal.reason)
        yield labels.name("withdrawal.reason"), Link(reason)
    if entry and entry.note:
        yield words.withdrawn_note, Link(entry.note)
    successor = record.withdrawal and site.indexes.by_number.get(record.withdrawal.successor)
    if successor:
        yield labels.name("withdrawal.successor"), Link(successor.title, successor.url)


def withdrawal_entry(record: Record) -> HistoryEntry | None:
    """The history's last word on the withdrawal of a record that is withdrawn now; None of any other.

    A record may have been restored in between.
    """
    if record.status != "withdrawn":
        return None
    return next((entry for entry in reversed(record.history) if entry.action == "withdrawn"), None)
