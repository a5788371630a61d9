"""Freshness and blanks by catalogs and days made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outputs.sample import record

from generator.derive.freshness.columns import Column, columns_of, state_of
from generator.derive.freshness.gaps import gaps_of, missing_elements
from generator.derive.freshness.inspection import SelfScore, counts_of, self_score
from generator.derive.freshness.page import freshness_page
from generator.derive.freshness.report import freshness_of
from generator.model.catalog import Department, Node
from generator.model.durations import Duration
from generator.model.records import HistoryEntry, Record, Relation
from generator.model.settings import DEDUCTIONS, InspectionPolicy, InterpretationDuty

from .columns import CATEGORIES, TODAY, node, site

AHEAD = Duration(21, "D")


def columns(*records: Record, categories: tuple[Node, ...], as_of: date = TODAY) -> dict[str, Column]:
    found = columns_of(site(*records, categories=categories, as_of=as_of), AHEAD)
    return {column.node.path: column for column in found}


class TestDurations:
    @pytest.mark.parametrize(
        ("text", "day", "last"),
        [
            ("P2W", "2026-11-06", "2026-11-20"),
            ("P10D", "2026-12-25", "2027-01-04"),
            ("P1Y", "2024-02-29", "2025-02-28"),
            ("P4Y", "2024-02-29", "2028-02-29"),
            ("P6M", "2026-08-31", "2027-02-28"),
            ("P6M", "2027-08-31", "2028-02-29"),
            ("P1M", "2026-12-31", "2027-01-31"),
            ("P3M", "2026-11-30", "2027-02-28"),
            ("P999Y", "9001-01-01", "9999-12-31"),
            ("P999D", "9999-12-30", "9999-12-31"),
        ],
    )
    def test_the_last_day(self, text: str, day: str, last: str) -> None:
        assert Duration.parse(text).after(date.fromisoformat(day)) == date.fromisoformat(last)
        assert str(Duration.parse(text)) == text

    @pytest.mark.parametrize(
        "text", ["", "6M", "P6", "P0M", "P-1D", "P1M1D", "PT5M", "p6m", "P1000D", "P６M"]
    )
    def test_what_is_no_duration(self, text: str) -> None:
        with pytest.raises(ValueError, match="not a duration"):
            Duration.parse(text)

    @pytest.mark.parametrize(
        ("text", "duration"), [("21d", "P21D"), ("21", "P21D"), ("3w", "P3W"), ("2M", "P2M"), ("1y", "P1Y")]
    )
    def test_as_people_type_it(self, text: str, duration: str) -> None:
        assert str(Duration.spoken(text)) == duration

    @given(
        day=st.dates(max_value=date(9000, 1, 1)),
        later=st.integers(0, 400),
        count=st.integers(1, 998),
        unit=st.sampled_from("DWMY"),
    )
    def test_more_time_never_ends_sooner(self, day: date, later: int, count: int, unit: str) -> None:
        duration, longer = Duration(count, unit), Duration(count + 1, unit)
        assert day < duration.after(day) <= longer.after(day)
        assert duration.after(day) <= duration.after(date.fromordinal(day.toordinal() + later))


class TestColumns:
    @pytest.mark.parametrize(
        ("published", "limit", "state", "days"),
        [
            ("2026-11-06", "P2W", "due", 0),  # today is the last day
            ("2026-11-05", "P2W", "stale", -1),
            ("2026-05-20", "P6M", "due", 0),
            ("2026-05-19", "P6M", "stale", -1),
            ("2025-12-11", "P1Y", "due", 21),
            ("2025-12-12", "P1Y", "fresh", 22),
            ("2026-11-20", "P1D", "due", 1),
        ],
    )
    def test_a_limit_ends_with_its_last_day(self, published: str, limit: str, state: str, days: int) -> None:
        a = record("1", published, category="a")
        column = columns(a, categories=(node("a", update_limit=limit),))["a"]
        assert (column.state, column.days, column.latest) == (state, days, a)

    def test_a_leap_day_is_a_year_old_on_the_last_of_february(self) -> None:
        a = record("1", "2024-02-29", category="a")
        on = {
            day: columns(a, categories=(node("a"),), as_of=date.fromisoformat(day))["a"].state
            for day in ("2025-02-28", "2025-03-01")
        }
        assert on == {"2025-02-28": "due", "2025-03-01": "stale"}

    def test_a_public_change_is_an_update(self) -> None:
        change = HistoryEntry(date(2026, 11, 1), "amended", "")
        old = record("1", "2020-01-01", category="a", history=(change,))
        newer = record("2", "2026-10-01", category="a")
        column = columns(old, newer, categories=(node("a"),))["a"]
        assert (column.updated, column.latest, column.records) == (change.date, old, 2)

    def test_what_was_withdrawn_fills_no_column(self) -> None:
        history = (HistoryEntry(date(2026, 11, 1), "withdrawn", "发布有误。"),)
        old = record("A-1", "2024-03-02", category="a", status="withdrawn", history=history)
        assert columns(old, categories=(node("a"),))["a"].state == "blank"

    def test_leaves_and_what_has_records_of_its_own_are_judged(self) -> None:
        tree = (
            node("a", node("a/x"), node("a/y", node("a/y/z"))),
            node("b", node("b/x")),
            node("c"),
        )
        found = columns(
            record("1", "2020-01-01", category="b"),
            record("2", "2026-11-01", category="b/x"),
            categories=tree,
        )
        assert {path: column.state for path, column in found.items()} == {
            "a/x": "blank",
            "a/y/z": "blank",
            "b": "fresh",  # as its list shows it: with what lies below
            "b/x": "fresh",
            "c": "blank",
        }

    @pytest.mark.parametrize(
        ("above", "own", "limit"),
        [
            ({}, {}, "P1Y"),
            ({}, {"column_type": "工作动态"}, "P2W"),
            ({}, {"column_type": "政策文件"}, "P6M"),
            ({}, {"column_type": "政策文件", "update_limit": "P3M"}, "P3M"),
            ({"column_type": "政策文件"}, {}, "P6M"),
            ({"update_limit": "P1M"}, {}, "P1M"),
            ({"update_limit": "P1M"}, {"column_type": "工作动态"}, "P2W"),
            (
                {"update_limit": "P1M"},
                {"column_type": "政策解读"},
                "P1M",
            ),  # a type without a rule says nothing
            ({"update_limit": "P1M"}, {"update_limit": "none"}, None),
            ({"update_limit": "none"}, {}, None),
            ({"update_limit": "none"}, {"update_limit": "P5Y"}, "P5Y"),
        ],
    )
    def test_where_a_limit_comes_from(
        self, above: dict[str, str], own: dict[str, str], limit: str | None
    ) -> None:
        column = columns(categories=(node("a", node("a/x", **own), **above),))["a/x"]
        assert column.limit == (Duration.parse(limit) if limit else None)
        assert column.state == ("blank" if limit else "unlimited")

    def test_the_settings_have_the_last_word_on_types(self) -> None:
        policy = InspectionPolicy(limits={"数据发布": "P1M"}, other="P2Y")
        tree = (node("a", column_type="数据发布"), node("b", column_type="政策文件"))
        found = columns_of(site(categories=tree, inspection=policy), AHEAD)
        assert [(str(column.limit), column.is_frequent) for column in found] == [
            ("P1M", True),
            ("P2Y", False),
        ]

    @given(until=st.dates(), today=st.dates(max_value=date(9000, 1, 1)), later=st.integers(0, 400))
    def test_a_later_update_never_makes_a_column_worse(self, until: date, today: date, later: int) -> None:
        order = ("stale", "due", "fresh")
        longer = min(date.max.toordinal(), until.toordinal() + later)
        then = state_of(date.fromordinal(longer), today, AHEAD)
        assert order.index(state_of(until, today, AHEAD)) <= order.index(then)


def gaps(*records: Record, **options: Any) -> list[tuple[str, str, str]]:
    found = gaps_of(site(*records, categories=CATEGORIES, **options))
    return [(gap.kind, gap.record.index_number, gap.since.isoformat()) for gap in found]


class TestGaps:
    def test_what_expired_and_is_shown_as_in_force(self) -> None:
        def expired(number: str, expires: str, status: str = "in_force") -> Record:
            return record(number, "2026-01-01", expires=date.fromisoformat(expires), status=status)

        assert gaps(
            expired("today", "2026-11-20"),
            expired("yesterday", "2026-11-19"),
            expired("amended", "2026-11-18", "amended"),
            expired("marked", "2026-11-18", "expired"),
        ) == [("expired", "amended", "2026-11-19"), ("expired", "yesterday", "2026-11-20")]

    def test_drafts_without_a_result(self) -> None:
        def draft(number: str, expires: str) -> Record:
            return record(
                number, "2026-01-01", expires=date.fromisoformat(expires), status="draft_for_comment"
            )

        late, last, answered = (
            draft("late", "2026-10-20"),
            draft("last-day", "2026-10-21"),
            draft("answered", "2026-02-01"),
        )
        answer = record("answer", "2026-11-01", relations=(Relation("reports_consultation", "answered"),))
        assert gaps(late, last, answered, answer) == [("unanswered", "late", "2026-11-20")]

    def test_policies_without_interpretation(self) -> None:
        duty = InterpretationDuty(categories=("zhengce",), days=3)
        number = {"category": "zhengce", "document_number": "示政发〔2026〕1号"}
        plain = record("plain", "2026-11-10", **number)
        told = record("told", "2026-11-10", **number)
        teller = record("teller", "2026-11-10", relations=(Relation("interprets", "told"),))
        assert gaps(plain, told, teller, interpretation_required=duty) == [
            ("uninterpreted", "plain", "2026-11-14")
        ]

    def test_policies_without_number(self) -> None:
        def policy(number: str, **changes: Any) -> Record:
            return record(number, "2026-11-10", **{"category": "zhengce", "genre": "通知", **changes})

        assert gaps(
            policy("none"),
            policy("numbered", document_number="示政发〔2026〕1号"),
            policy("to-the-public", genre="公告"),
            policy("ended", status="repealed"),
            policy("elsewhere", category="caizheng/yusuan"),
        ) == [("unnumbered", "none", "2026-11-10")]

    def test_reviews_of_the_register(self) -> None:
        def entry(number: str, next_review: str, **changes: Any) -> Record:
            decision = {"date": "2026-01-01", "meeting": "会议"}
            data = {"collective_decision": decision, "reason": "internal", "legal_basis": ["条例"]}
            data["next_review"] = next_review
            return record(number, "2026-01-05", kind="register_entry", data=data, **changes)

        assert gaps(
            entry("late", "2026-11-19"),
            entry("today", "2026-11-20"),
            entry("gone", "2026-01-10", status="withdrawn"),
        ) == [("review", "late", "2026-11-20")]


class TestElements:
    EVERYTHING: ClassVar[dict[str, Any]] = {
        **dict.fromkeys(("address", "office_hours", "phone"), "有"),
        "functions": ["职责"],
        "internal_units": [{"name": "办公室"}],
        "leaders": [{"name": "张某", "title": "局长"}],
        "disclosure_contact": {"phone": "0000-1"},
        "supervision": {"phone": "0000-2"},
    }

    def missing(self, body: Department, *records: Record) -> tuple[str, ...]:
        made = site(*records, categories=CATEGORIES, departments=(body,))
        return next((each.keys for each in missing_elements(made) if each.body is body), ())

    def test_organs_tell_everything(self) -> None:
        assert self.missing(Department("x", "甲局", "department", self.EVERYTHING)) == ()
        for key in self.EVERYTHING:
            told = {name: value for name, value in self.EVERYTHING.items() if name != key}
            assert self.missing(Department("x", "甲局", "department", told)) == (key,)

    def test_villages_tell_how_to_reach_them(self) -> None:
        assert self.missing(Department("x", "甲村", "village", {"phone": "0000-1"})) == (
            "address",
            "supervision",
        )

    def test_a_record_in_the_column_meant_for_it_tells_it_as_well(self) -> None:
        told = {key: value for key, value in self.EVERYTHING.items() if key not in ("leaders", "functions")}
        body = Department("x", "甲局", "department", told)
        leaders = record("1", "2026-01-01", department="x", category="jigou/lingdao")
        assert self.missing(body, leaders) == ("functions",)
        assert self.missing(body, leaders, replace(leaders, index_number="2", category="jigou")) == ()
        assert self.missing(body, replace(leaders, department="czj")) == ("functions", "leaders")
        assert self.missing(body, replace(leaders, status="repealed")) == ("functions", "leaders")


def score(home: date | None = TODAY, **counts: int) -> SelfScore:
    return self_score(InspectionPolicy(), counts, home, TODAY)


class TestSelfScore:
    def test_without_faults_nothing_is_taken(self) -> None:
        assert (score().points, score().verdict) == (100, "passed")

    @pytest.mark.parametrize(
        ("counts", "hit"),
        [
            ({"frequent": 4}, []),
            ({"frequent": 5}, ["frequent"]),
            ({"stale": 9}, []),
            ({"stale": 10}, ["stale"]),
            ({"stale": 6, "frequent": 4}, ["stale"]),  # a column of news counts among all, too
            ({"blank": 4}, []),
            ({"blank": 5}, ["blank"]),
        ],
    )
    def test_vetoes(self, counts: dict[str, int], hit: list[str]) -> None:
        found = score(**counts)
        assert [veto.key for veto in found.vetoes if veto.is_hit] == hit
        assert found.verdict == ("vetoed" if hit else "passed")

    @pytest.mark.parametrize(
        ("home", "verdict"),
        [(date(2026, 11, 6), "passed"), (date(2026, 11, 5), "vetoed"), (None, "vetoed")],
    )
    def test_the_home_page_is_updated_within_two_weeks(self, home: date | None, verdict: str) -> None:
        assert score(home).verdict == verdict

    def test_each_fault_costs_its_points_up_to_the_most(self) -> None:
        assert score(blank=3).points == 100 - 3 * 2
        assert score(expired=50).points == 100 - 5
        assert score(**dict.fromkeys(DEDUCTIONS, 999)).points == 100 - sum(
            d.most for d in DEDUCTIONS.values()
        )

    def test_less_than_the_passing_score_fails(self) -> None:
        policy = InspectionPolicy(passing=97)
        assert self_score(policy, {"expired": 3}, TODAY, TODAY).verdict == "passed"
        assert self_score(policy, {"expired": 4}, TODAY, TODAY).verdict == "failed"

    @given(
        st.dictionaries(st.sampled_from([*DEDUCTIONS]), st.integers(0, 30)), st.sampled_from([*DEDUCTIONS])
    )
    def test_a_fault_more_never_raises_the_score(self, counts: dict[str, int], kind: str) -> None:
        more = {**counts, kind: counts.get(kind, 0) + 1}
        assert score(**more).points <= score(**counts).points
        assert score(**counts).verdict == "passed" or score(**more).verdict != "passed"

    def test_faults_are_counted_once(self) -> None:
        made = site(
            record("1", "2020-01-01", category="zhengce", genre="通知"),
            record("2", "2020-01-01", category="caizheng/yusuan"),
            categories=CATEGORIES,
        )
        found = freshness_of(made)
        counts = counts_of(found.columns, found.gaps, found.elements)
        assert counts == {"frequent": 1, "stale": 1, "blank": 1, "unnumbered": 1, "elements": 16}


@pytest.mark.parametrize(("language", "verdict"), [("zh", "不合格（单项否决）"), ("en", "Failed (veto)")])
def test_a_site_without_records_has_a_page(language: str, verdict: str) -> None:
    view = freshness_page(site(categories=CATEGORIES, language=language))
    assert [(each.id, len(each.rows)) for each in view.columns] == [("blank", 3)]
    assert view.score.verdict == verdict  # nothing is on the home page
    assert view.gaps == ()
    assert [crumb.url for crumb in view.page.crumbs] == ["./", ""]  # without duties no supervision
