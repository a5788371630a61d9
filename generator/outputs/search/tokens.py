"""Text as the search engine's words: what counts as equal, what counts as one token.

A Han character (kana, bopomofo and Yi too) and a digit are a token each; a run of letters of any other
script is one token; a run of marks is a separator, and all separators are equal. Space only ends a run of
letters. The script `theme_overrides/assets/search/tokens.js` does the same to the query; a test holds both
together.

Words are of lower-case ASCII letters alone, because Pagefind splits, folds or drops everything else:

    财        four letters, its code point in base 26
    GDP       "zz" + the letters; "z" and those beyond a to y are written "z" + four letters
    ，        the word of the token before it + "z"; after a run of letters "zy" in place of "zz".
              Every tenth character is a mark: bound to a neighbour, the lists of their places stay short.
    (block)   "a" between blocks: no query holds it, so no phrase crosses blocks. It sorts first, and has a
              file of the index to itself.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase

from generator.outputs.search.characters import class_of

BLOCK_END = "a"
_RUN_OF_LETTERS = re.compile(r"[A-Z]+")
_SEPARATOR = re.compile(r"(?<![A-Za-z])([A-Za-z]++) *+-[- ]*+(?=[A-Za-z])")
_OUTER_MARKS = " -"


def normalise(text: str) -> str:
    """Text in the form in which it is compared: NFKC and case folding, as a browser can do it too.

    JavaScript has no case folding; lower, upper, lower is the same to all but the dotless ı, which equals i
    here.
    """
    folded = unicodedata.normalize("NFKC", text).lower().upper().lower().replace("ς", "σ")
    return unicodedata.normalize("NFKC", folded)


def words(block: str) -> list[str]:
    """The words that stand for a block of text, in order: tokens, and separators between tokens."""
    coded = normalise(block).translate(_CODES)
    coded = _SEPARATOR.sub(_with_separator, coded.strip(_OUTER_MARKS))
    return _RUN_OF_LETTERS.sub(lambda run: "zz" + run[0].lower(), coded).split()


def _with_separator(match: re.Match[str]) -> str:
    token = match[1]
    separator = "zy" + token.lower() if token.isupper() else token + "z"
    return f"{token} {separator} "


def _code(character: str) -> str:
    number, letters = ord(character), ""
    for _ in range(4):
        number, digit = divmod(number, 26)
        letters = ascii_lowercase[digit] + letters
    return letters


class _Codes(dict[int, str]):
    """For `str.translate`: tokens of one character in lower case, letters in upper case, "-" for a mark."""

    def __missing__(self, code: int) -> str:
        self[code] = coded = self._coded(chr(code))
        return coded

    @staticmethod
    def _coded(character: str) -> str:
        match class_of(character):
            case "ideograph" | "digit":
                return f" {_code(character)} "
            case "letter":
                plain = "a" <= character <= "y"
                return character.upper() if plain else f"Z{_code(character).upper()}"
            case "space":
                return " "
            case "ignored":
                return ""
            case _:
                return "-"


_CODES = _Codes()
