"""The page for reviewers, gathered from a check and a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from generator.derive.wording import Wording
from generator.ingest.changes.compare import Comparison
from generator.ingest.gather import Gathered
from generator.ingest.privacy.contacts import contacts_of
from generator.ingest.privacy.redact import mask_personal
from generator.ingest.schema import SchemaSet
from generator.model.problems import Problem
from generator.reporting.describe import Description, describe
from generator.review.records import feed_lines, record_view
from generator.review.surroundings import catalog_lines, other_files, page_views
from generator.review.values import FieldValues
from generator.review.view import OUTCOMES, Review

_WORDING = Path(__file__).with_name("wording.yml")


def wording(language: str) -> Wording:
    """The words of the page in a language."""
    return Wording(language, _WORDING)


def review_of(
    comparison: Comparison,
    gathered: Gathered,
    problems: Iterable[Problem],
    schemas: SchemaSet,
    language: str,
) -> Review:
    """What a change does to the public site; `problems` are all of the check, changes included."""
    settings, words = gathered.settings, wording(language)
    values = FieldValues(
        catalog=gathered.catalog,
        labels=schemas.record.labels(language),
        kinds={kind: schema.labels(language) for kind, schema in schemas.kinds.items()},
        titles={record.index_number: record.title for record in gathered.catalog.records},
        words=words,
        mask=partial(mask_personal, contacts=contacts_of(settings, gathered.catalog.departments.values())),
    )
    described = [(problem.path, describe(problem, settings, language)) for problem in problems]
    touched = frozenset(comparison.files)
    shown = [(path, told) for path, told in described if told.severity == "error" or path in touched]
    shown.sort(key=lambda found: found[1].severity != "error")
    of_file: defaultdict[str, list[Description]] = defaultdict(list)
    for path, told in shown:
        of_file[path].append(told)
    records = [record_view(change, values, of_file[change.path]) for change in comparison.changes]
    return Review(
        base=comparison.commit.hash[:7],
        base_day=comparison.commit.day,
        as_of=gathered.catalog.as_of,
        site_url=settings.site_url,
        records=tuple(sorted(records, key=lambda record: OUTCOMES.index(record.outcome))),
        pages=tuple(page_views(comparison, settings, values)),
        feed=tuple(feed_lines(comparison.changes, values)),
        catalog=tuple(catalog_lines(comparison, settings, words)),
        others=tuple(other_files(comparison, settings)),
        problems=tuple(told for _, told in shown),
        elsewhere=len(described) - len(shown),
    )
