"""What the pages of statistics say, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.plots import Plot
from generator.derive.views import Counted, Page, Tally


@dataclass(frozen=True, slots=True)
class Counting:
    """One of those that a number counts: a record, a change or an activity.

    `url` is relative to the site's root, or, `is_outside`, an address of another site; "" for none.
    """

    date: str
    title: str
    url: str
    department: str
    note: str = ""
    is_outside: bool = False
    is_internal: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What is behind a number that no list or search leads to; `id` is its place on the page.

    `total` are all of them, of which `entries` are the newest.
    """

    id: str
    title: str
    total: int
    entries: tuple[Counting, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: `tables` are plots of which only the numbers are shown."""

    id: str
    title: str
    note: str = ""
    plots: tuple[Plot, ...] = ()
    tables: tuple[Plot, ...] = ()
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True)
class StatisticsPage:
    """The statistics of all time or of a year; `periods` lead from one to the other.

    `rules` say what is counted.
    """

    page: Page
    heading: str
    sentence: str
    as_of: str
    periods: tuple[Counted, ...]
    rules: tuple[str, ...]
    numbers: tuple[Tally, ...]
    sections: tuple[Section, ...]
