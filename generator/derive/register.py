"""The register of what is not disclosed (不予公开事项登记簿): its pages, and the state of each entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.derive.naming import Site
from generator.derive.paging import numbered
from generator.derive.views import Column, Link, Page, Pagination
from generator.model.addresses import REGISTER
from generator.model.labels import FieldLabels
from generator.model.records import Record
from generator.model.register import KIND, RegisterEntry

#: The states of an entry as the register lists them: its next review is overdue, to come, or due no more.
_STATES = ("overdue", "open", "closed")


@dataclass(frozen=True, slots=True)
class RegisterState:
    """How an entry stands: `key` is overdue, open or closed."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry in the register; texts are in the site's language, "" where nothing is written."""

    matter: Link
    department: Link
    decision: str
    reason: str
    legal_basis: tuple[str, ...]
    decided: str
    meeting: str
    filed: str
    reference: str
    reviewed: str
    result: str
    next_review: str
    state: RegisterState
    is_internal: bool


@dataclass(frozen=True)
class RegisterPage:
    """One page of the register, overdue entries first."""

    page: Page
    total: int
    overdue: int
    as_of: str
    rows: tuple[RegisterRow, ...]
    pagination: Pagination


def has_register(site: Site) -> bool:
    """Whether there is anything to register."""
    return bool(register_entries(site))


def state_of(site: Site, record: Record) -> RegisterState | None:
    """How an entry stands today; None for a record that is none, or that was withdrawn."""
    return _told(site, RegisterEntry.of(record)) if _is_listed(record) else None


def register_pages(site: Site) -> Iterator[RegisterPage]:
    """Every page of the register."""
    entries, labels = register_entries(site), site.labels_of[KIND]
    size = site.settings.page_size
    total = -(-len(entries) // size)
    overdue = sum(entry.is_overdue(site.catalog.as_of) for _, entry in entries)
    for number in range(1, total + 1):
        shown = entries[(number - 1) * size : number * size]
        yield RegisterPage(
            page=_page(site, Pagination(number, total, REGISTER)),
            total=len(entries),
            overdue=overdue,
            as_of=site.catalog.as_of.isoformat(),
            rows=tuple(_row(site, record, entry, labels) for record, entry in shown),
            pagination=Pagination(number, total, REGISTER),
        )


def _page(site: Site, pagination: Pagination) -> Page:
    words = site.words
    column = Column(words.register, words.register_lead)
    page = site.page(pagination.url, words.register, column, (Link(words.register),))
    return numbered(words, page, pagination)


def register_entries(site: Site) -> list[tuple[Record, RegisterEntry]]:
    """The entries in the order listed: by state, then by next review; what was withdrawn is left out."""

    def listed() -> list[tuple[Record, RegisterEntry]]:
        as_of = site.catalog.as_of
        entries = [(each, RegisterEntry.of(each)) for each in site.catalog.records if _is_listed(each)]
        return sorted(entries, key=lambda item: (_STATES.index(_state(item[1], as_of)), item[1].next_review))

    entries: list[tuple[Record, RegisterEntry]] = site.once("register", listed)
    return entries


def _is_listed(record: Record) -> bool:
    return record.kind == KIND and record.status != "withdrawn" and not record.body_is_removed


def _told(site: Site, entry: RegisterEntry) -> RegisterState:
    key = _state(entry, site.catalog.as_of)
    return RegisterState(key, site.words[f"register_{key}"])


def _state(entry: RegisterEntry, as_of: date) -> str:
    if entry.is_closed:
        return "closed"
    return "overdue" if entry.is_overdue(as_of) else "open"


def _row(site: Site, record: Record, entry: RegisterEntry, labels: FieldLabels) -> RegisterRow:
    last = entry.reviews[-1] if entry.reviews else None
    return RegisterRow(
        matter=Link(record.title, record.url),
        department=Link(site.department(record.department), f"departments/{record.department}/"),
        decision=labels.value("decision", entry.decision),
        reason=labels.value("reason", entry.reason),
        legal_basis=entry.legal_basis,
        decided=entry.decided.isoformat(),
        meeting=entry.meeting,
        filed=entry.filed.isoformat() if entry.filed else "",
        reference=entry.reference,
        reviewed=last.date.isoformat() if last else "",
        result=labels.value("reviewed.result", last.result) if last else "",
        next_review="" if entry.is_closed else entry.next_review.isoformat(),
        state=_told(site, entry),
        is_internal=site.settings.is_internal(record.path),
    )
