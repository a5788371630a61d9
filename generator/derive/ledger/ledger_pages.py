"""The pages of the ledger (公开台账): all of it at a glance, then cut by body and by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.derive.ledger.coming import ComingDay, coming_days
from generator.derive.ledger.deadlines import deadlines_of
from generator.derive.ledger.entries import SETTLED, STATES, Entry, Ledger
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.rows import body_url, entry_rows, period_url, state_counts
from generator.derive.ledger.sections import ROWS, SECTION_OF, LedgerPart, Section, parts
from generator.derive.naming import Site
from generator.derive.paging import numbered
from generator.derive.period_names import period_name
from generator.derive.views import Column, Counted, Group, Link, Page, Pagination, Tally
from generator.model.addresses import LEDGER
from generator.model.periods import Period

_OVERDUE_AT_ONCE = 50
_COMING = 12
#: Where the overview tells of each state: what is settled only body by body.
_PLACES = {state: "bodies" if state in SETTLED else state for state in STATES}
#: What is said of how the ledger counts, before each type of time limit.
_TOPICS = ("records", "days", "provisional", "nil")


@dataclass(frozen=True, slots=True)
class BodyCounts:
    """How many entries a body has in each state."""

    body: Link
    counts: tuple[Tally, ...]


@dataclass(frozen=True)
class LedgerOverview:
    """The ledger as of the build's day.

    `overdue` are the entries that are overdue for longest, `more_overdue` the number of the others; `spans`
    lead to the periods, by year, with their numbers of entries; `how` says how the ledger counts, by topic.
    """

    page: Page
    counts: tuple[Tally, ...]
    overdue: Section
    more_overdue: int
    coming: tuple[ComingDay, ...]
    bodies: tuple[BodyCounts, ...]
    spans: tuple[Group, ...]
    how: tuple[tuple[str, str], ...]
    as_of: str


@dataclass(frozen=True)
class LedgerList:
    """One page of the entries of a body or of a period.

    `leave_out` is the column that all have in common; `near` are other periods of the same year, `about` is
    the body's own page, `calendar` that of its deadlines.
    """

    page: Page
    heading: str
    lead: str
    total: int
    counts: tuple[Tally, ...]
    part: LedgerPart
    leave_out: str
    near: tuple[Counted, ...]
    about: Link | None
    calendar: str
    as_of: str

    @property
    def pagination(self) -> Pagination:
        """Where this page stands among the others."""
        return self.part.pagination


def ledger_overviews(site: Site) -> Iterator[LedgerOverview]:
    """The overview, where there are duties."""
    if site.catalog.duties:
        yield _overview(site, ledger_of(site))


def _overview(site: Site, ledger: Ledger) -> LedgerOverview:
    words = site.words
    overdue = [entry for entry in ledger.entries if entry.state == "overdue"]
    return LedgerOverview(
        page=site.page(LEDGER, words.ledger, Column(words.ledger, words.ledger_lead), (Link(words.ledger),)),
        counts=state_counts(words, ledger.entries, places=_PLACES),
        overdue=Section(
            "overdue", words.ledger_section_overdue, entry_rows(site, overdue[:_OVERDUE_AT_ONCE])
        ),
        more_overdue=max(0, len(overdue) - _OVERDUE_AT_ONCE),
        coming=coming_days(site, ledger.entries, _COMING),
        bodies=tuple(
            BodyCounts(Link(site.department(body), body_url(body)), state_counts(words, ledger.by_body[body]))
            for body in site.catalog.departments
            if body in ledger.by_body
        ),
        spans=tuple(
            Group(words.fill("year", year=year), spans) for year, spans in _spans_by_year(site).items()
        ),
        how=tuple(_how(site)),
        as_of=site.catalog.as_of.isoformat(),
    )


def _how(site: Site) -> Iterator[tuple[str, str]]:
    for topic in _TOPICS:
        yield site.words[f"ledger_how_{topic}_title"], site.words[f"ledger_how_{topic}"]
    for limit, label in site.labels_of["duties"].values["limit.type"].items():
        yield label, site.words[f"ledger_how_{limit}"]


def ledger_lists(site: Site) -> Iterator[LedgerList]:
    """Every page of every body and of every period that has entries."""
    ledger = ledger_of(site)
    for body in site.catalog.departments:
        if body in ledger.by_body:
            yield from _of_body(site, body, ledger.by_body[body])
    for span, entries in sorted(ledger.by_span.items()):
        yield from _of_span(site, span, entries)


def _of_body(site: Site, body: str, entries: Sequence[Entry]) -> Iterator[LedgerList]:
    name, url = site.department(body), body_url(body)
    about = Link(name, site.catalog.departments[body].url)
    heading = site.words.fill("ledger_of", what=name)
    crumbs = (Link(site.words.ledger, LEDGER), Link(name))
    yield from _lists(
        site, entries, heading, crumbs, url, leave_out="body", about=about, calendar=deadlines_of(body)
    )


def _of_span(site: Site, span: str, entries: Sequence[Entry]) -> Iterator[LedgerList]:
    name, url = period_name(Period.parse(span), site.words), period_url(span)
    heading = site.words.fill("ledger_of", what=name)
    crumbs = (Link(site.words.ledger, LEDGER), Link(name))
    lead = site.words.ledger_year_lead if len(span) == 4 else ""
    near = _spans_by_year(site)[span[:4]]
    yield from _lists(
        site, entries, heading, crumbs, url, leave_out="" if lead else "span", near=near, lead=lead
    )


def _lists(
    site: Site,
    entries: Sequence[Entry],
    heading: str,
    crumbs: tuple[Link, ...],
    url: str,
    *,
    leave_out: str,
    near: tuple[Counted, ...] = (),
    about: Link | None = None,
    lead: str = "",
    calendar: str = "",
) -> Iterator[LedgerList]:
    counts = state_counts(site.words, entries, places=SECTION_OF if len(entries) <= ROWS else None)
    page = site.page(url, heading, Column(heading), crumbs)
    for part in parts(site, entries, url):
        yield LedgerList(
            page=numbered(site.words, page, part.pagination),
            heading=heading,
            lead=lead,
            total=len(entries),
            counts=counts,
            part=part,
            leave_out=leave_out,
            near=near,
            about=about,
            calendar=calendar,
            as_of=site.catalog.as_of.isoformat(),
        )


def _spans_by_year(site: Site) -> dict[str, tuple[Counted, ...]]:
    """The periods that have entries, newest year first, the year itself before its parts."""
    spans: dict[str, tuple[Counted, ...]] = site.once("ledger spans", lambda: _counted_spans(site))
    return spans


def _counted_spans(site: Site) -> dict[str, tuple[Counted, ...]]:
    found: defaultdict[str, list[tuple[Period, int]]] = defaultdict(list)
    for span, entries in ledger_of(site).by_span.items():
        found[span[:4]].append((Period.parse(span), len(entries)))
    return {
        year: tuple(
            Counted(_name_in_year(site, period), period_url(str(period)), count)
            for period, count in sorted(found[year], key=lambda item: (-item[0].months, item[0].month))
        )
        for year in sorted(found, reverse=True)
    }


def _name_in_year(site: Site, period: Period) -> str:
    """A period among others of its year: what the year itself has belongs to no shorter one."""
    return site.words.ledger_whole_year if period.kind == "year" else period_name(period, site.words)
