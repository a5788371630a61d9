"""Text as codes: what counts as equal, what counts as one token.

A Han character (kana, bopomofo and Yi too) and a digit are a token each; a run of letters of any other
script is one token; a run of marks is a separator, and all separators are equal. Space only ends a run of
letters. The script `theme_overrides/assets/search/tokens.js` does the same to the query; a test holds both
together.

The index knows codes alone, 22 bits each:

    财        its code point
    GDP       one code a letter, the first one raised by RUN_START, then RUN_END: no part of a run is a token
    ，        SEPARATOR, between two tokens of a block only
    (number)  the characters of canonical numbers, raised by NUMBER_START (see numbers)
    (block)   BLOCK_END after each block: no query holds it, so no phrase crosses blocks
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from generator.outputs.search.blocks import portions
from generator.outputs.search.characters import (
    CLASSES,
    COMPATIBILITY_IDEOGRAPHS,
    IDEOGRAPHS,
    characters_below_han,
    class_of,
    simplified,
)

Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]

BLOCK_END, SEPARATOR, RUN_END = 0, 1, 2
RUN_START = 0x110000
#: Added to the characters of canonical numbers.
NUMBER_START = 0x220000
#: Bits of a code.
CODE_BITS = 22

#: After each block while they are one long text: a code point that is no character, so that no text needs it.
_END_OF_BLOCK = 0xFFFF
#: Characters that are coded together: enough to spread the cost of a call, few enough to need no memory.
_AT_A_TIME = 200_000
_HANGUL_PARTS = range(0x1160, 0x1200)  # vowels and finals of Hangul, which NFKC joins to what stands before


def normalise(text: str) -> str:
    """Text in the form in which it is compared: NFKC, case folding, simplified characters.

    JavaScript has no case folding; lower, upper, lower is the same to all but the dotless ı, which equals i
    here.
    """
    folded = unicodedata.normalize("NFKC", text).lower().upper().lower().replace("ς", "σ")
    return unicodedata.normalize("NFKC", folded).translate(simplified())


def codes_of(blocks: Iterable[str]) -> Codes:
    """The codes of blocks of text, each with a BLOCK_END after it, as one flat array."""
    return np.concatenate([np.empty(0, np.uint32), *map(_codes_of, portions(blocks, _AT_A_TIME))])


def _codes_of(blocks: Sequence[str]) -> Codes:
    points = _tables().folded[_code_points(_normalised(blocks))]
    classes = _tables().classes[points]
    ends = points == _END_OF_BLOCK
    letters = classes == CLASSES["letter"]
    kept = np.flatnonzero((classes <= CLASSES["letter"]) | ends)
    marks = classes == CLASSES["mark"]
    return _joined(
        np.where(ends, BLOCK_END, points)[kept].astype(np.uint32),
        letters[kept],
        after_mark=_found_before(marks, kept),
        after_gap=_found_before(marks | (classes == CLASSES["space"]), kept),
    )


def single_tokens(codes: Codes) -> Flags:
    """Which of the codes are a whole token: ideographs and digits."""
    known = codes < RUN_START
    classes = _tables().classes[np.where(known, codes, ord(" "))]
    return (classes <= CLASSES["digit"]) & known


def _joined(tokens: Codes, letters: Flags, *, after_mark: Flags, after_gap: Flags) -> Codes:
    """The codes of characters and block ends, with separators and the ends of runs put between them."""
    before = np.concatenate(([BLOCK_END], tokens[:-1]))
    after_letter = np.concatenate(([False], letters[:-1]))
    run_begins = letters & (~after_letter | after_gap)
    run_ended = after_letter & (~letters | after_gap)
    separated = after_mark & (tokens != BLOCK_END) & (before != BLOCK_END)
    places = np.arange(len(tokens)) + np.cumsum(run_ended) + np.cumsum(separated)
    codes = np.full(len(tokens) + run_ended.sum() + separated.sum(), RUN_END, np.uint32)
    codes[places[separated] - 1] = SEPARATOR
    codes[places] = tokens + np.where(run_begins, RUN_START, 0).astype(np.uint32)
    return codes


def _found_before(found: Flags, kept: NDArray[np.intp]) -> Flags:
    """For each place kept, whether anything was found between it and the place kept before it."""
    counts = np.cumsum(found, dtype=np.int32)[kept]
    return np.diff(counts, prepend=np.int32(0)) > 0


def _normalised(blocks: Sequence[str]) -> str:
    """The blocks as one text, each with its end marked, in which every character is compared by itself.

    Characters that NFKC joins to their neighbours or takes apart are rare: only the blocks that have one
    are normalised here, and a table does the rest, ten times as fast.
    """
    text = _marked(blocks)
    points = _code_points(text)
    awkward = np.flatnonzero(_tables().is_awkward[points])
    if not len(awkward):
        return text
    ends = np.flatnonzero(points == _END_OF_BLOCK)
    changed = list(blocks)
    for number in np.unique(np.searchsorted(ends, awkward)).tolist():
        changed[number] = normalise(blocks[number])
    return _marked(changed)


def _marked(blocks: Sequence[str]) -> str:
    end, mark = chr(_END_OF_BLOCK), "\ufffd"
    return "".join(block.replace(end, mark) + end for block in blocks)


def _code_points(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "replace"), "<u4").astype(np.uint32, copy=False)


class _Tables:
    """By code point: its class, what it is compared as, whether that depends on what stands beside it."""

    def __init__(self) -> None:
        self.classes: NDArray[np.uint8] = np.full(0x110000, CLASSES["mark"], np.uint8)
        self.folded: Codes = np.arange(0x110000, dtype=np.uint32)
        self.is_awkward: Flags = np.zeros(0x110000, np.bool_)
        characters = [chr(code) for code in chain(characters_below_han(), COMPATIBILITY_IDEOGRAPHS)]
        forms = normalise("\0".join(characters[1:])).split("\0")
        for character, form in zip(characters[1:], forms, strict=True):
            self._enter(character, form)
        for first, last in IDEOGRAPHS:
            self.classes[first : last + 1] = CLASSES["ideograph"]
        for traditional, form in simplified().items():
            self.folded[traditional] = ord(form)

    def _enter(self, character: str, form: str) -> None:
        code = ord(character)
        self.classes[code] = CLASSES[class_of(character)]
        if len(form) > 1 and all(class_of(part) == "mark" for part in form):
            form = form[0]  # a run of marks is one separator
        if form != character:
            self.folded[code] = ord(form[:1] or character)
        self.is_awkward[code] = len(form) != 1 or _joins(character) or _joins(form)


def _joins(character: str) -> bool:
    """Whether NFKC may join the character to what stands before it."""
    return unicodedata.category(character)[0] == "M" or ord(character) in _HANGUL_PARTS


@cache
def _tables() -> _Tables:
    return _Tables()
