"""What a target lacks of a site, has otherwise, and has too much; and in what order to mend that.

A reader never meets a page that asks for a file which is not there yet, and no list leads to a record that is
not there yet: first what pages ask for, then new records, then other new pages, then pages that changed, then
what people and programs begin with, then the manifest; what is gone is deleted last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.outputs.compress import SUFFIXES
from generator.outputs.hosting.headers import NAMED_BY_CONTENT
from generator.outputs.manifest import NAME

#: What leads readers and programs to the rest: addresses that they begin with, and lists of what is new.
_ENTRIES = ("feeds/", "data/", "search/index.json", "search/suggest/index.json", "sitemap", "robots.txt", "_")

#: What all other pages lead to.
_RECORDS = "records/"


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths inside the site, sorted: `new` and `changed` are to be copied, `gone` to be deleted.

    `kept` are gone as well, but stay until the next time.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...] = ()

    @property
    def copied(self) -> tuple[str, ...]:
        """All that is to be copied."""
        return (*self.new, *self.changed)

    def steps(self) -> Iterator[list[str]]:
        """What is to be copied, step by step; the manifest, which always is, makes the last."""
        new = frozenset(self.new)

        def number(path: str) -> int:
            plain = _uncompressed(path)
            return _step(plain, is_new=plain in new)

        for _, step in groupby(sorted(self.copied, key=lambda path: (number(path), path)), key=number):
            yield list(step)
        yield [NAME]


def changes(
    site: Mapping[str, str], target: Mapping[str, str], doubtful: Collection[str] = (), *, keep: bool = False
) -> Changes:
    """Compare the digests by path of a site with those of a target.

    `doubtful` are paths that may be in the target in any state; those that its manifest does not name are new
    (or were, when a deployment that was interrupted began). With `keep`, files that are named by what they
    hold stay once more: pages that a cache still has ask for them.
    """
    uncertain = frozenset(doubtful)
    new = site.keys() - target.keys()
    both = site.keys() & target.keys()
    changed = {path for path in both if path in uncertain or site[path] != target[path]}
    gone = (target.keys() | uncertain) - site.keys()
    kept = {path for path in gone & target.keys() if keep and path.startswith(NAMED_BY_CONTENT)}
    return Changes(*(tuple(sorted(paths)) for paths in (new, changed, gone - kept, kept)))


def _step(path: str, *, is_new: bool) -> int:
    if path.startswith(NAMED_BY_CONTENT):
        return 0
    if path.startswith(_ENTRIES) or path == "index.html":
        return 5
    if not path.endswith(".html"):
        return 1
    if not is_new:
        return 4
    return 2 if path.startswith(_RECORDS) else 3


def _uncompressed(path: str) -> str:
    """The file that a compressed copy stands beside: both change in one step."""
    for suffix in SUFFIXES.values():
        path = path.removesuffix(suffix)
    return path
