"""A body as lines of plain text that leave out nothing a reader would take otherwise.

Words alone would hide a link that leads elsewhere, a sentence struck out, another picture: each is told in
words, beside the text that it belongs to.
"""

from __future__ import annotations

import re
from html import unescape

from generator.derive.wording import Wording
from generator.markup.blocks import numbered, visible_blocks

# On the sanitiser's canonical HTML, as in markup/blocks.
_CELL_ENDS = re.compile(r"</t[dh]>\s*<t[dh][^>]*>")
_FOOTNOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>|<a [^>]*role="doc-backlink".*?</a>')
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r"<img ([^>]*)>")
_VALUE = re.compile(r'(src|alt)="([^"]*)"')
_STRUCK = re.compile(r"<(del|s)>(.*?)</\1>", re.DOTALL)
_RAISED = re.compile(r"<(sup|sub)>(.*?)</\1>", re.DOTALL)
_CHECKBOX = re.compile(r"<input [^>]*>")


def told_lines(html: str, words: Wording) -> list[str]:
    """The lines of a rendered body, the cells of a row in one of them."""
    html = _FOOTNOTE_MARK.sub("", html)
    html = _CELL_ENDS.sub(" ｜ ", html)
    html = _CHECKBOX.sub(lambda box: "☑" if " checked" in box[0] else "☐", html)
    html = _RAISED.sub(lambda raised: f"{'^' if raised[1] == 'sup' else '_'}{raised[2]}", html)
    html = _IMAGE.sub(lambda image: _told_image(image[1], words), html)
    html = _LINK.sub(lambda link: _told_link(link[1], link[2], words), html)
    html = _STRUCK.sub(lambda struck: words.fill("struck", text=struck[2]), html)
    return visible_blocks(numbered(html, bullet="• "))


def _told_image(attributes: str, words: Wording) -> str:
    values = dict(_VALUE.findall(attributes))
    return words.fill("picture", text=values.get("alt", ""), file=values.get("src", ""))


def _told_link(target: str, text: str, words: Wording) -> str:
    """A link with its target, where its text does not say it."""
    if target.startswith("#") or unescape(target) == unescape(text):
        return text
    return words.fill("link", text=text, target=target)
