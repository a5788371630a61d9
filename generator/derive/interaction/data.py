"""The statistics of the people's side as data: those of the pages, with numbers and keys for words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.derive.interaction.cases import Case, letters, requests, responses
from generator.derive.interaction.evaluations import Evaluated, evaluations
from generator.derive.interaction.figures import Figures
from generator.derive.interaction.lists import grouped
from generator.derive.naming import Site
from generator.model.interaction import SCORES

_BY: dict[str, Callable[[Case], str]] = {
    "by_department": lambda case: case.record.department,
    "by_year": lambda case: str(case.received.year),
    "by_month": lambda case: f"{case.received:%Y-%m}",
}
_RESULT: dict[str, Callable[[Case], str]] = {"by_result": lambda case: case.result}
_APPLICANT: dict[str, Callable[[Case], str]] = {"by_applicant_type": lambda case: case.by}


def interaction_data(site: Site) -> dict[str, Any]:
    """Figures of letters, requests and responses, in all and by what they have in common; the evaluations."""
    return {
        "letters": _statistics(letters(site), _RESULT | _BY),
        "requests": _statistics(requests(site), _RESULT | _APPLICANT | _BY),
        "responses": _statistics(responses(site), _BY),
        "evaluations": [_evaluation(each) for each in evaluations(site)],
    }


def counted_in_all(site: Site) -> int:
    """How many letters, requests, responses and evaluations the statistics count."""
    return len(letters(site)) + len(requests(site)) + len(responses(site)) + len(evaluations(site))


def _statistics(cases: tuple[Case, ...], ways: dict[str, Callable[[Case], str]]) -> dict[str, Any]:
    told: dict[str, Any] = {"all": _figures(cases)}
    for name, key_of in ways.items():
        groups = grouped((case for case in cases if key_of(case)), key_of)
        told[name] = {key: _figures(groups[key]) for key in sorted(groups)}
    return told


def _figures(cases: Iterable[Case]) -> dict[str, Any]:
    figures = Figures.of(cases)
    return {
        "received": figures.received,
        "replied": figures.replied,
        "waiting": figures.waiting,
        "in_time": figures.in_time,
        "late": figures.late,
        "reply_rate": figures.reply_rate,
        "mean_days": figures.mean_days,
        "median_days": figures.median_days,
    }


def _evaluation(each: Evaluated) -> dict[str, Any]:
    result = each.result
    return {
        "index_number": each.record.index_number,
        "department": each.record.department,
        "year": each.year,
        "respondents": result.respondents,
        "scores": {name: result.scores[name] for name in SCORES},
        "satisfaction": result.satisfaction,
    }
