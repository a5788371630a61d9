"""The application form: filled in in the browser, printed, and never sent anywhere."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from .conftest import OpenPage

pytestmark = pytest.mark.browser

FORM = "departments/finance/request/form/"
ASKED = f"{FORM}?index_number=990001SL-CZJ-2026-1&title={quote('关于“预算”的<批复>')}"


def _refuse_everything(page: Page) -> list[str]:
    """From now on no request gets through; those that are tried are listed."""
    tried: list[str] = []

    def refuse(route: Route) -> None:
        tried.append(route.request.url)
        route.abort()

    page.route("**/*", refuse)
    return tried


def _shown(page: Page, field: str) -> str:
    """What paper shows of a field."""
    return str(
        page.eval_on_selector(
            f".form-entry:has(#{field})", "entry => getComputedStyle(entry, '::after').content"
        )
    )


def test_form_is_filled_in_printed_and_sent_nowhere(open_page: OpenPage) -> None:
    page = open_page(ASKED)
    tried = _refuse_everything(page)
    expect(page.get_by_label("索引号")).to_have_value("990001SL-CZJ-2026-1")
    expect(page.get_by_label("内容描述")).to_have_value("关于“预算”的<批复>")
    expect(page.get_by_label("统一社会信用代码")).to_be_hidden()
    page.get_by_label("姓名").fill("示例")
    page.get_by_label("通信地址").first.fill("例" * 100)
    page.get_by_label("纸质").check()
    page.get_by_label("姓名").press("Enter")
    page.get_by_role("radio", name="法人或者其他组织").check()
    page.get_by_label("统一社会信用代码").fill("0000")
    expect(page.get_by_label("姓名")).to_be_hidden()

    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="打印申请表").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert _shown(page, "name") == '"示例"'
    assert _shown(page, "address") == f'"{"例" * 100}"'
    assert "预算" in _shown(page, "description")
    for both in ("#person", "#organization"):
        expect(page.locator(both)).to_be_visible()
    for screen_alone in (".site-header", ".form-tools", ".crumbs"):
        expect(page.locator(screen_alone)).to_be_hidden()

    page.emulate_media(media="screen")
    asked: list[Dialog] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog)
        dialog.dismiss()

    page.once("dialog", refuse)
    page.get_by_role("button", name="全部清空").click()
    expect(page.get_by_label("索引号")).to_have_value("990001SL-CZJ-2026-1")
    assert "不能恢复" in asked[0].message
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="全部清空").click()
    expect(page.get_by_label("索引号")).to_have_value("")
    assert tried == []
    assert page.url.endswith(ASKED.removeprefix(FORM))
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_nothing_is_left_for_who_comes_next(open_page: OpenPage) -> None:
    page = open_page(FORM)
    page.get_by_label("姓名").fill("示例")
    page.reload()
    expect(page.get_by_label("姓名")).to_have_value("")
    page.get_by_label("姓名").fill("示例")
    page.get_by_role("link", name="依申请公开指南").first.click()
    page.go_back()
    expect(page.get_by_label("姓名")).to_have_value("")


def test_form_fits_one_sheet_of_paper_with_and_without_script(open_page: OpenPage) -> None:
    for options in ({}, {"java_script_enabled": False}):
        page = open_page(FORM, **options)
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
