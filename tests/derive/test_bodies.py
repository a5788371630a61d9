"""Bodies: their order in the index, and what the front page of one says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from outputs.sample import record

from generator.derive.bodies import bodies_page
from generator.derive.department_page import DepartmentPage, Fact, department_page
from generator.model.catalog import Department
from generator.model.records import HistoryEntry, Record, Withdrawal

from .sites import schemas, site_of


def _body(body_id: str, kind: str, **extra: Any) -> Department:
    return Department(body_id, f"示例{body_id}", kind, extra)


def _page(
    *records: Record, bodies: tuple[Department, ...] = (), language: str = "zh", **extra: Any
) -> DepartmentPage:
    """The front page of the finance bureau, with `extra` in departments.yml."""
    body = Department("czj", "示例县财政局", "department", extra)
    made = site_of(*records, language=language, departments=(body, *bodies))
    return department_page(made, body)


def _facts(page: DepartmentPage, panel: str) -> dict[str, str]:
    (found,) = (each for each in page.panels if each.id == panel)
    return {fact.label: fact.text for fact in found.facts}


def test_index_has_villages_below_their_township_and_the_rest_by_kind() -> None:
    made = site_of(
        record("A-1", "2026-03-01", department="cun"),
        record("A-2", "2026-03-09", department="cun"),
        record("A-0", "2025-12-31", department="cun"),
        departments=(
            _body("zhen", "township"),
            _body("cun", "village", parent="zhen"),
            _body("zu", "village", parent="cun"),
            _body("yuan", "institution", parent="czj"),
        ),
    )
    view = bodies_page(made)
    listed = {group.id: [entry.url for entry in group.entries] for group in view.groups}
    assert listed == {
        "department": ["departments/czj/", "departments/mzj/"],
        "township": ["departments/zhen/"],
        "village": ["departments/zu/"],  # a village of a village: below nothing larger
        "institution": ["departments/yuan/"],
    }
    (township,) = view.groups[1].entries
    (village,) = township.below
    assert (township.count, township.latest) == (0, "")
    assert (village.url, village.latest) == ("departments/cun/", "2026-03-09")
    assert (view.year, village.count, village.this_year) == ("2026年", 3, 2)
    assert [section.url for section in view.sections] == [f"#{group.id}" for group in view.groups]


def test_villages_that_are_each_others_parents_are_listed() -> None:
    made = site_of(departments=(_body("a", "village", parent="b"), _body("b", "village", parent="a")))
    urls = [entry.url for group in bodies_page(made).groups for entry in group.entries]
    assert {"departments/a/", "departments/b/"} <= set(urls)


def test_body_that_has_but_a_name_has_nothing_but_its_records() -> None:
    page = _page(record("A-1", "2026-03-01"))
    assert (page.lines, page.tables, page.panels, page.below, page.sections) == ((), (), (), (), ())
    assert (page.kind, page.parent, page.latest) == ("部门", None, "2026-03-01")
    assert _page().latest == ""


def test_parts_come_with_the_labels_of_the_schema_and_links_to_them() -> None:
    page = _page(
        bodies=(_body("dui", "institution", parent="czj"), _body("fu", "government")),
        parent="fu",
        functions=["编制预算"],
        pledges=["五日内答复"],
        leaders=[{"name": "张某", "title": "局长"}],
        phone="0000-1234567",
        supervision={"phone": "0000-1234569", "reception_day": "每月15日"},
        disclosure_contact={"office": "办公室"},
        responsible={"first": "局长"},
    )
    assert page.parent is not None
    assert page.parent.url == "departments/fu/"
    assert [(section.text, section.url) for section in page.sections] == [
        ("主要职责", "#functions"),
        ("服务承诺", "#pledges"),
        ("领导信息", "#leaders"),
        ("联系方式", "#contact"),
        ("信息公开工作机构", "#disclosure_contact"),
        ("监督方式", "#supervision"),
        ("下属单位", "#below"),
        ("公开信息", "#records"),
    ]
    assert _facts(page, "supervision") == {"监督电话": "0000-1234569", "接待日": "每月15日"}
    assert _facts(page, "disclosure_contact") == {"机构名称": "办公室", "第一责任人": "局长"}
    assert [entry.url for group in page.below for entry in group.entries] == ["departments/dui/"]


def test_tables_keep_the_order_asked_for_and_drop_columns_that_are_blank() -> None:
    leaders = [
        {"name": "甲", "title": "副局长"},
        {"name": "乙", "title": "调研员"},
        {"name": "丙", "title": "局长", "order": 1},
    ]
    (table,) = _page(leaders=leaders).tables
    assert table.columns == ("姓名", "职务")
    assert [[fact.text for fact in row] for row in table.rows] == [
        ["丙", "局长"],
        ["甲", "副局长"],
        ["乙", "调研员"],
    ]
    leaders[1]["duties"] = "协助工作"
    (table,) = _page(leaders=leaders).tables
    assert table.columns == ("姓名", "职务", "分工")
    assert [row[2].text for row in table.rows] == ["", "", "协助工作"]


@pytest.mark.parametrize(
    ("key", "text", "href"),
    [
        ("phone", "0000-1234567", "tel:0000-1234567"),
        ("phone", "12345", "tel:12345"),
        ("phone", "0000-1234567 转 8", ""),
        ("phone", "javascript:alert(1)", ""),
        ("fax", "0000-1234568", ""),
        ("postcode", "000000", ""),
        ("email", "a?b@example.gov.cn", "mailto:a%3Fb@example.gov.cn"),
        ("website", "https://czj.example.gov.cn/", "https://czj.example.gov.cn/"),
        ("address", "人民路1号", ""),
    ],
)
def test_ways_to_reach_a_body_lead_there(key: str, text: str, href: str) -> None:
    (panel,) = _page(**{key: text}).panels
    (fact,) = panel.facts
    assert fact == Fact(schemas().departments.labels("zh").name(key), text, href)


def test_categories_count_what_a_search_for_the_bodys_records_finds() -> None:
    page = _page(
        record("A-1", "2026-03-01"),
        record("A-2", "2026-03-02", category="caizheng"),
        record("A-3", "2026-03-03", status="withdrawn", withdrawal=Withdrawal("removed")),
        record("A-4", "2026-03-04", department="mzj", category="minzheng"),
    )
    (root,) = page.categories
    assert (root.text, root.count) == ("财政", 2)
    assert root.url == "search/?department=czj&category=caizheng"
    assert [(child.text, child.count, child.url) for child in root.children] == [
        ("预算", 1, "search/?department=czj&category=caizheng%2Fyusuan")
    ]


def test_changes_are_the_newest_of_the_bodys_own_and_no_publications() -> None:
    def changed(number: str, day: int, **fields: Any) -> Record:
        entry = HistoryEntry(date(2026, 3, day), "corrected", f"更正{day}")
        return record(number, "2026-03-01", history=(entry,), **fields)

    own = [changed(f"A-{day}", day) for day in range(2, 9)]
    page = _page(*own, changed("B-1", 20, department="mzj"), record("A-9", "2026-03-30"))
    assert [change.note for change in page.changes] == [f"更正{day}" for day in range(8, 3, -1)]


def test_english_page_is_labelled_in_english() -> None:
    page = _page(
        language="en",
        leaders=[{"name": "Zhang", "title": "Director"}],
        address="1 Renmin Road",
        supervision={"mailbox": "in the hall"},
        pledges=["Letters are answered in five days"],
    )
    assert [section.text for section in page.sections] == [
        *("Pledges", "Leaders", "Contact", "Supervision", "Published records")
    ]
    assert page.kind == "Department"
    assert page.tables[0].columns == ("Name", "Title")
    assert _facts(page, "contact") == {"Address": "1 Renmin Road"}
