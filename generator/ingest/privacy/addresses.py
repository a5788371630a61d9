"""E-mail addresses, and home addresses down to the door."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.ingest.privacy.finding import Finding, Kind
from generator.ingest.privacy.masking import mask_address, mask_email
from generator.ingest.privacy.plain import paragraphs, plain

_AROUND = 80  # characters on either side of an at sign, and after the name of an address
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}([A-Za-z]{2,24})"
    r"(?![A-Za-z0-9-])"
)
#: Endings of what is named after its size: picture@2x.png.
_FILES = frozenset(("png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "js", "css"))

#: Where the name of a home address ends: behind one of three rare characters, for the sake of speed.
HOME_SIGNS = "址住籍"
HOME = (
    r"(?<=住址)|(?<=[住庭籍]地址)|(?<=[现家]住)(?![址宅房户])|(?<=居住)地(?=[ :：])|"
    r"(?<=户籍)所在地(?=[ :：|<])"
)
_HOME_WORD = re.compile("住址|居住地|家庭地址|户籍|户口|现住|家住")
_BREAK = r"\s，,。；;、|<>（）()\"'"
_NUMBER = r"[0-9一二三四五六七八九十百]{1,5}"
_DOOR = rf"{_NUMBER}(?:号楼?|室|组|户|栋|幢|单元|弄|社)"
#: An address after its name, in plain form: `住址：示例县样本镇和平路12号3单元402室`.
_SAID = re.compile(
    r"(?:\([^()\n]{0,10}\))?[ :为是在|\"']{0,4}"
    rf"([^{_BREAK}]{{2,40}}?(?:{_DOOR})+[^{_BREAK}]{{0,20}})"
)
#: The end of a cell that heads a column, and a cell that is an address as a whole.
_HEAD_END = re.compile(r"[^|<>,\n]{0,6}(?=[|<,\n]|$)")
_HEAD_START = re.compile(r"(?:^|[|>,\n])[ \t]*[^|<>,\n]{0,8}$")
_CELL = re.compile(
    rf"(?:^|[|>,])[ \t]*([^{_BREAK}]{{0,30}}[省市县区镇乡村街路巷道园][^{_BREAK}]{{0,30}}?{_DOOR}"
    rf"[^{_BREAK}]{{0,20}})[ \t]*(?=[|<,\n]|$)",
    re.MULTILINE,
)


def email_at(text: str, at: int) -> Iterator[Finding]:
    """The e-mail address around an at sign."""
    part = plain(text, max(0, at - _AROUND), at + _AROUND)
    for found in _EMAIL.finditer(part.text):
        start, end = part.span(*found.span())
        if start <= at < end and found[1].lower() not in _FILES:
            yield Finding(Kind.EMAIL, start, end, mask_email(found[0]), found[0].lower())


def home_at(text: str, start: int) -> Finding | None:
    """The address that begins behind its name, down to the house or group."""
    part = plain(text, start, start + _AROUND)
    found = _SAID.match(part.text)
    return Finding(Kind.HOME, *part.span(*found.span(1)), mask_address(found[1]), found[1]) if found else None


def homes_below(text: str, names: Iterable[re.Match[str]]) -> Iterator[Finding]:
    """The addresses in tables of which one of the names heads a column."""
    for start, end in paragraphs(text, (name for name in names if _is_head(text, name))):
        for cell in _CELL.finditer(text, start, end):
            if not _HOME_WORD.search(cell[1]):
                yield Finding(Kind.HOME, *cell.span(1), mask_address(cell[1]), cell[1])


def _is_head(text: str, name: re.Match[str]) -> bool:
    """Whether a name is most of a table's cell."""
    before = text[max(0, name.start() - 12) : name.start()]
    return bool(_HEAD_START.search(before) and _HEAD_END.match(text, name.end()))
