"""Document and index numbers in the form in which they are looked up, however they are typed.

People type 示政发〔2026〕12号 as 示政发[2026]第12号, 示政发2026 12, 示政发〔二〇二六〕十二号 and so on.
The canonical form of all of these is 示政发-2026-12-号: Arabic digits without leading zeros, an edge (-) on
both sides of each run of them and between runs of letters, no other marks. The script
`theme_overrides/assets/search/numbers.js` does the same to the query; a test holds both together.

Canonical forms have codes of their own in the index, so that a number is never found in a text that was not
written as one: 五一 stands in no number, and 3·15 in none that has 3158.
"""

from __future__ import annotations

import re

import numpy as np

from generator.outputs.search.characters import class_of
from generator.outputs.search.tokens import BLOCK_END, NUMBER_START, RUN_END, Codes, normalise

#: Stands for an edge in canonical forms; its code there is RUN_END, as after a run of letters.
EDGE = "-"
_DIGITS = "〇一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ANY = "[〇○零一二三四五六七八九十百千]+"  # ○ is the geometric circle that many type for 〇
_MARKS = r"[-\s.,/()\[\]〔〕【】第年]*"
_NUMERAL = re.compile(_ANY)
_YEAR = re.compile("[〇○零一二三四五六七八九]{4,}")
_COUNTED = re.compile(f"({_ANY})(?=号)")
#: What will be the number's last part, when 号 is not typed yet.
_LAST = re.compile(f"([0-9]{_MARKS})({_ANY})\\Z")
_YEAR_MARK = re.compile(f"([0-9]{{4}})年(?={_MARKS}[0-9])")
_ORDINAL = re.compile("第(?=[0-9])")


def number_codes(number: str) -> Codes:
    """The codes of a number's canonical form, with a BLOCK_END after them."""
    codes = [RUN_END if part == EDGE else ord(part) + NUMBER_START for part in canonical(number)]
    return np.array([*codes, BLOCK_END], np.uint32)


def canonical(number: str) -> str:
    """The canonical form of a number; any other text as it is, without marks."""
    text = _NUMERAL.sub(_year, normalise(number))
    text = _COUNTED.sub(lambda match: _value(match[0]), text)
    text = _LAST.sub(lambda match: match[1] + _value(match[2]), text)
    return _with_edges(_ORDINAL.sub(EDGE, _YEAR_MARK.sub(rf"\1{EDGE}", text)))


def _year(numeral: re.Match[str]) -> str:
    """A numeral that is a year in digits; one with units, as 十〇〇〇〇, is none."""
    return _value(numeral[0]) if _YEAR.fullmatch(numeral[0]) else numeral[0]


def _value(numeral: str) -> str:
    """A numeral in digits: 二〇二六 digit by digit, 一百二十 by its units."""
    plain = numeral.replace("○", "〇").replace("零", "〇")
    if not any(character in _UNITS for character in plain):
        return "".join(str(_DIGITS.index(character)) for character in plain)
    total = digit = 0
    for character in plain:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS.index(character)
    return str(total + digit)


def _with_edges(text: str) -> str:
    form, last, has_gap = "", "", False
    for character in text:
        kind = class_of(character)
        if kind in ("mark", "space"):
            has_gap = True
        elif kind != "ignored":
            edge = "digit" in (kind, last) if kind != last else has_gap and kind in ("digit", "letter")
            form += (EDGE if edge else "") + character
            last, has_gap = kind, False
    form += EDGE if last == "digit" else ""
    return re.sub(f"{EDGE}0+(?=[0-9])", EDGE, form)
