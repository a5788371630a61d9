"""A letter and its reply as a dialogue (来信与答复), or how long the letter has been waiting for one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.forms.handling import Handling, handling_of
from generator.derive.interaction.cases import letter_case
from generator.derive.naming import Site
from generator.model.interaction import Letter
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class LetterForm:
    """What both sides said: dates in ISO 8601; texts are "" where nothing is written."""

    subject: str
    question: str
    received: str
    reply: str
    replied: str
    replied_by: str
    handling: Handling


def letter_form(site: Site, record: Record) -> LetterForm:
    """The dialogue that a letter's record holds."""
    letter, case = Letter.of(record), letter_case(site, record)
    labels = site.labels_of[record.kind]
    facts = (
        (labels.name("channel"), labels.value("channel", letter.channel)),
        (labels.name("received"), letter.received.isoformat()),
        (labels.name("replied"), letter.replied.isoformat() if letter.replied else ""),
        (labels.name("transferred_to"), letter.transferred_to),
    )
    return LetterForm(
        subject=letter.subject,
        question=letter.question,
        received=letter.received.isoformat(),
        reply=letter.reply,
        replied=letter.replied.isoformat() if letter.replied else "",
        replied_by=letter.replied_by or site.department(record.department),
        handling=handling_of(site, case, labels.value("disposition", letter.disposition), facts),
    )
