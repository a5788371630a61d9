"""Entries of the navigation that lead nowhere are pointed out in the settings."""

from __future__ import annotations

from pathlib import Path

from factory import AS_OF, SCHEMA, ContentTree

from generator.ingest.gather import gather
from generator.ingest.navigation import navigation_entries
from generator.ingest.schema import load_schemas
from generator.ingest.settings import load_settings
from generator.reporting.describe import describe

CONFIG = """site_name: 示例县
site_url: !ENV [URL, '']
plugins:
- disclosure: {{schema: {schema}}}
nav:
- 首页: index.md
- guide.md
- 指南: gide.md
- 公开:
  - 栏目: categories/
  - 预算: categories/finance/budget/
  - 决算: categories/finance/final/
  - 水利: departments/water/2026/
  - 水务: departments/waters/
- 主题: subjects
- 年份: years/2019/
- 登记簿: register/
- 公开栏: sheets/
- 大屏: screen/
- 别的网站: https://www.shili.example/
- 空的:
- data/catalog.csv
"""


def _tree(folder: Path) -> ContentTree:
    tree = ContentTree(folder, {"pages/guide.md": "# 指南\n"})
    tree.config.write_text(CONFIG.format(schema=SCHEMA), encoding="utf-8")
    return tree


def test_entries_that_lead_nowhere_are_pointed_out(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    found = tree.gather().problems
    assert [(problem.rule, problem.line, problem.column) for problem in found] == [
        ("navigation-target", 8, 7),
        ("navigation-target", 12, 9),
        ("navigation-target", 14, 9),
        ("navigation-target", 15, 7),
        ("navigation-target", 22, 3),
    ]
    assert all(problem.path == str(tree.config) for problem in found)
    shown = describe(found[0], load_settings(tree.config), "zh")
    assert shown.message == "导航（nav）里的“gide.md”不存在，网站上不显示这一项"


def test_another_tree_is_not_measured_by_the_navigation(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    settings = load_settings(tree.config, tree.content)
    assert gather(settings, load_schemas(SCHEMA), AS_OF, 1).problems == ()


def test_entries_are_listed_with_titles_and_targets_however_deep(tmp_path: Path) -> None:
    entries = navigation_entries(load_settings(_tree(tmp_path).config))
    assert entries[:5] == [
        ("首页", "index.md"),
        ("", "guide.md"),
        ("指南", "gide.md"),
        ("栏目", "categories/"),
        ("预算", "categories/finance/budget/"),
    ]


def test_without_navigation_the_pages_are_its_entries(tmp_path: Path) -> None:
    tree = ContentTree(tmp_path, {"pages/guide.md": "# 指南\n", "pages/more/index.md": "# 更多\n"})
    assert navigation_entries(load_settings(tree.config)) == [("", "guide.md"), ("", "more/index.md")]
