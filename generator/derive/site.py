"""The site that all views are made of, out of what the content was read into."""

from __future__ import annotations

from generator.derive.indexes import indexes_of
from generator.derive.naming import Site
from generator.derive.wording import Wording
from generator.ingest.schema import SchemaSet
from generator.model.catalog import Catalog
from generator.model.settings import Settings


def site_of(settings: Settings, schemas: SchemaSet, catalog: Catalog) -> Site:
    """The catalog with its lists, labels and words, in the language of the settings."""
    language = settings.language
    record, labels = schemas.record, schemas.labels_of(language)
    return Site(
        catalog=catalog,
        indexes=indexes_of(catalog),
        settings=settings,
        labels=record.labels(language),
        words=Wording(language),
        column_types=labels["categories"].values.get("column_type", {}),
        schema=record.source,
        labels_of=labels,
    )
