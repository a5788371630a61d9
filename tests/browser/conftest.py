"""The sample county's site, built once and served as a column of a portal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from outputs.headers import header_rules, headers_of
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from generator.cli import main

from .kinds import AS_OF, CONFIG, kinds_of

#: Opens a page in a fresh context; keyword arguments are those of Playwright's new_context.
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample county's site; its name is the path that `site_url` has."""
    folder = tmp_path_factory.mktemp("www") / "zwgk"
    assert main(["build", "--config", str(CONFIG), "--output", str(folder), "--as-of", AS_OF]) == 0
    return folder


@pytest.fixture(scope="session")
def home(site: Path, serve: Callable[..., str]) -> str:
    """The address of the home page; every file comes with the headers that the build asks its host for."""
    rules = header_rules((site / "_headers").read_text("utf-8"))
    return f"{serve(site.parent, lambda path: headers_of(rules, path))}{site.name}/"


@pytest.fixture(scope="session")
def kinds(site: Path) -> dict[str, str]:
    """An address inside the site for every kind of page."""
    return kinds_of(site)


@pytest.fixture
def open_page(chromium: Browser, home: str) -> Iterator[OpenPage]:
    """Opens pages of the site; a foreign request or an error on its console fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:", "about:")):
            faults.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    def opened(address: str = "", **options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.goto(home + address, wait_until="networkidle" if "?" in address else "load")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults
