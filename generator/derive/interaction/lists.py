"""Lists of cases and their statistics: the whole list, and a list of its own behind every figure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.derive.interaction.addresses import body_key, slice_url
from generator.derive.interaction.cases import Case
from generator.derive.interaction.views import Cell, InteractionPage, Table
from generator.derive.naming import Site
from generator.derive.paging import numbered, page_count
from generator.derive.plots import Plot
from generator.derive.views import Column, Link, Page, Pagination, Tally
from generator.model.addresses import INTERACTION

Key = TypeVar("Key", bound=Hashable)

#: The key of a whole list among its slices.
ALL = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the cases of a list, on pages of their own.

    `key` is the last part of their address, `label` what they have in common: a body, a year, an outcome.
    """

    key: str
    label: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class CaseList:
    """A list of cases: its name in addresses and keys of words, its cases, and what is told of them.

    `figures` are those of some of the cases, `row` is a case in the list under the `columns`; `slices` are
    the lists behind the figures; `plots`, `tables` and `notes` stand on the first page of the whole.
    """

    site: Site
    name: str
    cases: tuple[Case, ...]
    columns: tuple[str, ...]
    row: Callable[[Site, Case], tuple[Cell, ...]]
    figures: Callable[[CaseList, Sequence[Case]], tuple[Tally, ...]]
    slices: tuple[Slice, ...] = ()
    plots: tuple[Plot, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.site.words[f"people_{self.name}"]

    def url(self, key: str) -> str:
        """The address of a slice, or of the whole list; "" where nothing is in it."""
        stands = key == ALL or any(each.key == key for each in self.slices)
        return slice_url(self.name, key) if stands else ""

    def pages(self) -> Iterator[InteractionPage]:
        """Every page of the list and of its slices."""
        yield from self._pages(Slice(ALL, "", self.cases))
        for each in self.slices:
            yield from self._pages(each)

    def _pages(self, part: Slice) -> Iterator[InteractionPage]:
        site, size = self.site, self.site.settings.page_size
        total = page_count(len(part.cases), size)
        for number in range(1, total + 1):
            shown = part.cases[(number - 1) * size : number * size]
            pagination = Pagination(number, total, slice_url(self.name, part.key))
            is_first = number == 1 and not part.key
            yield InteractionPage(
                page=interaction_page(site, self.name, pagination, part.label),
                heading=site.words.fill("people_of", what=self.title, which=part.label)
                if part.key
                else self.title,
                lead="" if part.key else site.words[f"people_{self.name}_lead"],
                as_of=site.catalog.as_of.isoformat(),
                notes=self.notes if is_first else (),
                figures=self.figures(self, part.cases) if number == 1 else (),
                plots=self.plots if is_first else (),
                tables=self.tables if is_first else (),
                listed=Table("list", self.title, self.columns, tuple(self.row(site, c) for c in shown)),
                total=len(part.cases),
                pagination=pagination,
            )


def grouped(cases: Iterable[Case], key_of: Callable[[Case], Key]) -> dict[Key, tuple[Case, ...]]:
    """Cases by what they have in common, in the order of the first of each."""
    found: dict[Key, list[Case]] = {}
    for case in cases:
        found.setdefault(key_of(case), []).append(case)
    return {key: tuple(several) for key, several in found.items()}


def by_body(site: Site, cases: Sequence[Case]) -> list[Slice]:
    """The slices of the bodies, the most cases first, else in the order of the catalog."""
    groups = grouped(cases, lambda case: case.record.department)
    order = list(site.catalog.departments)
    return [
        Slice(body_key(body), site.department(body), some)
        for body, some in sorted(groups.items(), key=lambda item: (-len(item[1]), order.index(item[0])))
    ]


def by_year(site: Site, cases: Sequence[Case]) -> list[Slice]:
    """The slices of the years in which the cases came in, the newest first."""
    groups = grouped(cases, lambda case: case.received.year)
    return [
        Slice(str(year), site.words.fill("year", year=year), groups[year])
        for year in sorted(groups, reverse=True)
    ]


def by_label(
    labels: Mapping[str, str], cases: Sequence[Case], key_of: Callable[[Case], str], before: str = ""
) -> list[Slice]:
    """The slices of the values of a field, in the order of the schema; `before` begins their keys."""
    groups = grouped(cases, key_of)
    return [
        Slice(before + value.replace("_", "-"), label, groups[value])
        for value, label in labels.items()
        if value in groups
    ]


def interaction_page(site: Site, name: str, pagination: Pagination, label: str = "") -> Page:
    """A page of a list by its name, of a slice of it by its label, or the front page (both "")."""
    words = site.words
    heading, lead = (
        (words[f"people_{name}"], words[f"people_{name}_lead"])
        if name
        else (words.interaction, words.interaction_lead)
    )
    title = words.fill("people_of", what=heading, which=label) if label else heading
    crumbs = [Link(words.interaction, INTERACTION)]
    crumbs += [Link(heading, slice_url(name))] if name else []
    crumbs += [Link(label)] if label else []
    page = site.page(
        pagination.url,
        title,
        Column(words.interaction, words.interaction_lead, type="咨询投诉"),
        tuple(crumbs),
        description=f"{title} · {lead}" if label else lead,
    )
    return numbered(words, page, pagination)
