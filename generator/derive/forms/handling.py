"""How a letter or a request was handled: what came of it, in how many working days, and whether in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.derive.interaction.cases import Case
from generator.derive.naming import Site


@dataclass(frozen=True, slots=True)
class Handling:
    """The course of a case: `mark` is the key of its result (`waiting` without one), `label` its name.

    `days` and `limit` are sentences, `limit` "" where no limit is set; `facts` are labels with values.
    """

    mark: str
    label: str
    days: str
    limit: str
    is_late: bool
    is_provisional: bool
    facts: tuple[tuple[str, str], ...]


def handling_of(site: Site, case: Case, result: str, facts: Iterable[tuple[str, str]]) -> Handling:
    """How a case whose days are working days was handled; `result` is the name of what came of it."""
    words = site.words
    said = "people_waiting_since" if case.is_open else "people_days_taken"
    timely = ("people_beyond" if case.is_late else "people_until") if case.last_day else ""
    return Handling(
        mark=case.result or "waiting",
        label=result or words.people_waiting,
        days=words.fill(said, n=case.days, date=case.received),
        limit=words.fill(timely, date=case.last_day) if timely else "",
        is_late=case.is_late,
        is_provisional=case.is_provisional,
        facts=tuple(fact for fact in facts if fact[1]),
    )
