"""Feed files: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org) of the same entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from generator.derive.feeds import Feed, FeedEntry

#: What XML 1.0 cannot hold in any spelling (section 2.2), lone surrogates among it.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_feeds(site: Path, feeds: Iterable[Feed]) -> None:
    """Write every feed below `site` as `<path>.atom` and `<path>.json`, in UTF-8."""
    for feed in feeds:
        for ending, text_of in FORMATS.items():
            file = site / f"{feed.path}{ending}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text_of(feed).encode())


def atom(feed: Feed) -> str:
    """The feed as an Atom document. Its id is its own address; entries keep the ids they were given."""
    return "\n".join(_atom_lines(feed)) + "\n"


def _atom_lines(feed: Feed) -> Iterator[str]:
    address = feed.address + ".atom"
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.language)}>'
    yield f"  <id>{_text(address)}</id>"
    yield f"  <title>{_text(feed.title)}</title>"
    yield f"  <updated>{feed.updated}</updated>"
    yield f"  <author><name>{_text(feed.author)}</name></author>"
    yield f'  <link rel="self" type="application/atom+xml" href={_quoted(address)}/>'
    yield f'  <link rel="alternate" type="text/html" href={_quoted(feed.page_url)}/>'
    for entry in feed.entries:
        yield from _atom_entry(entry)
    yield "</feed>"


def _atom_entry(entry: FeedEntry) -> Iterator[str]:
    yield "  <entry>"
    yield f"    <id>{_text(entry.id)}</id>"
    yield f"    <title>{_text(entry.title)}</title>"
    yield f"    <updated>{entry.moment}</updated>"
    yield f"    <published>{entry.moment}</published>"
    yield f"    <author><name>{_text(entry.author)}</name></author>"
    yield f'    <link rel="alternate" type="text/html" href={_quoted(entry.url)}/>'
    for path, name in entry.categories:
        yield f"    <category term={_quoted(path)} label={_quoted(name)}/>"
    yield f"    <summary>{_text(entry.summary)}</summary>"
    yield "  </entry>"


def json_feed(feed: Feed) -> str:
    """The feed as a JSON Feed document."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(feed.title),
        "home_page_url": feed.page_url,
        "feed_url": feed.address + ".json",
        "language": feed.language,
        "authors": [{"name": _clean(feed.author)}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_item(entry: FeedEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": _clean(entry.title),
        "content_text": _clean(
            entry.summary
        ),  # the format demands content, and a summary is all a feed gives
        "date_published": entry.moment,
        "authors": [{"name": _clean(entry.author)}],
        "tags": [_clean(name) for _, name in entry.categories],
    }


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _text(text: str) -> str:
    return escape(_clean(text))


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))


FORMATS = {".atom": atom, ".json": json_feed}
