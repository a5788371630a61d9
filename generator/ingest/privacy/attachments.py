"""Personal data in attachments: the text of documents and tables, and what pictures carry.

What was found in a file is kept by its digest, masked, so that a check looks only into files that are new.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator import workers
from generator.ingest import rules_of_privacy as rules
from generator.ingest.attachment_text.texts import attachment_blocks, text_key
from generator.ingest.privacy.check import problem_of
from generator.ingest.privacy.contacts import Contacts
from generator.ingest.privacy.detect import detect
from generator.ingest.privacy.exceptions import Exceptions
from generator.ingest.privacy.finding import Finding, Kind
from generator.ingest.privacy.pending import NamedFile, Pending, is_looked_into
from generator.ingest.privacy.pictures import in_picture, is_picture, picture_findings
from generator.ingest.replacing import replace_file
from generator.model.problems import Problem
from generator.model.records import Attachment
from generator.model.settings import Settings

#: To be raised whenever the same file would be found to hold something else.
_EDITION = 2
_NAME = "privacy.json"
_LONGEST = 10_000_000  # bytes of such a file that are read
#: Between the blocks of a file: each is a line, and none ends a table.
_BETWEEN = "\n|"

#: What a file holds: kind, masked form, how often.
_Found = Sequence[tuple[str, str, int]]


def check_attachment_privacy(
    settings: Settings, contacts: Contacts, records: Sequence[Pending], cleaned: Set[str], jobs: int
) -> Iterator[Problem]:
    """The personal data in the files of all records, and exceptions that nothing needs.

    Nothing is said of pictures that are `cleaned` (paths on disk): what they say of themselves stays here.
    After `check_attachment_text`, which reads the texts into the cache. Raises ReaderUnavailable.
    """
    files = {
        _key(named.attachment): named.attachment
        for record in records
        for named in record.files
        if is_looked_into(named.attachment, settings)
    }
    found = _found(settings, contacts, files, jobs) if files else {}
    for record in records:
        exceptions = Exceptions([exception.text for exception in record.exceptions])
        for named in record.files:
            if named.attachment.source in cleaned and is_picture(named.attachment.file):
                continue
            yield from _problems(named, found.get(_key(named.attachment), ()), exceptions)
        for position, exception in enumerate(record.exceptions):
            if not exception.is_used and position not in exceptions.used:
                yield rules.UNUSED_EXCEPTION.at(exception.place, masked=exceptions.shown(position))


def _problems(named: NamedFile, found: _Found, exceptions: Exceptions) -> Iterator[Problem]:
    """One problem for each kind, since a list may hold hundreds; the first stands for all."""
    counts: dict[str, list[tuple[str, int]]] = {}
    for kind, masked, count in found:
        if not exceptions.cover_masked(masked):
            counts.setdefault(kind, []).append((masked, count))
    for kind, items in counts.items():
        total = sum(count for _, count in items)
        more = (
            {"zh": f" 等 {total} 处", "en": f" and {total - 1} more"} if total > 1 else {"zh": "", "en": ""}
        )
        finding = Finding(Kind(kind), 0, 0, items[0][0], "")
        yield problem_of(finding, named.place, _where(named.attachment), more)


def _where(attachment: Attachment) -> Mapping[str, str]:
    if is_picture(attachment.file):
        return in_picture(attachment.file)
    return {"zh": f"附件“{attachment.file}”里", "en": f"in the attachment “{attachment.file}”"}


def _key(attachment: Attachment) -> str:
    """What decides what is found in a file."""
    return text_key(attachment) or f"{attachment.sha256}.{attachment.format.lower()}"


@dataclass(frozen=True)
class _Look:
    """What looking into a file takes."""

    settings: Settings
    contacts: Contacts

    def into(self, attachment: Attachment) -> _Found:
        """What a file holds, as often as it does, in order."""
        findings = (found for found in self._findings(attachment) if not self.contacts.allow(found))
        counts = Counter((finding.kind.value, finding.masked) for finding in findings)
        return [(kind, masked, count) for (kind, masked), count in counts.items()]

    def _findings(self, attachment: Attachment) -> Iterable[Finding]:
        if is_picture(attachment.file):
            return picture_findings(attachment.source)
        if text_key(attachment):
            return detect(_BETWEEN.join(attachment_blocks(self.settings, attachment)))
        return detect(_plain_text(attachment.source))


def _plain_text(path: str) -> str:
    """The text of a file that is one; "" for what cannot be read, which other rules report."""
    with suppress(OSError), Path(path).open("rb") as file:
        data = file.read(_LONGEST)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030", "replace")
    return ""


def _found(
    settings: Settings, contacts: Contacts, files: Mapping[str, Attachment], jobs: int
) -> Mapping[str, _Found]:
    """What each file holds, by key; those that are new are looked into, in `jobs` processes."""
    path, edition = settings.cache / _NAME, _edition(contacts)
    known = _read(path, edition)
    found = {key: known[key] for key in files if key in known}
    missing = [(key, attachment) for key, attachment in files.items() if key not in known]
    for part in workers.run(_look_into_all, _Look(settings, contacts), missing, jobs):
        found |= part
    if missing:
        _write(path, edition, found)
    return found


def _look_into_all(look: _Look, files: Sequence[tuple[str, Attachment]]) -> dict[str, _Found]:
    return {key: look.into(attachment) for key, attachment in files}


def _edition(contacts: Contacts) -> str:
    """What else decides what is found, as a digest: whose numbers are an office's."""
    known = json.dumps([_EDITION, contacts.domain, sorted(contacts.values)])
    return hashlib.sha256(known.encode()).hexdigest()


def _read(path: Path, edition: str) -> Mapping[str, _Found]:
    """What was found before; nothing where that was another edition, or the file is no such thing."""
    with suppress(OSError, ValueError, RecursionError):
        kept = json.loads(path.read_bytes())
        if isinstance(kept, dict) and kept.get("edition") == edition and isinstance(kept.get("found"), dict):
            return {key: items for key, items in kept["found"].items() if _is_found(items)}
    return {}


def _is_found(items: object) -> bool:
    kinds = frozenset(Kind)
    return isinstance(items, list) and all(
        isinstance(item, list)
        and len(item) == 3
        and item[0] in kinds
        and isinstance(item[1], str)
        and isinstance(item[2], int)
        for item in items
    )


def _write(path: Path, edition: str, found: Mapping[str, _Found]) -> None:
    """Keep what was found. Where the project cannot be written, the next run looks again."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, json.dumps({"edition": edition, "found": found}, ensure_ascii=False).encode())
