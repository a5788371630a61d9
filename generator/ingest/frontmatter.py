"""Front matter, strictly: every scalar is its text as written, and nothing is guessed or dropped.

python-frontmatter cuts the file and calls our handler; the handler refuses what a reader could
misunderstand: duplicate keys, anchors and aliases, tabs, a header that never ends.
"""

from __future__ import annotations

import re
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler

from generator.ingest import rules_of_files as rules
from generator.ingest.reading import place_in
from generator.model.problems import Place, Problem, Rule

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_MAX_DEPTH = 12
HEADER_OFFSET = 1  # lines before the header's first: the opening boundary


class YamlFault(Exception):
    """A fault in YAML text: a rule, a position (line and column from 1, inside the text given), and values."""

    def __init__(self, rule: Rule, line: int, column: int, **values: Any) -> None:
        super().__init__(rule.id)
        self.rule, self.line, self.column, self.values = rule, line, column, values

    def at(self, path: str, line_offset: int = 0) -> Problem:
        """The fault as a problem of a file in which the YAML text begins after `line_offset` lines."""
        values = {
            key: value + line_offset if isinstance(value, _Line) else value
            for key, value in self.values.items()
        }
        return self.rule.at(Place(path, self.line + line_offset, self.column), **values)


class StrictHandler(BaseHandler):
    """The handler for python-frontmatter; one for each file, since it keeps the untrimmed body.

    python-frontmatter strips the body, which would move its lines and turn a leading code block into a paragraph.
    """

    FM_BOUNDARY = _OPENING

    def __init__(self) -> None:
        super().__init__()
        self.header = ""
        self.body = ""
        self.body_line = 1

    def split(self, text: str) -> tuple[str, str]:
        """Cut the text at the two boundary lines. Raises YamlFault when either is missing."""
        opening = _OPENING.match(text + "\n")
        if not opening:
            raise YamlFault(rules.FRONT_MATTER_MISSING, 0, 1)
        closing = _CLOSING.search(text, opening.end())
        if not closing:
            raise YamlFault(rules.FRONT_MATTER_UNCLOSED, 0, 1)
        self.header = text[opening.end() : closing.start()]
        self.body = text[closing.end() + 1 :]
        self.body_line = text.count("\n", 0, closing.end()) + 2
        return self.header, self.body

    def load(self, fm: str) -> dict[str, Any]:
        """The fields of the header. Raises YamlFault, with lines counted from the header's first."""
        fields = load_yaml(fm) or {}
        if not isinstance(fields, dict):
            raise YamlFault(rules.FRONT_MATTER_NOT_FIELDS, 1, 1, found=kind_name(fields))
        return fields


def split_front_matter(text: str) -> tuple[dict[str, Any], StrictHandler]:
    """The fields of a record file and the handler that holds header and body.

    Raises YamlFault, with lines counted from behind the opening boundary: add HEADER_OFFSET for the file's own.
    """
    handler = StrictHandler()
    if not text.startswith(
        "---"
    ):  # python-frontmatter would skip blank lines first; GitHub's preview does not
        raise YamlFault(rules.FRONT_MATTER_MISSING, 0, 1)
    fields, _ = frontmatter.parse(text, handler=handler)
    return fields, handler


def load_yaml(text: str) -> Any:
    """YAML text as dicts, lists and strings: a scalar is its text as written. Raises YamlFault."""
    node = compose(text)
    return "" if node is None else _plain(node, 0)


def compose(text: str) -> yaml.Node | None:
    """The node graph of a YAML text, each node with its position. Raises YamlFault."""
    try:
        if "&" in text or "*" in text:
            _refuse_aliases(text)
        loader = _Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
            return node
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise _syntax_fault(text, error) from None


def kind_name(value: Any) -> dict[str, str]:
    """What a value is, in words an editor knows."""
    if isinstance(value, dict):
        return {"zh": "一组字段", "en": "fields"}
    if isinstance(value, list):
        return {"zh": "列表", "en": "a list"}
    if value == "":
        return {"zh": "空白", "en": "nothing"}
    return {"zh": "一段文字", "en": "text"}


def _plain(node: yaml.Node, depth: int) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if depth > _MAX_DEPTH:
        raise _fault_at(rules.FRONT_MATTER_SYNTAX, node, reason={"zh": "层级太多", "en": "nested too deeply"})
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, depth + 1) for item in node.value]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str):
            raise _fault_at(
                rules.FRONT_MATTER_SYNTAX,
                key_node,
                reason={"zh": "字段名应当是文字", "en": "a name must be text"},
            )
        if key in result:
            raise _duplicate(node, key_node)
        result[key] = _plain(value_node, depth + 1)
    return result


def _duplicate(mapping: yaml.Node, second: yaml.Node) -> YamlFault:
    first = next(key for key, _ in mapping.value if key.value == second.value)
    return _fault_at(rules.DUPLICATE_KEY, second, key=second.value, first=_Line(first.start_mark.line + 1))


class _Line(int):
    """A line number that YamlFault.at moves along with the fault."""


def _fault_at(rule: Rule, node: yaml.Node, **values: Any) -> YamlFault:
    return YamlFault(rule, node.start_mark.line + 1, node.start_mark.column + 1, **values)


def _refuse_aliases(text: str) -> None:
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
            mark = token.start_mark
            sign = "&" if isinstance(token, yaml.AnchorToken) else "*"
            raise YamlFault(rules.YAML_ALIAS, mark.line + 1, mark.column + 1, mark=f"{sign}{token.value}")


def _syntax_fault(text: str, error: yaml.YAMLError) -> YamlFault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    tab = re.search(r"^[ ]*\t", text, re.MULTILINE)
    if tab:
        place = place_in("", text, tab.end() - 1)
        return YamlFault(rules.TAB_INDENT, place.line, place.column)
    reason = getattr(error, "problem", None) or str(error)
    return YamlFault(
        rules.FRONT_MATTER_SYNTAX, line, column, reason={"zh": _in_chinese(reason), "en": reason}
    )


def _in_chinese(reason: str) -> str:
    for english, chinese in _REASONS.items():
        if english in reason:
            return chinese
    return reason


# What libyaml says most often, as an editor would put it.
_REASONS = {
    "mapping values are not allowed": "一行里有两个“冒号加空格”，请给内容加引号",
    "could not find expected ':'": "缺少冒号，或冒号后没有空格",
    "did not find expected key": "缩进不一致，或上一行的引号没有配对",
    "did not find expected '-' indicator": "列表各项前都要有“- ”，缩进要一致",
    "found unexpected end of stream": "引号没有配对",
    "did not find expected ',' or ']'": "方括号没有配对，或缺少逗号",
    "did not find expected ',' or '}'": "花括号没有配对，或缺少逗号",
    "found character that cannot start any token": "内容以特殊符号开头，请加引号",
    "found unknown escape character": "双引号里的反斜杠写法不对，请改用单引号",
    "block sequence entries are not allowed": "列表要另起一行写",
    "control characters are not allowed": "含有不允许的字符",
    "did not find expected <document start>": "信息头里有多余的内容",
    "did not find URI escape": "内容以“!”开头，请加引号",
    "did not find expected tag": "内容以“!”开头，请加引号",
    "did not find expected comment or line break": "“|”或“>”之后应当换行",
    "did not find expected alphabetic or numeric character": "内容以“*”或“&”开头，请加引号",
    "could not determine a constructor": "内容以“!”开头，请加引号",
    "found undefined tag handle": "内容以“!”开头，请加引号",
}
