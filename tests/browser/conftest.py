"""The sample county's site, served as a column of a portal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from outputs.headers import header_rules, headers_of
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from generator.outputs.hosting.headers import HEADERS

from .kinds import kinds_of

#: Opens a page in a fresh context; keyword arguments are those of Playwright's new_context.
OpenPage = Callable[..., Page]
#: Leads the one page of a module to an address, as a first visitor finds it.
Visit = Callable[[str], Page]


@pytest.fixture(scope="session")
def home(site: Path, serve: Callable[..., str]) -> str:
    """The address of the home page; every file comes with the headers that the build asks its host for."""
    rules = header_rules((site / "_headers").read_text("utf-8"))
    return f"{serve(site.parent, lambda path: headers_of(rules, path))}{site.name}/"


@pytest.fixture(scope="session")
def kinds(site: Path) -> dict[str, str]:
    """An address inside the site for every kind of page."""
    return kinds_of(site)


def faults_of(page: Page, home: str) -> list[str]:
    """What the page does that none may: requests to other hosts, errors and warnings on its console.

    What violates the policy that it came with is such an error, too.
    """
    faults: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:", "about:")):
            faults.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    return faults


def _go(page: Page, address: str) -> None:
    response = page.goto(address, wait_until="networkidle" if "?" in address else "load")
    assert response is not None
    assert response.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.fixture
def open_page(chromium: Browser, home: str) -> Iterator[OpenPage]:
    """Opens pages of the site; a foreign request or an error on its console fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[list[str]] = []

    def opened(address: str = "", **options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        faults.append(faults_of(page, home))
        _go(page, home + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not any(faults), faults


@pytest.fixture(scope="module")
def one_page(chromium: Browser, home: str) -> Iterator[tuple[Page, list[str]]]:
    """A page for all tests of a module (to open one costs more than to go on), and its faults."""
    context = chromium.new_context()
    page = context.new_page()
    yield page, faults_of(page, home)
    context.close()


@pytest.fixture
def visit(one_page: tuple[Page, list[str]], home: str) -> Iterator[Visit]:
    """Opens pages as `open_page` does, for tests that leave nothing behind but the display's settings."""
    page, faults = one_page
    faults.clear()

    def visited(address: str) -> Page:
        page.emulate_media(
            color_scheme="light", forced_colors="none", media="screen", reduced_motion="no-preference"
        )
        page.set_viewport_size({"width": 1280, "height": 720})
        _go(page, home + address)
        return page

    yield visited
    page.evaluate("localStorage.clear()")
    assert not faults
