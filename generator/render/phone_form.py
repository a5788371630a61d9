"""Telephone numbers stay on one line: half a number at the end of a line is dialled wrong."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_NUMBER = re.compile(r"(?<![\w-])\d{3,4}-\d{7,8}(?![\w-])", re.ASCII)


def whole_numbers(text: str) -> Markup:
    """A text as HTML, its telephone numbers (区号-号码) in spans of the class `whole`."""
    told = str(escape(text))
    return Markup(_NUMBER.sub(r'<span class="whole">\g<0></span>', told) if "-" in told else told)
