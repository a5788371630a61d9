"""Headings of a body: their addresses as GitHub makes them, their levels below the page's own title."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

_NOT_IN_SLUG = re.compile(r"[^\w\- ]+")
_TOP, _LOWEST = 2, 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the page shows it: level 2 to 6, id, plain text."""

    level: int
    id: str
    text: str


@dataclass(slots=True)
class Slugs:
    """Hands out heading ids, none twice, none of `reserved` and none that starts with `__` (the theme's own).

    `given` maps GitHub's id, which links use, to ours: another where GitHub's would clash with the page.
    """

    reserved: Collection[str]
    given: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _repeats: tuple[dict[str, int], dict[str, int]] = field(default_factory=lambda: ({}, {}))

    def take(self, text: str) -> str:
        """The id for a heading text: lower case, punctuation out, spaces to `-`; repeats get `-1`, `-2`…"""
        slug = _NOT_IN_SLUG.sub("", text.lower()).replace(" ", "-") or "section"
        theirs = _free(slug, self._repeats[0], self.given)
        ours = f"section{theirs}" if theirs.startswith("__") else theirs
        ours = _free(ours, self._repeats[1], self._taken, self.reserved)
        self.given[theirs] = ours
        self._taken.add(ours)
        return ours


def _free(slug: str, repeats: dict[str, int], *taken: Collection[str]) -> str:
    candidate = slug
    while any(candidate in ids for ids in taken):
        repeats[slug] = repeats.get(slug, 0) + 1
        candidate = f"{slug}-{repeats[slug]}"
    return candidate


def demoted(levels: list[int]) -> dict[int, int]:
    """The level on the page for each level used in a body.

    The highest becomes 2, for the page's title is its only level 1; unused levels are closed up, so that `#`
    followed by `###` leaves no gap for those who navigate by headings.
    """
    return {level: min(_TOP + rank, _LOWEST) for rank, level in enumerate(sorted(set(levels)))}
