"""How much a problem weighs on this site: the rule's own severity, unless the settings say otherwise."""

from __future__ import annotations

from generator.model.problems import RULES, Problem, Severity
from generator.model.settings import Settings


def severity_of(problem: Problem, settings: Settings) -> Severity:
    """The severity of a problem under a site's settings."""
    return settings.rules.get(problem.rule, RULES[problem.rule].severity)
