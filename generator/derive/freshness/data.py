"""Findings of the self-inspection as plain values: for `data/freshness.json` and `disclosure status`.

Days are ISO 8601; what there is none of is null. Addresses (`url`) are relative to the site's root.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.derive.freshness.columns import Column
from generator.derive.freshness.gaps import Gap
from generator.derive.freshness.inspection import SelfScore

#: The keys of a column, in the order of the table.
COLUMN_KEYS = ("path", "name", "state", "limit", "updated", "until", "days", "records", "responsible", "url")


def column_data(column: Column) -> dict[str, Any]:
    """A column; `days` are left until its limit ends (negative: over), `limit` is as P6M."""
    return {
        "path": column.node.path,
        "name": column.node.name,
        "state": column.state,
        "limit": str(column.limit) if column.limit else None,
        "updated": day(column.updated),
        "until": day(column.until),
        "days": column.days if column.until else None,
        "records": column.records,
        "responsible": list(column.responsible),
        "url": f"categories/{column.node.path}/",
    }


def gap_data(gap: Gap) -> dict[str, Any]:
    """A record with a gap."""
    record = gap.record
    return {
        "gap": gap.kind,
        "since": day(gap.since),
        "index_number": record.index_number,
        "title": record.title,
        "department": record.department,
        "url": record.url,
    }


def score_data(score: SelfScore) -> dict[str, Any]:
    """The self-score and how it came about."""
    return {
        "points": score.points,
        "verdict": score.verdict,
        "passing": score.passing,
        "home_updated": day(score.home_updated),
        "vetoes": [
            {"indicator": veto.key, "count": veto.count, "threshold": veto.threshold, "hit": veto.is_hit}
            for veto in score.vetoes
        ],
        "deductions": [
            {
                "fault": taken.key,
                "count": taken.count,
                "points": taken.points,
                "most": taken.most,
                "taken": taken.total,
            }
            for taken in score.deductions
        ],
    }


def day(found: date | None) -> str | None:
    """A day as data have it."""
    return found.isoformat() if found else None
