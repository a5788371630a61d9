"""A site with nothing but a search, for the browser tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.outputs.search.documents import SearchDocument
from generator.outputs.search.index import IndexPlan, build_index

TEMPLATES = Path(__file__).parents[2] / "theme_overrides"
ASSETS = TEMPLATES / "assets" / "search"
LABELS = {
    "home": "首页",
    "breadcrumbs": "当前位置",
    "search_title": "信息检索",
    "search_label": "检索公开信息",
    "search_help": "输入词语、文号或索引号，用空格分开几个词。",
    "search_button": "检索",
    "search_searching": "正在检索……",
    "search_count_one": "“{query}”：共 1 条",
    "search_count_many": "“{query}”：共 {n} 条",
    "search_count_none": "没有包含“{query}”的信息",
    "search_more": "再显示 {n} 条",
    "search_no_results_hint": "请减少或更换词语。",
    "search_error": "检索数据无法加载。",
    "search_retry": "重试",
    "search_index_number": "索引号",
    "search_otherwise": "其他查找方式",
    "search_noscript": "浏览器未启用脚本，请按以下方式查找：",
}


@pytest.fixture(scope="session")
def assets(serve: Callable[[Path], str]) -> str:
    """The address of the search scripts alone."""
    return serve(ASSETS)


@pytest.fixture(scope="session")
def search_files(serve: Callable[[Path], str]) -> Callable[..., str]:
    """A function that makes, in an empty folder, a site of its search's files alone; returns its address."""

    def make(host: Path, records: list[SearchDocument], shard_records: int = 100) -> str:
        site = host / "zwgk" / "catalog"  # a column of a portal, not a site of its own
        build_index(records, site / "search", IndexPlan(shard_records))
        shutil.copytree(ASSETS, site / "assets" / "search")
        return f"{serve(host)}zwgk/catalog/"

    return make


@pytest.fixture(scope="session")
def search_site(search_files: Callable[..., str]) -> Callable[..., str]:
    """The same with the search page."""

    def make(host: Path, records: list[SearchDocument], shard_records: int = 100) -> str:
        address = search_files(host, records, shard_records)
        (host / "zwgk" / "catalog" / "search" / "index.html").write_text(_search_page(), "utf-8")
        return address

    return make


def _search_page() -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    fragment = environment.get_template("disclosure/search.html").render(
        labels=LABELS,
        root="../",
        statuses={"repealed": "已废止", "quoted": "\"'<"},
        browse=[{"title": "按年份", "entries": [{"text": "2026 年", "url": "years/2026/"}]}],
    )
    policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>检索</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"></head><body>{fragment}</body></html>'
    )
