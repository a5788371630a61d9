"""What a search must find, by brute force.

Written from the contract's paragraph alone, one character at a time, and sharing nothing with the product: no
table, no pattern, no word codes. Slow on purpose.

    Searched text is the title, the numbers (index, document) and each block of visible body text, after
    NFKC and case folding, with line breaks and spaces between Han characters removed. Each Han character
    and each digit is a token, a run of Latin letters is one token, a run of punctuation marks is one
    separator and all separators are equal. A phrase is a sequence of tokens and separators within one
    block; marks at the query's ends are dropped. A query is one phrase; spaces between non-Latin parts
    split it into several, all of which must occur.

"Visible" leaves out format characters (zero-width spaces and their like), which pasted text carries along.
Beyond that paragraph, traditional characters count as simplified ones, each by itself, as OpenCC's tables
have them; and a query with a digit also finds the records in whose index or document number it stands when
both are written alike: Arabic digits without leading zeros, no marks but between letters, no 第 before and
no 年 behind a part. Runs of digits are the same or not, but for the last one of a number still being typed.
Numerals are digits where they must be: four or more digit by digit, before 号, at the end of a number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

SEPARATOR = "·"
SPACE = " "
NUMERALS = "〇一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}
_OPENCC = OpenCC("t2s")


def fold(text: str) -> str:
    """NFKC, case folding, NFKC once more because folding can undo it, and simplified characters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(map(simplified, folded))


@cache
def simplified(character: str) -> str:
    """The simplified form of a character that stands alone."""
    form = str(_OPENCC.convert(character)) if is_han(character) else character
    return form if form == character else simplified(form)


def is_han(character: str) -> bool:
    name = unicodedata.name(character, "")
    return name.startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH")) or character == "〇"


def parts(text: str) -> list[str]:
    """Tokens, separators and spaces of the text, in order; equal neighbours of the latter are one."""
    found: list[str] = []
    in_run = False
    for character in fold(text):
        if unicodedata.category(character) == "Cf":
            continue
        if character.isspace():
            piece, in_run = SPACE, False
        elif is_han(character) or character.isdigit():
            piece, in_run = character, False
        elif character.isalpha() or unicodedata.combining(character):
            if in_run:
                found[-1] += character
                continue
            piece, in_run = character, True
        else:
            piece, in_run = SEPARATOR, False
        if not (found and piece in (SEPARATOR, SPACE) and found[-1] == piece):
            found.append(piece)
    return found


def is_latin(part: str) -> bool:
    return part[0].isalpha() and not is_han(part[0])


def phrase(pieces: list[str]) -> list[str]:
    """Tokens and separators without spaces, and without the marks at both ends."""
    bare: list[str] = []
    for piece in pieces:
        if piece != SPACE and not (piece == SEPARATOR and bare and bare[-1] == SEPARATOR):
            bare.append(piece)
    while bare and bare[0] == SEPARATOR:
        del bare[0]
    while bare and bare[-1] == SEPARATOR:
        del bare[-1]
    return bare


def phrases(query: str) -> list[list[str]]:
    """The query's phrases: cut where a space stands between two parts neither of which is Latin."""
    pieces = parts(query)
    cut: list[list[str]] = [[]]
    for place, piece in enumerate(pieces):
        before = next((p for p in reversed(pieces[:place]) if p not in (SEPARATOR, SPACE)), None)
        after = next((p for p in pieces[place:] if p not in (SEPARATOR, SPACE)), None)
        if piece == SPACE and before and after and not is_latin(before) and not is_latin(after):
            cut.append([])
        else:
            cut[-1].append(piece)
    return [bare for pieces in cut if (bare := phrase(pieces))]


def number_form(text: str) -> list[str]:
    """A number in the one way of writing it: runs of digits, and each other character; "-" parts letters."""
    spelled = in_digits(fold(text))
    form: list[str] = []
    gap = False
    for place, character in enumerate(spelled):
        piece = parts(character)
        before, after = spelled[:place], spelled[place + 1 :]
        is_year = len(before) - len(before.rstrip(DIGITS)) >= 4 and after.lstrip(MARKS)[:1] in set(DIGITS)
        is_ordinal = after[:1] in set(DIGITS)
        if (character == "第" and is_ordinal) or (character == "年" and is_year):
            gap = True
        elif not piece:
            continue
        elif piece[0] in (SEPARATOR, SPACE):
            gap = True
        else:
            kinds = [kind(form[-1]), kind(character)] if form else []
            if kinds == ["digit", "digit"] and not gap:
                form[-1] += character
            else:
                form += ["-"] if gap and kinds == ["latin", "latin"] else []
                form.append(character)
            gap = False
    return [str(int(piece)) if piece.isascii() and piece.isdigit() else piece for piece in form]


DIGITS = "0123456789"
MARKS = "-.,/()[]〔〕【】 第年"


def kind(piece: str) -> str:
    return "digit" if piece.isdigit() else "latin" if is_latin(piece) else "han"


def in_digits(text: str) -> str:
    """Numerals that are years, stand before 号, or end the text behind another number, in digits."""
    written = ""
    while text:
        size = len(text) - len(text.lstrip("〇○零一二三四五六七八九十百千"))
        numeral, text = text[: size or 1], text[size or 1 :]
        if size:
            is_last = not text and written.rstrip(MARKS)[-1:] in set(DIGITS)
            plain = numeral.rstrip("〇○零一二三四五六七八九")
            if text[:1] == "号" or is_last or (len(numeral) - len(plain) >= 4 and not plain):
                numeral = value_of(numeral)
        written += numeral
    return written


def value_of(written: str) -> str:
    numeral = written.replace("○", "〇").replace("零", "〇")
    if not set(numeral) & set(UNITS):
        return "".join(str(NUMERALS.index(character)) for character in numeral)
    value = digit = 0
    for character in numeral:
        if character in UNITS:
            value += max(digit, 1) * UNITS[character]
            digit = 0
        else:
            digit = NUMERALS.index(character)
    return str(value + digit)


def stands_in_number(wanted: list[str], number: list[str]) -> bool:
    """Whether the pieces follow one another in the number; its last digits may be typed in part."""
    is_open = not all(piece.isdigit() or piece == "-" for piece in wanted)
    for at in range(len(number) - len(wanted) + 1):
        *found, last = number[at : at + len(wanted)]
        same = last == wanted[-1] or (is_open and wanted[-1].isdigit() and last.startswith(wanted[-1]))
        if found == wanted[:-1] and same and last.isdigit() == wanted[-1].isdigit():
            return True
    return False


def joined(pieces: list[str]) -> str:
    """Pieces as one text, in which a sequence of pieces is found as a piece of the text and not otherwise."""
    return "\n" + "".join(f"{piece}\n" for piece in pieces)


class Oracle:
    """Records by name: their texts, and which of these are numbers; says which records a query must find."""

    def __init__(self, records: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        # "\0" is a piece of no text: nothing is found across two blocks
        self._records = {
            name: (
                "\0".join(joined(phrase(parts(text))) for text in texts),
                [number_form(text) for text in numbers],
            )
            for name, texts, numbers in records
        }

    def find(self, query: str) -> set[str]:
        wanted = [joined(one) for one in phrases(query)]
        if not wanted:
            return set()
        number = number_form(query)
        is_typed = any(map(str.isdigit, number))
        return {
            name
            for name, (blocks, numbers) in self._records.items()
            if all(one in blocks for one in wanted)
            or (is_typed and any(stands_in_number(number, own) for own in numbers))
        }
