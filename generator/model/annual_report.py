"""The tables of an annual disclosure report (政府信息公开工作年度报告): their rows, columns and cells.

As 国办公开办函〔2021〕30号 prescribes them. A cell is a number below the `data` of a record and has its path
there for a name; one that is not written counts as 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: The kind of record that a report is.
KIND = "annual_report"

#: The path of a cell, or of a row of cells, below `data`.
Path = tuple[str, ...]

TOTAL = "total"

#: Columns of the table of requests (三), without their total. All but the first are bodies (法人或其他组织).
APPLICANTS = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_welfare",
    "legal_service",
    "other",
)

#: What may become of a request, by group; the first two stand alone.
OUTCOME_GROUPS: Mapping[str, tuple[str, ...]] = {
    "granted": (),
    "partially_granted": (),
    "denied": (
        *("state_secret", "prohibited_by_law", "security_and_stability", "third_party_rights"),
        *("internal_affairs", "process_information", "enforcement_files", "administrative_inquiry"),
    ),
    "unavailable": ("not_held", "needs_creation", "still_unclear"),
    "not_processed": (
        *("petition_complaint", "repeated", "published_material", "excessive", "confirmation"),
    ),
    "other_handling": ("not_corrected", "fee_unpaid", "other_outcome"),
}
_OUTCOMES: Path = ("requests", "outcomes")

#: The row of each outcome, by the value that a reply to a request has for it.
OUTCOME_ROWS: Mapping[str, Path] = {
    outcome: (*_OUTCOMES, group, outcome) if outcomes else (*_OUTCOMES, group)
    for group, outcomes in OUTCOME_GROUPS.items()
    for outcome in outcomes or (group,)
}
RECEIVED: Path = ("requests", "received")
CARRIED_IN: Path = ("requests", "carried_in")
HANDLED: Path = ("requests", TOTAL)
CARRIED_OUT: Path = ("requests", "carried_out")
#: The rows of the table of requests, as the form has them.
REQUEST_ROWS: tuple[Path, ...] = (RECEIVED, CARRIED_IN, *OUTCOME_ROWS.values(), HANDLED, CARRIED_OUT)

#: What reviews and suits end with (四), without their total.
RESULTS = ("upheld", "corrected", "other", "pending")
REVIEWS: tuple[Path, ...] = tuple(
    ("reviews", key) for key in ("administrative_review", "direct_litigation", "litigation_after_review")
)

#: Documents by their number made, repealed and in force (二, 第二十条第（一）项).
DOCUMENTS: tuple[Path, ...] = (("proactive", "regulations"), ("proactive", "normative_documents"))
#: Decisions of the year, by their number (第（五）项 and 第（六）项); fees are an amount in 10,000 yuan.
DECISIONS: tuple[Path, ...] = (
    ("proactive", "licensing"),
    ("proactive", "penalties"),
    ("proactive", "coercion"),
)
FEES: Path = ("proactive", "fees")


def number(data: Mapping[str, Any], path: Path) -> Any:
    """The number in a cell, 0 where none is written: a Decimal among the fees, else a whole one."""
    value: Any = data
    for key in path:
        value = value.get(key, 0) if isinstance(value, Mapping) else 0
    return value


def added(data: Mapping[str, Any], row: Path, columns: Iterable[str]) -> int:
    """The cells of a row added up."""
    return sum(number(data, (*row, column)) for column in columns)


def figures(data: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, int]]:
    """Every whole number that is written, with its cell: all but fees and texts."""
    for key, value in data.items():
        here = (*path, key)
        if isinstance(value, Mapping):
            yield from figures(value, here)
        elif isinstance(value, int) and here != FEES:
            yield here, value
