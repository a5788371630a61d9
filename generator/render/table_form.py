"""Tables whose rows are numbered (序号): a class says that names stand in the second column."""

from __future__ import annotations

import re

#: A table whose first head is that of row numbers, as markup/writer writes tables.
_NUMBERED = re.compile(r"<table>(?=\s*(?:<thead>\s*)?<tr>\s*<th\b[^>]*>\s*(?:序\s*号|No\.|#)\s*</th>)")


def with_numbered_rows(body: str) -> str:
    """A body's HTML with the tables of numbered rows marked by the class `numbered`."""
    return _NUMBERED.sub('<table class="numbered">', body) if "<table>" in body else body
