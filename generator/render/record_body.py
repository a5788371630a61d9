"""A record's body for its page: read from its file, rendered, links and images resolved."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import quote

from generator.derive.naming import Site
from generator.ingest.frontmatter import body_text
from generator.markup import LABELS, RenderedBody, render_body
from generator.model.records import Record

_NOTHING = RenderedBody("", (), ())

#: Ids of the page around the body, which a heading must not take.
RESERVED_IDS = frozenset(
    (
        *("main", "top", "notice", "contents", "on-request", "data", "attachments", "chain", "relations"),
        *("history", "cite", "cite-address", "cite-text"),
    )
)


def body_of(site: Site, record: Record, files: str = "") -> RenderedBody:
    """The rendered body of a record; nothing where it is not for everyone's eyes.

    `files` is the way to the record's own files from the page that shows the body: its own, or another one,
    on which links to other pages lead astray.

    Raises OSError when the file has gone since it was checked.
    """
    return _rendered(site, record, _Resolver(site, record, files)) if record.body_is_public else _NOTHING


def whole_body(site: Site, record: Record, files: str) -> RenderedBody:
    """The body whoever it is for, as the office's own archive keeps it; links to pages lead to the site.

    Raises OSError when the file has gone since it was checked.
    """
    return _rendered(site, record, _Resolver(site, record, files, site.settings.site_url))


def _rendered(site: Site, record: Record, resolver: _Resolver) -> RenderedBody:
    body = body_text(record.path)
    if not body.strip():
        return _NOTHING
    return render_body(body, resolver, LABELS[site.settings.language], RESERVED_IDS)


class _Resolver:
    """Answers for relative paths and `record:` targets, as they are printed on the record's page."""

    def __init__(self, site: Site, record: Record, files: str, root: str = "../../") -> None:
        self._site, self._record, self._files, self._root = site, record, files, root

    def __call__(self, target: str, is_image: bool) -> str | None:
        if target.startswith("record:"):
            found = self._site.indexes.by_number.get(target.removeprefix("record:"))
            return f"{self._root}{found.url}" if found and not is_image else None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._record.path), target))
        own = self._record.path[: -len(".md")] + "/"
        if path.startswith(own):
            return self._files + quote(path[len(own) :])
        return None if is_image else self._page(path)

    def _page(self, path: str) -> str | None:
        """Another record's page, or a page of prose, by the path of its file."""
        found = self._site.indexes.by_path.get(path)
        if found:
            return f"{self._root}{found.url}"
        pages = self._site.settings.pages
        if not Path(path).is_relative_to(pages) or not Path(path).is_file():
            return None
        return f"{self._root}{quote(self._site.settings.page_url(Path(path)))}"
