"""The search page as its readers use it: keyboard, input method, history, errors, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.outputs.search.documents import SearchDocument

from .conftest import ASSETS
from .samples import documents, searched_texts

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def records() -> list[SearchDocument]:
    return documents(60)


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[SearchDocument],
    search_site: Callable[[Path, list[SearchDocument]], str],
) -> str:
    return f"{search_site(tmp_path_factory.mktemp('host'), records)}search/"


def _query(page: Page) -> str:
    return str(page.evaluate("new URLSearchParams(location.search).get('q')"))


def test_query_in_the_address_is_answered(page: Page, address: str, records: list[SearchDocument]) -> None:
    record = records[0]
    page.goto(f"{address}?q={quote(record.index_number)}")
    expect(page.get_by_role("status")).to_have_text(f"“{record.index_number}”：找到 1 条")
    item = page.locator(".search__result")
    link = item.get_by_role("link", name=record.title)
    query = quote(record.index_number, safe="")
    assert link.evaluate("a => a.href") == f"{address.replace('search/', record.url)}#q={query}"
    for text in (record.department, record.published, record.index_number, record.document_number):
        expect(item).to_contain_text(text)
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("找到 1 条")
    expect(page.get_by_role("searchbox")).to_have_value(record.index_number)


@pytest.mark.parametrize(("status", "badges"), [("repealed", ["已废止"]), ("in_force", [])])
def test_status_is_told_where_it_matters(
    page: Page, address: str, records: list[SearchDocument], status: str, badges: list[str]
) -> None:
    record = next(record for record in records if record.status == status)
    page.goto(f"{address}?q={quote(record.index_number)}")
    expect(page.locator(".search__result")).to_have_count(1)
    assert page.locator("[data-field=status]").all_inner_texts() == badges


def test_typing_searches_and_back_returns(page: Page, address: str) -> None:
    page.goto(address)
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.type("财政")
    expect(page.get_by_role("status")).to_contain_text("“财政”")
    page.keyboard.type("部门")
    expect(page.get_by_role("status")).to_contain_text("“财政部门”")
    page.keyboard.press("Enter")
    box.fill("审计")
    expect(page.get_by_role("status")).to_contain_text("“审计”")
    assert _query(page) == "审计"
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("“财政部门”")
    expect(box).to_have_value("财政部门")
    page.go_back()
    expect(box).to_have_value("")
    expect(page.locator(".search__result")).to_have_count(0)
    page.go_forward()
    expect(page.get_by_role("status")).to_contain_text("“财政部门”")


def test_input_method_is_waited_for(page: Page, address: str) -> None:
    page.goto(address)
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "cai zheng", "selectionStart": 9, "selectionEnd": 9})
    page.wait_for_timeout(600)  # longer than the pause after which typing is searched for
    assert _query(page) == "None"
    session.send("Input.insertText", {"text": "财政"})
    expect(page.get_by_role("status")).to_contain_text("“财政”")
    assert _query(page) == "财政"


def test_more_results_on_request(page: Page, address: str, records: list[SearchDocument]) -> None:
    count = sum(any("号" in text for text in searched_texts(record)) for record in records)
    assert 30 < count <= 60
    page.goto(f"{address}?q=号")
    items = page.locator(".search__result")
    expect(items).to_have_count(10)
    expect(page.get_by_role("status")).to_have_text(f"“号”：找到 {count} 条")
    page.get_by_role("button", name="再显示 10 条").click()
    expect(items).to_have_count(20)
    expect(items.nth(10).get_by_role("link").first).to_be_focused()
    while page.get_by_role("button", name="再显示").is_visible():
        shown = items.count()
        page.get_by_role("button", name="再显示").click()
        expect(items).to_have_count(min(shown + 10, count))
    expect(items).to_have_count(count)


def test_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}?q=公示")
    first = page.locator(".search__result a").first
    expect(first).to_be_visible()
    page.keyboard.press("/")  # no sign is a key
    expect(page.locator("body")).to_be_focused()
    box = page.get_by_role("searchbox")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()


def test_nothing_found_gives_a_hint(page: Page, address: str) -> None:
    page.goto(f"{address}?q={quote('<b>查无此事')}")
    expect(page.get_by_role("status")).to_have_text("没有找到包含“<b>查无此事”的信息")
    expect(page.get_by_text("也可以换一个说法")).to_be_visible()
    expect(page.get_by_role("link", name="2026 年", exact=True)).to_be_visible()
    page.get_by_role("searchbox").fill("公示")
    expect(page.get_by_text("也可以换一个说法")).to_be_hidden()
    expect(page.get_by_role("link", name="2026 年", exact=True)).to_be_hidden()


def test_index_that_cannot_be_loaded(page: Page, address: str) -> None:
    page.route("**/index.json", lambda route: route.abort())
    page.goto(f"{address}?q=公示")
    expect(page.get_by_role("alert")).to_contain_text("搜索暂时无法使用")
    expect(page.get_by_role("status")).to_have_text("")
    page.unroute_all()
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".search__result").first).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()


def test_text_of_a_result_that_cannot_be_loaded(page: Page, address: str) -> None:
    page.route("**/text/*", lambda route: route.fulfill(status=503))
    page.goto(f"{address}?q=公示")
    expect(page.get_by_role("alert")).to_be_visible()


def test_other_ways_wait_for_the_answer_and_come_back_where_none_can_come(page: Page, address: str) -> None:
    page.route("**/search/page.js", lambda route: route.fulfill(content_type="text/javascript"))
    page.goto(f"{address}?q=公示")
    ways = page.locator(".search__otherwise")
    expect(ways).to_be_hidden()
    page.unroute_all()
    page.reload()
    expect(page.locator(".search__result").first).to_be_visible()
    expect(page.locator("html[data-asked]")).to_have_count(0)
    page.route("**/search/page.js", lambda route: route.abort())
    page.reload()
    expect(ways).to_be_visible()


def test_without_scripts_the_form_and_other_ways_remain(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("搜索需要启用 JavaScript")).to_be_visible()
    assert page.get_by_role("link", name="2026 年", exact=True).get_attribute("href") == "../years/2026/"
    page.get_by_role("searchbox").fill("预算")
    page.get_by_role("button", name="搜索").click()
    expect(page).to_have_url(re.compile(r"/zwgk/catalog/search/\?q=%E9%A2%84%E7%AE%97$"))
    context.close()


def test_narrow_screen_needs_no_sideways_scrolling(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}?q=公示")
    expect(page.locator(".search__result").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_all_scripts_are_asked_for_at_once(page: Page, address: str) -> None:
    page.goto(address)
    preloaded = page.eval_on_selector_all("link[rel=modulepreload]", "all => all.map(({ href }) => href)")
    assert len(set(preloaded)) == len(preloaded)
    names = {url.rpartition("/")[2] for url in preloaded}
    assert names | {"page.js"} == _imported("page.js", set())


def _imported(name: str, known: set[str]) -> set[str]:
    """The script and all that it imports."""
    known.add(name)
    for other in re.findall(r'from "\./(\w+\.js)"', (ASSETS / name).read_text("utf-8")):
        if other not in known:
            _imported(other, known)
    return known
