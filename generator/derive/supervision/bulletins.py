"""Bulletins (通报) of each month, half-year and year, what is behind their scores, and their index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.derive.naming import Site
from generator.derive.paging import numbered, page_count
from generator.derive.period_names import period_name
from generator.derive.plots import Plot, Series, month_point, number
from generator.derive.shares import per_cent, share
from generator.derive.supervision.evidence import (
    BodyEvidence,
    evidence,
    evidence_id,
    records_url,
    why_not,
)
from generator.derive.supervision.figures import KEPT, BodyFigures, Figures, figures_of
from generator.derive.supervision.late import LateRows, overdue_rows, settled_rows
from generator.derive.supervision.ranking import BodyScore, ranking
from generator.derive.supervision.scores import decimal
from generator.derive.views import Column, Link, Page, Pagination
from generator.model.addresses import BULLETINS, SUPERVISION
from generator.model.periods import LENGTHS, Period


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure of this period beside that of the one before, in words; `url` leads to what it counts."""

    label: str
    now: str
    before: str
    change: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a score in the ranking: its points, and what was reached of what was possible.

    `why_not` says why it does not count, or "".
    """

    label: str
    points: str
    share: str
    why_not: str


@dataclass(frozen=True, slots=True)
class RankRow:
    """A body in the ranking; `body` leads to what is behind its score."""

    rank: str
    body: Link
    score: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body with its figures, each under its label."""

    body: Link
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A part of the score: its weight, and what is judged."""

    name: str
    weight: int
    about: str


@dataclass(frozen=True)
class BulletinPage:
    """A bulletin. `number` is its number in its year or "", `running` says that the period is not over.

    It is signed by the `organizer` on the day of its data (`signed`); `permalink` is its address in full.
    """

    page: Page
    permalink: str
    organizer: str
    heading: str
    number: str
    days: str
    as_of: str
    signed: str
    running: str
    before: Link | None
    after: Link | None
    story: tuple[str, ...]
    formula: str
    comparisons: tuple[Comparison, ...]
    ranked: tuple[RankRow, ...]
    unranked: tuple[Link, ...]
    bodies: tuple[BodyRow, ...]
    quiet: str
    overdue: LateRows
    settled: LateRows
    method: tuple[Weighted, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class ScoresPage:
    """What is behind the scores of some bodies in a bulletin, in the order of its ranking."""

    page: Page
    heading: str
    as_of: str
    bulletin: Link
    bodies: tuple[BodyEvidence, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class BulletinLink:
    """A bulletin in the index: `figures` are what fell due, the timeliness, what was overdue at its end."""

    link: Link
    is_running: bool
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BulletinGroup:
    """The bulletins of one length, the newest first."""

    id: str
    title: str
    entries: tuple[BulletinLink, ...]


@dataclass(frozen=True)
class BulletinsPage:
    """The index of bulletins."""

    page: Page
    bounded: str
    groups: tuple[BulletinGroup, ...]
    plot: Plot


def bulletins_pages(site: Site) -> Iterator[BulletinsPage]:
    """The index of bulletins, where there are duties."""
    if site.catalog.duties:
        words = site.words
        kept = {kind: KEPT[months] for kind, months in LENGTHS.items() if months in KEPT}
        yield BulletinsPage(
            page=site.page(
                BULLETINS,
                words.bulletins,
                Column(words.bulletins, words.bulletins_lead),
                (Link(words.supervision, SUPERVISION), Link(words.bulletins)),
            ),
            bounded=words.fill("bulletins_bounded", **kept),
            groups=tuple(_group(site, kind) for kind in ("month", "half_year", "year")),
            plot=_plot(site),
        )


def bulletin_pages(site: Site) -> Iterator[BulletinPage]:
    """The bulletin of every period."""
    if site.catalog.duties:
        for of_length in figures_of(site).values():
            periods = list(of_length.values())
            for at, figures in enumerate(periods):
                after = periods[at + 1] if at + 1 < len(periods) else None
                yield _bulletin(site, figures, periods[at - 1] if at else None, after)


def scores_pages(site: Site) -> Iterator[ScoresPage]:
    """What is behind the scores of every bulletin, so many bodies on a page that any number can be read."""
    if site.catalog.duties:
        for of_length in figures_of(site).values():
            for figures in of_length.values():
                yield from _scores(site, figures)


def _scores(site: Site, figures: Figures) -> Iterator[ScoresPage]:
    words, period = site.words, figures.period
    name, scores = period_name(period, words), ranking(figures, site.settings.scores)
    heading = words.fill("bulletin_scores_title", period=name)
    bulletin = Link(words.fill("bulletin_title", period=name), bulletin_url(period))
    page = site.page(
        scores_url(period),
        heading,
        Column(words.bulletins, words.bulletins_lead),
        (
            Link(words.supervision, SUPERVISION),
            Link(words.bulletins, BULLETINS),
            Link(name, bulletin.url),
            Link(words.bulletin_evidence),
        ),
        description=f"{heading} · {words.bulletin_scores_lead}",
    )
    total = page_count(len(scores), _BODIES)
    for at in range(total):
        pagination = Pagination(at + 1, total, page.url)
        shown = scores[at * _BODIES : (at + 1) * _BODIES]
        yield ScoresPage(
            page=numbered(words, page, pagination),
            heading=heading,
            as_of=site.catalog.as_of.isoformat(),
            bulletin=bulletin,
            bodies=tuple(evidence(site, figures, score) for score in shown),
            pagination=pagination,
        )


#: The bodies on a page of what is behind the scores.
_BODIES = 50


def scores_url(period: Period) -> str:
    """The address of what is behind the scores of a period."""
    return f"{bulletin_url(period)}scores/"


def bulletin_url(period: Period) -> str:
    """The address of a period's bulletin."""
    return f"{BULLETINS}{period}/"


def _bulletin(site: Site, figures: Figures, before: Figures | None, after: Figures | None) -> BulletinPage:
    words, as_of, period = site.words, site.catalog.as_of, figures.period
    name, scores = period_name(period, words), ranking(figures, site.settings.scores)
    heading = words.fill("bulletin_title", period=name)
    links = _to_evidence(site, period, scores)
    busy = [score for score in scores if _is_busy(score.figures)]
    is_numbered = period.kind == "month"
    return BulletinPage(
        page=site.page(
            bulletin_url(period),
            heading,
            Column(words.bulletins, words.bulletins_lead),
            (Link(words.supervision, SUPERVISION), Link(words.bulletins, BULLETINS), Link(name)),
            description=heading,
            previous=bulletin_url(before.period) if before else "",
            next=bulletin_url(after.period) if after else "",
        ),
        permalink=site.settings.site_url + bulletin_url(period),
        organizer=site.settings.site.organizer or site.settings.site.name or site.settings.site_name,
        heading=heading,
        number=words.fill("bulletin_number", year=period.year, n=period.number) if is_numbered else "",
        days=words.fill("bulletin_days", first=period.first.isoformat(), last=period.last.isoformat()),
        as_of=as_of.isoformat(),
        signed=words.fill(
            "bulletin_signed", year=as_of.year, month=words[f"month_{as_of.month}"], day=as_of.day
        ),
        running=words.fill("bulletin_running_note", date=as_of.isoformat())
        if figures.is_running(as_of)
        else "",
        before=_link(site, before) if before else None,
        after=_link(site, after) if after else None,
        story=tuple(_story(site, figures)),
        formula=words.fill("bulletin_formula", **_said(figures.whole)) if figures.whole.due else "",
        comparisons=tuple(_comparisons(site, figures, before)),
        ranked=tuple(_rank_row(site, score, links[score.body]) for score in scores if score.rank),
        unranked=tuple(links[score.body] for score in scores if not score.rank),
        bodies=tuple(_body_row(site, score, links[score.body]) for score in busy),
        quiet=_quiet(site, [score.body for score in scores if not _is_busy(score.figures)]),
        overdue=overdue_rows(site, figures.whole.overdue, figures.end),
        settled=settled_rows(site, figures.whole.settled_late),
        method=tuple(_method(site)),
        rules=(
            *(words.bulletin_method_points, words.bulletin_method_weights, words.bulletin_method_ranks),
            words.bulletin_method_due,
            words.fill("bulletin_method_known", date=as_of.isoformat()),
        ),
    )


def _link(site: Site, figures: Figures) -> Link:
    return Link(period_name(figures.period, site.words), bulletin_url(figures.period))


def _is_busy(own: BodyFigures) -> bool:
    return bool(own.published or own.due or own.overdue or own.settled_late)


def _quiet(site: Site, bodies: Sequence[str]) -> str:
    names = site.words.comma.join(site.department(body) for body in bodies)
    return site.words.fill("bulletin_quiet", n=len(bodies), names=names) if bodies else ""


def _said(own: BodyFigures) -> dict[str, str]:
    """The figures by name as they are printed; "—" for the share of nothing."""
    counts = {name: str(count) for name, count in own.counts.items()}
    return {**counts, "rate": per_cent(share(own.timely, own.due))}


def _story(site: Site, figures: Figures) -> Iterator[str]:
    """The figures in sentences, as a bulletin reads."""
    words, whole = site.words, figures.whole
    said = _said(whole)
    yield words.fill("bulletin_story_published", **said)
    yield words.fill("bulletin_story_due", **said) if whole.due else words.bulletin_story_none_due
    if whole.cleared or whole.carried:
        yield words.fill("bulletin_story_before", **said)
    bodies = len({entry.body for entry in whole.overdue})
    if bodies:
        yield words.fill("bulletin_story_overdue", bodies=bodies, **said)
    else:
        yield words.bulletin_story_clear


#: The figures of the tables, in the order shown.
_FIGURES = ("published", "due", "in_time", "nil", "late", "missed", "rate", "cleared", "overdue")

#: Where on the page a figure's entries are listed; the others are told body by body.
_LISTED = {"overdue": "#overdue", "missed": "#overdue", "cleared": "#settled", "late": "#settled"}


def _comparisons(site: Site, figures: Figures, before: Figures | None) -> Iterator[Comparison]:
    now = _said(figures.whole)
    then = _said(before.whole) if before else {}
    for name in _FIGURES:
        url = records_url(site, figures.period) if name == "published" else _LISTED.get(name, "#bodies")
        yield Comparison(
            label=site.words[f"bulletin_{name}"],
            now=now[name],
            before=then.get(name, "—"),
            change=_change(site, name, figures.whole, before.whole) if before else "—",
            url="" if now[name] in ("0", "—") else url,
        )


_MINUS = "\N{MINUS SIGN}"


def _change(site: Site, name: str, now: BodyFigures, then: BodyFigures) -> str:
    """By how much a figure changed; a share by percentage points, out of the shares as they are printed."""
    if name != "rate":
        change = now.counts[name] - then.counts[name]
        return f"{change:+}".replace("-", _MINUS) if change else "0"
    rate, rate_before = share(now.timely, now.due), share(then.timely, then.due)
    if rate is None or rate_before is None:
        return "—"
    points = rate - rate_before
    sign = "+" if points > 0 else _MINUS if points else ""
    return site.words.fill("bulletin_points_change", change=sign + number(float(abs(points))))


def _rank_row(site: Site, score: BodyScore, body: Link) -> RankRow:
    return RankRow(
        rank=str(score.rank),
        body=body,
        score=decimal(score.score or 0),
        cells=tuple(
            Cell(
                site.words[f"score_{part.key}"],
                decimal(part.points),
                f"{part.reached}/{part.possible}",
                why_not(site, part),
            )
            for part in score.parts
        ),
    )


def _to_evidence(site: Site, period: Period, scores: Sequence[BodyScore]) -> dict[str, Link]:
    """The bodies (ids) by name, each leading to what is behind its score."""
    pagination = Pagination(1, page_count(len(scores), _BODIES), scores_url(period))
    return {
        score.body: Link(
            site.department(score.body), f"{pagination.at(at // _BODIES + 1)}#{evidence_id(score.body)}"
        )
        for at, score in enumerate(scores)
    }


def _body_row(site: Site, score: BodyScore, body: Link) -> BodyRow:
    said = _said(score.figures)
    return BodyRow(
        body,
        tuple((site.words[f"bulletin_{name}"], said[name]) for name in _FIGURES),
    )


def _method(site: Site) -> Iterator[Weighted]:
    for key, weight in site.settings.scores.weights.items():
        yield Weighted(site.words[f"score_{key}"], weight, site.words[f"score_about_{key}"])


def _group(site: Site, kind: str) -> BulletinGroup:
    of_length = figures_of(site)[LENGTHS[kind]].values()
    entries = tuple(_in_index(site, figures) for figures in of_length)
    return BulletinGroup(kind.replace("_", "-"), site.words[f"bulletins_{kind}"], entries[::-1])


def _in_index(site: Site, figures: Figures) -> BulletinLink:
    said = _said(figures.whole)
    return BulletinLink(
        link=_link(site, figures),
        is_running=figures.is_running(site.catalog.as_of),
        figures=tuple((site.words[f"bulletin_{name}"], said[name]) for name in _IN_INDEX),
    )


#: The months in the plot: a year, and the running one.
_PLOTTED = 13

_IN_INDEX = ("published", "due", "rate", "overdue")


def _plot(site: Site) -> Plot:
    """How what fell due in each month of the last year was met."""
    words, months = site.words, list(figures_of(site)[LENGTHS["month"]].values())[-_PLOTTED:]
    series = {
        "good": (words.bulletins_timely, [figures.whole.timely for figures in months]),
        "late": (words.bulletins_late, [len(figures.whole.late) for figures in months]),
        "bad": (words.bulletins_missed, [len(figures.whole.missed) for figures in months]),
    }
    return Plot(
        id="plot",
        title=words.bulletins_plot,
        form="columns",
        of=words.bulletins_plot_of,
        points=tuple(month_point(words, str(each.period), bulletin_url(each.period)) for each in months),
        series=tuple(Series(label, tuple(values), tone) for tone, (label, values) in series.items()),
    )
