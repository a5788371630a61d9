"""An evaluation (评议): the six scores with bars beside them, who was asked how, problems and measures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.derive.naming import Site
from generator.derive.shares import rounded
from generator.model.interaction import SCORES, Evaluation
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 100; `text` is the number as people write it."""

    label: str
    value: Decimal

    @property
    def text(self) -> str:
        """The score with one decimal, more where they are written."""
        return f"{self.value:.1f}" if self.value == round(self.value, 1) else str(self.value)


@dataclass(frozen=True, slots=True)
class EvaluationForm:
    """The scores in the order of the rules of evaluation, then their mean; `parts` are texts under labels."""

    scores: tuple[Score, ...]
    mean: Score
    satisfaction: Score | None
    facts: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]


def evaluation_form(site: Site, record: Record) -> EvaluationForm:
    """The result of an evaluation."""
    evaluation, labels = Evaluation.of(record), site.labels_of[record.kind]
    satisfaction = evaluation.satisfaction
    days = [day.isoformat() for day in (evaluation.started, evaluation.ended) if day]
    facts = (
        (labels.name("method"), labels.value("method", evaluation.method)),
        (site.words.people_held, site.words.people_span.join(days)),
        (labels.name("respondents"), f"{evaluation.respondents:,}"),
    )
    parts = ((labels.name(key), getattr(evaluation, key)) for key in ("problems", "measures"))
    return EvaluationForm(
        scores=tuple(Score(labels.name(f"scores.{name}"), evaluation.scores[name]) for name in SCORES),
        mean=Score(site.words.people_mean, rounded(evaluation.mean)),
        satisfaction=None if satisfaction is None else Score(labels.name("satisfaction"), satisfaction),
        facts=tuple(fact for fact in facts if fact[1]),
        parts=tuple(part for part in parts if part[1]),
    )
