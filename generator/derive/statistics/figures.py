"""What the statistics count: disclosures by everything that tells them apart, in all, by year and by month.

Counted are the records that search and data tell of, but not nil reports, which say that there was nothing to
disclose: those are counted apart. A record belongs to the day of its publication, a change to its own day.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property, partial

from generator.derive.indexes import lineage
from generator.derive.interaction.addresses import LETTERS, REQUESTS
from generator.derive.interaction.cases import letters, requests
from generator.derive.naming import Site
from generator.model.catalog import Catalog, Tree
from generator.model.records import Record

#: The period that holds all others, and the key of what is counted as a whole.
ALL = "all"
NIL_REPORT = "nil_report"
WEBSITE = "website"
_YEAR = re.compile("[0-9]{4}")

#: Numbers by dimension, key and period.
_Counts = Counter[tuple[str, str, str]]

#: What is counted, in the order of the data; the keys of most are codes of the catalog or the schemas.
DIMENSIONS = (
    *("records", "department", "category", "subject", "kind", "genre", "mode", "channel"),
    *("attachments", "changes", "nil_reports", "activities", LETTERS, REQUESTS),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as data: what it counts (a key of a dimension, and what that is called), when, how many."""

    dimension: str
    key: str
    label: str
    period: str
    count: int


FIGURE_KEYS = tuple(field.name for field in fields(Figure))


@dataclass(frozen=True)
class Figures:
    """All figures of a site, by dimension, key and period; `nil` are those of nil reports alone."""

    counts: Mapping[tuple[str, str, str], int]
    nil: Mapping[tuple[str, str, str], int]

    def of(self, dimension: str, key: str = ALL, period: str = ALL) -> int:
        """A figure; what was never counted is 0."""
        return self.counts.get((dimension, key, period), 0)

    def nil_reports(self, dimension: str = "records", key: str = ALL, period: str = ALL) -> int:
        """The nil reports that stand in the same place, and are not in the figure."""
        return self.nil.get((dimension, key, period), 0)

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years in which anything was disclosed, newest first."""
        found = {period for dimension, _, period in self.counts if dimension in ("records", "activities")}
        return tuple(sorted((period for period in found if _YEAR.fullmatch(period)), reverse=True))

    def ranked(self, dimension: str, period: str = ALL) -> list[str]:
        """The keys that a dimension has anything of in a period, most first."""
        found = {
            key: n for (each, key, when), n in self.counts.items() if (each, when) == (dimension, period)
        }
        return sorted(found, key=lambda key: (-found[key], key))


def is_disclosure(record: Record) -> bool:
    """Whether a record discloses anything: a nil report says that there was nothing to disclose."""
    return record.kind != NIL_REPORT


def statistics_of(site: Site, records: Iterable[Record]) -> Figures:
    """The figures of the records that data tell of, and of what was disclosed beside them."""
    figures: Figures = site.once("statistics", lambda: _counted(site, records))
    return figures


def _counted(site: Site, records: Iterable[Record]) -> Figures:
    """Count once, by month or by year, and sum up afterwards."""
    counts, nil = _Counts(), _Counts()
    traits_of = cache(partial(_traits, site.catalog))  # records are of few sorts
    for record in records:
        found = counts if is_disclosure(record) else nil
        year, month = _periods(record.published_at)
        found["records", ALL, month] += 1
        found["department", record.department, month] += 1
        sort = (
            record.category,
            record.subjects,
            record.kind,
            record.genre,
            record.disclosure.mode,
            record.channels,
        )
        for dimension, key in traits_of(*sort):
            found[dimension, key, year] += 1
        if record.attachments and record.body_is_public:
            found["attachments", ALL, year] += len(record.attachments)
        for entry in record.history:
            found["changes", entry.action, _periods(entry.date)[0]] += 1
    for activity in site.catalog.activities:
        counts["activities", activity.channel, _periods(activity.date)[1]] += activity.count
    for name, cases in ((LETTERS, letters(site)), (REQUESTS, requests(site))):
        for case in cases:
            year, _ = _periods(case.received)
            counts[name, "received", year] += 1
            if not case.is_open:
                counts[name, "replied", year] += 1
    return Figures(_summed(counts), _summed(nil))


def _traits(
    catalog: Catalog,
    category: str,
    subjects: tuple[str, ...],
    kind: str,
    genre: str,
    mode: str,
    channels: tuple[str, ...],
) -> tuple[tuple[str, str], ...]:
    """What a record counts for by year, each once."""
    return (
        *(("category", path) for path in lineage(catalog.categories, [category])),
        *(("subject", path) for path in lineage(catalog.subjects, subjects)),
        *(("channel", channel) for channel in {WEBSITE, *channels}),
        *((("genre", genre),) if genre else ()),
        ("kind", kind),
        ("mode", mode),
    )


def _periods(day: date) -> tuple[str, str]:
    """The year and the month of a day."""
    return f"{day.year:04}", f"{day.year:04}-{day.month:02}"


def _summed(counts: _Counts) -> _Counts:
    """Figures by month, or by year, with the sums of years and of all time."""
    sums = _Counts(counts)
    for (dimension, key, period), count in counts.items():
        sums[dimension, key, ALL] += count
        if not _YEAR.fullmatch(period):
            sums[dimension, key, period[:4]] += count
    return sums


def rows_of(site: Site, figures: Figures) -> Iterator[Figure]:
    """The figures as data: by dimension, by key as the catalog and the schemas list them, by period.

    Only what there is something of, but for the whole.
    """
    periods: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    periods["records", ALL].add(ALL)
    for dimension, key, period in figures.counts:
        periods[dimension, key].add(period)
    labels = labels_of(site)
    order = {dimension: {key: at for at, key in enumerate(names)} for dimension, names in labels.items()}

    def place(each: tuple[str, str]) -> tuple[int, int, str]:
        dimension, key = each
        return DIMENSIONS.index(dimension), order.get(dimension, {}).get(key, len(periods)), key

    for dimension, key in sorted(periods, key=place):
        whole = site.words[f"statistics_{dimension}"] if key == ALL else key
        label = labels.get(dimension, {}).get(key, whole)
        for period in sorted(
            periods[dimension, key], key=lambda period: (period != ALL, len(period), period)
        ):
            yield Figure(dimension, key, label, period, figures.of(dimension, key, period))
    for period in (ALL, *reversed(figures.years)):
        label = site.words.statistics_nil_reports
        yield Figure("nil_reports", ALL, label, period, figures.nil_reports(period=period))


def labels_of(site: Site) -> Mapping[str, Mapping[str, str]]:
    """What the keys of a dimension are called, in the order of the catalog or the schema."""
    catalog, of_record, words = site.catalog, site.labels.values, site.words
    cases = {"received": words.statistics_received, "replied": words.statistics_replied}
    return {
        "department": {body.id: site.name_of(body) for body in catalog.departments.values()},
        "category": _names(site, catalog.categories),
        "subject": _names(site, catalog.subjects),
        "kind": of_record["kind"],
        "mode": of_record["disclosure.mode"],
        "channel": of_record["channels"],
        "changes": of_record["history.action"],
        "activities": site.labels_of["activities"].values["channel"],
        "letters": cases,
        "requests": cases,
    }


def _names(site: Site, tree: Tree) -> dict[str, str]:
    """The nodes of a tree by path, each with the names of those above it."""
    return {path: " / ".join(link.text for link in site.trail(tree, path, "")) for path in tree.by_path}
