"""The two columns of a record's header table."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from outputs.sample import record

from generator.derive.record_header import in_two_columns, record_header
from generator.derive.views import Field, Link

from .sites import site_of

LONG = "《中华人民共和国政府信息公开条例》第二十条第一项、第二十一条第二项和第二十六条的规定"


def _field(key: str, text: str = "短") -> Field:
    return Field(key, key, (Link(text),))


def test_title_and_long_values_take_a_row_for_themselves() -> None:
    fields = [_field("title"), _field("legal_basis", LONG)]
    assert [field.wide for field in in_two_columns(fields)] == [True, True]


def test_a_field_that_would_stand_beside_nothing_is_widened() -> None:
    fields = [_field(key) for key in ("index_number", "issued", "status")]
    assert [field.wide for field in in_two_columns([*fields, _field("title")])] == [False, False, True, True]


def test_the_end_of_a_draft_is_that_of_its_time_for_comments() -> None:
    labels = {}
    for status in ("draft_for_comment", "in_force"):
        ends = record("A-1", "2026-03-01", status=status, expires=date(2026, 4, 1), fields={"published": ""})
        header = record_header(site_of(ends), ends)
        labels[status] = next(field.label for field in header if field.key == "expires")
    assert labels == {"draft_for_comment": "意见征集截止", "in_force": "失效日期"}


@given(st.lists(st.sampled_from(["短", LONG])))
def test_order_is_kept_and_narrow_fields_stand_in_pairs(texts: list[str]) -> None:
    laid_out = list(in_two_columns(_field(f"{number}", text) for number, text in enumerate(texts)))
    assert [field.key for field in laid_out] == [f"{number}" for number in range(len(texts))]
    run = 0
    for field in [*laid_out, _field("title")]:
        assert not (field.wide or field.key == "title") or run % 2 == 0
        run = 0 if field.wide else run + 1
