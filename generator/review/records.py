"""What becomes of each record that a change touches."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from generator.ingest.changes.check import material_changes
from generator.ingest.changes.compare import Change
from generator.ingest.changes.versions import Version
from generator.ingest.fields import Fields, text_in
from generator.reporting.describe import Description
from generator.review.passages import Passage, passages, unchanged
from generator.review.told import told_lines
from generator.review.values import FieldValues
from generator.review.view import FeedLine, FieldView, RecordView

#: Lines of a new record's text that are shown; the preview has all of them.
_MOST_LINES = 60
#: Fields of a new record that stand above its table.
_IN_THE_HEAD = frozenset(("title", "index_number", "duty"))
#: Fields that are in the catalog's data, but on no page.
_NOT_ON_PAGE = frozenset(("approval", "review", "prerequisites", "privacy_exceptions"))
#: Fields that a record keeps whose text is removed.
_OF_WITHDRAWAL = ("status", "withdrawal")


def record_view(change: Change, values: FieldValues, problems: Sequence[Description]) -> RecordView:
    """What becomes of a record; `problems` are those in its file."""
    return _Story(change, values).view(problems)


def feed_lines(changes: Iterable[Change], values: FieldValues) -> list[FeedLine]:
    """The entries that feeds will carry and did not before, newest first."""
    lines = [line for change in changes for line in _Story(change, values).feed_lines()]
    return sorted(lines, key=lambda line: (line.date, line.title), reverse=True)


class _Story:
    """A record before and after, put into words."""

    def __init__(self, change: Change, values: FieldValues) -> None:
        self.change, self.values, self.words = change, values, values.words
        self.before, self.after = change.before, change.after

    def view(self, problems: Sequence[Description]) -> RecordView:
        shown = self.change.shown
        file = self.values.mask(os.path.relpath(shown.path))
        fields = tuple(self._fields())
        return RecordView(
            outcome=self._outcome(fields),
            title=self.values.mask(shown.text("title")) or file,
            index_number=self.values.mask(shown.index_number),
            url=self.values.mask(shown.url),
            file=file,
            duty=self._duty(),
            fields=fields,
            text=tuple(self._text()),
            notes=tuple(self._notes()),
            problems=tuple(problems),
        )

    def _outcome(self, fields: Sequence[FieldView]) -> str:
        before, after = self.before, self.after
        if not after:
            return "deleted"
        if not before:
            return "added"
        if after.status == "withdrawn" != before.status:
            return "withdrawn"
        is_readable = before.is_readable and after.is_readable
        is_told = len(after.history) != len(before.history)
        is_moved = before.url != after.url
        if not is_readable or is_told or is_moved or material_changes(before, after):
            return "changed"
        return "catalogued" if fields else "formatted"

    def _fields(self) -> Iterator[FieldView]:
        if not self.after or not self.after.is_readable:
            return
        before: Fields = {}
        after = self.after.fields
        if self.before:
            before, after = _with_status(self.before), _with_status(self.after)
        if self.after.body_is_removed:  # what has to go is not shown once more
            before, after = (
                {key: fields[key] for key in _OF_WITHDRAWAL if key in fields} for fields in (before, after)
            )
        for key in self._in_order({*before, *after} - {"history"}):
            lines = self.values.lines(before, key), self.values.lines(after, key)
            if lines[0] != lines[1] and (before or key not in _IN_THE_HEAD):
                found = tuple(passage for passage in passages(*lines) if not passage.is_context)
                label = self.values.mask(self.values.labels.name(key))
                yield FieldView(label, found, key not in _NOT_ON_PAGE)

    def _in_order(self, keys: set[str]) -> list[str]:
        """The order of the schema, then what a site does not know."""
        known = [key for key in self.values.labels.names if key in keys]
        return [*known, *sorted(keys.difference(known))]

    def _text(self) -> Iterable[Passage]:
        """The bodies compared, as far as the public sees them."""
        if not self.after or self.after.body_is_removed:
            return ()
        if not self.before:
            return [unchanged(line) for line in self._lines_after[:_MOST_LINES]]
        return passages(self._lines_before, self._lines_after)

    @cached_property
    def _lines_before(self) -> list[str]:
        return self._lines(self.before)

    @cached_property
    def _lines_after(self) -> list[str]:
        return self._lines(self.after)

    def _lines(self, version: Version | None) -> list[str]:
        if version is None or not version.body_is_public:
            return []
        return [self.values.mask(line) for line in told_lines(version.html, self.words)]

    def _notes(self) -> Iterator[str]:
        """What neither fields nor text show."""
        before, after, words = self.before, self.after, self.words
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
        if before:
            yield from self._notes_of_change(before, after)
        elif len(self._lines_after) > _MOST_LINES:
            yield words.fill("more_blocks", n=len(self._lines_after) - _MOST_LINES)
        if not after.body_is_removed:
            yield from self._files(before.files if before else {}, after.files)

    def _notes_of_change(self, before: Version, after: Version) -> Iterator[str]:
        words = self.words
        if before.url != after.url:
            leads_on = before.index_number in after.former_index_numbers
            yield words.fill("former_address" if leads_on else "lost_address", url=before.url)
        for line in self._told_changes():
            yield words.fill("history_added", date=line.date, action=line.action, note=line.note)
        if self._lines_before == self._lines_after and before.substance != after.substance:
            yield words.structure_changed

    def _files(self, earlier: Mapping[str, str], later: Mapping[str, str]) -> Iterator[str]:
        """What became of the files in the record's folder."""
        groups = {
            "files_added": [name for name in later if name not in earlier],
            "files_changed": [name for name in later if earlier.get(name, later[name]) != later[name]],
            "files_removed": [name for name in earlier if name not in later],
        }
        for key, names in groups.items():
            if names:
                yield self.words.fill(key, names=self.values.mask(self.words.semicolon.join(names)))

    def _duty(self) -> str:
        """The duty that a new record fulfils, with its period."""
        if self.before or not self.after or not self.after.text("duty"):
            return ""
        name = self.values.lines(self.after.fields, "duty")
        period = self.after.text("period")
        return f"{name[0]} ({period})" if period else name[0]

    def feed_lines(self) -> Iterator[FeedLine]:
        """The entries that feeds get from this record."""
        if self.after and self.after.is_readable:
            if not self.before:
                is_told = not self.after.body_is_removed
                summary = self.values.mask(self.after.text("summary")) if is_told else ""
                yield self._line(self.after.text("published")[:10], self.words.action_published, summary)
            yield from self._told_changes()

    def _told_changes(self) -> Iterator[FeedLine]:
        """The entries that the record's history gets."""
        known = len(self.before.history) if self.before else 0
        for entry in self.after.history[known:] if self.after else ():
            action = self.values.labels.value("history.action", text_in(entry, "action"))
            yield self._line(text_in(entry, "date"), action, self.values.mask(text_in(entry, "note")))

    def _line(self, day: str, action: str, note: str) -> FeedLine:
        return FeedLine(day, action, self.values.mask(self.change.shown.text("title")), note)


def _with_status(version: Version) -> Fields:
    """The fields of a version, with the status that it has where none is written."""
    return {**version.fields, "status": version.status} if version.is_readable else {}
