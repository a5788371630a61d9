"""Visible text of a body, block by block."""

from __future__ import annotations

from html import escape

import html5lib
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.blocks import visible_blocks


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
