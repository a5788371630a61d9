"""GitHub's Markdown as the page prints it."""

from __future__ import annotations

import re
import sys

import pytest

from generator.markup import EN, Heading, Link, RenderedBody, render_body


def resolve(target: str, is_image: bool) -> str | None:
    return None if target.startswith("missing") else f"../x/{target}" if is_image else f"../{target}"


def body(source: str, **options: object) -> RenderedBody:
    return render_body(source, resolve, **options)  # type: ignore[arg-type]


def html(source: str, **options: object) -> str:
    return body(source, **options).html.strip()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("甲**乙**~~丙~~", "<p>甲<strong>乙</strong><del>丙</del></p>"),
        ("3~5天或10~15天", "<p>3<del>5天或10</del>15天</p>"),  # as GitHub does; `check` warns
        (
            "- 一\n  1. 二\n     - 三",
            "<ul>\n<li>一\n<ol>\n<li>二\n<ul>\n<li>三</li>\n</ul>\n</li>\n</ol>\n</li>\n</ul>",
        ),
        ("5. 五", '<ol start="5">\n<li>五</li>\n</ol>'),
        ("甲  \n乙", "<p>甲<br>\n乙</p>"),
        ("`a<b>` &amp; &copy;", "<p><code>a&lt;b&gt;</code> &amp; ©</p>"),
        ("    一 <b>", '<pre tabindex="0"><code>一 &lt;b&gt;\n</code></pre>'),
        ("```json\n{}\n```", '<pre tabindex="0"><code class="language-json">{}\n</code></pre>'),
        ("www.a.cn", '<p><a href="http://www.a.cn" rel="noopener">www.a.cn</a></p>'),
        (
            "<https://a.cn/?x=1&y>",
            '<p><a href="https://a.cn/?x=1&amp;y" rel="noopener">https://a.cn/?x=1&amp;y</a></p>',
        ),
        ("a@b.cn", '<p><a href="mailto:a@b.cn">a@b.cn</a></p>'),
        ("[拨打](tel:12345)", '<p><a href="tel:12345">拨打</a></p>'),
        ("> 引\n> > 文", "<blockquote>\n<p>引</p>\n<blockquote>\n<p>文</p>\n</blockquote>\n</blockquote>"),
        ("", ""),
    ],
)
def test_examples(source: str, expected: str) -> None:
    assert html(source) == expected


def test_table_is_scrollable_and_its_cells_are_aligned_by_class() -> None:
    rendered = html("| 甲 | 乙 | 丙 |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    assert rendered.startswith(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="表格区域 1（可横向滚动）"><table>'
    )
    assert '<th class="align-left" scope="col">甲</th>' in rendered.replace(
        'scope="col" class="align-left"', "!"
    ) or ('<th scope="col" class="align-left">甲</th>' in rendered)
    assert '<td class="align-center">2</td>' in rendered
    assert "align=" not in rendered
    assert rendered.endswith("</table></div>")


def test_regions_of_tables_have_different_names() -> None:
    table = "\n\n| a |\n|---|\n| 1 |\n\n文\n"
    rendered = html(table * 2, labels=EN)
    assert 'aria-label="Table 1 (scrolls sideways)"' in rendered
    assert 'aria-label="Table 2 (scrolls sideways)"' in rendered


def test_the_region_of_a_table_is_named_by_the_heading_above_it() -> None:
    table = "\n\n| a |\n|---|\n| 1 |\n\n文\n"
    rendered = html(f'{table}## 收入 <支出> & "其他"[^1]{table}##{table}\n[^1]: 注', labels=EN)
    names = re.findall('aria-label="(Table [^"]*)"', rendered)
    assert names == [
        "Table 1 (scrolls sideways)",
        "Table 2 (scrolls sideways): 收入 &lt;支出&gt; &amp; &quot;其他&quot;",
        "Table 3 (scrolls sideways)",
    ]


def test_raw_table_keeps_merged_cells_and_caption() -> None:
    source = (
        '<table border=1 width="90%"><caption>决算</caption><tr><th rowspan="2">项</th><td colspan=2 '
        'style="color:red" align=right>二</td></tr><tr><td>1<td onclick=x()>2</table>'
    )
    rendered = html(source)
    assert "<caption>决算</caption>" in rendered
    assert '<th rowspan="2" scope="row">项</th>' in rendered
    assert '<td colspan="2" class="align-right">二</td>' in rendered
    assert "<td>1</td><td>2</td>" in rendered
    assert "border" not in rendered
    assert "style" not in rendered


def test_nested_table_has_one_scroller() -> None:
    rendered = html("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>")
    assert rendered.count("table-scroll") == 1
    assert rendered.count("</table></div>") == 1


def test_task_list_says_its_state() -> None:
    rendered = html("- [ ] 甲\n- [x] 乙")
    assert (
        '<li class="task-list-item"><input type="checkbox" disabled aria-label="未完成"> 甲</li>' in rendered
    )
    assert (
        '<li class="task-list-item"><input type="checkbox" disabled checked aria-label="已完成"> 乙</li>'
        in rendered
    )


def test_footnotes_lead_there_and_back() -> None:
    rendered = html("甲[^注]，乙[^注]。\n\n[^注]: 说明")
    assert rendered.count('role="doc-noteref"') == 2
    assert rendered.count('role="doc-backlink"') == 2
    assert '<section class="footnotes" role="doc-endnotes" aria-label="脚注">' in rendered
    assert 'aria-label="返回正文脚注标记 1-2"' in rendered
    assert 'id="body.fn-' in rendered


@pytest.mark.parametrize(
    ("source", "title"),
    [("> [!NOTE]\n> 甲", "说明"), ("> [!Warning]\n>\n> 甲", "警告")],
)
def test_alerts(source: str, title: str) -> None:
    rendered = html(source)
    assert f'<p class="markdown-alert-title">{title}</p>\n<p>甲</p>' in rendered
    assert "blockquote" not in rendered


def test_quotation_that_only_looks_like_an_alert_stays_one() -> None:
    assert html("> [!NOTE]") == "<blockquote>\n<p>[!NOTE]</p>\n</blockquote>"
    assert html("> [!NOTE] 甲") == "<blockquote>\n<p>[!NOTE] 甲</p>\n</blockquote>"


# Headings


def test_headings_stand_below_the_title_without_gaps() -> None:
    found = body("# 一\n\n### 二\n\n# 三").headings
    assert [heading.level for heading in found] == [2, 3, 2]
    assert [heading.level for heading in body("### 甲\n\n###### 乙").headings] == [2, 3]
    six = "\n\n".join("#" * level + " x" for level in range(1, 7))
    assert [heading.level for heading in body(six).headings] == [2, 3, 4, 5, 6, 6]


def test_heading_ids_are_those_of_github() -> None:
    found = body(
        "## 一、总体 要求！\n\n## A-b_c *D*\n\n## 一、总体 要求\n\n## `x` <b>y</b>[z](w)\n\n## ！"
    ).headings
    assert found == (
        Heading(2, "一总体-要求", "一、总体 要求！"),
        Heading(2, "a-b_c-d", "A-b_c D"),
        Heading(2, "一总体-要求-1", "一、总体 要求"),
        Heading(2, "x-yz", "x yz"),
        Heading(2, "section", "！"),
    )


def test_links_to_headings_follow_ids_that_had_to_give_way() -> None:
    source = "[去](#header) [同](#标题) [再](#header-1)\n\n# Header\n\n# 标题\n\n# Header"
    rendered = body(source, reserved_ids={"header"})
    assert [heading.id for heading in rendered.headings] == ["header-1", "标题", "header-1-1"]
    assert '<a href="#header-1-1">再</a>' in rendered.html
    assert '<a href="#header-1">去</a>' in rendered.html
    assert '<a href="#标题">同</a>' in rendered.html


def test_theme_ids_are_never_taken() -> None:
    assert body("# __search").headings[0].id == "section__search"


def test_heading_text_leaves_footnote_marks_out() -> None:
    assert body("# 标题[^1]\n\n[^1]: 注").headings == (Heading(2, "标题", "标题"),)


def test_authors_anchors_work_and_cannot_clash() -> None:
    rendered = html('[去](#top) <a name="top"></a> <span id="top">二</span>\n\n# top')
    assert rendered.count('id="body.top"') == 1
    assert '<h2 id="top">' in rendered
    assert html('[去](#p) <a name="p"></a>').startswith('<p><a href="#body.p">去</a> <a id="body.p"></a>')


def test_footnote_and_heading_of_the_same_name_keep_apart() -> None:
    rendered = html("甲[^1]\n\n# fn-1\n\n[头](#fn-1)\n\n[^1]: 注")
    assert '<a href="#body.fn-1" id="body.fnref-1" role="doc-noteref">1</a>' in rendered
    assert '<a href="#fn-1">头</a>' in rendered


def test_obsolete_html_is_written_as_of_today() -> None:
    assert html("<center>甲 <strike>乙</strike> <tt>丙</tt></center>") == (
        '<div class="align-center">甲 <s>乙</s> <code>丙</code></div>'
    )
    assert (
        html('<ol start="x1" type="a"><li value="-3">甲</li></ol>')
        == '<ol type="a"><li value="-3">甲</li></ol>'
    )


# Links and images


def test_resolver_gets_readable_paths_and_keeps_fragments() -> None:
    rendered = body("[甲](<附件/表 一.xlsx>) [乙](record:X-1/2#第-一章 't\"') [丙](a%23b.pdf#%E9%A1%B5)")
    assert rendered.links == (
        Link("附件/表 一.xlsx", False, "../附件/表 一.xlsx"),
        Link("record:X-1/2#第-一章", False, "../record:X-1/2#%E7%AC%AC-%E4%B8%80%E7%AB%A0"),
        Link("a%23b.pdf#页", False, "../a#b.pdf#%E9%A1%B5"),
    )
    assert 'title="t&quot;"' in rendered.html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[文](missing.pdf)", "<p>文</p>"),
        ("[文]()", "<p>文</p>"),
        ("[文](ftp://a.cn/x)", "<p>文</p>"),
        ("[文](//evil.cn/x)", "<p>文</p>"),
        ("![图 *甲*](missing.png)", "<p>图 甲</p>"),
        ('![a"<b](https://evil.cn/x.png)', "<p>a&quot;&lt;b</p>"),
        ("![x](//evil.cn/x.png)", "<p>x</p>"),
        ("[![图](http://evil.cn/x.png)](a.pdf)", '<p><a href="../a.pdf">图</a></p>'),
        ("![](a.png)", '<p><img src="../x/a.png" alt="" loading="lazy"></p>'),
        ("[![图](missing.png)](missing.pdf) [好](a)", '<p>图 <a href="../a">好</a></p>'),
    ],
)
def test_what_is_not_acceptable_leaves_its_text(source: str, expected: str) -> None:
    assert html(source) == expected


def test_fragments_cannot_smuggle_characters_in() -> None:
    assert html("[甲](a#%00%22 '乙') <a href='b#x y\"'>丙</a>") == (
        '<p><a href="../a#%00%22" title="乙">甲</a> <a href="../b#x%20y&quot;">丙</a></p>'
    )


def test_images_ask_nothing_of_other_hosts() -> None:
    source = (
        '<img src="a.png" srcset="//evil.cn/2x 2x" style="background:url(//evil.cn)" width=3 height="9;x">'
        '<video poster="https://evil.cn/p.jpg" src="https://evil.cn/v"></video><p background="https://evil.cn/b">x'
    )
    rendered = html(source)
    assert '<img src="../x/a.png" alt="" width="3" loading="lazy">' in rendered
    assert "evil" not in rendered


def test_content_after_an_unclosed_title_is_not_lost() -> None:
    rendered = html("甲\n\n<title>\n\n乙 <textarea> 丙\n\n丁")
    assert all(text in rendered for text in "甲乙丙丁")


def test_direction_overrides_and_controls_go() -> None:
    assert html("甲\u202e乙&#x202d;\u2067丙\u2069 &#1;\x02") == "<p>甲乙\u2067丙\u2069 </p>"


def test_rendering_gives_its_memory_back() -> None:
    if sys.platform != "linux":
        pytest.skip("peak memory is counted in kilobytes on Linux only")
    resource = pytest.importorskip("resource")
    source = "示例**文字**段落 [甲](乙)\n\n" * 300
    for _ in range(20):
        html(source)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(150):
        html(source)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20_000  # kilobytes; without freeing it is 70,000
