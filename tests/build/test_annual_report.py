"""The pages of annual reports against the data in their files: sections, tables, what heads each number."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from .html import HtmlPage, letters, text
from .sources import ROOT, Source, in_category, sources

Read = Callable[[str], HtmlPage]

_REPORTS = [source for source in sources() if source.fields.get("kind") == "annual_report"]
_EVERY = pytest.mark.parametrize("report", _REPORTS, ids=lambda source: source.number)
_SCHEMA = json.loads((ROOT / "schema/kinds/annual_report.schema.json").read_text("utf-8"))
_ENDING, _ENDED = ("repealed", "superseded"), ("repealed", "superseded", "expired", "withdrawn")
_MARK = re.compile(r"^(?:[一二三四]、|（[一二三四五六七]）|\d\.)")


def test_the_county_has_more_than_one() -> None:
    assert len({(report.fields["department"], report.fields["period"]) for report in _REPORTS}) >= 2


@_EVERY
def test_the_six_sections_stand_in_their_order_with_their_texts(report: Source, read: Read) -> None:
    page = read(report.url)
    sections = page.all("section.report-section")
    titles = [_SCHEMA["properties"][key]["title"] for key in _SCHEMA["properties"]]
    assert [text(page.one("h2", section)) for section in sections] == titles
    assert [title[:2] for title in titles] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    for key, section in zip(_SCHEMA["properties"], sections, strict=True):
        written = report.fields["data"][key]
        if isinstance(written, str):
            assert letters(written) in letters(text(section))
    listed = [text(link) for link in page.all("a", page.one("nav.contents"))]
    assert listed[-6:] == titles


@_EVERY
def test_the_body_stands_once_before_the_sections(report: Source, read: Read) -> None:
    page = read(report.url)
    marked = [
        e for e in page.root.iter() if {"record-body", "report-section"} & set(e.get("class", "").split())
    ]
    assert [e.get("class", "").split()[-1] for e in marked] == ["record-body", *["report-section"] * 6]
    assert letters(report.body.split("\n\n")[0]) in letters(text(marked[0]))


@_EVERY
def test_every_number_is_the_one_in_the_data(report: Source, read: Read) -> None:
    shown = {key: cell for table in _tables(read(report.url)) for key, cell in table.numbers()}
    expected = dict(_numbers(_SCHEMA, report.fields["data"]))
    assert len(expected) == 6 + 4 + 25 * 7 + 15
    assert shown == expected
    assert sum(number != "0" for number in shown.values()) > 30


@_EVERY
def test_every_number_names_the_cells_that_head_it(report: Source, read: Read) -> None:
    tables = _tables(read(report.url))
    assert len(tables) == 3
    for table in tables:
        assert table.is_full
        for row, column, cell in table.cells("td"):
            if cell.get("headers"):
                assert cell.get("headers", "").split() == _in_order(table, row, column)
        ids = [cell.get("id") for _, _, cell in table.cells("th") if cell.get("id")]
        assert len(set(ids)) == len(ids)
        named = {name for _, _, cell in table.cells("td") for name in cell.get("headers", "").split()}
        assert named == set(ids)


@_EVERY
def test_wide_tables_are_regions_that_keys_can_reach(report: Source, read: Read) -> None:
    page = read(report.url)
    for table in page.all("table.report-table"):
        caption = page.one("caption", table)
        region = next(e for e in page.root.iter() if table in list(e))
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert region.get("aria-labelledby") == caption.get("id")
        assert text(caption)


def test_the_reports_of_a_body_lead_to_each_other(read: Read) -> None:
    for report in _REPORTS:
        page = read(report.url)
        links = [text(link) for link in page.all("a", page.one("nav.report-years"))]
        own = (report.fields["department"], report.fields["period"])
        others = {(o.fields["department"], o.fields["period"]) for o in _REPORTS} - {own}
        assert links == [f"{year}年" for body, year in sorted(others, reverse=True) if body == own[0]]


@_EVERY
def test_the_records_behind_the_figures_are_those_that_the_files_tell_of(report: Source, read: Read) -> None:
    page = read(report.url)
    year = report.fields["period"]
    expected: dict[str, set[str]] = {}

    def count(label: str, source: Source) -> None:
        expected.setdefault(label, set()).add(source.fields["title"])

    for source in in_category("policies/normative"):
        ended = [entry["date"] for entry in source.fields.get("history", []) if entry["action"] in _ENDING]
        status = source.fields.get("status", "in_force")
        made = source.fields["issued"][:4]
        if made == year:
            count("“行政规范性文件”的“本年制发件数”", source)
        if status in _ENDED and ended and max(ended)[:4] == year:
            count("“行政规范性文件”的“本年废止件数”", source)
        if made <= year and (status not in _ENDED or (ended and max(ended)[:4] > year)):
            count("“行政规范性文件”的“现行有效件数”", source)
    for category, label in (("permits/results", "行政许可"), ("enforcement/coercion", "行政强制")):
        for source in in_category(category):
            if source.fields["issued"][:4] == year:
                count(label, source)
    shown = {
        (page.one("dt", row).text or ""): {text(link) for link in page.all("a", row)}
        for part in page.all("details.report-evidence")
        for row in page.one("dl", part)
    }
    assert shown == expected
    assert shown


class _Table:
    """A table with each cell at every place that it takes."""

    def __init__(self, page: HtmlPage, table: Element) -> None:
        self.grid: dict[tuple[int, int], Element] = {}
        self.part: dict[int, Element] = {}
        self.width = 0
        groups = [e for e in table if e.tag in ("thead", "tbody")]
        rows = [(group, row) for group in groups for row in page.all("tr", group)]
        for number, (group, row) in enumerate(rows):
            self.part[number] = group
            for cell in row:
                self._take(number, cell)
        self.height = len(rows)

    def _take(self, row: int, cell: Element) -> None:
        column = 0
        while (row, column) in self.grid:
            column += 1
        for down in range(int(cell.get("rowspan", 1))):
            for right in range(int(cell.get("colspan", 1))):
                assert (row + down, column + right) not in self.grid
                self.grid[row + down, column + right] = cell
                self.width = max(self.width, column + right + 1)

    @property
    def is_full(self) -> bool:
        return len(self.grid) == self.width * self.height

    def cells(self, tag: str) -> Iterator[tuple[int, int, Element]]:
        """Each cell once, at its first place."""
        seen: set[int] = set()
        for (row, column), cell in sorted(self.grid.items(), key=lambda item: item[0]):
            if cell.tag == tag and id(cell) not in seen:
                seen.add(id(cell))
                yield row, column, cell

    def above(self, row: int, column: int) -> list[Element]:
        """The heads over a place: in the head of the table, and in its own part."""
        parts = [self.part[row], *(group for group in self.part.values() if group.tag == "thead")]
        places = [self.grid[up, column] for up in range(row) if any(self.part[up] is part for part in parts)]
        return _once(cell for cell in places if cell.tag == "th")

    def before(self, row: int, column: int) -> list[Element]:
        """The heads of a row, outermost first."""
        return _once(self.grid[row, left] for left in range(column) if self.grid[row, left].tag == "th")

    def numbers(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each number by the labels that head it, without those that only say where the form has them."""
        for row, column, cell in self.cells("td"):
            if cell.get("headers"):
                heads = [*self.before(row, column), *self.above(row, column)]
                yield tuple(_label(head) for head in heads if _label(head) not in _FORM), text(cell)


#: Heads of the form that are no field's name.
_FORM = {"申请人情况", "法人或其他组织", "行政诉讼", "本年度办理结果", "本年处理决定数量"} | {
    *("第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项"),
    "本年收费金额（单位：万元）",
}


def _tables(page: HtmlPage) -> list[_Table]:
    return [_Table(page, table) for table in page.all("table.report-table")]


def _in_order(table: _Table, row: int, column: int) -> list[str]:
    heads = [*table.above(row, column), *table.before(row, column)]
    return [head.get("id", "") for head in heads]


def _once(cells: Any) -> list[Element]:
    return list({id(cell): cell for cell in cells}.values())


def _label(head: Element) -> str:
    """What a head says, without its number and what the form adds in brackets."""
    return _MARK.sub("", text(head)).removesuffix("（区分处理的，只计这一情形，不计其他情形）")


def _numbers(node: dict[str, Any], data: Any, *above: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every number that the schema has, by the titles on the way to it; 0 where none is written."""
    node = {**_SCHEMA["$defs"].get(node.get("$ref", "").rpartition("/")[2], {}), **node}
    for key, child in node.get("properties", {}).items():
        value = data.get(key) if isinstance(data, dict) else None
        title = () if key in ("proactive", "requests", "reviews", "outcomes") else (child["title"],)
        if child.get("type") in ("integer", "number"):
            yield (*above, *title), value or "0"
        else:
            yield from _numbers(child, value, *above, *title)
