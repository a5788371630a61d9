"""The policy that `_headers` asks hosts to send, on pages in use.

The other browser tests run under it as well: `open_page` fails where the console tells of a violation.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from generator.outputs.hosting.headers import HEADERS

from .conftest import OpenPage

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
    for address in dict.fromkeys(kinds.values()):
        response = page.goto(home + address)
        assert response is not None
        assert response.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
        assert _violations(page) == [], address
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
    """That the policy is in force: without it the test above could not fail."""
    page.add_init_script(_LISTEN)
    page.goto(home)
    ran = page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        " document.body.append(script); return window.ran ?? false; }"
    )
    assert ran is False
    assert set(_violations(page)) == {"script-src-elem inline"}  # of the header and of the page
