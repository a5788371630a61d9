"""Help inside an editor, made from the schemas: snippets for VS Code, and schema files for YAML servers.

VS Code inserts snippets without any extension. Completion and hover in the front matter of Markdown need an
editor whose YAML server is given the front matter; the YAML extension of Red Hat does not do that yet (its
issue 207). The schema file is for editors that do. The settings are YAML: their schema serves all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.ingest.catalog import CatalogFiles
from generator.ingest.facts import PLACEHOLDERS
from generator.ingest.schema import Schema, SchemaSet
from generator.ingest.settings_schema import config_schema, settings_schema
from generator.model.catalog import Department, Node
from generator.model.duties import Duty
from generator.model.labels import localized, resolve_local

SNIPPETS = ".vscode/disclosure.code-snippets"
SCHEMA = ".vscode/front-matter.schema.json"
CONFIG_SCHEMA = ".vscode/site-config.schema.json"

_DRAFT_7 = "http://json-schema.org/draft-07/schema#"
_TODAY = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"
_HELPED = frozenset(("title", "title_en", "description", "description_en", "enum_labels", "inverse_labels"))
#: YAML reads 2026 as a number and no as false; our reader takes every scalar as its text.
_SCALAR = ["string", "number", "boolean"]


def editor_files(schemas: SchemaSet, catalog: CatalogFiles, language: str) -> dict[str, str]:
    """The files by their path below the configuration's folder, with texts in a language."""
    return {
        SNIPPETS: _json(dict(_snippets(schemas, language))),
        SCHEMA: _json(front_matter_schema(schemas, catalog, language)),
        CONFIG_SCHEMA: _json(config_help(language)),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# --- Snippets


def _snippets(schemas: SchemaSet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A snippet for a whole record of each kind, and one for each optional field."""
    source = schemas.record.source
    kinds = schemas.record.labels(language).values["kind"]
    for kind, schema in schemas.kinds.items():
        stops = _Stops(schemas.record, language)
        lines = ["---"]
        for key in source["required"]:
            lines += stops.lines(key, source["properties"][key])
        if kind != "document":
            lines.append(f"kind: {kind}")
        data = _Stops(schema, language, stops.last).required_members(schema.source)
        lines += ["data:", *_indented(data)] if data else []
        about = localized(schema.source, "description", language)
        text = [*lines, "---", "", f"${{0:{PLACEHOLDERS[language]}}}"]
        yield f"{kinds[kind]} ({kind})", _snippet([f"new-{kind}", f"新建{kinds[kind]}"], text, about)
    for key, node in source["properties"].items():
        if key not in source["required"] and key != "data":
            title, about = localized(node, "title", language), localized(node, "description", language)
            yield (
                f"{title} ({key})",
                _snippet([key, title], _Stops(schemas.record, language).lines(key, node), about),
            )


def _snippet(prefixes: list[str], body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefixes, "body": body, "description": description}


class _Stops:
    """Writes fields as lines with numbered places to fill in (tab stops)."""

    def __init__(self, schema: Schema, language: str, last: int = 0) -> None:
        self._schema, self._language, self.last = schema, language, last

    def lines(self, key: str, node: Mapping[str, Any]) -> list[str]:
        """A field with all that is below it."""
        node = resolve_local(self._schema.source, node)
        items = resolve_local(self._schema.source, node.get("items", {}))
        if node.get("type") == "object":
            return [f"{key}:", *_indented(self._members(node))]
        if node.get("type") != "array":
            return [f"{key}: {self._stop(key, node)}"]
        if items.get("type") == "object":
            first, *rest = self._members(items)
            return [f"{key}:", f"  - {first}", *_indented(_indented(rest))]
        example = {**items, "examples": [value for values in node.get("examples", ()) for value in values]}
        return [f"{key}:", f"  - {self._stop(key, example)}"]

    def required_members(self, node: Mapping[str, Any]) -> list[str]:
        """The fields that an object cannot do without."""
        members = node.get("properties", {})
        return [line for key in node.get("required", ()) for line in self.lines(key, members[key])]

    def _members(self, node: Mapping[str, Any]) -> list[str]:
        return [line for key, child in node.get("properties", {}).items() for line in self.lines(key, child)]

    def _stop(self, key: str, node: Mapping[str, Any]) -> str:
        self.last += 1
        choices = node.get("enum") or list(node.get("enum_labels", ()))
        if choices:
            return f"${{{self.last}|{','.join(_escaped(value, ',|') for value in choices)}|}}"
        if key in ("issued", "published"):
            return f"${{{self.last}:{_TODAY}}}"
        title = localized(node, "title", self._language) or key
        example = (node.get("examples") or [node.get("minimum", title)])[0]
        return f"${{{self.last}:{_escaped(str(example), '$}')}}}"


def _escaped(text: str, marks: str) -> str:
    """A text in which some marks, which mean something in a snippet, mean themselves."""
    return re.sub(f"[{re.escape(marks)}\\\\]", r"\\\g<0>", text)


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


# --- Schemas for YAML servers


def front_matter_schema(schemas: SchemaSet, catalog: CatalogFiles, language: str) -> dict[str, Any]:
    """All fields of a record of any kind in one file, with help texts that YAML servers show.

    Draft 7, which every server knows. What the catalog files list is offered with its name.
    """
    record = _helped(dict(schemas.record.source), language)
    properties = record["properties"]
    listed: tuple[tuple[str, Mapping[str, Department | Node | Duty]], ...] = (
        ("department", catalog.departments),
        ("category", catalog.categories.by_path),
        ("duty", catalog.duties),
        ("subjects", catalog.subjects.by_path),
    )
    for key, entries in listed:
        _offer(
            properties[key].get("items", properties[key]),
            {value: _name(entry) for value, entry in entries.items()},
        )
    definitions = {
        f"kind_{kind}": _moved(_helped(dict(schema.source), language), f"#/$defs/kind_{kind}/")
        for kind, schema in schemas.kinds.items()
    }
    of_kind = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"properties": {"data": {"$ref": f"#/$defs/kind_{kind}"}}},
        }
        for kind in schemas.kinds
    ]
    return {
        **record,
        "$schema": _DRAFT_7,
        "$defs": {**record.get("$defs", {}), **definitions},
        "allOf": [*record.get("allOf", []), *of_kind],
    }


def config_help(language: str) -> dict[str, Any]:
    """site_config.yml with help texts: our settings where they stand, and some keys of MkDocs."""
    config, section = (_helped(dict(s().source), language) for s in (config_schema, settings_schema))
    definitions = section.pop("$defs")
    config["properties"]["plugins"]["items"] |= {"properties": {"disclosure": section}}
    return {**config, "$schema": _DRAFT_7, "$defs": definitions}


def _name(entry: Department | Node | Duty) -> str:
    """What a department, a category or a duty is called; a category by its whole path of names."""
    if isinstance(entry, Duty):
        return f"{entry.level1} / {entry.level2}"
    return " / ".join((*(name for _, name in getattr(entry, "trail", ())), entry.name))


def _offer(node: dict[str, Any], names: Mapping[str, str]) -> None:
    if names:
        node |= {"enum": list(names), "markdownEnumDescriptions": list(names.values())}


def _helped(node: dict[str, Any], language: str) -> dict[str, Any]:
    """A node with its help in one language, in the keywords of YAML servers, and all below it alike."""
    below: Callable[[Any], Any] = lambda value: _helped(value, language) if isinstance(value, dict) else value  # noqa: E731
    kept = {
        key: [below(item) for item in value] if isinstance(value, list) else below(value)
        for key, value in node.items()
        if key not in _HELPED and key != "$schema"
    }
    # under `properties` and `$defs`, a field may itself be called title or description
    for holder in ("properties", "$defs"):
        if isinstance(node.get(holder), dict):
            kept[holder] = {name: below(child) for name, child in node[holder].items()}
    labels = {value: text.get(language) or text["zh"] for value, text in node.get("enum_labels", {}).items()}
    if labels:
        kept |= {"enum": [*labels], "markdownEnumDescriptions": [*labels.values()]}
    if node.get("type") in _SCALAR and "properties" not in node:
        kept["type"] = _SCALAR if node["type"] == "string" else node["type"]
        kept.pop("format", None)
    title, about = localized(node, "title", language), localized(node, "description", language)
    return kept | ({"title": title} if title else {}) | ({"description": about} if about else {})


def _moved(node: Any, root: str) -> Any:
    """A schema whose own references start at another root."""
    if isinstance(node, list):
        return [_moved(item, root) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: value.replace("#/", root, 1) if key == "$ref" and isinstance(value, str) else _moved(value, root)
        for key, value in node.items()
    }
