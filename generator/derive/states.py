"""What a record's file alone tells of its state: of its validity (有效性), and of the comments on a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.records import HistoryEntry, Record

#: What an action makes of a record; a correction leaves it as it was, an end may have several names.
_MADE = {
    "amended": "amended",
    "repealed": "repealed",
    "superseded": "superseded",
    "withdrawn": "withdrawn",
    "restored": "in_force",
}

#: Changes that call a consultation off, until it is restored.
CALLS_OFF = ("terminated", "withdrawn", "repealed")


def is_called_off(record: Record) -> bool:
    """Whether a consultation was withdrawn or ended before its last day, and not taken up again."""
    if record.status == "withdrawn":
        return True
    ends = [entry for entry in record.history if entry.action in (*CALLS_OFF, "restored")]
    if not ends or ends[-1].action == "restored":
        return False
    return record.expires is None or ends[-1].date <= record.expires


def state_in_lists(record: Record, as_of: date) -> str:
    """The state that lists mark a record with: its status, or how far the consultation on a draft is.

    That is `comments_open`, `comments_ended` or `comments_cancelled`; a draft without a last day is a draft.
    """
    if record.status != "draft_for_comment":
        return record.status
    if is_called_off(record):
        return "comments_cancelled"
    if record.expires is None:
        return record.status
    return "comments_open" if record.expires >= as_of else "comments_ended"


def states_of(record: Record) -> tuple[tuple[str, str] | None, ...]:
    """For each entry of the history the states before ("" where nobody knows) and after.

    None where the state stayed the same, or is not known. The record's own status is the last word. What has
    a number or a day of effect was in force when it was published; anything else may have been a draft.
    """
    return tuple(_states(record))


def _states(record: Record) -> Iterator[tuple[str, str] | None]:
    if record.status == "draft_for_comment":  # its changes are those of the draft
        yield from (None for _ in record.history)
        return
    last = max((at for at, entry in enumerate(record.history) if _changes(entry)), default=-1)
    before = "in_force" if record.document_number or record.effective else ""
    for position, entry in enumerate(record.history):
        if not _changes(entry):
            yield None
            continue
        after = record.status if position == last else _MADE.get(entry.action, "")
        is_change = after not in ("", before) and (after != "in_force" or entry.action == "restored")
        yield (before, after) if is_change else None
        before = after


def _changes(entry: HistoryEntry) -> bool:
    return entry.action != "corrected"
