"""A record as data beside its page: what the page says, with everything that codes stand for spelt out.

It says no more than the page: of what is not for everybody no body, data or attachments, of a record whose
text was removed nothing at all. The body is the page's HTML: tables and links stay what they are, and plain
text is easily made of it, but not the other way round. Links in it are relative to the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from generator.derive.data_files import API, URL
from generator.derive.events import PUBLISHED, Event, event_id, events_of
from generator.derive.naming import Site
from generator.model.catalog import Tree
from generator.model.media_types import media_type_of
from generator.model.records import Attachment, Record

_NAME = "record.json"

#: The keys of the data, in order; those of `record` are the catalog's.
RECORD_DATA_KEYS = (
    *("api", "page", "record", "department", "category", "subjects", "kind", "status"),
    *("events", "attachments", "relations", "body"),
)


def record_data_url(record: Record) -> str:
    """Where the data of a record stand, relative to the site's root; "" where there are none.

    A file of the same name that the record publishes itself keeps its place.
    """
    files = (*record.attachments, *record.images)
    is_taken = any(file.file.casefold() == _NAME for file in files)
    return "" if record.body_is_removed or is_taken else f"{record.url}{_NAME}"


def record_data(site: Site, record: Record, body: str) -> dict[str, Any]:
    """The data of a record; `body` is its rendered HTML, "" where the page shows none."""
    catalog, root = site.catalog, site.settings.site_url
    category = site.once(
        ("data", record.category), lambda: _nodes(site, catalog.categories, record.category, "categories")
    )
    subjects = [_nodes(site, catalog.subjects, path, "subjects") for path in record.subjects]
    attachments = record.attachments if record.body_is_public else ()
    values = (
        API,
        root + record.url,
        {**record.open_fields, URL: record.url},
        site.once(("data", record.department), lambda: _department(site, record.department)),
        category,
        [nodes[-1] for nodes in subjects if nodes],
        _labelled(site, "kind", record.kind),
        _labelled(site, "status", record.status),
        [_event(site, event) for event in events_of(record)],
        [_attachment(root + record.url, attachment) for attachment in attachments],
        list(_relations(site, record)),
        {"media_type": "text/html", "text": body} if body else None,
    )
    return dict(zip(RECORD_DATA_KEYS, values, strict=True))


def _department(site: Site, department_id: str) -> dict[str, str]:
    body = site.catalog.departments[department_id]
    return {"id": body.id, "name": site.name_of(body), URL: site.settings.site_url + body.url}


def _nodes(site: Site, tree: Tree, path: str, base: str) -> list[dict[str, str]]:
    """A node and all above it, outermost first."""
    links = site.trail(tree, path, base)
    root = site.settings.site_url
    return [
        {"path": link.url.removeprefix(f"{base}/").rstrip("/"), "name": link.text, URL: root + link.url}
        for link in links
    ]


def _labelled(site: Site, field: str, value: str) -> dict[str, str]:
    return {"value": value, "label": site.labels.value(field, value)}


def _event(site: Site, event: Event) -> dict[str, str]:
    label = site.labels.value("history.action", event.action)
    is_publication = event.action == PUBLISHED
    return {
        "id": event_id(site.settings, event),
        "date": event.moment.date().isoformat(),
        "action": event.action,
        "label": site.words.action_published if is_publication else label,
        "note": "" if is_publication else event.note,
    }


def _attachment(page: str, attachment: Attachment) -> dict[str, Any]:
    return {
        "title": attachment.title,
        "file": attachment.file,
        URL: page + quote(attachment.file),
        "media_type": media_type_of(attachment.file),
        "bytes": attachment.size,
        "sha256": attachment.sha256,
    }


def _relations(site: Site, record: Record) -> Iterator[dict[str, str]]:
    """What the record names, then what names it; `direction` is to or from the other record."""
    labels, by_number = site.labels, site.indexes.by_number
    for relation in record.relations:
        target = by_number.get(relation.target)
        if target and not target.body_is_removed:
            label = labels.value("relations.type", relation.type)
            yield _relation(site, relation.type, label, "to", target)
    for number in (record.index_number, *record.former_index_numbers):
        for kind, source in site.indexes.referring.get(number, ()):
            if not source.body_is_removed:
                yield _relation(site, kind, labels.inverse(kind), "from", source)


def _relation(site: Site, kind: str, label: str, direction: str, other: Record) -> dict[str, str]:
    return {
        "type": kind,
        "direction": direction,
        "label": label,
        "index_number": other.index_number,
        "title": other.title,
        URL: site.settings.site_url + other.url,
    }
