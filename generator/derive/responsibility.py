"""The responsibility table (公开责任表): which body answers for each category, and who in it, by office held.

The bodies of a category are those that it names (`responsible` in categories.yml), or else those that the
category above it does. Where nobody is named, the bodies count that owe something there by the duty catalog;
failing these, those that have published there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.naming import Site
from generator.derive.views import Column, Link, Page
from generator.model.addresses import RESPONSIBILITY
from generator.model.catalog import BODY_KINDS, Department, Node, by_kind

#: Who answers for disclosure in a body, as departments.yml tells.
_ROLES = ("first", "second", "direct", "officer")


@dataclass(frozen=True, slots=True)
class Responsible:
    """A body with those who answer in it: the offices they hold, in the order of the page's columns or ""."""

    body: Link
    roles: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether the body names nobody."""
        return not any(self.roles)


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category and its bodies, one by one with their roles; of `kinds` all bodies are meant.

    `source` is how they are known, "" where they are named; `others` have published there besides.
    """

    category: Link
    bodies: tuple[Responsible, ...]
    kinds: tuple[Link, ...]
    source: str
    others: tuple[Link, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no body answers for the category."""
        return not (self.bodies or self.kinds)


@dataclass(frozen=True, slots=True)
class Branch:
    """The categories below a top one, or that one itself."""

    top: Link
    rows: tuple[CategoryRow, ...]


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """The bodies of a kind; `id` is its place on the page."""

    id: str
    title: str
    bodies: tuple[Responsible, ...]


@dataclass(frozen=True)
class ResponsibilityPage:
    """The table by category, then by body; `columns` name the roles."""

    page: Page
    columns: tuple[str, ...]
    branches: tuple[Branch, ...]
    groups: tuple[BodyGroup, ...]


def has_responsibility(site: Site) -> bool:
    """Whether anybody is named: for a category, or within a body."""
    entries = (*site.catalog.departments.values(), *site.catalog.categories)
    return any(entry.extra.get("responsible") for entry in entries)


def responsibility_pages(site: Site) -> Iterator[ResponsibilityPage]:
    """The page of all who are responsible, if anybody is named."""
    if not has_responsibility(site):
        return
    words, labels = site.words, site.labels_of["departments"]
    title = words.responsibility_title
    column = Column(title, words.responsibility_lead, type="机构职能")
    yield ResponsibilityPage(
        page=site.page(RESPONSIBILITY, title, column, (Link(title),)),
        columns=tuple(labels.name(f"responsible.{role}") for role in _ROLES),
        branches=tuple(
            Branch(_category(site, root, 0), tuple(_row(site, leaf) for leaf in _leaves(root)))
            for root in site.catalog.categories.roots
        ),
        groups=tuple(_groups(site)),
    )


def bodies_of(site: Site, node: Node) -> tuple[list[Department], str]:
    """The bodies that answer for a category, in the order of the catalog, and the key of how they are known.

    The key is named, duties or records; "" for a category that nobody answers for.
    """
    sources: Mapping[str, Callable[[Site, Node], Iterable[str]]] = {
        "named": _named,
        "duties": _owing,
        "records": _publishing,
    }
    known = site.catalog.departments
    for source, ids_of in sources.items():
        ids = set(ids_of(site, node))
        if ids:
            return [body for body in known.values() if body.id in ids], source
    return [], ""


def _named(site: Site, node: Node) -> Iterable[str]:
    """The bodies that a category names, or the nearest one above it that names any."""
    named = (each.extra.get("responsible") for each in site.catalog.categories.upwards(node.path))
    return next(filter(None, named), ())


def _owing(site: Site, node: Node) -> Iterable[str]:
    """The bodies that owe something in a category, or in one above it, today."""
    as_of = site.catalog.as_of
    duties = [
        duty
        for duty in site.catalog.duties.values()
        if duty.covers(node.path) and (duty.ends is None or duty.ends >= as_of)
    ]
    bodies = site.catalog.departments.values()
    return (body.id for body in bodies if any(duty.is_owed_by(body.id, body.kind) for duty in duties))


def _publishing(site: Site, node: Node) -> Iterable[str]:
    """The bodies that have published in a category."""
    return dict.fromkeys(record.department for record in site.indexes.by_category.get(node.path, ()))


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)


def _category(site: Site, node: Node, above: int) -> Link:
    """A category by the names from the one of a depth down to itself."""
    tree = site.catalog.categories
    trail = [*(tree[path] for path, _ in node.trail), node][above:] or [node]
    return Link(" › ".join(site.name_of(each) for each in trail), f"categories/{node.path}/")


def _row(site: Site, node: Node) -> CategoryRow:
    bodies, source = bodies_of(site, node)
    whole = [kind for kind in BODY_KINDS if _is_meant_whole(site, kind, bodies)]
    return CategoryRow(
        category=_category(site, node, 1),
        bodies=tuple(_responsible(site, body) for body in bodies if body.kind not in whole),
        kinds=tuple(_kind(site, kind) for kind in whole),
        source=site.words[f"responsibility_source_{source}"] if source in ("duties", "records") else "",
        others=tuple(
            Link(site.name_of(body), body.url)
            for body in (site.catalog.departments[each] for each in _publishing(site, node))
            if body not in bodies
        ),
    )


def _is_meant_whole(site: Site, kind: str, bodies: Sequence[Department]) -> bool:
    """Whether all bodies of a kind are among these, and more than one."""
    total = len(_of_kind(site, kind))
    return total > 1 and sum(body.kind == kind for body in bodies) == total


def _kind(site: Site, kind: str) -> Link:
    number = len(_of_kind(site, kind))
    text = site.words.fill("responsibility_every", kind=site.words[f"kind_{kind}"], n=number)
    return Link(text, f"#{kind}")


def _groups(site: Site) -> Iterator[BodyGroup]:
    for kind, bodies in by_kind(site.catalog.departments.values()):
        responsible = tuple(_responsible(site, body) for body in bodies)
        yield BodyGroup(kind, site.words[f"kind_{kind}"], responsible)


def _of_kind(site: Site, kind: str) -> list[Department]:
    return [body for body in site.catalog.departments.values() if body.kind == kind]


def _responsible(site: Site, body: Department) -> Responsible:
    named = body.extra.get("responsible", {})
    return Responsible(Link(site.name_of(body), body.url), tuple(named.get(role, "") for role in _ROLES))
