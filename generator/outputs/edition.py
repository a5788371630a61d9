"""The mark of an internal site (内部版): a file by which a build tells that a folder holds that edition.

The editions share nothing. The internal one adds the records and catalog entries of a second tree, from
another, private repository, to the public ones (`Settings.internal`); the public build never opens that tree.
Each has its own cache, name, address and folder, and `staging` builds neither over the other: hence the
mark. The public site has no such file: nothing in it says that there is another edition.
"""

from __future__ import annotations

from pathlib import Path

MARK = "edition.json"
_CONTENT = '{"edition": "internal"}\n'


def write_mark(site: Path) -> None:
    """Mark the site in a folder as the internal edition."""
    (site / MARK).write_text(_CONTENT, encoding="utf-8", newline="\n")


def is_marked(site: Path) -> bool:
    """Whether the folder holds an internal site."""
    return (site / MARK).is_file()
