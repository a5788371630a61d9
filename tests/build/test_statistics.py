"""The statistics of the sample county, counted once more from its files: data, pages, plots, ways behind."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest

from .html import HtmlPage, text
from .sources import AS_OF, Source, catalog_file, nodes, told

Read = Callable[[str], HtmlPage]
Key = tuple[str, str, str]
YEARS = ("2026", "2025", "2024", "2023")
PAGES = ["statistics/", *(f"statistics/{year}/" for year in YEARS)]


# --- Counted once more


def is_nil(source: Source) -> bool:
    return bool(source.fields.get("kind") == "nil_report")


def above(path: str) -> list[str]:
    """A path and all above it."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def traits(source: Source) -> Iterator[tuple[str, str]]:
    fields = source.fields
    yield from (("category", path) for path in above(fields["category"]))
    yield from {("subject", each) for path in fields.get("subjects", []) for each in above(path)}
    yield "kind", fields.get("kind", "document")
    yield "mode", fields.get("disclosure", {}).get("mode", "proactive")
    yield from (("channel", each) for each in {"website", *fields.get("channels", [])})
    if "genre" in fields:
        yield "genre", fields["genre"]


def of_record(source: Source) -> Iterator[tuple[str, str, str, int]]:
    """Dimension, key, day or year, and number; what is counted by month comes with a day."""
    day = source.fields["published"][:10]
    yield "records", "all", day, 1
    yield "department", source.fields["department"], day, 1
    yield from ((*each, day[:4], 1) for each in traits(source))
    if source.is_public:
        yield "attachments", "all", day[:4], len(source.fields.get("attachments", []))
    for entry in source.fields.get("history", []):
        yield "changes", entry["action"], entry["date"][:4], 1


def of_case(source: Source) -> Iterator[tuple[str, str, str, int]]:
    fields, names = source.fields, {"letter": "letters", "request_reply": "requests"}
    name = names.get(fields.get("kind", ""))
    if name and source.is_public and fields.get("status") != "withdrawn":
        received = fields["data"]["received"][:4]
        yield name, "received", received, 1
        yield name, "replied", received, int("replied" in fields["data"])


@cache
def counted() -> dict[Key, int]:
    """Every figure by dimension, key and period; what there is nothing of is left out."""
    found = [each for source in told() for each in of_case(source)]
    for source in told():
        nil = ("nil_reports", "all", source.year, 1)
        found += [nil] if is_nil(source) else of_record(source)
    for each in catalog_file("activities"):
        found.append(("activities", each["channel"], each["date"], int(each.get("count", 1))))
    figures: Counter[Key] = Counter()
    for dimension, key, when, number in found:
        for period in {"all", when[:4], when[:7]}:
            figures[dimension, key, period] += number
    return {key: number for key, number in figures.items() if number}


def test_every_figure_of_the_data_is_what_the_files_say(site: Path) -> None:
    with (site / "data/statistics.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    figures = {(row["dimension"], row["key"], row["period"]): int(row["count"]) for row in rows}
    assert len(figures) == len(rows) > 500
    assert {key: number for key, number in figures.items() if number} == counted()
    told_again = json.loads((site / "data/statistics.json").read_bytes())
    assert told_again["statistics"] == [{**row, "count": int(row["count"])} for row in rows]
    names = {body["id"]: body["name"] for body in catalog_file("departments")}
    labels = {row["key"]: row["label"] for row in rows if row["dimension"] == "department"}
    assert labels == {key: names[key] for key in labels}


def test_activities_are_given_as_they_are_written(site: Path) -> None:
    data = json.loads((site / "data/activities.json").read_bytes())["activities"]
    written = [{"count": "1", **each} for each in catalog_file("activities")]
    assert [{**each, "count": str(each["count"])} for each in data] == written


# --- The pages


def period_of(url: str) -> str:
    return url.removeprefix("statistics/").strip("/") or "all"


def figures_on(page: HtmlPage) -> dict[str, Element]:
    return {figure.get("id", ""): figure for figure in page.all("figure.plot")}


def rows_in(figure: Element) -> list[tuple[str, int, Element]]:
    """Label, number and row of a figure's table."""
    bodies = [row for row in figure.iter("tr") if row.find("td") is not None]
    return [(label_of(row), int(text(row.findall("td")[0]).replace(",", "")), row) for row in bodies]


def label_of(row: Element) -> str:
    head = row.find("th")
    assert head is not None
    link = head.find("a")
    return text(head if link is None else link)


@pytest.mark.parametrize("url", PAGES)
def test_tables_have_every_figure_of_the_period(read: Read, url: str) -> None:
    figures, period = figures_on(read(url)), period_of(url)
    expected = {
        dimension: {
            key: number
            for (each, key, when), number in counted().items()
            if (each, when) == (dimension, period)
        }
        for dimension in ("department", "kind", "mode", "genre", "channel", "activities", "changes")
    }
    for dimension, numbers in expected.items():
        if dimension == "channel" and set(numbers) == {"website"}:
            continue  # nothing to compare
        shown = [number for _, number, _ in rows_in(figures[dimension])] if dimension in figures else []
        assert sorted(filter(None, shown)) == sorted(numbers.values()), dimension
    tops = [path for path, _ in nodes("categories") if "/" not in path]
    below = [path for path, _ in nodes("categories") if "/" in path]
    for name, paths in (("category", tops), ("category-below", below)):
        shown = sorted(number for _, number, _ in rows_in(figures[name]))
        assert shown == sorted(counted().get(("category", path, period), 0) for path in paths)


@pytest.mark.parametrize("url", PAGES)
def test_months_and_years_are_complete(read: Read, url: str) -> None:
    figures, period = figures_on(read(url)), period_of(url)
    last = AS_OF[:7]
    months = sorted(
        month
        for year in range(2023, 2027)
        for month in (f"{year}-{number:02}" for number in range(1, 13))
        if month <= last and (period == "all" or month.startswith(period))
    )[-24:]
    expected = [counted().get(("records", "all", month), 0) for month in months]
    assert [number for _, number, _ in rows_in(figures["months"])] == expected
    if period == "all":
        by_year = [counted()["records", "all", year] for year in reversed(YEARS)]
        assert [number for _, number, _ in rows_in(figures["years"])] == by_year


def lengths(figure: Element) -> Iterator[tuple[float, int]]:
    """How long each bar is, in per cent, and the number that the table has beside it."""
    is_upright = any("plot__svg--columns" in svg.get("class", "") for svg in figure.iter("svg"))
    for group, (label, number, _) in zip(figure.iter("g"), rows_in(figure), strict=False):
        title, bar = group.find("title"), group.find("rect")
        assert title is not None
        assert text(title) == f"{label} {number:,}"
        size = "0" if bar is None else bar.get("height" if is_upright else "width", "")
        yield float(size.rstrip("%")), number


@pytest.mark.parametrize("url", PAGES)
def test_bars_are_as_long_as_the_numbers_of_the_table_say(read: Read, url: str) -> None:
    drawn = 0
    for figure in figures_on(read(url)).values():
        bars = list(lengths(figure))
        longest, most = max(bars, default=(0.0, 0))
        assert all(
            length == pytest.approx(longest * number / (most or 1), abs=0.01) for length, number in bars
        )
        assert not bars or 50 <= longest <= 100
        drawn += len(bars)
    assert drawn > 20


def searched(query: str) -> int:
    """How many records a search for these filters finds, nil reports left out."""
    asked = parse_qs(query)

    def passes(source: Source) -> bool:
        fields, path = source.fields, f"{source.fields['category']}/"
        day = fields["published"][:10]
        values = {
            "department": fields["department"],
            "year": source.year,
            "kind": fields.get("kind", "document"),
            "genre": fields.get("genre", ""),
            "mode": fields.get("disclosure", {}).get("mode", "proactive"),
        }
        return (
            all(values[name] in asked[name] for name in values if name in asked)
            and ("category" not in asked or any(path.startswith(f"{each}/") for each in asked["category"]))
            and asked.get("from", [""])[0] <= day <= asked.get("to", ["9"])[0]
        )

    assert set(asked) <= {"department", "category", "year", "kind", "genre", "mode", "from", "to", "sort"}
    return sum(passes(source) and not is_nil(source) for source in told())


@pytest.mark.parametrize("url", PAGES)
def test_every_number_leads_to_just_what_it_counts(read: Read, url: str) -> None:
    page, searches = read(url), 0
    figures = figures_on(page)
    figures.pop("posts", None)  # each of its months is an entry of the list below
    for name, figure in figures.items():
        for label, number, row in rows_in(figure):
            target = urlsplit(next(row.iter("a")).get("href", ""))
            if target.query:
                assert searched(target.query) == number, label
                searches += 1
            elif target.fragment:
                listed = page.one(f"#{target.fragment}")
                total = int(text(next(listed.iter("summary"))).rpartition(" ")[2])
                assert len(list(listed.iter("li"))) == min(total, 50) > 0
                assert total == number or name == "activities"
            else:
                assert target.path.startswith("../subjects/")
    assert searches > 50


def test_what_is_listed_behind_a_number_is_complete(read: Read) -> None:
    page = read("statistics/2026/")
    listed = {each.get("id"): each for each in page.all("details.statistics-list")}
    for channel in ("press_conference", "interview", "gazette"):
        held = [
            each["title"]
            for each in catalog_file("activities")
            if each["channel"] == channel and each["date"] > "2026"
        ]
        shown = [
            text(each)
            for each in listed[f"activities-{channel.replace('_', '-')}"].iter("span")
            if each.get("class") == "record-row__main"
        ]
        assert sorted(shown) == sorted(held)
    boards = [
        s.fields["title"]
        for s in told()
        if "notice_board" in s.fields.get("channels", []) and s.year == "2026"
    ]
    shown = [text(each) for each in listed["channel-notice-board"].iter("a")]
    assert sorted(shown) == sorted(boards) != []
    amended = [
        e["note"]
        for s in told()
        for e in s.fields.get("history", [])
        if e["action"] == "amended" and e["date"] > "2026"
    ]
    notes = [
        text(each)
        for each in listed["changes-amended"].iter("span")
        if each.get("class") == "record-row__note"
    ]
    assert sorted(notes) == sorted(amended) != []


def test_the_sentence_answers_what_offices_are_asked(read: Read) -> None:
    def figure(dimension: str, key: str = "all") -> int:
        return counted().get((dimension, key, "2026"), 0)

    said = text(read("statistics/2026/").one("p.lead", read("statistics/2026/").one("header.page-head")))
    assert f"公开信息 {figure('records')} 条，其中主动公开 {figure('mode', 'proactive')} 条" in said
    assert f"新闻发布会 {figure('activities', 'press_conference')} 场" in said
    assert f"政务新媒体发布 {figure('activities', 'new_media')} 条" in said
    assert f"本站公开的政府信息公开申请 {figure('requests', 'received')} 件；" in said
    letters, replied = figure("letters", "received"), figure("letters", "replied")
    rate = (Decimal(100 * replied) / letters).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert f"公开的来信 {letters} 件，办结 {replied} 件，办结率 {rate}%" in said


def test_a_year_with_a_combined_report_tells_the_requests_that_it_counts(read: Read) -> None:
    (report,) = (s for s in told() if s.fields.get("index_number") == "990001SL-ZFB-2026-10018")
    received = sum(
        int(n) for key, n in report.fields["data"]["requests"]["received"].items() if key != "total"
    )
    said = text(read("statistics/2025/").one("p.lead", read("statistics/2025/").one("header.page-head")))
    assert f"申请 0 件（年度报告：全年新收 {received} 件）" in said


def test_home_page_and_foot_lead_to_the_statistics(read: Read) -> None:
    home = read("")
    for part in ("section.hero", "footer"):
        assert "statistics/" in [link.get("href") for link in home.all("a", home.one(part))], part
