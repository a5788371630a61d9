"""The content schemas: loaded from the site's `schema/`, extended by the site, compiled for speed.

Two validators stand for each schema. The compiled one (jsonschema-rs) says yes or no for every file; where it
says no, jsonschema explains. A test proves that both agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from generator.ingest.date_forms import FORMS
from generator.model.labels import FieldLabels, labels_of, resolve_local
from generator.model.records import RECORD_KINDS

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

Coercion = Callable[[Any], Any]

SITE_SCHEMA = "site.schema.json"
_CATALOG_FILES = ("departments", "categories", "subjects", "duties", "activities", "calendar")
_EXTENDING = frozenset(("properties", "required", "allOf", "$defs"))
_TELLING = frozenset(("$schema", "$id", "$comment", "type", "additionalProperties"))
_TELLING |= {"title", "title_en", "description", "description_en"}

# ASCII digits, and few enough that no number becomes infinite or takes long to read.
_INTEGER = re.compile(r"-?[0-9]{1,30}")
_DECIMAL = re.compile(r"-?[0-9]{1,30}\.[0-9]{1,30}")


class BadSchema(Exception):
    """A schema that cannot be used: path and reason."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


@dataclass(frozen=True)
class Schema:
    """One content schema, ready to validate and to explain."""

    source: Mapping[str, Any]

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to a worker, a schema is compiled anew there: compiled ones cannot travel."""
        return Schema, (self.source,)

    @cached_property
    def is_valid(self) -> Callable[[Any], bool]:
        """The compiled validator: yes or no."""
        compiled = jsonschema_rs.validator_for(dict(self.source), validate_formats=True, formats=FORMS)
        return compiled.is_valid

    @cached_property
    def explainer(self) -> Draft202012Validator:
        """The validator whose errors say what is wrong."""
        from generator.ingest.draft import explainer_of

        return explainer_of(self.source)

    def coerced(self, value: Any) -> Any:
        """A value with its texts turned into numbers and truth values where the schema wants them."""
        return self._coercion(value) if self._coercion else value

    @cached_property
    def _coercion(self) -> Coercion | None:
        """None where the schema wants texts alone."""
        return _coercion(self.source, self.source, 0)

    def labels(self, language: str) -> FieldLabels:
        """The labels of the schema's fields."""
        return labels_of(self.source, language)


@dataclass(frozen=True)
class SchemaSet:
    """All schemas of a site."""

    record: Schema
    kinds: Mapping[str, Schema]
    departments: Schema
    categories: Schema
    subjects: Schema
    duties: Schema
    activities: Schema
    calendar: Schema

    def labels_of(self, language: str) -> dict[str, FieldLabels]:
        """The labels of the catalog files' fields and of the data of each kind, by schema and by kind."""
        files = {name: getattr(self, name) for name in _CATALOG_FILES}
        schemas: dict[str, Schema] = {**self.kinds, **files}
        return {name: schema.labels(language) for name, schema in schemas.items()}


def load_schemas(folder: Path) -> SchemaSet:
    """Load a site's schemas; `site.schema.json`, if there, extends the record's. Raises BadSchema."""
    record = _load(folder / "record.schema.json")
    extension = folder / SITE_SCHEMA
    if extension.exists():
        record = _extended(record, _load_extension(extension))
        _require_usable(extension, Schema(record))
    kinds = record["properties"].get("kind", {}).get("enum", RECORD_KINDS)  # a site may add its own
    return SchemaSet(
        record=Schema(record),
        kinds={kind: Schema(_load(folder / "kinds" / f"{kind}.schema.json")) for kind in kinds},
        **{name: Schema(_load(folder / f"{name}.schema.json")) for name in _CATALOG_FILES},
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        schema = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadSchema(path, error.strerror or str(error)) from None
    except ValueError as error:
        raise BadSchema(path, str(error).splitlines()[0]) from None
    if not jsonschema_rs.meta.is_valid(schema):
        from generator.ingest.draft import fault_of

        fault = fault_of(schema)  # the same verdict, with words
        if fault:
            raise BadSchema(path, fault.splitlines()[0])
    if not isinstance(schema, dict):
        raise BadSchema(path, "not an object")
    return schema


def _load_extension(path: Path) -> dict[str, Any]:
    site = _load(path)
    for keyword in site:
        if keyword not in _EXTENDING | _TELLING:
            raise BadSchema(path, f"{keyword}: an extension holds {', '.join(sorted(_EXTENDING))}")
    return site


def _require_usable(path: Path, schema: Schema) -> None:
    """What no meta-schema can tell: references that lead nowhere, patterns that the validator refuses."""
    try:
        schema.labels("zh")
        schema.is_valid({})
    except KeyError as error:
        raise BadSchema(path, f"$ref: no definition {error}") from None
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise BadSchema(path, str(error).splitlines()[0]) from None


def _extended(record: dict[str, Any], site: dict[str, Any]) -> dict[str, Any]:
    """The record schema with a site's own fields, required keys and conditions laid over it."""
    return {
        **record,
        "properties": _laid_over(record["properties"], site.get("properties", {})),
        "required": [
            *record["required"],
            *(key for key in site.get("required", []) if key not in record["required"]),
        ],
        "allOf": [*record.get("allOf", []), *site.get("allOf", [])],
        "$defs": {**record.get("$defs", {}), **site.get("$defs", {})},
    }


def _laid_over(base: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two mappings as one, member by member: a site that adds one value keeps all others."""
    merged = dict(base)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _laid_over(merged[key], value) if both else value
    return merged


def _coercion(schema: Mapping[str, Any], node: Mapping[str, Any], depth: int) -> Coercion | None:
    """What has to be done to a value of this node, worked out once; None for most nodes."""
    node = resolve_local(schema, node)
    if depth > 12:
        return None
    scalar = _SCALARS.get(str(node.get("type")))
    if scalar:
        return scalar
    if "items" in node:
        item = _coercion(schema, node["items"], depth + 1)
        return _each_item(item) if item else None
    members = {key: _coercion(schema, child, depth + 1) for key, child in node.get("properties", {}).items()}
    needed = {key: coerce for key, coerce in members.items() if coerce}
    return _each_member(needed) if needed else None


def _each_item(coerce: Coercion) -> Coercion:
    return lambda value: [coerce(item) for item in value] if isinstance(value, list) else value


def _each_member(members: Mapping[str, Coercion]) -> Coercion:
    def apply(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: members[key](item) if key in members else item for key, item in value.items()}

    return apply


def _integer(value: Any) -> Any:
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else value


def _number(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else _integer(value)


def _truth(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


_SCALARS: Mapping[str, Coercion] = {"integer": _integer, "number": _number, "boolean": _truth}
