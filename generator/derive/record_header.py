"""The header table of a record (索引号 … 有效性): its fields, and how they stand in two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.derive.consultations import last_day_label
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.rows import duty_url, period_url
from generator.derive.naming import Site
from generator.derive.views import Field, Link
from generator.derive.wording import Wording
from generator.model.records import Record

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
    *("department", "category", "genre", "effective", "expires", "period", "duty", "channels", "contact"),
)
#: What readers look for first.
_KEYS = ("department", "document_number", "published", "status")
_DATE_LABELS = ("issued", "effective", "expires")
#: Values longer than this, in characters, take a row of the table for themselves.
_FITS_HALF = 44


def record_header(site: Site, record: Record) -> tuple[Field, ...]:
    """The rows of a record's header table, in order, those marked `wide` that stand across both columns."""
    return tuple(in_two_columns(_fields(site, record)))


def key_fields(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Of a header's fields those that readers look for first, in the order in which they do."""
    return tuple(sorted((field for field in fields if field.key in _KEYS), key=_place))


def _place(field: Field) -> int:
    return _KEYS.index(field.key)


def in_two_columns(fields: Iterable[Field]) -> Iterator[Field]:
    """The fields with those widened that are long, or that would leave a gap beside them."""
    alone: Field | None = None
    for field in fields:
        if _is_long(field):
            if alone:
                yield replace(alone, wide=True)
            yield replace(field, wide=True)
            alone = None
        elif alone:
            yield from (alone, field)
            alone = None
        else:
            alone = field
    if alone:
        yield replace(alone, wide=True)


def _is_long(field: Field) -> bool:
    return field.key == "title" or sum(len(value.text) + 1 for value in field.values) > _FITS_HALF


def _fields(site: Site, record: Record) -> Iterator[Field]:
    values = _header_values(site, record)
    for key in _HEADER:
        found = tuple(link for link in values.get(key, ()) if link.text)
        if found:
            yield Field(key, _label(site, record, key), found)
    yield from _disclosure_fields(site, record)
    for key, value in record.extra.items():
        texts = plain_texts(value, site.words)
        yield Field(key, site.labels.name(key), tuple(Link(site.labels.value(key, text)) for text in texts))


def _label(site: Site, record: Record, key: str) -> str:
    """A field's label; nothing ends with a draft but the time for comments."""
    is_deadline = key == "expires" and record.status == "draft_for_comment"
    return last_day_label(site, record) if is_deadline else site.labels.name(key)


def _header_values(site: Site, record: Record) -> Mapping[str, tuple[Link, ...]]:
    texts = ("index_number", "title", "document_number", "genre", "contact")
    single: dict[str, tuple[Link, ...]] = {key: (Link(getattr(record, key)),) for key in texts}
    dates = {key: (Link(day.isoformat()),) for key in _DATE_LABELS if (day := getattr(record, key))}
    subject_links = (
        site.trail(site.catalog.subjects, path, "subjects")[-1:] or (Link(path),) for path in record.subjects
    )
    year = record.published_at.year
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
        "period": (Link(record.period, _period_url(site, record.period)),),
        "channels": tuple(Link(site.labels.value("channels", channel)) for channel in record.channels),
        "duty": (_duty(site, record.duty),),
    }


def _duty(site: Site, duty_id: str) -> Link:
    duty = site.catalog.duties.get(duty_id)
    return Link(f"{duty.level1} · {duty.level2}", duty_url(duty.id)) if duty else Link(duty_id)


def _period_url(site: Site, period: str) -> str:
    """The page of a period's ledger, where it has one."""
    return period_url(period) if period and period in ledger_of(site).by_span else ""


def _disclosure_fields(site: Site, record: Record) -> Iterator[Field]:
    written = record.fields.get("disclosure", {})
    for key in ("mode", "audience", "timing"):
        if key in written:
            path = f"disclosure.{key}"
            yield Field(path, site.labels.name(path), (Link(site.labels.value(path, written[key])),))
    if record.disclosure.legal_basis:
        path = "disclosure.legal_basis"
        yield Field(path, site.labels.name(path), tuple(Link(text) for text in record.disclosure.legal_basis))


def plain_texts(value: Any, words: Wording) -> list[str]:
    """A value as texts: truth values in words, numbers with separators, lists item by item."""
    if isinstance(value, list):
        return [text for item in value for text in plain_texts(item, words)]
    if isinstance(value, dict):
        return [" ".join(text for item in value.values() for text in plain_texts(item, words))]
    if isinstance(value, bool):
        return [words.yes if value else words.no]
    if isinstance(value, int | Decimal):
        return [f"{value:,}"]
    return [str(value)]
