"""The index number that a new record gets: the next one of its department's series."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from datetime import date

from generator.ingest.crosscheck import address_of
from generator.model.records import Record

_SERIAL = re.compile(r"(\d+)(\D*)$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def next_index_number(records: Iterable[Record], taken: Set[str], department: str, day: date) -> str:
    """The number after the highest of the series that the department uses most in the year of a day.

    Where the year has none yet, the scheme of its newest record begins anew at 1. `records` are sorted newest
    first; `taken` are the addresses of all numbers in use. Two branches may well propose the same number: the
    check finds it as soon as both are in one tree.
    """
    own = [record for record in records if record.department == department]
    this_year = [record.index_number for record in own if record.published_at.year == day.year]
    if this_year:
        series, _ = Counter(map(_series, this_year)).most_common(1)[0]
        number = max((number for number in this_year if _series(number) == series), key=_serial)
    elif own:
        number = _first_of_year(own[0], day.year)
    else:
        number = f"{department.upper()}-{day.year}-00001"
    # a number that is in use, like the latest of the series, gives way to the one after it
    while address_of(number) in taken:
        number = _after(number)
    return number


def _series(number: str) -> str:
    """What the numbers of a series share: everything but the serial."""
    return _SERIAL.sub("", number)


def _serial(number: str) -> int:
    found = _SERIAL.search(number)
    return int(found[1]) if found else -1


def _first_of_year(record: Record, year: int) -> str:
    """An earlier year's number as the first of this year: the same scheme, the serial from 1."""
    number = _YEAR.sub(str(year), record.index_number)
    return _SERIAL.sub(lambda found: "1".zfill(len(found[1])) + found[2], number)


def _after(number: str) -> str:
    if not _SERIAL.search(number):
        return f"{number}-2"
    return _SERIAL.sub(lambda found: str(int(found[1]) + 1).zfill(len(found[1])) + found[2], number)
