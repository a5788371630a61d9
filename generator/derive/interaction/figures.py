"""Figures of cases: how many came in, how many were answered, in time or late, and how long it took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from generator.derive.interaction.cases import Case
from generator.derive.shares import rounded, share


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of some cases; mean and median days are of the answered ones, None without any.

    `in_time` are those answered within their limit; `late` those that were answered after it, or still wait.
    """

    received: int
    replied: int
    in_time: int
    late: int
    mean_days: Decimal | None
    median_days: Decimal | None

    @classmethod
    def of(cls, cases: Iterable[Case]) -> Figures:
        """The figures of some cases."""
        every = tuple(cases)
        answered = [case for case in every if not case.is_open]
        days = [case.days for case in answered if case.days is not None]
        return cls(
            received=len(every),
            replied=len(answered),
            in_time=sum(case.is_in_time for case in every),
            late=sum(case.is_late for case in every),
            mean_days=rounded(Decimal(sum(days)) / len(days)) if days else None,
            median_days=Decimal(str(median(days))) if days else None,
        )

    @property
    def waiting(self) -> int:
        """How many are not answered yet."""
        return self.received - self.replied

    @property
    def reply_rate(self) -> Decimal | None:
        """Which share was answered, in per cent."""
        return share(self.replied, self.received)


def mean(values: Sequence[Decimal], weights: Sequence[int]) -> Decimal | None:
    """A weighted mean with one decimal; None where nothing has a weight."""
    total = sum(weights)
    if not total:
        return None
    return rounded(sum((v * w for v, w in zip(values, weights, strict=True)), Decimal()) / total)
