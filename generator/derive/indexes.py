"""Every list of the site, worked out in one pass: who published what, where it belongs, what points to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.derive.events import Event, newest_first
from generator.model.catalog import Catalog, Tree
from generator.model.records import Record


@dataclass(frozen=True)
class Indexes:
    """All lists of a catalog, each newest first; keys are ids, paths, years, months (`2026-03`).

    `withdrawn_for` has the withdrawn records by the index number of the one that takes their place.
    """

    by_department: Mapping[str, Sequence[Record]]
    by_department_year: Mapping[tuple[str, str], Sequence[Record]]
    by_category: Mapping[str, Sequence[Record]]
    by_subject: Mapping[str, Sequence[Record]]
    by_year: Mapping[str, Sequence[Record]]
    by_number: Mapping[str, Record]
    by_path: Mapping[str, Record]
    referring: Mapping[str, Sequence[tuple[str, Record]]]
    withdrawn_for: Mapping[str, Sequence[Record]]
    events: Sequence[Event]
    events_by_month: Mapping[str, Sequence[Event]]

    def years_of(self, department: str) -> list[str]:
        """The years in which a department published, newest first."""
        return sorted((year for owner, year in self.by_department_year if owner == department), reverse=True)


def indexes_of(catalog: Catalog) -> Indexes:
    """Sort a catalog's records into every list of the site."""
    departments, categories, subjects, years = _lists(), _lists(), _lists(), _lists()
    withdrawn_for = _lists()
    department_years: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    referring: defaultdict[str, list[tuple[str, Record]]] = defaultdict(list)
    for record in catalog.records:
        year = str(record.published_at.year)
        departments[record.department].append(record)
        department_years[record.department, year].append(record)
        years[year].append(record)
        for path in lineage(catalog.categories, [record.category]):
            categories[path].append(record)
        for path in lineage(catalog.subjects, record.subjects):
            subjects[path].append(record)
        for relation in record.relations:
            referring[relation.target].append((relation.type, record))
        if record.withdrawal and record.withdrawal.successor:
            withdrawn_for[record.withdrawal.successor].append(record)
    events = newest_first(catalog.records)
    return Indexes(
        by_department=departments,
        by_department_year=department_years,
        by_category=categories,
        by_subject=subjects,
        by_year=years,
        by_number=_by_number(catalog),
        by_path={record.path: record for record in catalog.records},
        referring=referring,
        withdrawn_for=withdrawn_for,
        events=events,
        events_by_month=_by_month(events),
    )


def _by_month(events: Sequence[Event]) -> Mapping[str, Sequence[Event]]:
    months: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        months[f"{event.moment:%Y-%m}"].append(event)
    return months


def _by_number(catalog: Catalog) -> dict[str, Record]:
    """Records by index number; former numbers lead to the record that bears a new one."""
    former = {number: record for record in catalog.records for number in record.former_index_numbers}
    return former | {record.index_number: record for record in catalog.records}


def lineage(tree: Tree, paths: Sequence[str]) -> set[str]:
    """The nodes of the tree that a record belongs to: those it names and all above them."""
    found: set[str] = set()
    for path in paths:
        if path in tree:
            found.add(path)
            found.update(above for above, _ in tree[path].trail)
    return found


def _lists() -> defaultdict[str, list[Record]]:
    return defaultdict(list)
