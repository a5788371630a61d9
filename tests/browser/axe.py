"""axe-core on a page that is open: everything that it objects to, grave or not, good practice included."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Four fifths of axe's time: it is asked of texts that look different, not of a hundred rows that look alike.
_CONTRAST = "color-contrast"
#: The rules whose answer may be another one where only colours are.
COLOURS = (_CONTRAST, "link-in-text-block")
#: The rules whose answer depends on where things stand and how large they are.
LAYOUT = (*COLOURS, "target-size", "scrollable-region-focusable", "meta-viewport", "css-orientation-lock")

#: Runs axe twice. A text's look is all that its contrast hangs on: the styles of its element and all around
#: it. Of the visible texts of one look the first and the last are asked.
_RUN = """async ([rules, contrast]) => {
  const numbers = new Map(), looks = new Map(), first = new Map(), last = new Map();
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const look = [
      looks.get(element.parentElement), element.localName, element.getAttribute("class"), element.disabled,
      style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
      style.fontSize, style.fontWeight, style.textShadow, style.position, style.zIndex,
    ].join();
    if (!numbers.has(look)) numbers.set(look, numbers.size);
    looks.set(element, numbers.get(look));
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const text = element.value ?? texts.map((node) => node.data).join("").trim();
    if (!text || !element.checkVisibility({ visibilityProperty: true })) continue;
    const key = `${numbers.get(look)} ${text.length > 1}`;  // axe says nothing of single characters
    if (!first.has(key)) first.set(key, element);
    last.set(key, element);
  }
  const include = [...new Set([...first.values(), ...last.values()])];
  const options = { resultTypes: ["violations"] };
  const found = await axe.run({ ...options, ...rules });
  const colours = contrast ? await axe.run({ include }, { ...options, runOnly: [contrast] }) : [];
  return found.violations.concat(colours.violations ?? []);
}"""


def objections(page: Page, rules: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    """The rules (of these, or all) that the page breaks as it looks now, with the elements at fault."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # colours on their way from one scheme to the other are nobody's fault
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    options: dict[str, Any] = {
        "rules": {
            "target-size": {"enabled": True},  # of WCAG 2.2: axe leaves it out unless it is asked for
            _CONTRAST: {"enabled": False},
        }
    }
    if rules:
        options["runOnly"] = [rule for rule in rules if rule != _CONTRAST]
    found: list[dict[str, Any]] = page.evaluate(_RUN, [options, _CONTRAST])
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
