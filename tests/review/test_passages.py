"""Words marked before and after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.review.passages import Passage, Span, passages

_BLOCKS = st.lists(st.text("甲乙丙12 ab。", min_size=1, max_size=12), max_size=8)


def told(found: list[Passage]) -> list[str]:
    """Passages as `[removed]` and `{added}` marks; `…` for a gap, a bare text for context."""
    lines = []
    for passage in found:
        gap = "…" if passage.gap else ""
        before = "".join(f"[{span.text}]" if span.changed else span.text for span in passage.before)
        after = "".join(f"{{{span.text}}}" if span.changed else span.text for span in passage.after)
        lines.append(gap + (before if passage.is_context else f"{before} → {after}"))
    return lines


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["同"], ["同"], []),
        (["金额120万元"], ["金额102万元"], ["金额[120]万元 → 金额{102}万元"]),
        (["甲"], [], ["[甲] → "]),
        ([], ["甲"], [" → {甲}"]),
        (["一", "二", "三", "四"], ["一", "二", "3", "四"], ["…二", "[三] → ", " → {3}", "四"]),
        (["一", "二", "三", "四"], ["0", "二", "三", "四"], ["[一] → ", " → {0}", "二", "…"]),
        (["县水利局负责供水"], ["县住建局负责供水"], ["县[水利]局负责供水 → 县{住建}局负责供水"]),
        (["本月5日至9日停水"], ["本月6日至8日停水"], ["本月[5]日至[9]日停水 → 本月{6}日至{8}日停水"]),
        (
            ["甲乙丙丁戊己庚"],
            ["甲X丙Y戊己庚"],
            ["甲[乙丙丁]戊己庚 → 甲{X丙Y}戊己庚"],
        ),  # no island of one word
    ],
)
def test_passages(before: list[str], after: list[str], expected: list[str]) -> None:
    assert told(passages(before, after)) == expected


@given(_BLOCKS, _BLOCKS)
def test_what_is_marked_is_all_of_the_difference(before: list[str], after: list[str]) -> None:
    """Both texts are whole on their side; without the marked words of either side no word differs."""
    found = passages(before, after)
    assert (found == []) == (before == after)
    for passage in found:
        removed = "".join(span.text for span in passage.before if not span.changed)
        added = "".join(span.text for span in passage.after if not span.changed)
        assert removed == added
    old = ["".join(span.text for span in passage.before) for passage in found if passage.before]
    new = ["".join(span.text for span in passage.after) for passage in found if passage.after]
    assert is_subsequence(old, before)
    assert is_subsequence(new, after)
    changed = [passage for passage in found if not passage.is_context]
    gone = len([passage for passage in changed if passage.before])
    came = len([passage for passage in changed if passage.after])
    assert len(before) - gone == len(after) - came  # what is left on both sides is equal


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(block in rest for block in part)


def test_a_very_long_block_is_not_compared_by_the_word() -> None:
    [removed, added] = passages(["甲乙" * 3000], ["甲丙" * 3000])
    assert removed.before == (Span("甲乙" * 3000, changed=True),)
    assert added.after == (Span("甲丙" * 3000, changed=True),)
