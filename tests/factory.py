"""Content trees for tests: written into a temporary folder, checked as `disclosure check` does."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.ingest.gather import Gathered, gather
from generator.ingest.schema import SchemaSet, load_schemas
from generator.ingest.settings import load_settings
from generator.model.settings import Settings

SCHEMA = Path(__file__).parents[1] / "schema"
AS_OF = date(2026, 11, 20)

#: The two records of every tree, and a folder for attachments of the first.
BUDGET = "records/finance/2026/budget.md"
NOTICE = "records/water/2026/notice.md"
TABLE = "records/finance/2026/budget/table.txt"

_CATALOG = {
    "catalog/departments.yml": "- id: finance\n  name: 县财政局\n  kind: department\n"
    "- id: water\n  name: 县水利局\n  kind: department\n",
    "catalog/categories.yml": "- id: finance\n  name: 财政信息\n  children:\n  - {id: budget, name: 预算}\n",
    "catalog/subjects.yml": "- id: finance-audit\n  name: 财政、审计\n",
    "catalog/duties.yml": "- id: budget-annual\n  level1: 财政\n  level2: 年度预算\n"
    "  owed_by: [finance]\n  limit: {type: long_term, max_age: P1Y}\n",
}


@dataclass(frozen=True)
class Link:
    """A symbolic link to write in place of a file."""

    target: str


PIPE, FOLDER = object(), object()
Content = str | bytes | Link | object


def record(extra: str = "", body: str = "正文。\n", **fields: str | None) -> str:
    """A record file: lines 2 to 7 are the required fields, `extra` begins in line 8; None leaves one out."""
    written = {
        "title": "2026年预算",
        "index_number": "F-1",
        "department": "finance",
        "category": "finance/budget",
        "issued": "2026-03-01",
        "published": "2026-03-05",
        **fields,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in written.items() if value is not None)
    return f"---\n{lines}{extra}---\n{body}"


def notice(extra: str = "", body: str = "正文。\n", **fields: str | None) -> str:
    """The tree's other record, of another department."""
    own = {"title": "供水通告", "index_number": "W-1", "department": "water", "category": "finance"}
    return record(extra, body, **{**own, **fields})


@cache
def _product_schemas() -> SchemaSet:
    return load_schemas(SCHEMA)


def schemas_of(settings: Settings) -> SchemaSet:
    """The schemas of a tree; the product's own are read once for all tests."""
    return _product_schemas() if settings.schema == SCHEMA else load_schemas(settings.schema)


class ContentTree:
    """A content tree with its own configuration; sound until a test writes something else."""

    def __init__(self, root: Path, files: Mapping[str, Content] | None = None) -> None:
        self.root, self.content, self.config = root, root / "content", root / "site_config.yml"
        self.schema: Path = SCHEMA
        self.configure()
        self.write({**_CATALOG, BUDGET: record(), NOTICE: notice(), **(files or {})})

    def configure(self, **settings: Any) -> None:
        """Write site_config.yml with these settings of the catalog (JSON is YAML)."""
        section = {"schema": str(self.schema), **settings}
        plugins = [{"disclosure": section}]
        self.config.write_text(
            json.dumps({"site_name": "示例县", "plugins": plugins}, ensure_ascii=False), encoding="utf-8"
        )

    def extend_schema(self, **extension: Any) -> None:
        """Give the site a schema folder with an extension of its own."""
        self.schema = self.root / "schema"
        self.schema.mkdir()
        for path in SCHEMA.iterdir():
            (self.schema / path.name).symlink_to(path)
        text = json.dumps(extension, ensure_ascii=False)
        (self.schema / "site.schema.json").write_text(text, encoding="utf-8")
        self.configure()

    def write(self, files: Mapping[str, Content]) -> None:
        """Write files below `content/`; None removes one."""
        for name, content in files.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            elif content is FOLDER:
                path.mkdir()
            elif content is PIPE:
                os.mkfifo(path)
            elif isinstance(content, Link):
                path.symlink_to(content.target)
            else:
                path.write_bytes(content if isinstance(content, bytes) else str(content).encode())

    def gather(self, as_of: date = AS_OF, jobs: int = 1) -> Gathered:
        """Read and check the tree, with that of the internal edition if one stands beside it."""
        internal = self.root / "internal"
        settings = load_settings(self.config, internal=internal if internal.is_dir() else None)
        return gather(settings, schemas_of(settings), as_of, jobs)

    def problems(self, as_of: date = AS_OF) -> list[str]:
        """Every problem as `path:line:column rule`, the path below `content/`."""
        return [
            f"{Path(found.path).relative_to(self.content)}:{found.line}:{found.column} {found.rule}"
            for found in self.gather(as_of).problems
        ]
