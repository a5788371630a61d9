"""The files below data/: compared with golden ones, and by the standards that they follow."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from derive.sites import site_of

from generator.derive.data_files import data_files
from generator.derive.naming import Site
from generator.ingest.duties import duty_of
from generator.model.activities import Activity
from generator.model.catalog import Department, Node, Tree
from generator.model.records import Disclosure, HistoryEntry, Record, Withdrawal
from generator.model.settings import DataLicense
from generator.outputs.bulletin_data import write_bulletins
from generator.outputs.catalog_data import write_catalog_data, write_freshness, write_history
from generator.outputs.data_package import write_package
from generator.outputs.exports import write_exports
from generator.outputs.ledger_data import write_ledger
from generator.outputs.statistics_data import write_statistics

from . import sample

HERE = Path(__file__).parent
PROFILE = json.loads((HERE / "profiles/datapackage-2.0.json").read_bytes())
GOLDEN = HERE / "golden/data"


def write_all(folder: Path, site: Site) -> None:
    write_exports(folder, site.catalog)
    write_history(folder, site)
    write_catalog_data(folder, site)
    write_freshness(folder, site)
    write_bulletins(folder, site)
    write_ledger(folder, site)
    write_statistics(folder, site)
    write_package(folder, site)


def full_site(language: str = "zh", **options: Any) -> Site:
    """A site with something of everything that data tell of."""
    body = Department(
        "czj",
        "示例县财政局",
        "department",
        {
            "name_en": "Finance Bureau",
            "phone": "0000-5550100",
            "owners": ["@czj"],
            "responsible": {"first": "局长"},
        },
    )
    subjects = Tree.of((Node("caizheng", "财政", (), (), "财政、税收", {"name_en": "Finance"}),))
    site = site_of(
        *sample.small_catalog().records,
        language=language,
        departments=(body,),
        subjects=subjects,
        **options,
    )
    entry = {"id": "budget", "level1": "财政", "level2": "年度预算", "owed_by": ["czj"]}
    duty = duty_of({**entry, "limit": {"type": "within", "days": 20}})
    held = Activity(
        date(2026, 3, 20), "press_conference", "czj", "预算公开新闻发布会", url="https://a.example/1"
    )
    return replace(site, catalog=replace(site.catalog, duties={"budget": duty}, activities=(held,)))


@pytest.mark.parametrize("path", sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*")))
def test_the_files_are_as_agreed(path: str, tmp_path: Path) -> None:
    write_all(tmp_path, full_site())
    assert (tmp_path / "data" / path).read_bytes() == (GOLDEN / path).read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_file_is_listed_and_nothing_else_is_written(language: str, tmp_path: Path) -> None:
    site = full_site(language)
    write_all(tmp_path, site)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {file.path for file in data_files(site)} | {"data/datapackage.json"}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*")} == {
        path.removeprefix("data/") for path in written
    }
    counts = {file.path: file.entries for file in data_files(site)}
    assert counts["data/history.csv"] == 4
    assert counts["data/records/2026.jsonl"] == counts["data/catalog.csv"] == 2
    assert counts["data/categories.json"] == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_package_keeps_to_its_profile(language: str, tmp_path: Path) -> None:
    write_all(tmp_path, full_site(language, data_license=DataLicense("CC-BY-4.0", "https://a.example/by")))
    package = json.loads((tmp_path / "data/datapackage.json").read_bytes())
    jsonschema.Draft7Validator(PROFILE, format_checker=jsonschema.FormatChecker()).validate(package)
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": "https://a.example/by"}]
    assert {field["type"] for field in package["resources"][0]["schema"]["fields"]} == {
        "string",
        "date",
        "object",
    }


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        (DataLicense(), None),
        (DataLicense("PDDL-1.0"), [{"name": "PDDL-1.0"}]),
        (
            DataLicense("示例县公共数据开放许可", "https://a.example/x"),
            [{"title": "示例县公共数据开放许可", "path": "https://a.example/x"}],
        ),
        (DataLicense(url="https://a.example/x"), [{"path": "https://a.example/x"}]),
    ],
)
def test_the_licence_is_told_as_far_as_it_is_stated(
    licence: DataLicense, told: object, tmp_path: Path
) -> None:
    write_all(tmp_path, full_site(data_license=licence))
    package = json.loads((tmp_path / "data/datapackage.json").read_bytes())
    assert package.get("licenses") == told
    jsonschema.Draft7Validator(PROFILE).validate(package)


def test_accounts_of_reviewers_are_not_told(tmp_path: Path) -> None:
    site = full_site()
    assert site.catalog.departments["czj"].extra["owners"] == ["@czj"]
    write_all(tmp_path, site)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert tmp_path / "data/departments.json" in files
    for path in files:
        assert "@czj" not in path.read_text("utf-8"), path


def closed(**changes: Any) -> Record:
    fields = {
        "title": "救助",
        "summary": "写给公众的概述",
        "history": [{"date": "2026-02-01", "action": "corrected", "note": "更正说明"}],
        "data": {"statement": "蘅薸"},
        "attachments": [{"file": "蘩薢.csv"}],
        "disclosure": {"mode": "on_request"},
    }
    history = (HistoryEntry(date(2026, 2, 1), "corrected", "更正说明"),)
    return sample.record("A-1", "2026-01-05", fields=fields, history=history, **changes)


def test_what_a_page_keeps_back_is_in_no_file(tmp_path: Path) -> None:
    kept_back = closed(disclosure=Disclosure(mode="on_request"))
    removed = sample.record(
        "A-2", "2025-01-05", withdrawal=Withdrawal("removed"), title="蘖薷", summary="蘖薷", fields={}
    )
    write_all(tmp_path, site_of(kept_back, removed))
    for path in (tmp_path / "data").rglob("*.*"):
        text = path.read_text("utf-8")
        assert not {word for word in ("蘅薸", "蘩薢", "蘖薷", "A-2") if word in text}, path
    assert not (tmp_path / "data/records/2025.jsonl").exists()
    (told,) = json.loads((tmp_path / "data/catalog.json").read_bytes())
    assert set(told) == {"title", "summary", "history", "disclosure", "url"}
    assert told["summary"] == "写给公众的概述"
    assert "更正说明" in (tmp_path / "data/history.csv").read_text("utf-8")
    write_all(tmp_path / "open", site_of(closed()))
    assert "蘅薸" in (tmp_path / "open/data/catalog.csv").read_text("utf-8")


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    digits = {"score": Decimal("12.50"), "small": Decimal("0.00000010"), "count": 12345678901234567890}
    text = "a mark: \\u00001\\u0000"
    write_all(tmp_path, site_of(sample.record("A-1", "2026-01-05", fields={"data": digits, "title": text})))
    line = (tmp_path / "data/records/2026.jsonl").read_text("utf-8")
    assert '"data":{"score":12.50,"small":0.00000010,"count":12345678901234567890}' in line
    assert json.loads(line)["title"] == text
    assert '""score"":12.50' in (tmp_path / "data/catalog.csv").read_text("utf-8")


def test_years_have_four_digits_and_hold_their_own_records(tmp_path: Path) -> None:
    records = [
        sample.record(f"A-{year}", f"{year}-01-05", fields={"n": str(year)}) for year in (2024, 2026, 2025)
    ]
    write_all(tmp_path, site_of(*records))
    for year in (2024, 2025, 2026):
        (line,) = (tmp_path / f"data/records/{year}.jsonl").read_text("utf-8").splitlines()
        assert json.loads(line) == {"n": str(year), "url": f"records/A-{year}/"}
