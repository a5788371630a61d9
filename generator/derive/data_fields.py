"""What columns of the data are; those of a record are read from its schema, the one source of names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.derive.data_files import EVENT_COLUMNS, URL, columns_of, data_words, told_records
from generator.derive.events import PUBLISHED
from generator.derive.naming import Site
from generator.model.labels import localized, resolve_local

#: Types of Table Schema by types of JSON Schema; a list's cell joins its items.
_TYPES = {name: name for name in ("object", "integer", "number", "boolean", "date")}
_KEYS_OF_EVENTS = {"date": "history.date", "action": "history.action", "note": "history.note"}
_ANCHORS = re.compile(r"^\^|\$(?:\(\?!\\n\))?$")


@dataclass(frozen=True, slots=True)
class DataField:
    """A column; `type` is one of Table Schema's, `json_type` what JSON has in its place.

    `values` are the codes that may stand in it, each with its label; `constraints` are Table Schema's.
    """

    key: str
    label: str
    description: str
    type: str
    json_type: str
    example: str = ""
    values: tuple[tuple[str, str], ...] = ()
    constraints: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_required(self) -> bool:
        """Whether it always has a value."""
        return bool(self.constraints.get("required"))


def record_fields(site: Site) -> Sequence[DataField]:
    """The columns of `data/catalog.csv`, which are the keys of the JSON objects."""
    columns = columns_of(told_records(site.catalog))
    required = site.schema.get("required", ())
    fields = [_field(site, key, key, required) for key in columns]
    return [*fields, _own_field(site, URL)]


def event_fields(site: Site) -> Sequence[DataField]:
    """The columns of `data/history.csv`."""
    fields = []
    for key in EVENT_COLUMNS:
        own = key in ("id", URL)
        path = _KEYS_OF_EVENTS.get(key, key)
        fields.append(_own_field(site, key) if own else _field(site, key, path, ("date", "action", "title")))
    return fields


def told_fields(
    site: Site,
    of: str,
    columns: Sequence[str],
    types: Mapping[str, str],
    always: Collection[str] = (),
    values: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> Sequence[DataField]:
    """Columns that no schema has; `of` begins the keys of their words.

    `types` are those of JSON, or date; what is not among them is a string. `always` have a value in each row,
    `values` are the codes of a column with their labels.
    """
    words = data_words(site)
    return [
        DataField(
            key=key,
            label=words[f"field_{of}_{key}"],
            description=words[f"about_field_{of}_{key}"],
            type=_TYPES.get(types.get(key, ""), "string"),
            json_type="string" if types.get(key) == "date" else types.get(key, "string"),
            values=tuple((values or {}).get(key, ())),
            constraints={"required": True} if key in always else {},
        )
        for key in columns
    ]


def _own_field(site: Site, key: str) -> DataField:
    """A column that no schema has."""
    words = data_words(site)
    return DataField(
        key=key,
        label=words[f"field_{key}"],
        description=words[f"about_field_{key}"],
        type="string",
        json_type="string",
        constraints={"required": True},
    )


def _field(site: Site, key: str, path: str, required: Sequence[str]) -> DataField:
    node, language = _node(site, path), site.settings.language
    json_type = str(node.get("type", "string"))
    is_date = node.get("format") == "date"
    values = dict(site.labels.values.get(path, {})) if node.get("enum") else {}
    if path == "history.action":
        values = {PUBLISHED: site.words.action_published, **values}
    example = next(iter(node.get("examples", ())), "")
    return DataField(
        key=key,
        label=localized(node, "title", language) or key,
        description=_description(site, node, key),
        type="date" if is_date else _TYPES.get(json_type, "string"),
        json_type=json_type,
        example=example if isinstance(example, str) else "",
        values=tuple(values.items()),
        constraints=_constraints(node, key, required, is_closed=bool(values)),
    )


def _description(site: Site, node: Mapping[str, Any], key: str) -> str:
    """What a column holds, said to its readers; a site's own fields have but what their schema says."""
    written = localized(node, "description", site.settings.language)
    return data_words(site).get(f"about_field_{key}", written)


def _node(site: Site, path: str) -> Mapping[str, Any]:
    """The node of the record's schema at a dotted path; an empty one where it has none."""
    node = site.schema
    for key in path.split("."):
        node = resolve_local(site.schema, node.get("items", node))
        node = resolve_local(site.schema, node.get("properties", {}).get(key, {}))
    return node


def _constraints(
    node: Mapping[str, Any], key: str, required: Sequence[str], is_closed: bool
) -> dict[str, Any]:
    """What a cell keeps to. Patterns are those of XML Schema there, which know no look-around."""
    constraints: dict[str, Any] = {}
    if key in required or key == "index_number":
        constraints["required"] = True
    if is_closed:
        return constraints
    pattern = _ANCHORS.sub("", str(node.get("pattern", "")))
    if pattern and "(?" not in pattern and node.get("format") != "date":
        constraints["pattern"] = pattern
    return constraints
