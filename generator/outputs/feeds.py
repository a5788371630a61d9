"""Feed files: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org) of the same entries.

A format is a `Writer`: how it writes an entry, and how it joins entries to a document. Everything else, what
an entry says above all, is the same for all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from generator.derive.feeds import FORMATS, Feed, FeedEntry

#: What XML 1.0 cannot hold in any spelling (section 2.2), lone surrogates among it.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What a text may hold that cannot stand in a document as it is; most texts hold nothing of it.
_NOT_PLAIN = re.compile(r"[&<>\"\x00-\x1f\ud800-\udfff\ufffe\uffff]")
#: How long readers may wait before they ask again, in minutes; a site is built some times a day.
_TTL = 60


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format writes an entry, and a whole feed of entries that are written already."""

    entry: Callable[[FeedEntry], str]
    document: Callable[[Feed, Sequence[str]], str]

    def text(self, feed: Feed) -> str:
        """A feed as a document."""
        return self.document(feed, [self.entry(entry) for entry in feed.entries])


def write_feeds(site: Path, feeds: Iterable[Feed]) -> None:
    """Write every feed below `site` in every format, in UTF-8."""
    for feed in feeds:
        file = site / feed.path
        file.parent.mkdir(parents=True, exist_ok=True)
        for each in FORMATS:
            file.with_name(file.name + each.ending).write_bytes(WRITERS[each].text(feed).encode())


@lru_cache(maxsize=256)  # as long as one format after the other writes the entries of a feed
def _content(entry: FeedEntry) -> str:
    """What an entry says, as HTML: in its own words, then what is known of the record."""
    facts = "".join(
        f"<dt>{_text(label)}</dt><dd>{_linked(_text(fact.text), fact.url)}</dd>"
        for label, fact in entry.facts
    )
    said = f"<p>{_text(entry.said)}</p>" if entry.said else ""
    return f"{said}<dl>{facts}</dl>"


def _linked(text: str, url: str) -> str:
    return f"<a href={_quoted(url)}>{text}</a>" if url else text


def _rss(feed: Feed, items: Sequence[str]) -> str:
    address = feed.address + ".rss"
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<channel>",
        f"  <title>{_text(feed.title)}</title>",
        f"  <link>{_text(feed.page_url)}</link>",
        f"  <description>{_text(feed.description)}</description>",
        f"  <language>{_text(feed.language)}</language>",
        f"  <lastBuildDate>{_rfc822(feed.updated)}</lastBuildDate>",
        f"  <ttl>{_TTL}</ttl>",
        f'  <atom:link rel="self" type="application/rss+xml" href={_quoted(address)}/>',
        *items,
        "</channel>",
        "</rss>",
    )
    return "\n".join(lines) + "\n"


def _rss_item(entry: FeedEntry) -> str:
    return "\n".join(
        (
            "  <item>",
            f'    <guid isPermaLink="false">{_text(entry.id)}</guid>',
            f"    <title>{_text(entry.title)}</title>",
            f"    <link>{_text(entry.url)}</link>",
            f"    <pubDate>{_rfc822(entry.published)}</pubDate>",
            f"    <dc:creator>{_text(entry.author)}</dc:creator>",
            *(f"    <category>{_text(name)}</category>" for _, name in entry.categories),
            f"    <description>{escape(_content(entry))}</description>",
            "  </item>",
        )
    )


def _atom(feed: Feed, entries: Sequence[str]) -> str:
    """An Atom document. Its id is its own address; entries keep the ids they were given."""
    address = feed.address + ".atom"
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.language)}>',
        f"  <id>{_text(address)}</id>",
        f"  <title>{_text(feed.title)}</title>",
        f"  <subtitle>{_text(feed.description)}</subtitle>",
        f"  <updated>{feed.updated}</updated>",
        f"  <author><name>{_text(feed.author)}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href={_quoted(address)}/>',
        f'  <link rel="alternate" type="text/html" href={_quoted(feed.page_url)}/>',
        *entries,
        "</feed>",
    )
    return "\n".join(lines) + "\n"


def _atom_entry(entry: FeedEntry) -> str:
    return "\n".join(
        (
            "  <entry>",
            f"    <id>{_text(entry.id)}</id>",
            f"    <title>{_text(entry.title)}</title>",
            f"    <updated>{entry.updated}</updated>",
            f"    <published>{entry.published}</published>",
            f"    <author><name>{_text(entry.author)}</name></author>",
            f'    <link rel="alternate" type="text/html" href={_quoted(entry.url)}/>',
            *(f"    <category term={_quoted(key)} label={_quoted(name)}/>" for key, name in entry.categories),
            f"    <summary>{_text(entry.summary)}</summary>",
            f'    <content type="html">{escape(_content(entry))}</content>',
            "  </entry>",
        )
    )


def _json_feed(feed: Feed, items: Sequence[str]) -> str:
    """A JSON Feed document, one item a line: a change of one is a change of one line."""
    head = _json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _clean(feed.title),
            "description": _clean(feed.description),
            "home_page_url": feed.page_url,
            "feed_url": feed.address + ".json",
            "language": feed.language,
            "authors": [{"name": _clean(feed.author)}],
        }
    )
    return f'{head[:-1]}, "items": [\n' + ",\n".join(items) + "\n]}\n"


def _json_item(entry: FeedEntry) -> str:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": _clean(entry.title),
        "summary": _clean(entry.summary),
        "content_html": _content(entry),
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": _clean(entry.author)}],
        "tags": [_clean(name) for _, name in entry.categories],
    }
    return _json(item)


_json = json.JSONEncoder(ensure_ascii=False).encode


def _rfc822(moment: str) -> str:
    """A moment of RFC 3339 as RSS wants it."""
    return format_datetime(datetime.fromisoformat(moment))


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _text(text: str) -> str:
    return escape(_clean(text)) if _NOT_PLAIN.search(text) else text


def _quoted(text: str) -> str:
    return quoteattr(_clean(text)) if _NOT_PLAIN.search(text) else f'"{text}"'


_BY_ENDING = {
    ".rss": Writer(_rss_item, _rss),
    ".atom": Writer(_atom_entry, _atom),
    ".json": Writer(_json_item, _json_feed),
}
WRITERS = {each: _BY_ENDING[each.ending] for each in FORMATS}
