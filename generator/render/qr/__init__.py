"""QR codes as SVG, drawn when the site is built.

They stand in the page (0.7 KB of what is sent), not in files beside it: a code in the page is there when that
is printed or opened from a disk, which a picture that waits to be looked at is not, and a site of 100,000
records is spared as many files.
"""

from __future__ import annotations

import html
from functools import cache
from itertools import groupby

from generator.render.qr.layout import QUIET
from generator.render.qr.symbol import Symbol, symbol_of

__all__ = ["qr_svg"]


def qr_svg(text: str, label: str) -> str:
    """The QR code of a text as an SVG element, with the quiet zone; `label` is what a screen reader says.

    The colours are the code's own, dark on light whatever stands around: readers fail on inverted codes. Fits
    into a page and, having its namespace, stands as a file. Raises ValueError where the text is longer than
    2,331 bytes of UTF-8.
    """
    symbol = symbol_of(text)
    side = symbol.size + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="-{QUIET} -{QUIET} {side} {side}" '
        f'role="img" aria-label="{html.escape(label)}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M-{QUIET}-{QUIET}h{side}v{side}h-{side}z"/>'
        f'<path stroke="#000" d="M0 .5{_path(symbol)}"/></svg>'
    )


def _path(symbol: Symbol) -> str:
    """The dark modules as strokes of width 1, row by row."""
    strokes = [*map(_strokes().__getitem__, symbol.bits.to_bytes(symbol.size * symbol.stride // 8))]
    step, width = symbol.stride // 8, -(-symbol.size // 8)
    rows = ("".join(strokes[start : start + width]) for start in range(0, len(strokes), step))
    return f"m-{8 * width} 1".join(rows)


@cache
def _strokes() -> list[str]:
    """For each byte the strokes of eight modules, from their left edge to the right one."""
    return [
        "".join(_stroke(module, len([*run])) for module, run in groupby(f"{byte:08b}")) for byte in range(256)
    ]


def _stroke(module: str, length: int) -> str:
    return f"h{length}" if module == "1" else f"m{length} 0"
