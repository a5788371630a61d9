"""A nil report (零报告) as a short formal statement: that there was nothing, in which period, who looked."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.naming import Site
from generator.derive.period_names import period_name
from generator.model.periods import Period
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class NilReportForm:
    """What a nil report says; `facts` are labels with values (period, checked on, checked by), if written."""

    statement: str
    facts: tuple[tuple[str, str], ...]


def nil_report_form(site: Site, record: Record) -> NilReportForm:
    """The statement of a nil report."""
    labels, data = site.labels_of[record.kind], record.data
    facts = [(labels.name(key), data.get(key, "")) for key in ("checked_on", "checked_by")]
    if record.period:
        facts.insert(0, (site.labels.name("period"), period_name(Period.parse(record.period), site.words)))
    return NilReportForm(data.get("statement", ""), tuple(fact for fact in facts if fact[1]))
