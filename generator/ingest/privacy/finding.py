"""What is found in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """A kind of personal data; the id of the rule about it."""

    IDENTITY = "identity-number"
    OLD_IDENTITY = "old-identity-number"
    CARD = "bank-card"
    MOBILE = "mobile-number"
    LANDLINE = "landline-number"
    EMAIL = "email-address"
    HOME = "home-address"
    LOCATION = "image-location"


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data from `start` to `end` of a text.

    `masked` may be shown. `value` is the number's digits, or the address, and may not: it is no part of what
    prints this object.
    """

    kind: Kind
    start: int
    end: int
    masked: str
    value: str = field(repr=False)
