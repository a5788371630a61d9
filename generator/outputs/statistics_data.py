"""The figures of the statistics as data."""

from __future__ import annotations

from pathlib import Path

from generator.derive.data_files import API, told_records
from generator.derive.naming import Site
from generator.derive.statistics.figures import FIGURE_KEYS, rows_of, statistics_of
from generator.outputs.exports import write_listing, write_rows


def write_statistics(folder: Path, site: Site) -> None:
    """Write `data/statistics.csv` and `.json`, a row a figure."""
    figures = rows_of(site, statistics_of(site, told_records(site.catalog)))
    rows = [{key: getattr(figure, key) for key in FIGURE_KEYS} for figure in figures]
    write_rows(folder / "data/statistics.csv", FIGURE_KEYS, rows)
    head = {"api": API, "as_of": site.catalog.as_of.isoformat()}
    write_listing(folder / "data/statistics.json", head, "statistics", rows)
