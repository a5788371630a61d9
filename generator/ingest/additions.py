"""What the catalog files of the internal edition add to the public ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.ingest import rules_of_editions as rules
from generator.ingest.locate import FieldPath, Locator
from generator.ingest.strict_yaml import compose
from generator.model.problems import Problem


def with_added(
    entries: Sequence[dict[str, Any]], added: Sequence[dict[str, Any]], way: FieldPath = ()
) -> tuple[list[dict[str, Any]], list[FieldPath]]:
    """The entries of a catalog file and those added, and the ways to added ids that are taken.

    An added node of a tree that the public file has, too, and that says `children`, has these added to the
    public node's, which keeps its name.
    """
    joined = {entry["id"]: entry for entry in entries}
    taken: list[FieldPath] = []
    for position, entry in enumerate(added):
        here = [*way, position]
        known = joined.setdefault(entry["id"], entry)
        if known is entry:
            continue
        if "children" not in entry:
            taken.append([*here, "id"])
            continue
        children, below = with_added(known.get("children", ()), entry["children"], [*here, "children"])
        joined[entry["id"]] = {**known, "children": children}
        taken += below
    return list(joined.values()), taken


def taken_ids(
    added: Sequence[dict[str, Any]], ways: Sequence[FieldPath], path: str, text: str
) -> Iterator[Problem]:
    """The problems of added ids that are taken; `text` is that of the file at `path`."""
    locator = Locator(path, compose(text))
    for way in ways:
        value: Any = added
        for step in way:
            value = value[step]
        yield rules.ID_TAKEN.at(locator.place(way), id=value)
