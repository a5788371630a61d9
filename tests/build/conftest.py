"""The sample county's pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from .html import HtmlPage


@pytest.fixture(scope="session")
def read(site: Path) -> Callable[[str], HtmlPage]:
    """A function that reads a page by its address inside the site, as "" or "records/X/"."""
    return cache(lambda url: HtmlPage.read(site / url / "index.html"))
