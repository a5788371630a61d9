"""What a change does beside the records: pages of prose, departments and categories, everything else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.derive.wording import Wording
from generator.ingest.changes.compare import Comparison
from generator.ingest.fields import Fields, text_in
from generator.ingest.git import Commit
from generator.ingest.pages import page_body
from generator.ingest.reading import decode
from generator.ingest.strict_yaml import load_yaml
from generator.ingest.tree import is_record_name
from generator.ingest.yaml_faults import YamlFault
from generator.markup import render_body
from generator.model.problems import Problem
from generator.model.settings import Settings
from generator.review.passages import passages
from generator.review.told import told_lines
from generator.review.values import FieldValues
from generator.review.view import PageView

_ANCHOR = re.compile(r"(?<=\S)[ \t]*\{#[\w-]+\}[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"^(?:title:|#)[ \t]*(.+)$", re.MULTILINE)
_CATALOGS = ("departments", "categories", "subjects", "duties")


def page_views(comparison: Comparison, settings: Settings, values: FieldValues) -> Iterator[PageView]:
    """The pages of prose that changed, and the files that are published beside them."""
    top = f"{settings.pages.as_posix()}/"
    paths = [path for path in comparison.files if path.startswith(top)]
    earlier = comparison.commit.files(paths)
    for path in paths:
        yield _page_view(path, earlier.get(path), _on_disk(path), values)


def _page_view(path: str, before: bytes | None, after: bytes | None, values: FieldValues) -> PageView:
    outcome = "added" if before is None else "changed" if after is not None else "deleted"
    file = values.mask(os.path.relpath(path))
    if not is_record_name(path):
        return PageView(outcome, Path(path).name, file, (), values.words.file_beside)
    texts = [_decoded(path, data) for data in (before, after)]
    if any(isinstance(text, Problem) for text in texts):
        return PageView(outcome, Path(path).stem, file, (), values.words.unreadable)
    old, new = (values.mask(str(text)) for text in texts)
    found = passages(_lines(old, values.words), _lines(new, values.words))
    title = _TITLE.search(new or old)
    name = title[1].strip("\"' ") if title else Path(path).stem
    return PageView(outcome, name, file, tuple(found), "" if found else values.words.header_changed)


def _on_disk(path: str) -> bytes | None:
    return Path(path).read_bytes() if Path(path).is_file() else None


def _decoded(path: str, data: bytes | None) -> str | Problem:
    """The text of a file; "" where there is none."""
    return decode(path, data) if data else ""


def _lines(text: str, words: Wording) -> list[str]:
    """The lines of a page, without its front matter and the anchors behind its headings."""
    body = _ANCHOR.sub("", page_body(text))
    html = render_body(body, lambda target, _is_image: target).html if body.strip() else ""
    return told_lines(html, words)


def catalog_lines(comparison: Comparison, settings: Settings, words: Wording) -> Iterator[str]:
    """What became of departments, categories, subjects and duties."""
    paths = {f"{settings.content.as_posix()}/catalog/{name}.yml": f"{name}.yml" for name in _CATALOGS}
    changed = [path for path in paths if path in comparison.files]
    earlier = comparison.commit.files(changed)
    for path in changed:
        before, after = (_entries_in(path, data) for data in (earlier.get(path), _on_disk(path)))
        lines = list(_entry_lines(paths[path], before, after, words))
        yield from lines or [words.fill("file_details", file=paths[path])]


def _entry_lines(
    file: str, before: Mapping[str, Fields], after: Mapping[str, Fields], words: Wording
) -> Iterator[str]:
    for path, entry in after.items():
        earlier = before.get(path)
        if earlier is None:
            yield words.fill("entry_added", file=file, name=_name(entry), id=path)
            continue
        if _name(earlier) != _name(entry):
            names = {"before": _name(earlier), "after": _name(entry)}
            yield words.fill("entry_renamed", file=file, id=path, **names)
        keys = [key for key in {**earlier, **entry} if earlier.get(key) != entry.get(key)]
        keys = [key for key in keys if key not in _NAMES]
        if keys:
            listed = words.semicolon.join(keys)
            yield words.fill("entry_details", file=file, name=_name(entry), id=path, keys=listed)
    for path, entry in before.items():
        if path not in after:
            yield words.fill("entry_removed", file=file, name=_name(entry), id=path)


#: What an entry is called by; its children are entries of their own.
_NAMES = ("name", "level2", "children")


def _name(entry: Fields) -> str:
    return text_in(entry, "name") or text_in(entry, "level2") or text_in(entry, "id")


def _entries_in(path: str, data: bytes | None) -> dict[str, Fields]:
    """A catalog file's entries by id, or by path in a tree; none of a file that is at fault."""
    text = _decoded(path, data)
    try:
        return {} if isinstance(text, Problem) else dict(_entries(load_yaml(text), ""))
    except YamlFault:
        return {}


def _entries(entries: Any, above: str) -> Iterator[tuple[str, Fields]]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and text_in(entry, "id"):
            path = above + entry["id"]
            yield path, entry
            yield from _entries(entry.get("children"), f"{path}/")


def other_files(comparison: Comparison, settings: Settings) -> list[str]:
    """Files outside the content that differ, relative to the repository: settings, schemas, program."""
    around = Commit.at(settings.root, comparison.commit.hash)
    if around.top != comparison.commit.top:
        return []
    content = f"{settings.content.as_posix()}/"
    return [
        path[len(around.top) + 1 :]
        for path in around.changed(untracked=False)
        if not path.startswith(content)
    ]
