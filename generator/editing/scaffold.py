"""A new record that passes the check: its number, its file, its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.ingest.crosscheck import address_of
from generator.ingest.schema import Schema, SchemaSet
from generator.model.catalog import Catalog
from generator.model.labels import resolve_local
from generator.model.records import Record

_SERIAL = re.compile(r"(\d+)(\D*)$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Draft:
    """What a new record is to be; empty texts are filled in by `complete`."""

    department: str
    category: str
    title: str
    index_number: str = ""
    kind: str = "document"
    slug: str = ""


def next_index_number(catalog: Catalog, department: str, day: date) -> str:
    """The number after the department's latest of the year; after its scheme where the year has none yet."""
    own = [record for record in catalog.records if record.department == department]
    this_year = [record for record in own if record.published_at.year == day.year]
    taken = {address_of(record.index_number) for record in catalog.records}
    if this_year:
        number = max(this_year, key=lambda record: _serial(record.index_number)).index_number
    elif own:
        number = _first_of_year(own[0], day.year)
    else:
        number = f"{department.upper()}-{day.year}-00000"
    while address_of(number) in taken or number.endswith("-00000"):
        number = _after(number)
    return number


def _serial(number: str) -> int:
    found = _SERIAL.search(number)
    return int(found[1]) if found else -1


def _first_of_year(record: Record, year: int) -> str:
    """An earlier year's number as the first of this year: the same scheme, the serial from 1."""
    number = _YEAR.sub(str(year), record.index_number)
    return _SERIAL.sub(lambda found: "1".zfill(len(found[1])) + found[2], number)


def _after(number: str) -> str:
    if not _SERIAL.search(number):
        return f"{number}-2"
    return _SERIAL.sub(lambda found: str(int(found[1]) + 1).zfill(len(found[1])) + found[2], number)


def path_of(records: Path, draft: Draft, day: date) -> Path:
    """The file of a new record."""
    slug = draft.slug or draft.index_number.replace("/", "-").lower()
    return records / draft.department / str(day.year) / f"{slug}.md"


def text_of(draft: Draft, day: date, schemas: SchemaSet, placeholder: str) -> str:
    """The text of a new record: all required fields, with examples where the kind's data needs them."""
    fields: dict[str, Any] = {
        "title": draft.title,
        "index_number": draft.index_number,
        "department": draft.department,
        "category": draft.category,
        "issued": day.isoformat(),
        "published": day.isoformat(),
    }
    if draft.kind != "document":
        fields["kind"] = draft.kind
    data = _dated(example_of(schemas.kinds[draft.kind]), day)
    if data:
        fields["data"] = data
    fields |= _site_fields(schemas.record, fields)
    header = yaml.dump(fields, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{header}---\n\n{placeholder}\n"


class _PlainDumper(yaml.SafeDumper):
    """Writes dates bare, as editors do: our reader takes every scalar as text."""


_PlainDumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text))
_PlainDumper.yaml_implicit_resolvers = {
    mark: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for mark, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _site_fields(schema: Schema, written: Mapping[str, Any]) -> dict[str, Any]:
    """Examples for fields that a site's own schema requires beyond the usual six."""
    missing = [key for key in schema.source["required"] if key not in written]
    return {key: _example(schema.source, schema.source["properties"].get(key, {})) for key in missing}


def _dated(example: Any, day: date) -> Any:
    """An example with its dates moved to a day: those of the schema's examples are nobody's."""
    if isinstance(example, dict):
        return {key: _dated(value, day) for key, value in example.items()}
    if isinstance(example, list):
        return [_dated(value, day) for value in example]
    return day.isoformat() if isinstance(example, str) and _DATE.fullmatch(example) else example


def example_of(schema: Schema) -> Any:
    """The smallest example of a schema: its required fields."""
    return _example(schema.source, schema.source)


def _example(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Any:
    node = resolve_local(schema, node)
    offered = [*node.get("examples", ())[:1], *node.get("enum", ())[:1]]
    candidates: Iterable[Any] = (node.get("default"), *offered)
    ready = next((value for value in candidates if value is not None), None)
    if ready is not None:
        return ready
    if node.get("type") == "array":
        return [_example(schema, node.get("items", {}))]
    if node.get("type") in ("integer", "number"):
        return node.get("minimum", 0)
    if "properties" in node:
        return {key: _example(schema, node["properties"].get(key, {})) for key in node.get("required", ())}
    return "…"
