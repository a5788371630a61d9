"""A body as lines that leave out nothing a reader would take otherwise."""

from __future__ import annotations

import pytest

from generator.markup import render_body
from generator.review.gathered import wording
from generator.review.told import told_lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("正文**重点**。", ["正文重点。"]),
        ("见[通告](record:W-1)。", ["见通告〔链接：record:W-1〕。"]),
        ("见[*通告*](https://a.example/?a=1&b=2)。", ["见通告〔链接：https://a.example/?a=1&b=2〕。"]),
        ("见<https://a.example/>。", ["见https://a.example/。"]),
        ('![甲"乙](a.png)', ['〔图片：甲"乙，a.png〕']),
        ("~~作废~~有效", ["〔删除线：作废〕有效"]),
        ("10<sup>2</sup>平方米", ["10^2平方米"]),
        ("- 甲\n- 乙", ["• 甲", "• 乙"]),
        ("3. 甲\n   - 乙\n4. 丙", ["3. 甲", "• 乙", "4. 丙"]),
        ("1. 甲\n\n2. 乙", ["1. 甲", "2. 乙"]),
        ("- [x] 甲\n- [ ] 乙", ["• ☑ 甲", "• ☐ 乙"]),
        ("| 甲 | 乙 |\n|--|--|\n| 1 | 2 |", ["甲 ｜ 乙", "1 ｜ 2"]),
        ("甲[^1]。\n\n[^1]: 注\n", ["甲。", "1. 注"]),
    ],
)
def test_told_lines(body: str, lines: list[str]) -> None:
    html = render_body(body, lambda target, _is_image: target).html
    assert told_lines(html, wording("zh")) == lines
