"""site_config.yml as its nodes, each with its place: MkDocs' own keys, and ours in the plugin section.

Read without MkDocs, whose import alone would take longer than checking a small catalog. Tags of MkDocs
(`!ENV`, `!!python/name:`) may stand in it; nothing that they name is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from generator.ingest import rules_of_files
from generator.ingest import rules_of_settings as rules
from generator.ingest.locate import Locator
from generator.ingest.reading import read_text
from generator.ingest.strict_yaml import TOO_DEEP, compose_with_tags, fault_at, plain
from generator.ingest.yaml_faults import Line, YamlFault
from generator.model.problems import Place, Problem

CONFIG_NAME = "site_config.yml"
_LARGEST = 1024 * 1024  # bytes
_TEXT = "tag:yaml.org,2002:str"
_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")
_MOST_NODES = 100_000  # an alias of aliases of aliases would never end
_DEEPEST = 50
_ENV_FORM = {
    "zh": "!ENV 后面写环境变量的名称，或者写 [名称, 默认值]",
    "en": "after !ENV stands the name of a variable, or [name, default]",
}


class BadSettings(Exception):
    """Settings that cannot be used, and why; at least one problem."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.path}:{p.line}:{p.column} {p.rule}" for p in problems))
        self.problems = problems


@dataclass(frozen=True)
class ConfigFile:
    """A configuration: path, text, the node of the whole, and that of our section if it says anything."""

    path: Path
    content: str
    root: yaml.Node
    own: yaml.Node | None

    @classmethod
    def read(cls, path: Path) -> ConfigFile:
        """The configuration in a file. Raises BadSettings where it is no YAML or lacks our section."""
        if not path.exists():
            raise BadSettings(rules.SETTINGS_MISSING.at(Place(str(path))))
        text = read_text(str(path), _LARGEST)
        if isinstance(text, Problem):
            raise BadSettings(text)
        try:
            root = compose_with_tags(text)
            if root:
                root = _filled_in(root, iter(range(_MOST_NODES)))
        except YamlFault as fault:
            raise BadSettings(_of_settings(fault, path)) from None
        found = list(_sections(_member(root, "plugins")))
        if not root or not found:
            raise BadSettings(rules.SETTINGS_SECTION.at(Place(str(path))))
        if len(found) > 1:
            raise BadSettings(_of_settings(_twice(*found[:2]), path))
        key, own = found[0]
        return cls(path, text, root, own if own is not key else None)

    def node(self, *keys: str) -> yaml.Node | None:
        """What stands under a key of MkDocs, or under keys within keys; None where nothing does."""
        found: yaml.Node | None = self.root
        for key in keys:
            found = _member(found, key)
        return found

    def text(self, *keys: str) -> str:
        """A text under a key of MkDocs; "" where none stands there."""
        found = self.node(*keys)
        return str(found.value) if isinstance(found, yaml.ScalarNode) else ""

    def section(self) -> Any:
        """What our plugin section says, as texts, lists and mappings; "" where it says nothing.

        Raises BadSettings for keys that stand there twice, and for values that YAML took for comments.
        """
        unquoted = list(self._unquoted(self.own))
        if unquoted:
            raise BadSettings(*unquoted)
        return self._plain(self.own) if self.own else ""

    def whole(self) -> Any:
        """What the file says, as texts, lists and mappings. Raises BadSettings for keys given twice."""
        return self._plain(self.root)

    def _plain(self, node: yaml.Node) -> Any:
        try:
            return plain(node)
        except YamlFault as fault:
            raise BadSettings(_of_settings(fault, self.path)) from None

    @cached_property
    def locator(self) -> Locator:
        """Finds the places of settings in our section."""
        return Locator(str(self.path), self.own)

    def _unquoted(self, node: yaml.Node | None) -> Iterator[Problem]:
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(value, yaml.ScalarNode) and not value.value and not value.style:
                found = _COMMENT.match(self.content, key.end_mark.index + 1)
                if found:
                    place = Place(str(self.path), key.start_mark.line + 1, key.start_mark.column + 1)
                    yield rules.SETTING_UNQUOTED.at(place, key=key.value, value=found[1].rstrip())
            yield from self._unquoted(value)


def _sections(plugins: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Our section, by its key and what it says: `plugins: [disclosure: …]`, `plugins: {disclosure: …}`.

    Its bare name stands for both.
    """
    for entry in plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]:
        if isinstance(entry, yaml.MappingNode):
            yield from ((key, value) for key, value in entry.value if key.value == "disclosure")
        elif isinstance(entry, yaml.ScalarNode) and entry.value == "disclosure":
            yield entry, entry


def _twice(first: tuple[yaml.Node, yaml.Node], second: tuple[yaml.Node, yaml.Node]) -> YamlFault:
    line = Line(first[0].start_mark.line + 1)
    return fault_at(rules_of_files.DUPLICATE_KEY, second[0], key="disclosure", first=line)


def _of_settings(fault: YamlFault, path: Path) -> Problem:
    """A fault of YAML in the words of a configuration, which has no front matter."""
    problem = fault.at(str(path))
    is_syntax = fault.rule is rules_of_files.FRONT_MATTER_SYNTAX
    return replace(problem, rule=rules.SETTINGS_SYNTAX.id) if is_syntax else problem


def _member(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The last value of a key, as MkDocs reads it."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in reversed(pairs) if name.value == key), None)


def _filled_in(node: yaml.Node, left: Iterator[int], depth: int = 0) -> yaml.Node:
    """A tree in which `!ENV NAME` and `!ENV [NAME, …, default]` are filled in, as MkDocs does.

    `left` counts the nodes that it may still have. Raises YamlFault.
    """
    if depth > _DEEPEST or next(left, None) is None:
        raise fault_at(rules_of_files.FRONT_MATTER_SYNTAX, node, reason=TOO_DEEP)
    if node.tag == "!ENV":
        return _from_environment(node)
    if isinstance(node, yaml.SequenceNode):
        node.value = [_filled_in(item, left, depth + 1) for item in node.value]
    elif isinstance(node, yaml.MappingNode):
        node.value = [(key, _filled_in(value, left, depth + 1)) for key, value in node.value]
    return node


def _from_environment(node: yaml.Node) -> yaml.ScalarNode:
    items = [node] if isinstance(node, yaml.ScalarNode) else node.value
    if not items or not all(isinstance(item, yaml.ScalarNode) for item in items):
        raise fault_at(rules_of_files.FRONT_MATTER_SYNTAX, node, reason=_ENV_FORM)
    names = [item.value for item in items]
    default = "" if isinstance(node, yaml.ScalarNode) else names.pop()
    value = next((os.environ[name] for name in names if name in os.environ), default)
    return yaml.ScalarNode(_TEXT, value, node.start_mark, node.end_mark)
