"""Bodies as they stand on paper."""

from __future__ import annotations

import pytest

from generator.markup import on_paper, render_body


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("见[合同](https://www.shili.example/a?b>c)。\n", "<p>见合同。</p>\n"),
        ("# 一\n\n## 二\n", "<h3>一</h3>\n<h4>二</h4>\n"),
        (
            "<details open><summary>表</summary>\n\n内\n</details>\n",
            "<details open><summary>表</summary>\n<p>内</p>\n</details>",
        ),
        (
            "<details><summary>表</summary>\n\n内\n</details>\n",
            "<details open><summary>表</summary>\n<p>内</p>\n</details>",
        ),
        ("2 < 3 > 1\n", "<p>2 &lt; 3 &gt; 1</p>\n"),
        ("- [x] 办结\n", '<li class="task-list-item"><input type="checkbox" disabled checked'),
    ],
)
def test_nothing_is_left_to_click_or_to_unfold(source: str, printed: str) -> None:
    assert printed in on_paper(render_body(source, lambda *_: "x").html)


def test_tables_lose_what_scrolls_them_and_footnotes_their_way_back() -> None:
    source = "|甲|乙|\n|---|--:|\n|1[^1]|2|\n\n[^1]: 注\n"
    html = on_paper(render_body(source, lambda *_: None).html)
    assert '<div class="table-scroll"><table>' in html
    assert '<td class="align-right">2</td>' in html
    assert "1</sup>" in html
    assert "注" in html
    for gone in ("<a", "↩", " id=", "tabindex", "role=", "aria-"):
        assert gone not in html


def test_headings_stop_at_the_lowest_level() -> None:
    source = "\n\n".join(f"{'#' * level} 级{level}" for level in range(1, 7))
    assert on_paper(render_body(source, lambda *_: None).html).count("<h6>") == 3
