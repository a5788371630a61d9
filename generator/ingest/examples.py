"""What `disclosure new` and the snippets of editors wrote for want of better, and nobody replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.ingest import rules_of_fields as rules
from generator.ingest.facts import PLACEHOLDERS
from generator.ingest.locate import FieldPath
from generator.ingest.references import Locate
from generator.ingest.schema import Schema
from generator.model.labels import resolve_local
from generator.model.problems import Place, Problem

#: What `disclosure new` puts before the example of a free text, by language.
MARKS = {"zh": "请改写：", "en": "To be replaced: "}

_FEWEST_NUMBERS = 3  # two numbers may well be those of the example


def check_placeholder(path: str, body: str, body_line: int) -> Iterator[Problem]:
    """The line of a body that is still what `disclosure new` puts there; `body_line` is its first line's."""
    if not any(placeholder in body for placeholder in PLACEHOLDERS.values()):
        return
    for line, text in enumerate(body.split("\n"), body_line):
        if text.strip() in PLACEHOLDERS.values():
            yield rules.PLACEHOLDER_LEFT.at(Place(path, line), text=text.strip())
            return


def check_examples(schema: Schema, data: Mapping[str, Any], locate: Locate) -> Iterator[Problem]:
    """One warning, at the first example that the data of a kind still holds."""
    path = next(_left(schema.source, schema.source, data, ()), None)
    if path is not None:
        dotted = ".".join(step for step in path if isinstance(step, str))
        labels = {language: schema.labels(language).name(dotted) for language in ("zh", "en")}
        yield rules.EXAMPLE_LEFT.at(locate(["data", *path]), label=labels)


def _left(
    schema: Mapping[str, Any], node: Mapping[str, Any], value: Any, path: tuple[str | int, ...]
) -> Iterator[FieldPath]:
    """The paths of examples in a value that a node of a schema describes."""
    node = resolve_local(schema, node)
    if isinstance(value, dict):
        members = node.get("properties", {})
        for key, child in value.items():
            if key in node.get("required", ()) and _is_example(members.get(key, {}), child):
                yield (*path, key)
            yield from _left(schema, members.get(key, {}), child, (*path, key))
        if _has_the_numbers_of_the_examples(members, value):
            yield path
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _left(schema, node.get("items", {}), item, (*path, position))
    elif isinstance(value, str) and value.startswith(tuple(MARKS.values())):
        yield path


def _is_example(node: Mapping[str, Any], value: Any) -> bool:
    """Whether a free text is its own example. Asked of required fields only, which are written unasked: in
    others the example may be what somebody means (新闻发布会)."""
    is_free = node.get("type") == "string" and "enum" not in node and "format" not in node
    return is_free and value in node.get("examples", ())[:1]


def _has_the_numbers_of_the_examples(members: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    examples = {
        key: child["examples"][0]
        for key, child in members.items()
        if child.get("type") in ("integer", "number") and child.get("examples") and key in value
    }
    return len(examples) >= _FEWEST_NUMBERS and all(value[key] == examples[key] for key in examples)
