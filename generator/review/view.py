"""All that the page for reviewers says, as plain values."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.ingest.changes.check import material_changes
from generator.ingest.changes.compare import Change
from generator.ingest.changes.versions import Version
from generator.ingest.fields import text_in
from generator.markup.blocks import visible_blocks
from generator.reporting.describe import Description
from generator.review.passages import Passage, passages, unchanged
from generator.review.values import FieldValues

#: Blocks of a new record's text that are shown; the preview has all of them.
_MOST_BLOCKS = 60
_CELL_ENDS = re.compile(r"</t[dh]>\s*<t[dh][^>]*>")
#: Fields of a new record that stand above its table.
_IN_THE_HEAD = frozenset(("title", "index_number", "duty", "status"))
#: Fields that a record keeps whose text is removed.
_OF_WITHDRAWAL = ("status", "withdrawal")

#: What became of a record, what needs most attention first.
OUTCOMES = ("deleted", "withdrawn", "changed", "added", "formatted")


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field that changed: its label, and its lines before and after."""

    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record that the change touches; `outcome` is one of OUTCOMES, `url` relative to the site's root.

    `file` is relative to the working directory.
    """

    outcome: str
    title: str
    index_number: str
    url: str
    file: str
    duty: str = ""
    fields: tuple[FieldView, ...] = ()
    text: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Description, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of prose that changed."""

    outcome: str
    title: str
    file: str
    text: tuple[Passage, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeedLine:
    """An entry that the feeds will carry."""

    date: str
    action: str
    title: str
    note: str


@dataclass(frozen=True)
class Review:
    """What a change does to the public site. `base` is the commit it is compared with.

    `problems` are all of the check, `elsewhere` the number of warnings in files that the change leaves
    alone; `catalog` says what became of departments, categories, subjects and duties; `others` are files
    outside the content, relative to the repository.
    """

    base: str
    as_of: date
    records: tuple[RecordView, ...] = ()
    pages: tuple[PageView, ...] = ()
    feed: tuple[FeedLine, ...] = ()
    catalog: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    problems: tuple[Description, ...] = ()
    elsewhere: int = 0

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many records and pages came to what, without those that came to nothing."""
        found = [record.outcome for record in self.records]
        found += [f"page_{page.outcome}" for page in self.pages]
        kinds = [*OUTCOMES, "page_added", "page_changed", "page_deleted"]
        return [(kind, found.count(kind)) for kind in kinds if kind in found]

    @property
    def errors(self) -> int:
        """How many problems keep the change from being merged."""
        return sum(problem.severity == "error" for problem in self.problems)

    def with_records(self, records: tuple[RecordView, ...]) -> Review:
        """The same with some of its records only."""
        return replace(self, records=records)


def record_view(change: Change, values: FieldValues, problems: Sequence[Description]) -> RecordView:
    """What becomes of a record; `problems` are those in its file."""
    shown = change.shown
    file = os.path.relpath(shown.path)
    return RecordView(
        outcome=_outcome(change),
        title=values.mask(shown.text("title")) or file,
        index_number=shown.index_number,
        url=shown.url,
        file=values.mask(file),
        duty=_duty(change, values),
        fields=tuple(_fields(change, values)),
        text=tuple(_text(change, values)),
        notes=tuple(_notes(change, values)),
        problems=tuple(problems),
    )


def _outcome(change: Change) -> str:
    before, after = change.before, change.after
    if not after:
        return "deleted"
    if not before:
        return "added"
    if after.status == "withdrawn" != before.status:
        return "withdrawn"
    is_told = len(after.history) != len(before.history)
    is_readable = before.is_readable and after.is_readable
    return "changed" if not is_readable or is_told or material_changes(before, after) else "formatted"


def _fields(change: Change, values: FieldValues) -> Iterator[FieldView]:
    before, after = (_with_defaults(version) for version in (change.before, change.after))
    if not change.after or not change.after.is_readable:
        return
    if change.after.body_is_removed:  # what has to go is not shown once more
        after = {key: after[key] for key in _OF_WITHDRAWAL if key in after}
        before = {key: before[key] for key in _OF_WITHDRAWAL if key in before}
    known = [key for key in values.labels.names if "." not in key]
    for key in sorted({*before, *after}, key=lambda key: (known.index(key) if key in known else 999, key)):
        if key == "history" or (not before and key in _IN_THE_HEAD):
            continue
        lines = values.lines(before, key), values.lines(after, key)
        if lines[0] != lines[1]:
            yield FieldView(values.labels.name(key), tuple(_compact(passages(*lines))))


def _with_defaults(version: Version | None) -> Mapping[str, Any]:
    """The fields of a version, with the status that it has where none is written."""
    return {**version.fields, "status": version.status} if version and version.is_readable else {}


def _compact(found: Iterable[Passage]) -> Iterator[Passage]:
    """A field's lines that differ: the others say nothing about the change."""
    return (passage for passage in found if not passage.is_context)


def _text(change: Change, values: FieldValues) -> Iterator[Passage]:
    """The bodies compared, as far as the public sees them."""
    before, after = (
        [values.mask(block) for block in blocks_of(version)] for version in (change.before, change.after)
    )
    if not change.after or change.after.body_is_removed:
        return
    if not change.before:
        yield from (unchanged(block) for block in after[:_MOST_BLOCKS])
    else:
        yield from passages(before, after)


def blocks_of(version: Version | None) -> list[str]:
    """The blocks of a body that people see, the cells of a row in one line."""
    if version is None or not version.body_is_public:
        return []
    return visible_blocks(_CELL_ENDS.sub(" ｜ ", version.html))


def _notes(change: Change, values: FieldValues) -> Iterator[str]:
    """What neither fields nor text show."""
    before, after, words = change.before, change.after, values.words
    if not after:
        yield words.deleted_note
        return
    if not after.is_readable:
        yield words.unreadable
        return
    if after.body_is_removed:
        yield words.body_removed
    elif not after.body_is_public:
        yield words.body_hidden
    if before and before.url != after.url:
        yield words.fill("former_address", url=before.url)
    if not before and len(blocks_of(after)) > _MOST_BLOCKS:
        yield words.fill("more_blocks", n=len(blocks_of(after)) - _MOST_BLOCKS)
    for line in _feed_lines(change, values) if before else ():
        yield words.fill("history_added", date=line.date, action=line.action, note=line.note)
    if not after.body_is_removed:
        yield from _files(before, after, values)
    if before and blocks_of(before) == blocks_of(after) and before.substance != after.substance:
        yield words.targets_changed


def _files(before: Version | None, after: Version, values: FieldValues) -> Iterator[str]:
    """What became of the files in the record's folder."""
    earlier: Mapping[str, str] = before.files if before else {}
    later = after.files
    groups = {
        "files_added": [name for name in later if name not in earlier],
        "files_changed": [name for name in later if name in earlier and later[name] != earlier[name]],
        "files_removed": [name for name in earlier if name not in later],
    }
    for key, names in groups.items():
        if names:
            yield values.words.fill(key, names=values.mask(values.words.semicolon.join(names)))


def _duty(change: Change, values: FieldValues) -> str:
    """The duty that a new record fulfils, with its period."""
    if change.before or not change.after or not change.after.text("duty"):
        return ""
    name = values.lines(change.after.fields, "duty")
    period = change.after.text("period")
    return f"{name[0]} ({period})" if period else name[0]


def feed_lines(changes: Iterable[Change], values: FieldValues) -> list[FeedLine]:
    """The entries that feeds will carry and did not before, newest first."""
    lines = [line for change in changes for line in _feed_lines(change, values)]
    return sorted(lines, key=lambda line: (line.date, line.title), reverse=True)


def _feed_lines(change: Change, values: FieldValues) -> Iterator[FeedLine]:
    after = change.after
    if not after or not after.is_readable or after.body_is_removed:
        return
    title = values.mask(after.text("title"))
    if not change.before:
        published, summary = after.text("published"), values.mask(after.text("summary"))
        yield FeedLine(published[:10], values.words.action_published, title, summary)
    known = len(change.before.history) if change.before else 0
    for entry in after.history[known:]:
        action = values.labels.value("history.action", text_in(entry, "action"))
        yield FeedLine(text_in(entry, "date"), action, title, values.mask(text_in(entry, "note")))
