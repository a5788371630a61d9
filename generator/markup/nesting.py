"""HTML's content model, for bodies with HTML of their own: what stands where it may not goes, its text stays.

The sanitiser answers for safety, this module for validity (HTML Living Standard, 4.3 to 4.11): what is sent
is what every browser builds.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.markup.tokens import TAG

VOID = frozenset({"br", "wbr", "hr", "img", "input", "col"})

# fmt: off
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset((
    "p", "div", "hr", "section", "center", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "details",
    "summary", "figure", "figcaption",
    "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
))
# Elements that hold text and inline elements only.
_INLINE_ONLY = _HEADINGS | frozenset((
    "p", "pre", "summary", "span", "code", "samp", "kbd", "var", "tt", "strong", "em", "b", "i", "u", "s",
    "strike", "mark", "small", "sub", "sup", "q", "cite", "dfn", "abbr", "time", "bdi", "bdo",
    "ruby", "rt", "rp",
))
# fmt: on
_INTERACTIVE = frozenset({"a", "input", "details"})
_PARENTS = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "summary": frozenset({"details"}),
    "figcaption": frozenset({"figure"}),
    "rt": frozenset({"ruby"}),
    "rp": frozenset({"ruby"}),
    "caption": frozenset({"table"}),
    "colgroup": frozenset({"table"}),
    "col": frozenset({"colgroup"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "tr": frozenset({"thead", "tbody", "tfoot"}),
    "th": frozenset({"tr"}),
    "td": frozenset({"tr"}),
}
# Containers in which only their own kind of child may stand, and the child that anything else is wrapped in.
_CHILDREN = {"ul": "li", "ol": "li"}


@dataclass(slots=True)
class _Open:
    """An element not closed yet: where its start tag stands in the output, whether it is kept."""

    name: str
    place: int
    kept: bool = True


def mend(html: str) -> str:
    """Take out of canonical HTML the tags of elements that stand where they may not; the text all stays."""
    out: list[str] = []
    stack: list[_Open] = []
    end = 0
    for tag in TAG.finditer(html):
        out.append(html[end : tag.start()])
        end = tag.end()
        slash, name = tag[1], tag[2]
        if name is None:
            out.append("&lt;")
        elif slash:
            _close(name, out, stack)
        else:
            _open(name, tag[0], out, stack)
    out.append(html[end:])
    while stack:
        _close(stack[-1].name, out, stack)
    return "".join(out)


def _open(name: str, tag: str, out: list[str], stack: list[_Open]) -> None:
    kept = _may_stand(name, [element.name for element in stack if element.kept])
    if kept and name in _BLOCKS and name != "summary":
        _drop_inline_around(out, stack)
    out.append(tag if kept else "")
    if name not in VOID:
        stack.append(_Open(name, len(out) - 1, kept))


def _may_stand(name: str, around: list[str]) -> bool:
    parent = around[-1] if around else ""
    if name in _PARENTS:
        return parent in _PARENTS[name]
    if parent in _CHILDREN:
        return False
    if name in _INTERACTIVE and "a" in around:
        return False
    return not (name == "dfn" and "dfn" in around)


def _drop_inline_around(out: list[str], stack: list[_Open]) -> None:
    """A block cannot stand inside text: the inline elements directly around it go."""
    for element in reversed(stack):
        if element.name not in _INLINE_ONLY and element.name not in ("a", "ins", "del"):
            return
        if element.kept and element.name in _INLINE_ONLY:
            element.kept = False
            out[element.place] = ""


def _close(name: str, out: list[str], stack: list[_Open]) -> None:
    if not any(element.name == name for element in stack):
        return
    while stack:
        element = stack.pop()
        if element.kept:
            out.append(f"</{element.name}>")
        if element.name == name:
            return
