"""Document and index numbers: one form for all ways of writing, the same in Python and in the browser."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.outputs.search.characters import tables
from generator.outputs.search.numbers import canonical

from .in_browser import evaluate
from .oracle import number_form

_PIECES = (
    *("示政发", "示政办函", "第", "号", "年", "令", "MB", "x", "2026", "12", "0", "００１２", "①"),
    *("〔", "〕", "[", "]", "(", ")", "（", "）", "【", "】", "/", "-", ".", " ", "　", "\u200b"),
    *("〇", "○", "零", "一", "二", "六", "十", "百", "千", "發", "號"),
)
_numbers = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    "written",
    [
        "示政发〔2026〕12号",
        "示政发[2026]12号",
        "示政发（２０２６）12 号",
        "示政发【2026】第12号",
        "示政发2026-12号",
        "示政发 2026 12号",
        "示政發〔2026〕12號",
        "示政发〔二〇二六〕十二号",
        "示政发〔二○二六〕第十二号",
        "示政发〔二零二六〕一二号",
        "，示政发〔2026〕12号。",
        "示政发2026年第12号",
        "示政发〔2026〕012号",
    ],
)
def test_ways_of_writing_a_number(written: str) -> None:
    assert canonical(written) == "示政发-2026-12-号"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("11330100MB2C/2026-00012", "-11330100-mb-2-c-2026-12-"),
        ("示政发〔二〇二六〕十二", "示政发-2026-12-"),
        ("一般公共预算", "一般公共预算"),
        ("五一", "五一"),
        ("2026年三月", "-2026-年三月"),
        ("第十五号", "-15-号"),
        ("县政府令第五号", "县政府令-5-号"),
        ("一百二十号", "-120-号"),
        ("一千零五号", "-1005-号"),
        ("十万元", "十万元"),
        ("十〇〇〇〇", "十〇〇〇〇"),
        ("二〇二六十", "二〇二六十"),
        ("wi-fi 6", "wi-fi-6-"),
        ("3·15", "-3-15-"),
        ("", ""),
    ],
)
def test_form(written: str, form: str) -> None:
    assert canonical(written) == form


@given(_numbers)
@example("十〇〇〇〇")
@example("〇〇〇〇十号")
def test_form_is_the_oracle_s(written: str) -> None:
    assert canonical(written) == _joined(number_form(written))


def _joined(pieces: list[str]) -> str:
    """The form with edges around digits, which the oracle's pieces do without."""
    return "".join(f"-{piece}-" if piece.isdigit() else piece for piece in pieces).replace("--", "-")


@pytest.mark.browser
def test_browser_and_build_agree(page: Page, assets: str) -> None:
    written = sorted(_examples())
    page.goto(f"{assets}search.css")
    found = evaluate(
        page,
        """async ([base, tables, numbers]) => {
          const { Tokeniser } = await import(`${base}tokens.js`);
          const { canonical } = await import(`${base}numbers.js`);
          const tokeniser = new Tokeniser(tables);
          return numbers.map((number) => canonical(number, tokeniser));
        }""",
        [assets, tables(), written],
    )
    assert dict(zip(written, found, strict=True)) == {number: canonical(number) for number in written}


def _examples() -> set[str]:
    """Every run of three pieces, and some longer ones: 40,000 numbers."""
    found = {a + b + c for a in _PIECES for b in _PIECES for c in _PIECES}
    pairs = [(b, d) for b in _PIECES for d in _PIECES]
    return found | {f"示政发{a}{b}〕{c}{d}号" for a in "〔[ " for c in "第 " for b, d in pairs}
