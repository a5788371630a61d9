"""What stands at the head of a record's page for those in a hurry: its status, and what changed last."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.consultations import is_open, outcomes
from generator.derive.naming import Site
from generator.derive.states import is_called_off
from generator.derive.views import Link
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class Notice:
    """A mark (a status or the action of a change, with its label), a sentence, and the last change.

    `outcomes` are the records that tell what became of a draft, each after what it is; `is_open` says whether
    a draft may still be commented on.
    """

    mark: str
    label: str
    text: str
    change: str
    outcomes: tuple[tuple[str, Link], ...] = ()
    is_open: bool = False


def notice_of(site: Site, record: Record) -> Notice | None:
    """The notice of a record that is not in force as it was published; None of any other.

    A withdrawn record has its tombstone instead.
    """
    if record.status == "withdrawn":
        return None
    change = _last_change(site, record)
    if record.status == "draft_for_comment":
        return _draft(site, record, change)
    text = _about_status(site, record, change)
    if text or record.status == "amended":
        return Notice(record.status, site.labels.value("status", record.status), text, change)
    if record.history:
        action = record.history[-1].action
        return Notice(action, site.labels.value("history.action", action), "", change)
    return None


def _about_status(site: Site, record: Record, change: str) -> str:
    words = site.words
    if record.has_ended:
        return words.fill("notice_ended", status=site.labels.value("status", record.status))
    return words.notice_amended if record.status == "amended" and not change else ""


def _draft(site: Site, record: Record, change: str) -> Notice:
    """Until when a draft may be commented on, or since when no longer and what became of it."""
    may_comment, last = is_open(site, record), record.expires
    word = "notice_draft"
    if last and not is_called_off(record):
        word = "notice_draft_open" if may_comment else "notice_draft_ended"
    return Notice(
        mark=record.status,
        label=site.labels.value("status", record.status),
        text=site.words.fill(word, date=last),
        change=change,
        outcomes=tuple((stage, Link(later.title, later.url)) for stage, later in outcomes(site, record)),
        is_open=may_comment,
    )


def _last_change(site: Site, record: Record) -> str:
    """The last change with its date; "" for a record as it was published."""
    if not record.history:
        return ""
    last = record.history[-1]
    return site.words.fill(f"changed_{last.action}", date=last.date.isoformat())
