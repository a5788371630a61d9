"""Requests for disclosure (依申请公开): what came of them, who asked, whether the limit was kept."""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.interaction.addresses import REQUESTS, slice_url
from generator.derive.interaction.cases import Case, requests
from generator.derive.interaction.lists import CaseList, by_body, by_label, by_year
from generator.derive.interaction.told import (
    counts_plot,
    reply_figures,
    reply_table,
    states,
    worked_columns,
    worked_row,
)
from generator.derive.interaction.views import Cell
from generator.derive.naming import Site
from generator.derive.views import Tally
from generator.model.interaction import EXTENSION_DAYS, REQUEST, REQUEST_DAYS

_APPLICANT = "applicant-"


def request_list(site: Site) -> CaseList:
    """The requests for disclosure with their statistics."""
    cases, words, labels = requests(site), site.words, site.labels_of[REQUEST]
    results = by_label(labels.values["outcome"], cases, lambda case: case.result)
    applicants = by_label(labels.values["applicant_type"], cases, lambda case: case.by, _APPLICANT)
    bodies, years = by_body(site, cases), by_year(site, cases)
    outcome, applicant, unit = (
        words.people_column_result,
        labels.name("applicant_type"),
        words.people_requests_unit,
    )
    return CaseList(
        site=site,
        name=REQUESTS,
        cases=cases,
        columns=worked_columns(site, words.people_column_request),
        row=_row,
        figures=_figures,
        slices=(*states(site, cases), *results, *applicants, *bodies, *years),
        plots=(
            counts_plot("results", words.fill("people_by", what=outcome), outcome, REQUESTS, results, unit),
            counts_plot(
                "applicants", words.fill("people_by", what=applicant), applicant, REQUESTS, applicants, unit
            ),
        ),
        tables=(
            reply_table(site, REQUESTS, "bodies", words.people_column_body, bodies),
            reply_table(site, REQUESTS, "years", words.people_column_year, years),
        ),
        notes=(
            words.people_requests_note,
            words.fill("people_request_law", days=REQUEST_DAYS, extension=EXTENSION_DAYS),
        ),
    )


def _figures(listed: CaseList, cases: Sequence[Case]) -> tuple[Tally, ...]:
    return reply_figures(listed, cases)


def _row(site: Site, case: Case) -> tuple[Cell, ...]:
    label = site.labels_of[REQUEST].value("outcome", case.result)
    url = slice_url(REQUESTS, case.result.replace("_", "-"))
    return worked_row(site, case, Cell("", url, case.result, label))
