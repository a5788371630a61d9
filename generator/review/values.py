"""Field values as lines that a person reads: labels for codes, names for ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.derive.wording import Wording
from generator.model.catalog import Catalog, Tree
from generator.model.labels import FieldLabels


@dataclass(frozen=True)
class FieldValues:
    """Puts the fields of records into words. `labels` and `kinds` name fields and the data of each kind.

    `titles` are those of records by index number, for relations. `mask` makes personal data unreadable: the
    page tells of texts that should not be public, and of ones that are taken down for that very reason.
    """

    catalog: Catalog
    labels: FieldLabels
    kinds: Mapping[str, FieldLabels]
    titles: Mapping[str, str]
    words: Wording
    mask: Callable[[str], str]

    def lines(self, fields: Mapping[str, Any], key: str) -> list[str]:
        """A field's value, one line for each item; none where it is not written."""
        if key == "data":
            labels = self.kinds.get(str(fields.get("kind", "document")), self.labels)
            found = _lines(fields.get("data"), "", labels, self._plain, self.words)
        else:
            found = _lines(fields.get(key), key, self.labels, self._named, self.words)
        return [self.mask(line) for line in found]

    def _plain(self, path: str, value: str, labels: FieldLabels) -> str:
        return labels.value(path, value)

    def _named(self, path: str, value: str, labels: FieldLabels) -> str:
        """A value by its label, or by the name of what it refers to."""
        catalog = self.catalog
        if path == "department" and value in catalog.departments:
            return catalog.departments[value].name
        if path == "category":
            return _way(catalog.categories, value)
        if path == "subjects":
            return _way(catalog.subjects, value)
        if path == "duty" and value in catalog.duties:
            duty = catalog.duties[value]
            return " · ".join(filter(None, (duty.level1, duty.level2)))
        if path in ("relations.target", "withdrawal.successor") and value in self.titles:
            return f"{self.titles[value]} ({value})"
        return labels.value(path, value)


def _way(tree: Tree, path: str) -> str:
    """The names from the top of a tree down to a node."""
    if path not in tree:
        return path
    node = tree[path]
    return " › ".join([*(name for _, name in node.trail), node.name])


def _lines(value: Any, path: str, labels: FieldLabels, named: Any, words: Wording) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value, dict):
        for key, member in value.items():
            here = f"{path}.{key}" if path else key
            text = words.semicolon.join(_lines(member, here, labels, named, words))
            yield f"{labels.name(here)}{words.colon}{text}"
    elif isinstance(value, list):
        for item in value:
            yield words.semicolon.join(_lines(item, path, labels, named, words))
    else:
        yield named(path, str(value), labels)
