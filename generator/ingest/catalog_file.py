"""A file of the catalog as it was read: what it says, and where in it each thing stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.ingest.explain import explain
from generator.ingest.locate import FieldPath, Locator
from generator.ingest.reading import read_text, refuse_link
from generator.ingest.schema import Schema
from generator.ingest.strict_yaml import compose, load_yaml
from generator.ingest.yaml_faults import YamlFault
from generator.model.problems import Place, Problem

_LARGEST = 8 * 1024 * 1024  # bytes; a catalog file is a few dozen kilobytes


@dataclass(frozen=True)
class CatalogFile:
    """A file that is valid by its schema: `value` is what it says."""

    path: str
    text: str
    value: Any

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self.path, compose(self.text))

    def place(self, field_path: FieldPath) -> Place:
        """Where a field stands, worked out at the first problem."""
        return self._locator.place(field_path)


def is_there(path: Path) -> bool:
    """Whether there is a file, or a link in its place."""
    return path.exists() or path.is_symlink()


def read_catalog_file(path: str, schema: Schema) -> CatalogFile | list[Problem]:
    """A catalog file, or why it cannot be used."""
    text = refuse_link(path) or read_text(path, _LARGEST)
    if isinstance(text, Problem):
        return [text]
    try:
        value = load_yaml(text)
    except YamlFault as fault:
        return [fault.at(path)]
    value = schema.coerced(value)
    if not schema.is_valid(value):
        return list(explain(schema, value, Locator(path, compose(text))))
    return CatalogFile(path, text, value)
