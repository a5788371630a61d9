"""Link and image targets of a Markdown source with their places, for `check`.

What counts as a link is the renderer's word; only the places are looked up in the source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from generator.markup import commonmark
from generator.markup.links import SCHEMES, readable, scheme
from generator.markup.places import cleaned, line_and_column
from generator.markup.tokens import TAG, attributes

_LINKISH = ("[", "<", "@", "://", "www.")  # a search for each is far faster than one pattern for all

# Targets as they can be written: each pattern takes one, in the group that matched.
_DESTINATION = r"(?:<((?:\\.|[^<>\\\n])*)>|((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))"
_WRITTEN = re.compile(
    rf"\]\(\s*{_DESTINATION}"
    rf"|^[ >\t]*\[[^\]\n]+\]:\s*{_DESTINATION}"
    r"|\b(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
    r"|<([^\s<>]+)>"
    r"|((?:https?://|ftp://|www\.)[^\s<]+|(?<![a-z0-9._+\-])[a-z0-9._+\-]+@[a-z0-9.\-]+)",
    re.MULTILINE | re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RAW_TAG = re.compile(r"""<(a|img)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_RAW_TARGET = re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_PROBE = "http://probe.invalid"


class LinkTarget(NamedTuple):
    """A target in readable form and where it stands, counted from 1 in characters."""

    target: str
    is_image: bool
    line: int
    column: int


class _Written(NamedTuple):
    """A target as it stands in the source; `key` is it without escapes."""

    start: int
    end: int
    key: str
    is_image: bool
    is_definition: bool
    is_bare: bool


def link_targets(source: str) -> list[LinkTarget]:
    """All targets the renderer meets in a body, dropped ones too, in the order of the source.

    The place is where the target is written: for `[text](target)` the first character of the target, for a
    reference link that of its definition. Footnote marks are not among them.
    """
    if not any(mark in source for mark in _LINKISH):
        return []
    met: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for target, is_image in _met(source):
        met[unquote(target), is_image].append(target)
    if not met:
        return []
    written = list(_written(source))
    found = []
    for (key, is_image), targets in met.items():
        places = _places(source, key, is_image, len(targets), written)
        for target, offset in zip(targets, places, strict=True):
            found.append(LinkTarget(readable(target), is_image, *line_and_column(source, offset)))
    return sorted(found, key=lambda each: (each.line, each.column))


def _met(source: str) -> Iterator[tuple[str, bool]]:
    """Targets in the sanitised HTML; where one lost its address there, those with forbidden schemes too."""
    dropped = False
    for tag in TAG.finditer(cleaned(source)):
        if tag[1] or tag[2] not in ("a", "img"):
            continue
        values = attributes(tag[3])
        target = values.get("href" if tag[2] == "a" else "src")
        if target is None:
            dropped = dropped or not ("id" in values or "name" in values)
        elif not _is_footnote(target, values):
            yield target, tag[2] == "img"
    if dropped:
        yield from _dropped(commonmark.to_html(source))


def _is_footnote(target: str, values: dict[str, str]) -> bool:
    mark = target.startswith("#fn-") and values.get("id", "").startswith("fnref-")
    return mark or "data-footnote-backref-idx" in values


def _dropped(html: str) -> Iterator[tuple[str, bool]]:
    for tag in _RAW_TAG.finditer(html):
        target = _RAW_TARGET.search(tag[2])
        if target:
            address = unescape(target[target.lastindex or 0])
            if scheme(address) not in SCHEMES | {"", "//"}:
                yield address, tag[1].lower() == "img"


def _written(source: str) -> Iterator[_Written]:
    for match in _WRITTEN.finditer(source):
        group = match.lastindex
        if group is None:
            continue
        definition, bare = group in (3, 4), group == 9
        text = match[group] if group in (5, 6, 7) or bare else _ESCAPED.sub(r"\1", match[group])
        image = match[0].lower().startswith("src") or (group in (1, 2) and _is_image(source, match.start()))
        yield _Written(*match.span(group), unquote(unescape(text)), image, definition, bare)


def _is_image(source: str, bracket: int) -> bool:
    """Whether the text that a `]` closes was opened by `![`."""
    depth = 0
    for place in range(bracket, -1, -1):
        if source[place - 1 : place] == "\\":
            continue
        depth += (source[place] == "]") - (source[place] == "[")
        if depth == 0:
            return source[place - 1 : place] == "!"
    return False


def _places(source: str, key: str, is_image: bool, count: int, written: list[_Written]) -> list[int]:
    """Offsets for so many uses of one target, in order."""
    matching = [each for each in written if _is(each, key, is_image)]
    uses = [each for each in matching if not each.is_definition]
    definitions = [each for each in matching if each.is_definition]
    if len(uses) > count or (uses and definitions):
        uses = [each for each in uses if _is_live(source, each)]
    places = [each.start for each in uses[:count]]
    spare = definitions[0].start if definitions else places[-1] if places else max(source.find(key), 0)
    return places + [spare] * (count - len(places))


def _is(written: _Written, key: str, is_image: bool) -> bool:
    if written.is_bare:
        shown = (key, key.removeprefix("http://"), key.removeprefix("mailto:"))
        return not is_image and written.key.startswith(shown)
    if not written.is_definition and written.is_image != is_image:
        return False
    return written.key in (key, key.removeprefix("mailto:"))


def _is_live(source: str, written: _Written) -> bool:
    """Whether the renderer takes this for a link rather than code or text: ask it with another target."""
    probed = source[: written.start] + _PROBE + source[written.end :]
    return any(target == _PROBE for target, _ in _met(probed))
