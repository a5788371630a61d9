"""Names of people in the properties of documents: who wrote a file, and who saved it last.

Office programs write there what the computer's user is called, mostly the clerk's own name. What is no name
of a person, as a body's, a program's or a computer's, is passed over: two to four Han characters that begin
with one of the hundred most common family names (five in six of all people), or one of two characters, and do
not end as a body's name.
Sources: ECMA-376 Part 2, 11 (core properties), ISO 32000 14.3 (PDF), [MS-OLEPS].
"""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import olefile

_FAMILY_NAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_DOUBLE_NAMES = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|"
    "司徒|司空|夏侯|慕容|端木|南宫|独孤|长孙|宇文|轩辕|呼延|闻人|澹台|百里|东郭|西门"
)
_NAME = re.compile(rf"(?:[{_FAMILY_NAMES}][㐀-鿿]{{1,3}}|(?:{_DOUBLE_NAMES})[㐀-鿿]{{1,2}})")
_BODY = re.compile(
    "[局办委院校县市镇乡村科股室处部厅厂会队站所社行店园馆库网心司组区省]$|管理员|用户|政府|财务|办公|档案"
)
_CORE, _APP, _CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
_LONGEST = 1 << 20
#: Parts with comments and tracked changes, as far as they are read, and what names someone in them.
_REVIEWED = re.compile(
    r"word/(?:document|comments\w*|people|footnotes|endnotes|header\d*|footer\d*)\.xml"
    r"|xl/(?:comments\d*|(?:comments|threadedComments|persons|revisions)/[^/]+)\.?\w*"
    r"|ppt/(?:commentAuthors|authors)\.xml"
)
_LONGEST_REVIEWED = 32 * 1024 * 1024
_REVIEWER = re.compile(
    rb"""[\s:](?:author|displayName|userName)=["']([^"'<>]{1,200})["']"""
    rb"""|<(?:\w+:)?(?:cmAuthor|author)\s[^<>]*?\bname=["']([^"'<>]{1,200})["']"""
    rb"""|<(?:\w+:)?author>([^<]{1,200})<"""
)
_IN_CORE = re.compile(r"<(?:\w+:)?(?:creator|lastModifiedBy)\b[^>]*>([^<]*)<")
_IN_APP = re.compile(r"<(?:\w+:)?Manager\b[^>]*>([^<]*)<")
_IN_CUSTOM = re.compile(r"<vt:\w+>([^<]*)<")
_IN_XMP = re.compile(rb"<(/?)dc:(creator|contributor)>")
_LONGEST_IN_XMP = 64 * 1024
_TEXT = re.compile(rb"(?<=>)[^<]+")


def names_among(texts: Iterable[str]) -> tuple[str, ...]:
    """Those of some texts that are names of people, each once."""
    found = (text.strip() for text in texts)
    return tuple(dict.fromkeys(text for text in found if _NAME.fullmatch(text) and not _BODY.search(text)))


def texts_of_package(path: Path) -> Iterator[str]:
    """What a docx, xlsx or pptx names its author, editor, manager and the like. Raises BadZipFile."""
    with zipfile.ZipFile(path) as archive:
        for name, pattern in ((_CORE, _IN_CORE), (_APP, _IN_APP), (_CUSTOM, _IN_CUSTOM)):
            if name in archive.namelist():
                with archive.open(name) as part:
                    text = part.read(_LONGEST).decode("utf-8", "replace")
                yield from map(unescape, pattern.findall(text))


def reviewers_of_package(path: Path) -> Iterator[str]:
    """Whom comments and tracked changes of a docx, xlsx or pptx name. Raises BadZipFile."""
    with zipfile.ZipFile(path) as archive:
        for name in filter(_REVIEWED.fullmatch, archive.namelist()):
            with archive.open(name) as part:
                text = part.read(_LONGEST_REVIEWED)
            for found in _REVIEWER.finditer(text):
                yield unescape(next(filter(None, found.groups())).decode("utf-8", "replace"))


def texts_of_ole(path: Path) -> Iterator[str]:
    """The same of a doc, xls or ppt; its texts are in the code page of Chinese Windows, or in UTF-8."""
    with olefile.OleFileIO(path) as ole:
        found = ole.get_metadata()
    for value in (found.author, found.last_saved_by, found.manager):
        data = value or b""
        for encoding in ("utf-8", "gb18030"):
            with contextlib.suppress(UnicodeDecodeError):
                yield data.decode(encoding)
                break


def texts_of_xmp(data: bytes) -> Iterator[str]:
    """The creators and contributors that XMP in a file names."""
    return (data[part.start : part.stop].decode("utf-8", "replace") for part in creators_in_xmp(data))


def creators_in_xmp(data: bytes) -> Iterator[range]:
    """Where the texts of XMP's creators and contributors stand in a file.

    One pass: an element begins at the last tag before its end, and what is not closed soon is none.
    """
    begun: dict[bytes, int] = {}
    for tag in _IN_XMP.finditer(data):
        if not tag[1]:
            begun[tag[2]] = tag.end()
            continue
        start = begun.pop(tag[2], tag.start())
        if tag.start() - start <= _LONGEST_IN_XMP:
            for text in _TEXT.finditer(data, start, tag.start()):
                yield range(text.start(), text.end())
