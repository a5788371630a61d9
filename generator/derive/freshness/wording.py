"""Columns and durations in words of the site's language, the same on the page and in the terminal."""

from __future__ import annotations

from generator.derive.freshness.columns import Column
from generator.derive.wording import Wording
from generator.model.durations import Duration


def duration_name(words: Wording, duration: Duration | None) -> str:
    """A limit in words: 2 周, 6 months; that there is none."""
    if duration is None:
        return words.fresh_no_limit
    return _numbered(words, f"fresh_for_{duration.unit}", duration.count)


def standing(words: Wording, column: Column) -> str:
    """How a column stands to its limit: 还有 12 天, 超期 3 天, 没有任何信息; "" where there is no limit."""
    if column.state == "blank":
        return words.fresh_blank
    if column.until is None:
        return ""
    return _numbered(words, "fresh_over" if column.days < 0 else "fresh_left", abs(column.days))


def _numbered(words: Wording, key: str, number: int) -> str:
    """A word with a number, in the form that one or none asks for."""
    special = f"{key}_{number}"
    return words.fill(special if special in words else key, n=number)
