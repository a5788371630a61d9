"""A record's page: header table, attachments, history, relations both ways, meta tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.derive.events import events_of
from generator.derive.naming import Site
from generator.derive.views import Change, Field, Link, Page
from generator.model.labels import FieldLabels
from generator.model.records import Attachment, Record

# 索引号 … 有效性 first, in the order of the platform's record header; what else is written follows.
_HEADER = (
    *(
        "index_number",
        "subjects",
        "issuers",
        "issued",
        "title",
        "document_number",
        "published",
        "keywords",
        "status",
    ),
    *("department", "category", "genre", "effective", "expires", "period", "duty", "contact"),
)
_DATE_LABELS = ("issued", "effective", "expires")


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """An attachment as the page lists it; `href` is relative to the page."""

    title: str
    file: str
    href: str
    format: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Datum:
    """A value of a kind's data, or a heading over further ones (`value` empty, `level` from 0)."""

    label: str
    value: str
    level: int


@dataclass(frozen=True)
class RecordPage:
    """Everything a record's page says but its body."""

    page: Page
    record: Record
    fields: tuple[Field, ...]
    data: tuple[Datum, ...]
    attachments: tuple[AttachmentView, ...]
    history: tuple[Change, ...]
    relations: tuple[tuple[str, tuple[Link, ...]], ...]
    status_label: str
    department: Mapping[str, Any]
    edit_url: str
    feedback_url: str
    permalink: str


def record_page(site: Site, record: Record, kind_labels: FieldLabels) -> RecordPage:
    """What a record's page says; `kind_labels` name the fields of its kind's data."""
    settings = site.settings
    owner = site.catalog.departments[record.department]
    return RecordPage(
        page=_page(site, record),
        record=record,
        fields=tuple(_fields(site, record)),
        data=tuple(_data(record.data, kind_labels, "", 0)),
        attachments=tuple(_attachment(item) for item in record.attachments),
        history=tuple(site.change(event) for event in events_of(record)),
        relations=tuple(_relations(site, record)),
        status_label=site.labels.value("status", record.status),
        department=owner.extra,
        edit_url=_filled(settings.edit_url, path=_repository_path(site, record)),
        feedback_url=_filled(
            settings.feedback_url,
            title=record.title,
            index_number=record.index_number,
            url=settings.site_url + record.url,
        ),
        permalink=settings.site_url + record.url,
    )


def _page(site: Site, record: Record) -> Page:
    node = site.catalog.categories[record.category]
    crumbs = (
        Link(site.words.categories, "categories/"),
        *site.trail(site.catalog.categories, record.category, "categories"),
    )
    feed = f"feeds/departments/{record.department}"
    return site.page(
        record.url,
        record.title,
        site.column_of(node),
        (*crumbs, Link(record.title)),
        description=record.summary or record.title,
        meta=tuple(_article_meta(site, record)),
        feed=feed,
        feed_title=site.department(record.department),
    )


def _article_meta(site: Site, record: Record) -> Iterator[tuple[str, str]]:
    """ArticleTitle, PubDate, ContentSource and the optional tags (政府网站发展指引)."""
    yield "ArticleTitle", record.title
    yield "PubDate", f"{record.published_at:%Y-%m-%d %H:%M}"
    yield "ContentSource", site.department(record.department)
    if record.keywords:
        yield "Keywords", ",".join(record.keywords)
    if record.issuers:
        yield "Author", ",".join(record.issuers)
    if record.summary:
        yield "Description", record.summary
    if record.images:
        yield "Image", f"{site.settings.site_url}{record.url}{quote(record.images[0].file)}"
    yield "Url", site.settings.site_url + record.url


def _fields(site: Site, record: Record) -> Iterator[Field]:
    values = _header_values(site, record)
    for key in _HEADER:
        found = tuple(link for link in values.get(key, ()) if link.text)
        if found:
            yield Field(key, site.labels.name(key), found)
    yield from _disclosure_fields(site, record)
    for key, value in record.extra.items():
        yield Field(key, site.labels.name(key), tuple(Link(text) for text in _plain(value)))


def _header_values(site: Site, record: Record) -> Mapping[str, tuple[Link, ...]]:
    texts = ("index_number", "title", "document_number", "genre", "contact")
    single: dict[str, tuple[Link, ...]] = {key: (Link(getattr(record, key)),) for key in texts}
    dates = {key: (Link(day.isoformat()),) for key in _DATE_LABELS if (day := getattr(record, key))}
    subject_links = (
        site.trail(site.catalog.subjects, path, "subjects")[-1:] or (Link(path),) for path in record.subjects
    )
    year = record.published_at.year
    duty = site.catalog.duties.get(record.duty)
    moment = (
        f"{record.published_at:%Y-%m-%d %H:%M}"
        if "T" in str(record.fields["published"])
        else f"{record.published}"
    )
    return {
        **single,
        **dates,
        "subjects": tuple(link for links in subject_links for link in links),
        "issuers": tuple(Link(name) for name in record.issuers)
        or (Link(site.department(record.department)),),
        "published": (Link(moment, f"years/{year}/"),),
        "keywords": tuple(Link(word) for word in record.keywords),
        "status": (Link(site.labels.value("status", record.status)),),
        "department": (Link(site.department(record.department), f"departments/{record.department}/"),),
        "category": site.trail(site.catalog.categories, record.category, "categories"),
        "period": (Link(record.period),),
        "duty": (Link(f"{duty.level1} · {duty.level2}" if duty else record.duty),),
    }


def _disclosure_fields(site: Site, record: Record) -> Iterator[Field]:
    written = record.fields.get("disclosure", {})
    for key in ("mode", "audience", "timing"):
        if key in written:
            path = f"disclosure.{key}"
            yield Field(path, site.labels.name(path), (Link(site.labels.value(path, written[key])),))
    if record.disclosure.legal_basis:
        path = "disclosure.legal_basis"
        yield Field(path, site.labels.name(path), tuple(Link(text) for text in record.disclosure.legal_basis))


def _data(data: Mapping[str, Any], labels: FieldLabels, path: str, level: int) -> Iterator[Datum]:
    for key, value in data.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield Datum(labels.name(here), "", level)
            yield from _data(value, labels, here, level + 1)
        else:
            shown = "、".join(labels.value(here, text) for text in _plain(value))
            yield Datum(labels.name(here), shown, level)


def _plain(value: Any) -> list[str]:
    """A value as texts: numbers with separators, lists item by item."""
    if isinstance(value, list):
        return [text for item in value for text in _plain(item)]
    if isinstance(value, dict):
        return [" ".join(text for item in value.values() for text in _plain(item))]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [f"{value:,}"]
    return [str(value)]


def _attachment(attachment: Attachment) -> AttachmentView:
    return AttachmentView(
        title=attachment.title,
        file=attachment.file,
        href=quote(attachment.file),
        format=attachment.format,
        size=size_text(attachment.size),
        sha256=attachment.sha256,
    )


def size_text(size: int) -> str:
    """A size in bytes as people write it."""
    if size < 1024 * 1024:
        return f"{max(size / 1024, 0.1):.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _relations(site: Site, record: Record) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Relations the record names, then those that other records name it in, each under its label."""
    grouped: dict[str, list[Link]] = {}
    for relation in record.relations:
        target = site.indexes.by_number.get(relation.target)
        if target:
            label = site.labels.value("relations.type", relation.type)
            grouped.setdefault(label, []).append(Link(target.title, target.url))
    for number in (record.index_number, *record.former_index_numbers):
        for kind, source in site.indexes.referring.get(number, ()):
            grouped.setdefault(site.labels.inverse(kind), []).append(Link(source.title, source.url))
    yield from ((label, tuple(dict.fromkeys(links))) for label, links in grouped.items())


def _repository_path(site: Site, record: Record) -> str:
    path = Path(record.path)
    base = site.settings.root if path.is_relative_to(site.settings.root) else site.settings.content
    return path.relative_to(base).as_posix()


def _filled(template: str, **values: str) -> str:
    """An address with its placeholders filled; other braces stay as they are."""
    for key, value in values.items():
        template = template.replace("{" + key + "}", quote(value, safe="/" if key == "path" else ""))
    return template
