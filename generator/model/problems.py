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

    `path` is absolute or relative to the working directory; `line` and `column` count from 1, in characters.
    `values` fill the placeholders of the rule's message; `hint` names a variant of the rule's hints.
    """

    path: str
    line: int
    column: int
    rule: str
    values: Mapping[str, Any] = field(default_factory=dict)
    hint: str = ""

    @property
    def place(self) -> tuple[str, int, int, str]:
        """The key that puts problems in reading order."""
        return (self.path, self.line, self.column, self.rule)
