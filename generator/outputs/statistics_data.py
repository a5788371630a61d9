"""The figures of the statistics as data, and what was disclosed beside the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from generator.derive.data_files import API, told_records
from generator.derive.naming import Site
from generator.derive.statistics.figures import FIGURE_KEYS, rows_of, statistics_of
from generator.model.activities import Activity
from generator.model.values import indented_json
from generator.outputs.exports import cell, text_file, write_table


def write_statistics(folder: Path, site: Site) -> None:
    """Write `data/statistics.csv` and `.json`, a row a figure; `data/activities.json` if there are any."""
    rows = [astuple(figure) for figure in rows_of(site, statistics_of(site, told_records(site.catalog)))]
    write_table(folder / "data/statistics.csv", FIGURE_KEYS, ([cell(value) for value in row] for row in rows))
    _write_json(folder, site, "statistics", (dict(zip(FIGURE_KEYS, row, strict=True)) for row in rows))
    if site.catalog.activities:
        _write_json(folder, site, "activities", map(_told, site.catalog.activities))


def _write_json(folder: Path, site: Site, name: str, entries: Iterator[dict[str, Any]]) -> None:
    head = {"api": API, "as_of": site.catalog.as_of.isoformat()}
    with text_file(folder / f"data/{name}.json") as out:
        out.write(indented_json({**head, name: list(entries)}) + "\n")


def _told(activity: Activity) -> dict[str, Any]:
    """An activity by the keys of its file; what is not written is left out."""
    values = {field.name: getattr(activity, field.name) for field in fields(activity)}
    return {key: value for key, value in values.items() if value} | {"date": activity.date.isoformat()}
