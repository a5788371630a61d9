"""What a page of statistics is about, and how its numbers become plots that lead to what they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from generator.derive.naming import Site
from generator.derive.plots import Plot, Point, Series, month_point
from generator.derive.statistics.figures import ALL, WEBSITE, Figures, labels_of
from generator.derive.statistics.views import Section
from generator.model.addresses import STATISTICS
from generator.model.periods import Period

#: Months that the page over all time goes back.
_MONTHS = 24


@dataclass(frozen=True)
class Scope:
    """All time or a year (`period`) of a site, with the figures of all."""

    site: Site
    figures: Figures
    period: str

    @property
    def is_all(self) -> bool:
        """Whether it is all time."""
        return self.period == ALL

    @property
    def url(self) -> str:
        """The page's address."""
        return STATISTICS if self.is_all else f"{STATISTICS}{self.period}/"

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """The names of keys by dimension."""
        return labels_of(self.site)

    def of(self, dimension: str, key: str = ALL) -> int:
        """A figure of the period."""
        return self.figures.of(dimension, key, self.period)

    def has(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.is_all or f"{day.year:04}" == self.period

    def found(self, dimension: str) -> list[str]:
        """The keys of a dimension that there is anything of, in the order of the catalog or the schema."""
        return [key for key in self.labels[dimension] if self.of(dimension, key)]

    def months(self) -> list[str]:
        """The months of the year so far, or those that the page over all time goes back."""
        today = self.site.catalog.as_of
        last = today.year * 12 + today.month if self.is_all else int(self.period) * 12 + 12
        first = last - (_MONTHS if self.is_all else 12) + 1
        months = (f"{(each - 1) // 12:04}-{(each - 1) % 12 + 1:02}" for each in range(first, last + 1))
        return [month for month in months if month <= f"{today:%Y-%m}"]

    # --- Ways to what is counted

    def search(self, **asked: str) -> str:
        """A search that finds the records of the period that are asked for."""
        if not self.is_all:
            asked["year"] = self.period
        return search(**asked or {"sort": "newest"})

    def listed(self, dimension: str, key: str) -> str:
        """The address of the place on the page where what a number counts is listed."""
        return f"{self.url}#{place_of(dimension, key)}"

    def _way(self, dimension: str, key: str) -> str:
        if dimension == "subject":
            return f"subjects/{key}/"
        if dimension in ("channel", "activities", "changes") and key != WEBSITE:
            return self.listed(dimension, key)
        return self.search() if key == WEBSITE else self.search(**{dimension: key})

    # --- Plots

    def plot(self, dimension: str, keys: Iterable[str]) -> Plot:
        """The numbers of some keys of a dimension as bars: the largest first, else in the order given."""
        in_order = sorted(keys, key=lambda key: -self.of(dimension, key))
        title = self.site.words[f"statistics_by_{dimension}"]
        return self.bars(dimension, title, dimension, self.counts(dimension, in_order))

    def counts(self, dimension: str, keys: Iterable[str]) -> list[tuple[Point, int]]:
        """Keys of a dimension with their numbers."""
        return [(self._point(dimension, key), self.of(dimension, key)) for key in keys]

    def _point(self, dimension: str, key: str) -> Point:
        label = self.labels.get(dimension, {}).get(key, key)
        nil = self.figures.nil_reports(dimension, key, self.period)
        note = self.site.words.fill("statistics_nil_note", n=nil) if nil else ""
        return Point(label, self._way(dimension, key), note=note)

    def bars(
        self, name: str, title: str, dimension: str, counts: Sequence[tuple[Point, int]], form: str = "bars"
    ) -> Plot:
        """A plot of points of a dimension with their numbers; `name` is its place on the page."""
        words = self.site.words
        values = Series(words.statistics_count, tuple(count for _, count in counts))
        points = tuple(point for point, _ in counts)
        return Plot(
            name, title, form, words[f"statistics_{dimension}"], points, (values,), words.statistics_unit
        )

    def by_month(self, name: str, title: str, dimension: str, key: str = ALL) -> Plot:
        """A dimension month by month; records lead to a search for them. Empty where there is nothing."""
        words = self.site.words
        counts = [
            (
                month_point(words, month, _search_month(month) if dimension == "records" else ""),
                self.figures.of(dimension, key, month),
            )
            for month in self.months()
        ]
        shown = counts if any(count for _, count in counts) else []
        return self.bars(name, title, "month", shown, "columns")


def search(**asked: str) -> str:
    """The address of a search."""
    return f"search/?{urlencode(asked)}"


def _search_month(month: str) -> str:
    period = Period.parse(month)
    return search(**{"from": period.first.isoformat(), "to": period.last.isoformat()})


def place_of(dimension: str, key: str) -> str:
    """The place on the page where what a number counts is listed."""
    return f"{dimension}-{key.replace('_', '-')}"


def shown(*plots: Plot) -> tuple[Plot, ...]:
    """Those that have anything to show."""
    return tuple(plot for plot in plots if not plot.is_empty)


def is_shown(section: Section) -> bool:
    """Whether a section has anything to show."""
    return bool(section.plots or section.tables)
