"""The front page of the people's side (政民互动): where to turn to, who waits, and its parts with figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.derive.interaction.addresses import CONTACTS, EVALUATIONS, slice_url
from generator.derive.interaction.cases import Case, letters, requests
from generator.derive.interaction.contacts import first_contact, has_contacts
from generator.derive.interaction.data import counted_in_all
from generator.derive.interaction.evaluations import (
    evaluation_figures,
    evaluation_pages,
    evaluations,
)
from generator.derive.interaction.letters import letter_list
from generator.derive.interaction.lists import CaseList, interaction_page
from generator.derive.interaction.requests import request_list
from generator.derive.interaction.responses import response_list
from generator.derive.interaction.told import worked_columns, worked_row
from generator.derive.interaction.views import Cell, InteractionPage, Overview, Part, Table
from generator.derive.naming import Site
from generator.derive.views import Link, Pagination
from generator.model.addresses import INTERACTION

#: How many of the newest a part names.
_NEWEST = 3


def has_interaction(site: Site) -> bool:
    """Whether there is anything of the people's side to show."""
    return counted_in_all(site) > 0 or has_contacts(site)


def overview(site: Site) -> Iterator[Overview]:
    """The front page, if there is anything behind it."""
    if has_interaction(site):
        yield Overview(
            page=interaction_page(site, "", Pagination(1, 1, INTERACTION)),
            as_of=site.catalog.as_of.isoformat(),
            contact=first_contact(site),
            contacts=slice_url(CONTACTS),
            parts=tuple(_parts(site)),
            waiting=_waiting(site, [case for case in (*letters(site), *requests(site)) if case.is_open]),
        )


def list_pages(site: Site) -> Iterator[InteractionPage]:
    """Every page of every list."""
    for each in _lists(site):
        yield from each.pages()
    yield from evaluation_pages(site)


def _lists(site: Site) -> Sequence[CaseList]:
    lists: Sequence[CaseList] = site.once(
        "case lists",
        lambda: tuple(
            listed for listed in (letter_list(site), request_list(site), response_list(site)) if listed.cases
        ),
    )
    return lists


def _parts(site: Site) -> Iterator[Part]:
    words = site.words
    for listed in _lists(site):
        newest = sorted(listed.cases, key=lambda case: case.record.published_at, reverse=True)[:_NEWEST]
        yield Part(
            Link(listed.title, slice_url(listed.name)),
            words[f"people_{listed.name}_lead"],
            listed.figures(listed, listed.cases),
            tuple(Cell(case.record.title, case.record.url) for case in newest),
        )
    if every := evaluations(site):
        yield Part(
            Link(words.people_evaluations, slice_url(EVALUATIONS)),
            words.people_evaluations_lead,
            evaluation_figures(site, every),
            tuple(Cell(each.record.title, each.record.url) for each in every[:_NEWEST]),
        )


def _waiting(site: Site, cases: Sequence[Case]) -> Table | None:
    """What is not answered, the longest wait first."""
    if not cases:
        return None
    longest_first = sorted(cases, key=lambda case: case.received)
    rows = tuple(worked_row(site, case, Cell("")) for case in longest_first)
    columns = worked_columns(site, site.words.people_column_matter)
    return Table("waiting", site.words.people_waiting_title, columns, rows)
