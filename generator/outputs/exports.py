"""The catalog as data: `data/catalog.json` for programs, `data/catalog.csv` for spreadsheets.

JSON holds every record's keys exactly as written. CSV says the same as far as a table can:
- a list is joined by ";", an object (and each object of a list) is compact JSON;
- columns are always the keys of the contract, then other keys that a record has, by name, then `url`;
- a text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return, and
  is no plain number) gets an apostrophe before it, as OWASP advises against "CSV injection": letters and
  titles may quote the public's words. Whoever needs such a text to the letter reads the JSON.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.model.catalog import Catalog
from generator.model.records import Record

#: The keys of a record, in the order in which people look for them.
COLUMNS = (
    *("index_number", "title", "department", "category", "issued", "published", "kind", "status"),
    *("document_number", "genre", "summary", "keywords", "issuers", "subjects", "effective", "expires"),
    *("disclosure", "approval", "duty", "period", "contact", "relations", "attachments", "history"),
    *("former_index_numbers", "data"),
)
URL = "url"

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?%?")

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_exports(site: Path, catalog: Catalog) -> None:
    """Write both files below `site/data`, in the catalog's order; `url` is relative to the site's root.

    Records whose text was removed are left out.
    """
    records = [record for record in catalog.records if not record.body_is_removed]
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "catalog.json").open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_json_lines(records))
    # The signature tells Excel that the file is UTF-8.
    with (folder / "catalog.csv").open("w", encoding="utf-8-sig", newline="") as out:
        columns = _columns(records)
        table = csv.writer(out)
        table.writerow([*columns, URL])
        table.writerows(_row(record, columns) for record in records)


def _json_lines(records: Iterable[Record]) -> Iterator[str]:
    """The array, one record a line: a change of one record is a change of one line."""
    separator = "[\n"
    for record in records:
        yield separator + _json({**record.fields, URL: record.url})
        separator = ",\n"
    yield "\n]\n" if separator == ",\n" else "[]\n"


def _columns(records: Iterable[Record]) -> list[str]:
    added = {key for record in records for key in record.fields} - {*COLUMNS, URL}
    return [*COLUMNS, *sorted(added)]


def _row(record: Record, columns: Iterable[str]) -> list[str]:
    fields = record.fields
    return [_cell(fields[key]) if key in fields else "" for key in columns] + [record.url]


def _cell(value: Any) -> str:
    text = ";".join(map(_text, value)) if isinstance(value, list | tuple) else _text(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _json(value)
