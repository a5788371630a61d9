"""A response to public concern (回应关切): the concern, where it came from, how soon it was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.interaction.cases import response_case
from generator.derive.naming import Site
from generator.derive.views import Link
from generator.model.interaction import Response
from generator.model.records import Record

#: The relation of a response to what it answers.
_REPLIES = "replies_to"


@dataclass(frozen=True, slots=True)
class ResponseForm:
    """The concern and the course of the response; `taken` is a sentence, "" where nobody knows.

    `answered` are the records that it replies to, under the name of that relation.
    """

    concern: str
    taken: str
    is_late: bool
    facts: tuple[tuple[str, str], ...]
    answered: tuple[Link, ...]
    answers: str


def response_form(site: Site, record: Record) -> ResponseForm:
    """The course of a response."""
    response, labels = Response.of(record), site.labels_of[record.kind]
    facts = (
        (labels.name("source"), response.source),
        (labels.name("raised"), response.raised.isoformat() if response.raised else ""),
        (labels.name("responded"), response.responded.isoformat()),
        (labels.name("responded_by"), response.responded_by or site.department(record.department)),
        (labels.name("channel"), response.channel),
    )
    return ResponseForm(
        concern=response.concern,
        taken=_taken(site, response),
        is_late=response_case(site, record).is_late,
        facts=tuple(fact for fact in facts if fact[1]),
        answered=tuple(_answered(site, record)),
        answers=site.labels.value("relations.type", _REPLIES),
    )


def _taken(site: Site, response: Response) -> str:
    if response.days is None:
        return ""
    return site.words.fill("people_responded_in" if response.days else "people_same_day", n=response.days)


def _answered(site: Site, record: Record) -> Iterator[Link]:
    for relation in record.relations:
        target = site.indexes.by_number.get(relation.target)
        if target and relation.type == _REPLIES:
            yield Link(target.title, target.url)
