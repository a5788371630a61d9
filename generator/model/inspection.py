"""The kinds of what an inspection may find, in the order in which an office looks at them."""

from __future__ import annotations

#: Gaps in records: documents that expired and are shown as in force, drafts whose comments were not answered,
#: policies without interpretation, documents without their number, and matters in the register of what is
#: not disclosed whose review is overdue.
GAPS = ("expired", "unanswered", "uninterpreted", "unnumbered", "review")

#: All findings: duties that are overdue or fall due within the look-ahead; columns that are blank, were not
#: updated, or are soon to be; gaps in records; elements that bodies do not tell.
FINDINGS = ("overdue", "due", "blank", "stale", "expiring", *GAPS, "elements")
