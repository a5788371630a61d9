"""Sites with columns (栏目) of all sorts, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from generator.derive.indexes import indexes_of
from generator.derive.naming import Site
from generator.model.catalog import Node, Tree
from generator.model.records import Record

from .sites import site_of

TODAY = date(2026, 11, 20)


def node(path: str, *children: Node, **extra: str) -> Node:
    """A category by its path; its children are given with their whole paths."""
    parts = path.split("/")
    trail = tuple(("/".join(parts[:depth]), parts[depth - 1]) for depth in range(1, len(parts)))
    return Node(path, path.rpartition("/")[2], trail, children, extra=extra)


def site(*records: Record, categories: tuple[Node, ...], as_of: date = TODAY, **options: Any) -> Site:
    """A site of records in these categories, with other settings as options."""
    made = site_of(*records, **options)
    catalog = replace(made.catalog, categories=Tree.of(categories), as_of=as_of)
    return replace(made, catalog=catalog, indexes=indexes_of(catalog))


#: One column without limits of its own, one of policies, two of institutions.
CATEGORIES = (
    node("caizheng", node("caizheng/yusuan")),
    node("zhengce", column_type="政策文件"),
    node("jigou", node("jigou/lingdao", column_type="负责人信息"), column_type="机构职能"),
)
