"""The words of a body, told apart from its markup twice over: in the Markdown file and on the page."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from .html import HtmlPage, letters

_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:(.*(?:\n[ \t]+.*)*)\n?", re.MULTILINE)
_MARKUP = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),  # an image's text is for those who cannot see it
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"\]\([^)]*\)"), "]"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"^(\s*>\s*)?\[!\w+\]", re.MULTILINE), ""),
    (re.compile(r"^(\s*)(\d+[.)]|[-*+])\s", re.MULTILINE), ""),
)


def said_by(markdown: str) -> str:
    """The letters and digits of a Markdown body, its footnotes at the end."""
    notes = "".join(note[1] for note in _FOOTNOTE.finditer(markdown))
    text = _FOOTNOTE.sub("", markdown) + "\n\n" + notes
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return letters(text)


def shown_by(document: HtmlPage) -> str:
    """The letters and digits of the body on a record's page."""
    return "".join(letters("".join(_visible(body))) for body in document.all("div.record-body"))


def _visible(element: Element) -> list[str]:
    """Text without the numbers and signs that footnotes are linked by."""
    marks = {"footnote-ref", "footnote-backref"}
    if marks & set(element.get("class", "").split()):
        return [element.tail or ""]
    inner = [piece for child in element for piece in _visible(child)]
    return [element.text or "", *inner, element.tail or ""]
