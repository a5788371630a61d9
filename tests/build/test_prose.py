"""Pages of prose: written by departments as records are, and as harmless."""

from __future__ import annotations

from pathlib import Path

import yaml

from build.trees import build, copy_project, write_tree

HOSTILE = """---
title: 说明
---

# 说明

[办事指南](guide.md) <script>window.ran = 1</script>
<img src="https://elsewhere.example/x.png" alt="图" onerror="ran()">
[点这里](javascript:ran()) <iframe src="https://elsewhere.example/"></iframe> <b onclick="ran()">重点</b>

| 项目 | 金额 |
|---|---|
| 甲 | 1 |
"""


def test_scripts_and_foreign_pictures_do_not_survive(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content")
    (content / "pages").mkdir()
    (content / "pages" / "guide.md").write_text("# 指南 {#guide}\n\n正文\n", "utf-8")
    (content / "pages" / "about.md").write_text(HOSTILE, "utf-8")
    site = tmp_path / "site"
    assert build(content, site) == 0
    page = (site / "about" / "index.html").read_text("utf-8")
    assert '<a href="../guide/">办事指南</a>' in page
    assert "<b>重点</b>" in page
    assert "<table" in page
    for trace in ("window.ran", "elsewhere.example", "onerror", "onclick", "javascript:", "<iframe"):
        assert trace not in page
    assert 'id="guide"' in (site / "guide" / "index.html").read_text("utf-8")


def test_without_a_navigation_in_the_settings_it_leads_to_pages_of_the_site(tmp_path: Path) -> None:
    config = copy_project(tmp_path / "project")
    before, mark, after = config.read_text("utf-8").partition("\nnav:\n")
    assert mark
    rest = after.splitlines(keepends=True)
    kept = next((number for number, line in enumerate(rest) if line[:1].isalpha()), len(rest))
    config.write_text(before + "\n" + "".join(rest[kept:]), "utf-8")
    assert "nav" not in yaml.load(config.read_text("utf-8"), Loader=yaml.BaseLoader)
    content = write_tree(tmp_path / "content")
    (content / "pages").mkdir()
    (content / "pages" / "guide.md").write_text("# 指南\n", "utf-8")
    site = tmp_path / "site"
    assert build(content, site, config=config) == 0
    for page, way in (("index.html", "guide/"), ("404.html", "guide/"), ("records/F-1/index.html", "guide/")):
        html = (site / page).read_text("utf-8")
        assert "disclosure-frame" not in html, page
        assert way in html, page
