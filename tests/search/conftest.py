"""A site with nothing but a search, for the browser tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.derive.index_pages import SearchPage, search_texts
from generator.derive.views import Counted, Group, Page
from generator.derive.wording import Wording
from generator.outputs.hosting.headers import PAGE_POLICY
from generator.outputs.search.documents import SearchDocument
from generator.outputs.search.index import IndexPlan, build_index

TEMPLATES = Path(__file__).parents[2] / "theme_overrides"
ASSETS = TEMPLATES / "assets" / "search"
KINDS = {"document": "文件", "letter": "来信及答复"}
MODES = {"proactive": "主动公开", "on_request": "依申请公开"}
STATUSES = {
    "in_force": "现行有效",
    "amended": "已修改",
    "draft_for_comment": "征求意见稿",
    "repealed": "已废止",
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
        plan = IndexPlan(shard_records, names=_names_of(records))
        build_index(records, site / "search", plan)
        shutil.copytree(ASSETS, site / plan.assets / "search")
        return f"{serve(host)}zwgk/catalog/"

    return make


@pytest.fixture(scope="session")
def search_site(search_files: Callable[..., str]) -> Callable[..., str]:
    """The same with the search page."""

    def make(host: Path, records: list[SearchDocument], shard_records: int = 100) -> str:
        address = search_files(host, records, shard_records)
        (host / "zwgk" / "catalog" / "search" / "index.html").write_text(_search_page(records), "utf-8")
        return address

    return make


def _names_of(records: list[SearchDocument]) -> dict[str, dict[str, str]]:
    """What departments, categories and statuses are called, as a catalog has them: parents first."""
    paths = {
        path.rsplit("/", up)[0] for path in (record.category for record in records) if path for up in range(3)
    }
    return {
        "department": {record.department_id: record.department for record in records if record.department_id},
        "category": {path: f"栏目{path.rpartition('/')[2]}" for path in sorted(paths)},
        "status": STATUSES,
        "kind": KINDS,
        "mode": MODES,
    }


def _search_page(records: list[SearchDocument]) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    words = Wording("zh")
    year = Counted("2026 年", "years/2026/", 1)
    view = SearchPage(
        page=Page("search/", words.search_title, "", (), ()),
        texts=search_texts(words),
        statuses={"repealed": "已废止", "quoted": "\"'<"},
        genres=tuple(sorted({record.genre for record in records} - {""})),
        browse=(Group("按年份", (year,)),),
        request="request/",
    )
    template = environment.get_template("disclosure/search.html")
    fragment = template.render(text=words, root="../", assets=f"../{IndexPlan().assets}", view=view)
    policy = PAGE_POLICY
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>检索</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"></head><body>{fragment}</body></html>'
    )
