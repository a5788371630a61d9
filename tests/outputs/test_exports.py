from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from generator.derive.data_files import COLUMNS
from generator.model.records import Record
from generator.outputs.exports import write_exports

from . import sample

SCHEMA = Path(__file__).parents[2] / "schema" / "record.schema.json"


def rows(site: Path) -> list[dict[str, str]]:
    with (site / "data" / "catalog.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def exported(site: Path, *records: Record) -> list[dict[str, str]]:
    write_exports(site, sample.catalog(*records))
    return rows(site)


def test_json_has_the_keys_as_written_and_the_address(tmp_path: Path) -> None:
    catalog = sample.small_catalog()
    write_exports(tmp_path, catalog)
    document = json.loads((tmp_path / "data" / "catalog.json").read_bytes())
    assert document == [{**record.fields, "url": record.url} for record in catalog.records]
    assert [list(item)[:-1] for item in document] == [list(record.fields) for record in catalog.records]
    years = (tmp_path / "data/records/2026.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in years] == document
    assert [item["url"] for item in document] == ["records/MZJ-2026-7/", "records/CZJ-2026-001/"]


def test_an_empty_catalog_gives_an_empty_array_and_a_bare_header(tmp_path: Path) -> None:
    assert exported(tmp_path) == []
    assert json.loads((tmp_path / "data" / "catalog.json").read_bytes()) == []
    header = (tmp_path / "data" / "catalog.csv").read_bytes()
    assert header == b"\xef\xbb\xbf" + ",".join([*COLUMNS, "url"]).encode() + b"\r\n"


def test_csv_columns_are_always_the_contracts_then_the_sites_own(tmp_path: Path) -> None:
    write_exports(tmp_path, sample.small_catalog())
    assert list(rows(tmp_path)[0]) == [*COLUMNS, "county_code", "url"]
    keys = json.loads(SCHEMA.read_bytes())["properties"]
    assert set(COLUMNS) <= set(keys)


def test_csv_joins_lists_and_writes_objects_as_json(tmp_path: Path) -> None:
    write_exports(tmp_path, sample.small_catalog())
    closed, public = rows(tmp_path)
    assert public["keywords"] == "预算;三公经费"
    assert [json.loads(part) for part in public["history"].split(";")] == [
        {"date": "2026-03-01", "action": "amended", "note": "更正表 2 的合计数。"},
        {"date": "2026-03-20", "action": "repealed", "note": "另行公布。"},
    ]
    assert json.loads(closed["disclosure"]) == {"mode": "on_request"}
    assert (closed["county_code"], public["county_code"]) == ("0012", "")


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("\u3000＠甲", "'\u3000＠甲"),
        (" -3", "' -3"),
        ("-12.5", "-12.5"),
        ("+8%", "+8%"),
        ("增长 = 3%", "增长 = 3%"),
        ('引号",\n换行', '引号",\n换行'),
        (["=1", "二"], "'=1;二"),
        (True, "true"),
        (7, "7"),
        (None, ""),
    ],
)
def test_csv_cells(tmp_path: Path, written: object, cell: str) -> None:
    (row,) = exported(tmp_path, sample.record("A-1", "2026-01-05", fields={"summary": written}))
    assert row["summary"] == cell


def test_the_same_catalog_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_exports(tmp_path / name, sample.small_catalog())
    for file in ("catalog.json", "catalog.csv"):
        assert (tmp_path / "one/data" / file).read_bytes() == (tmp_path / "two/data" / file).read_bytes()
