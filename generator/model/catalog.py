"""The catalog around the records: departments, category and subject trees; and all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.model.activities import Activity
from generator.model.duties import Duty
from generator.model.records import Record
from generator.model.workdays import WorkCalendar

#: The kinds of bodies, in the order in which indexes list them.
BODY_KINDS = ("government", "department", "township", "village", "institution")

#: The prescribed types of columns (网页元数据 ColumnType), as in categories.schema.json.
COLUMN_TYPES = (
    *("首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件"),
    *("信息公开指南", "信息公开目录", "信息公开年报", "依申请公开", "数据发布", "数据开放"),
    *("政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查", "在线访谈"),
)


@dataclass(frozen=True, slots=True)
class Department:
    """A body that publishes (发布机构). `extra` holds the optional keys as written (address, phone, …)."""

    id: str
    name: str
    kind: str
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Its page, relative to the site's root."""
        return f"departments/{self.id}/"

    @property
    def request_url(self) -> str:
        """Its guide to disclosure on request, relative to the site's root; "" without an office for that."""
        return f"{self.url}request/" if self.extra.get("disclosure_contact") else ""


def by_kind(bodies: Iterable[Department]) -> list[tuple[str, list[Department]]]:
    """Bodies by their kinds, as indexes list these, without kinds that there is no body of."""
    listed = list(bodies)
    groups = ((kind, [body for body in listed if body.kind == kind]) for kind in BODY_KINDS)
    return [(kind, found) for kind, found in groups if found]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a category tree or of the subject tree; `path` is the ids from the root joined by "/"."""

    path: str
    name: str
    trail: tuple[tuple[str, str], ...]  # (path, name) of every ancestor, outermost first
    children: tuple[Node, ...] = ()
    description: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def depth(self) -> int:
        """0 for a top node."""
        return len(self.trail)


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree of categories or subjects, with every node at hand by its path."""

    roots: tuple[Node, ...] = ()
    by_path: Mapping[str, Node] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: tuple[Node, ...]) -> Tree:
        """The tree that has these top nodes."""
        return cls(roots, {node.path: node for node in _walk(roots)})

    def __iter__(self) -> Iterator[Node]:
        """Every node, parents before children, in the order written."""
        return iter(self.by_path.values())

    def upwards(self, path: str) -> Iterator[Node]:
        """A node, then those above it, the nearest first."""
        yield self[path]
        for above, _ in reversed(self[path].trail):
            yield self[above]

    def __contains__(self, path: str) -> bool:
        return path in self.by_path

    def __getitem__(self, path: str) -> Node:
        return self.by_path[path]


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


@dataclass(frozen=True)
class Catalog:
    """Everything that `check` found sound: what all later stages work on.

    `records` are sorted newest publication first, equal times by index number; `as_of` is the day
    that stands for today; `commit` the content repository's HEAD, where there is one; `calendar` the working
    days that time limits count; `activities` what was disclosed beside the site, as written.
    """

    records: tuple[Record, ...]
    departments: Mapping[str, Department]
    categories: Tree
    subjects: Tree
    duties: Mapping[str, Duty]
    as_of: date
    commit: str | None = None
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    activities: tuple[Activity, ...] = ()
