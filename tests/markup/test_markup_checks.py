"""What `check` learns about a body: misprints and link targets, with their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import Misprint, link_targets, markup_warnings, render_body


def warnings(source: str) -> list[Misprint]:
    return markup_warnings(source, render_body(source, lambda target, _: target).html)


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("工期3~5天，最长10~15天。", [(1, 4, "~5天，最长10~")]),
        ("| a |\n|---|\n| 3~5，10~15 |", [(3, 4, "~5，10~")]),
        ("- 项\n\n  续 3~5 与 7~8", [(3, 6, "~5 与 7~")]),
        ("> 引\n> 3~5 与\n> 7~8", [(2, 4, "~5 与\n> 7~")]),
        (
            "甲[^1] 1~2 3~4\n\n[^1]: 注 5~6 7~8\n\n乙 1~2 3~4",
            [(1, 8, "~2 3~"), (3, 10, "~6 7~"), (5, 4, "~2 3~")],
        ),
        (r"\~a~ b ~c~", [(1, 8, "~c~")]),
        ("见 https://a.b/~x/~y 与[a](c~d)，1~2 3~4", [(1, 32, "~2 3~")]),
        ("~~删~~ 和 `a~b~c` 只一个~", []),
        ("```\n3~5 6~7\n```\n\n    1~2 3~4", []),
        ("~~~\n3~5 6~7\n~~~", []),
        ("<!-- 1~2 3~4 --> <del>x</del>", []),
        ("![3~5 6~7](a.png)", []),
    ],
)
def test_tildes_that_strike(source: str, places: list[tuple[int, int, str]]) -> None:
    assert warnings(source) == [(line, column, "struck_by_tilde", text) for line, column, text in places]


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("**注意：**请", [(1, 6, "**注意：**")]),
        ("请**“注意”**请", [(1, 8, "**“注意”**")]),
        ("请**“注意”** 请", [(1, 2, "**“注意”**")]),
        ("- 项\n  **甲（一）**乙，**丙（二）**丁", [(2, 9, "**甲（一）**"), (2, 19, "**丙（二）**")]),
        ("`**注意：**请` 与 **a（b）**c", [(1, 20, "**a（b）**")]),
        ("| 甲 |\n|---|\n| **一：**二 |", [(3, 7, "**一：**")]),
        ("**注意**：请 **注意：** 请", []),
        (r"\*\*注意：\*\*请", []),
        (r"\*\*注意：**请", []),
        ("```\n**注意：**请\n```\n\n    **注意：**请", []),
        ("2**3：的算式", []),
        ("甲**（一）\n\n乙：**丙", []),  # two blocks: no pair
    ],
)
def test_asterisks_that_stay(source: str, places: list[tuple[int, int, str]]) -> None:
    assert warnings(source) == [(line, column, "literal_asterisks", text) for line, column, text in places]


@given(st.text(alphabet="~*`\\ \n|->甲a：（）1[]", max_size=60))
def test_warnings_point_at_their_marks(source: str) -> None:
    rows = source.split("\n")
    for line, column, kind, _ in warnings(source):
        here = rows[line - 1][column - 1 :]
        assert here.startswith("~" if kind == "struck_by_tilde" else "**")
        assert not here.startswith("~~")


@given(st.text(alphabet="ab 天，。~`\n\\", max_size=60))
def test_every_single_strike_is_told_of(source: str) -> None:
    """Without `~~` there are as many warnings as strikes."""
    source = source.replace("~~", "~")
    assert len(warnings(source)) == render_body(source, lambda target, _: target).html.count("<del>")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("没有链接 * _ ~", []),
        ("甲 [乙](中文.pdf '题') ![丙](图.png)", [("中文.pdf", False, 1, 7), ("图.png", True, 1, 24)]),
        ("`[a](x.pdf)` [a](x.pdf)", [("x.pdf", False, 1, 18)]),
        ("```\n[a](y.pdf)\n```\n[b](y.pdf)\n\\[c](y.pdf)", [("y.pdf", False, 4, 5)]),
        (
            "[r] ![i][r]\n\n[r]: 附件/表%20一.xlsx 't'",
            [("附件/表 一.xlsx", False, 3, 6), ("附件/表 一.xlsx", True, 3, 6)],
        ),
        ("[![i](p.png)](p.png)", [("p.png", True, 1, 7), ("p.png", False, 1, 15)]),
        ("<a href='z.pdf'>x</a>\n<img src=q.png>", [("z.pdf", False, 1, 10), ("q.png", True, 2, 10)]),
        (
            "a@b.cn <http://c.d> www.e.f",
            [("mailto:a@b.cn", False, 1, 1), ("http://c.d", False, 1, 9), ("http://www.e.f", False, 1, 21)],
        ),
        ("[x](javascript:alert(1)) [空]()", [("javascript:alert(1)", False, 1, 5), ("", False, 1, 30)]),
        ("![x](data:image/png;base64,AA)", [("data:image/png;base64,AA", True, 1, 6)]),
        ("甲[^1]\n\n[^1]: [z](record:A-1#节)", [("record:A-1#节", False, 3, 11)]),
        (
            "[n](<a b.pdf>) [p](a(b).pdf) [e](a\\_b.pdf)",
            [("a b.pdf", False, 1, 6), ("a(b).pdf", False, 1, 20), ("a_b.pdf", False, 1, 34)],
        ),
        ("- [ ] 任务 [x] <b>粗</b>", []),
    ],
)
def test_targets_and_their_places(source: str, expected: list[tuple[str, bool, int, int]]) -> None:
    assert link_targets(source) == expected


@given(st.text(alphabet="[]()!<>ab.:/@w\\` \n#^\"'", max_size=60))
def test_targets_are_those_the_renderer_meets(source: str) -> None:
    rendered = render_body(source, lambda target, _: target)
    met = [(link.target, link.is_image) for link in rendered.links if "fn" not in link.target]
    assert set(met) <= {(each.target, each.is_image) for each in link_targets(source)}
