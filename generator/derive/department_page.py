"""The front page of a body (公开机构): what it is and does, how to reach it, what it published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from generator.derive.bodies import bodies_below, counted_by_kind, phone_fact
from generator.derive.events import PUBLISHED, newest_first
from generator.derive.interaction.of_body import lists_of_body
from generator.derive.ledger.coming import Owed, owed_by
from generator.derive.naming import Site
from generator.derive.views import Change, Counted, Fact, Group, Link
from generator.model.catalog import Department, Node
from generator.model.labels import FieldLabels
from generator.model.records import Record

_CONTACT = ("address", "office_hours", "phone", "fax", "email", "postcode", "website")
_LINES = ("functions", "pledges")
_TABLES = {"leaders": ("name", "title", "duties"), "internal_units": ("name", "functions", "phone")}
_MOST_CHANGES = 5

_WEBSITE = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Lines:
    """A part of the page that is a list of sentences; `id` is its place on the page."""

    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the page that is a table: rows of as many facts as there are columns, the first its head."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """How to reach somebody; `request` is the address of the page on disclosure on request, or ""."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    request: str = ""


@dataclass(frozen=True)
class DepartmentPage:
    """What stands before and around the first page of a body's records.

    `sections` lead to the parts of the page, where there is more than its records; `categories` count what
    a search for this body's records in each of them finds. `owed` is None where it owes nothing by any duty;
    `people` counts what people asked of it.
    """

    id: str
    kind: str
    parent: Link | None
    latest: str
    sections: tuple[Link, ...]
    lines: tuple[Lines, ...]
    tables: tuple[Table, ...]
    panels: tuple[Panel, ...]
    below: tuple[Group, ...]
    owed: Owed | None
    categories: tuple[Counted, ...]
    people: tuple[Counted, ...]
    changes: tuple[Change, ...]
    permalink: str


def department_page(site: Site, body: Department) -> DepartmentPage:
    """The front page of a body."""
    labels = site.labels_of["departments"]
    records = site.indexes.by_department.get(body.id, ())
    parent = site.catalog.departments.get(body.extra.get("parent", ""))
    parts = _parts(site, body, labels)
    below = counted_by_kind(site, bodies_below(site, body))
    owed = owed_by(site, body.id)
    return DepartmentPage(
        id=body.id,
        kind=labels.value("kind", body.kind),
        parent=Link(site.name_of(parent), parent.url) if parent else None,
        latest=records[0].published.isoformat() if records else "",
        sections=_sections(site, parts, below, owed),
        lines=tuple(part for part in parts if isinstance(part, Lines)),
        tables=tuple(part for part in parts if isinstance(part, Table)),
        panels=tuple(part for part in parts if isinstance(part, Panel)),
        below=below,
        owed=owed,
        categories=_categories(site, body, records),
        people=lists_of_body(site, body.id),
        changes=_changes(site, records),
        permalink=site.settings.site_url + body.url,
    )


def _parts(site: Site, body: Department, labels: FieldLabels) -> list[Lines | Table | Panel]:
    """What departments.yml says of a body beyond its name, in the order shown."""
    own = body.extra
    found: list[Lines | Table | Panel] = [
        Lines(key, labels.name(key), tuple(own[key])) for key in _LINES if own.get(key)
    ]
    found += [_table(labels, key, own[key], members) for key, members in _TABLES.items() if own.get(key)]
    office = (*facts_of(labels, own, "disclosure_contact"), *facts_of(labels, own, "responsible"))
    request = body.request_url or site.request_page
    panels = (
        Panel("contact", site.words.contact, tuple(_named(labels, own, "", _CONTACT))),
        Panel("disclosure_contact", labels.name("disclosure_contact"), office, request),
        Panel("supervision", labels.name("supervision"), facts_of(labels, own, "supervision")),
    )
    return [*found, *(panel for panel in panels if panel.facts)]


def _table(
    labels: FieldLabels, key: str, entries: Sequence[Mapping[str, Any]], members: Sequence[str]
) -> Table:
    """The entries of a list in their order, as a table of those members that any entry has."""
    used = [member for member in members if any(entry.get(member) for entry in entries)]
    rows = tuple(
        tuple(_fact(labels, f"{key}.{member}", str(entry.get(member, ""))) for member in used)
        for entry in in_order(entries)
    )
    return Table(key, labels.name(key), tuple(fact.label for fact in rows[0]), rows)


def in_order(entries: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Entries of departments.yml by their `order`, those without one behind, else as written."""
    return sorted(entries, key=lambda entry: int(entry.get("order", 1_000_000)))


def facts_of(labels: FieldLabels, own: Mapping[str, Any], key: str) -> tuple[Fact, ...]:
    """What an object of departments.yml holds, in the order of the schema."""
    members = [name.removeprefix(f"{key}.") for name in labels.names if name.startswith(f"{key}.")]
    return tuple(_named(labels, own.get(key, {}), f"{key}.", members))


def _named(
    labels: FieldLabels, values: Mapping[str, Any], prefix: str, members: Sequence[str]
) -> Iterator[Fact]:
    for member in members:
        if values.get(member):
            yield _fact(labels, prefix + member, str(values[member]))


def _fact(labels: FieldLabels, path: str, text: str) -> Fact:
    """The value of a field under its label, leading where it says."""
    label = labels.name(path)
    if path.endswith("phone"):
        return phone_fact(label, text)
    if path.endswith("email"):
        return Fact(label, text, f"mailto:{quote(text, safe='@')}")
    return Fact(label, text, text if _WEBSITE.fullmatch(text) else "")


def _sections(
    site: Site, parts: Sequence[Lines | Table | Panel], below: Sequence[Group], owed: Owed | None
) -> tuple[Link, ...]:
    found = [Link(part.title, f"#{part.id}") for part in parts]
    if below:
        found.append(Link(site.words.bodies_below, "#below"))
    if owed:
        found.append(Link(site.words.ledger_owed, "#owed"))
    return (*found, Link(site.words.body_records, "#records")) if found else ()


def _categories(site: Site, body: Department, records: Sequence[Record]) -> tuple[Counted, ...]:
    """The categories that a body published in, two levels deep, each leading to a search for its records."""
    counts: Counter[str] = Counter()
    for record in records:
        if not record.body_is_removed:  # no search tells of it
            parts = record.category.split("/")
            counts.update("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return tuple(
        _category(site, body, node, counts, 1) for node in site.catalog.categories.roots if counts[node.path]
    )


def _category(site: Site, body: Department, node: Node, counts: Mapping[str, int], depth: int) -> Counted:
    children = tuple(
        _category(site, body, child, counts, depth - 1)
        for child in node.children
        if depth and counts[child.path]
    )
    asked = urlencode({"department": body.id, "category": node.path})
    return Counted(site.name_of(node), f"search/?{asked}", counts[node.path], children)


def _changes(site: Site, records: Sequence[Record]) -> tuple[Change, ...]:
    """The last changes of a body's records, publication itself left out."""
    events = newest_first(record for record in records if record.history)
    later = [event for event in events if event.action != PUBLISHED]
    return tuple(site.change(event) for event in later[:_MOST_CHANGES])
