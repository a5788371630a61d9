"""What a check reports: a problem at a place, by a rule. Words are chosen only when it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a problem weighs: an error stops publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at a place in a file.

    `path` is where the file was found; `line` and `column` count from 1, in characters. `values` fill the
    placeholders of the rule's texts (a {"zh", "en"} mapping gives the text of either language); the value
    `near` is what the writer may have meant.
    """

    path: str
    line: int
    column: int
    rule: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, int, int, str]:
        """The key that puts problems in reading order."""
        return (self.path, self.line, self.column, self.rule)


@dataclass(frozen=True, slots=True)
class Place:
    """A file and a position in it, both counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a rule in one language: message, hint, and why the rule exists."""

    message: str
    hint: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that content keeps: its id, default severity, family, and texts in both languages.

    A record that breaks an essential rule cannot be published at all; settings cannot lower its weight.
    """

    id: str
    severity: Severity
    family: str
    zh: Wording
    en: Wording
    essential: bool = False

    def at(self, place: Place, /, **values: Any) -> Problem:
        """A problem of this rule at a place; `values` fill the placeholders of its texts."""
        return Problem(place.path, place.line, place.column, self.id, values)

    def wording(self, language: str) -> Wording:
        """The rule's texts in a language ("zh" or "en")."""
        return self.en if language == "en" else self.zh


class RuleBook(dict[str, Rule]):
    """All rules by id, in the order of their families. Each family's module adds its own."""

    def add(
        self, rule_id: str, weight: str, family: str, *, zh: tuple[str, str, str], en: tuple[str, str, str]
    ) -> Rule:
        """Add a rule and return it; its weight is "essential", "error" or "warning".

        Raises ValueError when the id is taken.
        """
        if rule_id in self:
            raise ValueError(f"two rules have the id {rule_id}")
        essential = weight == "essential"
        severity = Severity.ERROR if essential else Severity(weight)
        self[rule_id] = Rule(rule_id, severity, family, Wording(*zh), Wording(*en), essential)
        return self[rule_id]


RULES = RuleBook()
