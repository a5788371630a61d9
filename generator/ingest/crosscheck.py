"""Rules between records: one index number, one address; relations and links that lead somewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.ingest import rules_of_catalog as rules
from generator.ingest.body import RecordLink
from generator.ingest.frontmatter import HEADER_OFFSET, split_front_matter
from generator.ingest.locate import FieldPath, Locator
from generator.ingest.reading import read_text
from generator.ingest.source import SourceRecord
from generator.ingest.strict_yaml import compose
from generator.ingest.suggest import nearest
from generator.ingest.yaml_faults import YamlFault
from generator.model.problems import Place, Problem
from generator.model.records import slug_of


def check_across(sources: list[SourceRecord], pages: Path) -> Iterator[Problem]:
    """Every problem that shows only when all records are known; `sources` in order of path.

    `pages` is the folder of the prose pages, which bodies may link as well.
    """
    yield from _duplicates(sources)
    known = _Known(
        {
            number
            for source in sources
            for number in (source.index_number, *source.former_index_numbers)
            if number
        }
    )
    paths = _Paths({source.path for source in sources}, f"{pages.as_posix()}/")
    for source in sources:
        yield from _relations(source, known)
        for link in source.links:
            yield from _link(link, known, paths)


class _Paths(NamedTuple):
    """The files that a link between pages may lead to: records, and what lies in the folder of prose."""

    records: Set[str]
    pages: str

    def has(self, path: str) -> bool:
        """Whether a path leads to one of them."""
        return path in self.records or (path.startswith(self.pages) and os.path.isfile(path))  # noqa: PTH113


class _Known:
    """All index numbers, and what someone may have meant who wrote another."""

    _GUESSES = 50  # each looks through all numbers: about 50 ms among 100,000

    def __init__(self, numbers: Set[str]) -> None:
        self.numbers, self._guesses = numbers, 0

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.numbers)

    def near(self, number: str) -> str:
        """The number that was most likely meant; "" after the first few of a run."""
        self._guesses += 1
        return nearest(number, self._sorted) if self._guesses <= self._GUESSES else ""


def check_unnamed(sources: Sequence[SourceRecord], others: Set[str]) -> Iterator[Problem]:
    """Files that lie beside the records and that no record names."""
    named = {file for source in sources for file in source.files}
    # what a record names that could not be read is not known
    unsure = tuple(source.path[: -len(".md")] + "/" for source in sources if not source.is_readable)
    for path in sorted(others - named):
        if path.startswith(unsure):
            continue
        yield rules.ATTACHMENT_UNNAMED.at(Place(path))


def address_of(index_number: str) -> str:
    """What two index numbers must not share: the page's address, case folded."""
    return slug_of(index_number).casefold()


def _duplicates(sources: list[SourceRecord]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for source in sources:
        if not source.index_number:
            continue
        earlier = first.setdefault(address_of(source.index_number), source.path)
        if earlier != source.path:
            place = place_of(source.path, ["index_number"])
            yield rules.DUPLICATE_INDEX_NUMBER.at(
                place, number=source.index_number, other=os.path.relpath(earlier)
            )
    yield from _taken_by_former(sources, first)


def _taken_by_former(sources: list[SourceRecord], current: Mapping[str, str]) -> Iterator[Problem]:
    """Former index numbers that another record bears or bore: one address cannot lead to two records."""
    taken = dict(current)
    for source in sources:
        for position, number in enumerate(source.former_index_numbers):
            holder = taken.get(address_of(number))
            taken.setdefault(address_of(number), source.path)
            if holder and holder != source.path:
                place = place_of(source.path, ["former_index_numbers", position])
                yield rules.DUPLICATE_INDEX_NUMBER.at(place, number=number, other=os.path.relpath(holder))


#: What a record named by a field is to the one that names it, by the first step of the field's path.
_NAMED_AS: Mapping[str | int, Mapping[str, str]] = {
    "relations": {"zh": "相关信息", "en": "relation"},
    "withdrawal": {"zh": "接替本条的信息", "en": "successor"},
}


def targets_of(source: SourceRecord) -> Iterator[tuple[FieldPath, str]]:
    """Every record that the fields name by its index number, with the field that does."""
    for position, target in enumerate(source.relation_targets):
        yield ["relations", position, "target"], target
    yield ["withdrawal", "successor"], source.successor


def _relations(source: SourceRecord, known: _Known) -> Iterator[Problem]:
    for field_path, target in targets_of(source):
        what = _NAMED_AS[field_path[0]]
        if target and target == source.index_number:
            yield rules.RELATION_TO_ITSELF.at(place_of(source.path, field_path), what=what)
        elif target and target not in known.numbers:
            near = known.near(target)
            yield rules.UNKNOWN_RELATION_TARGET.at(
                place_of(source.path, field_path), what=what, number=target, near=near
            )


def _link(link: RecordLink, known: _Known, paths: _Paths) -> Iterator[Problem]:
    if link.index_number and link.index_number not in known.numbers:
        near = known.near(link.index_number)
        yield rules.LINK_UNKNOWN_RECORD.at(link.place, number=link.index_number, near=near)
    elif link.path and not paths.has(link.path):
        yield rules.LINK_BROKEN.at(link.place, target=link.target)
    elif not link.index_number and not link.path:
        yield rules.LINK_UNKNOWN_RECORD.at(link.place, number="")


def place_of(path: str, field_path: FieldPath) -> Place:
    """Where a field of a record file stands, read anew: positions are kept for no file that is sound."""
    text = read_text(path, 1 << 30)
    if isinstance(text, Problem):
        return Place(path)
    try:
        _, handler = split_front_matter(text)
    except YamlFault:
        return Place(path)
    return Locator(path, compose(handler.header), HEADER_OFFSET).place(field_path)
