"""GitHub's own Markdown renderer, with the memory it takes given back.

cmarkgfm 2025.10 never frees the parsed tree and the HTML it returns: about 0.5 MB for a body of 6,000
characters, gigabytes for a large catalog. The C library exports what frees both, so we call that ourselves.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

from cmarkgfm import _cmark, cmark

_EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist")

# Raw HTML passes here: the sanitiser judges it. GitHub strikes text between single tildes too.
_OPTIONS: int = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES


def to_html(source: str) -> str:
    """Render GitHub Flavored Markdown with footnotes to HTML that is not safe yet."""
    parser = cmark.parser_new(_OPTIONS)
    try:
        for extension in _extensions():
            cmark.parser_attach_syntax_extension(parser, extension)
        cmark.parser_feed(parser, source)
        root = cmark.parser_finish(parser)
        html = _cmark.lib.cmark_render_html(root, _OPTIONS, cmark.parser_get_syntax_extensions(parser))
        try:
            return str(_cmark.ffi.string(html).decode("utf-8"))
        finally:
            _free(root, html)
    finally:
        cmark.parser_free(parser)


@cache
def _extensions() -> tuple[Any, ...]:
    cmark.core_extensions_ensure_registered()
    return tuple(cmark.find_syntax_extension(name) for name in _EXTENSIONS)


class _Allocator(ctypes.Structure):
    """`cmark_mem` of cmark-gfm.h."""

    _fields_ = (
        ("calloc", ctypes.c_void_p),
        ("realloc", ctypes.c_void_p),
        ("free", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
    )


@cache
def _library() -> tuple[Any, Any] | None:
    """Functions that free a tree and a string; None where the extension module hides them (Windows)."""
    try:
        library = ctypes.CDLL(_cmark.__file__)
        free_node = library.cmark_node_free
        allocator = library.cmark_get_default_mem_allocator
    except (OSError, AttributeError):
        return None
    free_node.argtypes, free_node.restype = (ctypes.c_void_p,), None
    allocator.argtypes, allocator.restype = (), ctypes.POINTER(_Allocator)
    return free_node, allocator().contents.free


def _free(root: Any, html: Any) -> None:
    library = _library()
    if library is not None:
        free_node, free_string = library
        free_string(int(_cmark.ffi.cast("uintptr_t", html)))
        free_node(int(_cmark.ffi.cast("uintptr_t", root)))
