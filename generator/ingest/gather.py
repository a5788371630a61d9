"""The whole content tree: every file read, every rule applied, in one run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from generator import workers
from generator.ingest import rules_of_changes  # noqa: F401  (settings may name its rules in every command)
from generator.ingest.activities import check_activities
from generator.ingest.annual_reports import check_reports
from generator.ingest.approval import check_policy
from generator.ingest.attachment_text.check import check_attachment_text
from generator.ingest.catalog import read_catalog
from generator.ingest.chain import check_chain
from generator.ingest.clock import head_commit
from generator.ingest.crosscheck import address_of, check_across, check_unnamed
from generator.ingest.editions import check_editions
from generator.ingest.inspection.check import check_attachments
from generator.ingest.inspection.copies import with_copies
from generator.ingest.navigation import check_navigation
from generator.ingest.pages import check_pages
from generator.ingest.privacy.attachments import check_attachment_privacy
from generator.ingest.privacy.check import check_other_texts
from generator.ingest.schema import SchemaSet
from generator.ingest.severity import has_error, in_order
from generator.ingest.source import Ingest, SourceRecord
from generator.ingest.source_cache import read_sources
from generator.ingest.tree import Tree, joined, scan
from generator.ingest.workdays import calendar_with
from generator.model.catalog import Catalog
from generator.model.problems import Problem
from generator.model.records import Record
from generator.model.settings import Settings

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Gathered:
    """The outcome of reading a content tree: the catalog of all sound records, and every problem in order."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    settings: Settings
    #: addresses of all index numbers that any file claims, faulty files too, former numbers too
    taken: frozenset[str]

    @property
    def is_sound(self) -> bool:
        """Whether no problem stops publication."""
        return not has_error(self.problems, self.settings)


def gather(
    settings: Settings,
    schemas: SchemaSet,
    as_of: date,
    jobs: int,
    progress: Progress = lambda _done, _total: None,
) -> Gathered:
    """Read and check a content tree, with that of the internal edition where the settings name one.

    `progress` is told how many of how many record files are done, then the same of attachments to read.
    """
    ingest, tree = _prepared(settings, schemas, as_of)
    sources: list[SourceRecord] = []
    for part in workers.run(_read_all, ingest, tree.records, jobs):
        sources += part
        progress(len(sources), len(tree.records))
    return _gathered(ingest, tree, sources, jobs, progress)


def gather_known(
    settings: Settings,
    schemas: SchemaSet,
    as_of: date,
    jobs: int,
    progress: Progress = lambda _done, _total: None,
) -> Gathered:
    """What `gather` finds, without checking again what has not changed since the last check."""
    ingest, tree = _prepared(settings, schemas, as_of)
    sources = read_sources(ingest, tree.records, jobs, progress, with_records=True)
    return _gathered(ingest, tree, sources, jobs, progress)


def _gathered(
    ingest: Ingest, tree: Tree, sources: list[SourceRecord], jobs: int, progress: Progress
) -> Gathered:
    problems = _judged(ingest, tree, sources, jobs, progress)
    taken = frozenset(
        address_of(number)
        for source in sources
        for number in (source.index_number, *source.former_index_numbers)
        if number
    )
    return Gathered(_catalog(ingest, sources, jobs), problems, ingest.settings, taken)


def check(
    settings: Settings,
    schemas: SchemaSet,
    as_of: date,
    jobs: int,
    progress: Progress = lambda _done, _total: None,
) -> tuple[Problem, ...]:
    """The problems that `gather` finds, in order, without reading again what has not changed since.

    Hence there are no records: the rules between them go by facts.
    """
    ingest, tree = _prepared(settings, schemas, as_of)
    return _judged(ingest, tree, read_sources(ingest, tree.records, jobs, progress), jobs, progress)


def _prepared(settings: Settings, schemas: SchemaSet, as_of: date) -> tuple[Ingest, Tree]:
    internal = settings.internal and settings.internal / "catalog"
    files = read_catalog(settings.content / "catalog", schemas, internal)
    tree = joined(scan(tree / "records") for tree in settings.trees)
    return Ingest(settings, schemas, files, tree.others, as_of), tree


def _judged(
    ingest: Ingest, tree: Tree, sources: list[SourceRecord], jobs: int, progress: Progress
) -> tuple[Problem, ...]:
    """Every problem in order: those of single files, then the rules that need more than one."""
    settings = ingest.settings
    problems = [
        *ingest.catalog.problems,
        *tree.problems,
        *(problem for source in sources for problem in source.problems),
    ]
    problems += check_policy(settings, ingest.catalog)
    problems += check_navigation(settings, ingest.catalog)
    problems += check_pages(settings)
    problems += check_across(sources, settings.pages)
    problems += check_chain(sources, settings, ingest.labels, ingest.as_of)
    problems += check_reports(sources, settings.annual_report, ingest)
    problems += check_editions(sources, settings)
    problems += check_activities(settings, ingest.catalog, sources, ingest.as_of)
    problems += check_unnamed(sources, tree.others)
    problems += check_other_texts(settings, ingest.contacts)
    inspected = check_attachments(settings, sources, jobs, progress)
    problems += inspected.problems
    problems += check_attachment_text(settings, sources, inspected.unreadable, jobs, progress)
    pending = [source.privacy for source in sources]
    problems += check_attachment_privacy(settings, ingest.contacts, pending, inspected.cleaned, jobs)
    return in_order(problems, settings)


def _read_all(ingest: Ingest, paths: Sequence[str]) -> list[SourceRecord]:
    return [ingest.read(path) for path in paths]


def _catalog(ingest: Ingest, sources: list[SourceRecord], jobs: int) -> Catalog:
    files = ingest.catalog
    records = sorted((source.record for source in sources if source.record), key=newest_first)
    return Catalog(
        records=tuple(with_copies(ingest.settings, records, jobs)),
        departments=files.departments,
        categories=files.categories,
        subjects=files.subjects,
        duties={
            duty.id: duty
            for duty in files.duties.values()
            if ingest.settings.internal or duty.audience != "internal"  # the public is not told of these
        },
        as_of=ingest.as_of,
        commit=head_commit(ingest.settings.content),
        calendar=calendar_with(files.own_days),
        activities=files.activities,
    )


def newest_first(record: Record) -> tuple[float, str]:
    """The order of every list: newest publication first, equal times by index number."""
    moment = record.published_at
    return (-(moment.toordinal() * 1440 + moment.hour * 60 + moment.minute), record.index_number)
