"""What fields and values are called: read from the schemas, the one source of labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class FieldLabels:
    """The labels of a schema's fields in one language, each by its dotted path (`disclosure.mode`).

    `names` and `descriptions` are by path, `values` by path and value; all keep the schema's order.
    """

    language: str
    names: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    inverses: Mapping[str, str] = field(default_factory=dict)

    def name(self, path: str) -> str:
        """The label of a field; its key where the schema has none."""
        return self.names.get(path, path.rpartition(".")[2])

    def value(self, path: str, value: str) -> str:
        """The label of an enum's value; the value itself where it has none."""
        return self.values.get(path, {}).get(value, value)

    def inverse(self, relation_type: str) -> str:
        """What a relation is called as seen from its target."""
        return self.inverses.get(relation_type, self.value("relations.type", relation_type))


def labels_of(schema: Mapping[str, Any], language: str) -> FieldLabels:
    """The labels that a schema carries, in a language; English falls back to Chinese."""
    names: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    inverses: dict[str, str] = {}

    def visit(node: Mapping[str, Any], path: str) -> None:
        node = resolve_local(schema, node)
        names[path] = localized(node, "title", language) or path.rpartition(".")[2]
        descriptions[path] = localized(node, "description", language)
        for value, label in node.get("enum_labels", {}).items():
            values.setdefault(path, {})[value] = label.get(language) or label.get("zh", value)
        for value, label in node.get("inverse_labels", {}).items():
            inverses[value] = label.get(language) or label.get("zh", value)
        if "items" in node:
            visit_children(resolve_local(schema, node["items"]), path)
        visit_children(node, path)

    def visit_children(node: Mapping[str, Any], path: str) -> None:
        for key, child in node.get("properties", {}).items():
            child_path = f"{path}.{key}" if path else key
            if child_path.count(".") < 8:  # a recursive tree would never end
                visit(child, child_path)
        for value, label in node.get("enum_labels", {}).items():
            values.setdefault(path, {})[value] = label.get(language) or label.get("zh", value)

    entry = schema.get("items", schema)  # a catalog file is a list of entries
    visit_children(resolve_local(schema, entry), "")
    return FieldLabels(language, names, descriptions, values, inverses)


def localized(node: Mapping[str, Any], key: str, language: str) -> str:
    """A text keyword of a schema (`title`, `description`) in a language."""
    return str((node.get(f"{key}_en") if language == "en" else None) or node.get(key, ""))


#: References that lead to references; a ring of them would never end.
_LONGEST_CHAIN = 20


def resolve_local(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The node that a local `$ref` points to, with the keywords beside the reference laid over it."""
    for _ in range(_LONGEST_CHAIN):
        if "$ref" not in node:
            break
        target: Any = schema
        for part in str(node["$ref"]).lstrip("#/").split("/"):
            target = target[part] if part else target
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node
