"""The pages of bodies in the built sample county, compared with departments.yml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .crawl import dead_links
from .html import HtmlPage, text
from .sources import catalog_file, told
from .trees import build, record, write_tree

Read = Callable[[str], HtmlPage]


def test_front_page_says_what_departments_yml_says(read: Read) -> None:
    for body in catalog_file("departments"):
        page = read(f"departments/{body['id']}/")
        main = text(page.one("main"))
        said = [*body["functions"], *body.get("pledges", ()), body["address"], body["postcode"]]
        said += [value for each in body["leaders"] for value in each.values()]
        said += [value for each in body.get("internal_units", ()) for value in each.values()]
        said += [*body["supervision"].values(), *body["disclosure_contact"].values()]
        assert [each for each in said if each not in main] == [], body["id"]
        assert f"mailto:{body['email']}" in set(page.addresses())
        assert f"tel:{body['supervision']['phone']}" in set(page.addresses())
        panels = [link.get("href") for link in page.one("div.body-panels").iter("a")]
        assert f"../../departments/{body['id']}/request/" in panels


def test_bodies_lead_to_the_one_above_and_to_those_below(read: Read) -> None:
    for body in catalog_file("departments"):
        page = read(f"departments/{body['id']}/")
        if "parent" in body:
            assert f"../../departments/{body['parent']}/" in set(page.addresses()), body["id"]
            above = read(f"departments/{body['parent']}/")
            assert f"../../departments/{body['id']}/" in set(above.addresses()), body["id"]


def test_tables_of_people_and_units_have_heads_for_rows_and_columns(read: Read) -> None:
    tables = read("departments/finance/").all("table.body-table")
    assert len(tables) == 2
    for table in tables:
        assert text(next(table.iter("caption")))
        for row in table.iter("tr"):
            assert row[0].tag == "th"
            assert row[0].get("scope") in ("row", "col")
            assert len(row) == 3


def test_search_box_of_a_body_asks_for_its_records_alone(read: Read) -> None:
    form = read("departments/finance/").one("form.body-search")
    fields = {each.get("name"): each.get("value") for each in form.iter("input")}
    assert form.get("action") == "../../search/"
    assert fields == {"department": "finance", "q": None}


def test_categories_add_up_to_the_bodys_records(read: Read) -> None:
    for body in catalog_file("departments"):
        own = [source for source in told() if source.fields["department"] == body["id"]]
        (nav,) = read(f"departments/{body['id']}/").all("nav.body-categories")
        counts = [int(text(count)) for count in nav.findall("ul/li/span")]
        assert sum(counts) == len(own), body["id"]


def test_later_pages_and_years_are_plain_lists(tmp_path: Path) -> None:
    records = {f"finance/2026/{n}.md": record(f"F-{n:03}") for n in range(31)}
    content, site = write_tree(tmp_path / "content", records), tmp_path / "site"
    (content / "catalog/departments.yml").write_text(
        "- {id: finance, name: 县财政局, kind: department, functions: [编制预算]}\n"
        "- {id: water, name: 县水利局, kind: department}\n",
        "utf-8",
    )
    assert build(content, site) == 0
    assert dead_links(site) == []
    first, *others = (
        text(HtmlPage.read(site / "departments/finance" / part / "index.html").one("main"))
        for part in ("", "page/2", "2026")
    )
    assert "编制预算" in first
    assert all("编制预算" not in other for other in others)


def test_body_that_has_but_a_name_shows_its_name_and_records(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content"), site) == 0
    assert dead_links(site) == []
    finance, water = (HtmlPage.read(site / f"departments/{body}/index.html") for body in ("finance", "water"))
    for page in (finance, water):
        assert [text(heading) for heading in page.all("h2", page.one("main"))] == ["公开信息"]
    assert len(finance.all("li.record-row")) == 1
    assert water.all("form.body-search") == []
    assert "暂无公开信息" in text(water.one("main"))


def test_index_lists_villages_below_their_township(read: Read) -> None:
    index = read("departments/")
    rows = index.all("tr")
    (place,) = (place for place, row in enumerate(rows) if text(row[0]) == "示例县例河镇人民政府")
    village = rows[place + 1]
    assert village.get("class") == "body-index__below"
    assert village[0][0].get("href") == "../departments/yangtian-village/"
    assert all(cell.get("scope") for row in rows for cell in row.findall("th"))
    headings = [text(heading) for heading in index.all("h2")]
    assert "村、社区" not in headings
