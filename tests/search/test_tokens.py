"""Text as codes: equal exactly where the contract says so, and made alike in Python and in the browser."""

from __future__ import annotations

import re
import sys
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.outputs.search.characters import class_of, simplified, tables
from generator.outputs.search.tokens import (
    BLOCK_END,
    RUN_END,
    RUN_START,
    SEPARATOR,
    codes_of,
    normalise,
    single_tokens,
)

from .in_browser import evaluate
from .oracle import SEPARATOR as MARK
from .oracle import is_latin, parts, phrase
from .oracle import simplified as simplified_by_opencc

#: What official texts are made of, and what breaks tokenisers.
_OFFICIAL = (
    "政务公开〇示例年月日2026１２第条款（）()〔〕[]《》，。、：“”…—-— \n\u3000"
    "aBzZéßσςΣGDPκАя℃㎡ﬁ①Ⅳ½\u200b\u00ad\ufe0f"
)
_texts = st.text(st.one_of(st.sampled_from(_OFFICIAL), st.characters(exclude_categories=["Cs", "Cn"])))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("〔2026〕15号", "[2026]15号"),
        ("（2026） 15 号", "２０２６）15号"),
        ("财 政\n预　算", "财政预算"),
        ("GDP增长", "gdp 增长"),
        ("ＧＤＰ", "Gdp"),
        ("Straße", "STRASSE"),
        ("ΟΔΟΣ", "οδος"),
        ("甲。“乙", "甲，乙"),
        ("甲。 “乙", "甲，乙"),
        ("，甲乙。", "甲乙"),
        ("25㎡", "25m²"),
        ("⼈民", "人民"),
        ("财\u200b政", "财政"),
        ("辻\U000e0100本", "辻本"),
        ("關於徵收後續", "关于征收后续"),
        ("ﾊﾟｰｹﾞ", "パーゲ"),
    ],
)
def test_equal_texts(one: str, other: str) -> None:
    assert _codes(one) == _codes(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲乙", "甲，乙"),
        ("wi fi", "wifi"),
        ("wi-fi", "wi fi"),
        ("ab，", "abz"),
        ("干", "乾坤"),
        ("12", "1,2"),
        ("ab-c", "abz c"),
        ("甲", "乙"),
    ],
)
def test_different_texts(one: str, other: str) -> None:
    # In the middle of a phrase: marks at the ends are dropped.
    assert _codes(f"头{one}尾") != _codes(f"头{other}尾")


def test_form_of_codes() -> None:
    assert _codes("第4次GDP") == [*map(ord, "第4次"), ord("g") + RUN_START, *map(ord, "dp"), RUN_END]
    assert _codes("《甲》、乙") == [ord("甲"), SEPARATOR, ord("乙")]
    assert _codes("！？…") == _codes("") == []


def test_blocks_are_apart() -> None:
    assert codes_of([]).tolist() == []
    assert codes_of(["甲", "", "ab", "，乙"]).tolist() == [
        *(ord("甲"), BLOCK_END, BLOCK_END),
        *(ord("a") + RUN_START, ord("b"), RUN_END, BLOCK_END),
        *(ord("乙"), BLOCK_END),
    ]


def test_characters_that_are_tokens() -> None:
    codes = codes_of(["财2а，b"])
    assert single_tokens(codes).tolist() == [True, True, False, False, False, False, False, False]


@given(_texts, _texts)
def test_equal_exactly_where_the_oracle_says(one: str, other: str) -> None:
    one, other = _plain(one), _plain(other)
    for left, right in ((one, other), (one, one.swapcase()), (one, re.sub(r"[（〔《，。]", "-", one))):
        assert (_codes(left) == _codes(right)) == (phrase(parts(left)) == phrase(parts(right)))
    assert _codes(one) == _codes_of_pieces(phrase(parts(one)))


@given(st.lists(_texts, max_size=5))
def test_together_blocks_are_what_they_are_alone(texts: list[str]) -> None:
    alone = [code for text in texts for code in codes_of([text]).tolist()]
    assert codes_of(texts).tolist() == alone


@given(_texts, _texts, _texts)
def test_a_piece_of_text_is_a_piece_of_its_codes(before: str, middle: str, after: str) -> None:
    """Cut where no run of letters is cut, the codes of a part stand in the codes of the whole."""
    wanted, block = _codes(middle), _codes(f"{before} {middle} {after}")
    size = len(wanted)
    assert any(block[at : at + size] == wanted for at in range(len(block) - size + 1))


@given(_texts)
def test_normal_form_has_no_other(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_simplified_characters_are_opencc_s() -> None:
    pairs = simplified()
    assert len(pairs) > 4_000
    assert {chr(code): form for code, form in pairs.items()} == {
        chr(code): simplified_by_opencc(chr(code)) for code in pairs
    }
    assert not pairs.keys() & set(map(ord, pairs.values())), "no form has a form of its own"


def _codes(text: str) -> list[int]:
    *codes, end = codes_of([text]).tolist()
    assert end == BLOCK_END
    return codes


def _codes_of_each(texts: list[str]) -> list[list[int]]:
    codes = codes_of(texts)
    ends = np.flatnonzero(codes == BLOCK_END)
    return [own[own != BLOCK_END].tolist() for own in np.split(codes, ends)[:-1]]


def _codes_of_pieces(pieces: list[str]) -> list[int]:
    codes: list[int] = []
    for piece in pieces:
        if piece == MARK:
            codes.append(SEPARATOR)
        elif is_latin(piece):
            first, *others = map(ord, piece)
            codes += [first + RUN_START, *others, RUN_END]
        else:
            codes.append(ord(piece))
    return codes


def _plain(text: str) -> str:
    """Leave out what the contract does not speak of: other scripts' digits, selectors, the dotless i."""
    return "".join(
        character
        for character in text
        if all(_is_in_contract(part) for part in unicodedata.normalize("NFKC", character))
    )


def _is_in_contract(character: str) -> bool:
    if class_of(character) == "ideograph":
        return "CJK UNIFIED" in unicodedata.name(character, "")
    return not (
        character in "ıİ"
        or unicodedata.category(character) in ("No", "Nl", "Cc", "Co")
        or unicodedata.category(character)[0] == "M"
        or (class_of(character) == "ignored" and unicodedata.category(character) != "Cf")
    )


_CODES_IN_BROWSER = """async ([script, tables, texts]) => {
  const { Tokeniser } = await import(script);
  const tokeniser = new Tokeniser(tables);
  return texts.map((text) => tokeniser.codes(text));
}"""


@pytest.mark.browser
def test_browser_and_build_agree_on_every_character(page: Page, assets: str) -> None:
    """Every character that this Python knows, alone between letters and between Han characters."""
    page.goto(f"{assets}search.css")
    known = [
        c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) not in ("Cn", "Cs", "Co")
    ]
    assert len(known) > 140_000
    differing = []
    for start in range(0, len(known), 20_000):
        texts = [f"a{c}b 甲{c}乙{c}" for c in known[start : start + 20_000]]
        coded = evaluate(page, _CODES_IN_BROWSER, [f"{assets}tokens.js", tables(), texts])
        expected = _codes_of_each(texts)
        differing += [ascii(t) for t, *both in zip(texts, coded, expected, strict=True) if both[0] != both[1]]
    assert differing == []


@pytest.mark.browser
def test_browser_cuts_queries_into_phrases(page: Page, assets: str) -> None:
    page.goto(f"{assets}search.css")
    count = """async ([script, tables, queries]) => {
      const { Tokeniser } = await import(script);
      const tokeniser = new Tokeniser(tables);
      return queries.map((query) => tokeniser.phrases(query).length);
    }"""
    expected = {
        "财政预算": 1,
        "财政 预算": 2,
        "财政　预算": 2,
        "GDP 增长": 1,
        "wi fi": 1,
        "2026 15": 2,
        "，": 0,
        "": 0,
    }
    expected |= {"《甲》 ， 乙 c": 2, "\ud800": 0}
    assert page.evaluate(count, [f"{assets}tokens.js", tables(), list(expected)]) == list(expected.values())
