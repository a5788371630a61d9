"""The portal's prose pages: faults that MkDocs passes over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.ingest import rules_of_catalog as rules
from generator.ingest.reading import read_text
from generator.markup import LinkTarget, link_targets
from generator.model.problems import Place, Problem

#: First parts of addresses that the generator fills: a page of prose there would be written over.
_TAKEN = frozenset(
    (
        "records",
        "departments",
        "categories",
        "years",
        "subjects",
        "history",
        "feeds",
        "data",
        "search",
        "assets",
    )
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)


def check_pages(folder: Path, limit: int) -> Iterator[Problem]:
    """Every problem of the prose pages below a folder; `limit` is the largest page in bytes."""
    for path in sorted(folder.rglob("*.md")):
        first = path.relative_to(folder).with_suffix("").parts[0]
        if first in _TAKEN:
            yield rules.PAGE_ADDRESS_TAKEN.at(Place(str(path)), name=f"{first}/")
        text = read_text(str(path), limit)
        if isinstance(text, Problem):
            yield text
        else:
            yield from _check_links(path, text)


def _check_links(path: Path, text: str) -> Iterator[Problem]:
    # blank lines in its place keep the lines of the body right
    body = (
        _FRONT_MATTER.sub(lambda header: "\n" * header[0].count("\n"), text, count=1)
        if text[:3] == "---"
        else text
    )
    for link in link_targets(body):
        if _leads_nowhere(path, link):
            yield rules.LINK_BROKEN.at(Place(str(path), link.line, link.column), target=link.target)


def _leads_nowhere(path: Path, link: LinkTarget) -> bool:
    """Whether a link to a page, or an image, is not there; addresses of the built site are not known here."""
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return True
    if parts.scheme or parts.netloc or not parts.path:
        return False
    if parts.path.startswith("/"):  # the root of the host, where the site may not be
        return True
    wanted = link.is_image or parts.path.lower().endswith(".md")
    return wanted and not (path.parent / unquote(parts.path)).is_file()
