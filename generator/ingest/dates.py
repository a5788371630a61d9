"""Dates of a record that contradict each other or lie in the future: what no schema can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from generator.ingest import rules_of_fields as rules
from generator.ingest.references import Locate
from generator.model.labels import FieldLabels
from generator.model.problems import Problem
from generator.model.records import Record

_BINDING = frozenset(("in_force", "amended"))


def check_dates(
    record: Record, as_of: date, all_labels: Mapping[str, FieldLabels], locate: Locate
) -> Iterator[Problem]:
    """Every contradiction between a record's dates, `as_of` being the day that stands for today.

    `all_labels` are the field labels by language, for messages.
    """
    if record.published > as_of:
        yield rules.PUBLISHED_IN_FUTURE.at(locate(["published"]), date=record.published, as_of=as_of)
    if record.issued > record.published:
        yield rules.ISSUED_AFTER_PUBLISHED.at(
            locate(["issued"]), issued=record.issued, published=record.published
        )
    if record.effective and record.expires and record.expires <= record.effective:
        yield rules.EXPIRES_BEFORE_EFFECTIVE.at(
            locate(["expires"]), expires=record.expires, effective=record.effective
        )
    elif record.expires and record.expires < as_of and record.status in _BINDING:
        status = {language: labels.value("status", record.status) for language, labels in all_labels.items()}
        yield rules.EXPIRED_IN_FORCE.at(locate(["expires"]), expires=record.expires, status=status)
    yield from _check_history(record, as_of, locate)


def _check_history(record: Record, as_of: date, locate: Locate) -> Iterator[Problem]:
    days = [record.published, *(entry.date for entry in record.history)]
    for position, (before, day) in enumerate(pairwise(days)):
        if day < before:
            yield rules.HISTORY_ORDER.at(locate(["history", position, "date"]), date=day, before=before)
        if day > as_of:
            yield rules.HISTORY_IN_FUTURE.at(locate(["history", position, "date"]), date=day, as_of=as_of)
