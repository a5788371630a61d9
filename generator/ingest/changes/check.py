"""Rules about changes: nothing published vanishes or changes in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import Any

from generator.ingest import rules_of_changes as rules
from generator.ingest.approval import check_new_record
from generator.ingest.changes.compare import Change, Comparison
from generator.ingest.changes.versions import Version
from generator.ingest.fields import Fields, objects_in, text_in
from generator.ingest.record import record_of
from generator.ingest.schema import SchemaSet
from generator.ingest.workdays import calendar_with, read_own_days
from generator.model.duties import STATUTORY_DAYS
from generator.model.labels import FieldLabels
from generator.model.problems import Place, Problem
from generator.model.settings import Settings
from generator.model.workdays import WorkCalendar

#: Fields whose change the public is told of: what the record says, whether it holds, who may read it.
MATERIAL = (
    *("title", "document_number", "department", "issuers", "issued", "effective", "expires"),
    *("status", "withdrawal", "disclosure.mode", "disclosure.audience", "data", "attachments"),
)
#: Of these, what is removed with a record's text.
_TEXT = frozenset(("data", "attachments"))
_DEFAULTS = {"status": "in_force", "disclosure.mode": "proactive", "disclosure.audience": "public"}

Labels = Mapping[str, FieldLabels]


def check_changes(
    comparison: Comparison, settings: Settings, schemas: SchemaSet, is_import: bool = False
) -> Iterator[Problem]:
    """Every problem of what the change does to published records.

    `is_import`: an archive is being brought in, whose records were approved and made public long ago.
    """
    labels = {language: schemas.record.labels(language) for language in ("zh", "en")}
    own_days, _ = read_own_days(settings.content / "catalog", schemas.calendar)
    calendar = calendar_with(own_days)
    for change in comparison.changes:
        if change.before:
            yield from _check_published(change, change.before, labels)
        elif change.after and not is_import:
            yield from _check_new(change.after, settings, schemas, calendar)


def _check_published(change: Change, before: Version, labels: Labels) -> Iterator[Problem]:
    """A record that was public before the change."""
    if not before.index_number:  # a file that no build took: nobody has seen it
        return
    if change.reused_by:
        place = change.reused_by.place("index_number")
        yield rules.INDEX_NUMBER_REUSED.at(place, number=before.index_number, title=before.text("title"))
        return
    after = change.after
    if not after:
        title = before.text("title") or before.index_number
        yield rules.RECORD_DELETED.at(Place(before.path), number=before.index_number, title=title)
        return
    if change.is_renumbered:
        values = {"before": before.index_number, "after": after.index_number}
        yield rules.INDEX_NUMBER_CHANGED.at(after.place("index_number"), **values)
    if after.is_readable and before.is_readable:
        yield from _check_identity(before, after)
        yield from _check_told(before, after, labels)


def _check_identity(before: Version, after: Version) -> Iterator[Problem]:
    """What never changes: the day of publication, the numbers that once led to the record."""
    earlier, later = before.text("published"), after.text("published")
    if later and earlier and not later.startswith(earlier):  # an hour may be added to a day
        yield rules.PUBLISHED_MOVED.at(after.place("published"), before=earlier, after=later)
    kept = {after.index_number, *after.former_index_numbers}
    for number in before.former_index_numbers:
        if number not in kept:
            yield rules.FORMER_NUMBER_DROPPED.at(after.place("former_index_numbers"), number=number)
    if before.first_number in kept and before.first_number != after.first_number:
        place = after.place("former_index_numbers", 0)
        yield rules.FIRST_NUMBER_MOVED.at(place, number=before.first_number)


def _check_told(before: Version, after: Version, labels: Labels) -> Iterator[Problem]:
    """A change of substance, and what the history says of it."""
    earlier, later = before.history, after.history
    for position, (entry, now) in enumerate(zip_longest(earlier, later[: len(earlier)])):
        if _settled(entry) != _settled(now):
            yield _rewritten(entry, after.place("history", position), labels)
            return
    added = range(len(earlier), len(later))
    for position in added:
        yield from _check_note(after, position)
    changed = material_changes(before, after)
    if changed and not added:
        is_draft = before.status == after.status == "draft_for_comment"
        rule = rules.DRAFT_CHANGED if is_draft else rules.CHANGED_WITHOUT_HISTORY
        yield rule.at(_place_of(changed[0], before, after), what=_names_of(changed, labels))


def _rewritten(entry: Fields, place: Place, labels: Labels) -> Problem:
    action = {
        language: known.value("history.action", text_in(entry, "action"))
        for language, known in labels.items()
    }
    return rules.HISTORY_REWRITTEN.at(place, date=text_in(entry, "date"), action=action)


def material_changes(before: Version, after: Version) -> list[str]:
    """What changed of what a record says: paths as in MATERIAL, and `body`; none where only form did.

    Of a record whose text was removed before, the rest of it may go in silence.
    """
    changed = [path for path in MATERIAL if _value(before, path) != _value(after, path)]
    if before.body_is_removed and after.body_is_removed:
        return [path for path in changed if path not in _TEXT]
    if before.files != after.files and "attachments" not in changed:
        changed.append("attachments")
    if before.body != after.body and before.substance != after.substance:
        changed.append("body")
    return changed


def _value(version: Version, path: str) -> Any:
    """What a field says; blanks, a default that is written, the order of attachments make no difference."""
    if path == "attachments":
        files = objects_in(version.fields, path)
        return sorted((text_in(file, "file"), text_in(file, "title")) for file in files)
    value: Any = version.fields
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return _settled(value) or _DEFAULTS.get(path)


def _settled(value: Any) -> Any:
    """A value with single blanks in its texts: how YAML folds a line is form."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_settled(item) for item in value]
    if isinstance(value, dict):
        return {key: _settled(item) for key, item in value.items()}
    return value


def _names_of(paths: list[str], labels: Labels) -> dict[str, str]:
    """The labels of fields, in both languages, in one line."""
    words = {"zh": ("、", "正文"), "en": (", ", "the text")}
    return {
        language: separator.join(body if path == "body" else labels[language].name(path) for path in paths)
        for language, (separator, body) in words.items()
    }


def _place_of(path: str, before: Version, after: Version) -> Place:
    """Where a reviewer sees the change: the field, or the first line of the body that differs."""
    if path != "body":
        return after.place(*path.split("."))
    lines = zip_longest(before.body.splitlines(), after.body.splitlines())
    same = next((number for number, (old, new) in enumerate(lines) if old != new), 0)
    last = max(len(after.body.splitlines()) - 1, 0)
    return Place(after.path, after.body_line + min(same, last))


_FILLER = re.compile(r"[\W_]+")
#: Notes that say nothing beyond that something changed; found in pieces, so that 修改内容更新 is caught, too.
_NOTHING_SAID = re.compile(
    r"(按(照)?(要求|规定)|根据(要求|规定|需要)|进行|予以|作出|做|了|的|对|已|有|部分|相关|有关|个别|一些|少量|一下|如题|见正文|见附件|无|略"
    r"|信息|内容|正文|文字|文件|数据|标题|全文|文本|版本|错误|问题|更新|修改|修订|更正|修正|改正|勘误|调整|变更|完善|优化|维护"
    r"|废止|撤回|撤销|替代|终止|恢复|补充|发布|重新|变化|实际|情况|领导|意见|工作|需要|因|由于|按|根据|作|详见|说明|测试|如下)*",
)
_NOTHING_SAID_IN_ENGLISH = re.compile(
    r"(the|a|an|some|minor|text|content|file|data|document|record|error|errors|typo|typos|fix|fixed|fixes|change|changes"
    r"|changed|update|updated|updates|edit|edited|edits|amend|amended|amendment|correct|corrected|correction|revise"
    r"|revised|repealed|withdrawn|superseded|terminated|restored|none|na|as|required|requested|needed|see)*",
    re.IGNORECASE,
)


def says_something(note: str) -> bool:
    """Whether a note tells the public more than that there was a change."""
    words = _FILLER.sub("", note)
    empty = _NOTHING_SAID.fullmatch(words) or _NOTHING_SAID_IN_ENGLISH.fullmatch(words) or words.isdecimal()
    return len(words) >= _SHORTEST_NOTE and not empty


_NO_NOTE = {"zh": "（空）", "en": "(none)"}
_SHORTEST_NOTE = 4  # characters; 改错字 is three and says nothing


def _check_note(after: Version, position: int) -> Iterator[Problem]:
    note = text_in(after.history[position], "note")
    if not says_something(note):
        yield rules.HISTORY_NOTE_EMPTY.at(after.place("history", position, "note"), note=note or _NO_NOTE)


def _check_new(
    after: Version, settings: Settings, schemas: SchemaSet, calendar: WorkCalendar
) -> Iterator[Problem]:
    """A record that nobody could read before."""
    if schemas.record.is_valid(after.fields):
        record = record_of(after.path, after.fields, (), ())
        yield from check_new_record(record, settings, lambda path: after.place(*path))
    issued, published = after.day("issued"), after.day("published")
    if issued and published:
        yield from _check_late(after, issued, published, calendar)


def _check_late(after: Version, issued: date, published: date, calendar: WorkCalendar) -> Iterator[Problem]:
    days = calendar.between(issued, published)
    if days > STATUTORY_DAYS:
        yield rules.PUBLISHED_LATE.at(after.place("published"), days=days, limit=STATUTORY_DAYS)
