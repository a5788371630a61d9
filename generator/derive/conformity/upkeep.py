"""Update limits (检查指标), the duties of the ledger, and what only people can judge."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.conformity.check import (
    BY_HAND,
    FAIL,
    NOT_APPLICABLE,
    PASS,
    Finding,
    Grounds,
    kept_or_broken,
)
from generator.derive.freshness.report import freshness_of
from generator.derive.ledger.ledger import ledger_of
from generator.derive.naming import Site
from generator.derive.views import Link
from generator.model.addresses import FRESHNESS, LEDGER


def upkeep_findings(grounds: Grounds) -> Iterator[Finding]:
    """How the rules of upkeep stand."""
    site = grounds.site
    found = freshness_of(site)
    (home,) = (veto for veto in found.score.vetoes if veto.key == "home")
    updated = found.score.home_updated
    yield Finding(
        "home_updated",
        FAIL if home.is_hit else PASS,
        {"updated": updated.isoformat() if updated else site.words.fresh_never},
        (Link(site.words.history, "history/"),),
    )
    columns = len(found.columns)
    for rule, state in (("columns_updated", "stale"), ("columns_blank", "blank")):
        faults = [
            Link(site.name_of(column.node), f"categories/{column.node.path}/")
            for column in found.columns
            if column.state == state
        ]
        yield kept_or_broken(rule, faults, [Link(site.words.fresh, FRESHNESS)], columns=columns)
    yield Finding("dated", PASS, {"records": len(site.catalog.records)})
    yield Finding("forged", BY_HAND)
    yield _duties(site, has_ledger=LEDGER in grounds.stands)


def _duties(site: Site, *, has_ledger: bool) -> Finding:
    if not has_ledger:
        return Finding("duties", NOT_APPLICABLE)
    entries = ledger_of(site).entries
    overdue = sum(entry.state == "overdue" for entry in entries)
    figures = {"entries": len(entries), "overdue": overdue}
    return Finding("duties", FAIL if overdue else PASS, figures, (Link(site.words.ledger, LEDGER),))
