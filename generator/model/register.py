"""An entry in the register of what is not disclosed (不予公开事项登记簿), out of a record's `data`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model.records import Record

#: The kind of record that an entry is. It has neither a body nor attachments, which could tell the matter.
KIND = "register_entry"

#: The result of a review after which there is nothing left to review.
DISCLOSED = "disclosed"


@dataclass(frozen=True, slots=True)
class Review:
    """A review (复审) and its result: kept, partly_disclosed or disclosed."""

    date: date
    result: str


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An entry. `decision` is "not_yet", "not" or "" where none is written, `reason` a value of the schema.

    `decided` is the day of the meeting; `filed` and `reference` are the filing with the supervising office;
    `secrecy_until` a day or a condition as written; `reviews` stand in the order written. `is_closed` says
    that no further review is due: the matter is disclosed by now, or the record has ended.
    """

    decision: str
    reason: str
    legal_basis: tuple[str, ...]
    decided: date
    meeting: str
    filed: date | None
    reference: str
    secrecy_until: str
    next_review: date
    reviews: tuple[Review, ...]
    is_closed: bool

    @classmethod
    def of(cls, record: Record) -> RegisterEntry:
        """The entry that a sound record of the kind holds."""
        data = record.data
        decision: Mapping[str, str] = data["collective_decision"]
        filing: Mapping[str, str] = data.get("filing", {})
        reviews = tuple(_review(item) for item in data.get("reviewed", ()))
        return cls(
            decision=data.get("decision", ""),
            reason=data["reason"],
            legal_basis=tuple(data["legal_basis"]),
            decided=date.fromisoformat(decision["date"]),
            meeting=decision["meeting"],
            filed=date.fromisoformat(filing["date"]) if filing else None,
            reference=filing.get("reference", ""),
            secrecy_until=data.get("secrecy_until", ""),
            next_review=date.fromisoformat(data["next_review"]),
            reviews=reviews,
            is_closed=record.has_ended or any(review.result == DISCLOSED for review in reviews),
        )

    def is_overdue(self, as_of: date) -> bool:
        """Whether the next review should have been held before a day and was not."""
        return not self.is_closed and self.next_review < as_of

    @property
    def last_reviewed(self) -> date:
        """The day on which it was last decided that the matter stays undisclosed."""
        return max([self.decided, *(review.date for review in self.reviews)])

    @property
    def secrecy_ends(self) -> date | None:
        """The day that ends secrecy; None where a condition is written, or nothing."""
        try:
            return date.fromisoformat(self.secrecy_until)
        except ValueError:
            return None


def _review(item: Mapping[str, Any]) -> Review:
    return Review(date.fromisoformat(item["date"]), item["result"])
