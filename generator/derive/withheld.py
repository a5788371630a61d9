"""What stands in place of a text that not everybody may read (依申请公开, 向特定对象公开)."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.naming import Site
from generator.derive.request_form import form_url
from generator.model.records import Record


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why a record's content is not shown: in a line, how to come by it, and the condition by its name.

    `guide` and `form` are those of the body that holds it, the form filled in for the record; "" without one.
    """

    title: str
    text: str
    condition: str
    guide: str
    form: str


def withheld(site: Site, record: Record) -> Withheld | None:
    """What to say of a record whose content is not for everybody; None of any other, and of a removed one."""
    if record.body_is_public or record.body_is_removed:
        return None
    words, labels, disclosure = site.words, site.labels, record.disclosure
    owner = site.catalog.departments[record.department]
    ways = (owner.request_url, form_url(owner, record))
    if disclosure.mode == "on_request":
        condition = labels.value("disclosure.mode", disclosure.mode)
        return Withheld(words.on_request_title, words.on_request_text, condition, *ways)
    condition = labels.value("disclosure.audience", disclosure.audience)
    return Withheld(words.specific_title, words.specific_text, condition, *ways)
