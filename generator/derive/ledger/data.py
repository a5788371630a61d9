"""The ledger and the duty catalog as rows of data: one in codes for programs, one in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.derive.ledger.entries import Entry
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.limit_words import limit_text
from generator.derive.naming import Site
from generator.model.catalog import BODY_KINDS
from generator.model.duties import Duty

#: The keys of an entry, in the order in which people look for them.
LEDGER_COLUMNS = (
    *("id", "duty", "level1", "level2", "body", "body_name", "span", "period", "name", "state", "begins"),
    *("deadline", "met_on", "days", "provisional", "reason", "records", "urls"),
)

#: The columns of the standard catalog (基层政务公开标准目录) in its order, after the duty's number and id.
DUTY_COLUMNS = (
    *("number", "id", "level1", "level2", "elements", "basis", "limit", "owed_by", "channels"),
    *("audience", "mode", "level", "from", "to"),
)

#: States whose days always say something.
_COUNTED = ("overdue", "due", "met_late")


def ledger_rows(site: Site) -> Iterator[dict[str, Any]]:
    """Every entry of the ledger by its columns, None where there is nothing to say."""
    for entry in ledger_of(site).entries:
        yield dict(zip(LEDGER_COLUMNS, _entry(site, entry), strict=True))


def _entry(site: Site, entry: Entry) -> Sequence[Any]:
    return (
        entry.id,
        entry.duty.id,
        entry.duty.level1,
        entry.duty.level2,
        entry.body,
        site.department(entry.body),
        entry.span or None,
        str(entry.period) if entry.period else None,
        entry.name or None,
        entry.state,
        entry.begins.isoformat() if entry.begins else None,
        entry.deadline.isoformat() if entry.deadline else None,
        entry.met_on.isoformat() if entry.met_on else None,
        entry.days if _tells_days(entry) else None,
        entry.is_provisional,
        entry.reason or None,
        [record.index_number for record in entry.records],
        [record.url for record in entry.records],
    )


def duty_rows(site: Site) -> Iterator[dict[str, Any]]:
    """The duties as rows of the standard catalog, in the site's language, "" where a cell is empty."""
    for number, duty in enumerate(site.catalog.duties.values(), start=1):
        yield dict(zip(DUTY_COLUMNS, _duty(site, number, duty), strict=True))


def _duty(site: Site, number: int, duty: Duty) -> Sequence[Any]:
    labels = site.labels_of["duties"]
    return (
        number,
        duty.id,
        duty.level1,
        duty.level2,
        duty.elements,
        duty.basis,
        limit_text(site, duty.limit),
        [_owner(site, each) for each in duty.owed_by],
        [labels.value("channels", each) for each in duty.channels],
        labels.value("audience", duty.audience),
        labels.value("mode", duty.mode),
        [labels.value("level", each) for each in duty.level],
        duty.fields.get("from", ""),
        duty.fields.get("to", ""),
    )


def _owner(site: Site, owner: str) -> str:
    """A kind of bodies, or a body; its id where there is none."""
    if owner in BODY_KINDS:
        return site.words[f"kind_{owner}"]
    return site.department(owner) if owner in site.catalog.departments else owner


def _tells_days(entry: Entry) -> bool:
    """Whether an entry has days to tell: late, left, or those by which a nil report was late."""
    if entry.deadline is None:
        return False
    is_late = entry.met_on is not None and entry.met_on > entry.deadline
    return entry.state in _COUNTED or (entry.state == "nil" and is_late)
