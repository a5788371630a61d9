"""Addresses that the generator fills, relative to the site's root: all that begins with them is its own."""

from __future__ import annotations

#: Every record has a folder below, the permanent address of its page.
RECORDS = "records/"
DATA_PAGE = "data/"
FOLLOW = "follow/"
#: The screen edition of the site; those of bodies stand below.
SCREEN = "screen/"
#: The register of what is not disclosed, and the index of all sheets: they stand only where there are any.
REGISTER, SHEETS = "register/", "sheets/"

#: Pages that stand once and always.
INDEXES = frozenset(
    (
        *("categories/", "departments/", "subjects/", "years/", "titles/", "history/", "search/"),
        *(FOLLOW, DATA_PAGE, SCREEN),
    )
)

#: Where no page of prose can stand: it would be written over.
TAKEN = INDEXES | {RECORDS, REGISTER, SHEETS, "assets/", "feeds/"}
