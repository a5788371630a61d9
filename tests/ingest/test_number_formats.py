"""Numbers of spreadsheets are shown as Excel shows them, or as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.inspection.number_formats import displayed


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12, "", "12"),
        (0.1 + 0.2, "", "0.3"),
        (123456789012, "", "123456789012"),
        (1234.5, "#,##0", "1,235"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (-3, '0;[Red]"减"0', "减3"),
        (0, '0.0;-0.0;"—"', "—"),
        (0.125, "0.0%", "12.5%"),
        (0.125, "0%", "13%"),
        (-0.001, "0%", "0%"),
        (0.5, "#.0", ".5"),
        (0.5, "0.0##", "0.5"),
        (5, "000", "005"),
        (12345678, "#,##0,", "12,346"),
        (3, '0"个"', "3个"),
        (3.14159, r"0.00\ \m", "3.14 m"),
        (1234, '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "¥1,234.00"),
        (1234, "[$¥-804]#,##0", "¥1,234"),
        (46082, "yyyy/m/d", "2026/3/1"),
        (46082, "yyyy-mm-dd", "2026-03-01"),
        (46082, "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "2026年3月1日"),
        (46082, "yyyy年mm月", "2026年03月"),
        (46082, "aaaa", "星期日"),
        (46082.5, "yyyy/m/d h:mm", "2026/3/1 12:00"),
        (0.75, "h:mm AM/PM", "6:00 下午"),
        (0.0631944, "h:mm:ss", "1:31:00"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        # what is not understood is shown as it is
        (0.5, "# ?/?", "0.5"),
        (1234, "0.00E+00", "1234"),
        (1.5, "[h]:mm", "1.5"),
        (-5, "yyyy-mm-dd", "-5"),
        (7, "General", "7"),
        (1e300, "0", "1e+300"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_excel_shows_it(value: float, code: str, shown: str) -> None:
    assert displayed(value, code) == shown


def test_dates_may_count_from_1904() -> None:
    assert displayed(44620, "yyyy-mm-dd", since_1904=True) == "2026-03-01"


def test_no_date_is_later_than_the_last_there_is() -> None:
    code = "yyyy-mm-dd"
    assert displayed(2_958_465, code) == displayed(2_957_003, code, since_1904=True) == "9999-12-31"
    assert displayed(2_958_465.999999, code) == "2958466"
    assert displayed(2_957_004, code, since_1904=True) == "2957004"


@given(
    value=st.floats(allow_nan=False, allow_infinity=False),
    code=st.text(alphabet='#0?,.%;"ymdhsaAMP/_*\\[]$¥-()@ E+Gx年', max_size=20),
)
def test_whatever_a_format_says_a_number_is_shown(value: float, code: str) -> None:
    assert isinstance(displayed(value, code), str)


@given(st.integers(-(10**12), 10**12))
def test_thousands_are_those_of_python(value: int) -> None:
    assert displayed(value, "#,##0") == f"{value:,}"
