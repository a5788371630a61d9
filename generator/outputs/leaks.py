"""Identity numbers and bank cards in a built site: the second net, after the check of the sources.

Whatever way a number took (a template, an export, an attachment of plain text, a site built elsewhere or by
an older program), it ends in a file of the site. Only what is beyond doubt without words elsewhere counts
here: a file of the search holds texts of many records, and a page names telephones of offices.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator import workers
from generator.ingest.privacy.check import exceptions_in
from generator.ingest.privacy.detect import certain
from generator.ingest.privacy.exceptions import Exceptions
from generator.ingest.privacy.finding import Finding
from generator.ingest.privacy.plain import INLINE_TAG
from generator.model.media_types import TEXT

#: Ends of the names of files that are text; the last ones are what hosts are told.
_ENDINGS = (*(f".{ending}" for ending in sorted(TEXT)), ".map", "_redirects", "_headers")
_MARKUP = (".html", ".atom", ".rss", ".xml", ".svg", ".kml")
_CATALOG = "data/catalog.json"

# A file is looked at in plain form only where it has the digits of a card in a row, once what may stand
# between digits is left out: to find that out takes two calls in C.
_ZEROS = bytes(ord("0") if chr(byte).isdigit() else byte or 1 for byte in range(128)) + bytes([1] * 128)
_GAPS = b" \t\r\n-.*~`\\()"
_SHORTEST = b"0" * 16
#: Digits of full width: a pattern that begins with bytes as they are is searched for by these.
_WIDE = re.compile(b"\xef\xbc[\x90-\x99]")
#: Tags that end what stands before them; their attributes stay, which may hold a number as well.
_TAGS = re.compile(rf"({INLINE_TAG})|</?[A-Za-z][\w:-]*|/?>")


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A number in a file of the site (by its path inside), masked, and how often it stands there."""

    path: str
    masked: str
    count: int


def find_leaks(site: Path, jobs: int) -> list[Leak]:
    """Every identity number and bank card in the site's texts that no record names as an exception, by path.

    Files that cannot be read are left to the comparison with the manifest.
    """
    found = [each for part in workers.run(_look_into_all, site, sorted(_texts(site)), jobs) for each in part]
    exceptions = _exceptions(site) if found else Exceptions(())
    counts = Counter((path, finding.masked) for path, finding in found if not exceptions.cover(finding))
    return sorted(Leak(path, masked, count) for (path, masked), count in counts.items())


def _look_into_all(site: Path, paths: Sequence[str]) -> list[tuple[str, Finding]]:
    return [(path, finding) for path in paths for finding in _look_into(site / path)]


def _look_into(path: Path) -> Sequence[Finding]:
    data = b""
    with suppress(OSError):
        data = path.read_bytes()
    if _SHORTEST not in data.translate(_ZEROS, _GAPS) and not _WIDE.search(data):
        return ()
    if path.name.endswith(".ics"):
        data = data.replace(b"\r\n ", b"")  # its lines are folded wherever they are long
    text = data.decode("utf-8", "replace")
    if path.name.endswith(_MARKUP):
        text = _TAGS.sub(lambda tag: tag[1] or "|", text)
    return certain(text)


def _texts(site: Path) -> Iterator[str]:
    """The files to look into, by their paths inside the site; links are not followed."""
    for folder, _, names in os.walk(site):
        inside = Path(folder).relative_to(site)
        for name in names:
            if name.endswith(_ENDINGS) and not os.path.islink(os.path.join(folder, name)):  # noqa: PTH114, PTH118
                yield (inside / name).as_posix()


def _exceptions(site: Path) -> Exceptions:
    """What the records of the site say may be public."""
    records: object = None
    with suppress(OSError, ValueError, RecursionError):
        records = json.loads((site / _CATALOG).read_bytes())
    listed = records if isinstance(records, list) else []
    return Exceptions(
        [text for fields in listed if isinstance(fields, dict) for text in exceptions_in(fields)]
    )
