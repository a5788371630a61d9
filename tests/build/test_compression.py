"""A build that leaves compressed copies: a whole site by its manifest, and the same bytes every time."""

from __future__ import annotations

import gzip
from pathlib import Path

from generator.cli import main

from .trees import build, copy_project, manifest, snapshot, write_tree


def test_copies_belong_to_the_site(tmp_path: Path) -> None:
    config = copy_project(tmp_path / "project")
    written = config.read_text("utf-8").replace(
        "- disclosure:\n", "- disclosure:\n      precompress: [gzip]\n"
    )
    config.write_text(written, "utf-8")
    content = write_tree(tmp_path / "content")
    for name in ("one", "two"):
        assert build(content, tmp_path / name, config=config) == 0
    site = tmp_path / "one"
    assert main(["verify", str(site)]) == 0
    assert snapshot(site) == snapshot(tmp_path / "two")
    copies = {path for path in manifest(site)["files"] if path.endswith(".gz")}
    assert "records/F-1/index.html.gz" in copies
    assert not list(site.rglob("*.br"))
    for path in copies:
        assert gzip.decompress((site / path).read_bytes()) == (site / path.removesuffix(".gz")).read_bytes()
