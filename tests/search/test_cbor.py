"""The corner of CBOR that Pagefind's list of pages is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.search import cbor

_values = st.recursive(st.integers(0, 2**64 - 1) | st.text(), st.lists)


@given(_values)
def test_what_is_written_is_read_back(value: object) -> None:
    assert cbor.loads(cbor.dumps(value)) == value


@pytest.mark.parametrize(  # examples of RFC 8949, appendix A
    ("value", "written"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (1000, "1903e8"),
        (1000000, "1a000f4240"),
        (18446744073709551615, "1bffffffffffffffff"),
        ("水", "63e6b0b4"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
        (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ],
)
def test_standard_examples(value: object, written: str) -> None:
    assert cbor.dumps(value).hex() == written
    assert cbor.loads(bytes.fromhex(written)) == value


@pytest.mark.parametrize("written", ["f6", "20", "9f01ff", "0000", "a0"])
def test_other_forms_are_refused(written: str) -> None:
    with pytest.raises(ValueError):
        cbor.loads(bytes.fromhex(written))


@pytest.mark.parametrize("value", [-1, 1.5, None, {"a": 1}])
def test_other_values_are_refused(value: object) -> None:
    with pytest.raises(ValueError):
        cbor.dumps(value)
