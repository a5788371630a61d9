"""Bodies, categories, subjects, activities and duties as data, and the history of all records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from generator.derive.catalog_rows import (
    ACTIVITY_COLUMNS,
    BODY_COLUMNS,
    NODE_COLUMNS,
    activity_rows,
    body_rows,
    node_rows,
)
from generator.derive.data_files import API, EVENT_COLUMNS
from generator.derive.event_data import event_rows
from generator.derive.freshness.data import COLUMN_KEYS, column_data, gap_data, score_data
from generator.derive.freshness.report import freshness_of
from generator.derive.naming import Site
from generator.model.values import compact_json, indented_json
from generator.outputs.exports import text_file, write_rows


def write_catalog_data(site: Path, catalog: Site) -> None:
    """Write `data/departments`, `categories`, `subjects` and `activities`, each as `.json` and `.csv`, and
    `data/duties.json`; of all but the first two only where there are any.

    Each JSON has the version of the format and the day of the data.
    """
    tables = {
        "departments": (BODY_COLUMNS, list(body_rows(catalog))),
        "categories": (NODE_COLUMNS, list(node_rows(catalog, "categories"))),
        "subjects": (NODE_COLUMNS, list(node_rows(catalog, "subjects"))),
        "activities": (ACTIVITY_COLUMNS, list(activity_rows(catalog))),
    }
    for name, (columns, rows) in tables.items():
        if rows or name in ("departments", "categories"):
            _write_json(site, catalog, name, rows)
            write_rows(site / f"data/{name}.csv", columns, rows)
    if catalog.catalog.duties:
        _write_json(site, catalog, "duties", [dict(duty.fields) for duty in catalog.catalog.duties.values()])


def _write_json(site: Path, catalog: Site, name: str, entries: Sequence[Mapping[str, Any]]) -> None:
    head = {"api": API, "as_of": catalog.catalog.as_of.isoformat()}
    with text_file(site / f"data/{name}.json") as out:
        out.write(indented_json({**head, name: entries}) + "\n")


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
    write_rows(site / "data/freshness.csv", COLUMN_KEYS, columns)


def write_history(site: Path, catalog: Site) -> None:
    """Write `data/history.csv` and `data/history.jsonl`: a row an event, publication too, newest first."""
    with text_file(site / "data/history.jsonl") as out:
        write_rows(site / "data/history.csv", EVENT_COLUMNS, _lined(event_rows(catalog), out))


def _lined(rows: Iterable[dict[str, str]], out: TextIO) -> Iterator[dict[str, str]]:
    """Rows, each written as a line of JSON on the way."""
    for row in rows:
        out.write(f"{compact_json(row)}\n")
        yield row
