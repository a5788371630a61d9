"""Chromium and a static file server, for the tests that look at pages as their readers do."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from build.sources import AS_OF, CONFIG
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright
from programs import program

from generator.cli import main

# Property tests have no deadline: a busy machine is no fault of a parser.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

# A shell that starts the tests in the background has them ignore Ctrl-C, and so every program they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

#: Without these Chromium looks for its maker's hosts at every start, and draws for every new page the lists
#: of an address bar that nobody sees, in two processes of their own: two thirds of what a page costs.
_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync "
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    # Playwright's own, which this argument replaces
    "DestroyProfileOnBrowserClose,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding,PreconnectToSearch"
)


#: Headers to send with a path, as a host would.
HeadersOf = Callable[[str], Mapping[str, str]]


class _QuietHandler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, headers_of: HeadersOf, **options: Any) -> None:
        self._headers_of = headers_of
        super().__init__(*args, **options)

    def end_headers(self) -> None:
        for name, value in self._headers_of(self.path).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # a page that is closed takes no more
            super().handle()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    path = program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page in a context of its own; a request to another host fails the test."""
    context = chromium.new_context()
    page = context.new_page()
    strangers: list[str] = []
    page.on("request", lambda request: strangers.append(request.url) if not _is_local(request.url) else None)
    yield page
    context.close()
    assert not strangers


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """A function that serves a folder on loopback and returns its address, with a slash at the end."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, headers_of: HeadersOf = lambda _path: {}) -> str:
        handler = partial(_QuietHandler, directory=str(folder), headers_of=headers_of)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample county's site, named as the path in `site_url`; to be read only.

    The processes that share the tests out share it too: the first that asks for it builds it.
    """
    base = tmp_path_factory.getbasetemp()
    together = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = together / "sample" / "zwgk"
    with FileLock(together / "sample.lock"):
        if not folder.exists():
            options = ["--config", str(CONFIG), "--output", str(folder), "--as-of", AS_OF]
            assert main(["build", *options]) == 0
    return folder
