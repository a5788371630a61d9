"""The masks of QR symbols, and which of the eight makes a symbol easiest to read (ISO/IEC 18004, 7.8).

The eight candidates lie in one number, one above the other with the quiet zone between them: each operation
looks at all modules of all of them.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.render.qr.correction import check_bits
from generator.render.qr.layout import QUIET, Layout

_FORMAT_CODE, _FORMAT_MASK, _LEVEL_M = 0x537, 0x5412, 0b00
#: A mask inverts the modules for whose row and column this is 0 (table 10).
_MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda row, column: (row + column) % 2,
    lambda row, _: row % 2,
    lambda _, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
#: What is counted of a candidate, in points.
_RUN, _SQUARE, _FINDER, _IMBALANCE = 3, 3, 40, 10


class Masks:
    """The masks of a version's symbols."""

    def __init__(self, layout: Layout) -> None:
        self._stride = layout.stride
        self._modules = layout.size**2
        self._symbol = (1 << layout.size * layout.stride) - 1
        span, margin = (layout.size + QUIET) * layout.stride, QUIET * layout.stride
        self._starts = [margin + span * number for number in range(len(_MASKS))]
        everything = sum(
            layout.bit(row, column) for row in range(layout.size) for column in range(layout.size)
        )
        self._copies = sum(1 << start for start in self._starts)
        self._inside = everything * self._copies
        self._around = (1 << margin + span * len(_MASKS)) - 1
        self._overlays = sum(_overlay(layout, number) << start for number, start in enumerate(self._starts))

    def best(self, bare: int) -> int:
        """A whole symbol from what its codewords make dark, under the mask with the fewest points."""
        dark = bare * self._copies ^ self._overlays
        points = self._points(dark)
        return dark >> self._starts[points.index(min(points))] & self._symbol

    def _points(self, dark: int) -> list[int]:
        """The points of each candidate."""
        light = dark ^ self._inside
        not_dark = dark ^ self._around
        points = [_IMBALANCE * self._imbalance(count) for count in self._counts(dark)]
        for step in (1, self._stride):
            fives = starts = 0
            for colour in (dark, light):
                pairs = colour & colour >> step
                five = pairs & pairs >> 2 * step & colour >> 4 * step
                fives |= five
                starts |= five & ~(five << step)
            # A run of 5 has 3 points, each module more has one.
            self._add(points, fives, 1)
            self._add(points, starts, _RUN - 1)
            self._add(points, _finders(dark, not_dark, step), _FINDER)
        squares = 0
        for colour in (dark, light):
            pairs = colour & colour >> 1
            squares |= pairs & pairs >> self._stride
        self._add(points, squares, _SQUARE)
        return points

    def _add(self, points: list[int], found: int, each: int) -> None:
        for number, count in enumerate(self._counts(found)):
            points[number] += each * count

    def _counts(self, bits: int) -> list[int]:
        """How many bits are set within each candidate."""
        return [(bits >> start & self._symbol).bit_count() for start in self._starts]

    def _imbalance(self, dark: int) -> int:
        """How many whole steps of 5 % lie between the dark modules and one half."""
        return abs(20 * dark - 10 * self._modules) // self._modules


def _finders(dark: int, light: int, step: int) -> int:
    """What looks like a finder pattern (1:1:3:1:1) with four light modules before or behind it."""
    core = dark & light >> step & dark >> 2 * step & dark >> 3 * step & dark >> 4 * step
    core &= light >> 5 * step & dark >> 6 * step
    pairs = light & light >> step
    four = pairs & pairs >> 2 * step
    return core & (four << 4 * step | four >> 7 * step)


def _overlay(layout: Layout, number: int) -> int:
    """What a mask adds to the codewords: the modules it inverts, the patterns, its own number."""
    mask = _MASKS[number]
    inverted = sum(layout.bit(*place) for place in layout.free if mask(*place) == 0)
    content = _LEVEL_M << 3 | number
    bits = (content << 10 | check_bits(content, _FORMAT_CODE)) ^ _FORMAT_MASK
    places = [place for bit, pair in enumerate(layout.format_places()) if bits >> bit & 1 for place in pair]
    return inverted | layout.dark | sum(layout.bit(*place) for place in places)
