"""The content schemas: sound, fully labelled, at one with the model, and judged alike by both validators.

A new file in `valid/` or `invalid/` is a new test. It names its `schema`, the `instance` as an editor would
write it and, where invalid, all `faults` as "keyword place".
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.draft import FORMATS
from generator.ingest.schema import Schema, load_schemas
from generator.model.catalog import COLUMN_TYPES
from generator.model.records import ENDED_STATUSES, PREREQUISITE_TYPES, RECORD_KINDS, Record

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "schema"
LOADED = load_schemas(FOLDER)
SCHEMAS: dict[str, Schema] = {
    "record": LOADED.record,
    "departments": LOADED.departments,
    "categories": LOADED.categories,
    "subjects": LOADED.subjects,
    "duties": LOADED.duties,
    "activities": LOADED.activities,
    "calendar": LOADED.calendar,
    **LOADED.kinds,
}
LABELS = ("title", "title_en", "description", "description_en")
EVERY_SCHEMA = pytest.mark.parametrize("name", SCHEMAS)


@dataclasses.dataclass(frozen=True)
class Example:
    schema: Schema
    instance: Any
    faults: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Example:
        written = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        schema = SCHEMAS[written["schema"]]
        return cls(schema, schema.coerced(written["instance"]), tuple(sorted(written.get("faults", ()))))


def examples(folder: str) -> list[Any]:
    return [pytest.param(Example.read(path), id=path.stem) for path in sorted((HERE / folder).glob("*.yml"))]


def faults(schema: Schema, instance: Any) -> tuple[str, ...]:
    errors = schema.explainer.iter_errors(instance)
    return tuple(sorted(f"{error.validator} /{'/'.join(map(str, error.absolute_path))}" for error in errors))


def fields(node: dict[str, Any], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema at every depth, those of shared definitions and list items too."""
    for key, child in node.get("properties", {}).items():
        yield f"{place}/{key}", child
        yield from fields(child, f"{place}/{key}")
    for key, child in node.get("$defs", {}).items():
        yield from fields(child, f"{place}#{key}")
    if "items" in node:
        yield from fields(node["items"], f"{place}[]")


def conditions(node: Any) -> Iterator[dict[str, Any]]:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and "if" in node:
        yield node
    for child in children:
        yield from conditions(child)


@pytest.mark.parametrize("example", examples("valid"))
def test_valid_example_passes_both_validators(example: Example) -> None:
    assert faults(example.schema, example.instance) == ()
    assert example.schema.is_valid(example.instance)


@pytest.mark.parametrize("example", examples("invalid"))
def test_invalid_example_has_just_the_faults_it_names(example: Example) -> None:
    assert faults(example.schema, example.instance) == example.faults != ()
    assert not example.schema.is_valid(example.instance)


@EVERY_SCHEMA
def test_every_schema_has_a_valid_and_an_invalid_example(name: str) -> None:
    for folder in ("valid", "invalid"):
        assert SCHEMAS[name] in [example.values[0].schema for example in examples(folder)]


@EVERY_SCHEMA
def test_every_field_is_labelled_in_both_languages(name: str) -> None:
    source = dict(SCHEMAS[name].source)
    for place, field in [("", source), *fields(source)]:
        assert [key for key in LABELS if not field.get(key, "").strip()] == [], place


@EVERY_SCHEMA
def test_every_value_of_an_enum_is_labelled_in_both_languages(name: str) -> None:
    for place, field in fields(dict(SCHEMAS[name].source)):
        for node in (field, field.get("items", {})):
            labels = node.get("enum_labels", {})
            # relation types are an open vocabulary: labelled where known
            assert list(labels) == node.get("enum", []) or "inverse_labels" in node, place
            assert all(label["zh"] and label["en"] for label in labels.values()), place


@EVERY_SCHEMA
def test_every_condition_says_what_it_asks_for(name: str) -> None:
    for condition in conditions(SCHEMAS[name].source):
        assert condition["description"]
        assert condition["description_en"]


@EVERY_SCHEMA
def test_no_object_takes_unknown_keys(name: str) -> None:
    source = dict(SCHEMAS[name].source)
    nodes = [source, *source.get("$defs", {}).values(), *(field for _, field in fields(source))]
    for node in [*nodes, *(node["items"] for node in nodes if "items" in node)]:
        if "properties" in node:
            assert node["additionalProperties"] is False


@EVERY_SCHEMA
def test_the_examples_offered_to_editors_are_valid(name: str) -> None:
    source = dict(SCHEMAS[name].source)
    for place, field in fields(source):
        judge = Schema({"$defs": source.get("$defs", {}), **field}).is_valid
        assert [example for example in field.get("examples", ()) if not judge(example)] == [], place


@EVERY_SCHEMA
def test_a_schema_stands_alone(name: str) -> None:
    references = [
        line for line in json.dumps(SCHEMAS[name].source, indent=1).splitlines() if '"$ref"' in line
    ]
    assert all('"#/$defs/' in line for line in references)


@EVERY_SCHEMA
def test_every_format_is_checked_by_both_validators(name: str) -> None:
    source = dict(SCHEMAS[name].source)
    assert {field["format"] for _, field in fields(source) if "format" in field} <= set(FORMATS.checkers)
    known = {"date-or-minute": lambda _: True}
    jsonschema_rs.validator_for(source, validate_formats=True, formats=known, ignore_unknown_formats=False)


def test_a_record_needs_just_six_fields() -> None:
    required = ["title", "index_number", "department", "category", "issued", "published"]
    assert LOADED.record.source["required"] == required
    assert list(LOADED.record.source["properties"])[:6] == required


def test_the_model_has_every_field_of_the_schema() -> None:
    model = {field.name for field in dataclasses.fields(Record)}
    assert {*LOADED.record.source["properties"]} - {"published"} <= model


def test_kinds_and_statuses_are_those_of_the_model() -> None:
    properties = LOADED.record.source["properties"]
    assert tuple(properties["kind"]["enum"]) == RECORD_KINDS
    assert set(properties["status"]["enum"]) >= ENDED_STATUSES
    assert {path.name.partition(".")[0] for path in (FOLDER / "kinds").iterdir()} == set(RECORD_KINDS)


def test_types_of_columns_are_those_of_the_model() -> None:
    node = LOADED.categories.source["$defs"]["node"]["properties"]
    assert tuple(node["column_type"]["enum"]) == COLUMN_TYPES


def test_prerequisites_are_those_of_the_model_and_scopes_those_of_audiences() -> None:
    properties = LOADED.record.source["properties"]
    assert tuple(properties["prerequisites"]["items"]["properties"]["type"]["enum"]) == PREREQUISITE_TYPES
    scope, audience = (
        properties[key]["properties"][name] for key, name in (("review", "scope"), ("disclosure", "audience"))
    )
    assert scope["enum_labels"] == audience["enum_labels"]


def test_every_relation_has_a_name_from_the_other_side() -> None:
    relation = LOADED.record.source["properties"]["relations"]["items"]["properties"]["type"]
    assert list(relation["inverse_labels"]) == list(relation["enum_labels"])
    assert all(label["zh"] and label["en"] for label in relation["inverse_labels"].values())


def test_outcomes_of_requests_are_the_rows_of_the_annual_report() -> None:
    report = LOADED.kinds["annual_report"].source
    outcomes = report["properties"]["requests"]["properties"]["outcomes"]
    rows = [place.rpartition("/")[2] for place, field in fields(outcomes) if "$ref" in field]
    reply = LOADED.kinds["request_reply"].source["properties"]
    assert reply["outcome"]["enum"] == rows
    assert [*reply["applicant_type"]["enum"], "total"] == list(report["$defs"]["applicants"]["properties"])


def test_reasons_to_withhold_are_the_denials_of_the_annual_report() -> None:
    report = LOADED.kinds["annual_report"].source
    denied = report["properties"]["requests"]["properties"]["outcomes"]["properties"]["denied"]
    assert LOADED.kinds["register_entry"].source["properties"]["reason"]["enum"] == list(denied["properties"])


def test_duties_and_records_speak_of_audience_and_mode_alike() -> None:
    disclosure = LOADED.record.source["properties"]["disclosure"]["properties"]
    duty = LOADED.duties.source["items"]["properties"]
    for key in ("audience", "mode"):
        assert disclosure[key]["enum_labels"] == duty[key]["enum_labels"]


def test_duties_records_and_activities_speak_of_channels_alike() -> None:
    channels = LOADED.record.source["properties"]["channels"]["items"]
    assert channels == LOADED.duties.source["items"]["properties"]["channels"]["items"]
    forms = LOADED.activities.source["items"]["properties"]["channel"]["enum"]
    assert len(set(channels["enum"]) & set(forms)) == 6


# What editors get wrong: other values, keys too many or too few, text with odd ends and marks.
ODD_MARKS = ["", " ", "　", "\ufeff", "\u200b", "\u2028", "\n", "a\n", "a\x07", "a\x85"]
ODD_DATES = [
    "2026-02-29",
    "2024-02-29",
    "0000-01-01",
    "２０２６-01-01",
    "2026-01-01\n",
    "2026-03-05T24:00",
    "2026-03-05T23:59",
]
ODD_TEXT = st.sampled_from([*ODD_MARKS, *ODD_DATES, "page", "a/page/b", "0012", "../a", "a/../b"])
SCALARS = st.one_of(
    ODD_TEXT, st.text(max_size=6), st.integers(-3, 400), st.booleans(), st.none(), st.just(0.5)
)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.dictionaries(ODD_TEXT, SCALARS, max_size=2))
VALID = [example.values[0] for example in examples("valid")]


def mutated(draw: st.DrawFn, node: Any) -> Any:
    """The value with one change somewhere in it."""
    if not isinstance(node, dict | list) or not node or draw(st.integers(0, 3)) == 0:
        return draw(VALUES)
    if isinstance(node, list):
        at = draw(st.integers(0, len(node) - 1))
        change = draw(st.sampled_from(["inside", "drop", "repeat"]))
        item = [mutated(draw, node[at])] if change == "inside" else [node[at]] * (2 * (change == "repeat"))
        return [*node[:at], *item, *node[at + 1 :]]
    key = draw(st.sampled_from(sorted(node)))
    change = draw(st.sampled_from(["inside", "drop", "rename"]))
    if change == "inside":
        return {**node, key: mutated(draw, node[key])}
    rest = {other: value for other, value in node.items() if other != key}
    return {**rest, draw(ODD_TEXT): node[key]} if change == "rename" else rest


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Schema, Any]:
    example = draw(st.sampled_from(VALID))
    return example.schema, mutated(draw, example.instance)


@given(damaged())
def test_both_validators_agree_on_whatever_is_written(case: tuple[Schema, Any]) -> None:
    schema, instance = case
    assert schema.is_valid(instance) == (faults(schema, instance) == ())
