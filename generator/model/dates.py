"""Dates as content writes them."""

from __future__ import annotations

from datetime import date


def day_or_none(text: str | None) -> date | None:
    """The day that a text of ISO 8601 tells; None of one that is missing or empty. Raises ValueError."""
    return date.fromisoformat(text) if text else None
