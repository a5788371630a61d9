"""The detectors of personal data: what counts, in every form, and what only looks like it."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest import rules_of_privacy
from generator.ingest.privacy.detect import certain, detect
from generator.ingest.privacy.finding import Kind
from generator.ingest.privacy.masking import mask_number
from generator.ingest.privacy.numbers import birth_year, identity_check, passes_luhn
from generator.ingest.privacy.redact import redact
from generator.model.problems import RULES
from ingest.numbers import CARD, IDENTITY, LANDLINE, MOBILE, OLD_IDENTITY, card, identity

IDENTITIES = st.builds(
    identity,
    st.dates(date(1900, 1, 1), date(2009, 12, 31)).map(lambda day: day.strftime("%Y%m%d")),
    st.sampled_from(["119999", "339999", "659999"]),
    st.integers(0, 999).map("{:03}".format),
)
CARDS = st.integers(0, 10**15 - 1).map(lambda number: card(f"622{number:015}"))
MOBILES = st.builds("1{}{:09}".format, st.integers(3, 9), st.integers(0, 10**9 - 1))
#: What may stand between two digits without anybody taking it for an end.
NOISE = st.sampled_from(
    ["", "\u200b", "\u00ad", "**", "<b>", "</span>", "&#8203;", "\ufe0f", "<span class='a'>"]
)


def kinds(text: str) -> list[str]:
    return [finding.kind.value for finding in detect(text)]


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind.value, text[finding.start : finding.end]) for finding in detect(text)]


# Check digits


def test_the_examples_of_the_standards_pass() -> None:
    assert identity_check("11010519491231002") == "X"  # GB 11643-1999, annex
    assert birth_year("11010519491231002X") == 1949
    assert passes_luhn("79927398713")  # ISO/IEC 7812-1's method, as commonly illustrated


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",
        "11010519491331002X",
        "99010519491231002",
        "00010519491231002X",
        "110105491331002",
    ],
)
def test_a_wrong_check_digit_day_or_region_is_no_identity_number(number: str) -> None:
    assert birth_year(number) is None


@given(IDENTITIES, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, by: int) -> None:
    digit = number[place]
    other = "0" if digit == "X" else str((int(digit) + by) % 10)
    assert birth_year(number[:place] + other + number[place + 1 :]) is None


# What counts


@given(IDENTITIES)
def test_every_identity_number_is_found(number: str) -> None:
    assert found(f"姓名张某，{number}。") == [("identity-number", number)]
    assert [finding.value for finding in certain(f"a {number.lower()}, b")] == [number]


@given(CARDS)
def test_every_card_is_found(number: str) -> None:
    assert found(f"卡号：{number}，") == [("bank-card", number)]


@given(MOBILES)
def test_every_mobile_number_is_found(number: str) -> None:
    for text in (
        number,
        f"+86{number}",
        f"+86 {number}",
        f"0{number}",
        f"{number[:3]}-{number[3:7]}-{number[7:]}",
    ):
        assert kinds(f"电话{text}；") == ["mobile-number"], text


@given(st.one_of(IDENTITIES, CARDS, MOBILES), st.lists(NOISE, min_size=20, max_size=20), st.booleans())
def test_nothing_between_its_digits_hides_a_number(number: str, noise: list[str], wide: bool) -> None:
    digits = [chr(ord(digit) + 0xFEE0) if wide else digit for digit in number]
    written = "".join(digit + between for digit, between in zip(digits, noise, strict=False))
    (only,) = detect(f"号码是{written}。")
    assert only.value == number
    assert redact(f"号码是{written}。").count(mask_number(number)) == 1


@given(st.one_of(IDENTITIES, CARDS, MOBILES))
def test_a_number_written_in_entities_is_found(number: str) -> None:
    assert [each.value for each in detect("找" + "".join(f"&#{ord(digit)};" for digit in number))] == [number]
    assert [each.value for each in detect("找" + "".join(f"&#x{ord(digit):X};" for digit in number))] == [
        number
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}",
        f"{IDENTITY[:6]}-{IDENTITY[6:14]}-{IDENTITY[14:]}",
        f"{IDENTITY[:6]}\u3000{IDENTITY[6:14]}\u3000{IDENTITY[14:]}",
        f"{IDENTITY[:12]}\n  {IDENTITY[12:]}",
        f"(身份证编号：{IDENTITY})",
        f"https://a.example/?id={IDENTITY}",
        f"张某{IDENTITY}李某",
        f"{identity('20000101')[:-1]}<span class='a'>X</span>",
    ],
)
def test_groups_of_an_identity_number_are_one(text: str) -> None:
    assert kinds(text) == ["identity-number"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("6222 0000 0000 0000 000" + CARD[-1], None),
        (" ".join((CARD[:4], CARD[4:8], CARD[8:12], CARD[12:16], CARD[16:])), "bank-card"),
        (card("622200000000000"), None),  # 16 digits, and nothing speaks of a card
        ("银行卡" + card("622200000000000"), "bank-card"),
        (card("400000000000000"), None),
        ("信用卡" + card("400000000000000"), "bank-card"),
        ("账号：3" + CARD[1:], None),
    ],
)
def test_cards(text: str, kind: str | None) -> None:
    assert kinds(text) == ([kind] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "138 0000 0000",
        "1380 000 0000",
        "138-0000-0000",
        "138.0000.0000",
        "（+86）13800000000",
        "008613800000000",
        "[a](tel:13800000000)",
        "[a](tel:138%200000%200000)",
        "0000-5550000/13800000000",
        "13800000000、0000-5550000",
        "1 张某 13800000000",
        "13\u200b8**0000**0000",
        "<a href='tel:13800000000'>打电话</a>",
    ],
)
def test_forms_of_a_mobile_number(text: str) -> None:
    assert kinds(text) == ["mobile-number"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("家庭电话：0571-88880000", 1),
        ("本人电话（0571）88880000", 1),
        ("住宅电话057188880000", 1),
        ("家里电话 010 8888 0000", 1),
        ("| 户主 | 联系电话 |\n|---|---|\n| 张某 | 0571-8888000 |", 1),
        ("| 姓名 | 单位 | 电话 |\n|---|---|---|\n| 张某 | 财政局 | 0571-8888000 |", 0),
        ("带上身份证，咨询电话0571-88880000", 0),
        ("监督电话：0571-88880000转8001", 0),
        ("家庭编号 001-20260301", 0),
    ],
)
def test_landlines_of_persons(text: str, count: int) -> None:
    assert kinds(text) == ["landline-number"] * count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("住址：示例县样本镇和平路12号3单元402室", 1),
        ("家庭地址为样本镇样本村三组", 1),
        ("户籍地址（现）：样本镇幸福里小区8栋", 1),
        ("现住样本街道和平社区5号", 1),
        ("| 姓名 | 家庭住址 |\n|---|---|\n| 张某 | 样本镇样本村3组12号 |\n| 李某 | 样本镇样本村5组1号 |", 2),
        ("<table><tr><th>住址</th></tr><tr><td>样本镇样本村3组</td></tr></table>", 1),
        ("户籍地：样本镇样本村3组12号", 1),
        ("住示例县样本镇人民路12号3单元401室", 1),
        ("张某住在示例县样本镇人民路12号附3号。", 1),
        ("张某，男，示例县样本镇范溪村3组12号", 1),
        ("张某，性别女，1990年1月1日出生，汉族，住示例县样本镇人民路12号3单元401室。", 1),
        (f"张某，身份证号码{mask_number(IDENTITY)}，示例县样本镇范溪村三组。", 1),
        ("张某（1990年1月1日出生），示例县样本镇人民路12号3-401", 1),
        ("张某（1990年1月生），示例县样本镇人民路12号院３单元", 1),
        ("| 姓名 | 村组 |\n|---|---|\n| 张某 | 样本镇范溪村3组 |\n| 李某 | 范溪村5组12户 |", 2),
        ("<table><tr><td>户主</td></tr><tr><td>示例县样本镇人民路12号3单元401室</td></tr></table>", 1),
        ("| 姓名 | 住址 |\n|---|---|\n| 张某 | 样本镇范溪村3组 |", 1),
        ("住址：示例县样本镇样本村", 0),
        ("通信地址：示例县样本镇政务大道14号县水利局", 0),
        ("张某，男，示例县样本镇政务大道14号县水利局", 0),
        ("李某，女，示例县人民法院第3号公告，示例县公告〔2026〕3号", 0),
        ("家长为张某，女，在样山乡中心小学上学，坐样山乡2号线", 0),
        ("住在样田村三组的居民，入住样本镇安置点3号，住建局样本镇窗口2号", 0),
        ("男女平等，样本镇和平路12号", 0),
        ("申请人持身份证办理，地址：样本镇和平路12号", 0),
        ("出生医学证明，地址：样本镇和平路12号", 0),
        ("| 姓名 | 经营场所 |\n|---|---|\n| 张某 | 样本镇和平路12号 |", 0),
        ("| 姓名 | 职务 | 地点 |\n|---|---|---|\n| 张某 | 股长 | 样本镇和平路12号 |", 0),
        ("| 姓名 | 村组 |\n|---|---|\n| 张某 | 样本镇范溪村 |", 0),
        ("| 姓名 | 签到 |\n|---|---|\n| 张某 | 样本镇政府3号楼 |", 0),
        ("地址：示例县样本镇政务大道1号", 0),
        ("经常居住地的公安派出所第3号公告", 0),
        ("户籍所在地的乡（镇）人民政府1号楼", 0),
        ("住所地：样本镇和平路12号", 0),
        ("住址：样本镇和平路**号", 0),
    ],
)
def test_home_addresses(text: str, count: int) -> None:
    assert kinds(text) == ["home-address"] * count


# What does not


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01 08:30:00，2026-03-02 08:30:00",
        "项目代码2603-119999-04-01-123456",
        "统一社会信用代码：91350100M000100Y43",
        f"受理编号：{identity('20260301')}",
        identity("20260301"),
        f"sha256 {'0123456789abcdef' * 4}",
        f"9{IDENTITY}",
        f"{IDENTITY}0",
        f"A{IDENTITY}",
        "138****0000，119999********0004，6222 **** **** 0004",
        "138××××××00 119×××××××××××××04",
        "13800000000元，13,800,000,000元，￥13800000000，13800000000.00，0.13800000000",
        "https://a.example/13800000000/index.html",
        "编号：13800000000，订单号 13800000000",
        "2026-13800000000，138-0000-00001，12800000000",
        "建字第119999202600012号，许可证号119999900101000",
        OLD_IDENTITY,
        "400-800-0000，12345，0000-12345",
        "图![](a@2x.png)",
        "预算代码 2010101 2010102 2010103 2010104 2010105",
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43",
    ],
)
def test_what_only_looks_like_a_number_of_a_person(text: str) -> None:
    assert found(text) == []


@given(st.text(string.digits + string.ascii_lowercase + " -*<>&;.年第号", max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    for finding in detect(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.masked != finding.value


# What may be shown


@given(st.one_of(IDENTITIES, CARDS, MOBILES))
def test_a_finding_shows_five_digits_and_is_silent_when_pasted(number: str) -> None:
    (finding,) = detect(f"号码是{number}。")
    assert len(re.sub(r"\W|×", "", finding.masked)) == 5
    assert number not in repr(finding)
    assert detect(f"号码是{finding.masked}。") == []


@given(
    st.one_of(IDENTITIES, CARDS, MOBILES),
    st.text("某号，。 ", max_size=30),
    st.text("某号，。 ", max_size=30),
)
def test_no_number_passes_the_gate(number: str, before: str, after: str) -> None:
    assert number not in redact(before + number + after)


@given(IDENTITIES, st.integers(14, 17))
def test_what_a_cut_leaves_of_an_identity_number_is_masked_too(number: str, length: int) -> None:
    assert number[:length] not in redact(f"标题某{number[:length]}…")
    assert number[:length] not in redact(f"标题某{number[:length]}")
    assert number[-length:] not in redact(f"{number[-length:]}某")


@pytest.mark.parametrize(
    "text", ["2026-03-01", "990001SL-CZJ-2026-29001", "202603010012", "一二三", "2026年3月"]
)
def test_the_gate_leaves_other_values_alone(text: str) -> None:
    assert redact(text) == text


def test_every_kind_has_a_rule() -> None:
    assert {kind.value for kind in Kind} == {
        rule.id for rule in RULES.values() if rule.family == rules_of_privacy.FAMILY
    } - {rules_of_privacy.UNUSED_EXCEPTION.id}


def test_the_numbers_of_tests_are_what_they_say() -> None:
    assert [kinds(f"身份证{number}") for number in (IDENTITY, OLD_IDENTITY, CARD, MOBILE)] == [
        ["identity-number"],
        ["old-identity-number"],
        ["bank-card"],
        ["mobile-number"],
    ]
    assert kinds(f"家庭电话{LANDLINE}") == ["landline-number"]
