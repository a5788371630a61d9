"""Shares in per cent (办结率, 及时率), the same wherever the site tells them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from generator.derive.plots import number

_TENTH = Decimal("0.1")
#: What a share is at least that is not none, and at most that is not all.
_LEAST, _MOST = _TENTH, 100 - _TENTH


def share(part: int, whole: int) -> Decimal | None:
    """A share in per cent, halves up to one decimal: 100 only of all, 0 only of none; None of nothing."""
    if not whole:
        return None
    exact = Decimal(100 * part) / whole
    return rounded(exact) if part in (0, whole) else min(max(rounded(exact), _LEAST), _MOST)


def rounded(value: Decimal) -> Decimal:
    """A number with one decimal; halves go up, as in the offices' own tables."""
    return value.quantize(_TENTH, ROUND_HALF_UP)


def per_cent(value: Decimal | None) -> str:
    """A share as people read it: 95.5%; "—" of nothing."""
    return "—" if value is None else f"{number(float(value))}%"
