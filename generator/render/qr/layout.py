"""Where the modules of a QR symbol are: those of its patterns, and those of its codewords in their order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from generator.render.qr.correction import check_bits

#: Light modules around a symbol.
QUIET = 4
_VERSION_CODE = 0x1F25

#: A module's row and column; and with it whether it is dark.
_Place = tuple[int, int]
_Pattern = tuple[_Place, bool]


class Layout:
    """The layout of a version's symbols, modules being bits of one number: see `bit`."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.size = 17 + 4 * version
        #: Bits of a row: whole bytes, with room for the quiet zone behind the modules.
        self.stride = -(-(self.size + QUIET) // 8) * 8
        patterns = dict(self._patterns())
        self.dark = sum(self.bit(*place) for place, is_dark in patterns.items() if is_dark)
        self.free = [place for place in self._zigzag() if place not in patterns]
        #: The bits that codewords stand in, most significant first, codeword by codeword.
        self.places = [self.bit(*place) for place in self.free]

    def bit(self, row: int, column: int) -> int:
        """The number of which only a module's bit is set; the first module is the most significant one."""
        return 1 << (self.size - row) * self.stride - 1 - column

    def place(self, index: int, word: int) -> int:
        """The modules of a codeword, 0 the first, where all others are 0."""
        start = 8 * index
        return sum(self.places[start + bit] for bit in range(8) if word >> 7 - bit & 1)

    def _patterns(self) -> Iterator[_Pattern]:
        """Modules that no codeword stands in, the format's light for now; the last word on a module holds."""
        last = self.size - 1
        for here in range(self.size):
            yield (6, here), here % 2 == 0
            yield (here, 6), here % 2 == 0
        for row, column in product(_alignment(self.version), repeat=2):
            if (row, column) not in ((6, 6), (6, last - 6), (last - 6, 6)):
                yield from _square(row, column, 2, light=(1,))
        for row, column in ((3, 3), (3, last - 3), (last - 3, 3)):
            for place, is_dark in _square(row, column, 4, light=(2, 4)):
                if min(place) >= 0 and max(place) <= last:
                    yield place, is_dark
        for places in self.format_places():
            yield from ((place, False) for place in places)
        yield (last - 7, 8), True
        if self.version >= 7:
            code = self.version << 12 | check_bits(self.version, _VERSION_CODE)
            for bit in range(18):
                row, column = bit // 3, last - 10 + bit % 3
                yield (row, column), bool(code >> bit & 1)
                yield (column, row), bool(code >> bit & 1)

    def format_places(self) -> Iterator[tuple[_Place, _Place]]:
        """The two places of each bit of the format information, the least significant first."""
        for bit in range(15):
            first = (bit + (bit > 5), 8) if bit < 8 else (8, 15 - bit - (bit > 8))
            second = (8, self.size - 1 - bit) if bit < 8 else (self.size - 15 + bit, 8)
            yield first, second

    def _zigzag(self) -> Iterator[_Place]:
        """All modules but the upright timing pattern's, in pairs of columns from the right, up and down."""
        pairs = [*range(self.size - 1, 6, -2), *range(5, 0, -2)]
        for number, right in enumerate(pairs):
            rows = range(self.size)
            for row in rows if number % 2 else reversed(rows):
                yield row, right
                yield row, right - 1


def _square(
    row: int, column: int, reach: int, light: tuple[int, ...]
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Squares around a centre, dark but at the distances named."""
    near = range(-reach, reach + 1)
    for down, right in product(near, near):
        yield (row + down, column + right), max(abs(down), abs(right)) not in light


def _alignment(version: int) -> list[int]:
    """The rows, and the columns too, of the centres of alignment patterns (annex E)."""
    if version == 1:
        return []
    gaps, end = version // 7 + 1, 10 + 4 * version
    step = 26 if version == 32 else -(-(end - 6) // (2 * gaps)) * 2
    return [6, *(end - step * gap for gap in reversed(range(gaps)))]
