"""Matters that are disclosed stage by stage (逐段公开): a purchase from its intention to its acceptance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.catalog import Tree
from generator.model.duties import TimeLimit
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class Matter:
    """Records of one matter, in the order of their publication."""

    records: tuple[Record, ...]

    @property
    def name(self) -> str:
        """What names it: the title of its first record."""
        return self.records[0].title

    @property
    def number(self) -> str:
        """The number of its first record, which names the matter."""
        return self.records[0].first_number

    @property
    def has_ended(self) -> bool:
        """Whether it was terminated: nothing more is to come of it."""
        return any(entry.action == "terminated" for record in self.records for entry in record.history)


def matters_of(records: Sequence[Record]) -> Iterator[Matter]:
    """The matters of some records: what is joined by relations of any type, directly or through others."""
    by_number = {n: r.index_number for r in records for n in (r.index_number, *r.former_index_numbers)}
    group = {record.index_number: [record] for record in records}
    for record in records:
        for relation in record.relations:
            here, there = group[record.index_number], group.get(by_number.get(relation.target, ""))
            if there is not None and there is not here:
                if len(here) < len(there):  # many may name one
                    here, there = there, here
                here += there
                group.update((each.index_number, here) for each in there)
    for together in {id(each): each for each in group.values()}.values():
        yield Matter(tuple(sorted(together, key=lambda r: (r.published_at, r.index_number))))


def stage_of(record: Record, limit: TimeLimit, categories: Tree) -> str:
    """The stage that a record tells of: the one it names, or the one that its category is called after.

    "" where neither is a stage of the limit.
    """
    if record.stage:
        return record.stage if record.stage in limit.stages else ""
    name = categories[record.category].name if record.category in categories else ""
    return name if name in limit.stages else ""


def missing_stages(matter: Matter, limit: TimeLimit, categories: Tree) -> Iterator[tuple[str, bool]]:
    """The stages of a matter that no record tells of, each with whether a later one is there.

    None where no record tells of any: nobody knows how far the matter is.
    """
    told = {stage_of(record, limit, categories) for record in matter.records}
    places = [place for place, stage in enumerate(limit.stages) if stage in told]
    for place, stage in enumerate(limit.stages):
        if places and place not in places:
            yield stage, place < max(places)
