"""Whatever an author writes, the page stays valid, without scripts and without requests to other hosts."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.markup import commonmark, render_body, sanitise
from generator.markup.nesting import mend
from generator.markup.sanitise import clean
from generator.markup.tokens import RUN, TAG, attributes, quoted, write

ATTACKS = (Path(__file__).parent / "attacks.txt").read_text("utf-8").splitlines()

# fmt: off
_FORBIDDEN_ELEMENTS = frozenset((
    "script", "style", "iframe", "object", "embed", "form", "button", "select", "textarea", "link", "meta",
    "base", "svg", "math", "video", "audio", "source", "template", "noscript", "title", "frame", "applet",
))
_ALLOWED_ATTRIBUTES = frozenset((
    "href", "src", "alt", "title", "id", "class", "rel", "role", "aria-label", "tabindex", "loading", "scope",
    "colspan", "rowspan", "start", "type", "reversed", "value", "span", "datetime", "open", "checked",
    "disabled", "lang", "dir", "width", "height",
))
# fmt: on
_OUR_CLASSES = re.compile(
    r"align-(left|center|right)|table-scroll|task-list-item|footnotes|footnote-(ref|backref)|language-[\w+#.\-]+"
    r"|markdown-alert( markdown-alert-\w+)?|markdown-alert-title"
)


def resolve(target: str, is_image: bool) -> str | None:
    return None if is_image and target.startswith("no") else "../files/known"


def parsed(html: str) -> list[Element]:
    """All elements of a strictly parsed page around a body; a parse error of any sort raises."""
    page = (
        f'<!DOCTYPE html><html lang="zh"><head><title>x</title></head><body><main>{html}</main></body></html>'
    )
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    main = document.find("body/main")
    assert main is not None
    assert len(document.find("body")) == 1  # nothing broke out
    return list(main.iter())[1:]


def assert_safe(source: str) -> None:
    rendered = render_body(source, resolve)
    ids: list[str] = []
    for element in parsed(rendered.html):
        assert element.tag not in _FORBIDDEN_ELEMENTS
        assert set(element.attrib) <= _ALLOWED_ATTRIBUTES
        ids += [element.attrib["id"]] if "id" in element.attrib else []
        assert_address_is_safe(element)
        if "class" in element.attrib:
            assert _OUR_CLASSES.fullmatch(element.attrib["class"])
        if element.tag == "input":
            assert element.attrib["type"] == "checkbox"
            assert "disabled" in element.attrib
    assert len(ids) == len(set(ids))
    assert "h1" not in {element.tag for element in parsed(rendered.html)}
    assert {heading.id for heading in rendered.headings} <= set(ids)


def assert_address_is_safe(element: Element) -> None:
    if element.tag == "img":
        assert element.attrib["src"] == "../files/known"
        assert "alt" in element.attrib
    href = element.attrib.get("href")
    if href is not None:
        assert re.match(r"(https?:|mailto:|tel:|#|\.\./files/known)", href, re.IGNORECASE)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks(attack: str) -> None:
    assert_safe(attack)
    assert_safe(f"甲 {attack} 乙")
    assert_safe(f"- 甲\n\n  {attack}\n\n| a |\n|---|\n| {attack} |\n\n> {attack}")


def test_attacks_all_in_one_body() -> None:
    assert_safe("\n\n".join(ATTACKS))


# One line a family: marks, Markdown, HTML of blocks, of text, of what must go.
_PIECES = st.sampled_from(
    """
    < > " ' & = / # * ** ~ ` ``` | 甲 x \\ \x00 \x0c [^1] <!-- --> ](a) ](https://a.cn) ![
    ⏎ ⏎⏎ -␣ >␣ 1.␣ #␣ ⏎##␣ ⏎|---|⏎ -␣[x]␣ [^1]:␣ >␣[!NOTE]⏎ ␣␣␣␣
    <p> </p> <div> </div> <h2> </h2> <ul> <li> </ul> <dl> <dt> <pre> </pre> <blockquote> </blockquote> <hr>
    <center> <table> <tr> <td> <th> </table> <caption> <col> <section> <details> <summary>
    <p␣id=z␣align=center>
    <b> </b> <span> </span> <a␣href=x> </a> <a␣name=y> <a␣title='<h2> <tt> <ins> <sup> <br> <ruby> <rt>
    <img␣src=x␣alt= <svg> <math> <select> <button> <form> <style> <title> <template> <input␣type=checkbox>
    """.replace("\x0c", "␌").split()
).map(lambda piece: piece.replace("␣", " ").replace("⏎", "\n").replace("␌", "\x0c"))


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_any_soup_becomes_valid_and_safe(source: str) -> None:
    assert_safe(source)


# Inside attributes

_VALUES = st.text(alphabet="<>\"'&/= ahreftdbl12甲`", max_size=20)


@given(_VALUES, _VALUES)
def test_tokeniser_takes_tags_whole(value: str, text: str) -> None:
    raw_brackets = f'<a title="{quoted(value).replace("&lt;", "<").replace("&gt;", ">")}">'
    html = f"{quoted(text)}{raw_brackets}x</a>"
    tags = list(TAG.finditer(html))
    assert [tag[2] for tag in tags] == ["a", "a"]
    assert attributes(tags[0][3]) == {"title": value}
    assert attributes(write({"title": value})) == {"title": value}


@given(_VALUES)
def test_runs_cover_everything(value: str) -> None:
    html = f'<p>{quoted(value)}</p><img alt="{quoted(value)}"><b>< x'
    end, pieces = 0, []
    while end < len(html):
        run = RUN.match(html, end)
        assert run is not None
        assert run.end() > end
        pieces.append(run[0])
        end = run.end()
    assert "".join(pieces) == html


@given(_VALUES)
def test_nothing_inside_an_attribute_is_touched(value: str) -> None:
    hidden = f"<h2>{value}<table><th align=left><a href='x'>"
    rendered = render_body(f'<abbr title="{quoted(hidden)}">x</abbr>', resolve)
    elements = parsed(rendered.html)
    assert [element.tag for element in elements] == ["p", "abbr"]
    assert elements[1].attrib["title"] == hidden
    assert rendered.headings == ()


# Nesting


@pytest.mark.parametrize(
    ("html", "mended"),
    [
        ("<p>甲<p>乙</p></p>", "甲<p>乙</p>"),
        ("<span><div>甲</div></span>", "<div>甲</div>"),
        ("<li>甲</li>", "甲"),
        ("<ul><p>甲</p><li>乙</li></ul>", "<ul>甲<li>乙</li></ul>"),
        ('<a href="x"><ul><li><a href="y">甲</a></li></ul></a>', '<a href="x"><ul><li>甲</li></ul></a>'),
        ("<h2><div>甲</div></h2>", "<div>甲</div>"),
        ("<td>甲</td>", "甲"),
        ("<b>甲", "<b>甲</b>"),
        ("甲</b>", "甲"),
        (
            "<details><summary>甲</summary><p>乙</p></details>",
            "<details><summary>甲</summary><p>乙</p></details>",
        ),
    ],
)
def test_mend(html: str, mended: str) -> None:
    assert mend(html) == mended


@given(st.lists(_PIECES, max_size=15).map("".join))
def test_cleaning_is_stable(source: str) -> None:
    once = clean(source, raw=True)
    assert clean(once, raw=True) == once


# fmt: off
_PLAIN_PIECES = st.sampled_from([
    "# 标题\n", "正文", "\n\n", "- ", "3. ", "> ", "**粗**", "*斜*", "`码`", "    缩进\n",
    "|a|b|\n|-:|:-:|\n|1|2|\n", "~~删~~", "~", "---\n", "***\n", "\\\n", "  \n", "&lt;script&gt;",
    "&#60;b&#62;", "&copy;", '"', "'", ">", "&", "|", "\u202e", "\x01",
])
# fmt: on


@given(st.lists(_PLAIN_PIECES | st.text(max_size=4), max_size=25).map("".join))
def test_what_skips_the_allow_list_needs_none(source: str) -> None:
    """A plain source's HTML is the same with and without the sanitiser, but for how quotes are written."""
    assume(sanitise.is_plain(source))
    html = commonmark.to_html(source)
    assert sanitise.clean(sanitise.plain(html), raw=False) == sanitise.clean(html, raw=False)
    assert shape(parsed(sanitise.plain(html))) == shape(parsed(sanitise.clean(html, raw=False)))


def shape(elements: list[Element]) -> list[tuple[object, ...]]:
    return [(element.tag, element.attrib, element.text, element.tail) for element in elements]
