"""An example of a rule: what breaks it, what it then says, and a near miss that passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from factory import AS_OF, BUDGET, Content


@dataclass(frozen=True)
class Example:
    """`breaks` and `passes` are laid over the sound tree; `at` is `line:column` in `path`.

    `hint` is the Chinese hint in full, `message` a part of the Chinese message. `settings` are the site's.
    `before` are the files of the commit that a rule about changes compares with, laid over the sound tree.
    """

    rule: str
    breaks: Mapping[str, Content]
    at: str
    hint: str
    passes: Mapping[str, Content]
    path: str = BUDGET
    message: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    as_of: date = AS_OF
    before: Mapping[str, Content] | None = None
