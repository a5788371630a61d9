"""Values of front matter as JSON: a number keeps its digits as they were written.

A Decimal is a number with a fraction: 12.50 stays 12.50, where a float would make 12.5 of it, and of a long
one another number. Python's encoder has no place for it, so it goes through as a text between marks that no
other text can hold: control characters are refused in content.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

_MARK = "\0"
_MARKED = re.compile(r'"\\u0000(-?[0-9.]+)\\u0000"')


def _marked(value: Any) -> str:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} is no value of JSON")
    return f"{_MARK}{value:f}{_MARK}"


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_marked).encode
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=1, default=_marked).encode


def compact_json(value: Any) -> str:
    """A value as JSON on one line."""
    return _unmarked(_COMPACT(value))


def indented_json(value: Any) -> str:
    """A value as JSON for people's eyes."""
    return _unmarked(_INDENTED(value))


def _unmarked(text: str) -> str:
    return _MARKED.sub(r"\1", text) if "\\u0000" in text else text
