"""What holds of every ledger: nobody is worse off for disclosing more, and no period is lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from outputs.sample import record

from generator.derive.ledger.entries import SETTLED, STATES, Entry
from generator.derive.ledger.ledger import ledger_of
from generator.model.duties import PERIODIC, Duty, DutyEvent, Exemption, TimeLimit
from generator.model.periods import Period
from generator.model.records import Disclosure, HistoryEntry, Record, Relation

from .test_ledger import site_with

FIRST, LAST = date(2024, 1, 1), date(2027, 3, 31)
DAYS = st.dates(FIRST, LAST)
PERIODS = st.sampled_from(["", "2024", "2025-H2", "2026-H1", "2026-Q1", "2026-Q4", "2026-02", "2026-07"])
DATES = {
    "quarterly": ((4, 20), (7, 20), (10, 20), (1, 20)),
    "half_yearly": ((7, 15), (1, 15)),
    "yearly": ((3, 31),),
}
STAGES = ("意向", "公告", "结果")
#: How good a state is for the body. What is late is late, reported or not.
WORTH = {"met": 0, "nil": 0, "not_applicable": 1, "due": 2, "met_late": 3, "overdue": 4}


@st.composite
def limits(draw: st.DrawFn) -> TimeLimit:
    kind = draw(st.sampled_from([*PERIODIC, "within", "fixed_dates", "stages", "long_term"]))
    dates = DATES.get(kind, ()) if draw(st.booleans()) else ()
    if kind == "fixed_dates":
        dates = draw(st.sampled_from([((7, 15), (1, 15)), ((12, 31),), ((3, 31), (9, 30), (10, 1))]))
    return TimeLimit(
        kind,
        days=draw(st.integers(0, 40)),
        day_kind=draw(st.sampled_from(["working", "calendar"])),
        dates=dates,
        stages=STAGES if kind == "stages" else (),
        max_age=draw(st.sampled_from(["P2W", "P6M", "P1Y"])) if kind == "long_term" else "",
    )


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    limit, begins = draw(limits()), draw(DAYS)
    events = draw(st.lists(DAYS, max_size=3, unique=True)) if limit.type == "within" else []
    exempt = Exemption(("czj",), "没有", draw(DAYS), draw(DAYS)) if draw(st.integers(0, 3)) == 0 else None
    return Duty(
        "budget",
        "财政",
        "预算",
        limit,
        ("czj",),
        categories=("caizheng",),
        begins=begins,
        ends=draw(st.none() | st.dates(begins, LAST)),
        events=tuple(DutyEvent(day, "事件") for day in sorted(events)),
        exempt=(exempt,) if exempt else (),
    )


@st.composite
def records(draw: st.DrawFn, number: str) -> Record:
    published = draw(DAYS)
    changed = HistoryEntry(published + timedelta(days=draw(st.integers(0, 300))), "amended", "更新")
    return record(
        number,
        published.isoformat(),
        issued=published - timedelta(days=draw(st.integers(0, 60))),
        duty=draw(st.sampled_from(["", "budget"])),
        period=draw(PERIODS),
        kind=draw(st.sampled_from(["document", "document", "nil_report", "letter"])),
        status=draw(st.sampled_from(["in_force", "in_force", "expired", "withdrawn", "draft_for_comment"])),
        stage=draw(st.sampled_from(["", *STAGES])),
        disclosure=Disclosure(audience=draw(st.sampled_from(["public", "public", "specific"]))),
        relations=tuple(
            Relation("relates_to", f"A-{n}") for n in draw(st.sets(st.integers(0, 4), max_size=2))
        ),
        history=(changed,) if draw(st.booleans()) else (),
    )


@st.composite
def published(draw: st.DrawFn) -> list[Record]:
    return [draw(records(f"A-{n}")) for n in range(draw(st.integers(0, 5)))]


def ledger(duty: Duty, of: list[Record], as_of: date) -> tuple[Entry, ...]:
    """The ledger as of a day, by what was known on it."""
    known = [
        replace(each, history=tuple(change for change in each.history if change.date <= as_of))
        for each in of
        if each.published <= as_of
    ]
    return ledger_of(site_with(duty, *known, as_of=as_of)).entries


def entries(duty: Duty, of: list[Record], as_of: date) -> dict[str, Entry]:
    return {entry.span: entry for entry in ledger(duty, of, as_of)}


def is_lasting(entry: Entry) -> bool:
    """Whether more records leave the entry there: not what says that there is nothing yet."""
    is_missing_stage = entry.duty.limit.type == "stages" and not entry.records
    has_nothing_yet = entry.span == "" and entry.duty.limit.type == "within"
    return not is_missing_stage and not has_nothing_yet


def numbers(entry: Entry) -> set[str]:
    return {each.index_number for each in entry.records}


@settings(max_examples=60)
@given(duties(), published(), records("B-1"), DAYS)
def test_another_record_never_makes_a_duty_later(
    duty: Duty, of: list[Record], another: Record, as_of: date
) -> None:
    before, after = entries(duty, of, as_of), entries(duty, [*of, another], as_of)
    for span, entry in before.items():
        if not is_lasting(entry):
            continue
        now = after[span]
        assert WORTH[now.state] <= WORTH[entry.state]
        if duty.limit.type == "long_term":
            assert entry.deadline is None or now.deadline is None or now.deadline >= entry.deadline
            continue
        assert now.deadline == entry.deadline or "not_applicable" in (now.state, entry.state)
        assert entry.met_on is None or (now.met_on is not None and now.met_on <= entry.met_on)
        assert numbers(entry) <= numbers(now)


@settings(max_examples=60)
@given(duties(), published(), DAYS)
def test_states_say_what_days_say(duty: Duty, of: list[Record], as_of: date) -> None:
    for entry in entries(duty, of, as_of).values():
        late_by = entry.deadline and (entry.met_on or as_of) > entry.deadline
        assert entry.state in STATES
        assert (entry.met_on is not None) == (entry.state in ("met", "met_late", "nil"))
        assert entry.state not in ("met_late", "overdue") or late_by
        assert entry.state not in ("met", "due") or not late_by
        assert entry.days >= 0
        assert entry.state != "not_applicable" or entry.reason
        assert (entry.state in SETTLED) == (entry.state not in ("due", "overdue"))


@settings(max_examples=60)
@given(duties(), published(), DAYS)
def test_every_period_of_a_duty_stands_in_the_ledger_once(duty: Duty, of: list[Record], as_of: date) -> None:
    months = duty.limit.months
    if not months or duty.begins is None:
        return
    found = ledger(duty, of, as_of)
    days = (duty.begins + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    wanted = {
        str(Period.around(day, months)) for day in days if day <= as_of and duty.applies_on(day)
    }  # the whole of a period that has begun, if any of its days so far is the duty's
    assert sorted(entry.span for entry in found) == sorted(wanted)
    for entry in found:
        assert entry.period is not None
        is_owed = duty.applies_on(entry.period.last) and not duty.exemption_of("czj", entry.period.last)
        assert is_owed == (entry.state != "not_applicable") or entry.state in ("met", "nil")


@settings(max_examples=60)
@given(duties(), published(), DAYS, DAYS)
def test_deadlines_stay_as_days_go_by_and_the_past_can_be_told(
    duty: Duty, of: list[Record], one: date, other: date
) -> None:
    if duty.limit.type == "long_term" or duty.exempt:
        return
    then, now = min(one, other), max(one, other)
    earlier, later = entries(duty, of, then), entries(duty, of, now)
    for span, entry in earlier.items():
        if is_lasting(entry):
            assert later[span].deadline == entry.deadline
            assert later[span].state_on(then) == entry.state
