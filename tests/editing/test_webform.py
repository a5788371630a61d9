"""The web form and the check never disagree: each widget takes and requires what the schemas do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from build.sources import CONFIG, CONTENT, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.editing.webform import BACKENDS, Backend, configuration
from generator.ingest.catalog import read_catalog
from generator.ingest.draft import FORMATS
from generator.ingest.frontmatter import split_front_matter
from generator.ingest.schema import Schema, load_schemas
from generator.ingest.settings import load_settings
from generator.model.labels import resolve_local

SCHEMAS = load_schemas(ROOT / "schema")
CATALOG = read_catalog(CONTENT / "catalog", SCHEMAS)
TRIAL = Backend("test-repo")

#: Where the form asks otherwise than the schema alone would: by a choice or a picker that takes less.
NARROWER = {
    "department": set(CATALOG.departments),
    "category": set(CATALOG.categories.by_path),
    "subjects": set(CATALOG.subjects.by_path),
    "duty": set(CATALOG.duties),
    "relations.type": set(
        SCHEMAS.record.source["properties"]["relations"]["items"]["properties"]["type"]["enum_labels"]
    ),
}


@cache
def form(language: str = "zh") -> dict[str, Any]:
    return configuration(CATALOG, SCHEMAS, language, load_settings(CONFIG, CONTENT), TRIAL)


def collections(language: str = "zh") -> dict[str, dict[str, Any]]:
    return {entry["name"]: entry for entry in form(language)["collections"] if "name" in entry}


def collection_of(kind: str) -> dict[str, Any]:
    return collections()["finance" if kind == "document" else f"kind-{kind}"]


Pair = tuple[str, Schema, dict[str, Any], Mapping[str, Any]]


def pairs(kind: str) -> Iterator[Pair]:
    """Path, schema, field of the form and node of every field of a kind's records, containers first."""
    fields = {field["name"]: field for field in collection_of(kind)["fields"] if field["name"] != "body"}
    record = dict(SCHEMAS.record.source["properties"])
    if kind == "document":
        del record["data"]
    assert set(fields) == set(record)
    for key, field in fields.items():
        if field["widget"] == "hidden":
            continue
        if key == "data":
            yield from _below("data", SCHEMAS.kinds[kind], field, SCHEMAS.kinds[kind].source)
        else:
            assert field["required"] == (key in SCHEMAS.record.source["required"])
            yield from _below(key, SCHEMAS.record, field, record[key])


def _below(path: str, schema: Schema, field: dict[str, Any], node: Mapping[str, Any]) -> Iterator[Pair]:
    node = resolve_local(schema.source, node)
    yield path, schema, field, node
    items = resolve_local(schema.source, node["items"]) if "items" in node else {}
    if "field" in field:
        yield from _below(path, schema, field["field"], items)
    if "fields" in field:
        holder = items if field["widget"] == "list" else node
        inner = {each["name"]: each for each in field["fields"]}
        assert set(inner) == set(holder["properties"]), path
        asked = {name for name, each in inner.items() if each["required"]}
        if holder.get("required") or not field["required"]:
            assert asked == set(holder.get("required", ())), path
        else:  # or the group, which the schema requires, would be left out as empty
            assert asked == {name for name, each in inner.items() if each["widget"] == "object"}, path
        for name, each in inner.items():
            yield from _below(f"{path}.{name}", schema, each, holder["properties"][name])


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_every_field_has_a_widget_that_takes_what_the_schema_takes(kind: str) -> None:
    for path, schema, field, node in pairs(kind):
        widget, choices = field["widget"], {option["value"] for option in field.get("options", ())}
        items = resolve_local(schema.source, node.get("items", {}))
        if node["type"] == "array":
            assert (widget, field.get("multiple", False)) in (("list", False), ("select", True)), path
            assert choices == NARROWER.get(path, set(items.get("enum", ()))), path
            assert (field.get("min"), field.get("max")) == (node.get("minItems"), node.get("maxItems")), path
        elif widget == "select":
            assert choices == NARROWER.get(path, set(node.get("enum", ()))), path
            assert not field.get("multiple"), path
        elif widget == "number":
            assert field["value_type"] == {"integer": "int", "number": "float"}[node["type"]], path
            assert (field.get("min"), field.get("max")) == (node.get("minimum"), node.get("maximum")), path
            assert field.get("default") == node.get("default"), path
        elif widget == "datetime":
            assert node["format"] in ("date", "date-or-minute"), path
            assert (field["type"], field["format"]) == ("date", "YYYY-MM-DD"), path
        elif widget == "object":
            assert node["type"] == "object", path
            assert not field["required"] or _is_always_written(field), path
        elif widget == "file":
            assert path == "attachments.file"
        else:
            assert widget in ("string", "text"), path
            assert node["type"] == "string", path
            assert "enum" not in node, path
            assert "format" not in node, path
            assert field["pattern"][0] == f"/{node['pattern']}/u", path
            assert field.get("maxlength") == node.get("maxLength"), path


def _is_always_written(field: Mapping[str, Any]) -> bool:
    """Whether a group has something in it that the form asks for or fills in: it leaves out empty groups."""
    return any(
        inner["required"] and _is_always_written(inner)
        if "fields" in inner
        else inner["required"] or "default" in inner
        for inner in field["fields"]
    )


def _accepts(field: Mapping[str, Any], text: str) -> bool:
    """Whether a text widget takes a text that is not empty, as Sveltia CMS decides it."""
    pattern = re.fullmatch(r"/(.*)/u", field["pattern"][0])
    assert pattern
    bounds = field.get("minlength", 1), field.get("maxlength", len(text))
    return bool(re.search(pattern[1], text)) and bounds[0] <= len(text) <= bounds[1]


TEXTS = [
    (path, field, node)
    for kind in SCHEMAS.kinds
    for path, _, field, node in pairs(kind)
    if field["widget"] in ("string", "text")
]


@given(
    st.sampled_from(TEXTS),
    st.text(min_size=1) | st.from_regex(r"[A-Z0-9/._-]+|20\d\d(-[HQ]?\d+)?", fullmatch=True),
)
@settings(max_examples=100)
def test_text_that_a_widget_takes_is_text_that_the_schema_takes(
    case: tuple[str, dict[str, Any], Mapping[str, Any]], text: str
) -> None:
    path, field, node = case
    if field["widget"] == "string" and re.search(r"[\r\n]", text):
        return  # cannot be typed into one line
    assert _accepts(field, text) == Draft202012Validator(node, format_checker=FORMATS).is_valid(text), path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_labels_and_hints_are_those_of_the_schema(language: str) -> None:
    fields = {field["name"]: field for field in collections(language)["kind-letter"]["fields"]}
    labels = SCHEMAS.record.labels(language)
    for key in set(fields) - {"kind", "data", "body"}:
        assert fields[key]["label"] == labels.name(key)
        if fields[key]["widget"] in ("string", "text"):
            assert fields[key]["hint"] == labels.descriptions[key]
    kind = SCHEMAS.kinds["letter"].labels(language)
    assert [field["label"] for field in fields["data"]["fields"]] == [kind.name(key) for key in kind.names]


def _pickers(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        if field["widget"] not in ("string", "text", "number"):
            yield field
        yield from _pickers(field.get("fields", []))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_chooses_or_fills_in_fields_is_not_told_what_to_write(language: str) -> None:
    found = [field for entry in collections(language).values() for field in _pickers(entry["fields"])]
    hints = {field["hint"] for field in found if "hint" in field}
    assert len(hints) > 20
    for hint in hints:
        assert not re.search(r"\.yml|[a-z]_[a-z]|例如|example|minute|分钟|文件夹|folder", hint), hint
        assert re.fullmatch(r"[^ ，；：,;:].*[^ ，；：,;:][.。]", hint), hint


def test_hints_of_choices_and_dates_are_whole_sentences() -> None:
    fields = {field["name"]: field for field in collections()["finance"]["fields"]}
    assert fields["category"]["hint"] == "本条信息所在的栏目。"
    assert fields["published"]["hint"] == "在网站上发布的日期。"
    assert "hint" not in {field["name"]: field for field in fields["disclosure"]["fields"]}["mode"]
    english = {field["name"]: field for field in collections("en")["finance"]["fields"]}
    assert english["category"]["hint"] == "The category."
    assert english["history"]["fields"][1]["hint"] == "What happened."


def test_a_record_may_have_no_text_of_its_own() -> None:
    bodies = [
        field for entry in collections().values() for field in entry["fields"] if field["name"] == "body"
    ]
    assert {field["required"] for field in bodies} == {False}


def test_one_collection_for_each_department_and_each_other_kind() -> None:
    found = collections()
    assert set(found) == {
        *CATALOG.departments,
        *(f"kind-{kind}" for kind in SCHEMAS.kinds if kind != "document"),
    }
    for identity, body in CATALOG.departments.items():
        assert found[identity]["label"] == body.name
        assert found[identity]["label_singular"] == f"{body.name}的信息"
        assert found[identity]["folder"] == f"content/records/{identity}"
        hidden = {f["name"]: f["default"] for f in found[identity]["fields"] if f["widget"] == "hidden"}
        assert hidden == {"department": identity, "kind": "document"}
    assert not any(entry["delete"] for entry in found.values())


def test_record_as_the_form_writes_it_is_what_the_reader_expects() -> None:
    """Written by Sveltia CMS 0.221.1 in Chromium: quotes, numbers as text, empty fields left out."""
    text = (Path(__file__).parent / "written_by_sveltia.md").read_text(encoding="utf-8")
    fields, handler = split_front_matter(text)
    assert fields == {
        "title": "关于“2026年预算”的通知: 第1号 # 附 - no",
        "index_number": "990001SL-CZJ-2026-20999",
        "department": "finance",
        "category": "finance/budgets",
        "issued": "2026-03-01",
        "published": "2026-03-05",
        "kind": "document",
        "document_number": "no",
        "period": "2026",
        "keywords": ["0012"],
        "attachments": [{"file": "表1.xlsx"}],
    }
    assert SCHEMAS.record.is_valid(fields)
    assert "| a | 1 |" in handler.body
    assert form()["output"]["omit_empty_optional_fields"] is True


def test_a_field_that_a_site_adds_is_asked_for(tmp_path: Path) -> None:
    for path in (ROOT / "schema").iterdir():
        (tmp_path / path.name).symlink_to(path)
    level = {
        "title": "预算级次",
        "type": "string",
        "enum": ["county"],
        "enum_labels": {"county": {"zh": "县级"}},
    }
    extension = {"properties": {"budget_level": level}, "required": ["budget_level"]}
    (tmp_path / "site.schema.json").write_text(json.dumps(extension), encoding="utf-8")
    made = configuration(CATALOG, load_schemas(tmp_path), "en", load_settings(CONFIG, CONTENT), TRIAL)
    fields = {field["name"]: field for field in made["collections"][0]["fields"]}
    assert fields["budget_level"] == {
        "name": "budget_level",
        "label": "预算级次",
        "widget": "select",
        "options": [{"label": "县级", "value": "county"}],
        "required": True,
    }


def test_pull_requests_where_the_form_can_open_them() -> None:
    hosts = {
        name: configuration(CATALOG, SCHEMAS, "zh", load_settings(CONFIG, CONTENT), Backend(name, "a/b"))
        for name in BACKENDS
    }
    modes = {name: made["publish_mode"] for name, made in hosts.items()}
    assert modes == {
        "github": "editorial_workflow",
        "gitlab": "editorial_workflow",
        "gitea": "simple",
        "test-repo": "simple",
    }
    own = Backend("gitlab", "zwgk/catalog", server="https://git.shili.example/", app_id="x")
    assert configuration(CATALOG, SCHEMAS, "zh", load_settings(CONFIG, CONTENT), own)["backend"] == {
        "name": "gitlab",
        "repo": "zwgk/catalog",
        "branch": "main",
        "api_root": "https://git.shili.example/api/v4",
        "base_url": "https://git.shili.example",
        "app_id": "x",
        "auth_type": "pkce",
    }


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as fast where it is there


def test_configuration_is_plain_data() -> None:
    assert yaml.load(json.dumps(form(), ensure_ascii=False), _LOADER) == form()
