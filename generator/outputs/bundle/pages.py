"""Pages that open from disk: links name files, and what a browser refuses to run from there is gone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote, urljoin

from generator.derive.wording import Wording

_VALUES = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
#: A comment, a whole script or style, or a start tag that may lead somewhere; all other text is passed over.
_PART = re.compile(
    rf"<!--.*?-->|<(?P<raw>script|style)\b(?P<raw_values>{_VALUES})>.*?</(?P=raw)>"
    rf"|<(?P<name>a|area|form|link|meta)\b(?P<values>{_VALUES})>",
    re.DOTALL,
)
_ADDRESS = re.compile(r'( (?:href|action)=")([^"]*)(")')
_REFRESH = re.compile(r'( content="[0-9]+; *url=)([^"]*)(")')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_SPLIT = re.compile(r"([^?#]*)(.*)", re.DOTALL)

#: Refused from disk, or of no use there: modules, what is loaded for them, the policy of a server's pages.
_MODULE = re.compile(r""" type=["']?module\b""")
_PRELOAD = re.compile(r""" rel=["']?modulepreload\b""")
_POLICY = re.compile(r"""http-equiv=["']?Content-Security-Policy\b""", re.IGNORECASE)

_HELP = re.compile(r'(<p class="search__help" id="search-help">).*?(</p>)', re.DOTALL)
_WAYS = re.compile(r'<details class="search__ways">.*?</details>\s*', re.DOTALL)
_NOSCRIPT = re.compile(r'<p class="search__noscript">.*?</p>', re.DOTALL)
_COUNTS = ("one", "many", "none")
_OTHERWISE = '<nav class="search__otherwise"'


def offline_page(html: str, path: str, files: Container[str]) -> str:
    """A page of the site as it stands in the bundle, whose files are given by their paths, as the page's own.

    What the bundle lacks is linked at the site itself.
    """
    canonical = _CANONICAL.search(html)
    page = _Page(path, files, unescape(canonical[1]) if canonical else "")
    return _PART.sub(page.offline, html)


def offline_search(html: str, words: Wording, own: str) -> str:
    """The search page with a search of titles in place of that of texts; `own` is the way to its scripts."""
    note = escape(words.offline_search)
    counts = " ".join(f'data-{count}="{escape(words[f"offline_found_{count}"])}"' for count in _COUNTS)
    found = (
        f'<p role="status" data-offline-status {counts}></p>\n'
        '<ol class="search__results" role="list" data-offline-results></ol>\n'
    )
    scripts = f'<script src="{own}titles.js" defer></script>\n<script src="{own}search.js" defer></script>\n'
    html = _HELP.sub(lambda help_text: f"{help_text[1]}{note}{help_text[2]}", html)
    html = _NOSCRIPT.sub("", _WAYS.sub("", html))
    return html.replace(_OTHERWISE, found + _OTHERWISE, 1).replace("</head>", f"{scripts}</head>", 1)


@dataclass(frozen=True, slots=True)
class _Page:
    """Where a page stands: its path among the bundle's files, its address on the web ("" without one)."""

    path: str
    files: Container[str]
    canonical: str

    def offline(self, part: re.Match[str]) -> str:
        """What becomes of a part of the page."""
        if part["raw"]:
            return "" if _MODULE.search(part["raw_values"]) else part[0]
        if part["name"] == "link" and _PRELOAD.search(part["values"]):
            return ""
        if part["name"] == "meta":
            return "" if _POLICY.search(part["values"]) else _REFRESH.sub(self._settled, part[0])
        return _ADDRESS.sub(self._settled, part[0]) if part["name"] else part[0]

    def _settled(self, attribute: re.Match[str]) -> str:
        before, address, after = attribute.groups()
        return f"{before}{escape(self._way(unescape(address)))}{after}"

    def _way(self, address: str) -> str:
        named = file_address(address)
        path = re.split(r"[?#]", named, maxsplit=1)[0]
        if not path or _ELSEWHERE.match(path):
            return address
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(path)))
        return named if target in self.files or not self.canonical else urljoin(self.canonical, address)


def file_address(address: str) -> str:
    """An address that names the file where it named a folder; those of other sites stay as they are."""
    parts = _SPLIT.fullmatch(address)
    assert parts is not None  # the pattern matches anything
    path, rest = parts.groups()
    if not path or _ELSEWHERE.match(path):
        return address
    last = path.rpartition("/")[2]
    if last in (".", ".."):
        return f"{path}/index.html{rest}"
    return f"{path}index.html{rest}" if not last else address
