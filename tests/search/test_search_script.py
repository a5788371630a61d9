"""The search script as others import it: Pagefind's interface, results in order, excerpts safe to show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from generator.outputs.search.documents import SearchDocument

pytestmark = pytest.mark.browser


def _record(number: str, title: str, day: str, *blocks: str) -> SearchDocument:
    return SearchDocument(
        number,
        f"records/{number}/",
        title,
        f"示政发〔2026〕{number[-1]}号",
        "示例县财政局",
        day,
        "in_force",
        blocks,
    )


RECORDS = [
    _record("A-1", "财政预算", "2023-01-02", "第一段。", "全县财政预算安排。"),
    _record("A-2", "教育工作要点", "2026-03-01", "关于财政预算的说明，另见教育部门。"),
    _record(
        "A-3",
        "医疗保险",
        "2024-05-06",
        f"{'引言很长，' * 30}其中财政预算与医疗预算一并公开。{'后文很长。' * 30}",
    ),
    _record(
        "A-4", "《财政预算》和<b>标记</b>", "2022-01-01", "a < b && <script>alert('x')</script> 25㎡ 𠮷野家"
    ),
    _record("A-5", "跨段", "2021-01-01", "本段以财政结尾", "预算开头的一段"),
]


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, search_site: Callable[[Path, list[SearchDocument]], str]
) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.outputs.search.index._SHARD_RECORDS", 2)
        return search_site(tmp_path_factory.mktemp("host"), RECORDS)


@pytest.fixture
def call(page: Page, site: str) -> Callable[[str], Any]:
    """Evaluates an expression of the module `pagefind` in a page of the site."""
    page.goto(f"{site}search/")
    script = f"{site}search/pagefind.js"
    return lambda code: page.evaluate(f"async () => {{ const pagefind = await import('{script}'); {code} }}")


def test_interface_of_pagefind(call: Callable[[str], Any]) -> None:
    names = ["options", "init", "search", "debouncedSearch", "filters", "preload"]
    assert set(names) <= set(call("return Object.keys(pagefind)"))
    assert (
        call("await pagefind.options({excerptLength: 9}); await pagefind.init(); return pagefind.filters()")
        == {}
    )


def test_matches_in_the_title_first_then_the_newest(call: Callable[[str], Any]) -> None:
    found = call("return (await pagefind.search('财政预算')).results.map((r) => r.id)")
    assert found == ["A-1", "A-4", "A-2", "A-3"]


def test_data_of_a_result(call: Callable[[str], Any]) -> None:
    data = call("return (await pagefind.search('另见 教育')).results[0].data()")
    assert data["url"] == "/zwgk/catalog/records/A-2/"
    assert data["raw_url"] == "records/A-2/"
    assert data["meta"]["index_number"] == "A-2"
    assert data["meta"]["department"] == "示例县财政局"
    assert data["title"] == "<mark>教育</mark>工作要点"
    assert data["excerpt"] == "关于财政预算的说明，<mark>另见</mark><mark>教育</mark>部门。"


def _excerpt(call: Callable[[str], Any], query: str, number: str) -> Any:
    return call(
        f"const {{ results }} = await pagefind.search({query!r});"
        f"return (await results.find((r) => r.id === '{number}').data()).excerpt"
    )


def test_excerpt_is_cut_around_the_match(call: Callable[[str], Any]) -> None:
    excerpt = _excerpt(call, "财政预算", "A-3")
    assert "其中<mark>财政预算</mark>与医疗" in excerpt
    assert excerpt[0] == excerpt[-1] == "…"
    assert 60 < len(excerpt) < 140


def test_excerpt_of_a_match_outside_the_text_is_its_beginning(call: Callable[[str], Any]) -> None:
    assert _excerpt(call, "示政发[2026]1号", "A-1") == "第一段。"


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("b", "a &lt; <mark>b</mark> &amp;&amp;"),
        ("script", "&lt;<mark>script</mark>&gt;"),
        ("m2", "25<mark>㎡</mark>"),
        ("25m", "<mark>25㎡</mark>"),
        ("𠮷", "<mark>𠮷</mark>野家"),
    ],
)
def test_excerpt_is_escaped_and_marked(call: Callable[[str], Any], query: str, marked: str) -> None:
    excerpt = _excerpt(call, query, "A-4")
    assert marked in excerpt
    assert "<script" not in excerpt


def test_title_is_escaped(call: Callable[[str], Any]) -> None:
    title = call("return (await (await pagefind.search('标记')).results[0].data()).title")
    assert title == "《财政预算》和&lt;b&gt;<mark>标记</mark>&lt;/b&gt;"


@pytest.mark.parametrize("query", ["", "  ", "，。", "财政结尾预算", "不存在"])
def test_nothing_found(call: Callable[[str], Any], query: str) -> None:
    assert call(f"return (await pagefind.search({query!r})).results") == []


def test_null_is_an_empty_query(call: Callable[[str], Any]) -> None:
    assert call("return (await pagefind.search(null)).results") == []


def test_only_the_last_of_quick_searches_answers(call: Callable[[str], Any]) -> None:
    answers = call(
        "const asked = ['财', '跨段'].map((query) => pagefind.debouncedSearch(query, {}, 50));"
        "return (await Promise.all(asked)).map((answer) => answer && answer.results.map((r) => r.id))"
    )
    assert answers == [None, ["A-5"]]


@pytest.mark.parametrize(
    "missing", ["search/index.json", "engine/*.json*", "engine/*.pf_meta", "engine/wasm*", "shards/*/index/*"]
)
def test_a_missing_file_is_an_error_until_it_is_there(page: Page, site: str, missing: str) -> None:
    page.goto(f"{site}search/index.json")  # no script runs there yet
    page.route(f"**/{missing}", lambda route: route.fulfill(status=404))
    find = f"async () => (await (await import('{site}search/pagefind.js')).search('跨段')).results.length"
    with pytest.raises(Error):
        page.evaluate(find)
    page.unroute_all()
    assert page.evaluate(find) == 1


def test_destroyed_search_starts_again(call: Callable[[str], Any]) -> None:
    again = "const { search, destroy } = pagefind; await search('财'); await destroy();"
    assert call(f"{again} return (await search('跨段')).results.length") == 1
