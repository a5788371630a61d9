"""The pages of the ledger, of entries made by hand: their order, their cuts, their links."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from outputs.sample import record

from generator.derive.department_page import department_page
from generator.derive.index_pages import home_page
from generator.derive.ledger.coming import coming, owed_by
from generator.derive.ledger.duty_pages import catalog_pages, duty_pages
from generator.derive.ledger.ledger_pages import ledger_lists, ledger_overviews
from generator.derive.ledger.matrix import matrices
from generator.derive.record_header import record_header
from generator.model.catalog import Department
from generator.model.duties import Duty, TimeLimit

from .ledgers import QUARTERLY, TODAY, entry, site_with

VILLAGES = tuple(Department(f"v{number}", f"第{number}村", "village") for number in range(1, 4))
OF_VILLAGES = Duty("accounts", "村务", "财务收支", TimeLimit("quarterly"), ("village",))


def _day(offset: int) -> date:
    return TODAY + timedelta(offset)


def test_entries_stand_in_the_order_in_which_an_office_goes_through_them() -> None:
    entries = [
        entry("met", "2025-Q1", deadline=_day(-600), met_on=_day(-601)),
        entry("due", "2026-Q4", deadline=_day(70)),
        entry("overdue", "2026-Q3", deadline=_day(-20), days=14),
        entry("not_applicable", "2026-Q1"),
        entry("overdue", "2026-Q2", deadline=_day(-110), days=75),
        entry("due", "2026-Q2", duty=replace(QUARTERLY, id="soon"), deadline=_day(3), days=3),
    ]
    (page,) = (
        each for each in ledger_lists(site_with(entries)) if each.page.url == "ledger/departments/czj/"
    )
    told = [(part.id, [row.span.text for row in part.rows]) for part in page.part.sections]
    assert told == [
        ("overdue", ["2026年第二季度", "2026年第三季度"]),
        ("due", ["2026年第二季度", "2026年第四季度"]),
        ("settled", ["2026年第一季度", "2025年第一季度"]),
    ]
    assert [(each.state, each.value, each.url) for each in page.counts if not each.is_none] == [
        ("overdue", "2", "#overdue"),
        ("due", "2", "#due"),
        ("met", "1", "#settled"),
        ("not_applicable", "1", "#settled"),
    ]


def test_a_long_ledger_is_cut_into_pages_that_name_their_neighbours() -> None:
    entries = [entry("met", f"{year}-{month:02}") for year in range(2001, 2011) for month in range(1, 13)]
    pages = [each for each in ledger_lists(site_with(entries)) if "departments" in each.page.url]
    assert [each.page.url for each in pages] == ["ledger/departments/czj/", "ledger/departments/czj/page/2/"]
    assert [sum(len(part.rows) for part in each.part.sections) for each in pages] == [100, 20]
    assert (pages[0].page.next, pages[1].page.previous) == (pages[1].page.url, pages[0].page.url)
    assert {each.total for each in pages} == {120}


def test_periods_of_a_year_lead_to_each_other() -> None:
    site = site_with([entry("met", period) for period in ("2026", "2026-Q1", "2026-H1", "2025-Q4")])
    lists = {each.page.url: each for each in ledger_lists(site)}
    near = [each.url for each in lists["ledger/2026-Q1/"].near]
    assert near == ["ledger/2026/", "ledger/2026-H1/", "ledger/2026-Q1/"]
    assert lists["ledger/2026/"].lead
    assert not lists["ledger/2026-H1/"].lead
    (overview,) = ledger_overviews(site)
    assert [group.title for group in overview.spans] == ["2026年", "2025年"]
    assert [each.url for each in overview.counts if each.url] == ["#bodies"]


def test_what_many_bodies_owe_alike_is_a_table_of_bodies_by_periods() -> None:
    paid = record("V-1", "2026-10-10", department="v1")
    quarters = [f"{year}-Q{number}" for year in (2023, 2024, 2025, 2026) for number in range(1, 5)]
    entries = [entry("met", quarter, "v1", duty=OF_VILLAGES) for quarter in quarters[:-2]]
    entries += [
        entry(
            "met", "2026-Q3", "v1", duty=OF_VILLAGES, deadline=_day(-15), met_on=_day(-41), records=(paid,)
        ),
        entry("met_late", "2026-Q3", "v2", duty=OF_VILLAGES, deadline=_day(-15), met_on=_day(-8), days=5),
        entry("overdue", "2026-Q3", "v3", duty=OF_VILLAGES, deadline=_day(-15), days=11),
    ]
    site = site_with(entries, departments=VILLAGES)
    first, second = duty_pages(site)
    assert (first.page.url, second.page.url) == ("duties/accounts/", "duties/accounts/page/2/")
    assert first.matrix is not None
    assert [len(table.columns) for table in matrices(site, OF_VILLAGES, entries)] == [8, 7]
    monthly = replace(OF_VILLAGES, limit=TimeLimit("monthly"))
    assert [len(table.columns) for table in matrices(site, monthly, entries)] == [12, 3]
    column, row = first.matrix.columns[0], first.matrix.rows[0]
    assert (column.span.text, column.span.url, column.deadline) == (
        "2026年第三季度",
        "ledger/2026-Q3/",
        "2026-11-05",
    )
    assert row.body.url == "ledger/departments/v1/"
    cells = [each.cells[0] for each in first.matrix.rows]
    assert [each and (each.state, each.text, each.url) for each in cells] == [
        ("met", "10-10", "records/V-1/"),
        ("met_late", "11-12 迟 5 日", ""),
        ("overdue", "逾期 11 日", ""),
    ]
    assert first.matrix.rows[1].cells[1] is None
    assert first.part.sections == second.part.sections == ()


def test_the_catalog_lists_duties_by_heading_with_who_owes_them() -> None:
    ended = Duty("old", "财政", "旧事项", TimeLimit("monthly"), ("mzj", "department"), ends=_day(-1))
    ends_today = replace(ended, id="last", ends=TODAY)
    entries = [entry("overdue", deadline=_day(-2)), entry("met", "2026-Q2", duty=OF_VILLAGES, body="v1")]
    site = site_with(entries, QUARTERLY, OF_VILLAGES, ended, ends_today, departments=VILLAGES[:1])
    (page,) = catalog_pages(site)
    assert [(group.title, [row.number for row in group.rows]) for group in page.groups] == [
        ("财政", [1, 2, 3]),
        ("村务", [4]),
    ]
    budget, old, last = page.groups[0].rows
    assert (budget.duty.url, budget.overdue, budget.ended) == ("duties/budget/", 1, "")
    assert (old.ended, last.ended) == ("2026-11-19 后不再要求公开", "")
    assert [(each.text, each.url) for each in old.owed_by] == [
        ("示例县民政局", "departments/mzj/"),  # owes nothing: there is no ledger of it
        ("各部门", ""),
    ]
    (only,) = page.groups[1].rows[0].owed_by  # the one body of its kind
    assert (only.text, only.url) == ("第1村", "ledger/departments/v1/")


def test_a_duty_without_entries_has_its_page_all_the_same() -> None:
    begins = replace(QUARTERLY, begins=_day(30), limit=TimeLimit("monthly", text="每月十日前"))
    (page,) = duty_pages(site_with([], begins))
    assert (page.total, page.limit, page.note) == (0, "每月十日前", "2026-12-20 起要求公开")
    fields = {field.key: [value.text for value in field.values] for field in page.fields}
    assert fields["id"] == [page.page.url.split("/")[1]]  # what records name it by
    assert fields["limit"] == ["每月十日前"]
    assert fields["counted"] == ["每月公开，期满后 20 个工作日内"]
    assert fields["from"] == ["2026-12-20"]


def test_the_next_deadlines_are_told_once_for_bodies_that_owe_alike() -> None:
    entries = [
        entry("due", "2026-Q4", body, duty=OF_VILLAGES, deadline=_day(40), days=28) for body in ("v1", "v2")
    ]
    entries += [entry("due", "2026-Q4", deadline=TODAY), entry("overdue", deadline=_day(-9))]
    found = coming(site_with(entries, departments=VILLAGES))
    assert found is not None
    assert [(day.deadline, day.matter.text, day.by, day.left) for day in found.days] == [
        ("2026-11-20", "部门预算", "示例县财政局", "今天到期"),
        ("2026-12-30", "财务收支", "2 个单位", "还有 28 个工作日"),
    ]
    assert found.overdue == 1


def test_a_body_s_page_says_what_it_owes_and_what_it_met_this_year() -> None:
    entries = [entry("overdue", f"2025-{month:02}", deadline=_day(-month)) for month in range(1, 13)]
    entries += [
        entry("due", "2026-Q4", deadline=_day(40)),
        entry("met", "2026-Q1", met_on=date(2026, 4, 1)),
        entry("nil", "2026-Q2", met_on=date(2026, 7, 1)),
        entry("met", "2025-Q4", met_on=date(2025, 12, 31)),
    ]
    site = site_with(entries)
    owed = owed_by(site, "czj")
    assert owed is not None
    assert [(each.state, each.value) for each in owed.counts] == [("overdue", "12"), ("due", "1")]
    assert (len(owed.rows), owed.more, owed.met_this_year) == (8, 5, 2)
    assert owed.rows[0].deadline == _day(-12).isoformat()
    page = department_page(site, site.catalog.departments["czj"])
    assert "#owed" in [section.url for section in page.sections]
    assert owed_by(site, "mzj") is None


def test_without_duties_there_is_no_ledger() -> None:
    site = site_with([])
    for pages in (catalog_pages, duty_pages, ledger_overviews, ledger_lists):
        assert list(pages(site)) == []
    assert home_page(site).coming is None


def test_a_record_s_header_leads_to_its_duty_and_its_period() -> None:
    site = site_with([entry("met")])
    told = record("X-1", "2026-10-10", duty="budget", period="2026-Q3", fields={"published": "2026-10-10"})
    links = {field.key: field.values[0].url for field in record_header(site, told)}
    assert (links["duty"], links["period"]) == ("duties/budget/", "ledger/2026-Q3/")
    other = replace(told, period="2019", duty="")
    assert {field.key: field.values[0].url for field in record_header(site, other)}["period"] == ""
