"""What a rule was found to be: kept, broken, of no concern here, or for people to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from generator.derive.naming import Site
from generator.derive.views import Link
from generator.model.records import Record

#: How a rule can stand, in the order in which an office wants to see it.
PASS, FAIL, NOT_APPLICABLE, BY_HAND = "pass", "fail", "na", "manual"
STATES = (FAIL, BY_HAND, PASS, NOT_APPLICABLE)

#: So many records or bodies at fault are named; the others are counted.
_MOST_LINKS = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """How a rule stands: `id` names it, its words are `conform_<id>` and `conform_<id>_<state>`.

    `figures` fill those words; `links` lead to what is at fault, or to where the rule can be seen kept, and
    `more` counts those that are not named.
    """

    id: str
    state: str
    figures: Mapping[str, object] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Grounds:
    """What findings rest on: the site, the pages it has that another may lack, the policy of its pages."""

    site: Site
    stands: Set[str]
    policy: str


def kept_or_broken(
    rule: str, faults: Iterable[Link], kept: Iterable[Link] = (), **figures: object
) -> Finding:
    """A rule that is broken by each of `faults`; `faults` and `figures` fill its words."""
    found = list(faults)
    state = FAIL if found else PASS
    links = tuple(found[:_MOST_LINKS]) or tuple(kept)
    return Finding(rule, state, {**figures, "faults": len(found)}, links, max(0, len(found) - _MOST_LINKS))


def record_links(records: Iterable[Record]) -> list[Link]:
    """Links to records by their titles."""
    return [Link(record.title, record.url) for record in records]
