"""The page form of an annual report, where data are few, odd, or not for everybody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from outputs.sample import record

from generator.derive.forms import form_of
from generator.derive.forms.annual_report import AnnualReportForm, Section
from generator.model.records import Disclosure, Record

from .sites import site_of

_EMPTY: dict[str, Any] = {"proactive": {}, "requests": {}, "reviews": {}}
_REPORT = record("A-1", "2026-01-20", kind="annual_report", period="2025", data=_EMPTY)
_REPLY = record(
    "R-1",
    "2025-03-02",
    title="公开的答复",
    kind="request_reply",
    data={
        "received": "2025-03-01",
        "applicant_type": "other",
        "outcome": "not_held",
        "replied": "2025-03-02",
    },
)


def _sections(report: Record, *others: Record, language: str = "zh") -> dict[str, Section]:
    form = form_of(site_of(report, *others, language=language), report)
    assert form
    assert isinstance(form.view, AnnualReportForm)
    return {section.id: section for section in form.view.sections}


def _evidence(report: Record, *others: Record) -> dict[str, list[str]]:
    sections = _sections(report, *others)
    return {
        each.label: [link.text for link in each.links]
        for section in sections.values()
        for each in section.evidence
    }


def test_what_is_not_written_is_0_and_no_text() -> None:
    sections = _sections(_REPORT)
    numbers = [
        cell.text
        for section in sections.values()
        if section.table
        for group in section.table.groups
        for row in group
        for cell in row
        if cell.headers
    ]
    assert set(numbers) == {"0"}
    assert sections["report.overview"].paragraphs == ()


def test_lines_of_a_text_are_paragraphs() -> None:
    report = replace(_REPORT, data={**_EMPTY, "problems": "一是慢。\n\n  二是少。 \n三是旧。\n"})
    assert _sections(report)["report.problems"].paragraphs == ("一是慢。", "二是少。", "三是旧。")


@pytest.mark.parametrize(
    ("written", "shown"), [(6420, "6420"), (Decimal("35.60"), "35.60"), (Decimal(10) ** 3, "1000")]
)
def test_fees_are_shown_as_written(written: Any, shown: str) -> None:
    report = replace(_REPORT, data={**_EMPTY, "proactive": {"fees": written}})
    table = _sections(report)["report.proactive"].table
    assert table
    assert table.groups[-1][-1][-1].text == shown


def test_rows_are_numbered_in_the_language_of_the_site() -> None:
    heads = {}
    for language in ("zh", "en"):
        table = _sections(_REPORT, language=language)["report.requests"].table
        assert table
        heads[language] = [table.groups[0][0][0].text, table.groups[2][0][0].text, table.groups[2][2][0].text]
    assert heads["zh"] == ["一、本年新收政府信息公开申请数量", "三、本年度办理结果", "（三）不予公开"]
    assert heads["en"] == ["I. Received this year", "III. Outcomes this year", "(3) Denied"]


def test_the_records_behind_a_figure_are_those_of_the_year() -> None:
    assert _evidence(_REPORT, _REPLY) == {
        "本年新收政府信息公开申请数量": ["公开的答复"],
        "无法提供：本机关不掌握相关政府信息": ["公开的答复"],
    }
    assert _evidence(replace(_REPORT, period="2024"), _REPLY) == {}
    assert _evidence(replace(_REPORT, period=""), _REPLY) == {}


@pytest.mark.parametrize("disclosure", [Disclosure(mode="on_request"), Disclosure(audience="specific")])
def test_how_a_request_ended_is_told_of_public_replies_alone(disclosure: Disclosure) -> None:
    assert _evidence(_REPORT, replace(_REPLY, disclosure=disclosure)) == {}


def test_of_many_records_the_first_are_named() -> None:
    replies = [replace(_REPLY, index_number=f"R-{number}", title=f"答复{number}") for number in range(11)]
    (received, *_) = _sections(_REPORT, *replies)["report.requests"].evidence
    assert (received.count, len(received.links), received.more) == ("共 11 条", 10, True)


def test_other_years_are_those_that_stand() -> None:
    others = [
        replace(_REPORT, index_number="A-2", period="2023"),
        replace(_REPORT, index_number="A-3", period="2024"),
        replace(_REPORT, index_number="A-4", period="2022", status="superseded"),
        replace(_REPORT, index_number="A-5", period="2021", department="water"),
    ]
    form = form_of(site_of(_REPORT, *others), _REPORT)
    assert form
    assert isinstance(form.view, AnnualReportForm)
    assert [(link.text, link.url) for link in form.view.years] == [
        ("2024年", "records/A-3/"),
        ("2023年", "records/A-2/"),
    ]
