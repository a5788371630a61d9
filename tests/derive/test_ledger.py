"""What the ledger makes of records: every type of limit, counted by hand over holidays and year ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from outputs.sample import record

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.naming import Site
from generator.ingest.workdays import OwnDays, calendar_with
from generator.model.catalog import Department, Node, Tree
from generator.model.duties import Duty, DutyEvent, Exemption, TimeLimit
from generator.model.records import Disclosure, HistoryEntry, Record, Relation
from generator.model.workdays import WorkCalendar

from .sites import site_of

TODAY = date(2026, 11, 20)
STAGES = TimeLimit("stages", stages=("意向", "公告", "结果"))


def duty(limit: TimeLimit, begins: str = "2026-01-01", ends: str = "", **changes: Any) -> Duty:
    """A duty of the finance bureau (czj), of its budgets."""
    values: dict[str, Any] = {"owed_by": ("czj",), "categories": ("caizheng",), **changes}
    return Duty(
        "budget",
        "财政",
        "预算",
        limit,
        begins=date.fromisoformat(begins) if begins else None,
        ends=date.fromisoformat(ends) if ends else None,
        **values,
    )


def site_with(
    owed: Duty, *records: Record, as_of: date = TODAY, calendar: WorkCalendar | None = None, **options: Any
) -> Site:
    site = site_of(*records, **options)
    catalog = replace(
        site.catalog,
        duties={owed.id: owed},
        as_of=as_of,
        calendar=calendar or calendar_with(OwnDays()),
    )
    return replace(site, catalog=catalog)


def entries(owed: Duty, *records: Record, **options: Any) -> dict[str, Entry]:
    """The entries of a duty by their span."""
    return {entry.span: entry for entry in ledger_of(site_with(owed, *records, **options)).entries}


def told(owed: Duty, *records: Record, **options: Any) -> dict[str, tuple[str, str, int]]:
    """State, deadline and days of each entry by its span."""
    return {
        span: (entry.state, entry.deadline.isoformat() if entry.deadline else "", entry.days)
        for span, entry in entries(owed, *records, **options).items()
    }


def named(number: str, published: str, period: str = "", **changes: Any) -> Record:
    """A record that names the duty."""
    return record(number, published, **{"duty": "budget", "period": period, **changes})


# --- Which records count


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"category": "caizheng"}, True),
        ({"category": "minzheng"}, False),
        ({"category": "minzheng", "duty": "budget"}, True),
        ({"duty": "another"}, False),
        ({"department": "mzj"}, False),
        ({"status": "withdrawn"}, False),
        ({"status": "repealed"}, True),
        ({"status": "draft_for_comment"}, False),
        ({"status": "draft_for_comment", "duty": "budget"}, True),
        ({"kind": "letter"}, False),
        ({"kind": "letter", "duty": "budget"}, True),
        ({"kind": "request_reply"}, False),
        ({"kind": "nil_report"}, False),
        ({"kind": "response"}, True),
        ({"kind": "evaluation"}, True),
        ({"kind": "annual_report"}, True),
        ({"kind": "register_entry", "duty": "budget"}, False),
        ({"disclosure": Disclosure(mode="on_request")}, False),
        ({"disclosure": Disclosure(audience="specific")}, False),
        ({"disclosure": Disclosure(audience="internal"), "is_for_staff": True}, False),
    ],
)
def test_a_record_counts_by_its_duty_or_its_category(changes: dict[str, Any], counts: bool) -> None:
    found = entries(duty(TimeLimit("within", days=20)), record("A-1", "2026-03-02", **changes))
    assert (found.get("2026-03-02:A-1") is not None) == counts


@pytest.mark.parametrize(
    ("wanted", "given", "counts"),
    [
        ({"mode": "on_request"}, Disclosure(mode="on_request"), True),
        ({"audience": "specific"}, Disclosure(audience="specific"), True),
        ({"audience": "specific"}, Disclosure(), True),
        ({"audience": "specific"}, Disclosure(audience="internal"), False),
    ],
)
def test_a_duty_may_want_less(wanted: dict[str, str], given: Disclosure, counts: bool) -> None:
    found = entries(
        duty(TimeLimit("within", days=20), **wanted), named("A-1", "2026-03-02", disclosure=given)
    )
    assert ("2026-03-02:A-1" in found) == counts


def test_a_kind_of_bodies_owes_as_each_of_them() -> None:
    owed = duty(TimeLimit("yearly"), "2025-01-01", owed_by=("department", "lihe"))
    town = Department("lihe", "例河镇", "township")
    other = Department("yangben", "样本镇", "township")
    ledger = ledger_of(site_with(owed, departments=(town, other)))
    assert list(ledger.by_body) == ["czj", "mzj", "lihe"]
    assert [entry.id for entry in ledger.by_span["2025"]] == [
        "budget/czj/2025",
        "budget/mzj/2025",
        "budget/lihe/2025",
    ]


# --- Periods


def test_a_quarter_is_due_twenty_working_days_after_its_end() -> None:
    """2025-Q4 ends before the New Year holiday (1 to 3 January, Sunday 4 January made up)."""
    found = told(
        duty(TimeLimit("quarterly"), "2025-10-01"),
        named("A-1", "2026-01-29T23:30", "2025-Q4"),
        named("A-2", "2026-05-07", "2026-Q1"),
        named("A-3", "2026-06-30", "2026-Q2"),
    )
    assert found == {
        "2025-Q4": ("met", "2026-01-29", 0),
        "2026-Q1": ("met_late", "2026-04-29", 3),  # 30 April, 6 and 7 May: 1 to 5 May are off
        "2026-Q2": ("met", "2026-07-28", 0),
        "2026-Q3": ("overdue", "2026-11-03", 13),
        "2026-Q4": ("due", "2027-01-28", 49),
    }


def test_of_the_days_of_2027_nobody_knows_the_holidays_unless_the_site_says_so() -> None:
    owed = duty(TimeLimit("quarterly"), "2026-07-01")
    assert [(span, entry.is_provisional) for span, entry in entries(owed).items()] == [
        ("2026-Q3", False),
        ("2026-Q4", True),
    ]
    holidays = tuple(date(2027, 1, day) for day in (1, 4))
    own = calendar_with(OwnDays(holidays, (), (2027,)))
    entry = entries(owed, calendar=own)["2026-Q4"]
    assert (entry.deadline, entry.is_provisional, entry.days) == (date(2027, 2, 1), False, 49)


def test_a_duty_that_begins_or_ends_in_mid_period() -> None:
    found = entries(duty(TimeLimit("quarterly"), "2025-11-15", "2026-05-10"))
    assert [(span, entry.state, entry.begins) for span, entry in found.items()] == [
        ("2025-Q4", "overdue", date(2025, 10, 1)),
        ("2026-Q1", "overdue", date(2026, 1, 1)),
        ("2026-Q2", "not_applicable", date(2026, 4, 1)),
    ]
    assert found["2026-Q2"].reason == "事项已于2026-05-10终止，不再要求公开"
    assert found["2026-Q2"].deadline is None


def test_a_duty_that_ends_with_its_period_owes_it() -> None:
    assert list(told(duty(TimeLimit("quarterly"), "2026-01-01", "2026-06-30"))) == ["2026-Q1", "2026-Q2"]
    assert told(duty(TimeLimit("quarterly"), "2026-01-01", "2026-06-30"))["2026-Q2"][0] == "overdue"


def test_a_duty_that_has_not_begun_owes_nothing() -> None:
    for limit in (TimeLimit("monthly"), TimeLimit("within"), STAGES, TimeLimit("long_term", max_age="P1Y")):
        assert entries(duty(limit, "2026-11-21"), named("A-1", "2026-11-20")) == {}


def test_without_a_beginning_the_ledger_goes_back_to_the_year_before() -> None:
    assert list(entries(duty(TimeLimit("half_yearly"), ""))) == ["2025-H1", "2025-H2", "2026-H1", "2026-H2"]
    found = entries(
        duty(TimeLimit("within", days=5), ""), named("A-1", "2024-12-31"), named("A-2", "2025-01-01")
    )
    assert list(found) == ["2025-01-01:A-2"]


def test_no_ledger_begins_before_the_regulations_did() -> None:
    assert list(entries(duty(TimeLimit("yearly"), "1026-01-01"), as_of=date(2010, 1, 1))) == [
        "2008",
        "2009",
        "2010",
    ]


@pytest.mark.parametrize("dates", [((7, 15), (1, 15)), ((1, 15), (7, 15))])
def test_halves_are_due_on_the_first_date_after_them(dates: tuple[tuple[int, int], ...]) -> None:
    owed = duty(TimeLimit("half_yearly", dates=dates), "2025-01-01")
    found = told(
        owed,
        named("A-1", "2025-07-15T23:59", "2025-H1"),
        named("A-2", "2026-01-16", "2025-H2"),
    )
    assert found == {
        "2025-H1": ("met", "2025-07-15", 0),
        "2025-H2": ("met_late", "2026-01-15", 1),
        "2026-H1": ("overdue", "2026-07-15", 88),
        "2026-H2": ("due", "2027-01-15", 40),
    }


def test_a_date_that_a_duty_names_stands_even_on_a_day_off() -> None:
    """31 January 2026 is a Saturday; Monday comes two calendar days and one working day later."""
    owed = duty(TimeLimit("yearly", dates=((1, 31),)), "2025-01-01")
    assert told(owed, named("A-1", "2026-02-02", "2025"))["2025"] == ("met_late", "2026-01-31", 1)
    assert told(owed, named("A-1", "2026-02-01", "2025"))["2025"] == ("met_late", "2026-01-31", 0)


@pytest.mark.parametrize(
    ("days", "kind", "deadline"),
    [
        (0, "working", "2024-02-29"),
        (1, "working", "2024-03-01"),
        (2, "working", "2024-03-04"),
        (2, "calendar", "2024-03-04"),  # 2 March 2024 is a Saturday
        (0, "calendar", "2024-02-29"),
        (366, "calendar", "2025-03-03"),  # 1 March 2025 is a Saturday
    ],
)
def test_days_after_the_end_of_a_leap_february(days: int, kind: str, deadline: str) -> None:
    owed = duty(TimeLimit("monthly", days=days, day_kind=kind), "2024-02-01")
    assert told(owed)["2024-02"][1] == deadline


def test_a_month_before_spring_festival_counts_the_make_up_days() -> None:
    """After January 2026: 2 to 6, 9 to 13, Saturday 14 (made up), then 24 February on; Saturday 28 counts."""
    owed = duty(TimeLimit("monthly", days=16))
    assert told(owed)["2026-01"][1] == "2026-02-28"


def test_the_year_end_belongs_to_the_old_year() -> None:
    owed = duty(TimeLimit("monthly", days=10), "2025-12-01")
    found = entries(owed, named("A-1", "2025-12-31"), named("A-2", "2026-01-01"), as_of=date(2026, 1, 1))
    assert [entry.records[0].index_number for entry in found.values() if entry.records] == ["A-2"]
    assert {span: entry.state for span, entry in found.items()} == {"2025-12": "met", "2026-01": "due"}


@pytest.mark.parametrize(
    ("period", "met"),
    [
        ("2026-Q1", {"2026-Q1"}),
        ("2026-H1", {"2026-Q1", "2026-Q2"}),
        ("2026", {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"}),
        ("2026-05", set()),
        ("", {"2026-Q1"}),
    ],
)
def test_a_record_counts_for_the_periods_that_its_own_covers(period: str, met: set[str]) -> None:
    found = entries(duty(TimeLimit("quarterly")), named("A-1", "2026-04-20", period))
    assert {span for span, entry in found.items() if entry.records} == met


def test_what_is_disclosed_before_a_period_ends_is_in_time() -> None:
    entry = entries(duty(TimeLimit("yearly")), named("A-1", "2026-02-12", "2026"))["2026"]
    assert (entry.state, entry.met_on, entry.days) == ("met", date(2026, 2, 12), 0)


def test_of_several_records_the_first_decides() -> None:
    found = entries(
        duty(TimeLimit("monthly")),
        named("A-2", "2026-03-02", "2026-01"),
        named("A-1", "2026-02-02", "2026-01"),
        named("A-3", "2026-02-02", "2026-01", kind="nil_report"),
    )["2026-01"]
    assert [each.index_number for each in found.records] == ["A-1", "A-3", "A-2"]
    assert (found.state, found.met_on) == ("met", date(2026, 2, 2))


def test_a_nil_report_settles_a_period_and_tells_how_late_it_was() -> None:
    owed = duty(TimeLimit("monthly", days=10))
    in_time = entries(owed, named("A-1", "2026-02-02", "2026-01", kind="nil_report"))["2026-01"]
    late = entries(owed, named("A-1", "2026-02-25", "2026-01", kind="nil_report"))["2026-01"]
    assert (in_time.state, in_time.days, in_time.met_on) == ("nil", 0, date(2026, 2, 2))
    assert (late.state, late.days, late.deadline) == ("nil", 3, date(2026, 2, 13))
    assert late.state_on(date(2026, 2, 24)) == "overdue"


# --- Fixed dates


def test_each_fixed_date_of_each_year_is_an_entry() -> None:
    owed = duty(TimeLimit("fixed_dates", dates=((9, 30), (3, 31))), "2025-06-01")
    found = entries(owed, named("A-1", "2026-03-31"), named("A-2", "2026-04-01"))
    assert {span: (entry.state, entry.begins) for span, entry in found.items()} == {
        "2025-09-30": ("overdue", date(2025, 4, 1)),
        "2026-03-31": ("met", date(2025, 10, 1)),
        "2026-09-30": ("met", date(2026, 4, 1)),
        "2027-03-31": ("due", date(2026, 10, 1)),
    }
    assert found["2026-09-30"].period is None


@pytest.mark.parametrize(
    ("dates", "period", "published", "span"),
    [
        (((3, 31),), "2025", "2026-03-27", "2026-03-31"),  # the bulletin of the year before
        (((3, 31),), "2025", "2026-04-20", "2026-03-31"),  # too late
        (((6, 30),), "2026", "2026-06-05", "2026-06-30"),  # the plan of the year
        (((6, 30),), "2026", "2026-07-06", "2026-06-30"),
        (((6, 30),), "", "2026-07-06", "2027-06-30"),
        (((7, 15), (1, 15)), "2026-H1", "2026-07-20", "2026-07-15"),
        (((7, 15), (1, 15)), "2025-H2", "2026-01-20", "2026-01-15"),
        (((7, 15), (1, 15)), "2026", "2026-03-02", "2026-07-15"),
        (((7, 15), (1, 15)), "2025", "2026-02-02", "2026-01-15"),
    ],
)
def test_a_period_tells_which_date_a_record_is_for(
    dates: tuple[tuple[int, int], ...], period: str, published: str, span: str
) -> None:
    owed = duty(TimeLimit("fixed_dates", dates=dates), "2025-01-01")
    found = entries(owed, named("A-1", published, period), as_of=date(2027, 1, 20))
    assert [key for key, entry in found.items() if entry.records] == [span]


def test_a_date_after_the_end_of_a_duty_is_not_owed() -> None:
    owed = duty(TimeLimit("fixed_dates", dates=((3, 31),)), "2026-01-01", "2026-10-31")
    assert {span: entry.state for span, entry in entries(owed).items()} == {
        "2026-03-31": "overdue",
        "2027-03-31": "not_applicable",
    }


# --- Events


def test_each_record_is_measured_from_the_day_it_was_made() -> None:
    owed = duty(TimeLimit("within", days=3))
    found = told(
        owed,
        named("A-1", "2026-03-05", issued=date(2026, 3, 2)),
        named("A-2", "2026-03-06", issued=date(2026, 3, 2), former_index_numbers=("A-0",)),
        named("A-3", "2026-01-05", issued=date(2025, 12, 31)),
    )
    assert found == {
        "2026-03-02:A-1": ("met", "2026-03-05", 0),
        "2026-03-02:A-0": ("met_late", "2026-03-05", 1),
    }


def test_a_limit_of_no_days_ends_on_the_day_itself() -> None:
    owed = duty(TimeLimit("within", days=0))
    found = told(owed, named("A-1", "2026-03-02T23:30"), named("A-2", "2026-03-03", issued=date(2026, 3, 2)))
    assert {span: state for span, (state, *_) in found.items()} == {
        "2026-03-02:A-1": "met",
        "2026-03-02:A-2": "met_late",
    }


def test_a_known_event_is_owed_without_a_record() -> None:
    congress = DutyEvent(date(2026, 1, 29), "批准预算")
    adjusted = DutyEvent(date(2026, 10, 30), "调整预算", ("czj",))
    other = DutyEvent(date(2026, 3, 2), "民政的事", ("mzj",))
    owed = duty(TimeLimit("within", days=20), events=(congress, other, adjusted))
    before = named("A-1", "2026-01-20", issued=date(2026, 1, 19))
    assert told(owed, before) == {
        "2026-01-19:A-1": ("met", "2026-02-14", 0),
        "2026-01-29": ("overdue", "2026-03-04", 179),
        "2026-10-30": ("due", "2026-11-27", 5),
    }
    report = named("A-2", "2026-03-05", issued=date(2026, 1, 28))
    entry = entries(owed, before, report)["2026-01-29"]
    assert (entry.state, entry.days, entry.name) == ("met_late", 1, "批准预算")
    assert [each.index_number for each in entry.records] == ["A-2"]


def test_events_to_come_and_events_outside_the_duty_are_not_owed() -> None:
    events = (DutyEvent(date(2025, 12, 31), "早"), DutyEvent(date(2026, 11, 21), "明天"))
    found = entries(duty(TimeLimit("within", days=5), events=events))
    assert [(span, entry.state) for span, entry in found.items()] == [("", "not_applicable")]


def test_where_nothing_happened_nothing_is_late() -> None:
    (entry,) = entries(duty(TimeLimit("within", days=5))).values()
    assert (entry.id, entry.state, entry.name) == ("budget/czj", "not_applicable", "暂无")
    assert entry.reason == "目前没有这个事项的记录：没有发生，或者没有公开"


def test_a_nil_report_stands_for_its_period_where_there_was_no_event() -> None:
    report = named("A-1", "2026-07-10", "2026-H1", kind="nil_report")
    found = entries(duty(TimeLimit("within", days=5)), report, named("A-2", "2026-08-03"))
    assert {span: (entry.state, entry.deadline) for span, entry in found.items()} == {
        "2026-08-03:A-2": ("met", date(2026, 8, 10)),
        "2026-H1": ("nil", None),
    }
    without = entries(duty(TimeLimit("within", days=5)), replace(report, period=""))
    assert [(span, entry.state) for span, entry in without.items()] == [("2026-07-10:A-1", "nil")]


# --- Stages


def _stage(number: str, published: str, stage: str, *targets: str, **changes: Any) -> Record:
    relations = tuple(Relation("relates_to", target) for target in targets)
    return named(number, published, stage=stage, relations=relations, **changes)


def test_stages_of_a_matter_are_measured_and_the_missing_ones_told() -> None:
    found = entries(
        duty(STAGES),
        _stage("A-1", "2026-03-02", "意向"),
        _stage("A-3", "2026-06-01", "结果", "A-1", issued=date(2026, 4, 1)),
        _stage("B-1", "2026-05-06", "意向"),
    )
    assert {span: (entry.state, entry.name, entry.reason) for span, entry in found.items()} == {
        "2026-03-02:A-1": ("met", "意向", ""),
        "2026-04-01:A-3": ("met_late", "结果", ""),
        "2026-05-06:B-1": ("met", "意向", ""),
        "A-1:公告": ("due", "公告", "后面的阶段已经公开，这个阶段没有公开"),
        "B-1:公告": ("due", "公告", ""),
        "B-1:结果": ("due", "结果", ""),
    }
    assert found["A-1:公告"].deadline is None


def test_a_matter_is_joined_through_others_and_by_former_numbers() -> None:
    found = entries(
        duty(STAGES),
        _stage("A-1", "2026-03-02", "意向", former_index_numbers=("A-0",)),
        _stage("A-2", "2026-04-01", "公告", "A-0"),
        _stage("A-3", "2026-05-06", "结果", "A-2", "nowhere"),
    )
    assert [entry.state for entry in found.values()] == ["met", "met", "met"]


def test_a_stage_may_be_told_by_the_name_of_its_category() -> None:
    node = Node("caizheng/gonggao", "公告", (("caizheng", "财政"),))
    site = site_with(duty(STAGES), named("A-1", "2026-03-02", category="caizheng/gonggao"))
    categories = Tree.of((Node("caizheng", "财政", (), (node,)),))
    site = replace(site, catalog=replace(site.catalog, categories=categories))
    assert [entry.name for entry in ledger_of(site).entries] == ["公告", "意向", "结果"]


def test_of_a_matter_without_any_stage_nothing_is_missing() -> None:
    found = entries(duty(STAGES), named("A-1", "2026-03-02"))
    assert [(span, entry.name) for span, entry in found.items()] == [("2026-03-02:A-1", "关于A-1的通知")]


def test_a_matter_that_was_terminated_owes_no_more() -> None:
    ended = HistoryEntry(date(2026, 4, 1), "terminated", "流标后不再采购。")
    found = entries(duty(STAGES), _stage("A-1", "2026-03-02", "意向", history=(ended,)))
    assert {entry.name: (entry.state, entry.reason) for entry in found.values()} == {
        "意向": ("met", ""),
        "公告": ("not_applicable", "这件事已经终止"),
        "结果": ("not_applicable", "这件事已经终止"),
    }


# --- Kept up for ever


def _standing(*records: Record, begins: str = "2026-01-01", **options: Any) -> Entry:
    (entry,) = entries(duty(TimeLimit("long_term", max_age="P6M"), begins), *records, **options).values()
    return entry


def test_what_is_kept_up_is_met_until_its_last_change_is_too_old() -> None:
    changed = HistoryEntry(date(2026, 5, 31), "amended", "更新电话。")
    entry = _standing(named("A-1", "2024-03-01", history=(changed,)), named("A-2", "2026-05-29"))
    assert (entry.state, entry.deadline, entry.met_on) == ("met", date(2026, 11, 30), date(2026, 5, 31))
    assert [each.index_number for each in entry.records] == ["A-1", "A-2"]
    assert (entry.span, entry.period, entry.days) == ("", None, 0)


def test_half_a_year_that_ends_on_a_day_off_goes_on_to_the_next_working_day() -> None:
    """4 April 2026 is a Saturday, and Monday the 6th is Qingming's."""
    entry = _standing(named("A-1", "2025-10-04"), as_of=date(2026, 4, 7))
    assert (entry.deadline, entry.state) == (date(2026, 4, 7), "met")
    late = _standing(named("A-1", "2025-10-04"), as_of=date(2026, 4, 8))
    assert (late.state, late.days, late.met_on, len(late.records)) == ("overdue", 1, None, 1)


def test_what_was_never_disclosed_is_due_twenty_working_days_after_the_duty_began() -> None:
    """2 January is off, Sunday the 4th made up for."""
    assert _standing(as_of=date(2026, 1, 29)).deadline == date(2026, 1, 29)
    assert _standing(as_of=date(2026, 1, 29)).state == "due"
    assert _standing(as_of=date(2026, 1, 30)).state == "overdue"


def test_what_was_too_old_when_the_duty_began_may_be_renewed_as_long_as_what_is_new() -> None:
    old = named("A-1", "2024-10-08")
    begun = _standing(old, begins="2026-11-02")
    assert (begun.state, begun.deadline, begun.met_on) == ("due", date(2026, 11, 30), None)
    assert _standing(begins="2026-11-02").deadline == begun.deadline
    late = _standing(old, begins="2026-03-02")
    assert (late.state, late.deadline) == ("overdue", date(2026, 3, 30))


def test_what_no_longer_holds_keeps_nothing_up() -> None:
    ended = named("A-1", "2026-09-01", status="expired", expires=date(2026, 10, 9))
    assert (_standing(ended).state, _standing(ended).deadline) == ("overdue", date(2026, 10, 9))
    assert _standing(ended, named("A-2", "2026-10-20")).state == "met"


def test_a_standing_duty_that_has_ended_asks_for_nothing() -> None:
    owed = duty(TimeLimit("long_term", max_age="P6M"), "2024-01-01", "2026-06-30")
    (entry,) = entries(owed).values()
    assert (entry.state, entry.reason) == ("not_applicable", "事项已于2026-06-30终止，不再要求公开")


# --- Exempt bodies


def test_an_exempt_body_owes_nothing_and_what_it_discloses_in_time_counts() -> None:
    exempt = Exemption(("czj",), "本单位没有预算", date(2026, 4, 1), date(2026, 9, 30))
    found = entries(
        duty(TimeLimit("quarterly"), exempt=(exempt,)),
        named("A-1", "2026-07-10", "2026-Q2"),
        named("A-2", "2026-11-18", "2026-Q3"),
    )
    assert {span: (entry.state, entry.reason) for span, entry in found.items()} == {
        "2026-Q1": ("overdue", ""),
        "2026-Q2": ("met", ""),
        "2026-Q3": ("not_applicable", "本单位没有预算"),
        "2026-Q4": ("due", ""),
    }


@pytest.mark.parametrize(
    "limit", [TimeLimit("within"), STAGES, TimeLimit("long_term", max_age="P1Y"), TimeLimit("yearly")]
)
def test_an_exempt_body_has_its_reason_under_every_limit(limit: TimeLimit) -> None:
    found = entries(duty(limit, exempt=(Exemption(("czj",), "没有"),)))
    assert {(entry.state, entry.reason) for entry in found.values()} == {("not_applicable", "没有")}


# --- The whole


def test_entries_stand_by_deadline_and_in_groups() -> None:
    owed = duty(TimeLimit("quarterly"), owed_by=("department",))
    ledger = ledger_of(site_with(owed, named("A-1", "2026-04-10", "2026-Q1")))
    assert [entry.id for entry in ledger.entries[:3]] == [
        "budget/czj/2026-Q1",
        "budget/mzj/2026-Q1",
        "budget/czj/2026-Q2",
    ]
    assert {body: len(found) for body, found in ledger.by_body.items()} == {"czj": 4, "mzj": 4}
    assert {span: len(found) for span, found in ledger.by_span.items()} == dict.fromkeys(
        ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"), 2
    )


def test_what_belongs_to_no_period_stands_in_its_year() -> None:
    owed = duty(TimeLimit("within", days=20), "2025-01-01")
    ledger = ledger_of(site_with(owed, named("A-1", "2025-12-22"), named("A-2", "2026-01-05")))
    assert {span: [entry.span for entry in found] for span, found in ledger.by_span.items()} == {
        "2026": ["2025-12-22:A-1", "2026-01-05:A-2"]
    }
