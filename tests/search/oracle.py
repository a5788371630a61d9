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
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

SEPARATOR = "·"
SPACE = " "


def fold(text: str) -> str:
    """NFKC, case folding, and NFKC once more because folding can undo it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


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


def stands_in(wanted: list[str], block: list[str]) -> bool:
    size = len(wanted)
    return any(block[at : at + size] == wanted for at in range(len(block) - size + 1))


class Oracle:
    """Records by index number, each a list of blocks; says which records a query must find."""

    def __init__(self, records: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._records = {number: [phrase(parts(text)) for text in texts] for number, texts in records}

    def find(self, query: str) -> set[str]:
        wanted = phrases(query)
        if not wanted:
            return set()
        return {
            number
            for number, blocks in self._records.items()
            if all(any(stands_in(one, block) for block in blocks) for one in wanted)
        }
