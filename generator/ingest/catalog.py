"""The catalog files: departments, categories, subjects, duties, activities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.ingest import rules_of_catalog as rules
from generator.ingest.additions import taken_ids, with_added
from generator.ingest.duties import duty_of
from generator.ingest.explain import explain
from generator.ingest.locate import Locator
from generator.ingest.reading import read_text, refuse_link
from generator.ingest.schema import Schema, SchemaSet
from generator.ingest.strict_yaml import load_yaml
from generator.ingest.suggest import nearest
from generator.ingest.yaml_faults import YamlFault
from generator.model.activities import Activity
from generator.model.catalog import Department, Node, Tree
from generator.model.duties import Duty
from generator.model.problems import Place, Problem

_LARGEST = 8 * 1024 * 1024  # bytes; a catalog file is a few dozen kilobytes


@dataclass
class CatalogFiles:
    """What the catalog files say; empty where a file has problems."""

    departments: dict[str, Department] = field(default_factory=dict)
    categories: Tree = field(default_factory=Tree)
    subjects: Tree = field(default_factory=Tree)
    duties: dict[str, Duty] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    #: the files that could not be used: no record is blamed for what they would have said
    unusable: set[str] = field(default_factory=set)


def read_catalog(folder: Path, schemas: SchemaSet, internal: Path | None = None) -> CatalogFiles:
    """Read the catalog files of a content tree; departments and categories must be there.

    `internal` is the internal edition's folder: its departments, categories and subjects, if any, are added.
    """
    files = CatalogFiles()
    folders = (folder, internal) if internal else (folder,)
    departments = _read(files, folders, "departments", schemas.departments, _departments)
    files.departments = {department.id: department for department in departments}
    files.categories = Tree.of(tuple(_read(files, folders, "categories", schemas.categories, _tree)))
    files.subjects = Tree.of(tuple(_read(files, folders, "subjects", schemas.subjects, _tree)))
    files.duties = {duty.id: duty for duty in _read(files, folders[:1], "duties", schemas.duties, _duties)}
    files.activities = tuple(_read(files, folders[:1], "activities", schemas.activities, _activities))
    return files


def _read(
    files: CatalogFiles,
    folders: Sequence[Path],
    name: str,
    schema: Schema,
    build: Callable[[list[dict[str, Any]]], list[Any]],
) -> list[Any]:
    """The entries of a catalog file; those of the second folder's file, if there is one, are added."""
    public, *internal = (folder / f"{name}.yml" for folder in folders)
    entries: list[Any] = []
    if _is_there(public):
        entries = _usable(_load(str(public), schema), files, name)
    elif name in ("departments", "categories"):
        files.problems.append(rules.CATALOG_MISSING.at(Place(str(public)), name=f"catalog/{public.name}"))
        files.unusable.add(name)
    for path in filter(_is_there, internal):
        added = _usable(_load(str(path), schema, entries), files, name)
        entries, taken = with_added(entries, added)
        if taken:
            files.problems += taken_ids(added, taken, str(path), path.read_text(encoding="utf-8-sig"))
    return build(entries)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _usable(entries: list[Any], files: CatalogFiles, name: str) -> list[Any]:
    """The entries of a file; where these are problems instead, none."""
    if not entries or not isinstance(entries[0], Problem):
        return entries
    files.problems += entries
    files.unusable.add(name)
    return []


def _load(path: str, schema: Schema, above: Sequence[dict[str, Any]] = ()) -> list[Any]:
    """The entries of a catalog file, or its problems; `above` are those it is added to."""
    text = refuse_link(path) or read_text(path, _LARGEST)
    if isinstance(text, Problem):
        return [text]
    try:
        entries = load_yaml(text)
    except YamlFault as fault:
        return [fault.at(path)]
    entries = schema.coerced(entries)
    locator = Locator(path, text, 0)
    if not schema.is_valid(entries):
        return list(explain(schema, entries, locator))
    if not any("id" in entry for entry in entries):  # activities: nothing names them
        return list(entries)
    return (
        list(_duplicates(entries, locator, []))
        or list(_unknown_parents(entries, above, locator))
        or list(_circles(entries, locator))
        or list(entries)
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


def _unknown_parents(
    entries: list[dict[str, Any]], above: Sequence[dict[str, Any]], locator: Locator
) -> Iterable[Problem]:
    """Bodies whose `parent` is no body."""
    known = dict.fromkeys(entry["id"] for entry in (*above, *entries))
    for position, entry in enumerate(entries):
        parent = entry.get("parent")
        if parent and parent not in known:
            near = nearest(parent, known)
            yield rules.UNKNOWN_DEPARTMENT.at(locator.place([position, "parent"]), id=parent, near=near)


def _circles(entries: list[dict[str, Any]], locator: Locator) -> Iterable[Problem]:
    """Bodies that are above themselves, each circle once, at the first of its bodies."""
    parents = {entry["id"]: entry.get("parent", "") for entry in entries}
    seen: set[str] = set()
    for position, entry in enumerate(entries):
        circle, body = [entry["id"]], parents.get(entry["id"], "")
        while body and body not in circle:
            circle.append(body)
            body = parents.get(body, "")
        if body == entry["id"] and body not in seen:
            seen.update(circle)
            names = " → ".join((*circle, body))
            yield rules.PARENT_CIRCLE.at(locator.place([position, "parent"]), id=body, circle=names)


def _departments(entries: list[dict[str, Any]]) -> list[Department]:
    entries = sorted(entries, key=lambda entry: int(entry.get("order", 1_000_000)))  # stable: else as written
    return [Department(e["id"], e["name"], e["kind"], _rest(e, "id", "name", "kind")) for e in entries]


def _duties(entries: list[dict[str, Any]]) -> list[Duty]:
    return [duty_of(entry) for entry in entries]


def _activities(entries: list[dict[str, Any]]) -> list[Activity]:
    return [Activity(**{**entry, "date": date.fromisoformat(entry["date"])}) for entry in entries]


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
