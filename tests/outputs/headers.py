"""The file `_headers` read as a Pages-style host reads it."""

from __future__ import annotations

from collections.abc import Mapping

#: Headers by the beginning of the paths that they go with.
Rules = Mapping[str, Mapping[str, str]]


def header_rules(text: str) -> Rules:
    """The rules of a file `_headers`: an address that ends with `*`, indented headers, `#` before remarks."""
    rules: dict[str, dict[str, str]] = {}
    headers: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            headers[name] = value
        elif not line.startswith("#"):
            assert line.endswith("*")
            headers = rules.setdefault(line[:-1], {})
    return rules


def headers_of(rules: Rules, path: str) -> dict[str, str]:
    """What a host sends with a path; Cloudflare Pages would join the values of a header named twice."""
    found: dict[str, str] = {}
    for beginning, headers in rules.items():
        if path.startswith(beginning):
            assert not found.keys() & headers.keys(), path
            found |= headers
    return found
