"""The page frame: MkDocs' page of each depth, cut at its marks, so that pages are joined and never parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Marks that the templates frame.html and home.html print where a page's own parts go.
HEAD, CONTENT = "<!--disclosure:head-->", "<!--disclosure:content-->"
PROSE_START, PROSE_END = "<!--disclosure:prose-->", "<!--disclosure:/prose-->"


class BadFrame(Exception):
    """A template left a mark out; the text names it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of one depth as UTF-8: what comes before the head's slot, between both, and behind."""

    before: bytes
    between: bytes
    behind: bytes

    def fill(self, head: str, content: str) -> bytes:
        """A whole page."""
        return b"".join((self.before, head.encode(), self.between, content.encode(), self.behind))


def cut(html: str) -> Frame:
    """Cut a frame page at its marks. Raises BadFrame when one is missing."""
    before, head, rest = html.partition(HEAD)
    between, content, behind = rest.partition(CONTENT)
    if not head or not content:
        raise BadFrame(CONTENT if head else HEAD)
    return Frame(before.encode(), between.encode(), behind.encode())


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
