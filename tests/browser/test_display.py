"""Dark and large text: followed from the system, changed by buttons, kept between pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage

pytestmark = pytest.mark.browser

_NO_STORAGE = """
const denied = { get() { throw new DOMException("denied", "SecurityError"); } };
Object.defineProperty(window, "localStorage", denied);
"""


def _text_size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_system_s_wish_for_dark_is_followed_until_the_reader_says_otherwise(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    dark = page.locator("[data-display=dark]")
    expect(dark).to_have_attribute("aria-pressed", "true")
    ground = _ground(page)
    dark.click()
    expect(dark).to_have_attribute("aria-pressed", "false")
    assert _ground(page) != ground
    page.reload()
    expect(dark).to_have_attribute("aria-pressed", "false")
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")


@pytest.mark.parametrize(("width", "times"), [(390, 1.25), (1280, 1.375)])
def test_large_text_is_larger_and_stays_on_other_pages(
    width: int, times: float, open_page: OpenPage, home: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    before = _text_size(page)
    page.get_by_role("button", name="大字").click()
    assert _text_size(page) == pytest.approx(before * times)
    page.goto(f"{home}categories/policies/")
    assert _text_size(page) == pytest.approx(before * times)
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="大字").click()
    page.reload()
    assert _text_size(page) == pytest.approx(before)


def test_settings_are_there_before_the_page_is_painted(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="大字").click()
    page.add_init_script(
        "new MutationObserver((_, o) => { if (document.body) {"
        " window.atBody = document.documentElement.hasAttribute('data-large'); o.disconnect(); } })"
        ".observe(document, { childList: true, subtree: true });"
    )
    page.reload()
    assert page.evaluate("window.atBody") is True


def test_the_buttons_work_where_nothing_may_be_stored(open_page: OpenPage) -> None:
    page = open_page()
    page.add_init_script(_NO_STORAGE)
    page.reload()
    dark = page.get_by_role("button", name="深色")
    dark.click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    dark.click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")


def test_without_script_there_are_no_dead_buttons_and_the_contents_open(
    open_page: OpenPage, kinds: dict[str, str]
) -> None:
    page = open_page(kinds["attachments"], java_script_enabled=False, viewport={"width": 390, "height": 844})
    expect(page.locator(".display-tools")).to_be_hidden()
    expect(page.locator(".copy").first).to_be_hidden()
    expect(page.locator(".record-keys")).to_be_visible()
    page.locator(".record-about summary").click()
    expect(page.locator(".record-header")).to_be_visible()
    expect(page.locator(".site-nav a").first).to_be_visible()


def test_without_script_every_kind_of_page_has_its_text_and_its_ways(
    open_page: OpenPage, home: str, kinds: dict[str, str]
) -> None:
    page = open_page(java_script_enabled=False)
    for address in dict.fromkeys(kinds.values()):
        page.goto(home + address, wait_until="load")
        expect(page.locator("h1")).to_be_visible()
        ways = page.locator("main a")
        assert any(way.is_visible() for way in ways.all()), address


@pytest.mark.parametrize("width", [390, 1280])
def test_contents_are_folded_on_a_phone_and_open_beside_the_text(
    width: int, open_page: OpenPage, kinds: dict[str, str]
) -> None:
    page = open_page(kinds["attachments"], viewport={"width": width, "height": 800})
    entry = page.locator(".contents li a").first
    if width == 390:
        expect(entry).to_be_hidden()
        page.locator(".contents summary").click()
    expect(entry).to_be_visible()


def test_paper_has_the_header_and_digests_but_no_navigation(
    open_page: OpenPage, kinds: dict[str, str]
) -> None:
    page = open_page(kinds["attachments"], color_scheme="dark")
    page.emulate_media(media="print")
    for selector in (".site-nav", ".header-search", ".crumbs", ".contents", ".site-footer__links"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator(".record-header")).to_be_visible()
    expect(page.locator(".digests code").first).to_be_visible()
    assert _ground(page) == "rgb(255, 255, 255)"


def test_what_has_ended_is_struck_and_says_so(open_page: OpenPage, kinds: dict[str, str]) -> None:
    page = open_page(kinds["category"])
    row = page.locator(".record-row--repealed").first
    assert "line-through" in row.locator("a").evaluate("a => getComputedStyle(a).textDecorationLine")
    expect(row.locator(".mark")).to_have_text("已废止")
    page = open_page(kinds["ended"])
    expect(page.locator("#notice")).to_contain_text("仅供查阅")
