"""Document and index numbers in the form in which they are looked up, however they are typed.

People type 示政发〔2026〕12号 as 示政发[2026]第12号, 示政发2026 12 or 示政发〔二〇二六〕十二号. The canonical
form of all of these is 示政发2026-12号: Arabic digits, marks only where digits would run together. The script
`theme_overrides/assets/search/numbers.js` does the same to the query; a test holds both together.
"""

from __future__ import annotations

import re

from generator.outputs.search.characters import class_of
from generator.outputs.search.tokens import normalise

_DIGITS = "〇一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
#: ○ is the geometric circle that many type for 〇.
_NUMERAL = re.compile("([〇○零一二三四五六七八九十百千]+)(号?)")
_ORDINAL = re.compile("第(?=[0-9])")


def canonical(number: str) -> str:
    """The canonical form of a number; of any other text something that no number has."""
    return _without_marks(_NUMERAL.sub(_arabic, normalise(number)))


def _arabic(match: re.Match[str]) -> str:
    """Years stand digit by digit; a numeral with 十, 百 or 千, or of one digit, is one before 号 only."""
    numeral, unit = match.groups()
    plain = numeral.replace("○", "〇").replace("零", "〇")
    if any(character in _UNITS for character in plain):
        return f"{_value(plain)}{unit}" if unit else match[0]
    if len(plain) == 1 and not unit:
        return match[0]
    return "".join(str(_DIGITS.index(character)) for character in plain) + unit


def _value(numeral: str) -> int:
    total, digit = 0, 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS.index(character)
    return total + digit


def _without_marks(text: str) -> str:
    """Marks and blanks between two digits, or two runs of letters, are a "-"; all others are left out.

    So is 第 inside a number before a digit; at its beginning it says that a year stands before.
    """
    kept: list[str] = []
    has_gap = False
    for place, character in enumerate(text):
        kind = class_of(character)
        if kind in ("mark", "space"):
            has_gap = True
        elif kept and _ORDINAL.match(text, place):
            continue
        elif kind != "ignored":
            if has_gap and kept and kind in ("digit", "letter") and class_of(kept[-1]) == kind:
                kept.append("-")
            kept.append(character)
            has_gap = False
    return "".join(kept)
