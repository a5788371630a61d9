"""Validated fields -> Record: the one place that turns text into dates and mappings into dataclasses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from generator.ingest.fields import object_in
from generator.model.records import (
    Approval,
    ApprovalForm,
    Attachment,
    Disclosure,
    HistoryEntry,
    Prerequisite,
    PrivacyException,
    Record,
    Relation,
    Review,
    SecrecyReview,
    Withdrawal,
)

_TEXTS = ("kind", "summary", "document_number", "genre", "status", "duty", "period", "stage", "contact")
_LISTS = ("keywords", "issuers", "subjects", "former_index_numbers", "channels")
_STRUCTURED = (
    "issued",
    "published",
    "effective",
    "expires",
    "withdrawal",
    "disclosure",
    "approval",
    "review",
    "prerequisites",
    "privacy_exceptions",
    "relations",
    "attachments",
    "history",
    "data",
)
_KNOWN = frozenset(("title", "index_number", "department", "category", *_TEXTS, *_LISTS, *_STRUCTURED))

#: Fields that tell what a record says; those of a record whose text was removed go no further than this.
TELLING = ("summary", "keywords", "data", "attachments")


def record_of(
    path: str,
    fields: Mapping[str, Any],
    attachments: tuple[Attachment, ...],
    images: tuple[Attachment, ...],
    *,
    is_for_staff: bool = False,
) -> Record:
    """The record that validated fields describe; `attachments` are those named, as found on disk.

    Of a record whose text was removed only known fields that name it are taken, and none of its files, even
    where the source file still has more: no later stage can publish what it was never given.
    """
    if text_is_removed(fields):
        fields = {key: value for key, value in fields.items() if key in _KNOWN and key not in TELLING}
        attachments, images = (), ()
    return Record(
        path=path,
        title=fields["title"],
        index_number=fields["index_number"],
        department=fields["department"],
        category=fields["category"],
        issued=date.fromisoformat(fields["issued"]),
        published_at=datetime.fromisoformat(fields["published"]),
        effective=_date(fields, "effective"),
        expires=_date(fields, "expires"),
        withdrawal=_withdrawal(fields.get("withdrawal")),
        disclosure=_disclosure(fields.get("disclosure")),
        approval=_approval(fields.get("approval")),
        review=_review(fields.get("review")),
        prerequisites=tuple(
            Prerequisite(item["type"], _date(item, "date"), item.get("reference", ""))
            for item in fields.get("prerequisites", ())
        ),
        privacy_exceptions=tuple(
            PrivacyException(item["text"], item["reason"], item["role"])
            for item in fields.get("privacy_exceptions", ())
        ),
        relations=tuple(Relation(item["type"], item["target"]) for item in fields.get("relations", ())),
        history=tuple(
            HistoryEntry(date.fromisoformat(item["date"]), item["action"], item.get("note", ""))
            for item in fields.get("history", ())
        ),
        attachments=attachments,
        images=images,
        is_for_staff=is_for_staff,
        data=fields.get("data", {}),
        extra={key: value for key, value in fields.items() if key not in _KNOWN},
        fields=fields,
        **_present(fields),
    )


def text_is_removed(fields: Mapping[str, Any]) -> bool:
    """Whether fields, valid or not, say that the record was withdrawn together with its text."""
    return object_in(fields, "withdrawal").get("body") == "removed"


def _present(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The optional fields that are written; the model has the defaults of the others."""
    texts = {key: fields[key] for key in _TEXTS if key in fields}
    return texts | {key: tuple(fields[key]) for key in _LISTS if key in fields}


def _date(fields: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(fields[key]) if key in fields else None


_PUBLIC = Disclosure()


def _disclosure(fields: Mapping[str, Any] | None) -> Disclosure:
    if not fields:
        return _PUBLIC
    return Disclosure(
        mode=fields.get("mode", "proactive"),
        audience=fields.get("audience", "public"),
        timing=fields.get("timing", ""),
        legal_basis=_texts(fields.get("legal_basis", ())),
    )


def _withdrawal(fields: Mapping[str, Any] | None) -> Withdrawal | None:
    if not fields:
        return None
    return Withdrawal(fields.get("body", "kept"), fields.get("reason", ""), fields.get("successor", ""))


def _approval(fields: Mapping[str, Any] | None) -> Approval | None:
    if not fields:
        return None
    form = fields.get("form")
    return Approval(
        level=fields.get("level", ""),
        role=fields.get("role", ""),
        date=_date(fields, "date"),
        form=ApprovalForm(form["sha256"].lower(), form.get("reference", "")) if form else None,
    )


def _review(fields: Mapping[str, Any] | None) -> Review | None:
    if not fields:
        return None
    secrecy = fields.get("secrecy")
    return Review(
        disclosable=fields.get("disclosable", ""),
        manner=fields.get("manner", ""),
        scope=fields.get("scope", ""),
        role=fields.get("role", ""),
        date=_date(fields, "date"),
        secrecy=SecrecyReview(secrecy["role"], secrecy["conclusion"], _date(secrecy, "date"))
        if secrecy
        else None,
    )


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)
