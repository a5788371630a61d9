"""The page for reviewers, gathered from a check and a comparison."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.derive.wording import Wording
from generator.ingest.changes.compare import Change, Comparison
from generator.ingest.gather import Gathered
from generator.ingest.schema import SchemaSet
from generator.model.problems import Problem
from generator.reporting.describe import Description, describe
from generator.review.surroundings import catalog_lines, other_files, page_views
from generator.review.values import FieldValues
from generator.review.view import OUTCOMES, RecordView, Review, feed_lines, record_view

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
    )
    described = [describe(problem, settings, language) for problem in problems]
    touched = {os.path.relpath(path) for path in comparison.files}
    shown = [problem for problem in described if problem.severity == "error" or problem.path in touched]
    shown.sort(key=lambda problem: problem.severity != "error")
    records = [_record(change, values, shown) for change in comparison.changes]
    return Review(
        base=comparison.commit.hash[:12],
        as_of=gathered.catalog.as_of,
        records=tuple(sorted(records, key=lambda record: OUTCOMES.index(record.outcome))),
        pages=tuple(page_views(comparison, settings, words)),
        feed=tuple(feed_lines(comparison.changes, values)),
        catalog=tuple(catalog_lines(comparison, settings, words)),
        others=tuple(other_files(comparison, settings)),
        problems=tuple(shown),
        elsewhere=len(described) - len(shown),
    )


def _record(change: Change, values: FieldValues, problems: Iterable[Description]) -> RecordView:
    version = change.after or change.before
    assert version is not None
    file = os.path.relpath(version.path)
    return record_view(change, values, file, [problem for problem in problems if problem.path == file])
