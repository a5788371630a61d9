"""QR codes, drawn from their SVG as a browser would and read by a decoder that is not ours."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.qr import qr_svg
from generator.render.qr.layout import Layout
from generator.render.qr.symbol import Symbol, symbol_of

from .codes import drawn, read

ADDRESS = "https://www.shili.example/zwgk/records/990001SL-SLJ-2026-30021/"
#: The greatest number of bytes of some versions at level M (ISO/IEC 18004, table 7), with the symbol's side.
CAPACITIES = {14: 21, 26: 25, 42: 29, 62: 33, 84: 37, 122: 45, 180: 53, 213: 57, 412: 77, 666: 97, 2331: 177}


def modules(symbol: Symbol) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    rows = [symbol.bits >> symbol.stride * row for row in reversed(range(symbol.size))]
    bits = [f"{row & (1 << symbol.stride) - 1:0{symbol.stride}b}"[: symbol.size] for row in rows]
    return np.array([[bit == "1" for bit in row] for row in bits])


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=120))
def test_what_is_drawn_is_read(text: str) -> None:
    svg = qr_svg(f"https://县.example/{text}!", "二维码")
    assert read(drawn(svg)) == [f"https://县.example/{text}!"]


@pytest.mark.parametrize(("length", "size"), CAPACITIES.items())
def test_every_version_holds_what_the_standard_says(length: int, size: int) -> None:
    text = (ADDRESS * 40)[:length]
    assert symbol_of(text).size == size
    assert read(drawn(qr_svg(text, ""))) == [text]
    if length < max(CAPACITIES):
        assert symbol_of(f"{text}x").size == size + 4


def test_what_no_version_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="2332 bytes"):
        qr_svg("x" * 2332, "")


@pytest.mark.parametrize("corner", [(60, 60), (75, 15), (48, 90)])
def test_a_stained_code_is_still_read(corner: tuple[int, int]) -> None:
    picture = drawn(qr_svg(ADDRESS, ""))
    row, column = corner
    picture[row : row + 15, column : column + 21] = 255
    assert read(picture) == [ADDRESS]


def test_label_and_namespace_make_it_stand_in_a_page_and_alone() -> None:
    root = ElementTree.fromstring(qr_svg(ADDRESS, '"<本页>" & 二维码'))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (root.get("role"), root.get("aria-label")) == ("img", '"<本页>" & 二维码')
    assert not any("style" in element.attrib for element in root.iter())


@given(st.integers(0, 10**15))
def test_the_mask_is_the_one_with_the_fewest_points(number: int) -> None:
    """Inverts the candidate's mask as the standard's table says, and scores all eight by its rules."""
    symbol = symbol_of(f"https://example.cn/{number}/")
    chosen = modules(symbol)
    layout = Layout((symbol.size - 17) // 4)
    free = np.zeros_like(chosen)
    free[tuple(zip(*layout.free, strict=True))] = True
    used = _format(chosen)
    bare = chosen ^ (free & _mask(used, symbol.size))
    points = []
    for mask in range(8):
        candidate = bare ^ (free & _mask(mask, symbol.size))
        _set_format(candidate, mask)
        points.append(_points(candidate))
    assert used == points.index(min(points))


def _mask(number: int, size: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    i, j = np.indices((size, size))
    values = (
        (i + j) % 2,
        i % 2,
        j % 3,
        (i + j) % 3,
        (i // 2 + j // 3) % 2,
        (i * j) % 2 + (i * j) % 3,
        ((i * j) % 2 + (i * j) % 3) % 2,
        ((i + j) % 2 + (i * j) % 3) % 2,
    )
    return np.asarray(values[number] == 0)


#: The format information of level M under each mask (annex C, table C.1), most significant bit first.
_FORMATS = (0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0)


def _format_places(size: int) -> list[list[tuple[int, int]]]:
    """The places of the 15 bits, the most significant first, in the two copies (figure 25)."""
    around = [*((8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)), *((y, 8) for y in (7, 5, 4, 3, 2, 1, 0))]
    apart = [*((size - 1 - y, 8) for y in range(7)), *((8, size - 8 + x) for x in range(8))]
    return [around, apart]


def _format(symbol: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> int:
    texts = {
        "".join("1" if symbol[place] else "0" for place in places) for places in _format_places(len(symbol))
    }
    assert len(texts) == 1
    return _FORMATS.index(int(texts.pop(), 2))


def _set_format(symbol: np.ndarray[tuple[int, int], np.dtype[np.bool_]], mask: int) -> None:
    for places in _format_places(len(symbol)):
        for place, bit in zip(places, f"{_FORMATS[mask]:015b}", strict=True):
            symbol[place] = bit == "1"


def _points(symbol: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> int:
    """The points of section 7.8.3, counted line by line."""
    points = 0
    for lines in (symbol, symbol.T):
        for line in lines:
            text = "".join("1" if dark else "0" for dark in line)
            points += sum(len(run[0]) - 2 for run in re.finditer(r"0{5,}|1{5,}", text))
            framed = f"0000{text}0000"
            points += 40 * len(re.findall(r"(?<=0000)(?=1011101)|(?=10111010000)(?<!0000)", framed))
    blocks = symbol[:-1, :-1], symbol[1:, :-1], symbol[:-1, 1:], symbol[1:, 1:]
    dark = sum(block.astype(int) for block in blocks)
    points += 3 * int(((dark == 0) | (dark == 4)).sum())
    return points + 10 * int(abs(symbol.mean() - 0.5) * 20 + 1e-9)
