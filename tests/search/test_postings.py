"""The lists of places: what a plain dictionary of pairs would hold, whatever buckets they are cut into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.search import postings, varints
from generator.outputs.search.postings import EVERY, Bucket, buckets
from generator.outputs.search.tokens import BLOCK_END, CODE_BITS, RUN_START, codes_of

#: Few codes, so that lists are long; among them a letter, a run's first letter, marks, block ends.
_CODES = (BLOCK_END, 1, 2, ord("2"), ord("财"), ord("政"), ord("a"), ord("a") + RUN_START)
_texts = st.lists(st.lists(st.sampled_from(_CODES), max_size=40), min_size=1, max_size=8)


def _numbers(content: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in content:
        value += (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def _lists(bucket: Bucket) -> Iterator[tuple[int, list[int]]]:
    numbers = _numbers(bucket.content)
    key = bucket.key
    for step in numbers:
        key += step
        places: list[int] = []
        for _ in range(next(numbers)):
            places.append(next(numbers) + (places[-1] if places else 0))
        yield key, places


def _expected(records: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Every pair of a record that no block's end is part of, and the first place of single characters."""
    lists: dict[int, list[int]] = defaultdict(list)
    start = 0
    for record in records:
        seen: set[int] = set()
        for place, code in enumerate(record):
            after = record[place + 1] if place + 1 < len(record) else BLOCK_END
            if BLOCK_END not in (code, after):
                lists[(code << CODE_BITS) + after].append(start + place)
            if code in (ord("2"), ord("财"), ord("政")) and code not in seen:
                lists[(code << CODE_BITS) + EVERY].append(start + place)
                seen.add(code)
        start += len(record)
    return lists


def _found(records: Sequence[Sequence[int]]) -> list[Bucket]:
    sizes = np.array([len(record) for record in records], np.int64)
    codes = np.array([code for record in records for code in record], np.uint32)
    return list(buckets(codes, np.cumsum(sizes) - sizes))


@pytest.fixture(autouse=True, scope="module")
def small_portions() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "BUCKET_BYTES", 12)
        patch.setattr(postings, "_AT_A_TIME", 30)
        yield


@given(_texts)
def test_lists_are_those_of_a_dictionary(texts: list[list[int]]) -> None:
    records = [[*text, BLOCK_END] for text in texts]
    found: dict[int, list[int]] = defaultdict(list)
    for bucket in _found(records):
        for key, places in _lists(bucket):
            found[key] += places
    assert found == _expected(records)
    assert list(found) == sorted(found)


@given(_texts)
def test_the_directory_says_where_lists_begin_and_go_on(texts: list[list[int]]) -> None:
    made = _found([[*text, BLOCK_END] for text in texts])
    last = None
    for bucket in made:
        (key, places), *_ = lists = list(_lists(bucket))
        assert (bucket.key, bucket.place) == (key, places[0])
        assert bucket.is_continued == (key == last)
        last = lists[-1][0]


def test_buckets_have_about_the_same_size() -> None:
    codes = codes_of(["关于公布二〇二六年度财政预算的通知" * 40])
    sizes = [len(bucket.content) for bucket in buckets(codes, np.array([0]))]
    assert len(sizes) > 50
    assert max(sizes) < 12 * 4, "two numbers more for each list, and a first place that is no distance"


@given(st.lists(st.integers(0, 2**49 - 1)))
def test_varints_are_read_as_written(values: list[int]) -> None:
    array = np.array(values, np.int64)
    content = varints.encode(array).tobytes()
    assert list(_numbers(content)) == values
    assert varints.lengths(array).sum() == len(content)
    assert varints.lengths(array).tolist() == [max(1, -(-value.bit_length() // 7)) for value in values]
