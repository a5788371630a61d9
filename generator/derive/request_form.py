"""The application form (政府信息公开申请表) of each body, and the list of all bodies that take requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from generator.derive.naming import Site
from generator.derive.request_guide import (
    COLUMN,
    is_administrative,
    office_of,
    request_crumbs,
    taking_requests,
)
from generator.derive.views import Column, Fact, Link, Page
from generator.model.addresses import REQUESTS
from generator.model.catalog import Department, by_kind
from generator.model.interaction import EXTENSION_DAYS, REQUEST_DAYS
from generator.model.records import Record


@dataclass(frozen=True)
class RequestForm:
    """The form of a body, to be filled in in the browser or by hand; nothing of it is sent anywhere.

    `title` stands on paper, `wanted` is what is asked for, by its name there.
    """

    page: Page
    title: str
    wanted: str
    body: Link
    office: tuple[Fact, ...]
    guide: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestOffice:
    """A body in the list of guides, with the name and the telephone of its office as far as it tells them."""

    body: Link
    office: str
    phone: Fact | None
    guide: str
    form: str


@dataclass(frozen=True, slots=True)
class OfficeGroup:
    """The offices of the bodies of a kind; `id` is its place on the page."""

    id: str
    title: str
    offices: tuple[RequestOffice, ...]


@dataclass(frozen=True)
class RequestsPage:
    """All guides, by kind of body; `about` is the prose on requests in general, "" without it."""

    page: Page
    about: str
    groups: tuple[OfficeGroup, ...]


def form_url(body: Department, record: Record | None = None) -> str:
    """The form of a body, filled in for a record where one is given; "" where the body takes no requests."""
    if not body.request_url:
        return ""
    asked = f"?{urlencode({'index_number': record.index_number, 'title': record.title})}" if record else ""
    return f"{body.request_url}form/{asked}"


def request_forms(site: Site) -> Iterator[RequestForm]:
    """The form of every body that takes requests."""
    return (_form(site, body) for body in taking_requests(site))


def requests_pages(site: Site) -> Iterator[RequestsPage]:
    """The list of all guides, if there is any."""
    groups = tuple(_groups(site))
    if groups:
        words = site.words
        column = Column(words.guide_all, words.requests_lead, type=COLUMN)
        page = site.page(REQUESTS, words.guide_all, column, (Link(words.guide_all),))
        yield RequestsPage(page, site.request_page, groups)


def _form(site: Site, body: Department) -> RequestForm:
    words, is_government = site.words, is_administrative(body)
    other = "" if is_government else "_other"
    heading, title = words.fill(f"form_of{other}", body=site.name_of(body)), words[f"form_title{other}"]
    notes = [words.form_note_one, words.form_note_identity, words.form_note_matter]
    if is_government:
        notes.append(words.fill("form_note_answer", days=REQUEST_DAYS, extension=EXTENSION_DAYS))
    crumbs = (*request_crumbs(site, body), Link(words.guide_title, body.request_url), Link(title))
    return RequestForm(
        page=site.page(form_url(body), heading, Column(title, heading, type=COLUMN), crumbs),
        title=title,
        wanted=words[f"form_wanted{other}"],
        body=Link(site.name_of(body), body.url),
        office=office_of(site, body),
        guide=body.request_url,
        notes=tuple(notes),
    )


def _groups(site: Site) -> Iterator[OfficeGroup]:
    for kind, bodies in by_kind(taking_requests(site)):
        offices = tuple(_listed(site, body) for body in bodies)
        yield OfficeGroup(kind, site.words[f"kind_{kind}"], offices)


def _listed(site: Site, body: Department) -> RequestOffice:
    return RequestOffice(
        body=Link(site.name_of(body), body.url),
        office=str(body.extra["disclosure_contact"].get("office", "")),
        phone=next((fact for fact in office_of(site, body) if fact.href.startswith("tel:")), None),
        guide=body.request_url,
        form=form_url(body),
    )
