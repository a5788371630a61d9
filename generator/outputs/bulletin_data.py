"""The bulletins as data: `data/bulletins.json`, and the scores of bodies as `data/scores.csv`."""

from __future__ import annotations

from pathlib import Path

from generator.derive.data_files import API
from generator.derive.naming import Site
from generator.derive.supervision.data import SCORE_COLUMNS, bulletin_data, score_rows
from generator.outputs.exports import write_listing, write_rows


def write_bulletins(folder: Path, site: Site) -> None:
    """Write the figures, scores and ranks of every bulletin, one a line, where there are duties.

    Before them stand the version of the format, the day of the data and how scores are weighted.
    """
    if not site.catalog.duties:
        return
    weights = dict(site.settings.scores.weights)
    head = {"api": API, "as_of": site.catalog.as_of.isoformat(), "weights": weights}
    write_listing(folder / "data/bulletins.json", head, "bulletins", bulletin_data(site))
    write_rows(folder / "data/scores.csv", SCORE_COLUMNS, score_rows(site))
