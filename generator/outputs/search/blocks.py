"""The blocks of text that a reader sees in a record's body: what a phrase can stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

# The sanitiser's output is canonical HTML (double-quoted attributes, no comments, no scripts), so that a
# pattern reads it right, thirty times as fast as a parser in Python would.
_TAG = re.compile(r"""</?([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*>""", re.IGNORECASE)
_BLOCK = "\0"
#: Elements inside a line of text; any other one ends the block before it and begins a new one.
_INLINE = re.compile(
    r"""a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|img|input|ins|kbd|label|mark|q|rp|rt|rtc|ruby|s|samp
    |small|span|strike|strong|sub|sup|time|tt|u|var|wbr""",
    re.VERBOSE | re.IGNORECASE,
)


def visible_blocks(html: str) -> list[str]:
    """Texts of the paragraphs, headings, list items, cells and other blocks of sanitised HTML, in order.

    Runs of white space become one space; blocks without text are left out.
    """
    texts = _TAG.sub(_boundary, html).split(_BLOCK)
    return [block for text in texts if (block := " ".join(unescape(text).split()))]


def _boundary(tag: re.Match[str]) -> str:
    if tag[1].lower() == "br":
        return "\n"
    return "" if _INLINE.fullmatch(tag[1]) else _BLOCK


def portions(blocks: Iterable[str], characters: int) -> Iterator[tuple[str, ...]]:
    """The blocks in runs, each ending with the block that makes it `characters` long; none is divided."""
    portion: list[str] = []
    size = 0
    for block in blocks:
        portion.append(block)
        size += len(block)
        if size >= characters:
            yield tuple(portion)
            portion, size = [], 0
    if portion:
        yield tuple(portion)
