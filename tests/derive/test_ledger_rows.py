"""Entries of the ledger in words: periods, lateness and links, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from outputs.sample import record

from generator.derive.ledger.data import ledger_rows
from generator.derive.ledger.entries import STATES, Entry
from generator.derive.ledger.rows import entry_row, span_name, state_counts
from generator.derive.naming import Site
from generator.derive.period_names import period_name
from generator.derive.wording import Wording
from generator.model.duties import Duty, TimeLimit
from generator.model.periods import Period

from .ledgers import QUARTERLY, entry, site_with
from .sites import site_of

DUTY = Duty("budget", "财政", "部门预算", TimeLimit("quarterly"), ("czj",))
TODAY = date(2026, 11, 20)
WORDS = {language: Wording(language) for language in ("zh", "en")}


def _site(language: str = "zh") -> Site:
    site = site_of(language=language)
    return replace(site, catalog=replace(site.catalog, as_of=TODAY))


def _entry(state: str, **changes: Any) -> Entry:
    return Entry(DUTY, "czj", changes.pop("span", "2026-Q3"), state, **changes)


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2026", "2026年", "2026"),
        ("2026-H1", "2026年上半年", "H1 2026"),
        ("2026-H2", "2026年下半年", "H2 2026"),
        ("2026-Q1", "2026年第一季度", "Q1 2026"),
        ("2026-Q4", "2026年第四季度", "Q4 2026"),
        ("2026-07", "2026年7月", "July 2026"),
        ("2026-12", "2026年12月", "December 2026"),
    ],
)
def test_periods_have_names(period: str, zh: str, en: str) -> None:
    parsed = Period.parse(period)
    assert [period_name(parsed, WORDS[language]) for language in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize(
    ("state", "days", "deadline", "met_on", "zh", "en"),
    [
        ("overdue", 12, -20, None, "逾期 12 个工作日", "overdue by 12 working days"),
        ("overdue", 1, -1, None, "逾期 1 个工作日", "overdue by 1 working day"),
        ("overdue", 0, -1, None, "逾期不足 1 个工作日", "overdue by less than a working day"),
        ("due", 5, 7, None, "还有 5 个工作日", "5 working days left"),
        ("due", 0, 0, None, "今天到期", "due today"),
        ("due", 0, 2, None, "不足 1 个工作日", "less than a working day left"),
        ("due", 0, None, None, "", ""),
        ("met_late", 3, -20, -15, "迟 3 个工作日", "late by 3 working days"),
        ("met", 0, -20, -20, "到期当天", "on the last day"),
        ("met", 0, -20, -21, "提前 1 个自然日", "1 calendar day early"),
        ("nil", 0, -20, -28, "提前 8 个自然日", "8 calendar days early"),
        ("nil", 6, -20, -10, "迟 6 个工作日", "late by 6 working days"),
        ("not_applicable", 0, -20, None, "", ""),
    ],
)
def test_lateness_is_told_in_words(
    state: str, days: int, deadline: int | None, met_on: int | None, zh: str, en: str
) -> None:
    """Deadlines and days of disclosure are told in days from today."""

    def day(offset: int | None) -> date | None:
        return None if offset is None else TODAY + timedelta(offset)

    entry = _entry(state, days=days, deadline=day(deadline), met_on=day(met_on))
    assert [entry_row(_site(language), entry).lateness for language in ("zh", "en")] == [zh, en]


def test_a_row_says_what_an_entry_is_for() -> None:
    quarter = Period.parse("2026-Q3")
    named = (
        _entry("due", period=quarter),
        _entry("due", span="2026-03-01:X-1", name="批复预算"),
        _entry("due", span="2026-07-15"),
        _entry("due", span=""),
    )
    told = ["2026年第三季度", "批复预算", "2026-07-15 前", "长期公开"]
    assert [span_name(WORDS["zh"], entry) for entry in named] == told
    assert [entry_row(_site(), entry).span.url for entry in named] == ["ledger/2026-Q3/", "", "", ""]


def test_a_stage_that_is_missing_is_told_with_its_matter() -> None:
    notice = record("S-2", "2026-03-01", former_index_numbers=("S/1",), title="采购公告")
    staged = replace(DUTY, limit=TimeLimit("stages", stages=("意向", "公告")))
    told = [
        Entry(staged, "czj", "S/1:意向", "due", name="意向"),
        Entry(staged, "czj", "2026-03-01:S/1", "met", name="公告", records=(notice,)),
    ]
    spans = [entry_row(site_of(notice), entry).span for entry in told]
    assert [(span.text, span.url) for span in spans] == [("意向（采购公告）", "records/S-2/"), ("公告", "")]


def test_what_is_called_as_its_record_is_told_by_its_day() -> None:
    paid = record("X-1", "2026-03-01", title="批复预算")
    entry = _entry("met", span="x", name="批复预算", records=(paid,), begins=paid.published)
    assert entry_row(_site(), entry).span.text == "2026-03-01 形成"


def test_a_row_leads_to_duty_body_and_the_first_records() -> None:
    records = tuple(record(f"X-{number}", "2026-03-01") for number in range(5))
    row = entry_row(_site(), _entry("met", records=records, met_on=TODAY, is_provisional=True))
    assert (row.duty.text, row.duty.url) == ("部门预算", "duties/budget/")
    assert (row.body.text, row.body.url) == ("示例县财政局", "ledger/departments/czj/")
    assert [each.url for each in row.records] == ["records/X-0/", "records/X-1/", "records/X-2/"]
    assert (row.more_records, row.met_on, row.is_provisional) == (2, "2026-11-20", True)


def test_every_state_is_counted_and_named_in_the_order_of_an_office() -> None:
    entries = [_entry(state) for state in ("met", "overdue", "met")]
    counts = state_counts(WORDS["zh"], entries)
    assert [each.state for each in counts] == list(STATES)
    assert [each.value for each in counts] == ["1", "0", "0", "2", "0", "0"]
    assert len({each.label for language in WORDS for each in state_counts(WORDS[language], ())}) == 12


def test_data_have_the_days_of_a_nil_report_only_where_it_was_late() -> None:
    deadline = date(2026, 10, 30)
    owed = [
        entry("nil", deadline=deadline, met_on=date(2026, 11, 4), days=3),
        entry("nil", period="2026-Q2", deadline=deadline, met_on=date(2026, 10, 30)),
    ]
    assert [row["days"] for row in ledger_rows(site_with(owed, QUARTERLY))] == [3, None]
