"""A problem's message and hint in a language."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.ingest.privacy.redact import redact
from generator.ingest.severity import severity_of
from generator.model.problems import RULES, Problem, Severity
from generator.model.settings import Settings

_LONGEST_VALUE = 120  # characters
_WHOLE = frozenset(("known", "description", "condition", "example"))  # texts of ours
_PATHS = frozenset(("path", "other"))  # half a path finds no file
_NEAR = {"zh": "是否想写“{near}”？", "en": "did you mean {near!r}? "}


@dataclass(frozen=True, slots=True)
class Description:
    """A problem as it is shown. `path` is relative to the working directory."""

    path: str
    line: int
    column: int
    rule: str
    severity: str
    message: str
    hint: str


def describe(problem: Problem, settings: Settings, language: str) -> Description:
    """Put a problem into words ("zh" or "en"), with the weight that a site gives to its rule."""
    return put_into_words(problem, severity_of(problem, settings), language)


def put_into_words(problem: Problem, severity: Severity, language: str) -> Description:
    """Put a problem of that weight into words ("zh" or "en")."""
    wording = RULES[problem.rule].wording(language)
    values = {key: _shown(key, value, language) for key, value in problem.values.items()}
    hint = wording.hint.format(**values)
    if values.get("near"):
        # one good guess is worth more than the whole list of what is known
        hint = _NEAR[language].format(near=values["near"]) + ("" if "{known}" in wording.hint else hint)
    return Description(
        path=_clean(redact(_relative(problem.path))),
        line=problem.line,
        column=problem.column,
        rule=problem.rule,
        severity=severity.value,
        message=_clean(wording.message.format(**values)),
        hint=_clean(hint.strip()),
    )


def _shown(key: str, value: Any, language: str) -> Any:
    """A value in the language of the reader, short enough to read, without anybody's number."""
    text = value.get(language, "") if isinstance(value, Mapping) else value
    if isinstance(text, str) and key not in _WHOLE:
        text = redact(text)
    if isinstance(text, str) and len(text) > _LONGEST_VALUE and key not in _WHOLE | _PATHS:
        return f"{text[:_LONGEST_VALUE]}…"
    return text


def _relative(path: str) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return path


def _clean(text: str) -> str:
    """A text on one line, with what no terminal or JSON reader can take made visible.

    Blanks of every width stay: the full-width one is ordinary in Chinese, and a path has to be found again.
    """
    if text.isprintable():
        return text
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")  # names that are no UTF-8
    return "".join(
        char
        if char.isprintable() or unicodedata.category(char) == "Zs"
        else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
