"""What holds on every kind of page: valid HTML, nothing that axe objects to, nothing wider than a phone."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import html5lib
import pytest
from build.html import HtmlPage
from html5lib.html5parser import ParseError
from playwright.sync_api import Page, expect

from .axe import COLOURS, LAYOUT, objections
from .conftest import Visit
from .kinds import KINDS

pytestmark = pytest.mark.browser

#: Pages that a phone shows with other parts than a desk does: all rules are asked there, too.
_OTHERWISE_ON_PHONES = {"home", "results", "record", "category", "department", "letters", "prose"}
#: Cells that are gone from rows that are there: those after them would be heard below other heads.
_LOST_TO_THE_EAR = """[...document.querySelectorAll("main :is(td, th)")]
  .filter((cell) => cell.parentElement.checkVisibility() && !cell.checkVisibility())
  .map((cell) => cell.outerHTML)"""
#: Stops of the keyboard inside what is cut off from sight.
_LOST_TO_THE_EYE = """[...document.querySelectorAll("main :not(.skip)")]
  .filter((part) => getComputedStyle(part).clipPath === "inset(50%)")
  .flatMap((part) => [part, ...part.querySelectorAll("*")])
  .filter((part) => part.matches("a[href], button, [tabindex='0']") && part.checkVisibility())
  .map((part) => part.outerHTML)"""


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window_in_light_dark_and_large_text(
    kind: str, kinds: dict[str, str], visit: Visit
) -> None:
    page = visit(kinds[kind])
    assert objections(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute(
        "data-scheme", "dark"
    )  # a script hears of it a moment later
    assert objections(page, COLOURS) == []
    page.emulate_media(color_scheme="light")
    assert _too_narrow(page, 390, 320, 768, 1280) == []
    page.click("[data-display=large]")
    assert _too_narrow(page, 1280, 320, 390) == []
    assert page.evaluate(_LOST_TO_THE_EAR) == []
    assert page.evaluate(_LOST_TO_THE_EYE) == []
    assert objections(page, () if kind in _OTHERWISE_ON_PHONES else LAYOUT) == []


def _too_narrow(page: Page, *widths: int) -> list[int]:
    """The widths at which the page has to be pushed sideways to be read; it stays at the last."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(width)
    return found


def test_one_row_of_many_that_cannot_be_read_is_found(kinds: dict[str, str], visit: Visit) -> None:
    page = visit(kinds["duties"])
    links = page.locator("main tbody a")
    links.nth(links.count() // 2).evaluate("link => { link.style.color = '#eee'; }")
    ((rule, elements),) = objections(page, COLOURS)
    assert (rule, len(elements)) == ("color-contrast", 1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_one_heading_landmarks_and_a_language(
    kind: str, kinds: dict[str, str], site: Path
) -> None:
    root = HtmlPage.read(_file(site, kinds[kind])).root
    (html,) = root.iter("html")
    assert html.get("lang") == "zh-CN"
    for path in (".//h1", ".//main", ".//body/header", ".//body/footer", ".//nav[@class='site-nav']"):
        assert len(root.findall(path)) == 1, path


def _file(site: Path, address: str) -> Path:
    path = site / address.partition("?")[0]
    return path if path.suffix else path / "index.html"


@pytest.mark.parametrize("kind", KINDS)
def test_a_strict_parser_reads_every_page(kind: str, kinds: dict[str, str], site: Path) -> None:
    path = _file(site, kinds[kind])
    try:
        html5lib.HTMLParser(strict=True).parse(path.read_bytes(), transport_encoding="utf-8")
    except ParseError as error:
        pytest.fail(f"{quote(kinds[kind])}: {error}")


def test_the_sample_county_has_a_page_of_every_kind(kinds: dict[str, str], site: Path) -> None:
    assert set(kinds) == set(KINDS)
    assert 'class="record record--ended"' in (site / kinds["ended"] / "index.html").read_text("utf-8")
    assert 'class="attachments"' in (site / kinds["attachments"] / "index.html").read_text("utf-8")
    assert 'class="record-data"' in (site / kinds["data"] / "index.html").read_text("utf-8")
    assert 'id="on-request"' in (site / kinds["on_request"] / "index.html").read_text("utf-8")
