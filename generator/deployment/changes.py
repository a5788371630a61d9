"""What a target lacks of a site, has otherwise, and has too much; and in what order to mend that.

A reader never meets a page that asks for a file which is not there yet: first what pages ask for, then pages,
then what leads to them, then the manifest; what is gone is deleted last.
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
        for _, step in groupby(sorted(self.copied, key=lambda path: (_step(path), path)), key=_step):
            yield list(step)
        yield [NAME]


def changes(
    site: Mapping[str, str], target: Mapping[str, str], doubtful: Collection[str] = (), *, keep: bool = False
) -> Changes:
    """Compare the digests by path of a site with those of a target.

    `doubtful` are paths that may be in the target in any state. With `keep`, files that are named by what
    they hold stay once more: pages that a cache still has ask for them.
    """
    at_target = target.keys() | set(doubtful)
    new = site.keys() - at_target
    changed = {path for path in site.keys() & at_target if path in doubtful or site[path] != target[path]}
    gone = at_target - site.keys()
    kept = {path for path in gone & target.keys() if keep and path.startswith(NAMED_BY_CONTENT)}
    return Changes(*(tuple(sorted(paths)) for paths in (new, changed, gone - kept, kept)))


def _step(path: str) -> int:
    plain = _uncompressed(path)
    if plain.startswith(NAMED_BY_CONTENT):
        return 0
    if plain.startswith(_ENTRIES) or plain == "index.html":
        return 3
    return 2 if plain.endswith(".html") else 1


def _uncompressed(path: str) -> str:
    """The file that a compressed copy stands beside: both change in one step."""
    for suffix in SUFFIXES.values():
        path = path.removesuffix(suffix)
    return path
