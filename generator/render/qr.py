"""QR codes as SVG, drawn when the site is built.

They stand in the page (0.7 KB of what is sent), not in files beside it: a code in the page is there when that
is printed or opened from a disk, which a picture that waits to be looked at is not, and a site of 100,000
records is spared as many files.
"""

from __future__ import annotations

import html
from functools import cache
from itertools import groupby

import numpy as np
import zxingcpp

#: Modules of nothing around a code, without which many readers do not find it (ISO/IEC 18004, 9.1).
_QUIET = 4


def qr_svg(text: str, label: str) -> str:
    """The QR code of a text as an SVG element, with the quiet zone; `label` is what a screen reader says.

    A seventh of the code may be stained (level M). The colours are the code's own, dark on light whatever
    stands around: readers fail on inverted codes. Fits into a page and, having its namespace, stands as a
    file. Raises ValueError where no code can hold the text.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    is_dark = np.asarray(code.to_image(scale=1, add_quiet_zones=False)) == 0
    side = len(is_dark) + 2 * _QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="-{_QUIET} -{_QUIET} {side} {side}" '
        f'role="img" aria-label="{html.escape(label)}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M-{_QUIET}-{_QUIET}h{side}v{side}h-{side}z"/>'
        f'<path stroke="#000" d="M0 .5{_path(is_dark)}"/></svg>'
    )


def _path(is_dark: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> str:
    """The dark modules as strokes of width 1, row by row."""
    rows = np.packbits(is_dark, axis=1)
    return f"m-{8 * rows.shape[1]} 1".join("".join(map(_strokes().__getitem__, row)) for row in rows.tolist())


@cache
def _strokes() -> list[str]:
    """For each byte the strokes of eight modules, from their left edge to the right one."""
    return [
        "".join(_stroke(module, len([*run])) for module, run in groupby(f"{byte:08b}")) for byte in range(256)
    ]


def _stroke(module: str, length: int) -> str:
    return f"h{length}" if module == "1" else f"m{length} 0"
