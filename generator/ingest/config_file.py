"""site_config.yml as its nodes, each with its place: MkDocs' own keys, and ours in the plugin section.

Read without MkDocs, whose import alone would take longer than checking a small catalog. Tags of MkDocs
(`!ENV`, `!!python/name:`) may stand in it; nothing that they name is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from generator.ingest import rules_of_files
from generator.ingest import rules_of_settings as rules
from generator.ingest.locate import Locator
from generator.ingest.reading import read_text
from generator.ingest.strict_yaml import compose_with_tags, plain
from generator.ingest.yaml_faults import YamlFault
from generator.model.problems import Place, Problem

CONFIG_NAME = "site_config.yml"
_LARGEST = 1024 * 1024  # bytes
_TEXT = "tag:yaml.org,2002:str"
_COLOR = re.compile(r"[ \t]+(#[0-9a-fA-F]{6})\b")


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
            root = _with_environment(root) if root else None
        except YamlFault as fault:
            raise BadSettings(fault.at(str(path))) from None
        except RecursionError:  # an alias of what it stands in
            raise BadSettings(rules_of_files.YAML_ALIAS.at(Place(str(path)), mark="*")) from None
        found = list(_sections(_member(root, "plugins")))
        if not root or not found:
            raise BadSettings(rules.SETTINGS_SECTION.at(Place(str(path))))
        return cls(path, text, root, found[-1])

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

        Raises BadSettings for keys that stand there twice, and for colours that YAML took for comments.
        """
        unquoted = list(self._unquoted(self.own))
        if unquoted:
            raise BadSettings(*unquoted)
        try:
            return plain(self.own) if self.own else ""
        except YamlFault as fault:
            raise BadSettings(fault.at(str(self.path))) from None

    @cached_property
    def locator(self) -> Locator:
        """Finds the places of settings in our section."""
        return Locator(str(self.path), self.own)

    def _unquoted(self, node: yaml.Node | None) -> Iterator[Problem]:
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(value, yaml.ScalarNode) and not value.value and not value.style:
                found = _COLOR.match(self.content, key.end_mark.index + 1)
                if found:
                    place = Place(str(self.path), key.start_mark.line + 1, key.start_mark.column + 1)
                    yield rules.SETTING_UNQUOTED.at(place, key=key.value, value=found[1])
            yield from self._unquoted(value)


def _sections(plugins: yaml.Node | None) -> Iterator[yaml.Node | None]:
    """Our section: `plugins: [disclosure: …]`, `plugins: {disclosure: …}`; None for its bare name."""
    for entry in plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]:
        if isinstance(entry, yaml.MappingNode):
            yield from (value for key, value in entry.value if key.value == "disclosure")
        elif isinstance(entry, yaml.ScalarNode) and entry.value == "disclosure":
            yield None


def _member(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The last value of a key, as MkDocs reads it."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in reversed(pairs) if name.value == key), None)


def _with_environment(node: yaml.Node) -> yaml.Node:
    """A tree in which `!ENV NAME` and `!ENV [NAME, …, default]` are filled in, as MkDocs does."""
    if node.tag == "!ENV":
        names = [node.value] if isinstance(node, yaml.ScalarNode) else [item.value for item in node.value]
        default = "" if isinstance(node, yaml.ScalarNode) else names.pop()
        value = next((os.environ[name] for name in names if name in os.environ), default)
        return yaml.ScalarNode(_TEXT, value, node.start_mark, node.end_mark)
    if isinstance(node, yaml.SequenceNode):
        node.value = [_with_environment(item) for item in node.value]
    elif isinstance(node, yaml.MappingNode):
        node.value = [(key, _with_environment(value)) for key, value in node.value]
    return node
