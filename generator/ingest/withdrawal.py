"""A record whose text was removed, and what its file still says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.ingest import rules_of_fields as rules
from generator.ingest.record import TELLING
from generator.ingest.references import Locate
from generator.model.labels import FieldLabels
from generator.model.problems import Place, Problem

_BODY = {"zh": "正文", "en": "Text"}
_COMMA = {"zh": "、", "en": ", "}


def check_left(
    fields: Mapping[str, Any],
    body_begins: Place | None,
    all_labels: Mapping[str, FieldLabels],
    locate: Locate,
) -> Iterator[Problem]:
    """One warning, at the first of what a file still says though its record's text was removed.

    `fields` are those of such a record; `body_begins` is None where there is no body; `all_labels` are the
    field labels by language, for the message.
    """
    left = [key for key in TELLING if fields.get(key)]
    places = [locate([key]) for key in left]
    if body_begins:
        places.append(body_begins)
    if not places:
        return
    names = {language: [labels.name(key) for key in left] for language, labels in all_labels.items()}
    told = {
        language: _COMMA[language].join([*found, *([_BODY[language]] if body_begins else [])])
        for language, found in names.items()
    }
    yield rules.WITHDRAWN_BODY_LEFT.at(min(places, key=lambda place: place.line), left=told)
