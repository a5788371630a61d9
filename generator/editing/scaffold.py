"""A new record that passes the check: its file and its front matter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.ingest.examples import MARKS
from generator.ingest.facts import PLACEHOLDERS
from generator.ingest.schema import Schema, SchemaSet
from generator.model import annual_report, register
from generator.model.interaction import LETTER, REQUEST
from generator.model.labels import resolve_local
from generator.model.records import slug_of

_DATE = re.compile(r"\d{4}-\d\d-\d\d")

#: Fields by kind that need not be there while an answer is on its way, and that nobody guesses.
_TOLD: Mapping[str, tuple[str, ...]] = {
    LETTER: ("replied", "disposition"),
    REQUEST: ("outcome", "replied"),
}


@dataclass(frozen=True)
class Draft:
    """What a new record is to be; all from `document_number` on may be empty. `slug` is the file's name
    without .md.

    `issued` and `published` are dates as a record has them, `published` perhaps with hour and minute.
    """

    title: str
    index_number: str
    department: str
    category: str
    issued: str
    published: str
    kind: str = "document"
    document_number: str = ""
    genre: str = ""
    duty: str = ""
    period: str = ""
    slug: str = ""

    @property
    def day(self) -> date:
        """The day of publication."""
        return date.fromisoformat(self.published[:10])


def path_of(records: Path, draft: Draft) -> Path:
    """The file of a new record."""
    slug = draft.slug or slug_of(draft.index_number).lower()
    return records / draft.department / draft.published[:4] / f"{slug}.md"


def text_of(draft: Draft, schemas: SchemaSet, language: str) -> str:
    """The text of a new record: what the draft says, with examples where the kind's data needs them.

    Words to be replaced are in the language given; the check finds those that are left.
    """
    fields: dict[str, Any] = {key: value for key, value in asdict(draft).items() if key != "slug" and value}
    if draft.kind == "document":  # which is what no kind at all means
        del fields["kind"]
    schema = schemas.kinds[draft.kind]
    example = example_of(schema, _TOLD.get(draft.kind, ()))
    data = _dated(_marked(schema, schema.source, example, MARKS[language]), draft.day)
    if data:
        fields["data"] = data
    if draft.kind == annual_report.KIND:
        fields["period"] = f"{draft.day.year - 1}"
    fields |= _site_fields(schemas.record, fields)
    return header_of(fields) + ("" if draft.kind == register.KIND else f"\n{PLACEHOLDERS[language]}\n")


def header_of(fields: Mapping[str, Any]) -> str:
    """Fields as the front matter of a file."""
    header = yaml.dump(dict(fields), Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=math.inf)
    return f"---\n{header}---\n"


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


def _marked(schema: Schema, node: Mapping[str, Any], example: Any, mark: str) -> Any:
    """An example whose free texts begin with a mark, where the schema takes them so."""
    node = resolve_local(schema.source, node)
    if isinstance(example, dict):
        members = node.get("properties", {})
        return {key: _marked(schema, members.get(key, {}), value, mark) for key, value in example.items()}
    if isinstance(example, list):
        return [_marked(schema, node.get("items", {}), value, mark) for value in example]
    is_free = isinstance(example, str) and schema.explainer.evolve(schema=node).is_valid(mark + example)
    return mark + example if is_free else example


def _dated(example: Any, day: date) -> Any:
    """An example with its dates moved to a day: those of the schema's examples are nobody's."""
    if isinstance(example, dict):
        return {key: _dated(value, day) for key, value in example.items()}
    if isinstance(example, list):
        return [_dated(value, day) for value in example]
    return day.isoformat() if isinstance(example, str) and _DATE.fullmatch(example) else example


def example_of(schema: Schema, more: Sequence[str] = ()) -> Any:
    """The smallest example of a schema: its required fields, and `more`."""
    source = schema.source
    return _example(source, {**source, "required": [*source.get("required", ()), *more]})


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
