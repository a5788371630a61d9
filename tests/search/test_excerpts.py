"""Excerpts as results show them: whole sentences where there are any, each hit marked, none too long."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.outputs.search.characters import tables
from generator.outputs.search.tokens import codes_of

pytestmark = pytest.mark.browser

_SETUP = """
window.loaded = (async (base, tables) => {
  const [{ Tokeniser }, excerpt, places] = await Promise.all(
    ["tokens", "excerpt", "places"].map((name) => import(`${base}${name}.js`)));
  const tokeniser = new Tokeniser(tables);
  const excerpts = (parts, query) => excerpt.excerptsOf(parts, tokeniser.phrases(query), tokeniser);
  return { ...excerpt, ...places, tokeniser, excerpts };
})(...arguments)
"""
#: Texts of this length are cut: no sentence of theirs fits.
_LONG = "示例县人民政府关于进一步加强农村供水工程建设管理工作的若干意见" * 6
_MOST = 110
_SLACK = 40  # what a cut may go back so as not to part a word


@pytest.fixture(scope="module")
def module(chromium: Any, assets: str) -> Any:
    context = chromium.new_context()
    page: Page = context.new_page()
    page.goto(f"{assets}tokens.js")
    page.evaluate(f"(given) => {{ (function () {{ {_SETUP} }})(...given) }}", [assets, tables()])
    yield page
    context.close()


@pytest.fixture
def call(module: Page) -> Callable[..., Any]:
    """Evaluates an expression over the modules' functions, `tokeniser` and `given`."""

    def evaluate(code: str, given: object = None) -> Any:
        names = "escapeHtml, highlight, excerptsOf, places, placesInNumber, tokeniser, excerpts"
        return module.evaluate(f"async (given) => {{ const {{ {names} }} = await loaded; {code} }}", given)

    return evaluate


@pytest.fixture
def excerpts(call: Callable[..., Any]) -> Callable[..., list[str]]:
    """The excerpts of blocks of text, as HTML."""

    def made(query: str, *blocks: str) -> list[str]:
        parts = [{"blocks": blocks, "attachment": None}]
        code = "return excerpts(given.parts, given.query).map((piece) => piece.html)"
        return list(call(code, {"parts": parts, "query": query}))

    return made


_BUDGET = "全县财政预算安排如下。其中，教育支出一亿元，比上年增长百分之五。其余见附表！"


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("教育支出", _BUDGET, [_BUDGET.replace("教育支出", "<mark>教育支出</mark>")]),
        ("要点", "一、要点", ["一、<mark>要点</mark>"]),
        ("後續徵收", "后续征收工作", ["<mark>后续征收</mark>工作"]),
        ("后续征收", "後續徵收工作", ["<mark>後續徵收</mark>工作"]),
        ("gdp(2026", "ＧＤＰ（２０２６年）", ["<mark>ＧＤＰ（２０２６</mark>年）"]),
        ("野家", "𠮷野家", ["𠮷<mark>野家</mark>"]),
        ("é", "cafe\u0301 e\u0301 e", ["cafe\u0301 <mark>e\u0301</mark> e"]),
        ("辻本", "辻\U000e0100本氏", ["<mark>辻\U000e0100本</mark>氏"]),
        ("パー", "ﾊﾟｰｹﾞ", ["<mark>ﾊﾟｰ</mark>ｹﾞ"]),
        ("b", "a<b>&\"'", ["a&lt;<mark>b</mark>&gt;&amp;&quot;&#39;"]),
        ("财政预算 预算安排", "财政预算安排", ["<mark>财政预算安排</mark>"]),
        ("财财", "财财财", ["<mark>财财财</mark>"]),
        ("没有", "第一段。", ["第一段。"]),
    ],
)
def test_what_is_marked(
    excerpts: Callable[..., list[str]], query: str, text: str, expected: list[str]
) -> None:
    assert excerpts(query, text) == expected


def test_a_piece_is_whole_sentences(excerpts: Callable[..., list[str]]) -> None:
    before, after = "前文说明情况。" * 30, "后文继续说明。" * 30
    (piece,) = excerpts("农村供水", f"{before}为保障农村供水安全，制定本办法。{after}")
    plain = _plain(piece)
    assert plain.startswith("为保障农村供水安全，制定本办法。后文")
    assert plain.endswith("。")
    assert 60 <= len(plain) <= _MOST


def test_a_last_short_sentence_takes_what_stands_before_it_along(excerpts: Callable[..., list[str]]) -> None:
    (piece,) = excerpts("特此公告", f"{'前文说明情况。' * 30}特此公告。")
    plain = _plain(piece)
    assert plain.startswith("前文说明情况。")
    assert plain.endswith("特此公告。")
    assert 60 <= len(plain) <= _MOST


def test_a_long_sentence_is_cut_at_clauses(excerpts: Callable[..., list[str]]) -> None:
    (piece,) = excerpts("农村供水", f"{'引言很长，' * 30}其中农村供水一并公开，{'后文很长，' * 30}完。")
    plain = _plain(piece)
    assert plain[0] == plain[-1] == "…"
    assert plain.startswith("…引言很长，")
    assert plain.endswith("，…")
    assert len(plain) <= _MOST + 2


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("9", "0123456789" * 100),
        ("若干意见", _LONG),
        ("needle", f"{'straw ' * 100}needle {'straw ' * 100}"),
        ("𠮷", "𠀀" * 200 + "𠮷" + "𠀀" * 200),
        ("供水", "́" * 500 + "供水" + "́" * 500),
    ],
)
def test_texts_without_marks_are_cut(excerpts: Callable[..., list[str]], query: str, text: str) -> None:
    for piece in excerpts(query, text):
        plain = _plain(piece).strip("…")
        assert plain in text
        if "\u0301" not in text:
            assert len(plain) <= _MOST + _SLACK
        assert "<mark>" in piece


def test_words_of_other_scripts_are_not_cut(excerpts: Callable[..., list[str]]) -> None:
    (piece,) = excerpts("needle", f"{'straw ' * 100}needle {'straw ' * 100}")
    words = re.sub("[…]", "", _plain(piece)).split()
    assert set(words) == {"straw", "needle"}


def test_three_sentences_at_most_and_none_twice(excerpts: Callable[..., list[str]]) -> None:
    rows = [
        f"第{number}项供水工程按期完成，质量合格，资金已经拨付到位，无遗留问题{'。' * 1}"
        for number in "一二三四五"
    ]
    filler = "本段说明其他事项，与上文没有关系，只为使各段互不相连而写在这里，篇幅较长一些。" * 3
    found = excerpts("供水", *rows, *rows)
    assert [_plain(piece) for piece in found] == rows[:3]
    together = excerpts("供水", "".join(f"{row}{filler}" for row in rows))
    assert [_plain(piece)[:2] for piece in together] == ["第一", "第二", "第三"]
    assert excerpts("合计", "合计。", "合计。", "合计。") == ["<mark>合计</mark>。"]


def test_a_sentence_said_again_is_no_other_piece(excerpts: Callable[..., list[str]]) -> None:
    once, filler = "农村供水工作要加强。", "本段说明其他事项。"
    assert len(excerpts("供水", once * 1000)) == 1
    first, second = excerpts("供水", f"{once}{filler * 20}{once}{filler * 20}另有供水事项。")
    assert _plain(first).startswith(once)
    assert _plain(second).endswith("另有供水事项。")


def test_a_phrase_of_which_there_is_much_hides_no_other(excerpts: Callable[..., list[str]]) -> None:
    often = "".join(f"第{number}处供水。" for number in range(1000))
    marked = set(_marked(excerpts("供水 预算", f"{often}预算。")))
    assert marked == {"供水", "预算"}


def test_sentences_with_most_phrases_come_first(excerpts: Callable[..., list[str]]) -> None:
    found = excerpts("供水 水质 资金", "供水。", "水质。", "供水和水质。", "资金。", "供水、水质和资金。")
    assert [_plain(piece) for piece in found] == ["供水、水质和资金。", "供水和水质。", "供水。"]


def test_every_phrase_is_shown_before_one_is_shown_again(excerpts: Callable[..., list[str]]) -> None:
    found = excerpts("供水 水质 资金", "供水和水质。", "水质与供水。", "供水，水质。", "资金。")
    assert [_plain(piece) for piece in found] == ["供水和水质。", "资金。", "水质与供水。"]


def test_cells_are_shown_with_those_beside_them(excerpts: Callable[..., list[str]]) -> None:
    cells = [f"{name}工程{n}" for n in range(40) for name in ("供水", "排水", "道路")]
    (row, *others) = excerpts("供水工程20", "年度项目如下。", *cells, "完成情况见下一段。")
    assert not others
    assert row.split(" · ")[2:5] == ["道路工程19", "<mark>供水工程20</mark>", "排水工程20"]
    assert len(_plain(row)) <= 60
    shown = [cell for piece in excerpts("道路", *cells) for cell in _plain(piece).split(" · ")]
    assert len(shown) == len(set(shown)) > 10


@pytest.mark.parametrize("beside", ["本县供水办法已经施行。", "长" * 60])
def test_sentences_and_long_blocks_are_no_cells(excerpts: Callable[..., list[str]], beside: str) -> None:
    assert excerpts("道路", beside, "道路", beside) == ["<mark>道路</mark>"]


def test_a_piece_knows_its_attachment(call: Callable[..., Any]) -> None:
    parts = [{"blocks": ["供水"], "attachment": None}, {"blocks": ["无", "供水表"], "attachment": 1}]
    assert call("return excerpts(given, '供水')", parts) == [
        {"html": "<mark>供水</mark>", "attachment": None},
        {"html": "无 · <mark>供水</mark>表", "attachment": 1},
    ]
    assert call("return excerpts([{ blocks: [], attachment: null }], '供水')") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("示政发〔2026〕12号", ["示政发〔2026〕12号"]),
        ("2026", ["2026"]),
        ("示政发[二〇二六]第十二号", ["示政发〔2026〕12号"]),
        ("示政发 2026 十二号", ["示政发〔2026〕12号"]),
        ("示政发第2026第1", ["示政发〔2026〕12号"]),
        ("示政发第2026第2", []),
        ("示政发2026-13号", []),
        ("供水", []),
    ],
)
def test_numbers_in_another_notation(call: Callable[..., Any], query: str, found: list[str]) -> None:
    code = """const number = "示政发〔2026〕12号";
      return placesInNumber(number, given, tokeniser).map(({ start, end }) => number.slice(start, end));"""
    assert call(code, query) == found


_PIECES = (
    *"预算供水徵收關於政务公开年月日0123456789ａＺ，。；、！“”（）《》 \n&<>'\"𠮷𠀀éÅ",
    *(
        "GDP",
        "Wi-Fi",
        "e\u0301",
        "\u200b",
        "农村供水",
        "財政",
        "后续",
        "ｶﾞ",
        "가",
        "⼈",
        "辻\U000e0100",
        "3.5",
        "1,234",
    ),
)


def _samples(count: int) -> list[dict[str, Any]]:
    chance = random.Random(29)
    return [_sample(chance) for _ in range(count)]


def _sample(chance: random.Random) -> dict[str, Any]:
    """Blocks of random text, often without a mark in them, and a query of pieces of them."""
    pieces = [piece for piece in _PIECES if chance.random() < 0.5 or piece.isalnum()]
    blocks = ["".join(chance.choices(pieces, k=chance.choice((3, 30, 300)))) for _ in range(3)]
    text = chance.choice(blocks)
    starts = [chance.randrange(len(text)) for _ in range(chance.choice((1, 1, 2, 3)))]
    phrases = [text[start : start + chance.randrange(1, 12)] for start in starts]
    return {"blocks": blocks, "query": chance.choice((" ", "　")).join(phrases)}


def test_random_texts(call: Callable[..., Any]) -> None:
    samples = _samples(500)
    code = """return given.map(({ blocks, query }) => ({
      phrases: tokeniser.phrases(query),
      excerpts: excerpts([{ blocks, attachment: null }], query).map(({ html }) => html),
      highlighted: blocks.map((block) => highlight(block, tokeniser.phrases(query), tokeniser)),
    }))"""
    pieces = 0
    for sample, made in zip(samples, call(code, samples), strict=True):
        assert [_unescaped(block) for block in made["highlighted"]] == sample["blocks"]
        for piece in made["excerpts"]:
            plain = _plain(piece).strip("…")
            for cell in plain.split(" · "):
                assert any(cell in block for block in sample["blocks"]), piece
            assert len(plain.encode("utf-16-le")) // 2 <= _MOST + _SLACK, piece
        for marked in _marked(made["excerpts"] + made["highlighted"]):
            pieces += 1
            assert _is_made_of(_codes(marked), made["phrases"]), marked
    assert pieces > 1000


def test_places_are_those_of_the_codes(call: Callable[..., Any]) -> None:
    """Random texts and real notation: the text has a phrase as often as its codes do."""
    samples = _samples(300)
    code = """
      const count = (codes, phrase) =>
        codes.filter((_, at) => phrase.every((code, n) => codes[at + n] === code)).length;
      return given.map(({ blocks, query }) =>
        blocks.map((block) => tokeniser.phrases(query).map((phrase) => [
          places(block, [phrase], tokeniser).length,
          count(tokeniser.codes(block), phrase),
        ])))"""
    counts = [pair for blocks in call(code, samples) for phrases in blocks for pair in phrases]
    assert all(found == expected for found, expected in counts)
    assert sum(found for found, _ in counts) > 1000


def _is_made_of(codes: list[int], phrases: list[list[int]]) -> bool:
    """Whether the codes are a phrase, or several that overlap: one begins them, one ends them."""
    begins = any(codes[: len(phrase)] == phrase for phrase in phrases)
    ends = any(codes[-len(phrase) :] == phrase for phrase in phrases)
    return begins and ends


def _codes(text: str) -> list[int]:
    return [int(code) for code in codes_of([text])[:-1]]


def _marked(pieces: list[str]) -> list[str]:
    return [
        html.unescape(text) for piece in pieces for text in re.findall("<mark>(.*?)</mark>", piece, re.DOTALL)
    ]


def _unescaped(piece: str) -> str:
    return html.unescape(re.sub("</?mark>", "", piece))


def _plain(piece: str) -> str:
    """The text of a piece; marks stand in pairs, none in another."""
    tags = re.findall("</?mark>", piece)
    assert all(one != other for one, other in pairwise(tags))
    return _unescaped(piece)
