"""Paragraphs put together again from the lines of pages, for formats that know lines only.

A break within a running paragraph would hide every phrase that stands across it, one too few merely makes a
block longer, so lines are joined unless there is a sign that a paragraph ends. Rows of a table are no
paragraph: where many lines in succession look like rows, each stands by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

_SENTENCE_END = tuple("。！？；.!?;”』」）")
#: A line that holds nothing but the page's number: `12`, `— 12 —`, `第12页 共20页`, `12/20`.
_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[\s/,，共]*\d{1,4}\s*页?)?[-—–－·\s]*")
_SHORT = 20  # characters: the pattern takes its time over a made-up line of a million spaces
#: A line that fills less of the page's width than this is the last of its paragraph, or a heading.
_FULL = 0.8
#: Halves of a Han character: no running text is set as narrow as this.
_NARROW = 16
#: So many rows in succession make a table or a list; the lines of a title are fewer.
_TABLE = 6
#: A blank between the cells of a row: a Han character stands at one of its sides. A row says no sentence.
_GAP = re.compile(r"(?<=[\u3400-\u9fff）]) | (?=[\u3400-\u9fff（])")
_GAPS = 2
_SENTENCE = re.compile("[，。；：！？]")
#: How a line begins that is an article, a heading or an item of a list.
_ITEM = re.compile(
    r"第[〇零一二三四五六七八九十百\d]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、]"
)
_HYPHENS = "\ufffe\x02"  # how PDFium writes a hyphen that only the line's end made


def paragraphs(pages: Iterable[str]) -> Iterator[str]:
    """The paragraphs of pages, each given as its lines; one may run over the end of a page."""
    running = ""
    for page in pages:
        for line in _lines(page):
            running += line.text
            if line.ends_paragraph:
                yield running
                running = ""
    yield running


@dataclass(frozen=True)
class _Line:
    """A line of a paragraph, with the space that is due between it and the next."""

    text: str
    ends_paragraph: bool


def _lines(text: str) -> Iterator[_Line]:
    """The lines of a page without its number."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    for edge in (0, -1):
        if lines and len(lines[edge]) < _SHORT and _PAGE_NUMBER.fullmatch(lines[edge]):
            del lines[edge]
    full = max(_NARROW, _FULL * max(map(_width, lines), default=0))
    rows = _in_tables(lines, full)
    for line, following, is_row in zip_longest(lines, lines[1:], rows, fillvalue=""):
        is_short, ends_sentence = _width(line) < full, line.endswith(_SENTENCE_END)
        if is_row:
            ends = True
        elif following:
            ends = is_short and (ends_sentence or bool(_ITEM.match(following)))
        else:  # of what begins on the next page nothing is known
            ends = is_short or ends_sentence
        yield _Line(_with_space(line, is_short, following), ends)


def _in_tables(lines: Iterable[str], full: float) -> Iterator[bool]:
    """Whether each line is a row: one of many that are short or have cells."""
    for like_rows, found in groupby(lines, lambda line: _width(line) < full or _has_cells(line)):
        group = list(found)
        yield from [like_rows and len(group) >= _TABLE and not _is_column(group)] * len(group)


def _is_column(lines: Sequence[str]) -> bool:
    """Whether most lines reach the same right edge: running text, beside which something else is wider."""
    widest = max(map(_width, lines))
    filled = [line for line in lines if _width(line) >= _FULL * widest and not _has_cells(line)]
    return widest >= _NARROW and len(filled) > len(lines) / 2


def _has_cells(line: str) -> bool:
    return len(_GAP.findall(line)) >= _GAPS and not _SENTENCE.search(line)


def _with_space(line: str, is_short: bool, following: str) -> str:
    """A line as its paragraph goes on after it: Chinese runs on without a space, a heading does not."""
    if line[-1] in _HYPHENS:
        return line[:-1]
    runs_on = _is_wide(line[-1]) or _is_wide(following[:1] or " ")
    return line if runs_on and not is_short else f"{line} "


def _width(line: str) -> int:
    """The width of a line in halves of a Han character."""
    return sum(1 + _is_wide(char) for char in line)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")
