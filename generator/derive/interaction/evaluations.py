"""Evaluations (评议): the six scores by year and by body, and how satisfied those asked were."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from generator.derive.interaction.addresses import EVALUATIONS, slice_url
from generator.derive.interaction.cases import counted
from generator.derive.interaction.figures import mean
from generator.derive.interaction.lists import interaction_page
from generator.derive.interaction.views import Cell, InteractionPage, Table
from generator.derive.naming import Site
from generator.derive.paging import page_count
from generator.derive.plots import Plot, Point, Series, number
from generator.derive.shares import per_cent, rounded
from generator.derive.views import Pagination, Tally
from generator.model.interaction import EVALUATION, SCORES, Evaluation
from generator.model.periods import Period
from generator.model.records import Record

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An evaluation with its record; `year` is the one that it is about."""

    record: Record
    result: Evaluation
    year: int


@dataclass(frozen=True, slots=True)
class Scores:
    """What several evaluations come to, each with the weight of its respondents; None without any."""

    evaluations: int
    respondents: int
    scores: tuple[Decimal | None, ...]
    mean: Decimal | None
    satisfaction: Decimal | None

    @classmethod
    def of(cls, evaluated: Sequence[Evaluated]) -> Scores:
        """The scores in the order of SCORES, their mean, and satisfaction as far as it was asked for."""
        results = [each.result for each in evaluated]
        weights = [result.respondents for result in results]
        told = [result for result in results if result.satisfaction is not None]
        return cls(
            evaluations=len(results),
            respondents=sum(weights),
            scores=tuple(mean([result.scores[name] for result in results], weights) for name in SCORES),
            mean=mean([result.mean for result in results], weights),
            satisfaction=mean(
                [result.satisfaction or Decimal() for result in told], [result.respondents for result in told]
            ),
        )


def evaluations(site: Site) -> tuple[Evaluated, ...]:
    """The evaluations, those of the newest year first."""

    def found() -> tuple[Evaluated, ...]:
        every = [_evaluated(record) for record in counted(site, EVALUATION)]
        return tuple(sorted(every, key=lambda each: each.year, reverse=True))

    every: tuple[Evaluated, ...] = site.once("evaluations", found)
    return every


def _evaluated(record: Record) -> Evaluated:
    result = Evaluation.of(record)
    day = result.ended or result.started or record.published
    return Evaluated(record, result, Period.parse(record.period).year if record.period else day.year)


def evaluation_pages(site: Site) -> Iterator[InteractionPage]:
    """The list of evaluations with what they come to."""
    every, size = evaluations(site), site.settings.page_size
    if not every:
        return
    words, total = site.words, page_count(len(every), size)
    for at in range(1, total + 1):
        pagination = Pagination(at, total, slice_url(EVALUATIONS))
        shown = every[(at - 1) * size : at * size]
        is_first = at == 1
        yield InteractionPage(
            page=interaction_page(site, EVALUATIONS, pagination),
            heading=words.people_evaluations,
            lead=words.people_evaluations_lead,
            as_of=site.catalog.as_of.isoformat(),
            notes=(words.people_evaluations_note,) if is_first else (),
            figures=evaluation_figures(site, every) if is_first else (),
            plots=(_plot(site, every),) if is_first else (),
            tables=_tables(site, every) if is_first else (),
            listed=_listed(site, shown),
            total=len(every),
            pagination=pagination,
        )


def evaluation_figures(site: Site, every: Sequence[Evaluated]) -> tuple[Tally, ...]:
    """How many evaluations there were, how many people took part, and what they found."""
    words, scores = site.words, Scores.of(every)
    return (
        Tally(words.people_evaluations, number(scores.evaluations), slice_url(EVALUATIONS)),
        Tally(words.people_figure_respondents, number(scores.respondents)),
        Tally(words.people_mean, score(scores.mean)),
        Tally(site.labels_of[EVALUATION].name("satisfaction"), per_cent(scores.satisfaction)),
    )


def score(value: Decimal | None) -> str:
    """A score as people read it; "—" where there is none."""
    return "—" if value is None else f"{rounded(value)}"


def _aspects(site: Site) -> tuple[str, ...]:
    return tuple(site.labels_of[EVALUATION].name(f"scores.{name}") for name in SCORES)


def _plot(site: Site, every: Sequence[Evaluated]) -> Plot:
    """The six scores of all evaluations."""
    words = site.words
    values = tuple(float(value or 0) for value in Scores.of(every).scores)
    return Plot(
        "scores",
        words.people_scores_of_all,
        "bars",
        words.people_score_aspect,
        tuple(map(Point, _aspects(site))),
        (Series(words.people_score, values),),
        words.people_score_unit,
    )


def _tables(site: Site, every: Sequence[Evaluated]) -> tuple[Table, ...]:
    words = site.words
    years = _rows(every, lambda each: each.year, lambda year: Cell(words.fill("year", year=year)))
    bodies = _rows(
        every,
        lambda each: each.record.department,
        lambda body: Cell(site.department(body), f"departments/{body}/"),
    )
    columns = (words.people_evaluations, words.people_figure_respondents, *_aspects(site), words.people_mean)
    satisfaction = site.labels_of[EVALUATION].name("satisfaction")
    return tuple(
        Table(
            id_, words.fill("people_by", what=of), (of, *columns, satisfaction), tuple(rows), has_numbers=True
        )
        for id_, of, rows in (
            ("years", words.people_column_year, years),
            ("bodies", words.people_column_body, bodies),
        )
    )


def _rows(
    every: Sequence[Evaluated], key_of: Callable[[Evaluated], Key], head: Callable[[Key], Cell]
) -> Iterator[tuple[Cell, ...]]:
    groups: dict[Key, list[Evaluated]] = {}
    for each in every:
        groups.setdefault(key_of(each), []).append(each)
    for key, some in groups.items():
        scores = Scores.of(some)
        yield (
            head(key),
            Cell(number(scores.evaluations)),
            Cell(number(scores.respondents)),
            *(Cell(score(value)) for value in (*scores.scores, scores.mean)),
            Cell(per_cent(scores.satisfaction)),
        )


def _listed(site: Site, shown: Sequence[Evaluated]) -> Table:
    words, labels = site.words, site.labels_of[EVALUATION]
    columns = (
        *(words.people_column_evaluation, words.people_column_body, words.people_column_year),
        *(labels.name("method"), labels.name("respondents"), words.people_mean, labels.name("satisfaction")),
    )
    return Table("list", words.people_evaluations, columns, tuple(_row(site, each) for each in shown))


def _row(site: Site, each: Evaluated) -> tuple[Cell, ...]:
    record, result = each.record, each.result
    mark = ("internal", site.words.internal) if site.settings.is_internal(record.path) else ("", "")
    return (
        Cell(record.title, record.url, *mark),
        Cell(site.department(record.department), f"departments/{record.department}/"),
        Cell(str(each.year)),
        Cell(site.labels_of[EVALUATION].value("method", result.method) or "—"),
        Cell(number(result.respondents)),
        Cell(score(result.mean)),
        Cell(per_cent(result.satisfaction)),
    )
