"""Large values to and from a page: Playwright takes each number and string by itself, which costs seconds."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page


def evaluate(page: Page, function: str, given: object) -> Any:
    """The answer of a function in JavaScript; what is given and what is answered go as one text of JSON."""
    through_text = f"async (text) => JSON.stringify(await ({function})(JSON.parse(text)))"
    return json.loads(page.evaluate(through_text, json.dumps(given)))
