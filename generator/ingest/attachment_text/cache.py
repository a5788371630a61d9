"""Texts of attachments on disk, by what they are read from and by whom."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ingest.attachment_text.outcome import ACCIDENTS, Extract, Outcome
from generator.ingest.digest_cache import DigestCache, installed
from generator.model.settings import Settings

#: Counts the forms and extractors that there have been: raise it when either changes.
_VERSION = 3
#: What else decides how a kind is read; the other kinds are left to the standard library.
_LIBRARIES = {"pdf": "pypdfium2", "xlsx": "python-calamine"}
_MARKED = frozenset(Outcome) - {Outcome.TEXT}


class TextCache(DigestCache):
    """The texts that a project has read; the mark of a file is how its reading ended, unless with text."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, "attachment-text")

    def blocks(self, key: str) -> tuple[str, ...] | None:
        """The text of a file, by its key; None where it was not read yet."""
        found = self.read(key)
        if isinstance(found, list) and all(isinstance(block, str) for block in found):
            return tuple(found)
        return None

    def keep(self, key: str, extract: Extract) -> None:
        """Keep what reading a file brought."""
        outcome = extract.outcome
        mark = outcome if outcome in _MARKED else ""
        self.write(key, extract.blocks, mark, is_accident=outcome in ACCIDENTS)


def findings_in(marks: Mapping[str, str]) -> dict[str, Outcome]:
    """The outcomes other than text, by key."""
    return {key: Outcome(mark) for key, mark in marks.items() if mark in _MARKED}


def key_of(sha256: str, kind: str) -> str:
    """The name that a file's text is kept by. The same bytes read differently as another kind."""
    library = _LIBRARIES.get(kind)
    return f"{sha256}.{kind}.v{_VERSION}" + (f"-{installed(library)}" if library else "")
