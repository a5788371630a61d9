"""Fields of front matter as what they should be; that one is something else is the schema's to report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Fields = Mapping[str, Any]


def text_in(fields: Fields, key: str) -> str:
    """A field's text; "" where it is missing or something else."""
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def texts_in(fields: Fields, key: str) -> tuple[str, ...]:
    """The texts of a list."""
    value = fields.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def object_in(fields: Fields, key: str) -> Fields:
    """An object; an empty one where it is missing or something else."""
    value = fields.get(key)
    return value if isinstance(value, dict) else {}


def objects_in(fields: Fields, key: str) -> list[Fields]:
    """The objects of a list."""
    value = fields.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
