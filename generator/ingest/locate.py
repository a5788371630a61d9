"""Where a field stands in a file: worked out only for files that have a problem."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from generator.model.problems import Place

FieldPath = Sequence[str | int]


class Locator:
    """Finds fields in the YAML of a file, by its root node.

    `line_offset` is the number of lines before the YAML text.
    """

    def __init__(self, path: str, root: yaml.Node | None, line_offset: int = 0) -> None:
        self._path, self._root, self._offset = path, root, line_offset
        self._members: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}

    def place(self, field_path: FieldPath) -> Place:
        """The place of a field's name, or of a list's item; of the nearest parent when it is not there.

        The whole file's place is line 1: that is where a missing key is reported.
        """
        node, place = self._root, Place(self._path)
        for step in field_path:
            found = self._member(node, step)
            if not found:
                break
            mark, node = found
            place = Place(self._path, mark.start_mark.line + 1 + self._offset, mark.start_mark.column + 1)
        return place

    def _member(self, node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
        """The node that names a member and the node that holds it."""
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self._members:  # a file may have 100,000 fields, all of them wrong
                self._members[id(node)] = {key.value: (key, value) for key, value in node.value}
            return self._members[id(node)].get(str(step))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            item = node.value[step]
            return item, item
        return None
