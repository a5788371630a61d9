"""The site's self-score (自评分) in the terms of 政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号).

**Vetoes (单项否决)** fail a site whatever else it has: 首页不更新 (nothing new on the home page for two
weeks) and 栏目不更新: 5 or more news columns not updated for two weeks or columns of notices and policy
documents not updated for six months; 10 or more columns not updated in time; 5 or more blank columns. These
thresholds are the wording of the indicators, as offices quote it in the reports of their inspections. Where
the indicators count only first-level columns (一级栏目), every column counts here: who passes here passes
there.

**Deductions (扣分指标)** take points from 100; less than 60 fails. The indicators take 5 points where policy
documents are not updated for six months; what the other faults cost here, and the most that all of a kind
take together, are this program's defaults. All of it is a setting (`inspection`), since provinces have
figures of their own.

Only what the catalog tells is judged. Availability, misspellings, services and forms, the answering of
messages, search and safety have to be looked at on the site itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.derive.freshness.columns import Column
from generator.derive.freshness.gaps import Gap, MissingElements
from generator.model.durations import Duration
from generator.model.settings import InspectionPolicy

FULL = 100


@dataclass(frozen=True, slots=True)
class Veto:
    """An indicator that fails the site where `count` reaches `threshold`; `key` is home, frequent, stale or
    blank."""

    key: str
    count: int
    threshold: int

    @property
    def is_hit(self) -> bool:
        """Whether it fails the site."""
        return self.count >= self.threshold


@dataclass(frozen=True, slots=True)
class Taken:
    """What a kind of fault takes from the score: `points` for each of `count`, `most` together."""

    key: str
    count: int
    points: int
    most: int

    @property
    def total(self) -> int:
        """The points taken."""
        return min(self.count * self.points, self.most)


@dataclass(frozen=True, slots=True)
class SelfScore:
    """The outcome. `home_updated` is the day of the last publication or change on the site."""

    home_updated: date | None
    vetoes: tuple[Veto, ...]
    deductions: tuple[Taken, ...]
    passing: int

    @property
    def points(self) -> int:
        """What is left of 100."""
        return max(0, FULL - sum(taken.total for taken in self.deductions))

    @property
    def verdict(self) -> str:
        """vetoed, failed or passed."""
        if any(veto.is_hit for veto in self.vetoes):
            return "vetoed"
        return "passed" if self.points >= self.passing else "failed"


def counts_of(
    columns: Sequence[Column], gaps: Sequence[Gap], elements: Sequence[MissingElements]
) -> Mapping[str, int]:
    """How many faults of each kind there are; a column counts once, a body once for each element."""
    stale = [column for column in columns if column.state == "stale"]
    frequent = sum(column.is_frequent for column in stale)
    kinds = [gap.kind for gap in gaps]
    return {
        "frequent": frequent,
        "stale": len(stale) - frequent,
        "blank": sum(column.state == "blank" for column in columns),
        **{kind: kinds.count(kind) for kind in kinds},
        "elements": sum(len(missing.keys) for missing in elements),
    }


def self_score(
    policy: InspectionPolicy, counts: Mapping[str, int], home_updated: date | None, as_of: date
) -> SelfScore:
    """The score of a site with so many faults of each kind (none where a kind is not named)."""
    home = home_updated is None or Duration.parse(policy.home).after(home_updated) < as_of
    # a column of news that is not updated is one that is not updated, too
    vetoed = {**counts, "stale": counts.get("frequent", 0) + counts.get("stale", 0)}
    return SelfScore(
        home_updated=home_updated,
        vetoes=(
            Veto("home", int(home), 1),
            *(Veto(key, vetoed.get(key, 0), least) for key, least in policy.vetoes.items()),
        ),
        deductions=tuple(
            Taken(key, counts.get(key, 0), cost.points, cost.most) for key, cost in policy.deductions.items()
        ),
        passing=policy.passing,
    )
