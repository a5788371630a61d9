"""Marks that Markdown reads otherwise than their author meant."""

from __future__ import annotations

from typing import NamedTuple


class Misprint(NamedTuple):
    """A mark to look at: its place from 1 in characters, the kind of fault, the text concerned."""

    line: int
    column: int
    kind: str
    text: str


def markup_warnings(source: str, html: str) -> list[Misprint]:
    """The misprints of a body in the order of the source; `html` is what it was rendered to."""
    return []
