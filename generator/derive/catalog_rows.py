"""Bodies, categories, subjects and activities as rows of data: for programs, and for tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from generator.derive.data_files import URL
from generator.derive.naming import Site
from generator.model.activities import Activity

#: What a body tells the public of itself; accounts that review (`owners`) and the like are the office's own.
BODY_COLUMNS = (
    *("id", "name", "kind", "name_en", "short_name", "parent", "order", "address", "office_hours", "phone"),
    *("email", "fax", "postcode", "website", "functions", "leaders", "internal_units", "supervision"),
    *("disclosure_contact", "responsible", "pledges", URL),
)
#: Of a node of a tree; `path` is how records name it.
NODE_COLUMNS = (
    *("path", "name", "parent", "description", "name_en", "description_en", "keywords", "column_type"),
    *("update_limit", "responsible", URL),
)
ACTIVITY_COLUMNS = tuple(field.name for field in fields(Activity))


def body_rows(site: Site) -> Iterator[dict[str, Any]]:
    """Every body by its columns; like all rows here, without what is not written."""
    for body in site.catalog.departments.values():
        own = {"id": body.id, "name": body.name, "kind": body.kind, URL: body.url}
        yield _written({**body.extra, **own}, BODY_COLUMNS)


def node_rows(site: Site, tree: str) -> Iterator[dict[str, Any]]:
    """Every node of `categories` or `subjects`."""
    for node in {"categories": site.catalog.categories, "subjects": site.catalog.subjects}[tree]:
        own = {
            "path": node.path,
            "name": node.name,
            "parent": node.trail[-1][0] if node.trail else "",
            "description": node.description,
            URL: f"{tree}/{node.path}/",
        }
        yield _written({**node.extra, **own}, NODE_COLUMNS)


def activity_rows(site: Site) -> Iterator[dict[str, Any]]:
    """What was disclosed beside the site, in the order of its file."""
    for activity in site.catalog.activities:
        yield _written({**asdict(activity), "date": activity.date.isoformat()}, ACTIVITY_COLUMNS)


def _written(values: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    return {key: values[key] for key in columns if values.get(key) not in (None, "")}
