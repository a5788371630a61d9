"""The sample county, built once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.cli import main

from .html import HtmlPage
from .sources import AS_OF, CONFIG


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample county's site."""
    folder = tmp_path_factory.mktemp("sample") / "site"
    assert main(["build", "--config", str(CONFIG), "--output", str(folder), "--as-of", AS_OF]) == 0
    return folder


@pytest.fixture(scope="session")
def read(site: Path) -> Callable[[str], HtmlPage]:
    """A function that reads a page by its address inside the site, as "" or "records/X/"."""
    return cache(lambda url: HtmlPage.read(site / url / "index.html"))
