"""Numbers that stand for a person: identity, bank card, telephone.

Sources: GB 11643-1999 for identity numbers; ISO/IEC 7812-1 for cards, of which 62 are UnionPay's and 9558 and
9559 older ones of two banks; the national numbering plan for telephones: mobile numbers begin with 13 to 19,
area codes are 010, 02x and 03xx to 09xx, local numbers begin with 2 to 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from generator.ingest.privacy.finding import Finding, Kind
from generator.ingest.privacy.masking import mask_number
from generator.ingest.privacy.numbers import birth_year, is_date, passes_luhn
from generator.ingest.privacy.plain import Plain, paragraph, plain

_BEFORE, _AFTER = 48, 48  # characters around a number that say what it is, or end it behind a tag
_PREFIX = 8  # characters of a country's code before a number
_ADDRESS_REACH = 200

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])(?=([1-9](?:[ \n-]{0,6}[0-9]){16}[ \n-]{0,6}[0-9Xx])(?![0-9A-Za-z]))"
)
_GROUPS = re.compile(r"[0-9]+[Xx]?|[Xx]")
_MOST_GROUPS = 6
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][-./])([1-9][0-9]{14})(?![0-9A-Za-z]|[-./][0-9])")
_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][-./])([2-69](?:[0-9]{15,18}|"
    r"[0-9]{3}([ -])[0-9]{4}\2[0-9]{4}\2[0-9]{4}(?:\2[0-9]{1,3})?|[0-9]{5}[ -][0-9]{10,13}))"
    r"(?![0-9A-Za-z]|[-./][0-9])"
)
_CHINESE_CARD = re.compile(r"62|955[89]")
_FOREIGN_CARD = re.compile(r"(?:4|5[1-5]|2[2-7]|35|60)[0-9]{14,15}")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][-.])(?:\(?(?:\+|00)?86\)?[ -]?|0)?"
    r"(1[3-9][0-9](?:[0-9]{8}|([ .-])[0-9]{4}\2[0-9]{4}|[ -][0-9]{8}|[0-9]{4}[ -][0-9]{4}|"
    r"[0-9][ -][0-9]{3}[ -][0-9]{4}|([ -])[0-9]{3}\3[0-9]{5}|[0-9]{2}[ -][0-9]{3}[ -][0-9]{3}))"
    r"(?![0-9A-Za-z]|[-.][0-9])"
)
#: No area code begins with 000: that of examples is taken for one.
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][-./])(?:\(?\+?86\)?[ -]?)?"
    r"\(?(0(?:10|2[0-9]|[3-9][0-9]{2}|000)(?:\)[ -]?|[ -])[2-8][0-9]{2,3}(?:[0-9]{4}| [0-9]{4})|"
    r"0(?:10|2[0-9])[2-8][0-9]{7}|0[3-9][0-9]{2}[2-8][0-9]{6,7})(?![0-9A-Za-z])"
)

_LETTER = re.compile(r"[A-Za-z]")
#: The digits of an index number such as B01-2026-00012: too few for an identity number behind a hyphen.
_PART_OF_CODE = re.compile(r"[0-9]{1,6}(?:-[0-9]{1,6}){1,2}")
_BARE_LANDLINE = re.compile(r"0(?!1[3-9])[0-9]{2,3}-?[0-9]{7,8}")

#: Words that make of the number after them a code of something else.
_CODE = re.compile(
    r"(?:编号|代码|编码|文号|案号|单号|批号|流水号|索引号|序列号|条码|标识码|许可证|证书号|备案号|项目号|合同号|登记号|受理号|"
    r"\bID|\bNo\.?|\bSN)[号码]?[\s:为是|\"']{0,4}$",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(r"身份|证件|公民")
_PERSONAL = re.compile(r"身份证|证件|公民|姓名|户主|学生|儿童|监护")
_OF_BANK = re.compile(r"银行卡|卡号|[账帐]号|[账帐]户|一卡通|一折通|存折|开户|储蓄|信用卡|借记卡|社保卡")
_AMOUNT = re.compile(r"\s*(?:元|万|亿|千|吨|人|户|件|平方|立方|公里|米|㎡|%)")
_CURRENCY = re.compile(r"[¥￥$€]\s*$")
_ADDRESS = re.compile(r"://\S*$")
#: A birth in this year or later may be a day within a code that begins with a region: only words tell.
_LATE = 2010

_PRIVATE_LINE = re.compile(
    r"(?:住宅|宅|家庭|家里|家中|本人|家属|个人|私人)(?:的|联系)?(?:座机|固定|固话)?(?:电话|号码)?[^。；;\n\d]{0,6}$"
)
_CELL = r"(?:^|[|>,])[ \t]*[^|<>,\n]{{0,8}}(?:{})[^|<>,\n]{{0,8}}(?=[|<,\n]|$)"
_PERSONS = re.compile(_CELL.format("姓名|户主|身份证|证件号"), re.MULTILINE)
_OFFICES = re.compile(
    _CELL.format("职务|岗位|单位|机构|部门|科室|窗口|办公|站所|中心|河长|主管|负责|责任|联络"), re.MULTILINE
)


def numbers_in(text: str, start: int, end: int, words: Words | None) -> Iterator[Finding]:
    """The numbers in a run of digits from `start` to `end`; `words` is None where they are not heeded."""
    if words and not words.can_be_private(start, end):
        return
    yield from _Run(text, start, end, words).findings()


class Words:
    """What the words of a whole text say of the numbers in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tables: dict[tuple[int, int], bool] = {}

    @cached_property
    def are_of_persons(self) -> bool:
        """Whether identity numbers may be expected."""
        return bool(_PERSONAL.search(self._text))

    @cached_property
    def are_of_banks(self) -> bool:
        """Whether cards may be expected."""
        return bool(_OF_BANK.search(self._text))

    def can_be_private(self, start: int, end: int) -> bool:
        """False for what most records have, an index number and an office's landline: a quick answer."""
        text = self._text
        if start and _LETTER.match(text, start - 1) and _PART_OF_CODE.fullmatch(text, start, end):
            return False
        if not _BARE_LANDLINE.fullmatch(text, start, end):
            return True
        before = text[max(0, start - _BEFORE) : start]
        return self.lists_persons(start) or bool(_PRIVATE_LINE.search(before))

    def lists_persons(self, offset: int) -> bool:
        """Whether a place is in a table of persons who are not there for an office."""
        place = paragraph(self._text, offset)
        if place not in self._tables:
            is_table = "|" in self._text[slice(*place)] or "<t" in self._text[slice(*place)]
            self._tables[place] = is_table and bool(
                _PERSONS.search(self._text, *place) and not _OFFICES.search(self._text, *place)
            )
        return self._tables[place]


class _Run:
    """A run of digits with what is written between them; `words` is None where they are not heeded."""

    def __init__(self, text: str, start: int, end: int, words: Words | None) -> None:
        self._text, self._start, self._end, self._words = text, start, end, words
        self._plain: Plain = plain(text, max(0, start - _BEFORE), end + _AFTER)

    def findings(self) -> Iterator[Finding]:
        """The numbers in the run. Where one could be of two kinds, the kind that asks for more counts."""
        taken = bytearray(len(self._plain.text))
        for kind, (start, end), value in self._candidates():
            written = self._plain.span(start, end)
            if self._start <= written[0] < self._end and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield Finding(kind, *written, mask_number(value), value)

    def _candidates(self) -> Iterator[tuple[Kind, tuple[int, int], str]]:
        text, words = self._plain.text, self._words
        start = max(0, self._plain.shown(self._start) - _PREFIX)
        for match in _IDENTITY.finditer(text, start):
            value = re.sub(r"[ \n-]", "", match[1]).upper()
            if self._is_identity(match, value):
                yield Kind.IDENTITY, match.span(1), value
        for match in _OLD_IDENTITY.finditer(text, start):
            if birth_year(match[1]) and (words is None or words.are_of_persons) and not self._is_code(match):
                yield Kind.OLD_IDENTITY, match.span(1), match[1]
        for kind, pattern, holds in (
            (Kind.CARD, _CARD, self._is_card),
            (Kind.MOBILE, _MOBILE, self._is_mobile),
            (Kind.LANDLINE, _LANDLINE, self._is_private_line),
        ):
            for match in pattern.finditer(text, start):
                value = re.sub(r"[^0-9]", "", match[1])
                if holds(match, value):
                    yield kind, match.span(1), value

    def _is_identity(self, match: re.Match[str], value: str) -> bool:
        year = birth_year(value)
        if year is None or len(_GROUPS.findall(match[1])) > _MOST_GROUPS:
            return False
        if self._words is None or _OF_PERSON.search(self._before(match)):
            return True
        return not self._is_code(match) and (year < _LATE or self._words.are_of_persons)

    def _is_card(self, match: re.Match[str], value: str) -> bool:
        if not 15 < len(value) < 20 or not passes_luhn(value):
            return False
        is_grouped, is_chinese = bool(match[2]), bool(_CHINESE_CARD.match(value))
        if not is_chinese and not _FOREIGN_CARD.fullmatch(value):
            return False
        if self._words is None:
            return True
        if self._is_code(match) or self._is_in_address(match):
            return False
        if is_chinese:
            return is_grouped or len(value) == 19 or self._words.are_of_banks
        return bool(_OF_BANK.search(self._before(match)))

    def _is_mobile(self, match: re.Match[str], _value: str) -> bool:
        if self._words is None:
            return True
        after = self._plain.text[match.end() : match.end() + _AFTER]
        is_amount = _AMOUNT.match(after) or _CURRENCY.search(self._before(match))
        return not (is_amount or self._is_code(match) or self._is_in_address(match))

    def _is_private_line(self, match: re.Match[str], value: str) -> bool:
        if is_date(value[-8:]):
            return False
        if self._words is None or _PRIVATE_LINE.search(self._before(match)):
            return True
        place = self._plain.source(match.start(1))
        return self._words.lists_persons(place) and not self._is_in_address(match)

    def _before(self, match: re.Match[str]) -> str:
        return self._plain.text[max(0, match.start() - _BEFORE) : match.start()]

    def _is_code(self, match: re.Match[str]) -> bool:
        found = _CODE.search(self._before(match))
        return bool(found and not _OF_PERSON.search(found.string, max(0, found.start() - 6)))

    def _is_in_address(self, match: re.Match[str]) -> bool:
        """Whether a number is part of the address of a page."""
        start = self._plain.source(match.start(1))
        return bool(_ADDRESS.search(self._text[max(0, start - _ADDRESS_REACH) : start]))
