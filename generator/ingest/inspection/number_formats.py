"""Numbers of a spreadsheet as Excel and WPS display them, in a Chinese locale.

Understood are what tables of offices use: digits, thousands, percentages, dates and times, texts around them,
up to four sections. Of fractions, exponents and whatever else is left the number is shown as it is, which is
never wrong, only less neat.

Source: ECMA-376 Part 1, 18.8.30 and 18.8.31 (number formats, and those of zh-cn that are built in).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

_CHINESE_MONTH, _CHINESE_DATE = 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"'
_CHINESE_DAY, _CHINESE_TIME = 'm"月"d"日"', 'h"时"mm"分"'
#: What the numbers of formats stand for that no file spells out.
BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), _CHINESE_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _CHINESE_DAY),
    **dict.fromkeys((31,), _CHINESE_DATE),
    30: "m/d/yy",
    **dict.fromkeys((32, 55), _CHINESE_TIME),
    **dict.fromkeys((33, 56), f'{_CHINESE_TIME}ss"秒"'),
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
    **dict.fromkeys((41, 42), "#,##0;-#,##0"),
    **dict.fromkeys((43, 44), "#,##0.00;-#,##0.00"),
    45: "mm:ss",
    47: "mm:ss",
}

#: The pieces of a format: text in quotes, a character behind `\`, space for a character or filled up with
#: one, brackets, AM/PM, runs of letters of dates, what digits are written with, and anything else.
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|上午/下午)|(?P<date>y+|m+|d+|h+|s+|a{3,})|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?)|(?P<other>.)",
    re.IGNORECASE,
)
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
_EXPONENT = re.compile(r"[0#?]E[+-]", re.IGNORECASE)
_WEEKDAYS = "一二三四五六日"
_LONGEST_NUMBER = 1e15  # beyond it digits are lost
_LAST_DAY = 2_958_466  # the first of the year 10000
_DAYS_TO_1904 = 1462


class _Section(NamedTuple):
    """A section of a format: its pieces as (kind, text), and what they make of a number."""

    pieces: tuple[tuple[str, str], ...]
    is_date: bool
    percents: int


def displayed(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number as a format shows it; "" or General is the number as it is."""
    sections = _sections(code)
    if not sections or abs(value) >= _LONGEST_NUMBER:
        return _general(value)
    section, is_signed = _chosen(sections, value)
    if section.is_date:
        return _date(section, value, since_1904=since_1904) or _general(value)
    return _number(section, value if is_signed else abs(value))


def _general(value: float) -> str:
    """A number with as many digits as Excel itself keeps."""
    return f"{value:.11g}" if abs(value) < 1e11 else f"{value:.15g}"


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section, bool]:
    """The section that a number is shown by, and whether its sign is shown beside what that has."""
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], True


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format; none for one that is not understood."""
    if not code or _EXPONENT.search(code) or re.search(r"[#0?]\s*/\s*[#0?\d]", code):
        return ()
    pieces: list[list[tuple[str, str]]] = [[]]
    for match in _PIECE.finditer(code):
        kind, text = match.lastgroup or "", match[match.lastgroup] if match.lastgroup else ""
        if kind == "other" and text == ";":
            pieces.append([])
        elif kind == "bracket":
            if _ELAPSED.fullmatch(text) or text[:1] in "<>=":
                return ()
        elif kind:
            pieces[-1].append((kind, text))
    if any(("other", letter) in piece for piece in pieces for letter in "Gg"):  # General beside text
        return ()
    return tuple(map(_section, pieces))


def _section(pieces: list[tuple[str, str]]) -> _Section:
    is_date = any(kind == "date" for kind, _ in pieces)
    return _Section(tuple(pieces), is_date, sum(text == "%" for kind, text in pieces if kind == "other"))


def _number(section: _Section, value: float) -> str:
    digits = next((text for kind, text in section.pieces if kind == "digits"), "")
    shown, is_used = "", False
    for kind, text in section.pieces:
        if kind != "digits":
            shown += text if text != "@" else _general(value)
        elif not is_used:
            shown, is_used = shown + _digits(digits, abs(value) * 100**section.percents), True
    is_zero = not re.search("[1-9]", shown)
    return f"-{shown}" if value < 0 and not is_zero else shown


def _digits(pattern: str, value: float) -> str:
    """A number not below 0 in a pattern such as `#,##0.00`; each comma at its end divides by a thousand."""
    whole, _, fraction = pattern.partition(".")
    bare = whole.rstrip(",")
    value /= 1000 ** (len(whole) - len(bare))
    try:
        exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    except InvalidOperation:
        return _general(value)
    written = f"{exact:,f}" if "," in bare else f"{exact:f}"
    before, point, after = written.partition(".")
    least = sum(char == "0" for char in bare)
    before = "" if before == "0" and not least else before.zfill(least)
    kept = max((n for n, char in enumerate(fraction, start=1) if char == "0"), default=0)
    after = after[:kept] + after[kept:].rstrip("0")
    return before + (point + after if after or (point and kept) else "")


def _date(section: _Section, value: float, *, since_1904: bool) -> str:
    """A number of days as a date or a time; "" where it is none."""
    last = _LAST_DAY - (_DAYS_TO_1904 if since_1904 else 0)
    if not 0 <= value * 86400 < last * 86400 - 0.5:  # else it is rounded up to the day after the last
        return ""
    if since_1904:
        start = datetime(1904, 1, 1)
    else:  # Lotus took 1900 for a leap year, and so does Excel
        start = datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    moment = start + timedelta(seconds=round(value * 86400))
    is_half = any(kind == "half" for kind, _ in section.pieces)
    dates = [text.lower() for kind, text in section.pieces if kind == "date"]
    shown, position = "", 0
    for kind, text in section.pieces:
        if kind == "half":
            shown += "下午" if moment.hour >= 12 else "上午"
        elif kind == "date":
            shown += _part(dates, position, moment, is_half=is_half)
            position += 1
        elif kind != "digits":
            shown += text if text != "@" else ""
    return shown


def _part(dates: list[str], position: int, moment: datetime, *, is_half: bool) -> str:
    """One of the parts of a date; `m` is a minute beside hours or seconds, else a month."""
    text = dates[position]
    letter, width = text[0], len(text)
    if letter == "y":
        return f"{moment.year:04d}" if width > 2 else f"{moment.year % 100:02d}"
    if letter == "a":
        day = _WEEKDAYS[moment.weekday()]
        return f"星期{day}" if width > 3 else day
    if letter == "d" and width > 2:
        return f"星期{_WEEKDAYS[moment.weekday()]}"
    before, after = dates[position - 1 : position], dates[position + 1 : position + 2]
    is_minute = any(part[0] == "h" for part in before) or any(part[0] == "s" for part in after)
    number = {
        "d": moment.day,
        "h": (moment.hour % 12 or 12) if is_half else moment.hour,
        "s": moment.second,
        "m": moment.minute if is_minute else moment.month,
    }[letter]
    if letter == "m" and width > 2 and not is_minute:
        return f"{number}月"
    return f"{number:02d}" if width > 1 else str(number)
