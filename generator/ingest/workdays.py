"""The working days of China, by the yearly holiday notices of the State Council (国务院办公厅节假日安排).

The package chinesecalendar (pure Python, no dependencies, renewed with every notice) has them from 2004 on. A
site's own `catalog/calendar.yml` comes before it: a notice that the package does not know yet, or the days
off of an autonomous region.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from generator.ingest import rules_of_duties as rules
from generator.ingest.catalog_file import CatalogFile, is_there, read_catalog_file
from generator.ingest.schema import Schema
from generator.model.problems import Problem
from generator.model.workdays import WorkCalendar

#: Days of one entry: no holiday is longer, and a slip of the pen in a year would fill centuries.
_LONGEST = 366


@dataclass(frozen=True, slots=True)
class OwnDays:
    """What a site's calendar says, in order: days off, working days, and the years it knows in full."""

    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    complete: tuple[int, ...] = ()


@cache
def china() -> WorkCalendar:
    """The calendar of all years that a notice is known of."""
    import chinese_calendar  # a check without a ledger need not wait for it

    holidays, workdays = chinese_calendar.holidays, chinese_calendar.workdays
    return WorkCalendar(frozenset(holidays), frozenset(workdays), frozenset(day.year for day in holidays))


@cache
def calendar_with(own: OwnDays) -> WorkCalendar:
    """The national calendar with a site's own days, which come before it."""
    nation = china()
    return WorkCalendar(
        nation.holidays - set(own.workdays) | set(own.holidays),
        nation.workdays - set(own.holidays) | set(own.workdays),
        nation.known | set(own.complete),
    )


def read_own_days(folder: Path, schema: Schema) -> tuple[OwnDays, list[Problem]]:
    """What `calendar.yml` of a catalog folder says, and its problems; nothing of a file that has any."""
    path = folder / "calendar.yml"
    if not is_there(path):
        return OwnDays(), []
    file = read_catalog_file(str(path), schema)
    if isinstance(file, list):
        return OwnDays(), file
    problems = list(_problems(file))
    return (OwnDays(), problems) if problems else (_own_days(file.value), [])


def _own_days(value: Mapping[str, Any]) -> OwnDays:
    of_kind: dict[str, set[date]] = {"holiday": set(), "workday": set()}
    for entry in value.get("days", ()):
        of_kind[entry["kind"]].update(_days(entry))
    return OwnDays(
        tuple(sorted(of_kind["holiday"])),
        tuple(sorted(of_kind["workday"])),
        tuple(sorted(value.get("complete", ()))),
    )


def _problems(file: CatalogFile) -> Iterator[Problem]:
    """Stretches that end before they begin, or never; days that are both off and not."""
    first: dict[date, tuple[str, int]] = {}
    for position, entry in enumerate(file.value.get("days", ())):
        days = list(_days(entry))
        if not days:
            place = file.place(["days", position, "to"])
            yield rules.CALENDAR_STRETCH.at(place, first=entry["from"], last=entry["to"], longest=_LONGEST)
        for day in days:
            kind, earlier = first.setdefault(day, (entry["kind"], position))
            if kind != entry["kind"]:
                line = file.place(["days", earlier]).line
                place = file.place(["days", position])
                yield rules.CALENDAR_CONTRADICTION.at(place, date=day, first=line)
                break


def _days(entry: Mapping[str, str]) -> Iterator[date]:
    """The days of an entry; none of a stretch that is no stretch."""
    first = date.fromisoformat(entry.get("date") or entry["from"])
    last = date.fromisoformat(entry.get("date") or entry["to"])
    for number in range((last - first).days + 1 if (last - first).days < _LONGEST else 0):
        yield first + timedelta(days=number)
