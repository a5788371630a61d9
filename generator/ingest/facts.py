"""What the other records' checks need to know of a record: few enough facts to keep those of every record.

A Record holds dataclasses, dates and the whole front matter; the check of 10,000 unchanged ones must not
build them anew. Rules between records therefore ask facts, which are texts alone.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.model.records import Record

#: What `disclosure new` puts where the text belongs, by language; left as it is, it is no text.
PLACEHOLDERS = {"zh": "在此写正文。", "en": "Write the text here."}


class Facts(NamedTuple):
    """A record in short. Days are ISO texts (`2026-03-01`), which sort as days do; "" where none is written.

    `published` is the day without the hour; `relations` are pairs of type and target (an index number);
    `next_review` is the one in the data of an entry in the register of what is not disclosed; `has_body` is
    false for an empty body and for the words that `disclosure new` puts there; `restored` is the last day on
    which history brought the record back into effect.
    """

    index_number: str
    former_index_numbers: tuple[str, ...]
    title: str
    department: str
    category: str
    genre: str
    kind: str
    status: str
    issued: str
    published: str
    effective: str
    expires: str
    document_number: str
    relations: tuple[tuple[str, str], ...]
    subjects: tuple[str, ...]
    audience: str
    mode: str
    duty: str
    next_review: str
    has_body: bool
    restored: str


def facts_of(record: Record, body: str) -> Facts:
    """The facts of a record; `body` is its text as written."""
    text = body.strip()
    return Facts(
        index_number=record.index_number,
        former_index_numbers=record.former_index_numbers,
        title=record.title,
        department=record.department,
        category=record.category,
        genre=record.genre,
        kind=record.kind,
        status=record.status,
        issued=record.issued.isoformat(),
        published=record.published.isoformat(),
        effective=_day(record.effective),
        expires=_day(record.expires),
        document_number=record.document_number,
        relations=tuple((relation.type, relation.target) for relation in record.relations),
        subjects=record.subjects,
        audience=record.disclosure.audience,
        mode=record.disclosure.mode,
        duty=record.duty,
        next_review=record.data.get("next_review", "") if record.kind == "register_entry" else "",
        has_body=bool(text) and text not in PLACEHOLDERS.values(),
        restored=max(
            (_day(entry.date) for entry in record.history if entry.action == "restored"), default=""
        ),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
