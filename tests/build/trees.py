"""Small content trees that build: tests change one thing in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.cli import main

from .sources import AS_OF, CONFIG, ROOT

_DEPARTMENTS = """\
- {id: finance, name: 县财政局, kind: department}
- {id: water, name: 县水利局, kind: department}
"""
#: The navigation of site_config.yml leads to disclosure/annual-reports.
_CATEGORIES = """\
- id: finance
  name: 财政信息
  children:
    - {id: budget, name: 预算}
- {id: notices, name: 通知公告}
- {id: disclosure, name: 公开年报, children: [{id: annual-reports, name: 年度报告}]}
"""


def record(number: str, *, body: str = "正文。", extra: str = "", **fields: str) -> str:
    """The text of a record file; `extra` is further front matter as written."""
    written = {
        "title": f"关于{number}的通知",
        "index_number": number,
        "department": "finance",
        "category": "finance/budget",
        "issued": "2026-03-01",
        "published": "2026-03-02",
        **fields,
    }
    header = "".join(f"{key}: {value}\n" for key, value in written.items())
    return f"---\n{header}{extra}---\n\n{body}\n"


def write_tree(content: Path, records: Mapping[str, str | bytes] | None = None) -> Path:
    """A tree of nothing but records, departments and categories; `records` by path below records/."""
    files: dict[str, str | bytes] = {
        "catalog/departments.yml": _DEPARTMENTS,
        "catalog/categories.yml": _CATEGORIES,
    }
    found = {"finance/2026/budget.md": record("F-1")} if records is None else records
    files |= {f"records/{path}": data for path, data in found.items()}
    for name, data in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    (content / "records").mkdir(exist_ok=True)
    return content


def build(content: Path, output: Path, *options: str, config: Path = CONFIG) -> int:
    """Build a tree without a search index, in this process; returns the exit code."""
    return build_with_search(content, output, "--no-search", *options, config=config)


def build_with_search(content: Path, output: Path, *options: str, config: Path = CONFIG) -> int:
    """Build a tree with all that belongs to a site, in this process; returns the exit code."""
    places = ["--config", str(config), "--content", str(content), "--output", str(output), "--as-of", AS_OF]
    return main(["build", *places, *options])


def copy_project(folder: Path) -> Path:
    """A copy of settings, schemas and templates, for tests that break them; returns its site_config.yml."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("schema", "theme_overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(CONFIG, folder)
    return folder / CONFIG.name


def command(*arguments: object) -> list[str]:
    """The command line of a real process."""
    return [sys.executable, "-m", "generator", *map(str, arguments)]


def run(
    *arguments: object, environment: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, as a process of its own."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, **(environment or {})},
        **options,
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def manifest(site: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((site / "manifest.json").read_bytes())
    return loaded
