"""The figures of the statistics as data."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from generator.derive.data_files import API, told_records
from generator.derive.naming import Site
from generator.derive.statistics.figures import FIGURE_KEYS, rows_of, statistics_of
from generator.model.values import indented_json
from generator.outputs.exports import cell, text_file, write_table


def write_statistics(folder: Path, site: Site) -> None:
    """Write `data/statistics.csv` and `.json`, a row a figure."""
    rows = [astuple(figure) for figure in rows_of(site, statistics_of(site, told_records(site.catalog)))]
    write_table(folder / "data/statistics.csv", FIGURE_KEYS, ([cell(value) for value in row] for row in rows))
    head = {"api": API, "as_of": site.catalog.as_of.isoformat()}
    figures = [dict(zip(FIGURE_KEYS, row, strict=True)) for row in rows]
    with text_file(folder / "data/statistics.json") as out:
        out.write(indented_json({**head, "statistics": figures}) + "\n")
