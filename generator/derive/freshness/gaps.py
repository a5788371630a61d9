"""What is missing, or no longer true, on records and bodies: only what their files tell for certain.

What the law calls elements (要素) of a matter is told for bodies by departments.yml or by records in the
columns meant for it, so it can be looked up. Elements of a duty are words; no program can tell whether a text
has them, so nothing is said of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.derive.naming import Site
from generator.derive.register import register_entries
from generator.ingest.chain import steps_due
from generator.ingest.facts import facts_of
from generator.ingest.rules_of_chain import CONSULTATION_WITHOUT_RESULT
from generator.model.catalog import Department
from generator.model.inspection import GAPS
from generator.model.records import Record

_BINDING = frozenset(("in_force", "amended"))

#: Genres of official documents that always bear a number (党政机关公文处理工作条例, article 9): a notice to
#: the public (公告, 通告), minutes and a bulletin (公报) may go without.
_NUMBERED = frozenset(("决定", "意见", "通知", "通报", "报告", "请示", "批复", "函"))
_POLICIES = "政策文件"

#: What every organ of the state tells of itself (条例, article 20 (2); supervision contacts): keys of
#: departments.yml with the type of the columns in which a record may tell it in their place.
_OF_ORGANS: Mapping[str, str] = {
    **dict.fromkeys(("functions", "internal_units", "address", "office_hours", "phone"), "机构职能"),
    "leaders": "负责人信息",
    "disclosure_contact": "信息公开指南",
    "supervision": "咨询投诉",
}
_ORGANS = frozenset(("government", "department", "township"))
#: Of villages and institutions the regulations ask less: how to reach them, and to whom to complain.
_OF_OTHERS = ("address", "phone", "supervision")


@dataclass(frozen=True, slots=True)
class Gap:
    """What is wrong with a record, by kind, and since which day."""

    kind: str
    record: Record
    since: date


@dataclass(frozen=True, slots=True)
class MissingElements:
    """The keys of departments.yml that a body tells neither there nor in a record."""

    body: Department
    keys: tuple[str, ...]


def gaps_of(site: Site) -> tuple[Gap, ...]:
    """The gaps of all records, by kind, the oldest first."""
    found = [*_expired(site), *_steps(site), *_unnumbered(site), *_reviews(site)]
    return tuple(sorted(found, key=lambda gap: (GAPS.index(gap.kind), gap.since, gap.record.index_number)))


def _expired(site: Site) -> Iterator[Gap]:
    for record in site.catalog.records:
        if record.expires and record.expires < site.catalog.as_of and record.status in _BINDING:
            yield Gap("expired", record, record.expires + timedelta(days=1))


def _steps(site: Site) -> Iterator[Gap]:
    """The steps of the decision chain that the check asks for, too."""
    settings, as_of = site.settings, site.catalog.as_of
    facts = ((record.path, facts_of(record, "")) for record in site.catalog.records)
    for step in steps_due(facts, settings, as_of):
        is_draft = step.rule is CONSULTATION_WITHOUT_RESULT
        allowed = settings.consultation_result_days if is_draft else settings.interpretation_required.days
        since = as_of - timedelta(days=step.age - allowed - 1)
        yield Gap("unanswered" if is_draft else "uninterpreted", site.indexes.by_path[step.path], since)


def _unnumbered(site: Site) -> Iterator[Gap]:
    """Policy documents of the genres that bear a number, without it."""
    policies = _paths_of_type(site, _POLICIES)
    for record in site.catalog.records:
        is_policy = record.kind == "document" and record.category in policies
        has_none = record.genre in _NUMBERED and not record.document_number
        if is_policy and has_none and record.status in _BINDING:
            yield Gap("unnumbered", record, record.published)


def _reviews(site: Site) -> Iterator[Gap]:
    for record, entry in register_entries(site):
        if entry.is_overdue(site.catalog.as_of):
            yield Gap("review", record, entry.next_review + timedelta(days=1))


def missing_elements(site: Site) -> tuple[MissingElements, ...]:
    """What bodies do not tell of themselves, in the order of the catalog."""
    bodies = ((body, tuple(_missing(site, body))) for body in site.catalog.departments.values())
    return tuple(MissingElements(body, keys) for body, keys in bodies if keys)


def _missing(site: Site, body: Department) -> Iterator[str]:
    asked: Iterable[str] = _OF_ORGANS if body.kind in _ORGANS else _OF_OTHERS
    return (key for key in asked if not body.extra.get(key) and not _is_recorded(site, body, key))


def _is_recorded(site: Site, body: Department, key: str) -> bool:
    """Whether a record of the body tells it, in a column of the type that is meant for it."""
    paths = _paths_of_type(site, _OF_ORGANS[key])
    records = site.indexes.by_department.get(body.id, ())
    return any(record.category in paths and not record.has_ended for record in records)


def _paths_of_type(site: Site, column_type: str) -> frozenset[str]:
    """The categories of a type; one that has none of its own is of that of the category above."""

    def typed() -> dict[str, frozenset[str]]:
        types = {node.path: _type_of(site, node.path) for node in site.catalog.categories}
        return {kind: frozenset(p for p, t in types.items() if t == kind) for kind in set(types.values())}

    by_type: dict[str, frozenset[str]] = site.once("categories by type", typed)
    return by_type.get(column_type, frozenset())


def _type_of(site: Site, path: str) -> str:
    nodes = site.catalog.categories.upwards(path)
    return next((str(node.extra["column_type"]) for node in nodes if "column_type" in node.extra), "")
