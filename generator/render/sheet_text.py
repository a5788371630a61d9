"""What a sheet for the notice board prints of a record's text: all of a short one, the gist of a long one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from generator.derive.naming import Site
from generator.derive.sheets import SheetEntry, SheetPage
from generator.markup import on_paper
from generator.markup.blocks import visible_blocks
from generator.render.record_body import body_of

#: The most characters of a text that is printed in full: about half a sheet.
_FULL = 1_500
#: About how many characters of a longer one stand there, where it has no summary.
_GIST = 200
#: With less than this on it, in characters, a sheet is set in one column of large letters, or larger in two;
#: with so much that only a little of it would stand on a second one, closer.
_BRIEF, _SPARSE, _DENSE = 400, 1_000, range(1_400, 1_900)
#: The characters that a row of a table and the head of a record with its code take the place of.
_ROW, _HEAD = 25, 100

_HEADING = re.compile(r"<h[2-6].*?</h[2-6]>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetText:
    """A text as printed: in full (`html`), or its gist."""

    html: Markup
    gist: str = ""


def sheet_texts(site: Site, view: SheetPage) -> tuple[SheetText, ...]:
    """The text of each entry of a sheet, in order."""
    return tuple(_text(site, view, entry) for entry in view.entries)


def density(texts: tuple[SheetText, ...]) -> str:
    """How a sheet is set, by how much is on it: `brief`, `sparse`, `dense`, or `normal`."""
    extent = sum(map(_extent, texts))
    if extent < _BRIEF:
        return "brief"
    return "sparse" if extent < _SPARSE else "dense" if extent in _DENSE else "normal"


def _extent(text: SheetText) -> int:
    length = len(text.gist) + sum(map(len, visible_blocks(text.html)))
    return _HEAD + length + _ROW * text.html.count("<tr>")


def _text(site: Site, view: SheetPage, entry: SheetEntry) -> SheetText:
    if not entry.shows_text:
        return SheetText(Markup())
    html = body_of(site, entry.record, f"{view.page.root}{entry.record.url}").html
    blocks = visible_blocks(html)
    if sum(map(len, blocks)) <= _FULL:
        return SheetText(Markup(on_paper(html)))
    return SheetText(
        Markup(), entry.record.told_summary or _first_lines(visible_blocks(_HEADING.sub("", html)))
    )


def _first_lines(blocks: list[str]) -> str:
    """The beginning of a text, cut after a sentence where one ends in time."""
    text = "".join(blocks)[:_GIST]
    end = max(text.rfind(mark) for mark in "。！？；")
    return text[: end + 1] if end >= _GIST // 2 else f"{text}……"
