"""Bodies (公开机构) as lists name them: by kind, villages below the township that they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.derive.naming import Site
from generator.derive.views import Column, Counted, Fact, Group, Link, Page
from generator.model.catalog import Department, by_kind
from generator.model.records import Record

#: The address of the index of bodies, relative to the site's root.
BODIES = "departments/"

_VILLAGE = "village"

_TELEPHONE = re.compile(r"\+?[0-9]+(-[0-9]+)*")


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A body in the index: its telephone, how many records it published, in all and in the year of the data.

    `latest` is the day of the newest, "" without any.
    """

    name: str
    url: str
    phone: Fact
    count: int
    this_year: int
    latest: str
    below: tuple[BodyEntry, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether there is no record behind it."""
        return self.count == 0


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """The bodies of a kind; `id` is its place on the page."""

    id: str
    title: str
    entries: tuple[BodyEntry, ...]


@dataclass(frozen=True)
class BodiesPage:
    """The index of bodies in the year of the data; `sections` lead to its groups where there are several."""

    page: Page
    lead: str
    year: str
    sections: tuple[Link, ...]
    groups: tuple[BodyGroup, ...]


def counted_by_kind(site: Site, bodies: Iterable[Department]) -> tuple[Group, ...]:
    """Bodies with their numbers of records under the names of their kinds."""
    return tuple(
        Group(
            site.words[f"kind_{kind}"],
            tuple(Counted(site.name_of(body), body.url, len(_records(site, body))) for body in found),
        )
        for kind, found in by_kind(bodies)
    )


def bodies_page(site: Site) -> BodiesPage:
    """The index of bodies."""
    words = site.words
    bodies = site.catalog.departments.values()
    groups = tuple(
        BodyGroup(kind, words[f"kind_{kind}"], tuple(_entry(site, body) for body in found))
        for kind, found in by_kind(body for body in bodies if not _is_listed_below(site, body))
    )
    sections = tuple(Link(group.title, f"#{group.id}") for group in groups) if len(groups) > 1 else ()
    title, lead = words.departments, words.departments_lead
    page = site.page(BODIES, title, Column(title, lead), (Link(title),))
    return BodiesPage(page, lead, words.fill("year", year=_year(site)), sections, groups)


def bodies_below(site: Site, body: Department) -> tuple[Department, ...]:
    """The bodies that name this one as the one above them, in the order of the catalog."""

    def by_parent() -> dict[str, list[Department]]:
        found: defaultdict[str, list[Department]] = defaultdict(list)
        for each in site.catalog.departments.values():
            found[each.extra.get("parent", "")].append(each)
        return dict(found)

    return tuple(site.once("bodies by parent", by_parent).get(body.id, ()))


def phone_fact(label: str, text: str) -> Fact:
    """A telephone number, to be called where it is nothing but one."""
    return Fact(label, text, f"tel:{text}" if _TELEPHONE.fullmatch(text) else "")


def _entry(site: Site, body: Department) -> BodyEntry:
    records = _records(site, body)
    return BodyEntry(
        name=site.name_of(body),
        url=body.url,
        phone=phone_fact(site.words.phone, str(body.extra.get("phone", ""))),
        count=len(records),
        this_year=len(site.indexes.by_department_year.get((body.id, _year(site)), ())),
        latest=records[0].published.isoformat() if records else "",
        below=tuple(_entry(site, each) for each in bodies_below(site, body) if _is_listed_below(site, each)),
    )


def _year(site: Site) -> str:
    return str(site.catalog.as_of.year)


def _is_listed_below(site: Site, body: Department) -> bool:
    """Whether the index has the body below its parent: a village that belongs to something larger."""
    parent = site.catalog.departments.get(body.extra.get("parent", ""))
    return body.kind == _VILLAGE and parent is not None and parent.kind != _VILLAGE


def _records(site: Site, body: Department) -> Sequence[Record]:
    return site.indexes.by_department.get(body.id, ())
