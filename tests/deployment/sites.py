"""Small sites and targets."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from build.trees import snapshot

from generator.outputs.edition import write_mark
from generator.outputs.manifest import NAME, write_manifest

FIRST = {
    "index.html": "home 1",
    "records/A-1/index.html": "A-1",
    "records/A-1/表 [1].csv": "1,2",
    "records/B-2/index.html": "B-2",
    "assets/000000000001/site.css": "a {}",
    "search/shards/2025_1/0.bin": "old",
    "search/index.json": "2025_1",
    "feeds/all.atom": "1",
}
SECOND = {
    "index.html": "home 2",
    "records/A-1/index.html": "A-1, amended",
    "records/A-1/表 [1].csv": "1,2",
    "records/C-3/index.html": "C-3",
    "assets/000000000002/site.css": "b {}",
    "search/shards/2026_2/0.bin": "new",
    "search/index.json": "2026_2",
    "feeds/all.atom": "2",
}


def write_site(folder: Path, files: Mapping[str, str], *, is_internal: bool = False) -> Path:
    """A site of some files with its manifest, in the place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    if is_internal:
        write_mark(folder)
    write_manifest(folder, None, "1", None, date(2026, 3, 1))
    return folder


def folders(folder: Path) -> set[str]:
    """Every folder below one."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def is_copy(target: Path, site: Path) -> bool:
    """Whether two folders hold the same, empty folders included."""
    return snapshot(target) == snapshot(site) and folders(target) == folders(site)


__all__ = ["FIRST", "NAME", "SECOND", "folders", "is_copy", "snapshot", "write_site"]
