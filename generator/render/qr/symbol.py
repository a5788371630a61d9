"""QR code symbols (ISO/IEC 18004) of short texts: byte mode, error correction level M, versions 1 to 40.

For one version the modules are a linear function of the codewords over GF(2), error correction included: a
symbol is the exclusive or of what each codeword would leave by itself, and that is kept. The addresses of a
site share most codewords, so a symbol with the choice of its mask takes about 0.07 ms; libraries, given every
address anew, take 0.5 (zxing-cpp) to 8 ms (segno), the latter ten times as long as all the rest of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from operator import xor

from generator.render.qr.correction import remainder
from generator.render.qr.layout import Layout
from generator.render.qr.masks import Masks

#: Level M by version, from 1: error correction codewords of a block, and the number of blocks (table 9).
_CORRECTION = (
    *(10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26),
    *(26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28),
)
_BLOCKS = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    *(17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
)
_BYTE_MODE = 0b0100
_PADS = b"\xec\x11"


@dataclass(frozen=True, slots=True)
class Symbol:
    """Rows from the top, each of `stride` bits from the left; the first `size` are modules, 1 is dark."""

    size: int
    stride: int
    bits: int


def symbol_of(text: str) -> Symbol:
    """The smallest symbol of a text. Raises ValueError where that has more than 2,331 bytes of UTF-8."""
    data = text.encode()
    for number in range(1, len(_BLOCKS) + 1):
        version = _version(number)
        if version.header + len(data) <= version.capacity:
            return version.symbol(data)
    raise ValueError(f"{len(data)} bytes are too many for a QR code")


@cache
def _version(number: int) -> _Version:
    return _Version(number)


class _Version:
    """What the symbols of a version have in common; `header` and `capacity` count bytes."""

    def __init__(self, number: int) -> None:
        self._layout = Layout(number)
        self._masks = Masks(self._layout)
        self._blocks, self._correction = _BLOCKS[number - 1], _CORRECTION[number - 1]
        codewords = len(self._layout.places) // 8
        self.capacity = codewords - self._blocks * self._correction
        #: Mode and terminator, a nibble each, and the length: one byte, from version 10 on two.
        self.header = 2 if number < 10 else 3
        self._left = cache(self._left_by)

    def symbol(self, data: bytes) -> Symbol:
        """The symbol that says `data`."""
        words = self._codewords(data)
        bare = reduce(xor, map(self._left, range(len(words)), words))
        return Symbol(self._layout.size, self._layout.stride, self._masks.best(bare))

    def _codewords(self, data: bytes) -> bytes:
        """Mode, length, data, terminator, and pads up to the capacity."""
        start = _BYTE_MODE << 8 * (self.header - 1) | len(data)
        message = (start << 8 * len(data) | int.from_bytes(data)) << 4
        words = message.to_bytes(self.header + len(data))
        pads = self.capacity - len(words)
        return words + (_PADS * (pads // 2 + 1))[:pads]

    def _left_by(self, index: int, word: int) -> int:
        """The modules that a codeword of data makes dark, by itself and by its block's error correction."""
        short, longer = divmod(self.capacity, self._blocks)
        long_start = (self._blocks - longer) * short  # the longer blocks, by one, are the last ones
        if index < long_start:
            block, offset = divmod(index, short)
            size = short
        else:
            block, offset = divmod(index - long_start, short + 1)
            block, size = block + self._blocks - longer, short + 1
        # Codewords are taken from the blocks in turn; the last of the longer blocks follow by themselves.
        turn = offset * self._blocks + block - (self._blocks - longer if offset == short else 0)
        modules = self._layout.place(turn, word)
        check = remainder(word, size - 1 - offset, self._correction).to_bytes(self._correction)
        for position, value in enumerate(check):
            modules ^= self._layout.place(self.capacity + position * self._blocks + block, value)
        return modules
