"""The last gate: no report repeats a number in full, whatever value of a file it quotes."""

from __future__ import annotations

import re

from generator.ingest.privacy.contacts import Contacts
from generator.ingest.privacy.detect import detect, suspects
from generator.ingest.privacy.masking import mask_number

#: What a cut left of an identity number with the day of birth in it, or of a card, at either end of a value.
_REST = (
    r"(?:[0-9]{0,6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{0,3}[0-9Xx]?|62[0-9]{10,16})"
)
_CUT = re.compile(rf"(?<![0-9A-Za-z])(?:(?<=^){_REST}(?![0-9A-Za-z])|{_REST}(?=…?$))")
_SHORTEST_REST = 11


def redact(text: str) -> str:
    """A text with the middle of every number that could be a person's, and of addresses, masked."""
    if text.isascii() and not any(char.isdigit() or char == "@" for char in text):
        return text
    for found in reversed(suspects(text)):
        text = text[: found.start] + found.masked + text[found.end :]
    return _CUT.sub(_masked, text)


def mask_personal(text: str, contacts: Contacts) -> str:
    """A text for people to read, with the personal data masked that no office makes public itself."""
    for found in reversed(detect(text)):
        if not contacts.allow(found):
            text = text[: found.start] + found.masked + text[found.end :]
    return text


def _masked(match: re.Match[str]) -> str:
    """A piece of a number; a value that is nothing else, and was not cut, is a number of its own."""
    is_piece = len(match[0]) >= _SHORTEST_REST and match[0] != match.string
    return mask_number(match[0]) if is_piece else match[0]
