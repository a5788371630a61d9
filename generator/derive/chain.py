"""The chain of a decision: draft, comments, review, decision, interpretation, result, on one line of time.

A record's chain is what it goes back to, and all that follows from there: the walk goes from later records
to the earlier ones that they act upon, then from earlier to later ones, and never down again. Otherwise a
decision that repeals twenty documents would make one matter of them. The steps that prepare one decision are
one matter, whichever names which. So two records of whole chains always show each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.derive.naming import Site
from generator.model.records import Record
from generator.model.relations import CHAIN, PREPARING

#: The most steps that a page shows; those fewest relations away come first.
MOST_STEPS = 30

#: The part that a relation gives the record that names it; where there are several, the first one here.
_STAGE_OF_RELATION = {
    "supersedes": "decision",
    "amends": "amendment",
    "adopts": "decision",
    "repeals": "repeal",
    "corrects": "correction",
    "interprets": "interpretation",
    "reports_consultation": "feedback",
    "hears": "hearing",
    "assesses": "assessment",
    "reviews": "review",
    "deliberates": "deliberation",
    "consults_on": "consultation",
    "reports_result": "result",
    "implements": "implementation",
}
_RANK_OF_RELATION = {kind: rank for rank, kind in enumerate(_STAGE_OF_RELATION)}

#: All stages in the order of a decision: so stand steps of one day.
STAGES = (
    *("draft", "consultation", "hearing", "assessment", "feedback", "review", "deliberation", "decision"),
    *("interpretation", "implementation", "result", "amendment", "correction", "repeal"),
)


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A record as a step of any chain; `date` is its day of issue, `url` relative to the site's root.

    `status_label` is "" where the status says nothing that the stage does not say.
    """

    date: str
    stage: str
    stage_label: str
    title: str
    url: str
    status: str
    status_label: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps around a record, itself among them, in order; none where it stands alone.

    `is_cut` tells that there are more than `MOST_STEPS`.
    """

    steps: tuple[ChainStep, ...] = ()
    is_cut: bool = False


def chain_of(site: Site, record: Record) -> Chain:
    """The chain that a record belongs to."""
    members, is_cut = _members(site, record)
    if len(members) == 1:
        return Chain()
    return Chain(tuple(_step(site, member) for member in _in_order(site, members)), is_cut)


def _step(site: Site, record: Record) -> ChainStep:
    step: ChainStep = site.once(("step", record.index_number), lambda: _new_step(site, record))
    return step


def _new_step(site: Site, record: Record) -> ChainStep:
    stage = _stage(site, record)
    is_plain = record.status == "in_force" or (record.status, stage) == ("draft_for_comment", "draft")
    return ChainStep(
        date=record.issued.isoformat(),
        stage=stage,
        stage_label=site.words[f"stage_{stage}"],
        title=record.title,
        url=record.url,
        status=record.status,
        status_label="" if is_plain else site.labels.value("status", record.status),
    )


def _stage(site: Site, record: Record) -> str:
    """What part a record plays, whosever page shows it."""
    is_draft = record.status == "draft_for_comment"
    if is_draft or any(kind in ("adopts", "consults_on") for kind, _ in _later(site, record)):
        return "draft"
    named = {relation.type for relation in record.relations}
    return next((stage for kind, stage in _STAGE_OF_RELATION.items() if kind in named), "decision")


def _members(site: Site, start: Record) -> tuple[list[Record], bool]:
    """The records of a chain, those fewest relations away first, and whether there are more of them."""
    members = {start.index_number: start}
    reached = {(start.index_number, True)}
    waiting = deque([(start, True)])
    while waiting:
        record, goes_down = waiting.popleft()
        for other, still_down in _neighbours(site, record, goes_down):
            number = other.index_number
            if (number, True) in reached or (number, still_down) in reached:
                continue
            if number not in members and len(members) == MOST_STEPS:
                return list(members.values()), True
            members[number] = other
            reached.add((number, still_down))
            waiting.append((other, still_down))
    return list(members.values()), False


def _neighbours(site: Site, record: Record, goes_down: bool) -> Iterator[tuple[Record, bool]]:
    """The records one relation away, each with whether the walk may still go down from there."""
    for kind, earlier in _earlier(site, record):
        if goes_down or kind in PREPARING:
            yield earlier, goes_down
    for kind, later in _later(site, record):
        yield later, goes_down and kind in PREPARING


def _earlier(site: Site, record: Record) -> Sequence[tuple[str, Record]]:
    """The records whose chain a record continues, each with the relation."""
    if not record.relations:
        return ()
    by_number = site.indexes.by_number
    return [
        (relation.type, by_number[relation.target])
        for relation in record.relations
        if relation.type in CHAIN and relation.target in by_number
    ]


def _later(site: Site, record: Record) -> Sequence[tuple[str, Record]]:
    """The records that continue a record's chain, each with the relation; the many that implement it last."""
    numbers = (record.index_number, *record.former_index_numbers)
    if not any(number in site.indexes.referring for number in numbers):
        return ()
    found: Sequence[tuple[str, Record]] = site.once(
        ("later", record.index_number), lambda: _by_weight(site, numbers)
    )
    return found


def _by_weight(site: Site, numbers: Iterable[str]) -> Sequence[tuple[str, Record]]:
    pairs = (pair for number in numbers for pair in site.indexes.referring.get(number, ()))
    return sorted((pair for pair in pairs if pair[0] in CHAIN), key=lambda pair: _RANK_OF_RELATION[pair[0]])


def _in_order(site: Site, members: Iterable[Record]) -> Iterator[Record]:
    """Records by day of issue, then by stage; none before one that it acts upon, but in a circle."""
    waiting = {each.index_number: each for each in sorted(members, key=lambda each: _by_day(site, each))}
    earlier = {
        number: {other.index_number for _, other in _earlier(site, each) if other is not each}
        for number, each in waiting.items()
    }
    while waiting:
        ready = (number for number in waiting if waiting.keys().isdisjoint(earlier[number]))
        yield waiting.pop(next(ready, next(iter(waiting))))


def _by_day(site: Site, record: Record) -> tuple[str, int, str]:
    step = _step(site, record)
    return (step.date, STAGES.index(step.stage), record.index_number)
