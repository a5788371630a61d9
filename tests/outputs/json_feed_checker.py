"""What JSON Feed 1.1 (jsonfeed.org) demands of a feed, as a JSON Schema: there is no official one."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

_TEXT = {"type": "string"}
_ADDRESS = {"type": "string", "pattern": "^https?://[^ ]+$"}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
_AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": _TEXT, "url": _ADDRESS, "avatar": _ADDRESS},
        "minProperties": 1,
        "additionalProperties": False,
    },
}
_ITEM: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "url": _ADDRESS,
        "external_url": _ADDRESS,
        "title": _TEXT,
        "content_html": _TEXT,
        "content_text": _TEXT,
        "summary": _TEXT,
        "date_published": _DATE,
        "date_modified": _DATE,
        "authors": _AUTHORS,
        "tags": {"type": "array", "items": _TEXT},
        "language": _TEXT,
    },
    "additionalProperties": False,
}
_FEED = Draft202012Validator(
    {
        "type": "object",
        "required": ["version", "title", "items"],
        "properties": {
            "version": {"const": "https://jsonfeed.org/version/1.1"},
            "title": _TEXT,
            "home_page_url": _ADDRESS,
            "feed_url": _ADDRESS,
            "description": _TEXT,
            "authors": _AUTHORS,
            "language": _TEXT,
            "items": {"type": "array", "items": _ITEM},
        },
        "additionalProperties": False,
    }
)


def json_faults_of(document: str) -> list[str]:
    """The demands that a JSON Feed document does not meet, each beginning with where."""
    feed = json.loads(document)
    faults = [f"{error.json_path}: {error.message}" for error in _FEED.iter_errors(feed)]
    ids = [item.get("id") for item in feed["items"]]
    if len(set(ids)) < len(ids) and not faults:
        faults.append("items: ids differ")
    return faults
