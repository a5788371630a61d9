"""Ways through the site: the header's search, the keyboard, the pages of a list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, Visit

pytestmark = pytest.mark.browser

#: Where the keyboard is, the line drawn around it, and whether something else lies over the whole of it;
#: nothing at the page's end.
_STOP = """(() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const { left, top, width, height } = element.getClientRects()[0];
  const parts = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const is_seen = parts.some(([x, y]) =>
    element.contains(document.elementFromPoint(left + x * width, top + y * height)));
  return { html: element.outerHTML.slice(0, 80), outline: getComputedStyle(element).outlineStyle, is_seen };
})()"""


def test_the_header_s_search_leads_to_results(open_page: OpenPage, kinds: dict[str, str]) -> None:
    page = open_page(kinds["record"])
    page.fill("header input[name=q]", "农村供水")
    page.press("header input[name=q]", "Enter")
    expect(page).to_have_url(re.compile(r"/zwgk/search/\?q="))
    expect(page.locator("[data-search-input]")).to_have_value("农村供水")
    expect(page.locator(".search__result").first).to_contain_text("农村供水")
    expect(page.locator("[data-search-status]")).to_contain_text(re.compile(r"找到 \d+ 条"))
    page.locator(".search__result a").first.click()
    expect(page.locator(".record-header")).to_be_visible()


def test_the_home_page_s_search_leads_to_results(open_page: OpenPage) -> None:
    page = open_page()
    page.fill(".hero input[name=q]", "示政发〔2026〕3号")
    page.click(".hero button")
    expect(page.locator(".search__result").first).to_be_visible()


def test_a_body_s_page_searches_its_records_alone(open_page: OpenPage, kinds: dict[str, str]) -> None:
    page = open_page(kinds["department"])
    entry = page.locator(".body-categories li li").first
    count = entry.locator(".count").inner_text()
    entry.locator("a").click()
    expect(page.locator("[data-search-status]")).to_have_text(f"找到 {count} 条")
    page.go_back()
    page.fill(".body-search [name=q]", "预算")
    page.press(".body-search [name=q]", "Enter")
    expect(page.locator(".search__chip")).to_have_count(1)
    expect(page.locator(".search__result [data-field=department]").first).to_have_text("示例县财政局")


def test_two_quick_clicks_show_further_results_once_each(open_page: OpenPage, kinds: dict[str, str]) -> None:
    page = open_page(kinds["results"])
    page.locator("[data-search-more]").evaluate("button => { button.click(); button.click(); }")
    results = page.locator(".search__title a")
    expect(results).to_have_count(30)
    links = results.evaluate_all("links => links.map(link => link.href)")
    assert len(set(links)) == 30


def test_the_first_stop_of_the_keyboard_leads_past_the_header(
    open_page: OpenPage, kinds: dict[str, str]
) -> None:
    page = open_page(kinds["record"])
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_keyboard_goes_through_the_header_in_its_order(
    open_page: OpenPage, kinds: dict[str, str]
) -> None:
    page = open_page(kinds["record"])
    stops = [_next_stop(page) for _ in range(7)]
    assert stops == [
        *("跳到正文", "示例县人民政府 信息公开", "深色", "大字"),
        *("q", "搜索", "首页"),
    ]


def _next_stop(page: Page) -> str:
    page.keyboard.press("Tab")
    return str(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))


@pytest.mark.parametrize(
    "kind",
    [
        *("home", "results", "record", "withdrawn", "category", "department", "categories"),
        *("sheet", "follow", "open_data"),
    ],
)
def test_every_stop_of_the_keyboard_is_seen(kind: str, kinds: dict[str, str], visit: Visit) -> None:
    page = visit(kinds[kind])
    page.emulate_media(reduced_motion="reduce")  # nothing glides while it is looked at
    page.set_viewport_size({"width": 390, "height": 700})
    assert _stops(page, 40) > 5


def test_the_bar_of_hits_covers_no_stop_of_the_keyboard(visit: Visit) -> None:
    page = visit("records/990001SL-CZJ-2026-20004/#q=公共预算")
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 700})
    expect(page.locator(".hits")).to_be_visible()
    assert _stops(page, 60) > 40


def test_what_leads_to_the_results_covers_no_stop_of_the_keyboard(
    kinds: dict[str, str], visit: Visit
) -> None:
    page = visit(kinds["results"])
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 256})  # a desk's page at 400%
    page.locator(".search__panel > summary").click()
    expect(page.locator(".search__done")).to_be_visible()
    assert _stops(page, 40) == 40


def test_the_strip_of_the_navigation_follows_the_keyboard(kinds: dict[str, str], visit: Visit) -> None:
    page = visit(kinds["record"])
    page.set_viewport_size({"width": 320, "height": 256})
    links = page.locator(".site-nav a")
    page.locator("header [type=submit]").focus()
    for place in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(place)).to_be_focused()
        expect(links.nth(place)).to_be_in_viewport(ratio=1)


def test_contents_that_are_always_open_have_nothing_that_folds_them(
    kinds: dict[str, str], visit: Visit
) -> None:
    page = visit(kinds["attachments"])
    contents = page.locator(".contents summary")
    expect(contents).to_have_attribute("tabindex", "-1")
    page.set_viewport_size({"width": 390, "height": 700})
    expect(contents).to_have_attribute("tabindex", "0")
    expect(page.locator(".contents li").first).to_be_hidden()


def _stops(page: Page, most: int) -> int:
    """Go on by the keyboard, each stop being seen; returns how many there were."""
    page.evaluate("document.activeElement.blur()")
    for count in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None:
            return count
        assert stop["outline"] not in ("none", ""), stop["html"]
        assert stop["is_seen"], stop["html"]
    return most


def test_pages_of_a_list_lead_on_and_back(open_page: OpenPage, kinds: dict[str, str]) -> None:
    page = open_page(kinds["year"])
    first = page.locator(".record-row__main a").first.text_content()
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pagination [aria-current=page]")).to_have_text("2")
    assert page.locator(".record-row__main a").first.text_content() != first
    page.get_by_role("link", name="上一页").click()
    expect(page.locator(".record-row__main a").first).to_have_text(str(first))


def test_every_page_of_the_navigation_is_there(open_page: OpenPage) -> None:
    page = open_page()
    links = page.locator(".site-nav a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) > 4
    for link in links:
        response = page.goto(link)
        assert response is not None
        assert response.ok, link
