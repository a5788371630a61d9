"""Letters and their replies (来信与答复): how many were answered, how soon, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.derive.interaction.addresses import LETTERS, slice_url
from generator.derive.interaction.cases import Case, letters
from generator.derive.interaction.figures import Figures
from generator.derive.interaction.lists import (
    CaseList,
    Slice,
    by_body,
    by_label,
    by_year,
    grouped,
)
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
from generator.derive.plots import Plot, Series, month_point
from generator.derive.views import Tally
from generator.model.interaction import LETTER
from generator.model.periods import Period

#: How many months the plot shows, up to that of the data.
_MONTHS = 12


def letter_list(site: Site) -> CaseList:
    """The letters with their statistics."""
    cases, words = letters(site), site.words
    dispositions = site.labels_of[LETTER].values["disposition"]
    results = by_label(dispositions, cases, lambda case: case.result)
    bodies, years, months = by_body(site, cases), by_year(site, cases), _by_month(site, cases)
    limit, result, unit = (
        site.settings.letter_reply_days,
        words.people_column_result,
        words.people_letters_unit,
    )
    limited = (words.fill("people_letters_limit", n=limit),) if limit else ()
    return CaseList(
        site=site,
        name=LETTERS,
        cases=cases,
        columns=worked_columns(site, words.people_asked),
        row=_row,
        figures=_figures,
        slices=(*states(site, cases), *results, *bodies, *years, *(month for month in months if month.cases)),
        plots=(
            _months_plot(site, months),
            counts_plot("results", words.fill("people_by", what=result), result, LETTERS, results, unit),
        ),
        tables=(
            reply_table(site, LETTERS, "bodies", words.people_column_body, bodies),
            reply_table(site, LETTERS, "years", words.people_column_year, years),
        ),
        notes=(words.people_letters_note, *limited),
    )


def _figures(listed: CaseList, cases: Sequence[Case]) -> tuple[Tally, ...]:
    return reply_figures(listed, cases, goal=listed.site.words.people_goal)


def _row(site: Site, case: Case) -> tuple[Cell, ...]:
    label = site.labels_of[LETTER].value("disposition", case.result)
    return worked_row(site, case, Cell("", slice_url(LETTERS, case.result), case.result, label))


def _by_month(site: Site, cases: Sequence[Case]) -> list[Slice]:
    """The slices of the last months, the oldest first, empty ones too."""
    groups = grouped(cases, lambda case: f"{case.received:%Y-%m}")
    return [
        Slice(month, month_point(site.words, month).label, groups.get(month, ()))
        for month in _last_months(site.catalog.as_of)
    ]


def _last_months(day: date) -> list[str]:
    """The last months up to that of a day, the oldest first."""
    count = day.year * 12 + day.month - 1
    return [str(Period(n // 12, n % 12 + 1, 1)) for n in range(count - _MONTHS + 1, count + 1)]


def _months_plot(site: Site, months: Sequence[Slice]) -> Plot:
    words = site.words
    urls = [slice_url(LETTERS, each.key) if each.cases else "" for each in months]
    late = tuple(sum(case.is_late and not case.is_open for case in each.cases) for each in months)
    counted = [Figures.of(each.cases) for each in months]
    answered = tuple(each.replied - n for each, n in zip(counted, late, strict=True))
    return Plot(
        id="months",
        title=words.people_letters_by_month,
        form="columns",
        of=words.people_column_month,
        points=tuple(month_point(words, each.key, url) for each, url in zip(months, urls, strict=True)),
        series=(
            Series(words.people_series_answered, answered, "good"),
            Series(words.people_series_late, late, "late"),
            Series(words.people_series_waiting, tuple(each.waiting for each in counted), "open"),
        ),
        unit=words.people_letters_unit,
    )
