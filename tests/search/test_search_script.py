"""The search script as others import it: Pagefind's interface, results in order, excerpts safe to show."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from generator.outputs.search.documents import SearchDocument
from generator.outputs.search.index import IndexPlan, build_index

pytestmark = pytest.mark.browser

SearchFiles = Callable[..., str]
_NUMBERS_OF_RESULTS = """
const numberOf = async (result) => (await result.data()).meta.index_number;
const numbers = ({ results }) => Promise.all(results.map(numberOf));
"""


def _record(number: str, title: str, day: str, *blocks: str, status: str = "in_force") -> SearchDocument:
    return SearchDocument(
        number,
        f"records/{number}/",
        title,
        f"示政发〔2026〕{number[-1]}号",
        "示例县财政局",
        day,
        status,
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
def site(tmp_path_factory: pytest.TempPathFactory, search_files: SearchFiles) -> str:
    return search_files(tmp_path_factory.mktemp("host"), RECORDS, 1)  # every year a shard


@pytest.fixture(scope="module")
def one_page(chromium: Browser) -> Iterator[Page]:
    """A page for all tests that only search: to open one costs more than most searches."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def _caller(page: Page, site: str) -> Callable[[str], Any]:
    """Evaluates code with the module `pagefind`, fresh, in a page of the site."""
    page.goto(f"{site}search/index.json")
    script = f"{site}search/pagefind.js"
    start = f"const pagefind = await import('{script}'); {_NUMBERS_OF_RESULTS}"
    return lambda code: page.evaluate(f"async () => {{ {start} {code} }}")


@pytest.fixture
def call(one_page: Page, site: str) -> Callable[[str], Any]:
    """Evaluates code in a page of the site."""
    return _caller(one_page, site)


def test_interface_of_pagefind(call: Callable[[str], Any]) -> None:
    names = ["options", "init", "search", "debouncedSearch", "filters", "preload"]
    assert set(names) <= set(call("return Object.keys(pagefind)"))
    start = "await pagefind.options({excerptLength: 9}); await pagefind.init();"
    assert call(f"{start} return (await pagefind.filters()).year")["2026"] == 1


def test_matches_in_the_title_first_then_the_newest(call: Callable[[str], Any]) -> None:
    found = call("return numbers(await pagefind.search('财政预算'))")
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
        "const found = await Promise.all(results.map((result) => result.data()));"
        f"return found.find(({{ meta }}) => meta.index_number === '{number}').excerpt"
    )


def test_excerpt_is_cut_around_the_match(call: Callable[[str], Any]) -> None:
    excerpt = _excerpt(call, "财政预算", "A-3")
    assert "其中<mark>财政预算</mark>与医疗" in excerpt
    assert excerpt.startswith("…引言很长，")
    assert excerpt.endswith("。")
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


def test_null_asks_for_all_records(call: Callable[[str], Any]) -> None:
    assert call("return numbers(await pagefind.search(null))") == ["A-2", "A-3", "A-1", "A-4", "A-5"]


def test_only_the_last_of_quick_searches_answers(call: Callable[[str], Any]) -> None:
    answers = call(
        "const asked = ['财', '跨段'].map((query) => pagefind.debouncedSearch(query, {}, 50));"
        "return Promise.all((await Promise.all(asked)).map((answer) => answer && numbers(answer)))"
    )
    assert answers == [None, ["A-5"]]


@pytest.mark.parametrize(
    "missing",
    [
        "search/index.json",
        "search/characters-*.json",
        "shards/*/records.pack",
        "shards/*/directory.bin",
        "shards/*/0.bin",
    ],
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


RANKED = [
    _record("R-1", "农村供水工程管理办法", "2020-01-01", "正文。"),
    _record("R-2", "关于农村供水工程管理办法的说明", "2025-01-01", "正文。"),
    _record("R-3", "其他事项", "2026-01-01", "依据农村供水工程管理办法。"),
    _record("R-4", "农村供水工程管理办法解读", "2026-02-01", "已失效。", status="repealed"),
    _record("R-5", "关于示政发〔2026〕6号的通知", "2026-03-01", "见示政发〔2026〕6号。"),
    _record("R-6", "供水价格", "2019-01-01", "正文。"),
    _record("T-3158", "3·15消费者权益日活动", "2018-01-01", "五一期间照常。"),
    _record("T-51", "关于放假的通知", "2017-01-01", "正文。"),
]


@pytest.fixture(scope="module")
def ranked_site(tmp_path_factory: pytest.TempPathFactory, search_files: SearchFiles) -> str:
    return search_files(tmp_path_factory.mktemp("ranked"), RANKED, 1)


@pytest.fixture
def ranked(one_page: Page, ranked_site: str) -> Callable[[str], Any]:
    """Evaluates code in a page of the site of titles that are alike."""
    return _caller(one_page, ranked_site)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("农村供水工程管理办法", ["R-1", "R-2", "R-4", "R-3"]),  # whole title, in force in title, ended, body
        ("供水 办法", ["R-2", "R-1", "R-4", "R-3"]),
        ("价格 供水", ["R-6"]),
        ("示政发〔2026〕6号", ["R-6", "R-5"]),  # the record with the number before the title that names it
        ("示政发[2026] 第六号", ["R-6"]),
        ("R6", ["R-6"]),
        ("r-6", ["R-6"]),
        ("3·15", ["T-3158"]),
        ("五一", ["T-3158"]),  # no number 51
        ("第8号", ["T-3158"]),
    ],
)
def test_order_of_results(ranked: Callable[[str], Any], query: str, expected: list[str]) -> None:
    assert ranked(f"return numbers(await pagefind.search({query!r}))") == expected


@pytest.mark.parametrize(("order", "expected"), [("desc", ["R-4", "R-3", "R-2", "R-1"]), ("asc", "reversed")])
def test_results_by_day(ranked: Callable[[str], Any], order: str, expected: list[str] | str) -> None:
    asked = f"pagefind.search('农村供水工程管理办法', {{ sort: {{ published: '{order}' }} }})"
    found = ranked(f"return numbers(await {asked})")
    assert found == (["R-1", "R-2", "R-3", "R-4"] if expected == "reversed" else expected)


def test_stream_tells_of_each_shard_newest_first(call: Callable[[str], Any]) -> None:
    told = call(
        "const told = [];"
        "for await (const part of pagefind.searchStream('财政预算'))"
        " told.push([await numbers(part), part.searched, part.total, part.complete, part.pending]);"
        "return told"
    )
    assert [part[1:4] for part in told] == [[searched, 5, searched == 5] for searched in (1, 2, 3, 4, 5)]
    assert [part[0] for part in told] == [
        ["A-2"],
        ["A-2", "A-3"],
        ["A-1", "A-2", "A-3"],
        ["A-1", "A-4", "A-2", "A-3"],
        ["A-1", "A-4", "A-2", "A-3"],
    ]
    years = [part[4] and (part[4]["from"][:4], part[4]["to"][:4]) for part in told]
    assert years == [("2021", "2024"), ("2021", "2023"), ("2021", "2022"), ("2021", "2021"), None]


def test_results_of_the_newest_shard_wait_for_no_other(page: Page, site: str) -> None:
    page.goto(f"{site}search/index.json")
    held: list[str] = []
    page.route(re.compile(r"/shards/202[1-4]"), lambda route: held.append(route.request.url))
    count = f"""async () => {{
      const {{ searchStream }} = await import('{site}search/pagefind.js');
      for await (const part of searchStream('财政预算')) return part.results.length;
    }}"""
    assert page.evaluate(count) == 1
    assert held == [], "not even asked for"
    page.unroute_all()


def test_a_search_that_is_left_asks_for_no_more(page: Page, site: str) -> None:
    page.goto(f"{site}search/index.json")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        f"""async () => {{
          const {{ searchStream }} = await import('{site}search/pagefind.js');
          for await (const part of searchStream('财政预算')) break;
        }}"""
    )
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 100))")
    assert {url.split("/shards/")[1].split("_")[0] for url in asked if "/shards/" in url} == {"2026-03"}


def test_a_browser_that_cannot_unpack_searches_as_well(page: Page, site: str) -> None:
    page.goto(f"{site}search/index.json")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = page.evaluate(
        f"""async () => {{
          delete globalThis.DecompressionStream;
          const {{ search }} = await import('{site}search/pagefind.js');
          return (await search('财政预算')).results.length;
        }}"""
    )
    assert found == 4
    assert not [url for url in asked if url.endswith(".pack")]


@pytest.mark.parametrize("file", ["directory.bin", "records.pack", "0.bin"])
@pytest.mark.parametrize("body", [b"", b"\xff", b"<!doctype html><title>not found</title>" * 9])
def test_a_file_that_is_not_whole_is_an_error(page: Page, site: str, file: str, body: bytes) -> None:
    page.goto(f"{site}search/index.json")
    page.route(f"**/shards/*/{file}", lambda route: route.fulfill(body=body))
    find = f"async () => (await (await import('{site}search/pagefind.js')).search('跨段')).results.length"
    with pytest.raises(Error):
        page.evaluate(find)
    page.unroute_all()
    assert page.evaluate(find) == 1


def test_a_page_left_open_searches_what_is_published_meanwhile(
    page: Page, tmp_path: Path, search_files: SearchFiles
) -> None:
    site = search_files(tmp_path, RECORDS, 1)
    page.goto(f"{site}search/index.json")
    search = f"const pagefind = await import('{site}search/pagefind.js'); {_NUMBERS_OF_RESULTS}"
    page.evaluate(f"async () => {{ {search} await pagefind.init(); }}")
    changed = [replace(record, blocks=(*record.blocks, "新加的一段。")) for record in RECORDS]
    search_folder = tmp_path / "zwgk" / "catalog" / "search"
    build_index(changed, search_folder, IndexPlan(1))
    later = time.time() + 60  # the server compares seconds
    os.utime(search_folder / "index.json", (later, later))
    found = page.evaluate(f"async () => {{ {search} return numbers(await pagefind.search('新加的一段')); }}")
    assert len(found) == len(RECORDS)


def test_a_failure_is_heard_of_once(page: Page, site: str) -> None:
    page.goto(f"{site}search/index.json")
    page.route("**/shards/202[1-4]*/directory.bin", lambda route: route.fulfill(status=404))
    unheard = page.evaluate(
        f"""async () => {{
          let unheard = 0;
          addEventListener("unhandledrejection", () => (unheard += 1));
          const {{ search }} = await import('{site}search/pagefind.js');
          await search('财政').catch(() => {{}});
          await new Promise((resolve) => setTimeout(resolve, 100));
          return unheard;
        }}"""
    )
    assert unheard == 0
