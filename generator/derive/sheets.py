"""Sheets for notice boards (公开栏张贴版): what a body published and changed in a month, fit to be printed.

They are made for the newest months only, and for the kinds of bodies that the settings name. A sheet that
hangs outdoors cannot be called back: of a record that was withdrawn it has the title and the reason, never
the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.derive.events import PUBLISHED, Event
from generator.derive.naming import Site
from generator.derive.views import Change, Column, Counted, Group, Link, Page, Row
from generator.derive.withheld import withheld
from generator.model.addresses import SHEETS
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class SheetKey:
    """A sheet: whose, and of which month (`2026-03`)."""

    department: str
    month: str

    @property
    def url(self) -> str:
        """The sheet's page, relative to the site's root."""
        return f"{SHEETS}{self.department}/{self.month}/"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A record on a sheet, with what happened to it in that month after its publication.

    `shows_text` says whether its text may hang there; `note` stands in its place.
    """

    record: Record
    row: Row
    changes: tuple[Change, ...]
    permalink: str
    shows_text: bool
    attachments: int
    note: str


@dataclass(frozen=True)
class SheetPage:
    """A sheet: what was published, what else was changed, whom to ask or to complain to."""

    page: Page
    body: str
    heading: str
    entries: tuple[SheetEntry, ...]
    changes: tuple[Change, ...]
    contacts: tuple[tuple[str, str], ...]
    address: str
    as_of: str


def sheet_keys(site: Site) -> Sequence[SheetKey]:
    """Every sheet, newest month first, bodies in the order of the catalog."""
    return tuple(_events(site))


def sheets_of(site: Site, department: str) -> tuple[Link, ...]:
    """The sheets of a body, newest first, each under the name of its month."""
    return tuple(
        Link(_month(site, key.month), key.url) for key in sheet_keys(site) if key.department == department
    )


def sheet_with(site: Site, record: Record) -> Link | None:
    """The sheet of the month in which a record was published, under that month's name, where there is one."""
    key = SheetKey(record.department, f"{record.published:%Y-%m}")
    return Link(_month(site, key.month), key.url) if key in _events(site) else None


def sheets_in(site: Site, month: str) -> tuple[Link, ...]:
    """The sheets of a month (`2026-03`), each under the name of its body."""
    return tuple(
        Link(site.department(key.department), key.url) for key in sheet_keys(site) if key.month == month
    )


def sheet_groups(site: Site) -> tuple[Group, ...]:
    """All sheets by month, with the number of records on each, for their index."""
    months: dict[str, list[Counted]] = {}
    for key, events in _events(site).items():
        records = sum(event.action == PUBLISHED for event in events)
        months.setdefault(key.month, []).append(Counted(site.department(key.department), key.url, records))
    return tuple(Group(_month(site, month), tuple(sheets)) for month, sheets in months.items())


def sheet_page(site: Site, key: SheetKey) -> SheetPage:
    """What a sheet says."""
    name = site.department(key.department)
    month = _month(site, key.month)
    body = site.catalog.departments[key.department]
    events = _events(site)[key]
    published = [event.record for event in events if event.action == PUBLISHED]
    numbers = {record.index_number for record in published}
    title = site.words.fill("sheet_title", department=name, month=month)
    crumbs = (Link(site.words.sheets, SHEETS), Link(name, body.url), Link(month))
    return SheetPage(
        page=site.page(key.url, title, Column(name), crumbs, meta=(("robots", "noindex"),)),
        body=name,
        heading=site.words.fill("sheet_heading", month=month),
        entries=tuple(_entry(site, record, events) for record in published),
        changes=tuple(site.change(event) for event in events if event.record.index_number not in numbers),
        contacts=tuple(_contacts(site, body.extra)),
        address=site.settings.site_url + body.url,
        as_of=site.catalog.as_of.isoformat(),
    )


def _events(site: Site) -> Mapping[SheetKey, Sequence[Event]]:
    """What happened in each month for which there is a sheet, newest first."""
    events: Mapping[SheetKey, Sequence[Event]] = site.once("sheet events", lambda: _sorted(site))
    return events


def _sorted(site: Site) -> dict[SheetKey, list[Event]]:
    policy, departments = site.settings.sheets, site.catalog.departments
    order = {department: place for place, department in enumerate(departments)}
    sheets: dict[SheetKey, list[Event]] = {}
    for month in _newest_months(site.catalog.as_of, policy.months):
        found: dict[SheetKey, list[Event]] = {}
        for event in site.indexes.events_by_month.get(month, ()):
            owner = event.record.department
            if departments[owner].kind in policy.kinds:
                found.setdefault(SheetKey(owner, month), []).append(event)
        sheets |= sorted(found.items(), key=lambda item: order[item[0].department])
    return sheets


def _newest_months(as_of: date, count: int) -> list[str]:
    """The month of a day and those before it, newest first, as `2026-03`."""
    last = as_of.year * 12 + as_of.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(last, last - count, -1)]


def _month(site: Site, month: str) -> str:
    return site.words.fill("sheet_month", year=month[:4], month=int(month[5:]))


def _entry(site: Site, record: Record, events: Sequence[Event]) -> SheetEntry:
    changes = [event for event in events if event.record is record and event.action != PUBLISHED]
    shows_text = record.body_is_public and record.status != "withdrawn"
    return SheetEntry(
        record=record,
        row=site.row(record),
        changes=tuple(site.change(event) for event in reversed(changes)),
        permalink=site.settings.site_url + record.url,
        shows_text=shows_text,
        attachments=len(record.attachments) if shows_text else 0,
        note=_note(site, record),
    )


def _note(site: Site, record: Record) -> str:
    """Why a record's text is not on the sheet; "" where it is."""
    if record.status == "withdrawn":
        return site.words.withdrawn_title
    kept_back = withheld(site, record)
    return kept_back.title if kept_back else ""


def _contacts(site: Site, extra: Mapping[str, object]) -> list[tuple[str, str]]:
    """Where to ask and where to complain, as far as departments.yml says it."""
    asked = _mapping(extra.get("disclosure_contact"))
    watched = _mapping(extra.get("supervision"))
    lines = (
        (site.words.sheet_ask, asked.get("office")),
        (site.words.phone, asked.get("phone") or extra.get("phone")),
        (site.words.sheet_supervision, watched.get("phone") or watched.get("email")),
    )
    return [(label, str(value)) for label, value in lines if value]


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
