"""Responses to public concern (回应关切): how many there were, and how soon the first word came."""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.interaction.addresses import RESPONSES, slice_url
from generator.derive.interaction.cases import Case, responses
from generator.derive.interaction.figures import Figures
from generator.derive.interaction.lists import ALL, CaseList, Slice, by_body, by_year
from generator.derive.interaction.told import body, days, matter, median_note
from generator.derive.interaction.views import Cell, Table
from generator.derive.naming import Site
from generator.derive.plots import number
from generator.derive.views import Tally
from generator.model.interaction import RESPONSE_DAYS


def response_list(site: Site) -> CaseList:
    """The responses with their statistics."""
    cases, words = responses(site), site.words
    bodies, years = by_body(site, cases), by_year(site, cases)
    keys = ("body", "raised", "responded", "days_taken")
    return CaseList(
        site=site,
        name=RESPONSES,
        cases=cases,
        columns=(words.people_column_response, *(words[f"people_column_{key}"] for key in keys)),
        row=_row,
        figures=_figures,
        slices=(*_soon(site, cases), *bodies, *years),
        tables=(
            _table(site, "bodies", words.people_column_body, bodies),
            _table(site, "years", words.people_column_year, years),
        ),
        notes=(words.fill("people_responses_note", n=RESPONSE_DAYS),),
    )


def _soon(site: Site, cases: Sequence[Case]) -> list[Slice]:
    kept = {
        "timely": [case for case in cases if case.is_in_time],
        "late": [case for case in cases if case.is_late],
    }
    return [
        Slice(key, site.words[f"people_slice_response_{key}"], tuple(some))
        for key, some in kept.items()
        if some
    ]


def _figures(listed: CaseList, cases: Sequence[Case]) -> tuple[Tally, ...]:
    words, counted = listed.site.words, Figures.of(cases)
    is_whole = len(cases) == len(listed.cases)
    every, soon, late = (listed.url(key) if is_whole else "" for key in (ALL, "timely", "late"))
    median = median_note(listed.site, counted, "people_calendar_days")
    return (
        Tally(words.people_figure_responses, number(counted.received), every),
        Tally(words.people_figure_soon, number(counted.in_time), soon),
        Tally(words.people_figure_later, number(counted.late), late),
        Tally(words.people_figure_mean, days(counted.mean_days), every, median),
    )


def _table(site: Site, id_: str, of: str, slices: Sequence[Slice]) -> Table:
    words = site.words
    columns = (of, *(words[f"people_figure_{key}"] for key in ("responses", "soon", "later", "mean")))
    rows = []
    for each in slices:
        counted, url = Figures.of(each.cases), slice_url(RESPONSES, each.key)
        told = (number(counted.in_time), number(counted.late), days(counted.mean_days))
        rows.append((Cell(each.label, url), Cell(number(counted.received), url), *map(Cell, told)))
    return Table(id_, words.fill("people_by", what=of), columns, tuple(rows), has_numbers=True)


def _row(site: Site, case: Case) -> tuple[Cell, ...]:
    late = ("late", site.words.people_late) if case.is_late else ("", "")
    is_known = case.days is not None
    return (
        matter(site, case),
        body(site, case),
        Cell(case.received.isoformat() if is_known else "—"),
        Cell(case.replied.isoformat() if case.replied else "—"),
        Cell(number(case.days) if case.days is not None else "—", "", *late),
    )
