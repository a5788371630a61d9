"""Disclosure beside the site: what the entries of `catalog/activities.yml` name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.ingest import rules_of_catalog as rules
from generator.ingest.catalog import CatalogFiles
from generator.ingest.locate import Locator
from generator.ingest.source import SourceRecord
from generator.ingest.strict_yaml import compose
from generator.ingest.suggest import nearest
from generator.model.problems import Place, Problem
from generator.model.settings import Settings

#: What a record is that an activity names, in messages.
_NAMED = {"zh": "有关信息", "en": "record"}


def check_activities(
    settings: Settings, files: CatalogFiles, sources: Iterable[SourceRecord], as_of: date
) -> Iterator[Problem]:
    """Activities of unknown bodies, of days to come, and those that name records which are not there."""
    if not files.activities:
        return
    path = settings.content / "catalog/activities.yml"
    locator = Locator(str(path), compose(path.read_text(encoding="utf-8-sig")))
    numbers = {n for source in sources for n in (source.index_number, *source.former_index_numbers) if n}

    def at(position: int, key: str) -> Place:
        return locator.place([position, key])

    for position, each in enumerate(files.activities):
        body, record = each.department, each.record
        if body not in files.departments and "departments" not in files.unusable:
            near = nearest(body, files.departments)
            yield rules.UNKNOWN_DEPARTMENT.at(at(position, "department"), id=body, near=near)
        if each.date > as_of:
            yield rules.ACTIVITY_IN_FUTURE.at(at(position, "date"), date=each.date, as_of=as_of)
        if record and record not in numbers:
            near = nearest(record, sorted(numbers))
            yield rules.UNKNOWN_RELATION_TARGET.at(
                at(position, "record"), what=_NAMED, number=record, near=near
            )
