"""The policy that `_headers` asks hosts to send, on pages in use.

The other browser tests run under it as well, on every kind of page: `open_page` and `visit` fail where a page
comes with another policy, or where the console tells of a violation.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, faults_of

pytestmark = pytest.mark.browser

_LISTEN = """
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
"""


def _violations(page: Page) -> list[str]:
    return list(page.evaluate("window.violations"))


def test_a_reader_does_all_there_is_to_do_and_nothing_violates_the_policy(
    open_page: OpenPage, kinds: dict[str, str], home: str
) -> None:
    page = open_page()
    page.add_init_script(_LISTEN)
    page.goto(home + kinds["record"])
    page.click("[data-display=large]")
    page.click("[data-display=dark]")
    page.locator("[data-copy]").first.click()
    expect(page.locator(".copy__status").first).not_to_be_empty()
    page.click("header input[name=q]")
    page.keyboard.type("供水")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert _violations(page) == []
    page.goto(f"{home}search/?q=供水")
    page.locator(".search__results a").first.click()
    expect(page.locator("article mark").first).to_be_visible()  # the words that were searched for
    assert _violations(page) == []


def test_a_script_that_slipped_into_a_page_does_not_run(page: Page, home: str) -> None:
    """That the policy is in force, and the console tells: without it the other tests could not fail."""
    faults = faults_of(page, home)
    page.add_init_script(_LISTEN)
    page.goto(home)
    ran = page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        " document.body.append(script); return window.ran ?? false; }"
    )
    assert ran is False
    assert set(_violations(page)) == {"script-src-elem inline"}  # of the header and of the page
    assert any("Content Security Policy" in fault for fault in faults), faults
