"""The duty catalog (公开事项标准目录) as a page, and a page for each duty with its ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.limit_words import limit_in_words, limit_text
from generator.derive.ledger.matrix import Matrix, matrices, suits_matrix
from generator.derive.ledger.rows import body_url, duty_url, state_counts
from generator.derive.ledger.sections import LedgerPart, parts
from generator.derive.naming import Site
from generator.derive.paging import numbered
from generator.derive.record_header import in_two_columns
from generator.derive.views import Column, Field, Link, Page, Pagination, Tally
from generator.model.addresses import DUTIES
from generator.model.duties import Duty


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """A duty in the columns of the standard catalog; `ended` says that it is owed no more, "" where it is."""

    number: int
    duty: Link
    elements: tuple[str, ...]
    basis: tuple[str, ...]
    limit: str
    owed_by: tuple[Link, ...]
    channels: tuple[str, ...]
    audience: str
    mode: str
    level: tuple[str, ...]
    ended: str
    overdue: int


@dataclass(frozen=True, slots=True)
class CatalogGroup:
    """The duties of one heading (一级事项); `id` is its place on the page."""

    id: str
    title: str
    rows: tuple[CatalogRow, ...]


@dataclass(frozen=True)
class CatalogPage:
    """The duty catalog; `labels` are the names of its columns by their keys."""

    page: Page
    labels: dict[str, str]
    groups: tuple[CatalogGroup, ...]
    total: int
    as_of: str


@dataclass(frozen=True)
class DutyPage:
    """One page of a duty: what it says, on the first, and its ledger as a table or as a list."""

    page: Page
    level1: str
    level2: str
    limit: str
    note: str
    fields: tuple[Field, ...]
    how: str
    total: int
    counts: tuple[Tally, ...]
    matrix: Matrix | None
    part: LedgerPart
    leave_out: str
    pagination: Pagination
    as_of: str


_COLUMNS = (
    "level1",
    "level2",
    "elements",
    "basis",
    "limit",
    "owed_by",
    "channels",
    "audience",
    "mode",
    "level",
)


def catalog_pages(site: Site) -> Iterator[CatalogPage]:
    """The catalog, where there are duties."""
    if site.catalog.duties:
        words, labels = site.words, site.labels_of["duties"]
        yield CatalogPage(
            page=site.page(
                DUTIES, words.duties, Column(words.duties, words.duties_lead), (Link(words.duties),)
            ),
            labels={key: labels.name(key) for key in _COLUMNS},
            groups=tuple(_groups(site)),
            total=len(site.catalog.duties),
            as_of=site.catalog.as_of.isoformat(),
        )


def _groups(site: Site) -> Iterator[CatalogGroup]:
    by_heading: dict[str, list[Duty]] = {}
    for duty in site.catalog.duties.values():
        by_heading.setdefault(duty.level1, []).append(duty)
    first = 1
    for place, (heading, duties) in enumerate(by_heading.items(), 1):
        rows = tuple(_row(site, number, duty) for number, duty in enumerate(duties, first))
        yield CatalogGroup(f"level-{place}", heading, rows)
        first += len(duties)


def _row(site: Site, number: int, duty: Duty) -> CatalogRow:
    labels = site.labels_of["duties"]
    entries = ledger_of(site).by_duty.get(duty.id, ())
    return CatalogRow(
        number=number,
        duty=Link(duty.level2, duty_url(duty.id)),
        elements=duty.elements,
        basis=duty.basis,
        limit=limit_text(site, duty.limit),
        owed_by=_owed_by(site, duty),
        channels=tuple(labels.value("channels", channel) for channel in duty.channels),
        audience=labels.value("audience", duty.audience),
        mode=labels.value("mode", duty.mode),
        level=tuple(labels.value("level", level) for level in duty.level),
        ended=_ended(site, duty),
        overdue=sum(entry.state == "overdue" for entry in entries),
    )


def _owed_by(site: Site, duty: Duty) -> tuple[Link, ...]:
    """Who owes a duty: bodies by their names, kinds of several bodies as such."""
    return tuple(link for owner in duty.owed_by for link in _owner(site, owner))


def _owner(site: Site, owner: str) -> Iterator[Link]:
    if owner in site.catalog.departments:
        yield _body(site, owner)
        return
    of_kind = [body.id for body in site.catalog.departments.values() if body.kind == owner]
    if len(of_kind) == 1:
        yield _body(site, of_kind[0])
    else:
        kind = site.labels_of["departments"].value("kind", owner)
        yield Link(site.words.fill("duty_every", kind=kind.lower()))


def _body(site: Site, body: str) -> Link:
    has_ledger = body in ledger_of(site).by_body
    return Link(site.department(body), body_url(body) if has_ledger else site.catalog.departments[body].url)


def _ended(site: Site, duty: Duty) -> str:
    has_ended = duty.ends is not None and duty.ends < site.catalog.as_of
    return site.words.fill("duty_ended", date=duty.ends) if has_ended else ""


def _note(site: Site, duty: Duty) -> str:
    """That a duty does not apply any more, or not yet; "" where it applies."""
    if duty.begins and duty.begins > site.catalog.as_of:
        return site.words.fill("duty_to_begin", date=duty.begins)
    return _ended(site, duty)


def duty_pages(site: Site) -> Iterator[DutyPage]:
    """Every page of every duty."""
    for duty in site.catalog.duties.values():
        yield from _duty_pages(site, duty, ledger_of(site).by_duty.get(duty.id, ()))


def _duty_pages(site: Site, duty: Duty, entries: Sequence[Entry]) -> Iterator[DutyPage]:
    counts = state_counts(site.words, entries)
    fields = tuple(in_two_columns(_fields(site, duty)))
    page = site.page(duty_url(duty.id), duty.level2, _column(duty), _crumbs(site, duty))
    for matrix, part in _ledger(site, duty, entries):
        pagination = part.pagination
        yield DutyPage(
            page=numbered(site.words, page, pagination),
            level1=duty.level1,
            level2=duty.level2,
            limit=limit_text(site, duty.limit),
            note=_note(site, duty),
            fields=fields,
            how=site.words[f"ledger_how_{duty.limit.type}"],
            total=len(entries),
            counts=counts,
            matrix=matrix,
            part=part,
            leave_out="duty" if len({entry.body for entry in entries}) > 1 else "duty body",
            pagination=pagination,
            as_of=site.catalog.as_of.isoformat(),
        )


def _ledger(site: Site, duty: Duty, entries: Sequence[Entry]) -> Iterator[tuple[Matrix | None, LedgerPart]]:
    """The ledger in pages: lists or tables."""
    url = duty_url(duty.id)
    if not suits_matrix(duty, entries):
        for part in parts(site, entries, url):
            yield None, part
        return
    tables = tuple(matrices(site, duty, entries))
    for number, table in enumerate(tables, 1):
        yield table, LedgerPart((), Pagination(number, len(tables), url))


def _column(duty: Duty) -> Column:
    return Column(duty.level2, keywords=f"{duty.level1},{duty.level2}")


def _crumbs(site: Site, duty: Duty) -> tuple[Link, ...]:
    return (Link(site.words.duties, DUTIES), Link(duty.level2))


def _fields(site: Site, duty: Duty) -> Iterator[Field]:
    """The columns of the standard catalog that the duty fills, and when it applies."""
    labels = site.labels_of["duties"]
    values = {
        "elements": _links(duty.elements),
        "basis": _links(duty.basis),
        "limit": _links((limit_text(site, duty.limit),)),
        "owed_by": _owed_by(site, duty),
        "channels": _links(labels.value("channels", channel) for channel in duty.channels),
        "audience": _links((labels.value("audience", duty.audience),)),
        "mode": _links((labels.value("mode", duty.mode),)),
        "level": _links(labels.value("level", level) for level in duty.level),
        "categories": tuple(
            link
            for path in duty.categories
            for link in site.trail(site.catalog.categories, path, "categories")[-1:]
        ),
        "from": _links([duty.begins.isoformat()] if duty.begins else ()),
        "to": _links([duty.ends.isoformat()] if duty.ends else ()),
        "id": _links((duty.id,)),
    }
    for key, links in values.items():
        if links:
            yield Field(key, labels.name(key), links)
        if key == "limit" and duty.limit.text:
            yield Field("counted", site.words.duty_counted, _links((limit_in_words(site, duty.limit),)))


def _links(texts: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts)
