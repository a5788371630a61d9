"""Places in a Markdown source, and marks that let the renderer itself tell what became of a place."""

from __future__ import annotations

from generator.markup import commonmark, sanitise

# Unicode punctuation that Chinese official texts do not use: to Markdown it is a neighbour like `*` and `~`,
# without a meaning of its own.
_MARKS = "⁂⁑⁕⁜⁌⁍‗‣"


def line_and_column(source: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1, in characters."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def unused_marks(source: str, count: int) -> list[str]:
    """So many characters to put into the source and find again in its HTML; empty ones if all are taken."""
    unused = [mark for mark in _MARKS if mark not in source]
    return unused[:count] if len(unused) >= count else [""] * count


def cleaned(source: str) -> str:
    """A source as sanitised HTML, before the page's own changes."""
    return sanitise.clean(commonmark.to_html(source), sanitise.has_raw_html(source))
