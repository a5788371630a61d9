"""The sums of annual reports: whatever adds up passes, and one changed cell is told by the sums it is in."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import Any

from factory import SCHEMA
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.annual_report import check_report
from generator.ingest.schema import load_schemas
from generator.model import annual_report
from generator.model.labels import FieldLabels
from generator.model.problems import Place, Problem
from generator.model.records import Record

_SOURCE = json.loads((SCHEMA / "kinds/annual_report.schema.json").read_text("utf-8"))
_APPLICANTS = [key for key in _SOURCE["$defs"]["applicants"]["properties"] if key != "total"]
_RESULTS = [key for key in _SOURCE["$defs"]["results"]["properties"] if key != "total"]


def _rows(node: dict[str, Any], kind: str, *above: str) -> list[tuple[str, ...]]:
    """The rows of a table by their way, as the schema has them."""
    if node.get("$ref") == f"#/$defs/{kind}":
        return [above]
    return [
        row for key, child in node.get("properties", {}).items() for row in _rows(child, kind, *above, key)
    ]


_ALL = _rows(_SOURCE, "applicants")
_OUTCOMES = [row for row in _ALL if "outcomes" in row]
_REVIEWS = _rows(_SOURCE, "results")
Cells = dict[tuple[str, ...], int]


def test_the_tables_of_the_model_are_those_of_the_schema() -> None:
    assert len(_ALL) == 25
    assert list(annual_report.REQUEST_ROWS) == _ALL
    assert list(annual_report.OUTCOME_ROWS.values()) == _OUTCOMES
    assert list(annual_report.REVIEWS) == _REVIEWS
    assert list(annual_report.APPLICANTS) == _APPLICANTS
    assert list(annual_report.RESULTS) == _RESULTS
    second = _SOURCE["properties"]["proactive"]["properties"]
    rows = (*annual_report.DOCUMENTS, *annual_report.DECISIONS, annual_report.FEES)
    assert [row[-1] for row in rows] == list(second)


@cache
def _labels() -> dict[str, FieldLabels]:
    schema = load_schemas(SCHEMA).kinds[annual_report.KIND]
    return {language: schema.labels(language) for language in ("zh", "en")}


def _problems(data: dict[str, Any]) -> list[tuple[str, tuple[str | int, ...]]]:
    """The rules that a report breaks, each with the field that it is told of."""
    asked: list[tuple[str | int, ...]] = []

    def locate(path: Any) -> Place:
        asked.append(tuple(path))
        return Place("report.md")

    day = datetime(2026, 1, 20)
    fields = ("report.md", "年报", "F-1", "finance", "finance", day.date(), day)
    record = Record(*fields, kind=annual_report.KIND, period="2025", data=data)
    found: list[Problem] = list(check_report(record, _labels(), locate))
    return [(problem.rule, path[1:]) for problem, path in zip(found, asked, strict=True)]


@st.composite
def _sound(draw: st.DrawFn) -> Cells:
    """The cells of a report that adds up: chosen are the outcomes, what was carried in and what came in."""
    small = st.integers(0, 9)
    cells: Cells = {}
    for column in _APPLICANTS:
        of_column = {row: draw(small) for row in draw(st.sets(st.sampled_from(_OUTCOMES), max_size=4))}
        handled = sum(of_column.values())
        left = draw(small)
        carried_in = draw(st.integers(0, handled + left))
        of_column[("requests", "total")] = handled
        of_column[("requests", "carried_out")] = left
        of_column[("requests", "carried_in")] = carried_in
        of_column[("requests", "received")] = handled + left - carried_in
        cells |= {(*row, column): count for row, count in of_column.items()}
    for row in _REVIEWS:
        cells |= {(*row, result): draw(small) for result in _RESULTS}
    for row in (*_ALL, *_REVIEWS):
        columns = _RESULTS if row in _REVIEWS else _APPLICANTS
        cells[(*row, "total")] = sum(cells.get((*row, column), 0) for column in columns)
    kept = draw(st.booleans())
    return {cell: count for cell, count in cells.items() if count or kept}


def _data(cells: Cells) -> dict[str, Any]:
    data: dict[str, Any] = {"proactive": {}, "requests": {}, "reviews": {}}
    for cell, count in cells.items():
        place = data
        for key in cell[:-1]:
            place = place.setdefault(key, {})
        place[cell[-1]] = count
    return data


@given(_sound())
def test_a_report_that_adds_up_passes(cells: Cells) -> None:
    assert _problems(_data(cells)) == []


@given(_sound(), st.data())
def test_one_changed_cell_is_told_by_every_sum_that_it_is_in_and_by_no_other(
    cells: Cells, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from([*_ALL, *_REVIEWS]))
    column = data.draw(st.sampled_from([*(_RESULTS if row in _REVIEWS else _APPLICANTS), "total"]))
    before = cells.get((*row, column), 0)
    after = data.draw(st.integers(0, 99).filter(lambda count: count != before))
    found = _problems(_data({**cells, (*row, column): after}))
    expected = [("report-row-sum", (*row, "total"))]
    if row not in _REVIEWS and column != "total":
        if row in _OUTCOMES or row == ("requests", "total"):
            expected.append(("report-column-sum", ("requests", "total", column)))
        if row not in _OUTCOMES:
            expected.append(
                ("report-balance", next(path for rule, path in found if rule == "report-balance"))
            )
            assert expected[-1][1][-1] == column
    assert sorted(map(str, found)) == sorted(map(str, expected))
