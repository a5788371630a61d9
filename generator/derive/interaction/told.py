"""Figures and cells in words of the site's language, as letters, requests and responses all have them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.derive.interaction.addresses import slice_url
from generator.derive.interaction.cases import Case
from generator.derive.interaction.figures import Figures
from generator.derive.interaction.lists import ALL, CaseList, Slice
from generator.derive.interaction.views import Cell, Table
from generator.derive.naming import Site
from generator.derive.plots import Plot, Point, Series, number
from generator.derive.shares import per_cent
from generator.derive.views import Tally


def days(value: Decimal | None) -> str:
    """A number of days; "—" where there is none."""
    return "—" if value is None else number(float(value))


def states(site: Site, cases: Sequence[Case]) -> list[Slice]:
    """The slices behind the figures: what waits, what was answered, in time and late."""
    kept = {
        "waiting": [case for case in cases if case.is_open],
        "answered": [case for case in cases if not case.is_open],
        "timely": [case for case in cases if case.is_in_time],
        "late": [case for case in cases if case.is_late],
    }
    return [Slice(key, site.words[f"people_slice_{key}"], tuple(some)) for key, some in kept.items() if some]


def reply_figures(listed: CaseList, cases: Sequence[Case], goal: str = "") -> tuple[Tally, ...]:
    """The figures of letters or requests; those of the whole list lead to what they count.

    `goal` is said of the share that was answered.
    """
    site, words, counted = listed.site, listed.site.words, Figures.of(cases)
    is_whole = len(cases) == len(listed.cases)

    def figure(key: str, value: str, behind: str, note: str = "") -> Tally:
        url = listed.url(behind) if is_whole else ""
        return Tally(words[f"people_figure_{key}"], value, url, note)

    timed = (
        figure("in_time", number(counted.in_time), "timely"),
        figure("late", number(counted.late), "late"),
    )
    return (
        figure("received", number(counted.received), ALL),
        figure("replied", number(counted.replied), "answered"),
        figure("rate", per_cent(counted.reply_rate), "answered", goal),
        *(timed if any(case.last_day for case in cases) else ()),
        figure("waiting", number(counted.waiting), "waiting"),
        figure("mean", days(counted.mean_days), ALL, median_note(site, counted, "people_working_days")),
    )


def median_note(site: Site, counted: Figures, unit: str) -> str:
    """The unit of a mean, by the key of its word, with the median beside it."""
    return site.words.fill("people_median", unit=site.words[unit], n=days(counted.median_days))


def reply_table(site: Site, name: str, id_: str, of: str, slices: Sequence[Slice]) -> Table:
    """Figures by what slices have in common, a row for each; `of` names what that is."""
    words = site.words
    keys = ("received", "replied", "rate", "late", "mean")
    columns = (of, *(words[f"people_figure_{key}"] for key in keys))
    return Table(
        id_,
        words.fill("people_by", what=of),
        columns,
        tuple(_figures_row(name, each) for each in slices),
        has_numbers=True,
    )


def _figures_row(name: str, part: Slice) -> tuple[Cell, ...]:
    counted, url = Figures.of(part.cases), slice_url(name, part.key)
    return (
        Cell(part.label, url),
        Cell(number(counted.received), url),
        Cell(number(counted.replied)),
        Cell(per_cent(counted.reply_rate)),
        Cell(number(counted.late)),
        Cell(days(counted.mean_days)),
    )


def counts_plot(id_: str, title: str, of: str, name: str, slices: Sequence[Slice], unit: str) -> Plot:
    """How many cases each slice has, as bars that lead to it."""
    points = tuple(Point(each.label, slice_url(name, each.key)) for each in slices)
    series = Series(unit, tuple(len(each.cases) for each in slices))
    return Plot(id_, title, "bars", of, points, (series,), unit)


def matter(site: Site, case: Case) -> Cell:
    """The record of a case."""
    record = case.record
    is_internal = site.settings.is_internal(record.path)
    mark = ("internal", site.words.internal) if is_internal else ("", "")
    return Cell(record.title, record.url, *mark)


def body(site: Site, case: Case) -> Cell:
    """The body that a case is with."""
    return Cell(site.department(case.record.department), f"departments/{case.record.department}/")


def worked_row(site: Site, case: Case, result: Cell) -> tuple[Cell, ...]:
    """A letter or a request in its list."""
    words = site.words
    late = ("late", words.people_late) if case.is_late else ("", "")
    taken = number(case.days) if case.days is not None else "—"
    return (
        matter(site, case),
        body(site, case),
        Cell(case.received.isoformat()),
        Cell(case.replied.isoformat() if case.replied else "—"),
        Cell(words.fill("people_waited", n=taken) if case.is_open else taken, "", *late),
        Cell("", "", "waiting", words.people_waiting) if case.is_open else result,
    )


def worked_columns(site: Site, matter_of: str) -> tuple[str, ...]:
    """The heads of the columns of `worked_row`."""
    keys = ("body", "received", "replied", "days", "result")
    return (matter_of, *(site.words[f"people_column_{key}"] for key in keys))
