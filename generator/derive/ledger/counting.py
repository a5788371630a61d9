"""Which records count for which duty (公开事项) of which body.

A record counts for the duty that it names, if its body owes that duty; one that names none counts for every
duty of its body whose categories it stands in, or below. It never counts where

- it was withdrawn, or is an entry in the register of what is not disclosed;
- it is given to fewer people than the duty wants: to some, or to staff, where the public is to have it, or on
  request where it is to be disclosed without one;
- it names no duty and is a draft, a report that there was nothing, a letter or a reply to one person: these
  count for the duty that they name, and for no other.

Whether a record counts depends on itself, on the duty and on the body, never on other records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.model.catalog import Catalog
from generator.model.duties import Duty
from generator.model.records import Record

#: Kinds of records that count for a duty by their category alone.
_BY_CATEGORY = frozenset(("document", "response", "evaluation", "annual_report"))

Counted = Mapping[tuple[str, str], Sequence[Record]]


def counted_records(catalog: Catalog, owing: Mapping[str, Sequence[str]]) -> Counted:
    """The records that count, by duty and body (ids), in one pass over all records; newest first.

    `owing` has the bodies that owe each duty.
    """
    counted: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    owed = {(duty, body) for duty, bodies in owing.items() for body in bodies}
    by_category = _by_category(catalog)
    for record in catalog.records:
        duties = (record.duty,) if record.duty else by_category.get(record.category, ())
        for duty in duties:
            key = (duty, record.department)
            if key in owed and counts(record, catalog.duties[duty]):
                counted[key].append(record)
    return counted


def counts(record: Record, duty: Duty) -> bool:
    """Whether a record that names a duty, or stands in one of its categories, can count for it."""
    if record.status == "withdrawn" or record.kind == "register_entry":
        return False
    if not record.duty and (record.kind not in _BY_CATEGORY or record.status == "draft_for_comment"):
        return False
    return duty.is_met_by(record)


def _by_category(catalog: Catalog) -> Mapping[str, Sequence[str]]:
    """The duties that a record counts for by its category alone, for each category that has any."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for duty in catalog.duties.values():
        for node in catalog.categories:
            if duty.covers(node.path):
                found[node.path].append(duty.id)
    return found
