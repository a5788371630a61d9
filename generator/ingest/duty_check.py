"""Checks of the duty catalog: who owes what, where it stands, from when to when.

Nothing here depends on the day: what is late is the ledger's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.ingest import rules_of_catalog
from generator.ingest import rules_of_duties as rules
from generator.ingest.catalog_file import CatalogFile
from generator.ingest.locate import FieldPath
from generator.ingest.suggest import nearest
from generator.model.catalog import BODY_KINDS, Department, Tree
from generator.model.duties import IN_FORCE_SINCE, Duty, lies_between
from generator.model.problems import Problem


def check_duties(
    file: CatalogFile, duties: Sequence[Duty], bodies: Mapping[str, Department], categories: Tree
) -> Iterator[Problem]:
    """Every problem of the duties of a file, in their order.

    Where there are no bodies or no categories, their own files are at fault, and no duty is blamed for it.
    """
    for position, duty in enumerate(duties):
        if bodies:
            yield from _owners(file, position, duty, bodies)
            yield from _named_bodies(file, position, duty, bodies)
        if categories.by_path:
            yield from _categories(file, position, duty, categories)
        yield from _validities(file, position, duty)
        yield from _events(file, position, duty, bodies)


def _owners(
    file: CatalogFile, position: int, duty: Duty, bodies: Mapping[str, Department]
) -> Iterator[Problem]:
    for number, owner in enumerate(duty.owed_by):
        if owner not in BODY_KINDS and owner not in bodies:
            near = nearest(owner, [*BODY_KINDS, *bodies])
            place = file.place([position, "owed_by", number])
            yield rules.UNKNOWN_OWNER.at(place, id=owner, kinds=", ".join(BODY_KINDS), near=near)


def _named_bodies(
    file: CatalogFile, position: int, duty: Duty, bodies: Mapping[str, Department]
) -> Iterator[Problem]:
    """Bodies of events and exemptions that are none, or that do not owe the duty anyway."""
    for key, listed in (("events", duty.fields.get("events", ())), ("exempt", duty.fields.get("exempt", ()))):
        for number, entry in enumerate(listed):
            for place_in, body in enumerate(entry.get("bodies", ())):
                way: FieldPath = [position, key, number, "bodies", place_in]
                if body not in bodies:
                    near = nearest(body, bodies)
                    yield rules_of_catalog.UNKNOWN_DEPARTMENT.at(file.place(way), id=body, near=near)
                elif not duty.is_owed_by(body, bodies[body].kind):
                    yield rules.NOT_OWED.at(file.place(way), body=body, duty=duty.id)


def _categories(file: CatalogFile, position: int, duty: Duty, categories: Tree) -> Iterator[Problem]:
    for number, path in enumerate(duty.categories):
        if path not in categories:
            near = nearest(path, categories.by_path)
            place = file.place([position, "categories", number])
            yield rules_of_catalog.UNKNOWN_CATEGORY.at(place, id=path, near=near)


def _validities(file: CatalogFile, position: int, duty: Duty) -> Iterator[Problem]:
    """First days before there was any duty; last days before first ones, of exemptions as well."""
    if duty.begins and duty.begins < IN_FORCE_SINCE:
        yield rules.BEGINS_EARLY.at(
            file.place([position, "from"]), date=duty.begins.isoformat(), since=IN_FORCE_SINCE.isoformat()
        )
    spans: list[tuple[FieldPath, Mapping[str, Any]]] = [([position], duty.fields)]
    spans += [
        ([position, "exempt", number], entry) for number, entry in enumerate(duty.fields.get("exempt", ()))
    ]
    for way, entry in spans:
        first, last = entry.get("from"), entry.get("to")
        if first and last and last < first:
            yield rules.DATES_REVERSED.at(file.place([*way, "to"]), first=first, last=last)


def _events(
    file: CatalogFile, position: int, duty: Duty, bodies: Mapping[str, Department]
) -> Iterator[Problem]:
    """Events outside the duty's validity, and those that fall on one day for one body."""
    owing = frozenset(body.id for body in bodies.values() if duty.is_owed_by(body.id, body.kind))
    earlier: list[tuple[str, frozenset[str], int]] = []
    for number, entry in enumerate(duty.fields.get("events", ())):
        way: FieldPath = [position, "events", number, "date"]
        if not lies_between(duty.begins, date.fromisoformat(entry["date"]), duty.ends):
            yield rules.EVENT_OUTSIDE.at(file.place(way), date=entry["date"])
        concerned = frozenset(entry.get("bodies", owing))
        for day, others, before in earlier:
            if day == entry["date"] and others & concerned:
                first = file.place([position, "events", before, "date"]).line
                yield rules.EVENT_TWICE.at(file.place(way), date=day, first=first)
                break
        earlier.append((entry["date"], concerned, number))
