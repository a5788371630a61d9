"""The data of a kind in the form of its kind on the record's page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from outputs.sample import record

from generator.derive.forms import form_of
from generator.derive.forms.nil_report import NilReportForm
from generator.derive.forms.response import ResponseForm
from generator.derive.record_page import record_page
from generator.model.records import Disclosure, Record, Relation, Withdrawal

from .sites import site_of

_NIL = record(
    "N-1",
    "2026-07-13",
    kind="nil_report",
    period="2026-H1",
    data={"statement": "没有拍卖。", "checked_on": "2026-07-09"},
    fields={"published": "2026-07-13"},
)


def test_a_nil_report_is_a_statement_with_its_period_and_who_looked() -> None:
    facts = (("所属时期", "2026年上半年"), ("核查日期", "2026-07-09"))
    form = form_of(site_of(_NIL), _NIL)
    assert form
    assert (form.template, form.view) == (
        "forms/nil_report.html",
        NilReportForm("没有拍卖。", facts),
    )


def test_a_page_shows_data_in_their_form_only() -> None:
    site = site_of(_NIL)
    with_form = record_page(site, _NIL)
    assert with_form.form
    assert not with_form.data


@pytest.mark.parametrize(
    "kept_back",
    [
        replace(_NIL, disclosure=Disclosure(mode="on_request")),
        replace(_NIL, disclosure=Disclosure(audience="specific")),
        replace(_NIL, withdrawal=Withdrawal(body="removed")),
        replace(_NIL, data={}),
    ],
)
def test_no_form_shows_what_is_not_public_or_not_written(kept_back: Record) -> None:
    page = record_page(site_of(kept_back), kept_back)
    assert page.form is None
    assert page.data == ()


def _made(kind: str, data: dict[str, Any], **changes: Any) -> Record:
    return record("P-1", "2026-11-01", kind=kind, data=data, fields={"published": "2026-11-01"}, **changes)


def _view(made: Record, **options: Any) -> Any:
    form = form_of(site_of(made, **options), made)
    assert form
    assert (Path(__file__).parents[2] / "theme_overrides/disclosure" / form.template).is_file()
    return form.view


def test_a_letter_is_a_dialogue_with_what_came_of_it() -> None:
    view = _view(
        _made(
            "letter",
            {
                "received": "2026-03-02",
                "replied": "2026-03-24",
                "channel": "hotline",
                "question": "灯坏了",
                "reply": "修好了",
                "disposition": "transferred",
                "transferred_to": "县供电公司",
            },
        )
    )
    assert (view.question, view.reply, view.replied_by) == ("灯坏了", "修好了", "示例县财政局")
    assert (view.handling.mark, view.handling.label, view.handling.is_late) == ("transferred", "移交", True)
    assert view.handling.days == "用时 16 个工作日"
    assert view.handling.limit == "超过答复时限（2026-03-23）"
    assert ("移交单位", "县供电公司") in view.handling.facts


def test_a_letter_without_a_reply_says_since_when_it_waits() -> None:
    made = _made("letter", {"received": "2026-11-16"})
    view = _view(made, letter_reply_days=0)
    assert (view.handling.mark, view.handling.label, view.handling.limit) == ("waiting", "待答复", "")
    assert view.handling.days.startswith("自 2026-11-16 收到，已等候 ")
    assert not view.handling.is_late


@pytest.mark.parametrize(
    ("more", "limit"),
    [
        ({}, "超过答复时限（2026-03-30）"),
        ({"days_not_counted": 3}, "答复时限到 2026-04-02"),
        ({"extended_to": "2026-04-20"}, "答复时限到 2026-04-20"),
    ],
)
def test_a_request_is_held_against_the_limit_of_the_law(more: dict[str, Any], limit: str) -> None:
    data = {
        "received": "2026-03-02",
        "replied": "2026-04-01",
        "outcome": "not_held",
        "applicant_type": "enterprise",
    }
    view = _view(_made("request_reply", {**data, **more}))
    assert view.handling.label == "无法提供：本机关不掌握相关政府信息"
    assert view.handling.limit == limit
    assert "20个工作日" in view.law


@pytest.mark.parametrize(
    ("raised", "said", "is_late"),
    [
        ({"raised": "2026-10-31"}, "1 天后首次回应", False),
        ({"raised": "2026-11-01"}, "当天回应", False),
        ({"raised": "2026-10-29"}, "3 天后首次回应", True),
        ({}, "", False),
    ],
)
def test_a_response_says_how_soon_it_came(raised: dict[str, str], said: str, is_late: bool) -> None:
    """Where nothing is said of the first response, it was given when published."""
    view = _view(_made("response", {"concern": "停水", **raised}))
    assert (view.taken, view.is_late) == (said, is_late)


def test_a_response_leads_to_what_it_answers() -> None:
    asked = record("Q-1", "2026-10-01")
    made = _made("response", {"concern": "停水"}, relations=(Relation("replies_to", "Q-1"),))
    form = form_of(site_of(made, asked), made)
    assert form
    assert isinstance(form.view, ResponseForm)
    assert [link.url for link in form.view.answered] == ["records/Q-1/"]


def test_an_evaluation_shows_six_scores_and_their_mean() -> None:
    names = ("truthfulness", "accuracy", "completeness", "timeliness", "procedure", "institution")
    values = ("96", "95.2", "94.1", "92.6", "95", "94.4")
    scores = {name: Decimal(value) for name, value in zip(names, values, strict=True)}
    view = _view(_made("evaluation", {"respondents": 1534, "scores": scores}))
    assert [score.text for score in view.scores] == ["96.0", "95.2", "94.1", "92.6", "95.0", "94.4"]
    assert (view.mean.text, view.satisfaction) == ("94.6", None)
