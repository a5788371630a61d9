"""Entries in the register of what is not disclosed: no content, dates in order, reviews in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.ingest import rules_of_register as rules
from generator.ingest.locate import FieldPath
from generator.ingest.references import Locate
from generator.model.labels import FieldLabels
from generator.model.problems import Place, Problem
from generator.model.records import Record
from generator.model.register import RegisterEntry

_BODY = {"zh": "正文", "en": "a text"}
_ATTACHMENTS = {"zh": "附件", "en": "attachments"}


def check_content(record: Record, body: str, first_line: int, locate: Locate) -> Iterator[Problem]:
    """A body, which begins in line `first_line` of the file, and attachments: an entry has neither."""
    if record.attachments:
        yield rules.ENTRY_CONTENT.at(locate(["attachments"]), part=_ATTACHMENTS)
    if text := body.lstrip():
        blank = body[: len(body) - len(text)].count("\n")
        yield rules.ENTRY_CONTENT.at(Place(record.path, first_line + blank), part=_BODY)


@dataclass(frozen=True, slots=True)
class _Step:
    """A dated step of an entry: `field` leads to its date below `data`, `label` to its label."""

    date: date
    field: FieldPath
    label: str


def check_entry(
    record: Record, as_of: date, all_labels: Mapping[str, FieldLabels], locate: Locate
) -> Iterator[Problem]:
    """What is wrong with an entry's dates, `as_of` being the day that stands for today.

    `all_labels` are the labels of the kind's data by language, for messages.
    """
    entry = RegisterEntry.of(record)
    if entry.decided > record.updated:
        place = locate(["data", "collective_decision", "date"])
        yield rules.DECISION_AFTER_PUBLICATION.at(place, date=entry.decided, published=record.updated)
    yield from _check_order(entry, all_labels, locate)
    for step in _steps(entry)[1:]:
        if step.date > as_of:
            label = _named(step.label, all_labels)
            yield rules.DATE_IN_FUTURE.at(
                locate(["data", *step.field]), label=label, date=step.date, as_of=as_of
            )
    if entry.is_overdue(as_of) and entry.last_reviewed <= entry.next_review:  # else the order is wrong
        yield rules.REVIEW_OVERDUE.at(locate(["data", "next_review"]), date=entry.next_review)
    ends = entry.secrecy_ends
    if ends and not entry.is_closed and entry.last_reviewed < ends < as_of:
        yield rules.SECRECY_OVER.at(locate(["data", "secrecy_until"]), date=ends)


def _check_order(
    entry: RegisterEntry, all_labels: Mapping[str, FieldLabels], locate: Locate
) -> Iterator[Problem]:
    decision, *later = _steps(entry)
    filing = [step for step in later if step.field[0] == "filing"]
    reviews = [step for step in later if step.field[0] == "reviewed"]
    if not entry.is_closed:
        reviews.append(_Step(entry.next_review, ["next_review"], "next_review"))
    for before, after in (*pairwise([decision, *filing]), *pairwise([decision, *reviews])):
        if after.date < before.date:
            yield rules.DATE_ORDER.at(
                locate(["data", *after.field]),
                later=_named(after.label, all_labels),
                later_date=after.date,
                earlier=_named(before.label, all_labels),
                earlier_date=before.date,
            )


def _steps(entry: RegisterEntry) -> list[_Step]:
    """What has been done: the decision, the filing if any, the reviews in the order written."""
    steps = [_Step(entry.decided, ["collective_decision", "date"], "collective_decision")]
    if entry.filed:
        steps.append(_Step(entry.filed, ["filing", "date"], "filing"))
    for position, review in enumerate(entry.reviews):
        steps.append(_Step(review.date, ["reviewed", position, "date"], "reviewed.date"))
    return steps


def _named(path: str, all_labels: Mapping[str, FieldLabels]) -> dict[str, str]:
    return {language: labels.name(path) for language, labels in all_labels.items()}
