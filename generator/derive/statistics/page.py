"""The pages of statistics: one over all time, one for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.derive.data_files import told_records
from generator.derive.forms.annual_report import combined_report
from generator.derive.interaction.addresses import LETTERS, REQUESTS, slice_url
from generator.derive.naming import Site
from generator.derive.plots import Point, number
from generator.derive.shares import per_cent, share
from generator.derive.statistics.figures import ALL, is_disclosure, statistics_of
from generator.derive.statistics.listings import activities_section, changes_section, channels_section
from generator.derive.statistics.scope import Scope, is_shown, search, shown
from generator.derive.statistics.views import Section, StatisticsPage
from generator.derive.tallies import tally
from generator.derive.views import Column, Counted, Link, Tally
from generator.model.addresses import STATISTICS
from generator.model.annual_report import APPLICANTS, RECEIVED, added
from generator.model.catalog import Tree
from generator.model.records import Record


def statistics_pages(site: Site) -> Iterator[StatisticsPage]:
    """The page over all time, then those of the years, newest first."""
    told = told_records(site.catalog)
    listed = [each for each in told if is_disclosure(each) and (each.channels or each.history)]
    figures = statistics_of(site, told)
    for period in (ALL, *figures.years):
        yield _page(Scope(site, figures, period), listed)


def _page(scope: Scope, listed: Sequence[Record]) -> StatisticsPage:
    site, words = scope.site, scope.site.words
    title = words.statistics if scope.is_all else words.fill("statistics_of", year=scope.period)
    crumbs = () if scope.is_all else (Link(words.fill("year", year=scope.period)),)
    sentence = _sentence(scope)
    return StatisticsPage(
        page=site.page(
            scope.url,
            title,
            Column(title, words.statistics_lead, type="数据发布"),
            (Link(words.statistics, STATISTICS), *crumbs),
            description=sentence,
        ),
        heading=title,
        sentence=sentence,
        as_of=site.catalog.as_of.isoformat(),
        periods=tuple(_periods(scope)),
        rules=tuple(_rules(scope)),
        numbers=tuple(_numbers(scope)),
        sections=tuple(filter(is_shown, _sections(scope, listed))),
    )


def _periods(scope: Scope) -> Iterator[Counted]:
    yield Counted(scope.site.words.statistics_all, STATISTICS, scope.figures.of("records"))
    for year in scope.figures.years:
        name = scope.site.words.fill("year", year=year)
        yield Counted(name, f"{STATISTICS}{year}/", scope.figures.of("records", ALL, year))


def _sentence(scope: Scope) -> str:
    """The sentence that offices are asked for; of letters and requests it tells what is published here."""
    words = scope.site.words
    letters, replied = scope.of(LETTERS, "received"), scope.of(LETTERS, "replied")
    rate, received = per_cent(share(replied, letters)), _received(scope)
    as_of = scope.site.catalog.as_of.isoformat()
    when = "statistics_until" if scope.is_all else "statistics_in"
    return words.fill(
        "statistics_sentence",
        scope=words.fill(when, year=scope.period, as_of=as_of),
        records=number(scope.of("records")),
        proactive=number(scope.of("mode", "proactive")),
        conferences=number(scope.of("activities", "press_conference")),
        posts=number(scope.of("activities", "new_media")),
        requests=number(scope.of(REQUESTS, "received")),
        received="" if received is None else words.fill("statistics_in_report", n=number(received)),
        letters=number(letters),
        replied=number(replied),
        rate=words.fill("statistics_rate", rate=rate) if letters else "",
    )


def _received(scope: Scope) -> int | None:
    """How many requests came in by the combined annual report of the year; None without one."""
    report = combined_report(scope.site, scope.period)
    return added(report.data, RECEIVED, APPLICANTS) if report else None


def _rules(scope: Scope) -> Iterator[str]:
    """What is counted, in words."""
    words, nil = scope.site.words, scope.figures.nil_reports(period=scope.period)
    catalog, by_year = scope.site.catalog, scope.site.indexes.by_year
    listed = len(catalog.records if scope.is_all else by_year.get(scope.period, ()))
    yield words.statistics_counted
    if nil:
        yield words.fill("statistics_nil", n=nil)
    if listed != scope.of("records"):
        yield words.fill("statistics_listed", n=number(listed))
    yield words.statistics_beside


def _numbers(scope: Scope) -> Iterator[Tally]:
    words = scope.site.words
    yield tally(words.figure_records, scope.of("records"), scope.search())
    yield tally(words.statistics_proactive, scope.of("mode", "proactive"), scope.search(mode="proactive"))
    yield tally(words.figure_attachments, scope.of("attachments"), scope.search(attachment="true"))
    for channel in ("press_conference", "new_media"):
        count = scope.of("activities", channel)
        yield tally(scope.labels["activities"][channel], count, scope.listed("activities", channel))
    for name in (REQUESTS, LETTERS):
        url = slice_url(name, "" if scope.is_all else scope.period)
        yield tally(words[f"statistics_{name}"], scope.of(name, "received"), url)


def _sections(scope: Scope, listed: Sequence[Record]) -> Iterator[Section]:
    words, catalog = scope.site.words, scope.site.catalog
    yield _time(scope)
    bodies = scope.plot("department", catalog.departments)
    yield Section("departments", words.statistics_department, plots=shown(bodies))
    yield _tree(scope, "category", catalog.categories)
    yield _traits(scope)
    if scope.is_all:  # the lists of subjects are not by year
        yield _tree(scope, "subject", catalog.subjects)
    yield channels_section(scope, listed)
    yield activities_section(scope)
    yield changes_section(scope, listed)


def _time(scope: Scope) -> Section:
    """Month by month; over all time also year by year."""
    words = scope.site.words
    years = [
        (Point(words.fill("year", year=year), search(year=year)), scope.figures.of("records", ALL, year))
        for year in reversed(scope.figures.years if scope.is_all else ())
    ]
    title = words.statistics_by_month_24 if scope.is_all else words.statistics_by_month
    return Section(
        "time",
        words.statistics_time,
        plots=shown(
            scope.bars("years", words.statistics_by_year, "year", years, "columns"),
            scope.by_month("months", title, "records"),
        ),
    )


def _tree(scope: Scope, dimension: str, tree: Tree) -> Section:
    """The top nodes of a tree drawn, all below them as a table."""
    words = scope.site.words
    below = scope.counts(dimension, [node.path for node in tree if node.depth])
    title = words[f"statistics_below_{dimension}"]
    return Section(
        f"{dimension}-tree",
        words[f"statistics_{dimension}"],
        plots=shown(scope.plot(dimension, [node.path for node in tree.roots])),
        tables=shown(scope.bars(f"{dimension}-below", title, dimension, below)),
    )


def _traits(scope: Scope) -> Section:
    words, genres = scope.site.words, scope.figures.ranked("genre", scope.period)
    rest = scope.of("records") - sum(scope.of("genre", genre) for genre in genres)
    return Section(
        "traits",
        words.statistics_traits,
        words.fill("statistics_without_genre", n=number(rest)) if rest else "",
        plots=shown(
            scope.plot("kind", scope.found("kind")),
            scope.plot("mode", scope.found("mode")),
            scope.plot("genre", genres),
        ),
    )
