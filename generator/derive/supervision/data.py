"""The bulletins as data: all they say for programs, the scores of bodies as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.derive.data_files import URL
from generator.derive.naming import Site
from generator.derive.shares import share
from generator.derive.supervision.bulletins import bulletin_url
from generator.derive.supervision.figures import Figures, figures_of
from generator.derive.supervision.ranking import BodyScore, ranking

#: What is counted of a body, and of all of them together.
COUNTS = ("published", "due", "in_time", "nil", "late", "missed", "cleared", "carried", "overdue")
SCORE_COLUMNS = ("period", "department", "name", "rank", "score", *COUNTS)


def bulletin_data(site: Site) -> Iterator[dict[str, Any]]:
    """Every bulletin: its figures, and those of every body with score and rank; nothing where there is none.

    Shares are percentages; the parts of a score are those that count. What was overdue is told by the ledger,
    once: here it would stand in every period that it lasted through.
    """
    for of_length in figures_of(site).values():
        for figures in of_length.values():
            yield _bulletin(site, figures)


def _bulletin(site: Site, figures: Figures) -> dict[str, Any]:
    whole, period = figures.whole, figures.period
    return {
        "period": str(period),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "is_running": figures.is_running(site.catalog.as_of),
        **whole.counts,
        "timeliness": share(whole.timely, whole.due),
        "bodies": [_body(score) for score in ranking(figures, site.settings.scores)],
        URL: bulletin_url(period),
    }


def score_rows(site: Site) -> Iterator[dict[str, Any]]:
    """A row for each body in each bulletin, by rank; None for a rank or score that it does not have."""
    for of_length in figures_of(site).values():
        for period, figures in of_length.items():
            for score in ranking(figures, site.settings.scores):
                named = {"period": str(period), "name": site.department(score.body)}
                yield {**named, **_scored(score)}


def _scored(score: BodyScore) -> dict[str, Any]:
    return {
        "department": score.body,
        "rank": score.rank or None,
        "score": None if score.score is None else score.score / 100,
        **score.figures.counts,
    }


def _body(score: BodyScore) -> dict[str, Any]:
    return {
        **_scored(score),
        "parts": {
            part.key: {
                "reached": part.reached,
                "possible": part.possible,
                "full": part.full / 100,
                "points": part.points / 100,
            }
            for part in score.parts
            if part.counts
        },
    }
