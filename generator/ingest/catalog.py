"""The catalog files: departments, categories, subjects, duties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.ingest import rules_of_catalog as rules
from generator.ingest.explain import explain
from generator.ingest.locate import Locator
from generator.ingest.reading import read_text, refuse_link
from generator.ingest.schema import Schema, SchemaSet
from generator.ingest.strict_yaml import load_yaml
from generator.ingest.suggest import nearest
from generator.ingest.yaml_faults import YamlFault
from generator.model.catalog import Department, Duty, Node, Tree
from generator.model.problems import Place, Problem

_LARGEST = 8 * 1024 * 1024  # bytes; a catalog file is a few dozen kilobytes


@dataclass
class CatalogFiles:
    """What the catalog files say; empty where a file has problems."""

    departments: dict[str, Department] = field(default_factory=dict)
    categories: Tree = field(default_factory=Tree)
    subjects: Tree = field(default_factory=Tree)
    duties: dict[str, Duty] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: the files that could not be used: no record is blamed for what they would have said
    unusable: set[str] = field(default_factory=set)


def read_catalog(folder: Path, schemas: SchemaSet) -> CatalogFiles:
    """Read the catalog files of a content tree; departments and categories must be there."""
    files = CatalogFiles()
    files.departments = {
        d.id: d for d in _read(files, folder, "departments", schemas.departments, _departments)
    }
    files.categories = Tree.of(tuple(_read(files, folder, "categories", schemas.categories, _tree)))
    files.subjects = Tree.of(tuple(_read(files, folder, "subjects", schemas.subjects, _tree)))
    files.duties = {duty.id: duty for duty in _read(files, folder, "duties", schemas.duties, _duties)}
    return files


def _read(
    files: CatalogFiles,
    folder: Path,
    name: str,
    schema: Schema,
    build: Callable[[list[dict[str, Any]]], list[Any]],
) -> list[Any]:
    path = folder / f"{name}.yml"
    if not path.exists() and not path.is_symlink():
        if name in ("departments", "categories"):
            files.problems.append(rules.CATALOG_MISSING.at(Place(str(path)), name=f"catalog/{path.name}"))
            files.unusable.add(name)
        return []
    entries = _load(str(path), schema)
    problems = entries if entries and isinstance(entries[0], Problem) else []
    if problems:
        files.problems += problems
        files.unusable.add(name)
        return []
    return build(entries)


def _load(path: str, schema: Schema) -> list[Any]:
    """The entries of a catalog file, or its problems."""
    text = refuse_link(path) or read_text(path, _LARGEST)
    if isinstance(text, Problem):
        return [text]
    try:
        entries = load_yaml(text)
    except YamlFault as fault:
        return [fault.at(path)]
    if schema.coerce:
        entries = schema.coerce(entries)
    locator = Locator(path, text, 0)
    if not schema.is_valid(entries):
        return list(explain(schema, entries, locator))
    return (
        list(_duplicates(entries, locator, [])) or list(_unknown_parents(entries, locator)) or list(entries)
    )


def _duplicates(entries: list[dict[str, Any]], locator: Locator, base: list[str | int]) -> Iterable[Problem]:
    """Ids used twice among siblings."""
    first: dict[str, int] = {}
    for position, entry in enumerate(entries):
        place = locator.place([*base, position, "id"])
        if entry["id"] in first:
            yield rules.DUPLICATE_ID.at(place, id=entry["id"], first=first[entry["id"]])
        first.setdefault(entry["id"], place.line)
        yield from _duplicates(entry.get("children", []), locator, [*base, position, "children"])


def _unknown_parents(entries: list[dict[str, Any]], locator: Locator) -> Iterable[Problem]:
    """Bodies whose `parent` is no body."""
    known = dict.fromkeys(entry["id"] for entry in entries)
    for position, entry in enumerate(entries):
        parent = entry.get("parent")
        if parent and parent not in known:
            near = nearest(parent, known)
            yield rules.UNKNOWN_DEPARTMENT.at(locator.place([position, "parent"]), id=parent, near=near)


def _departments(entries: list[dict[str, Any]]) -> list[Department]:
    entries = sorted(entries, key=lambda entry: int(entry.get("order", 1_000_000)))  # stable: else as written
    return [Department(e["id"], e["name"], e["kind"], _rest(e, "id", "name", "kind")) for e in entries]


def _duties(entries: list[dict[str, Any]]) -> list[Duty]:
    return [
        Duty(e["id"], e.get("level1", ""), e.get("level2", ""), _rest(e, "id", "level1", "level2"))
        for e in entries
    ]


def _tree(entries: list[dict[str, Any]]) -> list[Node]:
    return [_node(entry, ()) for entry in entries]


def _node(entry: Mapping[str, Any], trail: tuple[tuple[str, str], ...]) -> Node:
    path = f"{trail[-1][0]}/{entry['id']}" if trail else entry["id"]
    below = (*trail, (path, entry["name"]))
    return Node(
        path=path,
        name=entry["name"],
        trail=trail,
        children=tuple(_node(child, below) for child in entry.get("children", ())),
        description=entry.get("description", ""),
        extra=_rest(entry, "id", "name", "children", "description"),
    )


def _rest(entry: Mapping[str, Any], *taken: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in taken}
