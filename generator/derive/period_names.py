"""Periods (时期) in words of the site's language."""

from __future__ import annotations

from generator.derive.wording import Wording
from generator.model.periods import Period


def period_name(period: Period, words: Wording) -> str:
    """A period in words, as 2026年上半年, 2026年第三季度, 2026年7月; Q3 2026, July 2026."""
    is_part = period.kind in ("quarter", "half_year")
    key = f"period_{period.kind}_{period.number}" if is_part else f"period_{period.kind}"
    return words.fill(key, year=period.year, month=words[f"month_{period.month}"])
