"""The statistics of letters, requests, responses and evaluations as data."""

from __future__ import annotations

from pathlib import Path

from generator.derive.data_files import API
from generator.derive.interaction.data import counted_in_all, interaction_data
from generator.derive.naming import Site
from generator.model.values import indented_json
from generator.outputs.exports import text_file


def write_interaction(folder: Path, site: Site) -> None:
    """Write `data/interaction.json`, where there is anything to count."""
    if counted_in_all(site):
        head = {"api": API, "as_of": site.catalog.as_of.isoformat()}
        with text_file(folder / "data/interaction.json") as out:
            out.write(indented_json({**head, **interaction_data(site)}) + "\n")
