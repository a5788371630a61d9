"""The calendar of working days: the nation's, and a site's own before it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from factory import ContentTree, record

from generator.ingest.workdays import china
from generator.model.workdays import WorkCalendar
from ingest.repository import Repository

_FEBRUARY = (
    "complete: [2027]\ndays:\n- {from: 2027-02-06, to: 2027-02-12, kind: holiday, name: 春节}\n"
    "- {date: 2027-02-20, kind: workday, name: 调休}\n"
    "- {date: 2026-02-14, kind: holiday}\n- {date: 2026-02-16, kind: workday}\n"
)


def _calendar(folder: Path, text: str | None) -> WorkCalendar:
    gathered = ContentTree(folder, {"catalog/calendar.yml": text} if text else {}).gather()
    assert gathered.problems == ()
    return gathered.catalog.calendar


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # Saturday, made up for Spring Festival
        (date(2026, 2, 16), False),  # Monday in Spring Festival
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # Saturday, made up
        (date(2024, 2, 29), True),
        (date(2027, 2, 8), True),  # nobody knows yet
    ],
)
def test_the_nations_calendar_has_make_up_days(day: date, works: bool) -> None:
    assert china().is_working_day(day) == works
    assert china().is_provisional(day, day) == (day.year == 2027)


def test_without_a_file_the_calendar_is_the_nations(tmp_path: Path) -> None:
    assert _calendar(tmp_path, None) == china()


def test_a_sites_own_days_come_before_the_nations(tmp_path: Path) -> None:
    calendar = _calendar(tmp_path, _FEBRUARY)
    days = {day: calendar.is_working_day(date.fromisoformat(day)) for day in (
        "2027-02-05", "2027-02-06", "2027-02-12", "2027-02-15", "2027-02-20", "2026-02-14", "2026-02-16",
    )}  # fmt: skip
    assert [day for day, works in days.items() if works] == [
        "2027-02-05",
        "2027-02-15",
        "2027-02-20",
        "2026-02-16",
    ]
    assert not calendar.is_provisional(date(2026, 12, 1), date(2027, 12, 31))
    assert calendar.is_provisional(date(2027, 12, 31), date(2028, 1, 1))


_WEEK_OFF = {"catalog/calendar.yml": "days:\n- {from: 2026-03-09, to: 2026-03-13, kind: holiday}\n"}


@pytest.mark.parametrize(("files", "is_late"), [({}, True), (_WEEK_OFF, False)])
def test_the_rule_on_late_publication_counts_by_the_sites_own_calendar(
    files: dict[str, str], is_late: bool, tmp_path: Path
) -> None:
    """20 working days after 2 March 2026 end on 30 March; a week off moves that on by five."""
    repository = Repository(tmp_path, files)
    late = record(index_number="F-2", issued="2026-03-02", published="2026-04-03")
    repository.tree.write({"records/finance/2026/late.md": late})
    assert ("published-late" in [problem.rule for problem in repository.problems()]) == is_late
