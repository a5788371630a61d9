"""Marks that Markdown reads otherwise than their author meant.

What became of a mark is asked of the renderer: the source is rendered once more with the mark replaced by a
neutral one. That costs time only where the rendered body shows a strike or a literal `**` at all.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from generator.markup.places import cleaned, line_and_column, unused_marks
from generator.markup.tokens import TAG

#: Text struck out between single tildes, as in `3~5天或10~15天`.
STRUCK = "struck_by_tilde"
#: A `**` left as text, because punctuation on one side and a letter on the other keep it from its work.
STUCK = "literal_asterisks"

_TILDES = re.compile(r"\\[^\n]|(~+)")
_ESCAPED = re.compile(r"\\([\\*])")
_LITERAL = re.compile(r"\*{2,}")
_CODE = re.compile(r"<(code|pre)[ >].*?</\1>", re.DOTALL)
_BLOCK_TAG = re.compile(
    r"</?(?:p|li|ul|ol|dl|dt|dd|td|th|tr|table|caption|h[1-6]|blockquote|div|pre|section|summary|details)[ >]"
)
_EXCERPT = 40

# More in one body is a misunderstanding, not a slip; each costs a rendering.
_MOST_PROBES = 200


class Misprint(NamedTuple):
    """A mark to look at: its place from 1 in characters, the kind of fault, the text concerned."""

    line: int
    column: int
    kind: str
    text: str


def markup_warnings(source: str, html: str) -> list[Misprint]:
    """The misprints of a body in the order of the source; `html` is what it was rendered to.

    Code, escaped marks and deliberate `~~strikes~~` are not among them.
    """
    found: list[Misprint] = []
    if "~" in source and "<del" in html:
        found += _struck(source)
    if "**" in source and "**" in html:
        found += _stuck(source)
    return sorted(found)


# Tildes


def _struck(source: str) -> Iterator[Misprint]:
    runs = [match.span(1) for match in _TILDES.finditer(source) if match[1] and len(match[1]) <= 2]
    opened: list[tuple[int, int]] = []
    for number, tag in _delimiters(source, runs):
        if tag == "<del>":
            opened.append(runs[number])
        elif opened:
            start, after = opened.pop()
            if after - start == 1:
                yield Misprint(*line_and_column(source, start), STRUCK, source[start : runs[number][1]])


def _delimiters(source: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Which runs of tildes became a tag, and which tag: two renderings are read side by side.

    In the actual one a run is a tag or as many tildes; in the other a numbered mark stands in its place.
    """
    (mark,) = unused_marks(source, 1)
    if not mark:
        return
    actual = _events(cleaned(source), "~")
    place = 0
    for event in _events(cleaned(_numbered(source, runs, mark)), f"~|{mark}[0-9]+{mark}"):
        here = actual[place] if place < len(actual) else ""
        if not event.startswith(mark):
            if event != here:
                return
            place += 1
            continue
        number = int(event.strip(mark))
        length = runs[number][1] - runs[number][0]
        if here != "~":
            yield number, here
        place += length if here == "~" else 1


def _numbered(source: str, runs: list[tuple[int, int]], mark: str) -> str:
    pieces, end = [], 0
    for number, (start, after) in enumerate(runs):
        pieces += [source[end:start], f"{mark}{number}{mark}"]
        end = after
    return "".join([*pieces, source[end:]])


def _events(html: str, pattern: str) -> list[str]:
    """The `<del>` tags and the matches of a pattern in the text of canonical HTML, in order."""
    wanted, events, end = re.compile(pattern), [], 0
    for tag in TAG.finditer(html):
        events += wanted.findall(html, end, tag.start())
        end = tag.end()
        if tag[2] == "del":
            events.append(f"<{tag[1]}del>")
    return events + wanted.findall(html, end)


# Asterisks


class _Run(NamedTuple):
    """Asterisks that Markdown left as text, and what stands before and after them in their block."""

    start: int
    end: int
    block_before: str
    block_after: str


def _stuck(source: str) -> Iterator[Misprint]:
    """Literal runs pair up in a block; of a pair the one that could not close is named, else the other."""
    waiting: _Run | None = None
    for run, side in _literal_runs(source):
        closes = len(_LITERAL.findall(run.block_before)) % 2 == 1
        if waiting and not (closes and run.block_before.startswith(waiting.block_before)):
            yield _at_opener(source, waiting)
        if closes or waiting:
            waiting = None
        if closes and side == "close":
            start = max(source.rfind("**", 0, run.start), run.start - _EXCERPT)
            yield Misprint(*line_and_column(source, run.start), STUCK, source[start : run.end])
        elif not closes and side == "open" and _LITERAL.search(run.block_after):
            waiting = run
    if waiting:
        yield _at_opener(source, waiting)


def _at_opener(source: str, run: _Run) -> Misprint:
    closing = source.find("**", run.end)
    end = min(closing + 2 if closing > 0 else run.end, run.end + _EXCERPT)
    return Misprint(*line_and_column(source, run.start), STUCK, source[run.start : end])


def _literal_runs(source: str) -> Iterator[tuple[_Run, str]]:
    """Runs that punctuation blocks and that stay as text outside code, with the side that is blocked."""
    escape, mark = unused_marks(source, 2)
    if not mark:
        return
    source = _ESCAPED.sub(lambda pair: escape * 2 if pair[1] == "*" else pair[0], source)
    runs = [(match.span(), side) for match in _LITERAL.finditer(source) if (side := _blocked(match))]
    actual = cleaned(source) if runs else ""
    for (start, end), side in runs[:_MOST_PROBES]:
        neutral = mark * (end - start)
        marked = cleaned(source[:start] + neutral + source[end:])
        if marked.replace(mark, "*") != actual:
            continue
        before, found, after = _CODE.sub("", marked).partition(neutral)
        if found:
            yield _Run(start, end, _BLOCK_TAG.split(before)[-1], _BLOCK_TAG.split(after)[0]), side


def _blocked(match: re.Match[str]) -> str:
    """Which way CommonMark's flanking rules (0.31, 6.2) keep a run from going: `open`, `close` or neither."""
    source, (start, end) = match.string, match.span()
    before, after = source[start - 1 : start] or " ", source[end : end + 1] or " "
    if before.isspace() or after.isspace() or (before.isascii() and after.isascii()):
        return ""
    if _is_punctuation(before) == _is_punctuation(after):
        return ""
    return "close" if _is_punctuation(before) else "open"


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")
