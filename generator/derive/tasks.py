"""What people come for (群众要办的事), in their own words: short ways on the home page and in the foot."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.bodies import BODIES
from generator.derive.consultations import COLUMN_TYPE as CONSULTATIONS
from generator.derive.interaction.addresses import CONTACTS, slice_url
from generator.derive.interaction.contacts import has_contacts
from generator.derive.naming import Site
from generator.derive.request_guide import has_guides
from generator.derive.views import Link
from generator.model.addresses import FOLLOW, REQUESTS

_POLICIES = "政策文件"


def tasks_of(site: Site) -> tuple[Link, ...]:
    """The tasks whose page stands in this site, those asked for most first."""
    tasks: tuple[Link, ...] = site.once("tasks", lambda: tuple(_tasks(site)))
    return tasks


def _tasks(site: Site) -> Iterator[Link]:
    ways = {
        "request": site.request_page or (REQUESTS if has_guides(site) else ""),
        "complain": slice_url(CONTACTS) if has_contacts(site) else "",
        "comment": _column(site, CONSULTATIONS),
        "in_force": _column(site, _POLICIES),
        "bodies": BODIES,
        "follow": f"{FOLLOW}#by-department",
    }
    for name, url in ways.items():
        if url:
            yield Link(site.words[f"task_{name}"], url)


def _column(site: Site, column_type: str) -> str:
    """The page of the first category of a prescribed type, "" without one."""
    nodes = (node for node in site.catalog.categories if site.column_of(node).type == column_type)
    return next((f"categories/{node.path}/" for node in nodes), "")
