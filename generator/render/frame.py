"""The page frame: MkDocs' page of each depth, cut at its marks, so that pages are joined and never parsed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Marks that the templates frame.html and home.html print where a page's own parts go.
HEAD, CONTENT = "<!--disclosure:head-->", "<!--disclosure:content-->"
PROSE_START, PROSE_END = "<!--disclosure:prose-->", "<!--disclosure:/prose-->"

#: The mark inside each link of the navigation: a page says there that it stands behind it.
_LINK = re.compile("<!--disclosure:at (.*?)-->")


class BadFrame(Exception):
    """A template left a mark out; the text names it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of one depth as UTF-8: what comes before the head's slot, between both, and behind.

    `links` are those of the navigation in their order: where each leads to, relative to the site's root, and
    what stands between the head's slot or the link before it and its own mark.
    """

    before: bytes
    links: tuple[tuple[str, bytes], ...]
    between: bytes
    behind: bytes

    def fill(self, head: str, content: str, places: Sequence[str] = ()) -> bytes:
        """A whole page. `places` are the addresses above it and its own, the last: they tell its link."""
        link = self._link_of(places)
        current = b' aria-current="page"' if link in places[-1:] else b' aria-current="true"'
        parts = [self.before, head.encode()]
        for address, piece in self.links:
            parts += (piece, current) if address == link else (piece,)
        return b"".join((*parts, self.between, content.encode(), self.behind))

    def _link_of(self, places: Sequence[str]) -> str | None:
        """The link that a page stands behind: the longest that any of its places begins with."""
        near = (
            address
            for address, _ in self.links
            if address.strip("./") and any(place.startswith(address) for place in places)
        )
        return max(near, key=len, default=None)


def cut(html: str) -> Frame:
    """Cut a frame page at its marks. Raises BadFrame when one is missing."""
    before, head, rest = html.partition(HEAD)
    between, content, behind = rest.partition(CONTENT)
    if not head or not content:
        raise BadFrame(CONTENT if head else HEAD)
    *pairs, last = _LINK.split(between)
    links = tuple((address, piece.encode()) for piece, address in zip(pairs[::2], pairs[1::2], strict=True))
    return Frame(before.encode(), links, last.encode(), behind.encode())


def cut_home(html: str) -> tuple[Frame, str]:
    """The frame of depth 0 and the home page's prose. Raises BadFrame when a mark is missing."""
    before, start, rest = html.partition(PROSE_START)
    prose, end, behind = rest.partition(PROSE_END)
    if not start or not end:
        raise BadFrame(PROSE_START)
    return cut(before + behind), prose.strip()


def cut_all(frames: Mapping[int, str]) -> tuple[dict[int, Frame], str]:
    """The frames by depth, and the home page's prose."""
    home, prose = cut_home(frames[0])
    return {0: home, **{depth: cut(html) for depth, html in frames.items() if depth}}, prose
