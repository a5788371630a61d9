"""Texts in another language than their page: screen readers that are not told read them in a wrong voice."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

#: Of a long text its beginning says enough.
_LOOKED_AT = 2000
_TAG = re.compile(r"<[^>]*>")
_HAN = re.compile(r"[\u3400-\u9fff]")
#: Chinese inside another text: characters, and the marks, figures and spaces between them.
_RUN = re.compile(r"[\u3400-\u9fff《〔“](?:[\u3000-\u9fff\uff00-\uffef“”\d ]*[\u3400-\u9fff》〕”])?")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Fewer words than this are a name or a term, as GDP is, at home in a Chinese text.
_FEWEST_WORDS = 3

_NONE = Markup()


def foreign(text: str, language: str) -> str:
    """The language tag of a text, plain or HTML, on pages in `language` (zh or en); "" where it is theirs.

    Chinese is told by its characters; whatever else has words counts as English.
    """
    if language == "zh" and (" " not in text or _HAN.search(text, 0, _LOOKED_AT)):
        return ""  # without a space it is a date, a number or an address
    plain = _TAG.sub(" ", text[:_LOOKED_AT])
    characters = len(_HAN.findall(plain))
    words = sum(not _HAN.search(word) for word in _WORD.findall(plain))
    if language == "zh":
        return "en" if words >= _FEWEST_WORDS else ""
    return "zh-CN" if characters > words else ""


def lang_attribute(text: object, language: str) -> Markup:
    """The attribute for the element around a text, with a space before it; nothing where none is needed."""
    tag = foreign(text, language) if isinstance(text, str) else ""
    return Markup(f' lang="{tag}"') if tag else _NONE


def mixed(text: str, language: str) -> Markup:
    """A sentence of ours with a name of theirs: on English pages its Chinese says that it is."""
    told = str(escape(text))
    return Markup(told if language == "zh" else _RUN.sub(r'<span lang="zh-CN">\g<0></span>', told))
