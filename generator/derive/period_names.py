"""What periods (时期) are called in the site's language."""

from __future__ import annotations

from generator.derive.wording import Wording
from generator.model.periods import Period


def period_name(period: Period, words: Wording) -> str:
    """A period in words: 2026年上半年, first half of 2026."""
    if period.kind == "half_year":
        return words.fill(f"period_half_year_{period.number}", year=period.year)
    return words.fill(f"period_{period.kind}", year=period.year, number=period.number)
