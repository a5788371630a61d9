"""A record's page: header, data of its kind, attachments, history, relations both ways, meta tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from generator.derive.attachments import ArchiveView, AttachmentView, archive_view, attachment_views
from generator.derive.chain import Chain, chain_of
from generator.derive.citation import citation_of
from generator.derive.events import events_of
from generator.derive.forms import Form, form_of
from generator.derive.naming import Site
from generator.derive.notice import Notice, notice_of
from generator.derive.record_header import key_fields, plain_texts, record_header
from generator.derive.register import RegisterState, state_of
from generator.derive.sheets import sheet_with
from generator.derive.tombstone import Tombstone, replaced, tombstone
from generator.derive.views import Change, Column, Field, Link, Page
from generator.derive.withheld import Withheld, withheld
from generator.derive.wording import Wording
from generator.model.labels import FieldLabels
from generator.model.records import Record
from generator.model.relations import CHAIN

#: Relations that a place in the chain says as well.
_SHOWN_BY_CHAIN = CHAIN | {"relates_to"}


@dataclass(frozen=True, slots=True)
class Datum:
    """A value of a kind's data, or a heading over further ones (`value` empty, `level` from 0)."""

    label: str
    value: str
    level: int


@dataclass(frozen=True)
class RecordPage:
    """Everything a record's page says but its body.

    `replaced` are the withdrawn records whose place it takes; `keys` those of the `fields` that readers look
    for first; `sheet` is the notice-board sheet that it hangs on.
    """

    page: Page
    record: Record
    tombstone: Tombstone | None
    replaced: tuple[Link, ...]
    fields: tuple[Field, ...]
    keys: tuple[Field, ...]
    form: Form | None
    data: tuple[Datum, ...]
    attachments: tuple[AttachmentView, ...]
    archive: ArchiveView | None
    history: tuple[Change, ...]
    chain: Chain
    relations: tuple[tuple[str, tuple[Link, ...]], ...]
    notice: Notice | None
    register: RegisterState | None
    is_internal: bool
    withheld: Withheld | None
    request_contact: tuple[tuple[str, str], ...]
    sheet: Link | None
    edit_url: str
    feedback_url: str
    permalink: str
    citation: str


def record_page(site: Site, record: Record) -> RecordPage:
    """What a record's page says."""
    settings = site.settings
    owner = site.catalog.departments[record.department]
    chain = chain_of(site, record)
    fields, form = record_header(site, record), form_of(site, record)
    return RecordPage(
        page=_page(site, record),
        record=record,
        tombstone=tombstone(site, record),
        replaced=replaced(site, record),
        fields=fields,
        keys=key_fields(fields),
        form=form,
        data=_data_of(site, record) if record.body_is_public and not form else (),
        attachments=attachment_views(site, record),
        archive=archive_view(site, record),
        history=tuple(site.change(event) for event in events_of(record)),
        chain=chain,
        relations=tuple(_relations(site, record, chain)),
        notice=notice_of(site, record),
        register=state_of(site, record),
        is_internal=settings.is_internal(record.path),
        withheld=withheld(site, record),
        request_contact=site.contact_lines(owner.extra.get("disclosure_contact", {})),
        sheet=sheet_with(site, record),
        edit_url=_edit_url(site, record),
        feedback_url=_filled(
            _outward(site, record, settings.feedback_url),
            title=record.title,
            index_number=record.index_number,
            url=settings.site_url + record.url,
        ),
        permalink=settings.site_url + record.url,
        citation=citation_of(site, record),
    )


def _page(site: Site, record: Record) -> Page:
    column, crumbs = site.once(("category", record.category), lambda: _column(site, record.category))
    feeds = (
        Link(column.name, f"feeds/categories/{record.category}"),
        Link(site.department(record.department), f"feeds/departments/{record.department}"),
    )
    return site.page(
        record.url,
        record.title,
        column,
        (*crumbs, Link(record.title)),
        description=record.told_summary or record.title,
        meta=tuple(article_meta(site, record)),
        feeds=feeds,
    )


def _column(site: Site, category: str) -> tuple[Column, tuple[Link, ...]]:
    """The column that a category is, and the way to it."""
    tree = site.catalog.categories
    crumbs = (Link(site.words.categories, "categories/"), *site.trail(tree, category, "categories"))
    return site.column_of(tree[category]), crumbs


def article_meta(site: Site, record: Record) -> Iterator[tuple[str, str]]:
    """ArticleTitle, PubDate, ContentSource and the optional tags (政府网站发展指引)."""
    yield "ArticleTitle", record.title
    yield "PubDate", f"{record.published_at:%Y-%m-%d %H:%M}"
    yield "ContentSource", site.department(record.department)
    if record.keywords:
        yield "Keywords", ",".join(record.keywords)
    if record.issuers:
        yield "Author", ",".join(record.issuers)
    if record.told_summary:
        yield "Description", record.told_summary
    if record.images and record.body_is_public:
        yield "Image", f"{site.settings.site_url}{record.url}{quote(record.images[0].file)}"
    yield "Url", site.settings.site_url + record.url


def _data_of(site: Site, record: Record) -> tuple[Datum, ...]:
    return tuple(_data(record.data, site.labels_of[record.kind], site.words))


def _data(
    data: Mapping[str, Any], labels: FieldLabels, words: Wording, path: str = "", level: int = 0
) -> Iterator[Datum]:
    for key, value in data.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield Datum(labels.name(here), "", level)
            yield from _data(value, labels, words, here, level + 1)
        elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
            yield Datum(labels.name(here), "", level)
            for item in value:
                yield from _data(item, labels, words, here, level + 1)
        else:
            shown = words.comma.join(labels.value(here, text) for text in plain_texts(value, words))
            yield Datum(labels.name(here), shown, level)


def _relations(site: Site, record: Record, chain: Chain) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Relations the record names, then those that other records name it in, each under its label.

    What the chain shows is not shown twice.
    """
    shown = {step.url for step in chain.steps}
    grouped: dict[str, list[Link]] = {}

    def add(kind: str, label: str, other: Record) -> None:
        if other.url not in shown or kind not in _SHOWN_BY_CHAIN:
            grouped.setdefault(label, []).append(Link(other.title, other.url))

    for relation in record.relations:
        target = site.indexes.by_number.get(relation.target)
        if target:
            add(relation.type, site.labels.value("relations.type", relation.type), target)
    for number in (record.index_number, *record.former_index_numbers):
        for kind, source in site.indexes.referring.get(number, ()):
            add(kind, site.labels.inverse(kind), source)
    yield from ((label, tuple(dict.fromkeys(links))) for label, links in grouped.items())


def _edit_url(site: Site, record: Record) -> str:
    """The source file's address; none of a record whose text was removed: its history still has it."""
    if record.body_is_removed:
        return ""
    return _filled(_outward(site, record, site.settings.edit_url), path=_repository_path(site, record))


def _repository_path(site: Site, record: Record) -> str:
    roots = site.once(
        "roots", lambda: [f"{folder.as_posix()}/" for folder in (site.settings.root, site.settings.content)]
    )
    root = next((root for root in roots if record.path.startswith(root)), "")
    return record.path[len(root) :]


def _outward(site: Site, record: Record, template: str) -> str:
    """A link out of the site; none from an internal record, which it would name to the public's side."""
    return "" if site.settings.is_internal(record.path) else template


def _filled(template: str, **values: str) -> str:
    """An address with its placeholders filled; other braces stay as they are."""
    for key, value in values.items():
        template = template.replace("{" + key + "}", quote(value, safe="/" if key == "path" else ""))
    return template
