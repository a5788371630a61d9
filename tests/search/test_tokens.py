"""Text as words: equal exactly where the contract says so, and made alike in Python and in the browser."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.outputs.search.characters import class_of, table
from generator.outputs.search.tokens import BLOCK_END, words

from .oracle import parts, phrase

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
    ],
)
def test_equal_texts(one: str, other: str) -> None:
    assert words(one) == words(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲乙", "甲，乙"),
        ("wi fi", "wifi"),
        ("wi-fi", "wi fi"),
        ("ab，", "abz"),
        ("财政", "財政"),
        ("12", "1,2"),
        ("ab-c", "abz c"),
        ("甲", "乙"),
    ],
)
def test_different_texts(one: str, other: str) -> None:
    # In the middle of a phrase: marks at the ends are dropped.
    assert words(f"头{one}尾") != words(f"头{other}尾")


def test_tokens_are_counted() -> None:
    assert len(words("第42次GDP")) == 5
    assert len(words("《甲》、乙")) == 3
    assert words("！？…") == words("") == []


@given(_texts, _texts)
def test_equal_exactly_where_the_oracle_says(one: str, other: str) -> None:
    one, other = _plain(one), _plain(other)
    for left, right in ((one, other), (one, one.swapcase()), (one, re.sub(r"[（〔《，。]", "-", one))):
        assert (words(left) == words(right)) == (phrase(parts(left)) == phrase(parts(right)))
    assert len(words(one)) == len(phrase(parts(one)))


@given(_texts)
def test_words_are_plain_letters(text: str) -> None:
    assert all(re.fullmatch("[a-z]{3,}", word) for word in words(text))
    assert BLOCK_END not in words(text)


@given(_texts, _texts, _texts)
def test_a_piece_of_text_is_a_piece_of_its_words(before: str, middle: str, after: str) -> None:
    """Cut where no run of letters is cut, the words of a part stand in the words of the whole."""
    wanted, block = words(middle), words(f"{before} {middle} {after}")
    size = len(wanted)
    assert any(block[at : at + size] == wanted for at in range(len(block) - size + 1))


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


_WORDS_IN_BROWSER = """async ([script, table, texts]) => {
  const { Tokeniser, normalise } = await import(script);
  const tokeniser = new Tokeniser(table);
  return texts.map((text) => tokeniser.words(tokeniser.tokens(normalise(text))).join(" "));
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
        coded = page.evaluate(_WORDS_IN_BROWSER, [f"{assets}tokens.js", table(), texts])
        differing += [ascii(t) for t, found in zip(texts, coded, strict=True) if found != " ".join(words(t))]
    assert differing == []


@pytest.mark.browser
def test_browser_cuts_queries_into_phrases(page: Page, assets: str) -> None:
    page.goto(f"{assets}search.css")
    count = """async ([script, table, queries]) => {
      const { Tokeniser } = await import(script);
      const tokeniser = new Tokeniser(table);
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
    assert page.evaluate(count, [f"{assets}tokens.js", table(), list(expected)]) == list(expected.values())
