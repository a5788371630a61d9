"""Bodies, categories, subjects and duties as data, and the history of all records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.derive.data_files import API, EVENT_COLUMNS, URL
from generator.derive.event_data import event_rows
from generator.derive.freshness.data import COLUMN_KEYS, column_data, gap_data, score_data
from generator.derive.freshness.report import freshness_of
from generator.derive.naming import Site
from generator.model.catalog import Node
from generator.model.values import compact_json, indented_json
from generator.outputs.exports import cell, text_file, write_table

#: What a body tells the public of itself; accounts that review (`owners`) and the like are the office's own.
_OF_DEPARTMENT = (
    *("name_en", "short_name", "parent", "order", "address", "office_hours", "phone", "email", "fax"),
    *("postcode", "website", "functions", "leaders", "internal_units", "supervision"),
    *("disclosure_contact", "responsible", "pledges"),
)
_OF_NODE = ("name_en", "description_en", "keywords", "column_type", "update_limit", "responsible")


def write_catalog_data(site: Path, catalog: Site) -> None:
    """Write `data/departments.json`, `categories.json`, `subjects.json` and `duties.json`.

    Subjects and duties only where there are any. Each has the version of the format and the day of the data.
    """
    trees = {"categories": catalog.catalog.categories, "subjects": catalog.catalog.subjects}
    entries: dict[str, list[dict[str, Any]]] = {"departments": list(_departments(catalog))}
    entries |= {name: [_node(node, name) for node in tree] for name, tree in trees.items()}
    entries["duties"] = [dict(duty.fields) for duty in catalog.catalog.duties.values()]
    for name, listed in entries.items():
        if listed or name in ("departments", "categories"):
            head = {"api": API, "as_of": catalog.catalog.as_of.isoformat()}
            with text_file(site / f"data/{name}.json") as out:
                out.write(indented_json({**head, name: listed}) + "\n")


def _departments(site: Site) -> Iterator[dict[str, Any]]:
    for department in site.catalog.departments.values():
        told = {key: department.extra[key] for key in _OF_DEPARTMENT if key in department.extra}
        head = {"id": department.id, "name": department.name, "kind": department.kind}
        yield {**head, **told, URL: department.url}


def _node(node: Node, tree: str) -> dict[str, Any]:
    """A node of a tree; `path` is how records name it."""
    told: dict[str, Any] = {"path": node.path, "name": node.name}
    if node.trail:
        told["parent"] = node.trail[-1][0]
    if node.description:
        told["description"] = node.description
    told |= {key: node.extra[key] for key in _OF_NODE if key in node.extra}
    return {**told, URL: f"{tree}/{node.path}/"}


def write_freshness(site: Path, catalog: Site) -> None:
    """Write `data/freshness.json`, and its columns as `data/freshness.csv`."""
    found = freshness_of(catalog)
    columns = [column_data(column) for column in found.columns]
    report = {
        "api": API,
        "as_of": catalog.catalog.as_of.isoformat(),
        "ahead": str(found.ahead),
        "score": score_data(found.score),
        "columns": columns,
        "records": [gap_data(gap) for gap in found.gaps],
        "elements": [{"department": each.body.id, "missing": list(each.keys)} for each in found.elements],
    }
    with text_file(site / "data/freshness.json") as out:
        out.write(indented_json(report) + "\n")
    rows = ([cell(value) for value in column.values()] for column in columns)
    write_table(site / "data/freshness.csv", COLUMN_KEYS, rows)


def write_history(site: Path, catalog: Site) -> None:
    """Write `data/history.csv` and `data/history.jsonl`: a row an event, publication too, newest first."""
    with text_file(site / "data/history.jsonl") as out:
        out.writelines(f"{compact_json(row)}\n" for row in event_rows(catalog))
    rows = ([cell(value) for value in row.values()] for row in event_rows(catalog))
    write_table(site / "data/history.csv", EVENT_COLUMNS, rows)
