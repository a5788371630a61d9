"""Numbers in as few bytes as they need: seven bits a byte, the lowest first, 128 more on all but the last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


def lengths(values: Integers) -> NDArray[np.int64]:
    """How many bytes each of the values (0 or more, below 2 to the 49th) needs."""
    needed = np.ones(len(values), np.int64)
    for byte in range(1, 7):
        needed += values >= 1 << (7 * byte)
    return needed


def encode(values: Integers) -> NDArray[np.uint8]:
    """The bytes of the values, one after another."""
    needed = lengths(values)
    starts = np.cumsum(needed) - needed
    encoded = np.empty(int(needed.sum()), np.uint8)
    for byte in range(int(needed.max(initial=0))):
        reach = np.flatnonzero(needed > byte)
        bits = (values[reach] >> (7 * byte)) & 127
        encoded[starts[reach] + byte] = bits + np.where(needed[reach] > byte + 1, 128, 0)
    return encoded
