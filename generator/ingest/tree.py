"""The files of a content tree: which are records, which lie beside them, which are refused."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.ingest import rules_of_files as rules
from generator.ingest.reading import NOT_A_FILE
from generator.model.problems import Place, Problem

#: What operating systems leave in folders; never content.
_LITTER = frozenset(("thumbs.db", "desktop.ini"))
_HIDDEN = {"zh": "名称以“.”开头，是隐藏文件", "en": "its name begins with a full stop, which hides it"}
_HARD_NAME = re.compile(r"[\s\"'`\\<>|?*:;&$!#%{}\x00-\x1f\x7f]")
_LONGEST_NAME = 150  # bytes; Windows still cuts whole paths at 260 characters
_FOLDER = {"zh": "这是文件夹，不是文件", "en": "it is a folder, not a file"}


@dataclass
class Tree:
    """The files found under `records/`, as absolute paths: record files in order, all others as a set."""

    records: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def scan(folder: Path) -> Tree:
    """Walk a records folder; one that is not there has no files.

    Links are refused, since they could lead out of the tree.
    """
    tree = Tree()
    if not os.path.lexists(folder):
        return tree
    for entry in _walk(str(folder), tree):
        path = entry.path.replace(
            os.sep, "/"
        )  # one form of paths on every system: they are compared as texts
        if is_record_name(entry.name):
            tree.records.append(path)
        else:
            tree.others.add(path)
    tree.records.sort()
    return tree


def is_record_name(name: str) -> bool:
    """Whether a file of this name is a record."""
    return name.lower().endswith(".md")


def is_passed_over(path: str) -> bool:
    """Whether a file lies where no check and no build looks; `path` counts from the records, with slashes."""
    return any(_is_litter(name) for name in path.split("/"))


def joined(trees: Iterable[Tree]) -> Tree:
    """The files of several trees, in their order."""
    whole = Tree()
    for tree in trees:
        whole.records += tree.records
        whole.others |= tree.others
        whole.problems += tree.problems
    return whole


def _walk(top: str, tree: Tree) -> Iterator[os.DirEntry[str]]:
    """Every regular file. No recursion: folders may lie deeper than Python's stack reaches."""
    waiting = [top]
    while waiting:
        for entry in _entries(waiting.pop(), tree):
            tree.problems += _name_problems(entry)
            if entry.is_symlink():
                target = os.readlink(entry.path)  # noqa: PTH115
                tree.problems.append(rules.SYMBOLIC_LINK.at(Place(entry.path), target=target))
            elif entry.is_dir():
                waiting.append(entry.path)
                if is_record_name(entry.name):
                    tree.problems.append(rules.FILE_UNREADABLE.at(Place(entry.path), reason=_FOLDER))
            elif entry.is_file():
                yield entry
            else:
                tree.problems.append(rules.FILE_UNREADABLE.at(Place(entry.path), reason=NOT_A_FILE))


def _entries(folder: str, tree: Tree) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return [entry for entry in found if not _is_litter(entry.name)]
    except OSError as error:
        tree.problems.append(rules.FILE_UNREADABLE.at(Place(folder), reason=error.strerror or str(error)))
        return []


def _is_litter(name: str) -> bool:
    """What programs leave behind, hidden; a hidden record is somebody's work and is not passed over."""
    hidden = name.startswith(".") and not (is_record_name(name) and name[1:2] not in "_#")
    return hidden or name.lower() in _LITTER


def _name_problems(entry: os.DirEntry[str]) -> Iterator[Problem]:
    encoded = os.fsencode(entry.name)
    try:
        encoded.decode("utf-8")
    except UnicodeDecodeError:
        yield rules.FILE_NAME_ENCODING.at(Place(entry.path))
    if entry.name.startswith("."):
        yield rules.FILE_UNREADABLE.at(Place(entry.path), reason=_HIDDEN)
    if _HARD_NAME.search(entry.name) or len(encoded) > _LONGEST_NAME:
        yield rules.FILE_NAME.at(Place(entry.path), name=entry.name)
