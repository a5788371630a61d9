"""What the statistics count, and what they leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from outputs import sample

from generator.derive.data_files import told_records
from generator.derive.naming import Site
from generator.derive.plots import Point
from generator.derive.statistics.figures import DIMENSIONS, rows_of, statistics_of
from generator.derive.statistics.page import statistics_pages
from generator.derive.statistics.views import StatisticsPage
from generator.model.activities import Activity
from generator.model.records import Attachment, Disclosure, HistoryEntry, Record, Withdrawal

from .sites import site_of

_FILE = Attachment("a.pdf", "表", "/a.pdf", 1, "0" * 64)


def record(number: str, published: str = "2026-03-05", **changes: Any) -> Record:
    return sample.record(number, published, **changes)


def figures(site: Site) -> dict[tuple[str, str, str], int]:
    counted = statistics_of(site, told_records(site.catalog))
    return {(each.dimension, each.key, each.period): each.count for each in rows_of(site, counted)}


def page(site: Site, url: str = "statistics/") -> StatisticsPage:
    return next(each for each in statistics_pages(site) if each.page.url == url)


def points(view: StatisticsPage, name: str) -> dict[str, tuple[Point, float]]:
    plots = (plot for section in view.sections for plot in (*section.plots, *section.tables))
    plot = next(plot for plot in plots if plot.id == name)
    return {
        point.label: (point, number) for point, number in zip(plot.points, plot.series[0].values, strict=True)
    }


def test_nil_reports_and_texts_taken_down_are_not_counted() -> None:
    site = site_of(
        record("A-1"),
        record("A-2", kind="nil_report"),
        record("A-3", status="withdrawn", withdrawal=Withdrawal("removed")),
    )
    counted = figures(site)
    assert counted["records", "all", "all"] == counted["department", "czj", "2026-03"] == 1
    assert counted["nil_reports", "all", "2026"] == 1
    point, number = points(page(site), "department")["示例县财政局"]
    assert (number, point.note) == (1, "另有零报告 1 条")


def test_a_record_belongs_to_its_day_and_a_change_to_its_own() -> None:
    changed = HistoryEntry(date(2026, 1, 1), "amended", "改了一处。")
    counted = figures(site_of(record("A-1", "2025-12-31T23:59", history=(changed,))))
    assert counted["records", "all", "2025-12"] == counted["changes", "amended", "2026"] == 1
    assert ("records", "all", "2026") not in counted
    assert ("changes", "amended", "2025") not in counted


def test_a_record_counts_once_for_each_channel_category_and_subject() -> None:
    counted = figures(site_of(record("A-1", channels=("new_media", "website"), category="caizheng/yusuan")))
    numbers = {key: number for key, number in counted.items() if key[2] == "all"}
    assert numbers["channel", "website", "all"] == numbers["channel", "new_media", "all"] == 1
    assert numbers["category", "caizheng", "all"] == numbers["category", "caizheng/yusuan", "all"] == 1


def test_attachments_that_are_kept_back_are_not_counted() -> None:
    hidden = Disclosure(mode="on_request")
    site = site_of(
        record("A-1", attachments=(_FILE,)), record("A-2", attachments=(_FILE,), disclosure=hidden)
    )
    assert figures(site)["attachments", "all", "all"] == 1


def test_activities_count_as_often_as_they_say_and_lead_to_their_record() -> None:
    site = site_of(record("A-1"))
    held = (
        Activity(date(2026, 3, 1), "press_conference", "czj", "发布会", record="A-1"),
        Activity(date(2026, 2, 28), "new_media", "czj", "2月", 30, url="https://a.example/2"),
    )
    site = replace(site, catalog=replace(site.catalog, activities=held))
    assert figures(site)["activities", "new_media", "2026-02"] == 30
    listings = [listing for section in page(site).sections for listing in section.listings]
    shown = {listing.id: listing.entries[0] for listing in listings}
    assert shown["activities-press-conference"].url == "records/A-1/"
    posts = shown["activities-new-media"]
    assert (posts.url, posts.is_outside, posts.note) == ("https://a.example/2", True, "30 条")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_site_without_records_has_a_page_of_noughts(language: str) -> None:
    site = site_of(language=language)
    (only,) = statistics_pages(site)
    assert only.page.url == "statistics/"
    assert {each.value for each in only.numbers} == {"0"}
    assert not any(each.url for each in only.numbers[3:])
    assert figures(site) == {("records", "all", "all"): 0, ("nil_reports", "all", "all"): 0}
    assert all(site.words[f"statistics_{dimension}"] for dimension in DIMENSIONS)


def test_a_year_counts_its_own_months_up_to_today() -> None:
    site = site_of(record("A-1", "2026-02-10"), record("A-2", "2025-06-01"))
    assert list(points(page(site, "statistics/2026/"), "months")) == ["2026年1月", "2026年2月", "2026年3月"]
    of_last_year = points(page(site, "statistics/2025/"), "months")
    assert [number for _, number in of_last_year.values()] == [0] * 5 + [1] + [0] * 6
    point, _ = of_last_year["2025年6月"]
    assert point.url == "search/?from=2025-06-01&to=2025-06-30"
    assert len(points(page(site), "months")) == 24
