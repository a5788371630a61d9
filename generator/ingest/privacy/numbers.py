"""Check digits and forms of the numbers that stand for persons."""

from __future__ import annotations

from datetime import date

#: GB/T 2260: the provinces that identity numbers begin with; 9 begins those of foreign residents (2023).
_PROVINCES = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in codes
) | {"71", "81", "82", "83"}
#: GB 11643-1999: weights of the first 17 digits, and the check character by their sum modulo 11 (ISO 7064).
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
#: Nobody who was born before has a number.
_EARLIEST = 1890


def birth_year(number: str) -> int | None:
    """The year of birth that a resident identity number says; None for what is no such number.

    `number` is 18 characters, digits and perhaps a final X, or the 15 digits of before 1999, which have no
    check digit.
    """
    if not (number[:2] in _PROVINCES or (number[0] == "9" and len(number) == 18)):
        return None
    if len(number) == 15:
        return _year(f"19{number[6:12]}")
    if identity_check(number[:17]) != number[17]:
        return None
    return _year(number[6:14])


def identity_check(first: str) -> str:
    """The last character of an identity number, by its first 17 digits."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first, strict=True)) % 11]


def is_date(digits: str) -> bool:
    """Whether eight digits are a day of the last or this century."""
    return digits[:2] in ("19", "20") and _year(digits) is not None


def _year(digits: str) -> int | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born.year if _EARLIEST <= born.year < 2100 else None


def passes_luhn(number: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B), as on bank cards."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0
