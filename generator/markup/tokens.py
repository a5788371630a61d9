"""A tokeniser for the sanitiser's canonical output: lower-case names, values in double quotes, no comments.

Text is only ever text and a tag is always taken whole, quoted values included, so nothing that stands inside
an attribute can be mistaken for a tag.
"""

from __future__ import annotations

import re
from html import unescape

_VALUES = r'(?: [^\s"<>=/]+="[^"]*")*'
_TAG = rf"(/?)([a-z][a-z0-9]*)({_VALUES})>"

#: A tag: slash or nothing, name, attributes; or a `<` that opens none (never in canonical HTML).
TAG = re.compile(rf"<(?:{_TAG}|)")

# Tags that pass unchanged when they have no attributes; taken with the text, they cost next to nothing.
_PLAIN = (
    "p|li|ul|ol|td|tr|tbody|thead|strong|em|del|code|br|hr|b|i|u|s|ins|mark|small|sub|sup|q|cite|kbd|samp|var|dl|"
    "dt|dd|span|div|tfoot|caption|summary|details|figure|figcaption|ruby|rt|rp|abbr|dfn|time|bdi|bdo|wbr|colgroup|col"
)

#: Text with plain tags, then a tag to look at, a stray `<`, or the end.
RUN = re.compile(rf"((?:[^<]++|</?(?:{_PLAIN})>)*+)(?:<(?:{_TAG}|)|\Z)")

_ATTRIBUTE = re.compile(r' ([^\s"<>=/]+)="([^"]*)"')


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, values unescaped."""
    return {name: unescape(value) if "&" in value else value for name, value in _ATTRIBUTE.findall(written)}


def quoted(value: str) -> str:
    """A text made fit for an attribute in double quotes; `<` and `>` too, though HTML would allow them."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def write(values: dict[str, str]) -> str:
    """Attributes as written after a tag's name; an empty value of a boolean one stays empty."""
    return "".join(f' {name}="{quoted(value)}"' for name, value in values.items())


def plain_text(html: str) -> str:
    """The text of canonical HTML, without tags, character references resolved."""
    return unescape(TAG.sub("", html))
