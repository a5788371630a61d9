"""Which class every character belongs to, which traditional character counts as which simplified one.

Python and browsers know different versions of Unicode, so the browser never asks its own: the build writes
these tables beside the index and the search script reads them from there.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

Range = tuple[int, int]  # first and last code point

#: Characters that are a token each: scripts written without spaces, where any part of a run may be searched.
#: Han is given by its blocks (planes 2 and 3 whole), so that ideographs newer than this Python count as well.
IDEOGRAPHS: tuple[Range, ...] = (
    (0x2E80, 0x2FDF),  # Han radicals
    (0x3005, 0x3007),  # iteration mark, closing mark, 〇
    (0x3021, 0x3029),  # Suzhou numerals
    (0x3038, 0x303B),
    (0x3041, 0x3096),  # Hiragana
    (0x30A1, 0x30FF),  # Katakana
    (0x3105, 0x312F),  # Bopomofo
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xA000, 0xA48C),  # Yi
    (0xE000, 0xF8FF),  # private use: older Chinese systems keep rare characters of names there
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)
#: Ideographs of the planes 2 and 3 that NFKC replaces by others; the rest stay as they are.
COMPATIBILITY_IDEOGRAPHS = range(0x2F800, 0x2FA20)
#: Invisible characters that change the look of their neighbours: as if they were not there.
_SELECTORS: tuple[Range, ...] = ((0x034F, 0x034F), (0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
#: White space that Unicode files under the control characters.
_CONTROL_SPACES = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")


#: The classes by number; those that make tokens of one character come first.
CLASSES = {name: n for n, name in enumerate(("ideograph", "digit", "letter", "space", "ignored", "mark"))}
#: All that Unicode has assigned outside the ideographs' planes.
_ASSIGNED = (range(0x20000), range(0xE0000, 0xE0200))
_STARTS = [first for first, _ in IDEOGRAPHS]


def class_of(character: str) -> str:
    """The character's class: ideograph, digit, letter, space, ignored, or mark for all the rest."""
    code = ord(character)
    place = bisect_right(_STARTS, code) - 1
    if place >= 0 and code <= IDEOGRAPHS[place][1]:
        return "ideograph"
    category = unicodedata.category(character)
    if category == "Cf" or (category == "Mn" and any(first <= code <= last for first, last in _SELECTORS)):
        return "ignored"
    if category[0] == "Z" or character in _CONTROL_SPACES:
        return "space"
    if category == "Nd":
        return "digit"
    return "letter" if category[0] in "LM" or category == "Nl" else "mark"


@cache
def simplified() -> Mapping[int, str]:
    """The simplified form of traditional characters, for `str.translate`.

    Character by character, so that a text has as many characters as before; where the tradition has one
    character for two simplified ones, the commoner stands for both.
    """
    lines = Path(__file__).with_name("traditional.txt").read_text("utf-8").splitlines()
    return {ord(line[0]): line[1] for line in lines if not line.startswith("#")}


def characters_below_han() -> Iterable[int]:
    """The code points that Unicode has assigned outside the ideographs' planes."""
    return chain(*_ASSIGNED)


@cache
def tables() -> dict[str, list[int] | str]:
    """What the browser needs.

    All classes but mark: how far each range begins after the last, and its length. `traditional` and
    `simplified`: texts whose first characters belong together, and so on.
    """
    members: dict[str, list[int]] = {name: [] for name in CLASSES if name != "mark"}
    for code in characters_below_han():
        members.get(class_of(chr(code)), []).append(code)
    ranges = {name: list(_ranges(codes)) for name, codes in members.items()}
    ranges["ideograph"] = list(IDEOGRAPHS)
    pairs = simplified()
    return {
        **{name: list(_distances(found)) for name, found in ranges.items()},
        "traditional": "".join(map(chr, pairs)),
        "simplified": "".join(pairs.values()),
    }


def _ranges(codes: Iterable[int]) -> Iterator[Range]:
    first = last = -2
    for code in codes:
        if code != last + 1:
            if last >= 0:
                yield first, last
            first = code
        last = code
    if last >= 0:
        yield first, last


def _distances(ranges: Iterable[Range]) -> Iterator[int]:
    end = 0
    for first, last in ranges:
        yield first - end
        yield last - first
        end = last
