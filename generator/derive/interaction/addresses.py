"""Where the lists of the people's side stand."""

from __future__ import annotations

from generator.model.addresses import INTERACTION

#: The lists, by the part of the address that names each; words have the same names.
LETTERS, REQUESTS, RESPONSES, EVALUATIONS = "letters", "requests", "responses", "evaluations"
CONTACTS = "contacts"


def slice_url(name: str, key: str = "") -> str:
    """The address of a list, or of a slice of it."""
    return f"{INTERACTION}{name}/{key}/" if key else f"{INTERACTION}{name}/"


def body_key(body: str) -> str:
    """The key of a body's slice of a list."""
    return f"body-{body}"
