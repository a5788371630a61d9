"""E-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.ingest.privacy.finding import Finding, Kind
from generator.ingest.privacy.masking import mask_email
from generator.ingest.privacy.plain import plain

_AROUND = 80  # characters on either side of an at sign
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}([A-Za-z]{2,24})"
    r"(?![A-Za-z0-9-])"
)
#: Endings of what is named after its size: picture@2x.png.
_FILES = frozenset(("png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "js", "css"))


def email_at(text: str, at: int) -> Iterator[Finding]:
    """The e-mail address around an at sign."""
    part = plain(text, max(0, at - _AROUND), at + _AROUND)
    for found in _EMAIL.finditer(part.text):
        start, end = part.span(*found.span())
        if start <= at < end and found[1].lower() not in _FILES:
            yield Finding(Kind.EMAIL, start, end, mask_email(found[0]), found[0].lower())
