"""Blocks of text in portions: what one file or one unit of work holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def portions(blocks: Iterable[str], characters: int) -> Iterator[tuple[str, ...]]:
    """The blocks in runs, each ending with the block that makes it `characters` long; none is divided."""
    portion: list[str] = []
    size = 0
    for block in blocks:
        portion.append(block)
        size += len(block)
        if size >= characters:
            yield tuple(portion)
            portion, size = [], 0
    if portion:
        yield tuple(portion)
