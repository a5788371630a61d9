"""Reviewed exceptions: what a record says may be public all the same, and why (`privacy_exceptions`)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.ingest.privacy.detect import suspects
from generator.ingest.privacy.finding import Finding
from generator.ingest.privacy.masking import CROSS
from generator.ingest.privacy.redact import redact


class Exceptions:
    """The exceptions of a record, by their texts: each as the check shows it, masked, or as it stands.

    Masked is better, since exceptions are exported with the record; both are understood, asterisks as well.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._fitting = [_fitting(text) for text in texts]
        self.used: set[int] = set()

    def cover(self, finding: Finding) -> bool:
        """Whether a finding may be public; notes which exception says so."""
        return self.cover_masked(finding.masked) or self._note(finding.value)

    def cover_masked(self, masked: str) -> bool:
        """The same of what only its masked form is known of."""
        return self._note(masked)

    def _note(self, text: str) -> bool:
        fitting = {position for position, values in enumerate(self._fitting) if text in values}
        self.used |= fitting
        return bool(fitting)

    def shown(self, position: int) -> str:
        """The text of an exception as it may be shown."""
        return redact(self._texts[position])


def _fitting(text: str) -> set[str]:
    """What the masked form or the value of a finding may be that an exception is for."""
    found = suspects(text)
    masked, values = (finding.masked for finding in found), (finding.value for finding in found)
    return {text.strip().replace("*", CROSS), text.strip(), *masked, *values}
