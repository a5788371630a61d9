"""Invented numbers that look like persons': no region is 119999, no card has twelve zeros."""

from __future__ import annotations

from generator.ingest.privacy.numbers import identity_check, passes_luhn


def identity(birth: str = "19900101", region: str = "119999", sequence: str = "000") -> str:
    """A resident identity number that its check character fits."""
    first = region + birth + sequence
    return first + identity_check(first)


def card(first: str = "622200000000000000") -> str:
    """A card number: a digit more than it is given, so that Luhn's check passes."""
    return next(first + digit for digit in "0123456789" if passes_luhn(first + digit))


IDENTITY, OLD_IDENTITY, CARD = identity(), "119999900101000", card()
MOBILE, LANDLINE = "19900000000", "0000-5550000"
EMAIL, HOME = "zhang@mail.example", "样本镇样本村3组12号"
