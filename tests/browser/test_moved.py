"""Former addresses of records lead to the present ones, and the way back does not lead into a loop."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from .axe import objections
from .conftest import OpenPage

pytestmark = pytest.mark.browser

OLD, NEW = "records/990001SL-WHG-2024-61003/", "records/990001SL-WLJ-2024-40024/"


def test_an_old_address_arrives_at_the_new_page(open_page: OpenPage, home: str) -> None:
    page = open_page("history/")
    page.goto(home + OLD)
    page.wait_for_url(home + NEW)
    assert page.locator("h1").inner_text() == "第三批县级非物质文化遗产代表性项目名录"
    page.go_back()
    assert page.url == home + "history/"


def test_the_old_page_has_a_link_for_browsers_that_do_not_follow(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route(f"**/{NEW}", lambda route: route.fulfill(status=204))  # leaves the old page where it is
    page.goto(home + OLD)
    assert page.locator("h1").inner_text() == "本页地址已变更"
    page.unroute(f"**/{NEW}")
    page.get_by_role("link").click()
    page.wait_for_url(home + NEW)
    context.close()


def test_axe_finds_nothing_in_the_old_page(chromium: Browser, home: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route(f"**/{NEW}", lambda route: route.fulfill(status=204))
    page.goto(home + OLD)
    assert objections(page) == []
    context.close()
