"""How scores come about (逐项计分): parts of weights, points that add up, ranks with ties.

All in whole hundredths, so that whoever recomputes a score by hand comes to the same figure:

1. a part with a weight of 0, or with nothing to judge, does not count;
2. the others share 100.00 by weight, cut off at hundredths; the hundredths left over go one by one to the
   parts of which most was cut off, the first of equals;
3. a part's points are its share times what was reached of what was possible, rounded half up;
4. the score is the sum of the points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Hundredths in the full score.
FULL = 100_00


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score: `reached` of `possible`, its weight; in hundredths its share and its points."""

    key: str
    reached: int
    possible: int
    weight: int
    full: int
    points: int

    @property
    def counts(self) -> bool:
        """Whether it is part of the score."""
        return self.weight > 0 and self.possible > 0


def parts_of(judged: Mapping[str, tuple[int, int]], weights: Mapping[str, int]) -> tuple[Part, ...]:
    """The parts of a score, out of what was reached of what was possible in each, in the order of weights."""
    counting = [weights[key] if judged[key][1] else 0 for key in weights]
    return tuple(
        Part(key, *judged[key], weight, full, _points(full, *judged[key]))
        for (key, weight), full in zip(weights.items(), _shares(counting), strict=True)
    )


def total(parts: Sequence[Part]) -> int | None:
    """The score in hundredths; None where no part counts."""
    return sum(part.points for part in parts) if any(part.counts for part in parts) else None


def ranks(scores: Mapping[str, int]) -> dict[str, int]:
    """The rank of each score: equal ones share a rank, and the next rank counts all that are better."""
    ordered = sorted(scores.values(), reverse=True)
    return {key: ordered.index(score) + 1 for key, score in scores.items()}


def decimal(hundredths: int) -> str:
    """Hundredths as people write them: 87.50."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _shares(weights: Sequence[int]) -> list[int]:
    """The full score shared out by weight."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [FULL * weight // whole for weight in weights]
    most_cut = sorted(range(len(weights)), key=lambda at: -(FULL * weights[at] % whole))
    for at in most_cut[: FULL - sum(shares)]:
        shares[at] += 1
    return shares


def _points(full: int, reached: int, possible: int) -> int:
    return (2 * full * reached + possible) // (2 * possible) if possible else 0
