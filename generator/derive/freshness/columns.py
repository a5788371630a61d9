"""How fresh every column (栏目) is: its limit, its last update, and what is left of the time.

Judged are the categories that records belong to: leaves of the tree, and those above them that have records
of their own. What lies below counts for these, as their lists show it. A category that only holds others
says nothing by itself, and is left out.

The limit is what the category says (`update_limit`), else that of its type (`column_type`), else that of the
category above, at the top the one for all other columns. `none` asks for no update and allows a blank.

Every public change is an update, as publication is: both stand in the update history. What was withdrawn is
nothing, and its withdrawal no update. Records without a date, which inspections count as not updated, cannot
exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.derive.naming import Site
from generator.model.catalog import Node
from generator.model.durations import Duration
from generator.model.records import Record

#: The states of a column, in the order in which an office wants to see them.
STATES = ("blank", "stale", "due", "fresh", "unlimited")

#: What `update_limit` says where no update is expected.
_NO_LIMIT = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and how it stands.

    `limit` is None where no update is expected. `is_frequent` tells the columns that inspections look at
    first: news, notices and policy documents, which are those with a limit of such a type. `latest` is the
    record that was published or changed last, `updated` the day of that, `until` the last day in time; all
    three are None for a column without records, `until` also for one without a limit. `days` are left until
    then, negative ones are over.
    """

    node: Node
    limit: Duration | None
    state: str
    is_frequent: bool = False
    records: int = 0
    latest: Record | None = None
    updated: date | None = None
    until: date | None = None
    days: int = 0

    @property
    def responsible(self) -> tuple[str, ...]:
        """The ids of the bodies that keep it."""
        return tuple(self.node.extra.get("responsible", ()))


def columns_of(site: Site, ahead: Duration) -> tuple[Column, ...]:
    """Every column that is judged, as the catalog lists them; `ahead` is how long before its end a limit is
    due soon."""
    own = {record.category for record in site.catalog.records}
    judged = (node for node in site.catalog.categories if not node.children or node.path in own)
    return tuple(_column(site, node, ahead) for node in judged)


def _column(site: Site, node: Node, ahead: Duration) -> Column:
    limit = limit_of(site, node)
    listed = site.indexes.by_category.get(node.path, ())
    records = [record for record in listed if record.status != "withdrawn"]
    is_frequent = str(limit) in site.settings.inspection.limits.values()
    if not records:
        return Column(node, limit, "blank" if limit else "unlimited", is_frequent)
    latest = max(records, key=lambda record: record.updated)
    until = limit.after(latest.updated) if limit else None
    return Column(
        node=node,
        limit=limit,
        state=state_of(until, site.catalog.as_of, ahead),
        is_frequent=is_frequent,
        records=len(records),
        latest=latest,
        updated=latest.updated,
        until=until,
        days=(until - site.catalog.as_of).days if until else 0,
    )


def state_of(until: date | None, as_of: date, ahead: Duration) -> str:
    """How a column with records stands on a day; `until` is the last day in time."""
    if until is None:
        return "unlimited"
    if until < as_of:
        return "stale"
    return "due" if until <= ahead.after(as_of) else "fresh"


def limit_of(site: Site, node: Node) -> Duration | None:
    """The update limit of a category; None where it has none."""
    policy = site.settings.inspection
    for each in site.catalog.categories.upwards(node.path):
        written = each.extra.get("update_limit") or policy.limits.get(each.extra.get("column_type", ""))
        if written:
            return None if written == _NO_LIMIT else Duration.parse(written)
    return Duration.parse(policy.other)
