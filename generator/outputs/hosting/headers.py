"""What goes with each file of the site: who may do what in a page, and how long to keep the file.

The one source of it: the pages' own policy, `_headers`, and what is printed for nginx and object stores are
made from here, and so is what the tests' server sends.

The policy stands in every page as well, since object stores and GitHub Pages send no headers of ours. A
header can say one thing more: that no other site may show our pages in a frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.model.media_types import MEDIA_TYPES
from generator.render.assets import ASSETS

#: Everything comes from the site itself; what is not named is forbidden. No script or style stands in a page:
#: JSON-LD is data, which no browser runs. `base-uri` and `form-action` do not follow `default-src`.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)

#: Sent with every file.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": f"{PAGE_POLICY}; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # what a citizen reads is no other site's business
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

#: Worth sending once the site is reached by HTTPS alone: browsers then refuse plain HTTP for a year.
HSTS = ("Strict-Transport-Security", "max-age=31536000")

#: For files whose addresses change with what they hold, and for all others: kept, but asked about each time.
FOREVER, ASK = "public, max-age=31536000, immutable", "no-cache"
NAMED_BY_CONTENT = (ASSETS, "search/shards/", "search/characters-")

#: What programs of other sites may read, too (CORS). Not in the internal edition.
OPEN_DATA = ("data/", "feeds/", "records/")
ANY_ORIGIN = ("Access-Control-Allow-Origin", "*")

#: Types of files, by the ends of their names, that hosts may not know.
CONTENT_TYPES: Mapping[str, str] = {
    ending: MEDIA_TYPES[ending]
    for ending in ("csv", "epub", "geojson", "ics", "jsonl", "jsonld", "md", "ofd", "tsv", "wav")
}

_HEAD = """\
# Headers for Netlify, Cloudflare Pages and hosts like them. Paths begin with that of site_url.
# Written by every build: do not edit. What is not named below is asked about each time on these hosts anyway.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """Headers for all addresses that begin with `prefix`, relative to the site's root."""

    prefix: str
    headers: Mapping[str, str]


def rules(*, is_internal: bool) -> Iterator[Rule]:
    """What is to be sent: all rules that match an address count; none of them names a header twice."""
    yield Rule("", HEADERS)
    for prefix in NAMED_BY_CONTENT:
        yield Rule(prefix, {"Cache-Control": FOREVER})
    if not is_internal:
        for prefix in OPEN_DATA:
            yield Rule(prefix, dict([ANY_ORIGIN]))


def write_headers(site: Path, site_url: str, *, is_internal: bool) -> None:
    """Write `_headers` into a site's folder."""
    text = headers_file([*rules(is_internal=is_internal)], urlsplit(site_url).path)
    (site / "_headers").write_bytes(text.encode())


def headers_file(wanted: Sequence[Rule], root: str) -> str:
    """The file `_headers`; `root` is the path of the site's root, with slashes around it."""
    blocks = (
        f"{root}{rule.prefix}*\n" + "".join(f"  {name}: {value}\n" for name, value in rule.headers.items())
        for rule in wanted
    )
    return _HEAD + "".join(blocks)
