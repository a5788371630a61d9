"""What object stores (S3, OSS, COS and those like them) have to keep with each object, as a table in JSON."""

from __future__ import annotations

import json

from generator.model.media_types import TEXT
from generator.outputs.hosting.headers import ASK, CONTENT_TYPES, FOREVER, NAMED_BY_CONTENT


def object_settings() -> str:
    """Metadata by the beginning of the keys, the longest match counting, and types by their ends."""
    caching = {"": ASK, **dict.fromkeys(NAMED_BY_CONTENT, FOREVER)}
    types = {
        f".{ending}": f"{kind}; charset=utf-8" if ending in TEXT else kind
        for ending, kind in CONTENT_TYPES.items()
    }
    table = {"Cache-Control": caching, "Content-Type": types, "index": "index.html", "error": "404.html"}
    return json.dumps(table, indent=2) + "\n"
