"""What the pages of the people's side say, as plain values that templates print."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.plots import Plot
from generator.derive.views import Fact, Link, Page, Pagination, Tally


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table: a text that may lead somewhere, and a mark (its key and its words), or ""."""

    text: str
    url: str = ""
    mark: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns, the first its head; `id` is the place on the page.

    With `has_numbers` the other cells are numbers.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_numbers: bool = False


@dataclass(frozen=True)
class InteractionPage:
    """A page of a list, with its figures; plots and tables stand on the first page of a whole list.

    `notes` say how the figures are counted; `total` is the length of the list.
    """

    page: Page
    heading: str
    lead: str
    as_of: str
    notes: tuple[str, ...]
    figures: tuple[Tally, ...]
    plots: tuple[Plot, ...]
    tables: tuple[Table, ...]
    listed: Table
    total: int
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the overview: what it is about, its figures, and the newest of what it lists."""

    link: Link
    lead: str
    figures: tuple[Tally, ...]
    newest: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BodyContacts:
    """Where to turn to about a body: labels with what stands there, and what the body promises."""

    body: Link
    facts: tuple[Fact, ...]
    pledges: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """The front page of the people's side; `waiting` lists the letters and requests that are not answered.

    `contact` is that of the first body that tells any, `contacts` the address of all of them.
    """

    page: Page
    as_of: str
    contact: BodyContacts | None
    contacts: str
    parts: tuple[Part, ...]
    waiting: Table | None


@dataclass(frozen=True)
class ContactsPage:
    """The supervision contacts and pledges of all bodies, under the names of their kinds."""

    page: Page
    groups: tuple[tuple[str, tuple[BodyContacts, ...]], ...]
