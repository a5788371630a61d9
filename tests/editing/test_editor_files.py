"""Help for editors is current and true: what a snippet writes passes the check."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from build.sources import AS_OF, CONFIG, CONTENT, ROOT, sources
from build.trees import copy_project
from jsonschema import Draft7Validator

from generator.cli import main
from generator.editing.editor_files import CONFIG_SCHEMA, SCHEMA, SNIPPETS, editor_files
from generator.ingest.catalog import read_catalog
from generator.ingest.frontmatter import split_front_matter
from generator.ingest.schema import load_schemas
from generator.ingest.strict_yaml import load_yaml

SCHEMAS = load_schemas(ROOT / "schema")
CATALOG = read_catalog(CONTENT / "catalog", SCHEMAS)


@cache
def made(language: str = "zh") -> dict[str, str]:
    return editor_files(SCHEMAS, CATALOG, language)


def snippets(language: str = "zh") -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads(made(language)[SNIPPETS])
    return loaded


def inserted(body: list[str]) -> str:
    """What VS Code inserts when every place keeps what it offers first."""
    text = "\n".join(body).replace("${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", AS_OF)
    text = re.sub(r"\$\{\d+\|((?:\\.|[^,|\\])*)(?:,[^}]*)?\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    assert "${" not in text
    return re.sub(r"\\([$}\\,|])", r"\1", text)


def test_files_in_the_repository_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["editor", "--check", "--config", str(CONFIG), "--content", str(CONTENT)]) == 0, (
        "renew them: make editor\n" + capsys.readouterr().out
    )


def test_stale_files_are_told_and_renewed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = copy_project(tmp_path / "project")
    command = ["editor", "--config", str(config), "--content", str(CONTENT)]
    assert main([*command, "--check"]) == 1
    assert "运行 disclosure editor" in capsys.readouterr().out
    assert main(command) == 0
    assert main([*command, "--check"]) == 0
    for name in (SNIPPETS, SCHEMA, CONFIG_SCHEMA):
        assert (config.parent / name).read_text("utf-8") == made()[name]


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_snippet_of_a_kind_is_a_valid_record(kind: str, language: str) -> None:
    body = next(s["body"] for s in snippets(language).values() if f"new-{kind}" in s["prefix"])
    fields, handler = split_front_matter(inserted(body))
    assert SCHEMAS.record.is_valid(fields)
    data = fields.get("data", {})
    assert SCHEMAS.kinds[kind].is_valid(SCHEMAS.kinds[kind].coerced(data))
    assert fields.get("kind", "document") == kind
    assert handler.body.strip()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_optional_field_has_a_snippet_that_the_schema_takes(language: str) -> None:
    found = {s["prefix"][0]: s for s in snippets(language).values()}
    source, labels = SCHEMAS.record.source, SCHEMAS.record.labels(language)
    for key in set(source["properties"]) - set(source["required"]) - {"data"}:
        value = load_yaml(inserted(found[key]["body"]) + "\n")
        schema = SCHEMAS.record.explainer.evolve(schema=source["properties"][key])
        assert set(value) == {key}
        assert not list(schema.iter_errors(value[key])), key
        assert found[key]["description"] == labels.descriptions[key]
        assert labels.name(key) in found[key]["prefix"]


def test_schema_file_takes_every_record_of_the_sample_and_refuses_what_the_check_refuses() -> None:
    schema = json.loads(made()[SCHEMA])
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    kinds = set()
    for source in sources():
        data, kind = source.fields.get("data"), str(source.fields.get("kind", "document"))
        fields = {**source.fields, **({"data": SCHEMAS.kinds[kind].coerced(data)} if data else {})}
        assert not list(validator.iter_errors(fields)), source.path
        kinds.add(kind)
    assert len(kinds) > 4
    letter = next(source.fields for source in sources() if source.fields.get("kind") == "letter")
    assert not validator.is_valid({**letter, "summery": "x"})
    assert not validator.is_valid({**letter, "department": "nowhere"})
    assert not validator.is_valid({**letter, "data": {}})


def test_schema_file_tells_names_and_labels() -> None:
    properties = json.loads(made()[SCHEMA])["properties"]
    assert properties["title"]["title"] == "名称"
    named = dict(
        zip(properties["category"]["enum"], properties["category"]["markdownEnumDescriptions"], strict=True)
    )
    assert named["finance/budgets"] == "财政信息 / 财政预算"
    assert "现行有效" in properties["status"]["markdownEnumDescriptions"]
    english = json.loads(made("en")[SCHEMA])["properties"]
    assert english["title"]["title"] == "Title"


def test_settings_of_the_editor_point_to_files_that_are_there() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    for schema, pattern in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        assert list(ROOT.glob(pattern))


def test_the_schema_of_the_settings_takes_ours_and_names_what_it_does_not() -> None:
    validator = Draft7Validator(json.loads(made()[CONFIG_SCHEMA]))
    config = json.loads(
        json.dumps(yaml.safe_load(CONFIG.read_text("utf-8")), default=str)
    )  # YAML 1.2 has no dates
    assert not [error.message for error in validator.iter_errors(config)]
    config["plugins"][0]["disclosure"] |= {"timezon": "UTC", "inspection": {"home": "2 weeks"}}
    assert {tuple(error.absolute_path)[2:] for error in validator.iter_errors(config)} == {
        ("disclosure",),
        ("disclosure", "inspection", "home"),
    }
