"""The data of a kind in the form of its kind on the record's page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from outputs.sample import record

from generator.derive.forms import form_of
from generator.derive.forms.nil_report import NilReportForm
from generator.derive.record_page import record_page
from generator.model.records import Disclosure, Record, Withdrawal

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
