"""The internal edition: public records must not name internal ones, which the public site does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.ingest import rules_of_editions as rules
from generator.ingest.crosscheck import place_of, targets_of
from generator.ingest.source import SourceRecord
from generator.model.problems import Problem
from generator.model.settings import Settings


def check_editions(sources: Sequence[SourceRecord], settings: Settings) -> Iterator[Problem]:
    """Every relation and link from a public record to an internal one; nothing to find in the public edition.

    There, the same relations and links are reported as leading nowhere.
    """
    if not settings.internal:
        return
    public = [source for source in sources if not settings.is_internal(source.path)]
    internal = {number for source in sources for number in _numbers(source)}
    internal -= {number for source in public for number in _numbers(source)}
    files = {source.path for source in sources if settings.is_internal(source.path)}
    for source in public:
        for field_path, target in targets_of(source):
            if target in internal:
                yield rules.NAMES_INTERNAL.at(place_of(source.path, field_path), target=target)
        for link in source.links:
            if link.index_number in internal or link.path in files:
                yield rules.NAMES_INTERNAL.at(link.place, target=link.target)


def _numbers(source: SourceRecord) -> Iterator[str]:
    yield from (number for number in (source.index_number, *source.former_index_numbers) if number)
