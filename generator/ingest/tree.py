"""The files of a content tree: which are records, which lie beside them, which are refused."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.ingest import rules_of_files as rules
from generator.model.problems import Place, Problem

#: What operating systems leave in folders; never content.
_LITTER = frozenset(("thumbs.db", "desktop.ini"))
_HARD_NAME = re.compile(r"[\s\"'`\\<>|?*:;&$!#%{}\x00-\x1f\x7f]")
_LONGEST_NAME = 150  # bytes; Windows still cuts whole paths at 260 characters


@dataclass
class Tree:
    """The files found under `records/`, as absolute paths: record files in order, all others as a set."""

    records: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def scan(folder: Path) -> Tree:
    """Walk a records folder. Links are refused, since they could lead out of the tree."""
    tree = Tree()
    for entry in _walk(str(folder), tree):
        name = entry.name
        if _HARD_NAME.search(name) or len(os.fsencode(name)) > _LONGEST_NAME:
            tree.problems.append(rules.FILE_NAME.at(Place(entry.path), name=name))
        if name.lower().endswith(".md"):
            tree.records.append(entry.path)
        else:
            tree.others.add(entry.path)
    tree.records.sort()
    return tree


def _walk(folder: str, tree: Tree) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError as error:
        tree.problems.append(rules.FILE_UNREADABLE.at(Place(folder), reason=error.strerror or str(error)))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.lower() in _LITTER:
            continue
        if entry.is_symlink():
            tree.problems.append(rules.SYMBOLIC_LINK.at(Place(entry.path), target=os.readlink(entry.path)))  # noqa: PTH115
        elif entry.is_dir():
            yield from _walk(entry.path, tree)
        elif entry.is_file():
            yield entry
        else:
            reason = {"zh": "不是普通文件", "en": "not a regular file"}
            tree.problems.append(rules.FILE_UNREADABLE.at(Place(entry.path), reason=reason))
