"""The formats of a report: text for people, json, github annotations and sarif for tools."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.model.problems import RULES, Problem
from generator.reporting.describe import Description, put_into_words

Format = Callable[[Sequence[Description], str], str]

_MARKS = {"zh": {"error": "错误", "warning": "提醒"}, "en": {"error": "error", "warning": "warning"}}


def as_text(problems: Sequence[Description], language: str) -> str:
    """`path:line:column: rule-id: message`, each followed by its hint; then a line that counts."""
    lines = []
    for problem in problems:
        mark = "" if problem.severity == "error" else f"[{_MARKS[language]['warning']}] "
        lines.append(
            f"{problem.path}:{problem.line}:{problem.column}: {problem.rule}: {mark}{problem.message}"
        )
        if problem.hint:
            lines.append(f"    → {problem.hint}")
    return "\n".join([*lines, _summary(problems, language)]) + "\n"


def text_of_settings(problems: Sequence[Problem], language: str) -> str:
    """The same for problems of the settings, which cannot say what rules weigh."""
    words = [put_into_words(problem, RULES[problem.rule].severity, language) for problem in problems]
    return as_text(words, language)


def _summary(problems: Sequence[Description], language: str) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if language == "en":
        return f"{errors} error(s), {warnings} warning(s)" if problems else "no problems"
    return f"错误 {errors} 个，提醒 {warnings} 个" if problems else "没有发现问题"


def as_json(problems: Sequence[Description], _language: str) -> str:
    """A list of {path, line, column, rule, severity, message, hint}."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Description], _language: str) -> str:
    """Workflow commands that GitHub shows as annotations beside the lines of a pull request."""
    return "".join(_annotation(problem) for problem in problems)


def _annotation(problem: Description) -> str:
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    text = f"{problem.message}\n→ {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {place},title={_property(problem.rule)}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Sequence[Description], language: str) -> str:
    """SARIF 2.1.0, as code scanning services read it."""
    used = sorted({problem.rule for problem in problems})
    driver = {
        "name": "disclosure",
        "semanticVersion": __version__,
        "rules": [_sarif_rule(rule, language) for rule in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, used.index(problem.rule)) for problem in problems],
    }
    report = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(rule_id: str, language: str) -> dict[str, Any]:
    rule = RULES[rule_id]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.wording(language).why},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _sarif_result(problem: Description, rule_index: int) -> dict[str, Any]:
    location = {
        "artifactLocation": {"uri": quote(problem.path.replace("\\", "/"))},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule_index,
        "level": problem.severity,
        "message": {"text": f"{problem.message} {problem.hint}".strip()},
        "locations": [{"physicalLocation": location}],
    }


_GITLAB_SEVERITIES = {"error": "major", "warning": "minor"}


def as_gitlab(problems: Sequence[Description], _language: str) -> str:
    """A code quality report: what GitLab reads of Code Climate's format, to show beside a merge request.

    A fingerprint tells GitLab which problems are new. Lines move, so it counts equal problems instead.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    entries = []
    for problem in problems:
        what = (problem.path, problem.rule, problem.message)
        seen[what] += 1
        entries.append(
            {
                "check_name": problem.rule,
                "description": f"{problem.message} → {problem.hint}" if problem.hint else problem.message,
                "fingerprint": hashlib.sha256(json.dumps([*what, seen[what]]).encode()).hexdigest(),
                "severity": _GITLAB_SEVERITIES[problem.severity],
                "location": {"path": problem.path.replace("\\", "/"), "lines": {"begin": problem.line}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Format] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}
