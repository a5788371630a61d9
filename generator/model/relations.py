"""Which relations between records make the chain of a decision (决策链条), from draft to result.

The names are those of `relations.type` in schema/record.schema.json, whose vocabulary is open: what stands
in neither set (`relates_to`, a site's own) links two records without making one a step of the other. The
later record names the earlier one.
"""

from __future__ import annotations

#: Steps of one matter up to its decision: each belongs to the draft, and so do all the others to it.
PREPARING = frozenset(
    ("consults_on", "hears", "assesses", "reports_consultation", "reviews", "deliberates", "adopts")
)

#: What comes after a decision and acts upon it; one record may act upon many that have nothing in common.
ACTING = frozenset(
    ("interprets", "implements", "reports_result", "amends", "corrects", "supersedes", "repeals")
)

CHAIN = PREPARING | ACTING
