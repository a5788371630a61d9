"""What object stores (S3, OSS, COS and those like them) have to keep with each object, as a table in JSON."""

from __future__ import annotations

import json

from generator.model.media_types import MEDIA_TYPES, TEXT
from generator.outputs.hosting.headers import ASK, CONTENT_TYPES, FOREVER, NAMED_BY_CONTENT

#: What servers know and the tools that upload to stores may not.
_UNKNOWN = ("atom", "rss", "webp")


def object_settings() -> str:
    """Metadata by the beginning of the keys, the longest match counting, and types by their ends."""
    caching = {"": ASK, **dict.fromkeys(NAMED_BY_CONTENT, FOREVER)}
    kinds = {**CONTENT_TYPES, **{ending: MEDIA_TYPES[ending] for ending in _UNKNOWN}}
    types = {
        f".{ending}": f"{kind}; charset=utf-8" if ending in TEXT else kind
        for ending, kind in sorted(kinds.items())
    }
    table = {"Cache-Control": caching, "Content-Type": types, "index": "index.html", "error": "404.html"}
    return json.dumps(table, indent=2) + "\n"
