"""Home addresses down to the door, or to the group of a village.

An address is no secret by itself: an office has one, too. A home's is one that is called so (`住址：…`,
`家住…`), stands behind `住`, beside what only persons have (sex, birth, identity card), or in a table of
persons. Where its name does not tell, it must be complete: begin with a place and end with the door, which
`政务大道14号县水利局` does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.ingest.privacy.digits import Words
from generator.ingest.privacy.finding import Finding, Kind
from generator.ingest.privacy.masking import mask_address
from generator.ingest.privacy.plain import paragraphs, places_of, plain

_REACH = 80  # characters that an address and what introduces it take

#: Where a home address may follow: behind one of a few rare characters, for the sake of speed.
HOME_SIGNS = "址住籍男女生身"
_NAME = (
    r"(?<=住址)|(?<=[住庭籍]地址)|(?<=[现家]住)(?![址宅房户])|(?<=居住)地(?=[ :：])|"
    r"(?<=户籍)(?:地(?=[ :：])|所在地(?=[ :：|<]))"
)
_LIVES = r"(?<=住)(?<![入安]住)[在于]?(?![所址宅房户建院宿])(?=[^\s，,。；;、|<>]{4,60}?[号室组户栋幢元弄社])"
#: What only persons have: a sex, a day of birth, an identity card with its number.
_PERSON = (
    r"(?:(?<=[，,、（(：:\s][男女])|(?<=性别[男女]))性?(?=[，,、)）\s])|(?<=[年月日]出生)|"
    r"(?<=[年月日]生)(?=[，,)）])|(?<=身)份证(?:号码?|编号)?[ :：为是]{0,2}(?=[0-9０-９×*])"
)
HOME = rf"(?P<name>{_NAME})|(?P<lives>{_LIVES})|(?P<person>{_PERSON})"
_HOME_WORD = re.compile("住址|居住地|家庭地址|户籍|户口|现住|家住")
_NAMES = ("姓名", "户主", "身份证")

_BREAK = r"\s，,。；;、|<>（）()\"'"
_DIGIT = "0-9一二三四五六七八九十百"
_NUMBER = rf"[{_DIGIT}]{{1,5}}"
_UNIT = "(?:号楼?|室|组|户|栋|幢|单元|弄|社)"
_DOOR = rf"{_NUMBER}{_UNIT}"
#: An address after its name, in plain form: `住址：示例县样本镇和平路12号3单元402室`.
_SAID = re.compile(
    r"(?:\([^()\n]{0,10}\))?[ :为是在|\"']{0,4}"
    rf"([^{_BREAK}]{{2,40}}?(?:{_DOOR})+[^{_BREAK}]{{0,20}})"
)
#: What ends with the door. `第3号`, `〔2026〕3号` and `字3号` are numbers of papers.
_COMPLETE = (
    rf"[^{_BREAK}]{{0,30}}?(?<![{_DIGIT}第字〕\]】]){_DOOR}(?:[附内-]?{_NUMBER}(?:{_UNIT}|院|层|楼)?){{0,4}}"
)
_PLACE = rf"[^{_BREAK}:]{{1,10}}?(?:[省市县镇乡村旗州]|(?<!小)区|街道)"
_END = r"(?=[ \n，,。；;、|<>)\"']|$)"
_AT_DOOR = re.compile(rf"[ :]{{0,2}}({_PLACE}{_COMPLETE}){_END}")
_BESIDE = re.compile(rf"(?:[，,、: )]|住[址在于]?|地址|籍贯?)({_PLACE}{_COMPLETE}){_END}")
_SENTENCE_END = re.compile(r"[。；;\n|<]")
#: Who has an address like this is no person at home.
_OFFICE = re.compile(
    "局|政府|政务|机关|委员会|公司|中心(?![村街路巷])|大厅|窗口|医院|学校|[小中大]学|法院|检察|派出所|开发区|工业"
)

#: The end of a cell that heads a column, and a cell that is an address as a whole.
_HEAD_END = re.compile(r"[^|<>,\n]{0,6}(?=[|<,\n]|$)")
_HEAD_START = re.compile(r"(?:^|[|>,\n])[ \t]*[^|<>,\n]{0,8}$")
_STREET = rf"[^{_BREAK}]{{0,30}}[省市县区镇乡村街路巷道园]"
_CELL_START, _CELL_END = r"(?:^|[|>,])[ \t]*", r"[ \t]*(?=[|<,\n]|$)"
_CELL = re.compile(
    rf"{_CELL_START}({_STREET}[^{_BREAK}]{{0,30}}?{_DOOR}[^{_BREAK}]{{0,20}}){_CELL_END}", re.MULTILINE
)
_CELL_OF_PERSON = re.compile(rf"{_CELL_START}({_STREET}{_COMPLETE}){_CELL_END}", re.MULTILINE)
#: Columns of a table of persons that says where they work, not live.
_WORK = re.compile("经营|企业|公司|字号|商户|店|场所|地点|执业|项目|工程|学校|诊所")


def homes_in(text: str, hits: Iterable[re.Match[str]], words: Words) -> list[Finding]:
    """The home addresses of a text, each once; `hits` are where HOME fits, in order, and other places."""
    found: dict[int, Finding] = {}
    for home in _homes(text, hits, words):
        found.setdefault(home.end, home)  # the same address may be found twice, best by its own name
    return list(found.values())


def _homes(text: str, hits: Iterable[re.Match[str]], words: Words) -> Iterator[Finding]:
    heads, persons = [], []
    for hit in hits:
        if hit["name"] is not None:
            if home := _home_at(text, hit.end(), _SAID):
                yield home
            elif _is_head(text, hit):
                heads.append(hit.end())
        elif hit["lives"] is not None:
            yield from _of_nobody_else(_home_at(text, hit.end(), _AT_DOOR))
        elif hit["person"] is not None:
            persons.append(hit.end())
    yield from _homes_below(text, heads, _CELL)
    for at in persons:
        yield from _of_nobody_else(_home_beside(text, at))
    if "|" in text or "<" in text:  # tables
        names = (
            at for at in places_of(_NAMES, text) if words.lists_persons(at) and not _is_of_work(text, at)
        )
        for home in _homes_below(text, names, _CELL_OF_PERSON):
            yield from _of_nobody_else(home)


def _of_nobody_else(home: Finding | None) -> Iterator[Finding]:
    """An address unless it is an office's."""
    if home and not _OFFICE.search(home.value):
        yield home


def _home_at(text: str, start: int, pattern: re.Pattern[str]) -> Finding | None:
    """The address that begins behind its name."""
    part = plain(text, start, start + _REACH)
    found = pattern.match(part.text)
    return _finding(found[1], *part.span(*found.span(1))) if found else None


def _home_beside(text: str, at: int) -> Finding | None:
    """The complete address in the same sentence, behind what only persons have."""
    end = _SENTENCE_END.search(text, at, at + _REACH)
    part = plain(text, at, end.start() if end else at + _REACH)
    found = _BESIDE.search(part.text)
    return _finding(found[1], *part.span(*found.span(1))) if found else None


def _homes_below(text: str, heads: Iterable[int], cell: re.Pattern[str]) -> Iterator[Finding]:
    """The addresses in the tables that have these heads, which come in order."""
    for start, end in paragraphs(text, heads):
        for found in cell.finditer(text, start, end):
            if not _HOME_WORD.search(found[1]):
                yield _finding(found[1], *found.span(1))


def _finding(address: str, start: int, end: int) -> Finding:
    return Finding(Kind.HOME, start, end, mask_address(address), address)


def _is_head(text: str, name: re.Match[str]) -> bool:
    """Whether a name is most of a table's cell."""
    before = text[max(0, name.start() - 12) : name.start()]
    return bool(_HEAD_START.search(before) and _HEAD_END.match(text, name.end()))


def _is_of_work(text: str, at: int) -> bool:
    """Whether the row of a table's heads names places of work."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return bool(_WORK.search(text, start, end if end >= 0 else len(text)))
