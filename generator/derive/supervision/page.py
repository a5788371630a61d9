"""The supervision page (公开督办): what is overdue today, what was crossed off, what falls due next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.rows import EntryRow, entry_rows
from generator.derive.naming import Site
from generator.derive.period_names import period_name
from generator.derive.supervision.bulletins import bulletin_url
from generator.derive.supervision.figures import Figures, figures_of
from generator.derive.supervision.judged import judged_of
from generator.derive.supervision.late import LateRows, overdue_rows, settled_rows
from generator.derive.tallies import tally
from generator.derive.views import Column, Link, Page, Tally
from generator.model.addresses import BULLETINS, DATA_PAGE, FRESHNESS, LEDGER, SUPERVISION
from generator.model.durations import Duration
from generator.model.periods import LENGTHS

#: How far the page looks ahead, in days, and how many entries it names at most.
_AHEAD, _MOST_NEXT = 60, 100
_YEAR = Duration.parse("P1Y")


@dataclass(frozen=True, slots=True)
class OverdueBody:
    """A body with the number of its overdue entries and how long the longest of them is overdue."""

    body: Link
    count: int
    longest: str
    responsible: tuple[str, ...]


@dataclass(frozen=True)
class SupervisionPage:
    """The page. `story` says in sentences how bad it is, and what changed since the end of last month.

    `judged` is the number of all entries whose deadline is over, `coming_more` that of what falls due soon
    and is not named.
    """

    page: Page
    as_of: str
    counts: tuple[Tally, ...]
    story: tuple[str, ...]
    ways: tuple[Link, ...]
    judged: int
    overdue: LateRows
    bodies: tuple[OverdueBody, ...]
    cleared: LateRows
    coming: tuple[EntryRow, ...]
    coming_more: int


def supervision_pages(site: Site) -> Iterator[SupervisionPage]:
    """The supervision page, where there are duties."""
    if site.catalog.duties:
        yield _page(site)


def _page(site: Site) -> SupervisionPage:
    words, as_of = site.words, site.catalog.as_of
    judged = judged_of(site)
    overdue = [entry for entry, _ in judged if entry.met_on is None]
    cleared = [entry for entry, day in judged if _is_cleared(entry.met_on, day, as_of)]
    coming = [
        entry
        for entry in ledger_of(site).entries
        if entry.state == "due" and entry.deadline and entry.deadline <= as_of + timedelta(days=_AHEAD)
    ]
    bodies, listed = _bodies(site, overdue), overdue_rows(site, overdue, as_of)
    column = Column(words.supervision, words.supervision_lead)
    return SupervisionPage(
        page=site.page(SUPERVISION, words.supervision, column, (Link(words.supervision),)),
        as_of=as_of.isoformat(),
        counts=(
            tally(words.supervision_overdue, len(overdue), "#overdue", state="overdue"),
            tally(words.supervision_overdue_bodies, len(bodies), "#bodies"),
            *_of_month(site),
            tally(words.supervision_cleared, len(cleared), "#cleared"),
            tally(words.supervision_soon, len(coming), "#next"),
        ),
        story=tuple(_story(site, listed, bodies)),
        ways=_ways(site),
        judged=len(judged),
        overdue=listed,
        bodies=bodies,
        cleared=settled_rows(site, cleared),
        coming=entry_rows(site, coming[:_MOST_NEXT]),
        coming_more=max(0, len(coming) - _MOST_NEXT),
    )


def _months(site: Site) -> tuple[Figures | None, Figures]:
    """The figures of last month, None where they are not known, and those of the running one."""
    before, now = [None, *figures_of(site)[LENGTHS["month"]].values()][-2:]
    assert now
    return before, now


def _of_month(site: Site) -> Iterator[Tally]:
    """What became overdue in the running month, and what was crossed off in it."""
    words, (_, now) = site.words, _months(site)
    bulletin, whole = bulletin_url(now.period), now.whole
    came, went = len(whole.missed) + len(whole.late), len(whole.settled_late)
    yield tally(words.supervision_new, came, f"{bulletin}#overdue" if whole.missed else "")
    yield tally(words.supervision_cleared_now, went, f"{bulletin}#settled")


def _story(site: Site, overdue: LateRows, bodies: Sequence[OverdueBody]) -> Iterator[str]:
    """The head of the page in sentences; nothing where nothing is, or was, overdue."""
    words, (before, now) = site.words, _months(site)
    count = len(now.whole.overdue)
    if overdue.rows:
        longest = overdue.rows[0].entry
        yield words.fill(
            "supervision_story",
            n=count,
            bodies=len(bodies),
            body=longest.body.text,
            duty=longest.duty.text,
            late=longest.lateness,
        )
    if before and (count or before.whole.overdue):
        change = count - len(before.whole.overdue)
        key = "more" if change > 0 else "fewer" if change < 0 else "same"
        yield words.fill(
            f"supervision_story_{key}",
            month=period_name(before.period, words),
            before=len(before.whole.overdue),
            n=abs(change),
            came=len(now.whole.missed) + len(now.whole.late),
            went=len(now.whole.settled_late),
        )


def _ways(site: Site) -> tuple[Link, ...]:
    words = site.words
    return (
        Link(words.bulletins, BULLETINS),
        Link(words.supervision_freshness, FRESHNESS),
        Link(words.supervision_ledger, LEDGER),
        Link(words.supervision_data, DATA_PAGE),
    )


def _is_cleared(met_on: date | None, deadline: date, as_of: date) -> bool:
    """Whether what was overdue was settled within the last year."""
    return met_on is not None and met_on > deadline and _YEAR.after(met_on) > as_of


def _bodies(site: Site, overdue: Iterable[Entry]) -> tuple[OverdueBody, ...]:
    """The bodies with something overdue, those with most first."""
    by_body: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in overdue:
        by_body[entry.body].append(entry)
    most_first = sorted(by_body.values(), key=len, reverse=True)
    longest = [overdue_rows(site, entries[:1], site.catalog.as_of).rows[0] for entries in most_first]
    return tuple(
        OverdueBody(row.entry.body, len(entries), row.entry.lateness, row.responsible)
        for row, entries in zip(longest, most_first, strict=True)
    )
