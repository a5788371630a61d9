"""What bodies owed, disclosed and left undone in each period, by entries made by hand as of 2026-11-20."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from outputs.sample import record

from derive.ledgers import QUARTERLY, TODAY, entry, site_with
from derive.sites import site_of
from generator.derive.ledger.entries import Entry, Ledger
from generator.derive.naming import Site
from generator.derive.supervision.figures import BodyFigures, Figures, figures_of
from generator.model.periods import LENGTHS, Period
from generator.model.records import HistoryEntry, Record, Withdrawal


def _owed(deadline: str, met_on: str = "", **changes: Any) -> Entry:
    due, met = date.fromisoformat(deadline), date.fromisoformat(met_on) if met_on else None
    state = "overdue" if due < TODAY else "due"
    if met:
        state = "met" if met <= due else "met_late"
    return entry(changes.pop("state", state), deadline=due, met_on=met, **changes)


def _figures(*entries: Entry) -> Mapping[str, Figures]:
    return _by_name(site_with(entries))


def _by_name(site: Site) -> Mapping[str, Figures]:
    return {
        str(period): each for of_length in figures_of(site).values() for period, each in of_length.items()
    }


def _told(figures: Figures) -> dict[str, int]:
    """The figures that are not 0."""
    return {name: count for name, count in figures.whole.counts.items() if count}


def test_what_is_met_in_time_counts_in_the_period_of_its_deadline() -> None:
    found = _figures(_owed("2026-03-31", "2026-03-31"), _owed("2026-04-01", "2026-01-05"))
    assert _told(found["2026-03"]) == {"due": 1, "in_time": 1}
    assert _told(found["2026-04"]) == {"due": 1, "in_time": 1}
    assert _told(found["2026-H1"]) == {"due": 2, "in_time": 2}
    assert "2026-01" not in found  # the ledger's first deadline was in March


def test_what_is_met_a_month_late_is_missed_in_one_and_cleared_in_the_next() -> None:
    found = _figures(_owed("2026-01-30", "2026-02-03"))
    assert _told(found["2026-01"]) == {"due": 1, "missed": 1, "overdue": 1}
    assert _told(found["2026-02"]) == {"cleared": 1}
    assert _told(found["2026-03"]) == {}
    assert _told(found["2026-H1"]) == {"due": 1, "late": 1}


def test_what_stays_overdue_is_carried_until_it_is_cleared() -> None:
    found = _figures(_owed("2026-01-15", "2026-03-02"))
    assert _told(found["2026-02"]) == {"carried": 1, "overdue": 1}
    assert _told(found["2026-03"]) == {"cleared": 1}
    open_still = _figures(_owed("2025-12-31"))
    assert [_told(open_still[name]) for name in ("2025-12", "2026-11", "2025", "2026")] == [
        {"due": 1, "missed": 1, "overdue": 1},
        {"carried": 1, "overdue": 1},
        {"due": 1, "missed": 1, "overdue": 1},
        {"carried": 1, "overdue": 1},
    ]


def test_a_month_s_last_day_is_over_with_the_month() -> None:
    """Not met on the last day, and so overdue at its end, although nobody could say so before midnight."""
    assert _told(_figures(_owed("2026-02-28", "2026-03-01"))["2026-02"])["missed"] == 1
    assert _told(_figures(_owed("2026-02-28", "2026-02-28"))["2026-02"])["in_time"] == 1


def test_today_s_deadline_is_not_judged_before_the_day_is_over() -> None:
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert _told(_figures(_owed(TODAY.isoformat(), "2026-11-02"))["2026-11"]) == {}
    assert _told(_figures(_owed(yesterday))["2026-11"]) == {"due": 1, "missed": 1, "overdue": 1}


def test_reports_that_there_was_nothing_are_told_apart_while_they_are_in_time() -> None:
    in_time, late = (
        _owed("2026-04-20", "2026-04-01", state="nil"),
        _owed("2026-04-20", "2026-04-29", state="nil"),
    )
    assert _told(_figures(in_time, late)["2026-04"]) == {"due": 2, "nil": 1, "late": 1}


def test_what_does_not_apply_or_has_no_deadline_is_left_out() -> None:
    found = _figures(_owed("2026-04-20", state="not_applicable"), entry("met", met_on=date(2026, 4, 1)))
    assert all(_told(each) == {} for each in found.values())


def test_periods_are_bounded_and_the_running_ones_are_told() -> None:
    found = _by_name(site_with([_owed("2015-01-15"), _owed("2015-01-15", "2015-02-01")]))
    assert len(found) == 25 + 9 + 5
    assert _told(found["2024-11"]) == _told(found["2022"]) == {"carried": 1, "overdue": 1}
    running = {name for name, each in found.items() if each.is_running(TODAY)}
    assert running == {"2026-11", "2026-H2", "2026"}
    assert (found["2026-11"].end, found["2026-10"].end) == (TODAY, date(2026, 10, 31))


def _site(*records: Record, entries: Sequence[Entry] = ()) -> Site:
    """A site with records, whose ledger began in January 2026."""
    began = [_owed("2026-01-15", "2026-01-15"), *entries]
    site = site_of(*records)
    duties = {each.duty.id: each.duty for each in began}
    site = replace(site, catalog=replace(site.catalog, duties=duties, as_of=TODAY))
    site.once("ledger", lambda: Ledger(tuple(began), {}, {}, {}))
    return site


def _of_body(found: Mapping[str, Figures], period: str, body: str = "czj") -> BodyFigures:
    return found[period].bodies[body]


def _changed(day: str, action: str) -> HistoryEntry:
    return HistoryEntry(date.fromisoformat(day), action, "")


def test_records_count_where_published_and_faults_where_they_came_out() -> None:
    found = _by_name(
        _site(
            record("A", "2026-02-28T23:59"),
            record(
                "B",
                "2026-03-01",
                history=(_changed("2026-03-02", "corrected"), _changed("2026-03-09", "corrected")),
            ),
            record("C", "2026-03-31", history=(_changed("2026-05-06", "withdrawn"),), status="withdrawn"),
            record("N", "2026-03-04", kind="nil_report"),
            record("D", "2026-03-05", history=(_changed("2026-03-06", "amended"),)),
        )
    )
    told = {
        period: _of_body(found, period).judged["accuracy"]
        for period in ("2026-02", "2026-03", "2026-05", "2026-H1")
    }
    assert told == {"2026-02": (1, 1), "2026-03": (2, 3), "2026-05": (0, 1), "2026-H1": (2, 4)}
    assert _of_body(found, "2026-H1").published == 4


def test_a_record_whose_text_was_removed_counts_as_a_fault_alone() -> None:
    gone = record(
        "A",
        "2026-02-03",
        status="withdrawn",
        withdrawal=Withdrawal("removed"),
        history=(_changed("2026-04-07", "withdrawn"),),
    )
    found = _by_name(_site(gone))
    assert _of_body(found, "2026-02").judged["accuracy"] == (0, 0)
    assert _of_body(found, "2026-04").judged["accuracy"] == (0, 1)
    assert _of_body(found, "2026-H1").judged["accuracy"] == (0, 1)


def _letter(number: str, received: str, replied: str = "", **changes: Any) -> Record:
    data = {"received": received} | ({"replied": replied, "disposition": "resolved"} if replied else {})
    return record(number, replied or received, kind="letter", data=data, **changes)


def test_letters_are_judged_when_their_time_is_over() -> None:
    """Fifteen working days by a calendar without holidays: from Monday 1 June to Monday 22 June."""
    site = _site(
        _letter("A", "2026-06-01", "2026-06-22"),
        _letter("B", "2026-06-01", "2026-06-23"),
        _letter("C", "2026-06-01"),
        _letter("D", "2026-11-16", "2026-11-17"),
        _letter("E", "2026-06-01", status="withdrawn"),
    )
    found = _by_name(site)
    assert _of_body(found, "2026-06").judged["replies"] == (1, 3)
    assert _of_body(found, "2026-11").judged["replies"] == (0, 0)
    assert [each.index_number for each, in_time in _of_body(found, "2026-06").replies if in_time] == ["A"]


def test_columns_of_standing_duties_must_not_be_blank() -> None:
    duty = replace(QUARTERLY, id="fees", categories=("caizheng/yusuan", "minzheng"))
    owed = entry("overdue", duty=duty, begins=date(2026, 2, 1), deadline=date(2026, 4, 20))
    old = record("A", "2025-07-01", category="minzheng", status="withdrawn")
    site = _site(record("B", "2026-03-02"), old, entries=[owed])
    found = _by_name(site)
    assert _of_body(found, "2026-01").columns == {}
    assert _of_body(found, "2026-02").columns == {"caizheng/yusuan": False, "minzheng": False}
    assert _of_body(found, "2026-03").columns == {"caizheng/yusuan": True, "minzheng": False}
    assert _of_body(found, "2026-03", "mzj").columns == {}


_days = st.dates(date(2023, 6, 1), date(2026, 12, 31))
_entries = st.builds(
    lambda deadline, met, body, nil: _owed(
        deadline.isoformat(),
        met.isoformat() if met and met <= TODAY else "",
        body=body,
        **({"state": "nil"} if nil and met and met <= TODAY else {}),
    ),
    _days,
    st.none() | _days,
    st.sampled_from(("czj", "mzj")),
    st.booleans(),
)


@given(st.lists(_entries, max_size=12))
def test_figures_agree_with_each_other_and_with_the_ledger(entries: list[Entry]) -> None:
    site = site_with(entries)
    found = figures_of(site)
    for of_length in found.values():
        periods = list(of_length.values())
        for each in periods:
            whole = each.whole
            assert whole.due == len(whole.in_time) + len(whole.nil) + len(whole.late) + len(whole.missed)
            reached, possible = whole.judged["coverage"]
            assert possible - reached == len(whole.overdue)
            midnight = min(each.end + timedelta(days=1), TODAY)
            overdue = [e for e in entries if _was_overdue(e, each.end, midnight)]
            assert sorted(e.id for e in whole.overdue) == sorted(e.id for e in overdue)
        for before, after in pairwise(periods):
            assert len(before.whole.overdue) == len(after.whole.cleared) + len(after.whole.carried)
    months = found[LENGTHS["month"]]
    for half, figures in found[LENGTHS["half_year"]].items():
        within = [months[period] for period in months if half.covers(period)]
        if len(within) == 6 or (figures.is_running(TODAY) and Period(half.year, half.month, 1) in months):
            assert figures.whole.due == sum(each.whole.due for each in within)
            assert len(figures.whole.overdue) == len(within[-1].whole.overdue)


def _was_overdue(owed: Entry, end: date, midnight: date) -> bool:
    """Whether it was overdue when a day was over: `state_on` of the next day, without what came on it."""
    return owed.state_on(midnight) == "overdue" or (
        owed.deadline is not None and owed.deadline < midnight and owed.met_on == midnight and end < midnight
    )
