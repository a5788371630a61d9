"""What a body's front page says of the people's side: how many letters, requests and responses it has."""

from __future__ import annotations

from collections import Counter

from generator.derive.interaction.addresses import LETTERS, REQUESTS, RESPONSES, body_key, slice_url
from generator.derive.interaction.cases import letters, requests, responses
from generator.derive.naming import Site
from generator.derive.views import Counted

_CASES = {LETTERS: letters, REQUESTS: requests, RESPONSES: responses}


def lists_of_body(site: Site, body: str) -> tuple[Counted, ...]:
    """The lists of what came to a body, with the number of entries; those without any are left out."""
    counts = site.once("cases of bodies", lambda: _counts(site))
    return tuple(
        Counted(site.words[f"people_{name}"], slice_url(name, body_key(body)), counts[name][body])
        for name in _CASES
        if counts[name][body]
    )


def _counts(site: Site) -> dict[str, Counter[str]]:
    return {name: Counter(case.record.department for case in cases(site)) for name, cases in _CASES.items()}
