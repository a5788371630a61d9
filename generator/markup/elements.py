"""Start tags of a body: attributes as HTML has them today, ids that cannot clash with the page's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from generator.markup.labels import Labels
from generator.markup.tokens import attributes, quoted, write

#: Before every id that is not a heading's; heading ids never hold a full stop, so the two cannot clash.
ID_PREFIX = "body."

#: Obsolete elements that a body may have, and what they become.
RENAMED = {"strike": "s", "tt": "code", "center": "div"}

_MAY_IDENTIFY = re.compile(r" (?:id|name)=")
_NUMBER = re.compile(r"-?[0-9]{1,5}")
_NUMBERS = frozenset({"colspan", "rowspan", "span", "start", "value", "width", "height"})
_LANGUAGE_CLASS = re.compile(r"language-[\w+#.\-]+")
_TASK_ITEM = re.compile(r"<li>(?:\n<p>)?\Z")


@dataclass(slots=True)
class Ids:
    """The ids that authors gave, each with our prefix and none twice."""

    taken: set[str] = field(default_factory=set)

    def settled(self, written: str) -> dict[str, str]:
        """A tag's attributes for the page; the old `name` of an anchor counts as its id."""
        values = attributes(written)
        if "id" in values or "name" in values:
            name = values.pop("name", "")
            wanted = ID_PREFIX + "".join((values.pop("id", "") or name).split())
            if wanted != ID_PREFIX and wanted not in self.taken:
                self.taken.add(wanted)
                values["id"] = wanted
        return _modern(values)

    def start_tag(self, name: str, written: str) -> str:
        """A start tag of an element without rules of its own."""
        if not _MAY_IDENTIFY.search(written):
            return _start_tag(name, written)
        return f"<{RENAMED.get(name, name)}{write(self.settled(written))}>"


@lru_cache(1024)
def _start_tag(name: str, written: str) -> str:
    """A start tag that depends on nothing but itself; a catalog's tables repeat a few of them endlessly."""
    if name == "center":
        written += ' align="center"'
    return f"<{RENAMED.get(name, name)}{write(_modern(attributes(written)))}>"


def _modern(values: dict[str, str]) -> dict[str, str]:
    """An obsolete `align` becomes a class; values that HTML does not know go."""
    if align := values.pop("align", ""):
        values["class"] = f"align-{align}"
    if values.get("dir", "auto").lower() not in ("ltr", "rtl", "auto"):
        del values["dir"]
    for name in _NUMBERS & values.keys():
        if not _NUMBER.fullmatch(values[name]):
            del values[name]
    return values


def code(values: dict[str, str]) -> str:
    """The start of code; of classes only the language of a fenced block stays."""
    if not _LANGUAGE_CLASS.fullmatch(values.get("class", "")):
        values.pop("class", None)
    return f"<code{write(values)}>"


def section(values: dict[str, str], labels: Labels) -> str:
    """The start of a section; that of the footnotes says what it is."""
    if values.get("class") == "footnotes":
        values |= {"role": "doc-endnotes", "aria-label": labels.footnotes}
    return f"<section{write(values)}>"


def checkbox(values: dict[str, str], labels: Labels) -> str:
    """A task's mark: a checkbox that says its state and cannot be changed; no other input stays."""
    if values.get("type") != "checkbox":
        return ""
    state, label = (" checked", labels.task_done) if "checked" in values else ("", labels.task_open)
    return f'<input type="checkbox" disabled{state} aria-label="{quoted(label)}">'


def task_item(before: str) -> str:
    """The text before a task's mark, its list item marked as a task."""
    item = _TASK_ITEM.search(before)
    return f'{before[: item.start()]}<li class="task-list-item">{item[0][4:]}' if item else before


def footnote_role(values: dict[str, str], address: str, back: str, labels: Labels) -> dict[str, str]:
    """What tells listeners that a link leads to a footnote or back from one; nothing for other links."""
    if values.get("class") == "footnote-backref":
        label = labels.footnote_back.format(mark=back or address.rpartition("-")[2])
        return {"role": "doc-backlink", "aria-label": label}
    if address.startswith("#fn-") and values.get("id", "").startswith(f"{ID_PREFIX}fnref-"):
        return {"role": "doc-noteref"}
    return {}
