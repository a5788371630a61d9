"""Drawings in a text are too small to read on a phone: each leads to its own file, which can be enlarged."""

from __future__ import annotations

import re

#: A picture that is a paragraph by itself, and so in no link yet; without words the link would have no name.
_ALONE = re.compile(r'<p>(<img src="([^"]+)" alt="[^"]+"[^>]*>)</p>')


def with_linked_images(body: str) -> str:
    """A body's HTML with every described picture that stands alone linked to its file."""
    return _ALONE.sub(r'<p><a href="\2">\1</a></p>', body) if "<p><img" in body else body
