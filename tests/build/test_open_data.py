"""The open data of the sample county, read as somebody does who knows nothing but the Data Package."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import jsonschema
import pytest

from .html import HtmlPage, text
from .sources import ROOT, SITE_URL
from .trees import snapshot

PROFILE = json.loads((ROOT / "tests/outputs/profiles/datapackage-2.0.json").read_bytes())
RECORD = json.loads((ROOT / "schema/record.schema.json").read_bytes())


@pytest.fixture(scope="module")
def package(site: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((site / "data/datapackage.json").read_bytes())
    return loaded


def objects(site: Path, path: str) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in (site / path).read_text("utf-8").splitlines()]


def rows(site: Path, path: str) -> list[dict[str, str]]:
    with (site / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_package_keeps_to_its_profile_and_names_every_file_as_it_is(
    site: Path, package: dict[str, Any]
) -> None:
    jsonschema.Draft7Validator(PROFILE, format_checker=jsonschema.FormatChecker()).validate(package)
    named = {resource["path"]: resource for resource in package["resources"]}
    assert len({resource["name"] for resource in named.values()}) == len(named)
    data = site / "data"
    beside = {"datapackage.json", "dcat.jsonld", "index.html"}
    assert {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()} - beside == set(
        named
    )
    for path, resource in named.items():
        content = (data / path).read_bytes()
        assert resource["bytes"] == len(content), path
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}", path


def test_every_cell_is_what_the_table_schema_says(site: Path, package: dict[str, Any]) -> None:
    tables = {each["name"]: each for each in package["resources"] if each["mediatype"] == "text/csv"}
    assert len(tables) > 8
    read = {name: rows(site, f"data/{resource['path']}") for name, resource in tables.items()}
    for name, resource in tables.items():
        schema, table = resource["schema"], read[name]
        fields = {field["name"]: field for field in schema["fields"]}
        assert table, name
        assert list(table[0]) == list(fields), name
        for row in table:
            for column, written in row.items():
                faults = faults_of(fields[column], written)
                assert not faults, (name, column, written, faults)
        if "primaryKey" in schema:
            assert len({tuple(row[key] for key in schema["primaryKey"]) for row in table}) == len(table), name
        for reference in schema.get("foreignKeys", ()):
            (column,), (named,) = reference["fields"], reference["reference"]["fields"]
            known = {row[named] for row in read[reference["reference"].get("resource", name)]}
            assert {row[column] for row in table} - {""} <= known, (name, column)
    keys = {
        name: [key for each in resource["schema"].get("foreignKeys", ()) for key in each["fields"]]
        for name, resource in tables.items()
    }
    assert set(keys["catalog-csv"]) == {"department", "category", "duty"}
    assert keys["departments-csv"] == keys["categories-csv"] == keys["subjects-csv"] == ["parent"]


_READ: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "object": json.loads,
    "integer": int,
    "number": float,
    "boolean": json.loads,
    "string": str,
}


def faults_of(field: dict[str, Any], cell: str) -> list[str]:
    """What a cell breaks of its field, by Table Schema."""
    constraints = field.get("constraints", {})
    if not cell:
        return ["required"] if constraints.get("required") else []
    faults = [
        name
        for name, is_kept in (
            ("enum", cell in constraints.get("enum", [cell])),
            ("pattern", re.fullmatch(constraints.get("pattern", ".*"), cell, re.DOTALL)),
        )
        if not is_kept
    ]
    try:
        _READ[field["type"]](cell)
    except ValueError:
        faults.append("type")
    return faults


def test_a_wrong_cell_would_be_seen() -> None:
    field = {"type": "date", "constraints": {"required": True, "pattern": "[0-9-]+"}}
    assert faults_of(field, "") == ["required"]
    assert faults_of(field, "2026/3/1") == ["pattern", "type"]
    assert faults_of({"type": "string", "constraints": {"enum": ["a"]}}, "b") == ["enum"]


def test_every_object_keeps_to_the_schema_of_a_record(site: Path) -> None:
    schema = {**RECORD, "properties": {**RECORD["properties"], "url": {"type": "string"}}}
    validator = jsonschema.Draft202012Validator(schema)
    catalog = json.loads((site / "data/catalog.json").read_bytes())
    for record in catalog:
        validator.validate(record)
        assert (site / record["url"] / "index.html").is_file()


def test_the_years_together_are_the_catalog(site: Path) -> None:
    years = sorted((site / "data/records").iterdir(), reverse=True)
    lines = [(path.stem, record) for path in years for record in objects(site, f"data/records/{path.name}")]
    assert all(record["published"].startswith(year) for year, record in lines)
    assert [record for _, record in lines] == json.loads((site / "data/catalog.json").read_bytes())


def test_the_history_has_every_event_by_the_ids_of_the_feeds(site: Path) -> None:
    events = objects(site, "data/history.jsonl")
    by_id = {event["id"]: event for event in events}
    assert len(by_id) == len(events) == len(rows(site, "data/history.csv"))
    feed = ElementTree.parse(site / "feeds/all.atom").getroot()
    entries = [str(each.text) for each in feed.iterfind("{*}entry/{*}id")]
    told = [
        each for each in entries if each in by_id
    ]  # of a text that was removed, feeds tell the withdrawal
    assert told == [event["id"] for event in events][: len(told)]
    assert len(told) > 50
    for record in json.loads((site / "data/catalog.json").read_bytes()):
        own = [event for event in events if event["index_number"] == record["index_number"]]
        written = [
            ("published", ""),
            *((item["action"], item.get("note", "")) for item in record.get("history", ())),
        ]
        assert sorted((event["action"], event["note"]) for event in own) == sorted(written)
        assert {event["url"] for event in own} == {record["url"]}


def test_codes_in_records_are_found_in_the_files_of_the_catalog(site: Path) -> None:
    def known(name: str, key: str) -> set[str]:
        file = json.loads((site / f"data/{name}.json").read_bytes())
        assert (file["api"], file["as_of"]) == (1, "2026-11-20")
        for entry in file[name]:
            assert "url" not in entry or (site / entry["url"] / "index.html").is_file()
            assert entry.get("parent", entry[key]) in {each[key] for each in file[name]}
        return {entry[key] for entry in file[name]}

    departments, duties = known("departments", "id"), known("duties", "id")
    categories, subjects = known("categories", "path"), known("subjects", "path")
    for record in json.loads((site / "data/catalog.json").read_bytes()):
        assert record["department"] in departments
        assert record["category"] in categories
        assert set(record.get("subjects", ())) <= subjects
        assert record.get("duty", "functions") in duties


def test_accounts_of_reviewers_are_in_no_file(site: Path) -> None:
    account = b"@shili-zwgk"
    assert account in (ROOT / "content/catalog/departments.yml").read_bytes()
    files = snapshot(site)
    assert {"data/departments.json", "departments/finance/index.html", "manifest.json"} <= set(files)
    assert [path for path, data in files.items() if account in data] == []


def test_portals_find_every_file_in_the_dcat_catalog_as_it_is(site: Path, package: dict[str, Any]) -> None:
    catalog = json.loads((site / "data/dcat.jsonld").read_bytes())
    found = {
        file["dcat:downloadURL"]["@id"]: f"sha256:{file['spdx:checksum']['spdx:checksumValue']['@value']}"
        for dataset in catalog["dcat:dataset"]
        for file in dataset["dcat:distribution"]
    }
    assert found == {f"{SITE_URL}data/{each['path']}": each["hash"] for each in package["resources"]}


#: The lists of the JSON files that have something around them.
JSON_LISTS = {
    **{name: name for name in ("departments", "categories", "subjects", "activities", "duties")},
    **{name: name for name in ("ledger", "statistics", "bulletins")},
    "freshness": "columns",
}


def test_the_page_on_data_leads_to_every_file_and_explains_every_key(site: Path) -> None:
    page = HtmlPage.read(site / "data/index.html")
    linked = {link.get("href", "").removeprefix("../") for link in page.all("a", page.one(".data"))}
    files = {path.relative_to(site).as_posix() for path in (site / "data").rglob("*.*")} - {"data/index.html"}
    assert files <= linked
    keys = [text(code) for part in page.all("dl.data-fields") for code in part.iter("code")]
    records = json.loads((site / "data/catalog.json").read_bytes())
    sample = json.loads((site / records[0]["url"] / "record.json").read_bytes())
    events = objects(site, "data/history.jsonl")
    assert {key for record in records for key in record} <= set(keys)
    assert set(events[0]) | set(sample) <= set(keys)
    assert {record["status"] for record in records if "status" in record} <= set(keys)
    for name, lists in JSON_LISTS.items():
        told = json.loads((site / f"data/{name}.json").read_bytes())
        assert {key for entry in told[lists] for key in entry} <= set(keys), name
    examples = [text(code) for code in page.all("code") if text(code).startswith("{")]
    assert json.loads(examples[0]) in records
    assert json.loads(examples[1]) in events
    assert json.loads(examples[2]) in json.loads((site / "data/ledger.json").read_bytes())["ledger"]


def programs(site: Path) -> list[str]:
    """The programs that the page on data shows, reading the site's folder in place of its address."""
    page = HtmlPage.read(site / "data/index.html")
    found = ["".join(code.itertext()) for code in page.all("code") if "urllib" in text(code)]
    assert all(f'root = "{SITE_URL}' in program for program in found)
    return [program.replace(SITE_URL, f"{site.as_uri()}/") for program in found]


def test_the_example_of_a_program_runs(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(programs(site)[0], {})
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 10
    assert json.loads((site / "data/catalog.json").read_bytes())[0]["title"] in shown[0]


def test_the_example_that_keeps_up_fetches_what_has_changed(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, program = programs(site)
    monkeypatch.chdir(tmp_path)
    exec(program, {})
    fetched = set(capsys.readouterr().out.split())
    beside = {"data/datapackage.json", "data/dcat.jsonld", "data/index.html"}
    assert fetched == {path.relative_to(site).as_posix() for path in (site / "data").rglob("*.*")} - beside
    Path("data/history.csv").write_text("of yesterday")
    exec(program, {})
    assert capsys.readouterr().out.split() == ["data/history.csv"]
    assert Path("data/history.csv").read_bytes() == (site / "data/history.csv").read_bytes()


@pytest.mark.parametrize("url", ["", "years/2026/", "guide/", "departments/finance/"])
def test_pages_lead_to_the_page_on_data(site: Path, url: str) -> None:
    addresses = HtmlPage.read(site / url / "index.html").addresses()
    assert f"{SITE_URL}data/" in {urljoin(SITE_URL + url, address) for address in addresses}
