"""What is wrong with a YAML text, said as an editor would: the libraries' own words help programmers only."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.ingest import rules_of_files as rules
from generator.model.problems import Place, Problem, Rule


class Line(int):
    """A line number that YamlFault.at moves along with the fault."""


class YamlFault(Exception):
    """A fault in YAML text: a rule, line and column (from 1, inside the text given), and values."""

    def __init__(self, rule: Rule, line: int, column: int, **values: Any) -> None:
        super().__init__(rule.id)
        self.rule, self.line, self.column, self.values = rule, line, column, values

    def at(self, path: str, line_offset: int = 0) -> Problem:
        """The fault as a problem of a file in which the YAML text begins after `line_offset` lines."""
        values = {
            key: value + line_offset if isinstance(value, Line) else value
            for key, value in self.values.items()
        }
        return self.rule.at(Place(path, self.line + line_offset, self.column), **values)


_TAB = re.compile(r"[ -]*\t")
_NO_BLANK = re.compile(r"[ -]*\w+(：|:(?=[^\s/]))")
_ESCAPE = re.compile(r"[0-9a-fA-F]{4,8}")
_COLON = {
    "：": {
        "zh": "字段名后用了中文冒号“：”，应为英文冒号加空格“: ”",
        "en": "a full-width colon follows the name; write `: `",
    },
    ":": {"zh": "字段名的冒号后没有空格", "en": "no blank follows the colon after the name"},
}


def syntax_fault(text: str, error: yaml.YAMLError) -> YamlFault:
    """The fault that a YAML library found: where the editor has to look, and why."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    reason = str(getattr(error, "problem", None) or error)
    escaped = _escaped_surrogate(text, line, column) if "Unicode character escape" in reason else None
    slip = escaped or _slip_of_the_pen(text.split("\n"), line)
    return slip or YamlFault(rules.FRONT_MATTER_SYNTAX, line + 1, column + 1, reason=_plainly(reason))


def _escaped_surrogate(text: str, line: int, column: int) -> YamlFault | None:
    """Half of a character pair, as `\\ud800` writes it: no text can hold it."""
    digits = _ESCAPE.match(text.split("\n")[line], column)
    if not digits or not 0xD800 <= int(digits[0], 16) <= 0xDFFF:
        return None
    return YamlFault(rules.CONTROL_CHARACTER, line + 1, column - 1, code=f"U+{digits[0].upper()[-4:]}")


def _slip_of_the_pen(lines: list[str], at: int) -> YamlFault | None:
    """A tab, or a colon of the wrong kind, in the line of the fault or in the one before it.

    A parser notices a field that it did not understand only at the next one.
    """
    for line in (at - 1, at):
        if not 0 <= line < len(lines):
            continue
        tab = _TAB.match(lines[line])
        if tab:
            return YamlFault(rules.TAB_INDENT, line + 1, tab.end())
        colon = _NO_BLANK.match(lines[line])
        if colon:
            place = (line + 1, colon.start(1) + 1)
            return YamlFault(rules.FRONT_MATTER_SYNTAX, *place, reason=_COLON[colon[1]])
    return None


def _plainly(reason: str) -> dict[str, str]:
    return next(
        (words for phrase, words in _REASONS.items() if phrase in reason), {"zh": reason, "en": reason}
    )


def _says(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


_QUOTE = _says("内容以特殊符号开头，请加引号", "the value begins with a special character; quote it")
_TAG = _says("内容以“!”开头，请加引号", "the value begins with `!`; quote it")
_STAR = _says("内容以“*”或“&”开头，请加引号", "the value begins with * or &; quote it")
_UNPAIRED = _says("引号没有配对", "a quotation mark has no partner")
_INDENT = _says("缩进不一致，或引号没有配对", "the indentation differs, or a quotation mark has no partner")
_SURPLUS = _says("缩进不一致，或有多余的内容", "the indentation differs, or something does not belong here")
_BACKSLASH = _says(
    "双引号里的反斜杠写法不对，请改用单引号", "a backslash in double quotes; use single quotes"
)

# What libyaml says most often, as an editor would put it.
_REASONS = {
    "mapping values are not allowed": _says(
        "一行里有两个“冒号加空格”，请给内容加引号",
        "a second colon with a blank stands in this line; quote the value",
    ),
    "could not find expected ':'": _says(
        "缺少冒号，或冒号后没有空格", "the colon, or the blank after it, is missing"
    ),
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _says(
        "列表各项前都要有“- ”，缩进要一致", "each item of a list begins with `- ` in the same column"
    ),
    "found unexpected end of stream": _UNPAIRED,
    "found unexpected document indicator": _UNPAIRED,
    "did not find expected ',' or ']'": _says(
        "方括号没有配对，或缺少逗号", "a bracket or a comma is missing"
    ),
    "did not find expected ',' or '}'": _says("花括号没有配对，或缺少逗号", "a brace or a comma is missing"),
    "did not find expected node content": _says(
        "这里少了内容，或括号没有配对；括号、逗号本身是内容时请加引号",
        "a value is missing, or a bracket has no partner; quote brackets and commas that are text",
    ),
    "found character that cannot start any token": _QUOTE,
    "mapping keys are not allowed": _QUOTE,
    "found unknown escape character": _BACKSLASH,
    "expected hexdecimal number": _BACKSLASH,
    "Unicode character escape": _BACKSLASH,
    "block sequence entries are not allowed": _says("列表要另起一行写", "a list begins on a line of its own"),
    "control characters are not allowed": _says("含有不允许的字符", "a character is not allowed"),
    "did not find expected <document start>": _SURPLUS,
    "but found another document": _SURPLUS,
    "did not find expected comment or line break": _says("“|”或“>”之后应当换行", "a new line follows | or >"),
    "did not find expected alphabetic or numeric character": _STAR,
    "while scanning a tag": _TAG,
    "did not find URI escape": _TAG,
    "did not find expected tag": _TAG,
    "found undefined tag handle": _TAG,
    "did not find expected whitespace": _TAG,
}
