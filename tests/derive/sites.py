"""Sites made by hand, with the labels of the real schemas."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from outputs.sample import catalog, settings

from generator.derive.indexes import indexes_of
from generator.derive.naming import Site
from generator.derive.wording import Wording
from generator.ingest.schema import SchemaSet, load_schemas
from generator.model.catalog import Department, Tree
from generator.model.records import Record


@cache
def schemas() -> SchemaSet:
    return load_schemas(Path(__file__).parents[2] / "schema")


def site_of(
    *records: Record,
    language: str = "zh",
    subjects: Tree | None = None,
    departments: tuple[Department, ...] = (),
    **options: Any,
) -> Site:
    """A site of records; `departments` take the place of those of the same id."""
    made = catalog(*records)
    known = {**made.departments, **{department.id: department for department in departments}}
    made = replace(made, departments=known, subjects=subjects or Tree())
    labels = schemas().record.labels(language)
    words, source = Wording(language), schemas().record.source
    options = {"language": language, **options}
    return Site(
        catalog=made,
        indexes=indexes_of(made),
        settings=settings(**options),
        labels=labels,
        words=words,
        schema=source,
        labels_of=schemas().labels_of(language),
    )
