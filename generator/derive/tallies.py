"""Numbers read at a glance, made of counts."""

from __future__ import annotations

from generator.derive.plots import number
from generator.derive.views import Tally


def tally(label: str, count: int, url: str = "", *, state: str = "") -> Tally:
    """A count under its label; it leads nowhere where it counts nothing."""
    return Tally(label, number(count), url if count else "", state=state)
