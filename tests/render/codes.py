"""QR codes as a phone sees them: pixels made of an SVG, and read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import zxingcpp

Picture = np.ndarray[tuple[int, int], np.dtype[np.uint8]]

_PIXELS = 3


def drawn(svg: str) -> Picture:
    """The pixels of a code, 0 for black, from the strokes of its SVG."""
    root = ElementTree.fromstring(svg)
    left, top, width, height = map(int, root.get("viewBox", "").split())
    ground, strokes = root
    assert ground.get("fill") == "#fff"
    assert ground.get("d") == f"M{left}{top}h{width}v{height}h-{width}z"
    picture = np.full((height, width), 255, np.uint8)
    start = re.fullmatch(r"M0 \.5(.*)", strokes.get("d", ""))
    assert start
    row = column = 0
    for letter, right, down in re.findall(r"([hm])(-?\d+)(?: (\d))?", start[1]):
        if letter == "h":
            picture[row - top, column - left : column - left + int(right)] = 0
        column, row = column + int(right), row + int(down or 0)
    return picture.repeat(_PIXELS, 0).repeat(_PIXELS, 1)


def read(picture: Picture) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]
