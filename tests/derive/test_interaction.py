"""Cases of the people's side: what is counted, working days, limits, and how figures are rounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from outputs.sample import record

from generator.derive.interaction.cases import letters, requests
from generator.derive.interaction.figures import Figures, mean
from generator.derive.interaction.overview import has_interaction, list_pages, overview
from generator.derive.naming import Site
from generator.model.catalog import Department
from generator.model.records import Disclosure, Record, Withdrawal
from generator.model.workdays import WorkCalendar

from .sites import site_of

#: Tomb-sweeping day, with a Sunday worked for it.
CALENDAR = WorkCalendar(
    holidays=frozenset({date(2026, 4, 6)}), workdays=frozenset({date(2026, 4, 12)}), known=frozenset({2026})
)


def _letter(number: str, received: str, replied: str = "", **changes: Any) -> Record:
    data = {"received": received}
    if replied:
        data |= {"replied": replied, "disposition": "resolved"}
    return record(number, "2026-05-01", kind="letter", data=data, **changes)


def _site(*records: Record, as_of: str = "2026-05-04", **options: Any) -> Site:
    made = site_of(*records, **options)
    return replace(made, catalog=replace(made.catalog, calendar=CALENDAR, as_of=date.fromisoformat(as_of)))


@pytest.mark.parametrize(
    ("received", "replied", "days"),
    [
        ("2026-04-03", "2026-04-03", 0),
        ("2026-04-03", "2026-04-05", 0),  # a weekend
        ("2026-04-03", "2026-04-07", 1),  # and a holiday
        ("2026-04-10", "2026-04-13", 2),  # and a Sunday that is worked
    ],
)
def test_days_are_working_days_after_the_day_of_receipt(received: str, replied: str, days: int) -> None:
    (case,) = letters(_site(_letter("L-1", received, replied)))
    assert (case.days, case.is_provisional) == (days, False)


def test_a_letter_waits_until_the_day_of_the_data() -> None:
    (case,) = letters(_site(_letter("L-1", "2026-04-03")))
    assert (case.is_open, case.days) == (True, 21)


def test_a_letter_is_late_on_the_day_after_its_limit() -> None:
    """Fifteen working days after 2026-04-03 are over with 2026-04-24: one holiday, one Sunday worked."""
    ends = date(2026, 4, 24)
    made = [_letter("L-1", "2026-04-03", "2026-04-24"), _letter("L-2", "2026-04-03", "2026-04-25")]
    cases = {case.record.index_number: case for case in letters(_site(*made))}
    assert {case.last_day for case in cases.values()} == {ends}
    assert [cases[key].is_late for key in ("L-1", "L-2")] == [False, True]


def test_days_through_a_year_without_a_notice_are_provisional() -> None:
    (case,) = letters(_site(_letter("L-1", "2025-12-30", "2026-01-05")))
    assert case.is_provisional


def test_a_request_whose_time_was_extended_is_in_time_until_then() -> None:
    data = {"received": "2026-03-02", "applicant_type": "other", "extended_to": "2026-05-04"}
    made = record("R-1", "2026-05-01", kind="request_reply", data=data)
    (still,) = requests(_site(made))
    (late,) = requests(_site(made, as_of="2026-05-05"))
    assert (still.is_late, late.is_late) == (False, True)


def test_what_the_public_does_not_see_is_not_counted() -> None:
    shown = _letter("L-1", "2026-04-03")
    hidden = (
        replace(shown, index_number="L-2", status="withdrawn"),
        replace(shown, index_number="L-3", disclosure=Disclosure(mode="on_request")),
        replace(shown, index_number="L-4", disclosure=Disclosure(audience="specific")),
        replace(shown, index_number="L-5", withdrawal=Withdrawal(body="removed")),
        replace(shown, index_number="L-6", kind="document"),
    )
    assert [case.record.index_number for case in letters(_site(shown, *hidden))] == ["L-1"]


def test_what_waits_longest_comes_first_then_the_newest() -> None:
    site = _site(
        _letter("L-1", "2026-04-01", "2026-04-02"),
        _letter("L-2", "2026-04-03", "2026-04-07"),
        _letter("L-3", "2026-04-20"),
        _letter("L-4", "2026-04-10"),
    )
    assert [case.record.index_number for case in letters(site)] == ["L-4", "L-3", "L-2", "L-1"]


def test_means_round_halves_up_and_know_of_nothing() -> None:
    assert mean([Decimal("94.55")], [1]) == Decimal("94.6")
    assert mean([], []) is None
    nothing = Figures.of(())
    assert (nothing.mean_days, nothing.median_days, nothing.reply_rate) == (None, None, None)


def test_lists_are_cut_into_pages_and_figures_stand_on_the_first() -> None:
    made = [_letter(f"L-{n}", f"2026-04-{n:02}", f"2026-04-{n + 7:02}") for n in range(1, 6)]
    pages = [page for page in list_pages(_site(*made, page_size=2)) if "/letters/page/" in page.page.url]
    first = next(iter(list_pages(_site(*made, page_size=2))))
    assert first.page.url == "interaction/letters/"
    assert first.figures
    assert first.plots
    assert [(page.page.url, len(page.listed.rows), page.figures) for page in pages] == [
        ("interaction/letters/page/2/", 2, ()),
        ("interaction/letters/page/3/", 1, ()),
    ]


def test_without_records_and_contacts_there_are_no_pages() -> None:
    assert not has_interaction(_site())
    assert (list(overview(_site())), list(list_pages(_site()))) == ([], [])
    body = Department("czj", "示例县财政局", "department", {"supervision": {"phone": "0000-1"}})
    assert has_interaction(_site(departments=(body,)))
