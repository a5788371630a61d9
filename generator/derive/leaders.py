"""Leaders and their division of work (领导分工): those of every body on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.department_page import in_order
from generator.derive.naming import Site
from generator.derive.views import Column, Link, Page
from generator.model.addresses import LEADERS
from generator.model.catalog import Department, by_kind

_MEMBERS = ("name", "title", "duties")


@dataclass(frozen=True, slots=True)
class BodyLeaders:
    """The leaders of a body: each a row of name, title and division of work."""

    body: Link
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LeaderGroup:
    """The leaders of the bodies of a kind; `id` is its place on the page."""

    id: str
    title: str
    bodies: tuple[BodyLeaders, ...]


@dataclass(frozen=True)
class LeadersPage:
    """All leaders, by kind of body; `without` are the bodies that name none."""

    page: Page
    total: str
    columns: tuple[str, ...]
    groups: tuple[LeaderGroup, ...]
    without: tuple[Link, ...]


def has_leaders(site: Site) -> bool:
    """Whether any body names its leaders."""
    return any(body.extra.get("leaders") for body in site.catalog.departments.values())


def leaders_pages(site: Site) -> Iterator[LeadersPage]:
    """The page of all leaders, if any body names them."""
    groups = tuple(_groups(site))
    if not groups:
        return
    words, labels = site.words, site.labels_of["departments"]
    counts = [len(body.rows) for group in groups for body in group.bodies]
    column = Column(words.leaders_title, words.leaders_lead, type="负责人信息")
    yield LeadersPage(
        page=site.page(LEADERS, words.leaders_title, column, (Link(words.leaders_title),)),
        total=words.fill("leaders_total", bodies=len(counts), people=sum(counts)),
        columns=tuple(labels.name(f"leaders.{member}") for member in _MEMBERS),
        groups=groups,
        without=tuple(
            Link(site.name_of(body), body.url)
            for body in site.catalog.departments.values()
            if not body.extra.get("leaders")
        ),
    )


def _groups(site: Site) -> Iterator[LeaderGroup]:
    named = (body for body in site.catalog.departments.values() if body.extra.get("leaders"))
    for kind, bodies in by_kind(named):
        leaders = tuple(_leaders_of(site, body) for body in bodies)
        yield LeaderGroup(kind, site.words[f"kind_{kind}"], leaders)


def _leaders_of(site: Site, body: Department) -> BodyLeaders:
    rows = (
        tuple(str(entry.get(member, "")) for member in _MEMBERS) for entry in in_order(body.extra["leaders"])
    )
    return BodyLeaders(Link(site.name_of(body), body.url), tuple(rows))
