"""YAML, strictly: every scalar is its text as written, and nothing is guessed or dropped.

Refused is what a reader could misunderstand or a later stage could not bear: duplicate keys, anchors and
aliases, tags, nesting without end, characters that no page or feed may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.ingest import rules_of_files as rules
from generator.ingest.reading import CONTROL, code_of
from generator.ingest.yaml_faults import Line, YamlFault, syntax_fault

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Gives every scalar the same tag: guessing its type costs time, and is the schema's business."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> str:
        return "tag:yaml.org,2002:str"


_MAX_DEPTH = 12

# Cheap signs that the tokens are worth a look: a node that begins with & * or !, or a run of `- - -`.
_SIGN = re.compile(rf"(?:^|[\s\[{{,:])[&*!]|(?:[-?][ \t]+){{{_MAX_DEPTH}}}")
_OPENING = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_COMMENT = re.compile(r"[ \t]+(#.*)")
TOO_DEEP = {"zh": "层级太多", "en": "nested too deeply"}


def load_yaml(text: str) -> Any:
    """YAML text as dicts, lists and strings: a scalar is its text as written. Raises YamlFault."""
    node = compose(text)
    try:
        if node is not None and "\\" in text:
            _refuse_escaped_controls(node)
        return "" if node is None else plain(node)
    except RecursionError:
        raise YamlFault(rules.FRONT_MATTER_SYNTAX, 1, 1, reason=TOO_DEEP) from None


def compose(text: str) -> yaml.Node | None:
    """The node graph of a YAML text, each node with its position. Raises YamlFault."""
    try:
        if text.count("[") + text.count("{") > _MAX_DEPTH or _SIGN.search(text):
            _refuse_tokens(text)
    except yaml.YAMLError as error:
        raise syntax_fault(text, error) from None
    return compose_with_tags(text)


def compose_with_tags(text: str) -> yaml.Node | None:
    """The same, for files of other programs, whose tags, anchors and aliases have to stand."""
    try:
        loader = _Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
            return node
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise syntax_fault(text, error) from None
    except RecursionError:
        raise YamlFault(rules.FRONT_MATTER_SYNTAX, 1, 1, reason=TOO_DEEP) from None


def trailing_comments(text: str) -> Iterator[tuple[int, int, str]]:
    """Comments behind an unquoted value: line and column from 1, and the comment. Raises YamlFault."""
    root = compose(text) if " #" in text or "\t#" in text else None
    for scalar in _scalars(root) if root else ():
        end = scalar.end_mark
        found = _COMMENT.match(text, end.index) if not scalar.style else None
        if found:
            yield end.line + 1, end.column + 1 + found.start(1) - end.index, found[1]


def kind_name(value: Any) -> dict[str, str]:
    """What a value is, in words an editor knows."""
    if isinstance(value, dict):
        return {"zh": "一组字段", "en": "fields"}
    if isinstance(value, list):
        return {"zh": "列表", "en": "a list"}
    if value == "":
        return {"zh": "空白", "en": "nothing"}
    return {"zh": "一段文字", "en": "text"}


def plain(node: yaml.Node) -> Any:
    """A node as dicts, lists and strings. Raises YamlFault for keys that stand twice."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str):
            reason = {"zh": "字段名应当是文字", "en": "a name must be text"}
            raise fault_at(rules.FRONT_MATTER_SYNTAX, key_node, reason=reason)
        if key in result:
            raise _duplicate(node, key_node)
        result[key] = plain(value_node)
    return result


def _duplicate(mapping: yaml.Node, second: yaml.Node) -> YamlFault:
    first = next(key for key, _ in mapping.value if key.value == second.value)
    return fault_at(rules.DUPLICATE_KEY, second, key=second.value, first=Line(first.start_mark.line + 1))


def fault_at(rule: Any, found: yaml.Node | yaml.Token, **values: Any) -> YamlFault:
    """A fault at the beginning of a node or token."""
    mark = found.start_mark
    return YamlFault(rule, mark.line + 1, mark.column + 1, **values)


def _refuse_tokens(text: str) -> None:
    """Anchors, aliases, tags and deep nesting, told from the tokens: to compose them could end in a crash."""
    depth = 0
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
            sign = "&" if isinstance(token, yaml.AnchorToken) else "*"
            raise fault_at(rules.YAML_ALIAS, token, mark=f"{sign}{token.value}")
        if isinstance(token, yaml.TagToken):
            raise fault_at(rules.YAML_TAG, token, mark="".join(part or "" for part in token.value))
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > _MAX_DEPTH:
            raise fault_at(rules.FRONT_MATTER_SYNTAX, token, reason=TOO_DEEP)


def _refuse_escaped_controls(root: yaml.Node) -> None:
    """Characters that were refused as bytes, and come back in through an escape such as `\\0`."""
    for scalar in _scalars(root):
        found = CONTROL.search(scalar.value)
        if found:
            raise fault_at(rules.CONTROL_CHARACTER, scalar, code=code_of(found[0]))


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    else:
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
