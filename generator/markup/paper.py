"""A rendered body as it stands on paper among others: nothing to click, to fold or to scroll, no ids."""

from __future__ import annotations

import re

from generator.markup.tokens import TAG, attributes, write

_BACKREF = re.compile(r'<a [^>]*class="footnote-backref".*?</a>', re.DOTALL)
_HEADING = re.compile(r"h([1-6])")
_LOWEST = 6
#: What only a reader at a screen, or its software, has use for.
_FOR_SCREENS = frozenset(("id", "headers", "tabindex", "role", "loading", "open"))


def on_paper(html: str) -> str:
    """A rendered body without links, its headings one level lower, what is folded unfolded."""
    return TAG.sub(_printed, _BACKREF.sub("", html))


def _printed(tag: re.Match[str]) -> str:
    slash, name, written = tag.groups()
    if name is None:
        return tag[0]
    if name == "a":
        return ""
    if heading := _HEADING.fullmatch(name):
        name = f"h{min(int(heading[1]) + 1, _LOWEST)}"
    if slash:
        return f"</{name}>"
    values = {key: value for key, value in attributes(written).items() if not _is_for_screens(key)}
    unfolded = " open" if name == "details" else ""
    return f"<{name}{write(values)}{unfolded}>"


def _is_for_screens(attribute: str) -> bool:
    return attribute in _FOR_SCREENS or attribute.startswith("aria-")
