"""What the bundle's search looks through: the title and the numbers of every record, as a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.model.values import compact_json

#: Keys of a record in the order in which `search.js` reads them; the body's name comes last.
_KEYS = ("title", "index_number", "document_number", "published", "url", "department", "category")


def titles_script(site: Path, language: str) -> Iterator[bytes]:
    """The script, piece by piece: an array for each record of a site's folder, newest first."""
    names = _names(site, language)
    yield b"var TITLES = [\n"
    with (site / "data/catalog.json").open(encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip().rstrip(",")
            if text.startswith("{"):  # one record a line
                yield f"{_row(json.loads(text), names)},\n".encode()
    yield b"];\n"


def _row(record: dict[str, Any], names: dict[str, str]) -> str:
    values = [record.get(key, "") for key in _KEYS]
    return compact_json([*values, names.get(record["department"], record["department"])])


def _names(site: Path, language: str) -> dict[str, str]:
    key = "name_en" if language == "en" else "name"
    departments = json.loads((site / "data/departments.json").read_bytes())["departments"]
    return {department["id"]: department.get(key, department["name"]) for department in departments}
