"""Checks of the decision chain: relations and statuses that contradict each other, steps that are due.

Asks facts of all records, once through; only a problem has a file read, for its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from generator.ingest import rules_of_chain as rules
from generator.ingest.crosscheck import place_of
from generator.ingest.facts import Facts
from generator.ingest.source import SourceRecord
from generator.model.labels import FieldLabels
from generator.model.problems import Place, Problem, Rule
from generator.model.settings import InterpretationDuty, Settings

_BINDING = frozenset(("in_force", "amended"))
#: Statuses of records that act upon others: a draft does not yet, one that lapsed or was taken back does not.
_ACTING = _BINDING | {"superseded", "repealed"}
#: Relations that put one document in another's place, or change it: they cannot lead back.
_REPLACING = frozenset(("supersedes", "repeals", "amends", "adopts"))
#: Relations to what must be there before; what prepares a decision is often tied to the decision itself.
_AFTERWARDS = _REPLACING | {"interprets", "corrects", "reports_result"}
#: Relations by which the public learns what became of a draft.
_ANSWERS = frozenset(("reports_consultation", "adopts", "supersedes", "repeals"))


class _Known(NamedTuple):
    """A record that can be trusted, and its file."""

    path: str
    facts: Facts

    @property
    def named(self) -> dict[str, str]:
        """How problems elsewhere name the record."""
        return {"number": self.facts.index_number, "path": os.path.relpath(self.path)}


class _Link(NamedTuple):
    """A relation between two records, `position` its place in the list of the later one."""

    later: _Known
    position: int
    kind: str
    earlier: _Known

    @property
    def place(self) -> Place:
        """Where the relation stands."""
        return place_of(self.later.path, ["relations", self.position])


class _Outcome(NamedTuple):
    """What an act makes of its target: the rule for one whose status denies it, and the statuses that do."""

    rule: Rule
    denials: frozenset[str]
    values: Mapping[str, Any]


_OUTCOMES = {
    "supersedes": _Outcome(
        rules.STATUS_CONTRADICTS_RELATION,
        _BINDING | {"draft_for_comment"},
        {"acts": {"zh": "替代", "en": "supersedes"}, "wanted": "superseded"},
    ),
    "repeals": _Outcome(
        rules.STATUS_CONTRADICTS_RELATION,
        _BINDING | {"draft_for_comment"},
        {"acts": {"zh": "废止", "en": "repeals"}, "wanted": "repealed"},
    ),
    "amends": _Outcome(rules.AMENDED_NOT_MARKED, frozenset(("in_force",)), {}),
    "adopts": _Outcome(rules.ADOPTED_NOT_DRAFT, _BINDING, {}),
}


def check_chain(
    sources: Sequence[SourceRecord], settings: Settings, labels: Mapping[str, FieldLabels], as_of: date
) -> Iterator[Problem]:
    """Every problem of the decision chain on a day; `labels` are the fields' by language, for messages."""
    records = [_Known(source.path, source.facts) for source in sources if source.facts]
    links = _links(records)
    yield from _statuses(links, labels, as_of.isoformat())
    yield from _circles(links)
    yield from _order(links, labels)
    for step in _steps_due(records, links, settings, as_of):
        yield _problem_of(step)


def _links(records: Sequence[_Known]) -> list[_Link]:
    """All relations that lead to another record; what leads nowhere is reported elsewhere."""
    named = {target for record in records for _, target in record.facts.relations}
    former = {
        number: each for each in records for number in each.facts.former_index_numbers if number in named
    }
    current = {each.facts.index_number: each for each in records if each.facts.index_number in named}
    by_number = former | current
    return [
        _Link(record, position, kind, by_number[target])
        for record in records
        for position, (kind, target) in enumerate(record.facts.relations)
        if target in by_number and by_number[target] is not record
    ]


def _statuses(links: Sequence[_Link], labels: Mapping[str, FieldLabels], today: str) -> Iterator[Problem]:
    """Records whose status denies what another one in effect did to them; each is reported once."""
    reported = set()
    for later, _, kind, earlier in links:
        outcome, status = _OUTCOMES.get(kind), earlier.facts.status
        if not outcome or status not in outcome.denials or earlier.path in reported:
            continue
        if _has_acted(later.facts, earlier.facts, today):
            reported.add(earlier.path)
            shown = {language: names.value("status", status) for language, names in labels.items()}
            place = place_of(earlier.path, ["status"])
            yield outcome.rule.at(place, status=shown, **outcome.values, **later.named)


def _has_acted(later: Facts, earlier: Facts, today: str) -> bool:
    """Whether a record has taken effect upon another, which was not restored since."""
    return later.status in _ACTING and later.effective <= today and earlier.restored <= later.issued


def _circles(links: Sequence[_Link]) -> Iterator[Problem]:
    """Relations that close a circle of replacements, found by a walk through each record once."""
    onward: dict[str, list[_Link]] = {}
    for link in links:
        if link.kind in _REPLACING:
            onward.setdefault(link.later.path, []).append(link)
    done: set[str] = set()
    for start in onward:
        if start not in done:
            yield from _circles_from(start, onward, done)


def _circles_from(start: str, onward: Mapping[str, Sequence[_Link]], done: set[str]) -> Iterator[Problem]:
    """The circles that a walk from a record meets; `done` takes every record that it leaves for good."""
    trail = {start: iter(onward[start])}
    walked: list[_Link] = []
    while trail:
        here = next(reversed(trail))
        link = next(trail[here], None)
        if link is None:
            done.add(here)
            del trail[here]
            del walked[-1:]
        elif (there := link.earlier.path) in trail:
            first = list(trail).index(there)
            circle = [*(each.later for each in walked[first:]), link.later, link.earlier]
            yield rules.RELATION_CIRCLE.at(
                link.place, circle=_in_words(circle), path=link.earlier.named["path"]
            )
        elif there not in done and there in onward:
            trail[there] = iter(onward[there])
            walked.append(link)


def _in_words(circle: Sequence[_Known]) -> str:
    """The numbers of a circle; of a long one, those in the middle are left out."""
    numbers = [each.facts.index_number for each in circle]
    return " → ".join(numbers if len(numbers) <= 4 else [*numbers[:2], "…", *numbers[-2:]])


def _order(links: Sequence[_Link], labels: Mapping[str, FieldLabels]) -> Iterator[Problem]:
    """Records that act upon one both issued and published after them."""
    for link in links:
        later, earlier = link.later.facts, link.earlier.facts
        is_before = later.issued < earlier.issued and later.published < earlier.published
        if is_before and link.kind in _AFTERWARDS:
            label = {language: names.value("relations.type", link.kind) for language, names in labels.items()}
            yield rules.RELATION_TO_LATER.at(link.place, label=label, **link.earlier.named)


class StepDue(NamedTuple):
    """A step of the chain whose days are over: the rule that asks for it, the record, and its age.

    `age` is days since publication, or since the last day for comments.
    """

    rule: Rule
    path: str
    facts: Facts
    age: int


def steps_due(facts: Iterable[tuple[str, Facts]], settings: Settings, as_of: date) -> list[StepDue]:
    """The steps that are missing on a day, of records by their files."""
    records = [_Known(path, each) for path, each in facts]
    return list(_steps_due(records, _links(records), settings, as_of))


def _steps_due(
    records: Sequence[_Known], links: Sequence[_Link], settings: Settings, as_of: date
) -> Iterator[StepDue]:
    yield from _interpretations(records, links, settings.interpretation_required, as_of)
    yield from _consultations(records, links, settings.consultation_result_days, as_of)


def _problem_of(step: StepDue) -> Problem:
    number, expires = step.facts.index_number, step.facts.expires
    if step.rule is rules.INTERPRETATION_MISSING:
        return step.rule.at(Place(step.path), age=step.age, number=number)
    return step.rule.at(place_of(step.path, ["expires"]), expires=expires, age=step.age, number=number)


def _interpretations(
    records: Sequence[_Known], links: Sequence[_Link], duty: InterpretationDuty, as_of: date
) -> Iterator[StepDue]:
    """Documents of the kinds that a site wants interpreted, whose days for it are over."""
    if not duty.applies:
        return
    interpreted = {link.earlier.path for link in links if link.kind == "interprets" and _stands(link)}
    for path, facts in records:
        if path in interpreted or not _is_owed(facts, duty):
            continue
        age = (as_of - date.fromisoformat(facts.published)).days
        if age > duty.days:
            yield StepDue(rules.INTERPRETATION_MISSING, path, facts, age)


def _stands(link: _Link) -> bool:
    """Whether the record that names another one was not taken back."""
    return link.later.facts.status != "withdrawn"


def _is_owed(facts: Facts, duty: InterpretationDuty) -> bool:
    """Whether a record is a document in force, open to all, of the kinds that are to be interpreted."""
    return (
        facts.kind == "document"
        and facts.status in _BINDING
        and (facts.mode, facts.audience) == ("proactive", "public")
        and facts.published >= duty.since
        and (not duty.genres or facts.genre in duty.genres)
        and (not duty.categories or f"{facts.category}/".startswith(duty.branches))
        and all(kind != "interprets" for kind, _ in facts.relations)
    )


def _consultations(
    records: Sequence[_Known], links: Sequence[_Link], days: int, as_of: date
) -> Iterator[StepDue]:
    """Drafts whose days for comments are over, and nothing says what became of them."""
    answered = {link.earlier.path for link in links if link.kind in _ANSWERS and _stands(link)}
    # An answer to the notice of a consultation answers for the draft that it is about.
    answered |= {
        link.earlier.path for link in links if link.kind == "consults_on" and link.later.path in answered
    }
    for path, facts in records:
        if facts.status != "draft_for_comment" or not facts.expires or path in answered:
            continue
        age = (as_of - date.fromisoformat(facts.expires)).days
        if age > days:
            yield StepDue(rules.CONSULTATION_WITHOUT_RESULT, path, facts, age)
