"""What the other records' checks need to know of a record: few enough facts to keep those of every record.

A Record holds dataclasses, dates and the whole front matter; the check of 10,000 unchanged ones must not
build them anew. Rules between records therefore ask facts, which are texts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from generator.model import annual_report
from generator.model.records import Record

#: What `disclosure new` puts where the text belongs, by language; left as it is, it is no text.
PLACEHOLDERS = {"zh": "在此写正文。", "en": "Write the text here."}


class Facts(NamedTuple):
    """A record in short. Days are ISO texts (`2026-03-01`), which sort as days do; "" where none is written.

    `published` is the day without the hour; `relations` are pairs of type and target (an index number);
    `next_review` is the one in the data of an entry in the register of what is not disclosed; `has_body` is
    false for an empty body and for the words that `disclosure new` puts there; `restored` is the last day on
    which history brought the record back into effect, `repealed` the last one on which another act ended it.
    `data` is what is counted of the data of a kind: of a reply to a request all but its words, of an annual
    report every whole number by its dotted path.
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
    period: str
    repealed: str
    data: Mapping[str, Any]


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
        restored=_last(record, "restored"),
        period=record.period,
        repealed=_last(record, "repealed", "superseded"),
        data=_COUNTED.get(record.kind, _nothing)(record.data),
    )


def _nothing(_data: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _of_reply(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "request"}


def _of_report(data: Mapping[str, Any]) -> dict[str, Any]:
    return {".".join(path): number for path, number in annual_report.figures(data)}


_COUNTED: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "request_reply": _of_reply,
    annual_report.KIND: _of_report,
}


def _last(record: Record, *actions: str) -> str:
    """The last day on which history did one of these."""
    return max((_day(entry.date) for entry in record.history if entry.action in actions), default="")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
