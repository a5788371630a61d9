"""Values that once ended a run, or slipped through it."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from pathlib import Path

import pytest
from factory import BUDGET, ContentTree, record

from generator.ingest.schema import Schema, load_schemas
from generator.outputs.manifest import is_site

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("1.50", Decimal("1.50")),
        ("--1.5", "--1.5"),
        ("1.", "1."),
        (".5", ".5"),
        ("１２", "１２"),
        ("1e9", "1e9"),
        ("9" * 400 + ".5", "9" * 400 + ".5"),
    ],
)
def test_only_plain_numbers_are_numbers(text: str, value: object) -> None:
    schema = Schema({"type": "object", "properties": {"n": {"type": "number"}}})
    found = schema.coerced({"n": text})["n"]
    assert found == value
    assert isinstance(found, str) or math.isfinite(found)


@pytest.mark.parametrize("text", ["12.50", "12.505", "0.07", "20.00", "20.01", "-0.3", "7"])
def test_both_validators_agree_on_numbers_with_fractions(text: str) -> None:
    node = {"type": "number", "multipleOf": 0.01, "minimum": -0.3, "exclusiveMaximum": 20.01}
    schema = Schema({"type": "object", "properties": {"n": node}})
    instance = schema.coerced({"n": text})
    assert str(instance["n"]) == text
    assert schema.is_valid(instance) == (not list(schema.explainer.iter_errors(instance)))
    assert schema.is_valid(instance) == (text not in ("12.505", "20.01"))


def test_a_header_nested_deeper_than_the_stack_is_a_problem(tmp_path: Path) -> None:
    nested = "".join(f"{' ' * depth}a:\n" for depth in range(1200))
    tree = ContentTree(tmp_path)
    tree.write({BUDGET: f"---\n{nested}---\n", "records/finance/2026/other.md": record("summary: ''\n")})
    rules = {(Path(problem.path).name, problem.rule) for problem in tree.gather().problems}
    assert ("budget.md", "front-matter-syntax") in rules
    assert ("other.md", "empty-value") in rules


def test_a_hidden_record_is_not_passed_over(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path)
    tree.write({"records/finance/2026/.hidden.md": record(index_number="F-9"), "records/.DS_Store": "x"})
    found = [(Path(problem.path).name, problem.rule) for problem in tree.gather().problems]
    assert found == [(".hidden.md", "file-unreadable")]


def test_a_site_may_have_kinds_of_its_own(tmp_path: Path) -> None:
    for path in (ROOT / "schema").rglob("*.json"):
        target = tmp_path / path.relative_to(ROOT / "schema")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    source = json.loads((tmp_path / "record.schema.json").read_text("utf-8"))
    source["properties"]["kind"]["enum"].append("hearing")
    (tmp_path / "record.schema.json").write_text(json.dumps(source), "utf-8")
    (tmp_path / "kinds" / "hearing.schema.json").write_text('{"type": "object"}', "utf-8")
    assert "hearing" in load_schemas(tmp_path).kinds


def test_a_folder_with_another_s_manifest_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"version": 1, "files": {}}', "utf-8")
    assert not is_site(tmp_path)
