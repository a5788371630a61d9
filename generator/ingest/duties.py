"""The rows of the duty catalog, out of what `catalog/duties.yml` says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from generator.model.dates import day_or_none
from generator.model.duties import Duty, DutyEvent, Exemption, TimeLimit

_TEXTS = ("id", "level1", "level2", "audience", "mode")
_LISTS = ("owed_by", "elements", "basis", "categories", "level", "channels")
_OF_LIMIT = ("type", "days", "day_kind", "event", "max_age", "text")


def duty_of(entry: Mapping[str, Any]) -> Duty:
    """A duty, of an entry that is valid by the schema."""
    values: dict[str, Any] = {key: entry[key] for key in _TEXTS if key in entry}
    values |= {key: tuple(entry[key]) for key in _LISTS if key in entry}
    return Duty(
        **values,
        limit=_limit(entry["limit"]),
        begins=day_or_none(entry.get("from")),
        ends=day_or_none(entry.get("to")),
        events=_events(entry.get("events", ())),
        exempt=tuple(
            Exemption(
                tuple(each["bodies"]),
                each["reason"],
                day_or_none(each.get("from")),
                day_or_none(each.get("to")),
            )
            for each in entry.get("exempt", ())
        ),
        fields=entry,
    )


def _events(entries: Iterable[Mapping[str, Any]]) -> tuple[DutyEvent, ...]:
    events = (
        DutyEvent(date.fromisoformat(each["date"]), each["name"], tuple(each.get("bodies", ())))
        for each in entries
    )
    return tuple(sorted(events, key=lambda event: event.date))


def _limit(entry: Mapping[str, Any]) -> TimeLimit:
    values: dict[str, Any] = {key: entry[key] for key in _OF_LIMIT if key in entry}
    dates = tuple((int(day[:2]), int(day[3:])) for day in entry.get("dates", ()))
    return TimeLimit(**values, dates=dates, stages=tuple(entry.get("stages", ())))
