"""The screen edition (电子屏、触摸屏版): what a screen in a hall shows by itself, one matter after the other.

The site has one, and every body of the kinds that the settings name. A screen shows what holds today: the
newest records, not those that have ended, and every consultation that is still open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.derive.consultations import is_open
from generator.derive.naming import Site
from generator.derive.views import Column, Link, Page, Row
from generator.derive.withheld import withheld
from generator.model.addresses import SCREEN
from generator.model.records import Record

#: Titles longer than this, in characters, are set smaller.
_FITS_LARGE = 32


@dataclass(frozen=True, slots=True)
class ScreenKey:
    """A screen edition: that of a body, by its id, or of the site ("")."""

    department: str = ""

    @property
    def url(self) -> str:
        """The edition's page, relative to the site's root."""
        return f"{SCREEN}{self.department}/" if self.department else SCREEN


@dataclass(frozen=True, slots=True)
class Slide:
    """A record on a screen; `until` is the last day for comments, "" where there is none.

    `note` says why its text is not for everybody, "" where it is.
    """

    label: str
    row: Row
    is_long: bool
    summary: str
    note: str
    until: str
    permalink: str


@dataclass(frozen=True)
class ScreenPage:
    """A screen edition: its slides, how to ask for what is not published, seconds for each slide.

    `back` is the page that it stands for, `address` the one where to ask (absolute).
    """

    page: Page
    heading: str
    slides: tuple[Slide, ...]
    contacts: tuple[tuple[str, str], ...]
    back: Link
    address: str
    seconds: int
    as_of: str
    banner: str


def screen_keys(site: Site) -> Iterator[ScreenKey]:
    """Every screen edition, that of the site first."""
    kinds = site.settings.screen.kinds
    yield ScreenKey()
    yield from (ScreenKey(body.id) for body in site.catalog.departments.values() if body.kind in kinds)


def screen_link(site: Site, department: str) -> tuple[Link, ...]:
    """The way to a body's own screen edition; nothing where it has none."""
    body = site.catalog.departments[department]
    has_one = body.kind in site.settings.screen.kinds
    return (Link(site.words.screen, ScreenKey(department).url),) if has_one else ()


def screen_page(site: Site, key: ScreenKey) -> ScreenPage:
    """What a screen edition shows."""
    settings, words, department = site.settings, site.words, key.department
    body = site.catalog.departments[department] if department else None
    name = site.department(department) if department else settings.site_name
    home = body.url if body else ""
    title = words.fill("screen_title", name=name)
    crumbs = (Link(words.departments, "departments/"), Link(name, home)) if body else ()
    records = site.indexes.by_department.get(department, ()) if body else site.catalog.records
    return ScreenPage(
        page=site.page(key.url, title, Column(name), (*crumbs, Link(words.screen))),
        heading=name,
        slides=tuple(_slides(site, records)),
        contacts=site.contact_lines(body.extra.get("disclosure_contact", {}))
        if body
        else _site_contacts(site),
        back=Link(name, home),
        address=settings.site_url + (home if body else site.request_page),
        seconds=settings.screen.seconds,
        as_of=site.catalog.as_of.isoformat(),
        banner=words.internal_banner if settings.internal else "",
    )


def _slides(site: Site, records: Iterable[Record]) -> Iterator[Slide]:
    """Open consultations first: they alone cannot wait. A draft that is no longer open does not hold."""
    shown = [record for record in records if not record.has_ended]
    for record in shown:
        if is_open(site, record):
            yield _slide(site, record, is_draft=True)
    others = (
        record for record in shown if record.status != "draft_for_comment" and not is_open(site, record)
    )
    for record in islice(others, site.settings.screen.records):
        yield _slide(site, record, is_draft=False)


def _slide(site: Site, record: Record, *, is_draft: bool) -> Slide:
    words, kept_back = site.words, withheld(site, record)
    return Slide(
        label=words.screen_consultation if is_draft else words.screen_latest,
        row=site.row(record),
        is_long=len(record.title) > _FITS_LARGE,
        summary=record.told_summary,
        note=kept_back.title if kept_back else "",
        until=record.expires.isoformat() if record.expires and is_draft else "",
        permalink=site.settings.site_url + record.url,
    )


def _site_contacts(site: Site) -> tuple[tuple[str, str], ...]:
    identity = site.settings.site
    lines = ((site.words.footer_organizer, identity.organizer), (site.words.phone, identity.contact))
    return tuple(line for line in lines if line[1])
