"""Where to turn to about each body: supervision by telephone, mailbox and reception day, and its pledges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.derive.department_page import facts_of
from generator.derive.interaction.addresses import CONTACTS, slice_url
from generator.derive.interaction.lists import interaction_page
from generator.derive.interaction.views import BodyContacts, ContactsPage
from generator.derive.naming import Site
from generator.derive.views import Link, Pagination
from generator.model.catalog import Department, by_kind


def has_contacts(site: Site) -> bool:
    """Whether any body says how to reach who supervises it, or promises something."""
    return any(map(_tells, site.catalog.departments.values()))


def contacts_pages(site: Site) -> Iterator[ContactsPage]:
    """The page of all contacts, if there are any."""
    if has_contacts(site):
        yield ContactsPage(
            page=interaction_page(site, CONTACTS, Pagination(1, 1, slice_url(CONTACTS))),
            groups=tuple(_groups(site)),
        )


def first_contact(site: Site) -> BodyContacts | None:
    """How to reach who supervises the body that leads the catalog among those that tell, without pledges."""
    bodies = filter(_tells, site.catalog.departments.values())
    return next((replace(_contacts(site, body), pledges=()) for body in bodies), None)


def _tells(body: Department) -> bool:
    return bool(body.extra.get("supervision") or body.extra.get("pledges"))


def _groups(site: Site) -> Iterator[tuple[str, tuple[BodyContacts, ...]]]:
    labels = site.labels_of["departments"]
    for kind, bodies in by_kind(filter(_tells, site.catalog.departments.values())):
        yield labels.value("kind", kind), tuple(_contacts(site, body) for body in bodies)


def _contacts(site: Site, body: Department) -> BodyContacts:
    labels = site.labels_of["departments"]
    return BodyContacts(
        body=Link(site.name_of(body), body.url),
        facts=facts_of(labels, body.extra, "supervision"),
        pledges=tuple(body.extra.get("pledges", ())),
    )
