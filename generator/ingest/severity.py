"""How much a problem weighs on this site: the rule's own severity, unless the settings say otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.problems import RULES, Problem, Severity
from generator.model.settings import Settings


def has_error(problems: Iterable[Problem], settings: Settings) -> bool:
    """Whether one of the problems stops publication under a site's settings."""
    return any(severity_of(problem, settings) is Severity.ERROR for problem in problems)


def in_order(problems: Iterable[Problem], settings: Settings) -> tuple[Problem, ...]:
    """The problems that a site wants to hear of, in reading order."""
    shown = (problem for problem in problems if severity_of(problem, settings) is not Severity.OFF)
    return tuple(sorted(shown, key=lambda problem: problem.place))


def severity_of(problem: Problem, settings: Settings) -> Severity:
    """The severity of a problem under a site's settings."""
    return settings.rules.get(problem.rule, RULES[problem.rule].severity)
