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
from generator.ingest.reading import decode
from generator.ingest.strict_yaml import load_yaml
from generator.ingest.yaml_faults import YamlFault
from generator.markup import render_body
from generator.model.problems import Problem
from generator.model.settings import Settings
from generator.review.passages import passages
from generator.review.told import told_lines
from generator.review.values import FieldValues
from generator.review.view import PageView

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^(?:title:|#)[ \t]*(.+)$", re.MULTILINE)
_CATALOGS = ("departments", "categories", "subjects", "duties")


def page_views(comparison: Comparison, settings: Settings, values: FieldValues) -> Iterator[PageView]:
    """The pages of prose that changed."""
    top = f"{settings.pages.as_posix()}/"
    paths = [path for path in comparison.files if path.startswith(top) and path.endswith(".md")]
    earlier = comparison.commit.files(paths)
    for path in paths:
        before, after = (values.mask(_decoded(path, data)) for data in (earlier.get(path), _on_disk(path)))
        outcome = "added" if not before else "changed" if after else "deleted"
        title = _TITLE.search(after or before)
        text = passages(_lines(before, values.words), _lines(after, values.words))
        yield PageView(
            outcome=outcome,
            title=title[1].strip("\"' ") if title else Path(path).stem,
            file=os.path.relpath(path),
            text=tuple(text),
            note="" if text or outcome != "changed" else values.words.header_changed,
        )


def _on_disk(path: str) -> bytes | None:
    return Path(path).read_bytes() if Path(path).is_file() else None


def _decoded(path: str, data: bytes | None) -> str:
    """The text of a file; "" where there is none, or none that can be read."""
    text = decode(path, data) if data else ""
    return "" if isinstance(text, Problem) else text


def _lines(text: str, words: Wording) -> list[str]:
    body = _FRONT_MATTER.sub("", text, count=1) if text.startswith("---") else text
    return told_lines(render_body(body, lambda target, _is_image: target).html, words) if body.strip() else []


def catalog_lines(comparison: Comparison, settings: Settings, words: Wording) -> Iterator[str]:
    """What became of departments, categories, subjects and duties."""
    for name in _CATALOGS:
        path = f"{settings.content.as_posix()}/catalog/{name}.yml"
        if path in comparison.files:
            before, after = (
                _entries_in(_decoded(path, data))
                for data in (comparison.commit.files([path]).get(path), _on_disk(path))
            )
            lines = list(_entry_lines(f"{name}.yml", before, after, words))
            yield from lines or [words.fill("file_details", file=f"{name}.yml")]


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


def _entries_in(text: str) -> dict[str, Fields]:
    """A catalog file's entries by id, or by path in a tree; none of a file that is at fault."""
    try:
        return dict(_entries(load_yaml(text), ""))
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
