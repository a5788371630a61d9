"""A request for disclosure: who asked for what, what came of it, and the days taken of those allowed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.forms.handling import Handling, handling_of
from generator.derive.interaction.cases import request_case
from generator.derive.naming import Site
from generator.model.interaction import EXTENSION_DAYS, REQUEST_DAYS, Request
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What was asked for ("" where nothing is written), how it was handled, and the limits of the law."""

    request: str
    handling: Handling
    law: str


def request_form(site: Site, record: Record) -> RequestForm:
    """The course of a request for disclosure."""
    request, case = Request.of(record), request_case(site, record)
    labels, words = site.labels_of[record.kind], site.words
    not_counted = words.fill("people_n_days", n=request.days_not_counted) if request.days_not_counted else ""
    facts = (
        (labels.name("applicant_type"), labels.value("applicant_type", request.applicant_type)),
        (labels.name("received"), request.received.isoformat()),
        (labels.name("replied"), request.replied.isoformat() if request.replied else ""),
        (labels.name("extended_to"), request.extended_to.isoformat() if request.extended_to else ""),
        (labels.name("days_not_counted"), not_counted),
    )
    return RequestForm(
        request=request.request,
        handling=handling_of(site, case, labels.value("outcome", request.outcome), facts),
        law=words.fill("people_request_law", days=REQUEST_DAYS, extension=EXTENSION_DAYS),
    )
