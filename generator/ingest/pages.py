"""The portal's prose pages: faults that MkDocs passes over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.ingest import rules_of_catalog as rules
from generator.ingest.attachments import type_refused
from generator.ingest.frontmatter import split_front_matter
from generator.ingest.reading import read_text
from generator.ingest.tree import scan
from generator.ingest.yaml_faults import YamlFault
from generator.markup import LinkTarget, link_targets
from generator.model.addresses import TAKEN
from generator.model.problems import Place, Problem
from generator.model.settings import Settings

#: A heading of the first level, without its attributes ({#id}).
_HEADING = re.compile(r"^# +(.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)


def page_body(text: str) -> str:
    """A page's text with blank lines in place of its front matter, so that every line keeps its number."""
    if not text.startswith("---"):
        return text
    return _FRONT_MATTER.sub(lambda header: "\n" * header[0].count("\n"), text, count=1)


def page_header(path: Path) -> dict[str, Any]:
    """What a page's front matter says, with its first heading as `title` where it names none.

    Nothing of a page whose front matter cannot be read: MkDocs shows such a header as text.
    """
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    try:
        header = split_front_matter(text)[0] if text.startswith("---") else {}
    except YamlFault:
        header = {}
    heading = _HEADING.search(page_body(text))
    return {"title": heading[1], **header} if heading else header


def check_pages(settings: Settings) -> Iterator[Problem]:
    """Every problem of the prose pages and of the files beside them; nothing where a tree has none."""
    folder = settings.pages
    if not folder.is_dir():
        return
    tree = scan(folder)
    yield from tree.problems
    for path in sorted({*tree.records, *tree.others}):
        address = f"{Path(path).relative_to(folder).parts[0].removesuffix('.md')}/"
        if address in TAKEN:
            yield rules.PAGE_ADDRESS_TAKEN.at(Place(path), name=address)
    for path in sorted(tree.others):
        kind = path.rpartition(".")[2].lower()
        if kind not in settings.attachment_types:
            yield type_refused(settings, Place(path), Path(path).name, kind)
    for path in tree.records:
        text = read_text(path, settings.max_record_size)
        if isinstance(text, Problem):
            yield text
        else:
            yield from _check_links(Path(path), text)


def _check_links(path: Path, text: str) -> Iterator[Problem]:
    for link in link_targets(page_body(text)):
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
