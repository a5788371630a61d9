"""What holds on every kind of page: valid HTML, nothing that axe objects to, nothing wider than a phone."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from html5lib.html5parser import ParseError
from playwright.sync_api import Page

from .conftest import OpenPage
from .kinds import KINDS

pytestmark = pytest.mark.browser

_GRAVE = ("serious", "critical")
_SCHEMES = ("light", "dark")


@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(
    kind: str, scheme: str, kinds: dict[str, str], open_page: OpenPage
) -> None:
    page = open_page(kinds[kind], color_scheme=scheme)
    assert _scheme_of(page) == scheme
    found = Axe().run(page).response["violations"]
    assert [_told(each) for each in found if each["impact"] in _GRAVE] == []


def _scheme_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("data-scheme")


def _told(violation: dict[str, object]) -> object:
    return violation["id"], [node["html"] for node in violation["nodes"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_its_window(kind: str, kinds: dict[str, str], open_page: OpenPage) -> None:
    page = open_page(kinds[kind], viewport={"width": 390, "height": 844})
    for width in (390, 320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert _overflow(page) <= 0, width
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("[data-display=large]")
    assert _overflow(page) <= 0


def _overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_one_heading_landmarks_and_a_language(
    kind: str, kinds: dict[str, str], open_page: OpenPage
) -> None:
    page = open_page(kinds[kind])
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    for selector in ("h1", "main", "body > header", "body > footer", "nav.site-nav"):
        assert page.locator(selector).count() == 1, selector
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    texts = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.textContent.trim())"
    )
    assert all(texts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_strict_parser_reads_every_page(kind: str, kinds: dict[str, str], site: Path) -> None:
    address = kinds[kind].partition("?")[0]
    path = site / address / "index.html" if not address.endswith(".html") else site / address
    try:
        html5lib.HTMLParser(strict=True).parse(path.read_bytes(), transport_encoding="utf-8")
    except ParseError as error:
        pytest.fail(f"{quote(address)}: {error}")


def test_the_sample_county_has_a_page_of_every_kind(kinds: dict[str, str], site: Path) -> None:
    assert set(kinds) == set(KINDS)
    assert 'class="record record--ended"' in (site / kinds["ended"] / "index.html").read_text("utf-8")
    assert 'class="attachments"' in (site / kinds["attachments"] / "index.html").read_text("utf-8")
    assert 'class="record-data"' in (site / kinds["data"] / "index.html").read_text("utf-8")
    assert 'id="on-request"' in (site / kinds["on_request"] / "index.html").read_text("utf-8")
