"""The allow-list: what of an author's HTML may reach the public, and nothing else."""

from __future__ import annotations

import re

import nh3

from generator.markup.links import SCHEMES, scheme
from generator.markup.nesting import mend

# fmt: off
_TAGS = frozenset((
    "p", "div", "span", "br", "wbr", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "center",
    "ul", "ol", "li", "dl", "dt", "dd", "input", "blockquote", "pre", "details", "summary", "figure",
    "figcaption", "code", "samp", "kbd", "var", "tt", "strong", "em", "b", "i", "u", "s", "strike", "del",
    "ins", "mark", "small", "sub", "sup", "q", "cite", "dfn", "abbr", "time", "bdi", "bdo", "ruby", "rt",
    "rp", "a", "img", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
))

# Elements whose content is not prose: it goes with them.
_WITH_CONTENT = frozenset((
    "script", "style", "title", "textarea", "template", "iframe", "noscript", "noembed", "noframes", "xmp",
    "object", "svg", "math", "select",
))
# fmt: on
_ALIGNED = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td")

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "name", "data-footnote-backref-idx"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "details": {"open"},
    "input": {"checked"},
    "code": {"class"},
}
_CLASSES = {"section": {"footnotes"}, "sup": {"footnote-ref"}, "a": {"footnote-backref"}}
_ALIGNMENTS = {"left", "center", "right"}
_VALUES: dict[str, dict[str, set[str]]] = {tag: {"align": _ALIGNMENTS} for tag in _ALIGNED}
_VALUES["input"] = {"type": {"checkbox"}}
_VALUES["th"]["scope"] = {"row", "col", "rowgroup", "colgroup"}
_VALUES["*"] = {}

_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    allowed_classes=_CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
)

# The portal's prose comes from MkDocs, whose extensions mark up with classes and ids of their own.
_PROSE_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_WITH_CONTENT,
    attributes={**_ATTRIBUTES, "*": {*_ATTRIBUTES["*"], "class", "role", "tabindex", "aria-label"}},
    tag_attribute_values=_VALUES,
    attribute_filter=lambda tag, name, value: (
        None if (tag, name) == ("img", "src") and scheme(value) else value
    ),
    url_schemes=SCHEMES,
    link_rel=None,
)

# What may be an author's HTML; autolinks and the line breaks of table cells need no mending.
_RAW_HTML = re.compile(r"<(?!https?://|mailto:|br\s*/?>)[a-zA-Z/!?]")

# Characters no HTML document may hold, and embeddings and overrides of writing direction (U+202A-202E), which
# can make a text read otherwise than it is stored. Isolates and marks stay, for Uyghur and other texts.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# What nearly every body consists of; 20 times faster to recognise than the forbidden ones are to look for.
_COMMON = re.compile("(?:[\u2030-\ufdcf]++|[\n\x20-\x7e\xa0-\u2029\ufdf0-\ufffd]++)*+")

# In these a browser reads all up to the end tag as text: left open, they would swallow the rest of the body.
_SWALLOWING = re.compile(
    r"<(?=(script|style|title|textarea|iframe|noembed|noframes|xmp|plaintext|template|svg|math|select|object|noscript)"
    r"[\s/>])",
    re.IGNORECASE,
)

_ROUNDS = 5

# HTML, links, footnotes and tasks, autolinks, code with a language.
_NOT_PLAIN = ("<", "[", "@", "://", "www.", "```", "~~~")


def has_raw_html(source: str) -> bool:
    """Whether a Markdown source may hold HTML of its own that has to be mended."""
    return "<" in source and _RAW_HTML.search(source) is not None


def is_plain(source: str) -> bool:
    """Whether a Markdown source can only make elements without a target, a class or an author's own HTML.

    GitHub's renderer then writes nothing but its own tags, and the allow-list has nothing to do: half of the
    time that a body takes. A test compares both ways on generated sources.
    """
    return not any(mark in source for mark in _NOT_PLAIN)


def plain(html: str) -> str:
    """The renderer's HTML of a plain source in the form that `clean` gives: no slash in void elements."""
    return _permitted(html.replace(" />", ">"))  # text holds no ">" of its own: the renderer escapes it


def clean(html: str, raw: bool) -> str:
    """Canonical HTML of allowed elements and attributes only; `raw` says that an author's own HTML is in it.

    Taking forbidden elements away can leave nesting that a browser would read differently, so such HTML is
    cleaned and mended until it stays as it is; what never does is shown as text.
    """
    if not raw:
        return _permitted(_CLEANER.clean(html))
    cleaned = _permitted(_CLEANER.clean(_shielded(html)))
    for _ in range(_ROUNDS):
        again = _CLEANER.clean(mend(cleaned))
        if again == cleaned:
            return cleaned
        cleaned = again
    return f"<pre>{nh3.clean_text(cleaned)}</pre>"


def clean_prose(html: str) -> str:
    """A page of prose with allowed elements only, and no image of another host."""
    return _permitted(_PROSE_CLEANER.clean(html))


def _permitted(html: str) -> str:
    common = _COMMON.match(html)
    return html if common and common.end() == len(html) else _FORBIDDEN.sub("", html)


def _shielded(html: str) -> str:
    """Show the start tag of a swallowing element that is never closed as text, as GitHub does."""
    if not _SWALLOWING.search(html):
        return html
    lowered = html.lower()
    return _SWALLOWING.sub(lambda tag: "<" if f"</{tag[1].lower()}" in lowered[tag.end() :] else "&lt;", html)
