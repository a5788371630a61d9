"""The catalog files: departments, categories, subjects, duties, activities, calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.ingest import rules_of_catalog as rules
from generator.ingest.additions import taken_ids, with_added
from generator.ingest.catalog_file import CatalogFile, is_there, read_catalog_file
from generator.ingest.duties import duty_of
from generator.ingest.duty_check import check_duties
from generator.ingest.schema import Schema, SchemaSet
from generator.ingest.suggest import nearest
from generator.ingest.workdays import OwnDays, read_own_days
from generator.model.activities import Activity
from generator.model.catalog import Department, Node, Tree
from generator.model.duties import Duty
from generator.model.problems import Place, Problem


@dataclass
class CatalogFiles:
    """What the catalog files say; empty where a file has problems."""

    departments: dict[str, Department] = field(default_factory=dict)
    categories: Tree = field(default_factory=Tree)
    subjects: Tree = field(default_factory=Tree)
    duties: dict[str, Duty] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    own_days: OwnDays = field(default_factory=OwnDays)
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
    categories = _read(
        files,
        folders,
        "categories",
        schemas.categories,
        _tree,
        lambda file: _unknown_responsible(file.value, files.departments, file, []),
    )
    files.categories = Tree.of(tuple(categories))
    files.subjects = Tree.of(tuple(_read(files, folders, "subjects", schemas.subjects, _tree)))
    duties = _read(
        files,
        folders[:1],
        "duties",
        schemas.duties,
        _duties,
        lambda file: check_duties(file, _duties(file.value), files.departments, files.categories),
    )
    files.duties = {duty.id: duty for duty in duties}
    files.own_days, problems = read_own_days(folder, schemas.calendar)
    files.problems += problems
    files.activities = tuple(_read(files, folders[:1], "activities", schemas.activities, _activities))
    return files


def _read(
    files: CatalogFiles,
    folders: Sequence[Path],
    name: str,
    schema: Schema,
    build: Callable[[list[dict[str, Any]]], list[Any]],
    check: Callable[[CatalogFile], Iterable[Problem]] = lambda _: (),
) -> list[Any]:
    """The entries of a catalog file; those of the second folder's file, if there is one, are added.

    What `check` finds in a file that can be read does not keep it from being used.
    """
    public, *internal = (folder / f"{name}.yml" for folder in folders)
    entries: list[Any] = []
    if is_there(public):
        file = _load(str(public), schema)
        entries = _usable(file, files, name, check)
    elif name in ("departments", "categories"):
        files.problems.append(rules.CATALOG_MISSING.at(Place(str(public)), name=f"catalog/{public.name}"))
        files.unusable.add(name)
    for path in filter(is_there, internal):
        added = _usable(_load(str(path), schema, entries), files, name, check)
        entries, taken = with_added(entries, added)
        if taken:
            files.problems += taken_ids(added, taken, str(path), path.read_text(encoding="utf-8-sig"))
    return build(entries)


def _usable(
    file: CatalogFile | list[Problem],
    files: CatalogFiles,
    name: str,
    check: Callable[[CatalogFile], Iterable[Problem]],
) -> list[dict[str, Any]]:
    """The entries of a file, with what `check` finds noted; where there are problems instead, none."""
    if isinstance(file, CatalogFile):
        files.problems += check(file)
        return list(file.value)
    files.problems += file
    files.unusable.add(name)
    return []


def _load(path: str, schema: Schema, above: Sequence[dict[str, Any]] = ()) -> CatalogFile | list[Problem]:
    """A catalog file, or its problems; `above` are the entries it is added to."""
    file = read_catalog_file(path, schema)
    if isinstance(file, list):
        return file
    entries = file.value
    if not any("id" in entry for entry in entries):  # activities: nothing names them
        return file
    return (
        list(_duplicates(entries, file, []))
        or list(_unknown_parents(entries, above, file))
        or list(_circles(entries, file))
        or file
    )


def _duplicates(entries: list[dict[str, Any]], file: CatalogFile, base: list[str | int]) -> Iterable[Problem]:
    """Ids used twice among siblings."""
    first: dict[str, int] = {}
    for position, entry in enumerate(entries):
        place = file.place([*base, position, "id"])
        if entry["id"] in first:
            yield rules.DUPLICATE_ID.at(place, id=entry["id"], first=first[entry["id"]])
        first.setdefault(entry["id"], place.line)
        yield from _duplicates(entry.get("children", []), file, [*base, position, "children"])


def _unknown_parents(
    entries: list[dict[str, Any]], above: Sequence[dict[str, Any]], file: CatalogFile
) -> Iterable[Problem]:
    """Bodies whose `parent` is no body."""
    known = dict.fromkeys(entry["id"] for entry in (*above, *entries))
    for position, entry in enumerate(entries):
        parent = entry.get("parent")
        if parent and parent not in known:
            near = nearest(parent, known)
            yield rules.UNKNOWN_DEPARTMENT.at(file.place([position, "parent"]), id=parent, near=near)


def _unknown_responsible(
    entries: list[dict[str, Any]],
    bodies: Mapping[str, Department],
    file: CatalogFile,
    base: list[str | int],
) -> Iterable[Problem]:
    """Bodies responsible for a category that are none; where no body is known, their own file is at fault."""
    for position, entry in enumerate(entries if bodies else ()):
        for number, body in enumerate(entry.get("responsible", ())):
            if body not in bodies:
                place = file.place([*base, position, "responsible", number])
                yield rules.UNKNOWN_DEPARTMENT.at(place, id=body, near=nearest(body, bodies))
        below = entry.get("children", [])
        yield from _unknown_responsible(below, bodies, file, [*base, position, "children"])


def _circles(entries: list[dict[str, Any]], file: CatalogFile) -> Iterable[Problem]:
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
            yield rules.PARENT_CIRCLE.at(file.place([position, "parent"]), id=body, circle=names)


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
