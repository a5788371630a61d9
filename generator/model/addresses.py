"""Addresses that the generator fills, relative to the site's root: all that begins with them is its own."""

from __future__ import annotations

#: Every record has a folder below, the permanent address of its page.
RECORDS = "records/"
DATA_PAGE = "data/"
FOLLOW = "follow/"
#: The screen edition of the site; those of bodies stand below.
SCREEN = "screen/"
#: The statistics of all time; those of years stand below.
STATISTICS = "statistics/"
#: How fresh the columns are: below the supervision of duties, and there without duties, too.
FRESHNESS = "supervision/freshness/"
CONFORMITY = "conformity/"
ACCESSIBILITY = "accessibility/"
#: Pages that stand only where there is something to show: the register of what is not disclosed, the index
#: of all sheets, that of subjects, the duty catalog and its ledger, supervision, bulletins, letters, …
REGISTER, SHEETS, SUBJECTS = "register/", "sheets/", "subjects/"
DUTIES, LEDGER, SUPERVISION, BULLETINS = "duties/", "ledger/", "supervision/", "bulletins/"
INTERACTION, LEADERS, RESPONSIBILITY, REQUESTS = "interaction/", "leaders/", "responsibility/", "requests/"
OPTIONAL = (
    *(REGISTER, SHEETS, SUBJECTS, DUTIES, LEDGER, SUPERVISION, BULLETINS),
    *(INTERACTION, LEADERS, RESPONSIBILITY, REQUESTS),
)

#: Pages that stand once and always.
INDEXES = frozenset(
    (
        *("categories/", "departments/", "years/", "titles/", "history/", "search/"),
        *(FOLLOW, DATA_PAGE, SCREEN, FRESHNESS, STATISTICS, CONFORMITY, ACCESSIBILITY),
    )
)

#: The folders in which no page of prose can stand: it would be written over.
TAKEN = frozenset(
    f"{address.partition('/')[0]}/" for address in (*INDEXES, RECORDS, *OPTIONAL, "assets/", "feeds/")
)
