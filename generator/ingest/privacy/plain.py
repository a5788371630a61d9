"""Texts as a reader sees their digits: marks, tags and entities resolved, every width the same."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

#: Characters that show nothing.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0"
)
#: An entity, as GitHub's Markdown resolves it.
ENTITY = r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});"
#: A tag that sets a part of a line otherwise; an attribute that holds a number is no part of it.
INLINE_TAG = (
    r"</?(?:a|abbr|b|big|code|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|u|wbr)"
    r"(?:\s(?:[^<>0-9]|[0-9]{1,5}(?![0-9])){0,120})?/?>"
)
#: Marks of emphasis, strike-through and code. Four and more asterisks are a mask.
MARKS = r"(?<!\*)\*{1,3}(?!\*)|[~`\\]{1,3}"
#: What links write for blanks, plus, hyphen and digits.
PERCENT = r"%(?:20|2[BbDd]|3[0-9])"

_TOKEN = re.compile(rf"[{INVISIBLE}]+|{ENTITY}|{INLINE_TAG}|{MARKS}|{PERCENT}")
_HIDDEN = re.compile(rf"[{INVISIBLE}]+")


class _Folds(dict[int, str]):
    """Full-width forms, digits of all scripts, blanks and dashes, each as its character in ASCII.

    Worked out for a character when it is met: to look through all of Unicode takes a tenth of a second.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in "‐‑‒–—―−﹣":
            folded = "-"
        elif char.isdecimal():
            folded = str(unicodedata.decimal(char))
        elif 0xFF01 <= code <= 0xFF5E:
            folded = chr(code - 0xFEE0)
        else:
            folded = " " if char != "\n" and char.isspace() else char
        self[code] = folded
        return folded


_FOLDS = _Folds()


@dataclass(frozen=True)
class Plain:
    """A part of a text in plain form. `_shown` and `_written` are where its pieces begin, here and there."""

    text: str
    _shown: tuple[int, ...]
    _written: tuple[int, ...]

    def source(self, offset: int) -> int:
        """Where in the text as written a character of this one stands; its end, for the end."""
        piece = bisect_right(self._shown, offset) - 1
        return self._written[piece] + offset - self._shown[piece]

    def shown(self, offset: int) -> int:
        """Where a character of the text as written stands in this one."""
        piece = bisect_right(self._written, offset) - 1
        return self._shown[piece] + offset - self._written[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same of a part that is not empty."""
        return self.source(start), self.source(end - 1) + 1


def plain(text: str, start: int, end: int) -> Plain:
    """The plain form of a part of a text."""
    pieces: list[str] = []
    shown, written = [0], [start]
    length, done = 0, start
    for token in _TOKEN.finditer(text, start, end):
        before, meant = text[done : token.start()], _meaning(token[0])
        pieces += [before, meant]
        shown += [length + len(before), length + len(before) + len(meant)]
        written += [token.start(), token.end()]
        length, done = shown[-1], token.end()
    pieces.append(text[done:end])
    return Plain("".join(pieces).translate(_FOLDS), tuple(shown), tuple(written))


def _meaning(token: str) -> str:
    if token[0] == "&":
        return _HIDDEN.sub("", unescape(token))
    return chr(int(token[1:], 16)) if token[0] == "%" else ""


def paragraph(text: str, offset: int) -> tuple[int, int]:
    """Where the paragraph, list or table that holds a place begins and ends: blank lines bound it."""
    end = text.find("\n\n", offset)
    return text.rfind("\n\n", 0, offset) + 1, end if end >= 0 else len(text)


def paragraphs(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The paragraphs that hold the places, which come in order; each once."""
    done = 0
    for place in places:
        if place >= done:
            start, done = paragraph(text, place)
            yield start, done


def places_of(words: Iterable[str], text: str) -> list[int]:
    """Where the words stand in a text, in order. To look for a few in turn is faster than one pattern."""
    places = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + 1)
    return sorted(places)
