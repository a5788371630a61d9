"""Leaders and responsibility in the built sample county, compared with what the catalog's files say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from .html import HtmlPage, text
from .sources import catalog_file, in_category, nodes
from .trees import build, write_tree

Read = Callable[[str], HtmlPage]

ROLES = ("first", "second", "direct", "officer")
KINDS = {
    "government": "人民政府",
    "department": "政府部门",
    "township": "乡镇、街道",
    "village": "村、社区",
    "institution": "公共企事业单位",
}


def _bodies() -> dict[str, dict[str, Any]]:
    return {body["id"]: body for body in catalog_file("departments")}


def test_leaders_are_those_of_departments_yml_in_their_order(read: Read) -> None:
    page = read("leaders/")
    shown = {}
    for part in page.all("tbody"):
        head, *rows = part.findall("tr")
        shown[text(head)] = [[text(cell) for cell in row] for row in rows]
    expected = {
        body["name"]: [[each["name"], each["title"], each["duties"]] for each in body["leaders"]]
        for body in _bodies().values()
    }
    assert shown == expected
    people = sum(len(rows) for rows in expected.values())
    assert f"{len(expected)} 个机构，{people} 人" in text(page.one("main"))


def test_roles_of_every_body_are_those_of_departments_yml(read: Read) -> None:
    (section,) = _sections(read("responsibility/"), "by-body")
    rows = [[text(cell) for cell in row] for body in section.iter("tbody") for row in body.iter("tr")]
    by_kind = [body for kind in KINDS for body in _bodies().values() if body["kind"] == kind]
    assert rows == [[body["name"], *(body["responsible"][role] for role in ROLES)] for body in by_kind]


def _expected_bodies(path: str) -> set[str]:
    """The bodies of a category by hand: named here or above, else owed by duty, else by what is published."""
    tree = dict(nodes("categories"))
    parts = path.split("/")
    lineage = ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]
    for each in lineage:
        if "responsible" in tree[each]:
            return set(tree[each]["responsible"])
    owed = [
        by
        for duty in catalog_file("duties")
        if set(duty.get("categories", ())) & set(lineage) and duty.get("to", "9") >= "2026-11-20"
        for by in duty["owed_by"]
    ]
    return {key for key, body in _bodies().items() if key in owed or body["kind"] in owed} or {
        source.fields["department"] for source in in_category(path)
    }


def test_every_category_has_the_bodies_that_answer_for_it(read: Read) -> None:
    (section,) = _sections(read("responsibility/"), "by-category")
    rows = {
        row[0].find("a").get("href", ""): row  # type: ignore[union-attr]
        for row in section.iter("tr")
        if row[0].get("scope") == "row"
    }
    leaves = [path for path, node in nodes("categories") if not node.get("children")]
    assert set(rows) == {f"../categories/{path}/" for path in leaves}
    for path in leaves:
        _, answering, others = rows[f"../categories/{path}/"]
        linked = [link.get("href", "") for link in answering.iter("a")]
        kinds = {href[1:] for href in linked if href.startswith("#")}
        found = {href.split("/")[2] for href in linked if not href.startswith("#")}
        found |= {key for key, body in _bodies().items() if body["kind"] in kinds}
        assert found == _expected_bodies(path), path
        besides = {link.get("href", "").split("/")[2] for link in others.iter("a")}
        assert besides == {each.fields["department"] for each in in_category(path)} - found, path


def test_responsible_bodies_are_told_with_their_roles(read: Read) -> None:
    (section,) = _sections(read("responsibility/"), "by-category")
    (row,) = (each for each in section.iter("tr") if text(each[0]) == "财政预算")
    assert text(row[1]) == (
        "示例县财政局 第一责任人 局长 第二责任人 分管副局长 具体责任人 办公室主任 信息员 办公室科员"
    )


def test_site_that_names_nobody_has_neither_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content"), site, "--no-search") == 0
    assert not (site / "leaders").exists()
    assert not (site / "responsibility").exists()


def _sections(page: HtmlPage, name: str) -> list[Element]:
    return [each for each in page.all("section") if each.get("aria-labelledby") == name]
