"""Whose a number is: what offices themselves make public is no personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.ingest.privacy.detect import suspects
from generator.ingest.privacy.finding import Finding, Kind
from generator.model.catalog import Department
from generator.model.settings import Settings

_CONTACTS = frozenset((Kind.MOBILE, Kind.LANDLINE, Kind.EMAIL))
_OF_OFFICES = ".gov.cn"


@dataclass(frozen=True)
class Contacts:
    """Telephone numbers (digits alone) and e-mail addresses that may stand anywhere; the site's domain."""

    values: frozenset[str] = frozenset()
    domain: str = ""

    def allow(self, finding: Finding) -> bool:
        """Whether a finding is an office's telephone or address."""
        if finding.kind not in _CONTACTS:
            return False
        host = "." + finding.value.rpartition("@")[2]
        is_own = bool(self.domain) and host.endswith(f".{self.domain}")
        is_office = finding.kind is Kind.EMAIL and (is_own or host.endswith(_OF_OFFICES))
        return is_office or finding.value in self.values


def contacts_of(settings: Settings, departments: Iterable[Department]) -> Contacts:
    """What settings and departments name, in any key."""
    texts = [*settings.public_contacts, settings.site.contact, settings.feedback_url]
    for department in departments:
        texts += _texts(department.extra)
    found = (finding for text in texts for finding in suspects(text) if finding.kind in _CONTACTS)
    domain = settings.domain.removeprefix("www.").lower()
    return Contacts(frozenset(finding.value for finding in found), domain if "." in domain else "")


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
