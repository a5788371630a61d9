"""Texts before and after, block by block, with the words marked that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

#: Chinese changes by the character, Latin text by the word, a number as a whole.
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|\s+|.", re.DOTALL)
#: Between two changes, fewer equal tokens than this are no text that a reader would want to tell apart.
_ISLAND = 2
#: Blocks less alike than this (0 to 1) are two texts, not one text changed.
_ALIKE = 0.4
#: Tokens of a block up to which words are compared: the comparison takes the square of it.
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `changed` where the other side does not have it."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A block before and after. One side is empty where the block is new or gone.

    Both sides are equal for a block that only shows where a change stands; `gap` says that unchanged blocks
    were left out before it.
    """

    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()
    gap: bool = False

    @property
    def is_context(self) -> bool:
        """Whether nothing changed in the block."""
        return self.before == self.after


def passages(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """The blocks that differ, in reading order, each with its unchanged neighbours."""
    shown: list[Passage] = []
    last = 0  # blocks after, up to the last one shown
    for _, i1, i2, j1, j2 in _differences(before, after):
        if j1 - 1 >= last:
            shown.append(unchanged(after[j1 - 1], gap=j1 - 1 > last))
        shown += _changed(before[i1:i2], after[j1:j2])
        if j2 < len(after):
            shown.append(unchanged(after[j2]))
        last = min(j2 + 1, len(after))
    if shown and last < len(after):
        shown.append(Passage(gap=True))
    return _without_repeats(shown)


def _differences(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [code for code in matcher.get_opcodes() if code[0] != "equal"]


def unchanged(block: str, gap: bool = False) -> Passage:
    """A block that is shown as it is."""
    return Passage((Span(block),), (Span(block),), gap)


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    for old, new in zip_longest(before, after, fillvalue=""):
        if old and new:
            yield from _compared(old, new)
        else:
            yield Passage(_whole(old), _whole(new))


def _compared(old: str, new: str) -> Iterator[Passage]:
    olds, news = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(olds), len(news)) <= _LONGEST:
        matcher = SequenceMatcher(None, olds, news, autojunk=False)
        if matcher.ratio() >= _ALIKE:
            codes = _without_islands(matcher.get_opcodes())
            yield Passage(
                _joined((olds[i1:i2], tag) for tag, i1, i2, _, _ in codes),
                _joined((news[j1:j2], tag) for tag, _, _, j1, j2 in codes),
            )
            return
    yield Passage(before=_whole(old))
    yield Passage(after=_whole(new))


def _whole(block: str) -> tuple[Span, ...]:
    return (Span(block, changed=True),) if block else ()


def _without_islands(
    codes: Sequence[tuple[str, int, int, int, int]],
) -> list[tuple[str, int, int, int, int]]:
    """The differences, with the few equal tokens between two of them counted as changed."""
    inner = range(1, len(codes) - 1)
    return [
        ("replace", *code[1:])
        if code[0] == "equal" and place in inner and code[2] - code[1] < _ISLAND
        else code
        for place, code in enumerate(codes)
    ]


def _joined(parts: Iterable[tuple[list[str], str]]) -> tuple[Span, ...]:
    """Neighbouring parts of the same kind as one span."""
    spans: list[Span] = []
    for tokens, tag in parts:
        if not tokens:
            continue
        text, changed = "".join(tokens), tag != "equal"
        if spans and spans[-1].changed == changed:
            spans[-1] = Span(spans[-1].text + text, changed)
        else:
            spans.append(Span(text, changed))
    return tuple(spans)


def _without_repeats(shown: list[Passage]) -> list[Passage]:
    """A block between two changes is context of both; it stands once."""
    return [
        passage
        for place, passage in enumerate(shown)
        if not (passage.is_context and place and passage.before and passage.before == shown[place - 1].before)
    ]
