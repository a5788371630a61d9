"""Benchmark catalogs are the same for the same seed, sound, and as varied as they claim."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.model.duties import PERIODIC

from .catalog import AS_OF, ROOT, BenchmarkCatalog, write_config, write_content
from .county import CountyCatalog


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark") / "content"
    write_content(BenchmarkCatalog(60), folder)
    return folder


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / "content"
    write_content(CountyCatalog(300), folder)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_seed_makes_one_catalog_and_another_seed_another(content: Path, tmp_path: Path) -> None:
    write_content(BenchmarkCatalog(60), tmp_path / "again")
    write_content(BenchmarkCatalog(60, seed=2), tmp_path / "other")
    assert _files(content) == _files(tmp_path / "again")
    assert _files(content) != _files(tmp_path / "other")


@pytest.mark.parametrize("form", ["content", "county"])
def test_check_finds_no_problem_in_it(
    form: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    content: Path = request.getfixturevalue(form)
    (content.parent / "schema").symlink_to(ROOT / "schema")
    config = write_config(content.parent)
    options = ["--config", str(config), "--content", str(content), "--as-of", str(AS_OF), "--format", "json"]
    code = main(["check", *options])
    assert json.loads(capsys.readouterr().out) == []
    assert code == 0


def test_numbers_and_titles_are_unique_and_every_feature_occurs() -> None:
    entries = list(BenchmarkCatalog(2000))
    assert len({entry.index_number for entry in entries}) == 2000
    assert len({entry.fields["title"] for entry in entries}) == 2000
    assert {entry.year for entry in entries} == {str(year) for year in range(2015, 2027)}
    optional = {"effective", "history", "status", "relations", "disclosure", "attachments"}
    assert optional <= {key for entry in entries for key in entry.fields}


def test_a_county_has_every_kind_of_record_and_of_limit() -> None:
    catalog = CountyCatalog(600)
    entries = list(catalog)
    assert (len(catalog.duties), len(catalog.departments)) == (80, 100)
    kinds = {entry.fields.get("kind", "document") for entry in entries}
    wanted = {"document", "letter", "request_reply", "nil_report", "response", "evaluation", "annual_report"}
    assert kinds == wanted
    limits = {duty["id"]: duty["limit"]["type"] for duty in catalog.duties}
    assert {limits[entry.fields["duty"]] for entry in entries if "duty" in entry.fields} == {
        *PERIODIC,
        *("within", "fixed_dates", "stages", "long_term"),
    }


def test_departments_and_categories_are_as_many_as_documented() -> None:
    catalog = BenchmarkCatalog(0)

    def count(nodes: list[dict[str, Any]]) -> int:
        return sum(1 + count(node.get("children", [])) for node in nodes)

    assert (len(catalog.departments), count(catalog.categories)) == (24, 60)


def test_a_short_corpus_is_recombined_into_as_many_records_as_wanted(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    rows = [
        {
            "title": f"第{row}号办法",
            "collection": "汇编",
            "region": "全县",
            "text": f"甲{row}\n\n乙{row}\n\n丙{row}",
        }
        for row in range(5)
    ]
    corpus.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    entries = list(BenchmarkCatalog(50, corpus))
    assert entries[3].body == "甲3\n\n乙3\n\n丙3"
    assert len({entry.fields["title"] for entry in entries}) == 50
    assert any(len({block[1] for block in entry.body.split("\n\n")}) == 2 for entry in entries[5:])
