"""Personal data made unreadable, so that a report does not spread what it warns of.

Of a number the first three and the last two digits stay: who has the text before him knows which is meant,
who has the report alone lacks thirteen digits of an identity number and six of a telephone's. The mark is the
cross that Chinese documents use: two numbers masked by asterisks would set what stands between them in bold.
"""

from __future__ import annotations

import re

CROSS = "×"
_HEAD, _TAIL = 3, 2
_PLACE = re.compile(r".*?(?:街道|[省市县区镇乡])(?=.)")
_SHOWN_OF_ADDRESS = 12


def mask_number(digits: str) -> str:
    """A number with stars in its middle: `138××××××00`."""
    return f"{digits[:_HEAD]}{CROSS * (len(digits) - _HEAD - _TAIL)}{digits[-_TAIL:]}"


def mask_name(name: str) -> str:
    """A person's name with its first character alone: `张××`."""
    return f"{name[:1]}{CROSS * (len(name) - 1)}"


def mask_email(address: str) -> str:
    """An address with the first letter of its name alone: `z×××@example.com`."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}{CROSS * 3}@{host}"


def mask_address(address: str) -> str:
    """A home address down to its county, town or street at most: `示例县样本镇×××`."""
    place = ""
    while (found := _PLACE.match(address, len(place))) and found.end() <= _SHOWN_OF_ADDRESS:
        place = address[: found.end()]
    return f"{place or address[:2]}{CROSS * 3}"
