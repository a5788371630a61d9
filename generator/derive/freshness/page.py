"""The page about freshness and blanks (栏目更新与空白): self-score, columns, gaps, missing elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.derive.freshness.columns import STATES, Column
from generator.derive.freshness.gaps import Gap
from generator.derive.freshness.inspection import SelfScore, Taken, Veto
from generator.derive.freshness.report import Freshness, freshness_of
from generator.derive.freshness.wording import duration_name, standing
from generator.derive.naming import Site
from generator.derive.tallies import tally
from generator.derive.views import Column as PageColumn
from generator.derive.views import Link, Page, Row, Tally
from generator.model.addresses import FRESHNESS, SUPERVISION
from generator.model.durations import Duration
from generator.model.inspection import GAPS

#: How each state looks: as that state of the ledger that means as much.
LOOKS = {"blank": "overdue", "stale": "overdue", "due": "due", "fresh": "met", "unlimited": "nil"}


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column in a table; `above` are the names of the categories that it lies in, "" at the top."""

    name: Link
    above: str
    state: str
    look: str
    label: str
    limit: str
    updated: str
    latest: Link | None
    until: str
    standing: str
    records: int
    responsible: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ColumnList:
    """The columns in a state; `id` is its place on the page."""

    id: str
    title: str
    rows: tuple[ColumnRow, ...]


@dataclass(frozen=True, slots=True)
class VetoRow:
    """An indicator that may fail the site; `url` leads to what it counts, "" for nothing."""

    name: str
    count: int
    threshold: int
    is_hit: bool
    url: str


@dataclass(frozen=True, slots=True)
class DeductionRow:
    """A kind of fault and what it takes from the score; `url` leads to the faults, "" for none."""

    name: str
    count: int
    points: int
    most: int
    total: int
    url: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The self-score in words, and how it came about."""

    points: str
    verdict: str
    is_passed: bool
    how: str
    vetoes: tuple[VetoRow, ...]
    deductions: tuple[DeductionRow, ...]
    taken: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """A record with a gap, and the body whose it is."""

    record: Row
    body: Link
    since: str


@dataclass(frozen=True, slots=True)
class GapList:
    """The records with a kind of gap; `id` is its place on the page."""

    id: str
    title: str
    rows: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True)
class ElementsRow:
    """What a body does not tell of itself, by the names of the fields."""

    body: Link
    missing: tuple[str, ...]


@dataclass(frozen=True)
class FreshnessPage:
    """The page; lists that would be empty are left out."""

    page: Page
    as_of: str
    score: ScoreView
    sections: tuple[Link, ...]
    counts: tuple[Tally, ...]
    columns: tuple[ColumnList, ...]
    gaps: tuple[GapList, ...]
    elements: tuple[ElementsRow, ...]


def freshness_page(site: Site) -> FreshnessPage:
    """The page of a site."""
    words, found = site.words, freshness_of(site)
    lists = tuple(_column_lists(site, found))
    gaps = tuple(_gap_lists(site, found))
    elements = tuple(_elements_rows(site, found))
    above = (Link(words.supervision, SUPERVISION),) if site.catalog.duties else ()
    return FreshnessPage(
        page=site.page(
            FRESHNESS,
            words.fresh,
            PageColumn(words.fresh, words.fresh_lead),
            (*above, Link(words.fresh)),
            description=words.fresh_lead,
        ),
        as_of=site.catalog.as_of.isoformat(),
        score=_score(site, found.score),
        sections=tuple(_sections(site, gaps, is_complete=not elements)),
        counts=_counts(site, found.columns),
        columns=lists,
        gaps=gaps,
        elements=elements,
    )


def _sections(site: Site, gaps: Sequence[GapList], *, is_complete: bool) -> Iterator[Link]:
    yield Link(site.words.fresh_self_score, "#score")
    yield Link(site.words.fresh_columns, "#columns")
    yield from (Link(each.title, f"#{each.id}") for each in gaps)
    if not is_complete:
        yield Link(site.words.fresh_elements, "#elements")


def _counts(site: Site, columns: Sequence[Column]) -> tuple[Tally, ...]:
    states = [column.state for column in columns]
    return tuple(
        tally(site.words[f"fresh_state_{state}"], states.count(state), f"#{state}", state=LOOKS[state])
        for state in STATES
    )


def _column_lists(site: Site, found: Freshness) -> Iterator[ColumnList]:
    """The columns by state, those whose limit ends first before the others."""
    for state in STATES:
        columns = sorted(
            (column for column in found.columns if column.state == state), key=lambda each: each.days
        )
        if columns:
            yield ColumnList(
                state, list_title(site, state, found.ahead), tuple(column_row(site, each) for each in columns)
            )


def list_title(site: Site, state: str, ahead: Duration) -> str:
    """What the list of the columns in a state is called."""
    return site.words.fill(f"fresh_list_{state}", ahead=duration_name(site.words, ahead))


def column_row(site: Site, column: Column) -> ColumnRow:
    """A column in words, with its links."""
    node, latest = column.node, column.latest
    above = [site.name_of(site.catalog.categories[path]) for path, _ in node.trail]
    return ColumnRow(
        name=Link(site.name_of(node), f"categories/{node.path}/"),
        above=" / ".join(above),
        state=column.state,
        look=LOOKS[column.state],
        label=site.words[f"fresh_state_{column.state}"],
        limit=duration_name(site.words, column.limit),
        updated=column.updated.isoformat() if column.updated else "",
        latest=Link(latest.title, latest.url) if latest else None,
        until=column.until.isoformat() if column.until else "",
        standing=standing(site.words, column),
        records=column.records,
        responsible=tuple(_body(site, body) for body in column.responsible),
    )


def _score(site: Site, score: SelfScore) -> ScoreView:
    words = site.words
    return ScoreView(
        points=words.fill("fresh_points", n=score.points),
        verdict=words[f"fresh_verdict_{score.verdict}"],
        is_passed=score.verdict == "passed",
        how=words.fill("fresh_how", passing=score.passing),
        vetoes=tuple(_veto(site, score, veto) for veto in score.vetoes),
        deductions=tuple(_deduction(site, taken) for taken in score.deductions),
        taken=sum(taken.total for taken in score.deductions),
    )


def _veto(site: Site, score: SelfScore, veto: Veto) -> VetoRow:
    words, updated = site.words, score.home_updated
    name = words.fill(
        f"fresh_veto_{veto.key}",
        limit=duration_name(words, Duration.parse(site.settings.inspection.home)),
        updated=updated.isoformat() if updated else words.fresh_never,
    )
    url = "history/" if veto.key == "home" else _place(veto.key)
    return VetoRow(name, veto.count, veto.threshold, veto.is_hit, url if veto.count else "")


def _deduction(site: Site, taken: Taken) -> DeductionRow:
    name = site.words[f"fresh_fault_{taken.key}"]
    url = _place(taken.key) if taken.count else ""
    return DeductionRow(name, taken.count, taken.points, taken.most, taken.total, url)


def _place(key: str) -> str:
    """Where the page lists a kind of fault."""
    return "#stale" if key == "frequent" else f"#{key}"


def _gap_lists(site: Site, found: Freshness) -> Iterator[GapList]:
    for kind in GAPS:
        if gaps := found.gaps_of(kind):
            rows = tuple(_gap_row(site, gap) for gap in gaps)
            yield GapList(kind, site.words[f"fresh_fault_{kind}"], rows)


def _gap_row(site: Site, gap: Gap) -> GapRow:
    return GapRow(site.row(gap.record), _body(site, gap.record.department), gap.since.isoformat())


def _elements_rows(site: Site, found: Freshness) -> Iterator[ElementsRow]:
    labels = site.labels_of["departments"]
    for each in found.elements:
        yield ElementsRow(_body(site, each.body.id), tuple(labels.name(key) for key in each.keys))


def _body(site: Site, body: str) -> Link:
    return Link(site.department(body), site.catalog.departments[body].url)
