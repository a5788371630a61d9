"""The catalog as data: `data/catalog.json` for programs, `data/catalog.csv` for spreadsheets.

JSON holds every record's keys exactly as written, as far as its page tells of them; the same objects stand by
year of publication in `data/records/<year>.jsonl` (JSON Lines). CSV says the same as far as a table can:
- a list is joined by ";", an object (and each object of a list) is compact JSON;
- columns are always the keys of the contract, then other keys that a record has, by name, then `url`;
- a text that a spreadsheet would take for a formula (it begins with = + - @, full-width ones or blanks before
  them too, with a tab or a line's end, and is no plain number) gets an apostrophe before it, as OWASP advises
  against "CSV injection": letters and titles may quote the public's words. Whoever needs such a text to the
  letter reads the JSON.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from generator.derive.data_files import URL, columns_of, told_records
from generator.model.catalog import Catalog
from generator.model.records import Record
from generator.model.values import compact_json

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?%?")


def write_exports(site: Path, catalog: Catalog) -> None:
    """Write the records' files below `site/data`, in the catalog's order.

    Addresses (`url`) are relative to the site's root. Records whose text was removed are left out.
    """
    records = told_records(catalog)
    with text_file(site / "data/catalog.json") as out:
        out.writelines(_array(_lines(site, records)))
        out.write("\n")
    columns = columns_of(records)
    write_table(site / "data/catalog.csv", [*columns, URL], (_row(record, columns) for record in records))


def write_table(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV file that spreadsheets open as it is meant: the signature tells Excel that it is UTF-8."""
    with text_file(file, encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out)
        table.writerow(columns)
        table.writerows(rows)


def write_rows(file: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of data as a table; what a row does not have is an empty cell."""
    write_table(file, columns, ([cell(row.get(key)) for key in columns] for row in rows))


def write_listing(file: Path, head: Mapping[str, Any], name: str, entries: Iterable[Any]) -> None:
    """Write an object of JSON: what `head` says, then the entries under a name, one a line."""
    with text_file(file) as out:
        out.write(f'{compact_json(head)[:-1]},"{name}":')
        out.writelines(_array(map(compact_json, entries)))
        out.write("}\n")


@contextmanager
def text_file(file: Path, encoding: str = "utf-8", newline: str = "\n") -> Iterator[TextIO]:
    """A new text file, its folder made first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding=encoding, newline=newline) as out:
        yield out


def _lines(site: Path, records: Iterable[Record]) -> Iterator[str]:
    """Every record as a line of JSON, written into its year's file on the way: records stand year by year."""
    for year, published in groupby(records, key=lambda record: record.published_at.year):
        with text_file(site / f"data/records/{year:04}.jsonl") as out:
            for record in published:
                line = compact_json({**record.open_fields, URL: record.url})
                out.write(f"{line}\n")
                yield line


def _array(lines: Iterable[str]) -> Iterator[str]:
    """The array, an entry a line: a change of one is a change of one line."""
    separator = "[\n"
    for line in lines:
        yield separator + line
        separator = ",\n"
    yield "\n]" if separator == ",\n" else "[]"


def _row(record: Record, columns: Iterable[str]) -> list[str]:
    fields = record.open_fields
    return [cell(fields[key]) if key in fields else "" for key in columns] + [record.url]


def cell(value: Any) -> str:
    """A value as a cell of a table."""
    text = value if isinstance(value, str) else _joined(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _joined(value: Any) -> str:
    return ";".join(map(_text, value)) if isinstance(value, list | tuple) else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else compact_json(value)
