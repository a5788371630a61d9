"""axe-core on a page that is open: everything that it objects to, grave or not, good practice included."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: The rules whose answer may be another one where only colours are.
COLOURS = ("color-contrast", "link-in-text-block")
#: The rules whose answer depends on where things stand and how large they are.
LAYOUT = (*COLOURS, "target-size", "scrollable-region-focusable", "meta-viewport", "css-orientation-lock")
_OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2: axe leaves it out unless it is asked for
}


def objections(page: Page, rules: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    """The rules (of these, or all) that the page breaks as it looks now, with the elements at fault."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # colours on their way from one scheme to the other are nobody's fault
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    options = {**_OPTIONS, "runOnly": list(rules)} if rules else _OPTIONS
    found: list[dict[str, Any]] = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
