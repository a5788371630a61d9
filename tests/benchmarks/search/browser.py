"""Searches in Chromium: what a query costs on a first visit, and the next one on the same page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from .server import PAGE, CountingServer, Exchange

_ARGUMENTS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking"
#: One query. `searchStream` is there where a client shows what it has found before it has found all.
_SEARCH = """async ({ client, query }) => {
  const began = performance.now();
  const { search, searchStream } = await import(client);
  const answers = searchStream ? searchStream(query) : [search(query)];
  const shown = (results) => Promise.all(results.slice(0, 10).map((result) => result.data()));
  let ids = [], first = null;
  for await (const { results } of answers) {
    ids = results.map((result) => result.id);
    if (ids.length) first ??= shown(results).then(() => performance.now());
  }
  const complete = performance.now();
  return { ids, began, complete, first: (await first) ?? complete, origin: performance.timeOrigin };
}"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Ids of results; milliseconds and exchanges to ten of them shown, if there are any, and to all found."""

    ids: list[str]
    first: float
    complete: float
    until_first: list[Exchange]
    until_all: list[Exchange]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS.split())
        yield browser
        browser.close()


def visit(browser: Browser, server: CountingServer, client: str, *queries: str) -> list[Asked]:
    """Ask queries one after the other on one page of a new profile; `client` is the script's path."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.address + PAGE)
    asked = [_ask(page, server, client, query) for query in queries]
    context.close()
    return asked


def _ask(page: Page, server: CountingServer, client: str, query: str) -> Asked:
    server.take()
    answer = page.evaluate(_SEARCH, {"client": server.address + client, "query": query})
    exchanges = server.take()
    began, first, complete = answer["began"], answer["first"], answer["complete"]
    shown = (answer["origin"] + first) / 1000
    return Asked(
        ids=answer["ids"],
        first=first - began,
        complete=complete - began,
        until_first=[one for one in exchanges if one.ended <= shown or first >= complete],
        until_all=exchanges,
    )
