"""Shares in per cent: one rounding for all pages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.shares import per_cent, share


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (21, 22, "95.5%"),
        (1, 16, "6.3%"),
        (1, 3, "33.3%"),
        (1999, 2000, "99.9%"),
        (1, 100_000, "0.1%"),
        (7, 7, "100%"),
        (0, 7, "0%"),
        (0, 0, "—"),
    ],
)
def test_shares_have_one_decimal_and_halves_go_up(part: int, whole: int, told: str) -> None:
    assert per_cent(share(part, whole)) == told


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_only_all_is_100_and_only_none_is_0(counts: tuple[int, int]) -> None:
    part, whole = counts
    told = share(part, whole)
    assert told is not None
    assert (told == 100, told == 0) == (part == whole, part == 0)
    assert abs(told - Decimal(100 * part) / whole) <= Decimal("0.1")
