"""The ledger of duties and the standard catalog as data; where there are no duties there is none."""

from __future__ import annotations

from pathlib import Path

from generator.derive.data_files import API
from generator.derive.ledger.data import DUTY_COLUMNS, LEDGER_COLUMNS, duty_rows, ledger_rows
from generator.derive.naming import Site
from generator.outputs.exports import write_listing, write_rows


def write_ledger(site: Path, catalog: Site) -> None:
    """Write `data/ledger.json` (an entry a line), `data/ledger.csv` and `data/duties.csv`."""
    if not catalog.catalog.duties:
        return
    head = {"api": API, "as_of": catalog.catalog.as_of.isoformat()}
    write_listing(site / "data/ledger.json", head, "ledger", ledger_rows(catalog))
    write_rows(site / "data/ledger.csv", LEDGER_COLUMNS, ledger_rows(catalog))
    write_rows(site / "data/duties.csv", DUTY_COLUMNS, duty_rows(catalog))
