"""All that an inspection of the site finds, together."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.freshness.columns import Column, columns_of
from generator.derive.freshness.gaps import Gap, MissingElements, gaps_of, missing_elements
from generator.derive.freshness.inspection import SelfScore, counts_of, self_score
from generator.derive.naming import Site
from generator.model.durations import Duration


@dataclass(frozen=True)
class Freshness:
    """The findings; `ahead` is the look-ahead for what is due soon."""

    ahead: Duration
    columns: tuple[Column, ...]
    gaps: tuple[Gap, ...]
    elements: tuple[MissingElements, ...]
    score: SelfScore

    def gaps_of(self, kind: str) -> tuple[Gap, ...]:
        """The gaps of a kind."""
        return tuple(gap for gap in self.gaps if gap.kind == kind)


def freshness_of(site: Site, ahead: Duration | None = None) -> Freshness:
    """What an inspection of the site finds, worked out once; `ahead` is by default that of the settings."""
    wanted = ahead or Duration.parse(site.settings.inspection.ahead)
    found: Freshness = site.once(("freshness", wanted), lambda: _freshness(site, wanted))
    return found


def _freshness(site: Site, ahead: Duration) -> Freshness:
    columns, gaps, elements = columns_of(site, ahead), gaps_of(site), missing_elements(site)
    events = site.indexes.events
    updated = events[0].moment.date() if events else None
    counts = counts_of(columns, gaps, elements)
    score = self_score(site.settings.inspection, counts, updated, site.catalog.as_of)
    return Freshness(ahead, columns, gaps, elements, score)
