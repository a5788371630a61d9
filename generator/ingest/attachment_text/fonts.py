"""One font in the place of all that a PDF names and does not carry.

PDFium leaves out characters that it finds no shape for where each is written by itself. So one file would
read differently on machines with other fonts, and lose its Chinese on a server that has none.
"""

from __future__ import annotations

import base64
import ctypes
from typing import Any

from pypdfium2 import raw

#: A TrueType font that shows every character up to U+2FFFF as the same box: a character map of format 13.
_BOX = base64.b64decode(
    """
AAEAAAAIAIAAAwAAY21hcAATAFUAAAEQAAAAKGdseWbgMeAwAAABQAAAADRoZWFkMUy7RAAAAIwAAAA2aGhlYQcKA4YAAADEAAAA
JGhtdHgETABkAAABCAAAAAZsb2NhABoADQAAATgAAAAGbWF4cAAEAAYAAADoAAAAIHBvc3QAAwAAAAABdAAAACAAAQAAAAEAACk+
ARhfDzz1AAMD6AAAAADnJzuiAAAAAOcnO6IAZAAAA4QDIAAAAAMAAgAAAAAAAAABAAADIP84AAAD6ABkAGQDhAABAAAAAAAAAAAA
AAAAAAAAAQABAAAAAgAEAAEAAAAAAAIAAAAAAAAAAAAAAAAAAAAAA+gAZABkAAAAAAABAAMACgAAAAwADQAAAAAAHAAAAAAAAAAB
AAAAIQAC//8AAAABAAAADQAaAAAAAQBkAAADhAMgAAMAADMRIRFkAyADIPzgAAABAGQAAAOEAyAAAwAAMxEhEWQDIAMg/OAAAAMA
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
    """
)
_THE_ONLY = 1  # the handle of the font
_WHOLE = 0  # where PDFium would name one table of a font
_DEFAULT_CHARSET = 1


def _font_data(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    """Copy the font where there is room for it; return its size in bytes."""
    if table != _WHOLE:
        return 0
    if buffer and size >= len(_BOX):
        ctypes.memmove(buffer, _BOX, len(_BOX))
    return len(_BOX)


_ANSWERS = {
    "Release": lambda *_: None,
    "EnumFonts": lambda *_: None,
    "MapFont": lambda *_: _THE_ONLY,
    "GetFont": lambda *_: _THE_ONLY,
    "GetFontData": _font_data,
    "GetFaceName": lambda *_: 0,
    "GetFontCharset": lambda *_: _DEFAULT_CHARSET,
    "DeleteFont": lambda *_: None,
}
_INFO = raw.FPDF_SYSFONTINFO(
    version=1,
    **{name: kind(_ANSWERS[name]) for name, kind in raw.FPDF_SYSFONTINFO._fields_ if name in _ANSWERS},
)


def ignore_system_fonts() -> None:
    """Have PDFium use the box for every font that a file does not carry. For the whole process."""
    raw.FPDF_SetSystemFontInfo(_INFO)
