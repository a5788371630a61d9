"""Copying a record's address and citation."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage

pytestmark = pytest.mark.browser

#: A page that may not write to the clipboard, in a browser that does not copy what is selected either.
FORBIDDEN = """
  navigator.clipboard.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
  document.execCommand = () => false;
"""


def test_address_and_citation_are_copied(open_page: OpenPage, kinds: dict[str, str]) -> None:
    page = open_page(kinds["record"], permissions=["clipboard-read", "clipboard-write"])
    for name, source in (("复制网址", "#cite-address"), ("复制引用", "#cite-text")):
        button = page.get_by_role("button", name=name)
        button.click()
        expect(button.locator("+ [role=status]")).to_have_text("已复制")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(source).inner_text()


def test_what_cannot_be_copied_is_selected(open_page: OpenPage, kinds: dict[str, str]) -> None:
    page = open_page(kinds["record"])
    page.evaluate(FORBIDDEN)
    button = page.get_by_role("button", name="复制引用")
    button.click()
    expect(button.locator("+ [role=status]")).to_contain_text("已选中")
    assert page.evaluate("getSelection().toString()") == page.locator("#cite-text").inner_text()
