"""Where each pair of neighbouring codes stands: the body of the index, cut into files of equal size.

A phrase is found by the pairs it consists of: 财政预算 stands wherever 财政 does and 预算 two places on.
Pairs, because a single Chinese character stands nearly everywhere and a pair of them rarely: the lists that a
query has to fetch are a tenth as long.

A list is known by its key, the pair's codes as one number. A character that is a token of its own also has a
list under the key (character, EVERY): its first place in every record, for queries of one character.

The lists are put one after another in the order of their keys and cut into buckets of BUCKET_BYTES, wherever
that may fall: a rare pair shares a bucket with hundreds of others, a common one fills several, of which a
query reads only those it needs. A bucket is a sequence of varints, for each list: distance of the key from
the key before (0 for the first, whose key is in the directory), number of places, first place, distances of
the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.outputs.search import varints
from generator.outputs.search.tokens import BLOCK_END, CODE_BITS, Codes, Flags, single_tokens
from generator.outputs.search.varints import Integers

#: The second code of the keys under which a single character is listed: no code of the text.
EVERY = (1 << CODE_BITS) - 1
#: Smaller buckets make queries cheaper, and the directory and the number of files greater.
BUCKET_BYTES = 12 * 1024
#: About how many places are sorted at a time, at some 100 bytes of memory each; a code is never divided.
_AT_A_TIME = 1_000_000


@dataclass(frozen=True, slots=True)
class Bucket:
    """A file of lists: its first key and place, whether that list began in the bucket before, its bytes."""

    key: int
    place: int
    is_continued: bool
    content: bytes


def buckets(codes: Codes, starts: Integers) -> Iterator[Bucket]:
    """The buckets of a text of codes, in the order of their keys; `starts` are the records' first places."""
    for first, last in _portions(codes):
        yield from _cut(*_sorted_places(codes, starts, first, last))


def _portions(codes: Codes) -> Iterator[tuple[int, int]]:
    """Ranges of codes (first, last) that stand at about as many places as are sorted at a time."""
    found, counts = np.unique(codes, return_counts=True)
    first = total = 0
    for code, count in zip(found.tolist(), counts.tolist(), strict=True):
        if total and total + count > _AT_A_TIME:
            yield first, code - 1
            first, total = code, 0
        total += count
    yield first, EVERY


def _sorted_places(codes: Codes, starts: Integers, first: int, last: int) -> tuple[Integers, Integers]:
    """Keys in order, with the places of each in order: of all pairs whose first code lies in the range."""
    own = codes[:-1]
    places = np.flatnonzero((own >= max(first, BLOCK_END + 1)) & (own <= last))
    singles = places[single_tokens(codes[places])]
    places = places[codes[places + 1] != BLOCK_END]
    singles = singles[_first_in_record(codes[singles], np.searchsorted(starts, singles, "right"))]
    keys = np.concatenate((_keys(codes[places], codes[places + 1]), _keys(codes[singles], EVERY)))
    places = np.concatenate((places, singles))
    order = np.argsort(keys, kind="stable")
    return keys[order], places[order]


def _keys(codes: Codes, followers: Codes | int) -> Integers:
    return (codes.astype(np.int64) << CODE_BITS) | followers


def _first_in_record(codes: Codes, records: NDArray[np.intp]) -> NDArray[np.intp]:
    """Indexes of the first place of each code in each record."""
    pairs = (codes.astype(np.int64) << 32) | records
    return np.sort(np.unique(pairs, return_index=True)[1])


def _cut(keys: Integers, places: Integers) -> Iterator[Bucket]:
    if not len(keys):
        return
    opens_list = _changes(keys)
    distances = np.where(opens_list, places, np.diff(places, prepend=0))
    bucket_of = np.cumsum(varints.lengths(distances)) // BUCKET_BYTES
    opens_bucket = _changes(bucket_of)
    heads = np.flatnonzero(opens_list | opens_bucket)
    distances[heads] = places[heads]
    key_steps = np.where(opens_bucket[heads], 0, np.diff(keys[heads], prepend=0))
    numbers = _with_heads(distances, heads, key_steps, np.diff(np.append(heads, len(keys))))
    content = varints.encode(numbers)
    ends_of_numbers = np.cumsum(varints.lengths(numbers))
    bucket_heads = np.flatnonzero(opens_bucket)
    # before a place stand two numbers for its own list and for each list before it
    first_numbers = bucket_heads + 2 * np.searchsorted(heads, bucket_heads)
    limits = [0, *ends_of_numbers[first_numbers[1:] - 1].tolist(), len(content)]
    for number, head in enumerate(bucket_heads.tolist()):
        yield Bucket(
            key=int(keys[head]),
            place=int(places[head]),
            is_continued=not opens_list[head],
            content=content[limits[number] : limits[number + 1]].tobytes(),
        )


def _with_heads(distances: Integers, heads: Integers, key_steps: Integers, counts: Integers) -> Integers:
    """The distances with the two numbers before each list that say which it is and how long."""
    is_head = np.zeros(len(distances), np.int64)
    is_head[heads] = 1
    own = np.arange(len(distances)) + 2 * np.cumsum(is_head)
    numbers = np.empty(len(distances) + 2 * len(heads), np.int64)
    numbers[own] = distances
    numbers[own[heads] - 2] = key_steps
    numbers[own[heads] - 1] = counts
    return numbers


def _changes(values: Integers) -> Flags:
    """Where a value differs from the one before it; the first always does."""
    changed = np.ones(len(values), np.bool_)
    changed[1:] = values[1:] != values[:-1]
    return changed
