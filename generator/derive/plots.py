"""Plots as plain values: what is compared, under which names, on which scale. `render/plots` draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.derive.period_names import period_name
from generator.derive.wording import Wording
from generator.model.periods import Period

#: Upright columns (over time), lying bars (of things with names), lines (of shares and scores over time).
FORMS = ("columns", "bars", "lines")

#: What a series means: plain, a second plain one, or how something stands. Each has a colour and a texture.
TONES = ("main", "second", "good", "late", "open", "bad", "muted")

#: Bars that are drawn; the table beside them has all.
MOST_BARS = 12
#: Points and series whose numbers find room in a table beside the drawing; more stand below it.
_MOST_BESIDE, _MOST_COLUMNS = 16, 3


@dataclass(frozen=True, slots=True)
class Point:
    """A thing or a time that values belong to.

    `url` leads to what was counted, relative to the site's root. `short` stands at the axis of columns and
    lines, `group` (a year) below it where it changes; a minor point has its label only where there is room.
    `note` stands beside the label in the table.
    """

    label: str
    url: str = ""
    short: str = ""
    group: str = ""
    is_minor: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each point, 0 or more; `urls` lead to what each of them counts, "" for nowhere."""

    label: str
    values: tuple[float, ...]
    tone: str = "main"
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with its numbers. Several series are stacked as columns and bars, and drawn each as lines.

    `id` is its place on the page (letters, digits, hyphens); `of` names what the points are, as the head of
    their column; `unit` is that of the values, "" where the title says it.
    """

    id: str
    title: str
    form: str
    of: str
    points: tuple[Point, ...]
    series: tuple[Series, ...]
    unit: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.points

    @property
    def is_long(self) -> bool:
        """Whether there are many points; the numbers of a single series then run in several columns."""
        return len(self.points) > _MOST_BESIDE

    @property
    def layout(self) -> str:
        """Where the numbers stand: `beside` the drawing, `below` it, or there in several `columns`."""
        if self.is_long and len(self.series) == 1:
            return "columns"
        return "below" if self.is_long or len(self.series) > _MOST_COLUMNS else "beside"

    @property
    def is_stacked(self) -> bool:
        """Whether values of a point add up to something."""
        return len(self.series) > 1 and self.form != "lines"

    @property
    def drawn(self) -> int:
        """The number of points in the drawing: of many bars only the first."""
        return min(len(self.points), MOST_BARS) if self.form == "bars" and self.is_long else len(self.points)

    def total(self, point: int) -> float:
        """The sum of a point's values."""
        return sum(series.values[point] for series in self.series)

    @property
    def highest(self) -> float:
        """The largest value that is drawn; 0 without any."""
        if self.form == "lines":
            return max((value for series in self.series for value in series.values), default=0)
        return max(map(self.total, range(self.drawn)), default=0)

    def described(self, words: Wording) -> str:
        """What the drawing shows, in a sentence for those who do not see it."""
        if self.is_empty:
            return words.none_yet
        best = max(range(len(self.points)), key=self.total)
        return words.fill(
            "plot_described",
            n=len(self.points),
            label=self.points[best].label,
            value=number(self.total(best)),
            unit=self.unit,
        )


def month_point(words: Wording, month: str, url: str = "") -> Point:
    """A month (`2026-03`) at an axis: every month has a number there, every quarter where it is narrow."""
    period = Period.parse(month)
    return Point(
        label=period_name(period, words),
        url=url,
        short=str(period.month),
        group=words.fill("year", year=period.year),
        is_minor=period.month % 3 != 1,
    )


def ticks(highest: float, most: int = 5) -> Sequence[float]:
    """The marks of a scale from 0 to what holds the highest value: 1, 2 or 5 times a power of ten apart.

    At least two, at most `most` + 1; whole numbers where the values may be counts, which is all below 5.
    """
    if highest <= 0:
        return (0, 1)
    power = 10 ** max(math.floor(math.log10(max(highest, 1) / most)), 0)
    step = next(size * power for size in (1, 2, 5, 10, 20) if size * power * most >= highest)
    return tuple(step * n for n in range(int(-(-highest // step)) + 1))  # exact also where floats are not


def number(value: float) -> str:
    """A number as people read it: thousands apart, at most one decimal."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}".removesuffix(".0")
