"""What a change does beside the records: pages of prose, departments and categories, everything else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.derive.wording import Wording
from generator.ingest.changes.compare import Comparison
from generator.ingest.git import Commit
from generator.ingest.reading import decode
from generator.ingest.strict_yaml import load_yaml
from generator.ingest.yaml_faults import YamlFault
from generator.markup import render_body
from generator.markup.blocks import visible_blocks
from generator.model.problems import Problem
from generator.model.settings import Settings
from generator.review.passages import passages
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
        text = passages(_blocks(before), _blocks(after))
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


def _blocks(text: str) -> list[str]:
    body = _FRONT_MATTER.sub("", text, count=1) if text.startswith("---") else text
    return visible_blocks(render_body(body, lambda target, _is_image: target).html) if body.strip() else []


def catalog_lines(comparison: Comparison, settings: Settings, words: Wording) -> Iterator[str]:
    """What became of departments, categories, subjects and duties."""
    for name in _CATALOGS:
        path = f"{settings.content.as_posix()}/catalog/{name}.yml"
        if path in comparison.files:
            earlier = _decoded(path, comparison.commit.files([path]).get(path))
            lines = list(_entry_lines(name, _names(earlier), _names(_decoded(path, _on_disk(path))), words))
            yield from lines or [words.fill("entry_details", file=f"{name}.yml")]


def _entry_lines(
    name: str, before: Mapping[str, str], after: Mapping[str, str], words: Wording
) -> Iterator[str]:
    file = f"{name}.yml"
    for key in after:
        if key not in before:
            yield words.fill("entry_added", file=file, name=after[key], id=key)
        elif before[key] != after[key]:
            yield words.fill("entry_renamed", file=file, before=before[key], after=after[key], id=key)
    for key in before:
        if key not in after:
            yield words.fill("entry_removed", file=file, name=before[key], id=key)


def _names(text: str) -> dict[str, str]:
    """The names of a catalog file's entries by id, or by path in a tree; none of a file that is at fault."""
    try:
        return dict(_entries(load_yaml(text), ""))
    except YamlFault:
        return {}


def _entries(entries: Any, above: str) -> Iterator[tuple[str, str]]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            path = above + entry["id"]
            yield path, str(entry.get("name") or entry.get("level2") or path)
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
