"""The bulletins as data: `data/bulletins.json`."""

from __future__ import annotations

from pathlib import Path

from generator.derive.data_files import API
from generator.derive.naming import Site
from generator.derive.supervision.data import bulletin_data
from generator.model.values import compact_json
from generator.outputs.exports import text_file


def write_bulletins(folder: Path, site: Site) -> None:
    """Write the figures, scores and ranks of every bulletin, one a line, where there are duties.

    Before them stand the version of the format, the day of the data and how scores are weighted.
    """
    if not site.catalog.duties:
        return
    weights = dict(site.settings.scores.weights)
    head = {"api": API, "as_of": site.catalog.as_of.isoformat(), "weights": weights}
    with text_file(folder / "data/bulletins.json") as out:
        out.write(compact_json(head)[:-1] + ',"bulletins":[\n')
        out.write(",\n".join(map(compact_json, bulletin_data(site))))
        out.write("\n]}\n")
