"""A record's Markdown body as the page prints it."""

from __future__ import annotations

from collections.abc import Collection

from generator.markup import commonmark, sanitise
from generator.markup.headings import Slugs
from generator.markup.labels import ZH, Labels
from generator.markup.links import Resolver
from generator.markup.writer import BodyWriter, RenderedBody


def render_body(
    source: str, resolve: Resolver, labels: Labels = ZH, reserved_ids: Collection[str] = frozenset()
) -> RenderedBody:
    """Render a record's Markdown body to safe, valid HTML whose highest heading is h2.

    `resolve` answers for relative paths and `record:INDEX`; a link it refuses leaves its text, an image its
    alternative text. `reserved_ids` are the ids of the page around the body.
    """
    html = commonmark.to_html(source)
    if sanitise.is_plain(source):
        cleaned = sanitise.plain(html)
    else:
        cleaned = sanitise.clean(html, sanitise.has_raw_html(source))
    return BodyWriter(resolve, labels, Slugs(reserved_ids)).write(cleaned)
