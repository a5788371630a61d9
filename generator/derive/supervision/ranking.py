"""The ranking of bodies (排名) by their scores in a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.supervision.figures import BodyFigures, Figures
from generator.derive.supervision.scores import Part, parts_of, ranks, total
from generator.model.settings import ScorePolicy

#: Parts that judge what a body had to do in the period; the others judge everybody, at all times.
_OWED = frozenset(("timeliness", "coverage", "replies"))


@dataclass(frozen=True, slots=True)
class BodyScore:
    """A body (its id) with its score in hundredths and its rank; None and 0 where it has none."""

    body: str
    figures: BodyFigures
    parts: tuple[Part, ...]
    score: int | None
    rank: int


def ranking(figures: Figures, policy: ScorePolicy) -> tuple[BodyScore, ...]:
    """Every body, by rank, equals as the catalog lists them, those without a rank last.

    A body is ranked where it had something to do in the period: duties due or overdue, people to answer.
    """
    scored = list(_scored(figures, policy))
    found = ranks({each.body: each.score for each in scored if each.score is not None and _is_ranked(each)})
    ranked = [
        BodyScore(each.body, each.figures, each.parts, each.score, found.get(each.body, 0)) for each in scored
    ]
    return tuple(sorted(ranked, key=lambda each: each.rank or len(ranked) + 1))  # stable


def _scored(figures: Figures, policy: ScorePolicy) -> Iterator[BodyScore]:
    for body, own in figures.bodies.items():
        parts = parts_of(own.judged, policy.weights)
        yield BodyScore(body, own, parts, total(parts), 0)


def _is_ranked(score: BodyScore) -> bool:
    return any(part.counts and part.key in _OWED for part in score.parts)
