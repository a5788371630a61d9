"""Visible text of a body, block by block."""

from __future__ import annotations

from html import escape

import html5lib
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.blocks import substance, visible_blocks


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>甲</p>\n<p>乙</p>", ["甲", "乙"]),
        ("<h2>一、总则</h2><p>第一<strong>条</strong> 为<a href='x'>了</a></p>", ["一、总则", "第一条 为了"]),
        ("<p>第一行<br>第二行\n第三行</p>", ["第一行 第二行 第三行"]),
        ("<ul><li>甲<ul><li>乙</li></ul>丙</li></ul>", ["甲", "乙", "丙"]),
        (
            "<table><caption>表</caption><tr><th>项</th><td colspan='2'>12</td></tr></table>",
            ["表", "项", "12"],
        ),
        ("<pre><code>a &lt; b &amp;amp; c</code></pre>", ["a < b &amp; c"]),
        ('<p>图<img alt="a > b" src="x.png">后</p>', ["图后"]),
        ("<p> \n&nbsp;</p><hr>", []),
        ("裸文字", ["裸文字"]),
        ("<details><summary>要点</summary>内容</details>", ["要点", "内容"]),
    ],
)
def test_blocks(html: str, blocks: list[str]) -> None:
    assert visible_blocks(html) == blocks


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]))), st.text(max_size=20))
def test_no_text_is_lost_or_added(texts: list[str], attribute: str) -> None:
    """Whatever the sanitiser lets through, its text is what a strict HTML parser finds."""
    raw = "".join(f'<p title="{escape(attribute)}">{escape(text)}<b>b</b></p>' for text in texts)
    clean = nh3.clean(raw, attributes={"*": {"title"}})
    tree = html5lib.parseFragment(clean, namespaceHTMLElements=False)
    expected = [" ".join("".join(paragraph.itertext()).split()) for paragraph in tree.iter("p")]
    assert visible_blocks(clean) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>甲乙</p>", "<p>甲</p>\n<h2>乙</h2>"),
        ("<p>甲<strong>乙</strong></p>", "<ul><li>甲乙</li></ul>"),
        ("<p>one two</p>", "<p>one\ntwo </p>"),
        ("<p>甲 乙</p>", "<p>甲<br>\n乙</p>"),
        ('<td align="left">甲</td>', "<td>甲</td>"),
        ("<ul><li>甲</li><li>乙</li></ul>", "<p>甲</p><p>乙</p>"),
        ('<a href="#a">甲</a>', '<a href="#b">甲</a>'),  # a footnote's label
    ],
)
def test_the_way_a_text_is_set_is_not_its_substance(one: str, other: str) -> None:
    assert substance(one) == substance(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<td>12</td><td>3</td>", "<td>1</td><td>23</td>"),
        ("<p>甲乙</p>", "<p>甲<del>乙</del></p>"),
        ("<p>10<sup>2</sup></p>", "<p>102</p>"),
        ('<a href="a">甲</a>', '<a href="b">甲</a>'),
        ('<img src="a" alt="甲">', '<img src="a" alt="乙">'),
        ("<ol><li>甲</li></ol>", '<ol start="3"><li>甲</li></ol>'),
        ('<input type="checkbox" disabled> 甲', '<input type="checkbox" disabled checked> 甲'),
        ('<td colspan="2">甲</td>', "<td>甲</td>"),
        ("<p>in form</p>", "<p>inform</p>"),
        ("<ol><li>甲</li><li>乙</li></ol>", "<ul><li>甲</li><li>乙</li></ul>"),
        ("<ol><li>甲</li><li>乙</li><li>丙</li></ol>", "<ol><li>甲<br>乙</li><li>丙</li></ol>"),
        ("<ol><li>甲</li></ol>", "<ol reversed><li>甲</li></ol>"),
        ("<p>甲</p>", "<details><p>甲</p></details>"),
        ("<p>甲乙</p>", '<p><bdo dir="rtl">甲乙</bdo></p>'),
        ('<a href="a">甲</a>', '<a href="a" title="作废">甲</a>'),
        ('<img src="a" alt="甲">', '<img src="a" alt="甲" width="0">'),
    ],
)
def test_what_a_reader_would_take_otherwise_is_substance(one: str, other: str) -> None:
    assert substance(one) != substance(other)
