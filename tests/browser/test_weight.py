"""What the sample's middle record weighs over the wire, counted as a browser asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.weight import loaded_by, median_record, records_of, weigh
from playwright.sync_api import Browser

#: Compressed bytes. 100 and 20 KB are promised; a change that takes a third of that must be a decision.
_FIRST, _NEXT = 33_000, 10_000


def test_a_first_visit_and_a_second_record_are_light(site: Path) -> None:
    middle = median_record(site)
    first = weigh(site, middle)
    assert first.first <= _FIRST, first
    later = sorted(weigh(site, address).after(first) for address in records_of(site))
    assert later[len(later) // 2] <= _NEXT


@pytest.mark.browser
def test_a_browser_asks_for_what_is_weighed(chromium: Browser, site: Path, home: str) -> None:
    middle = median_record(site)
    context = chromium.new_context()
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(home + middle, wait_until="networkidle")
    near = page.eval_on_selector_all("img[loading=lazy]", "all => all.map(({ src }) => src)")
    context.close()
    assert asked - set(near) == {home + path for path in (middle, *loaded_by(site, middle))}
