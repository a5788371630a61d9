"""The statement on access: what helps to use the site, what is kept or lacking, whom to tell of a barrier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.naming import Site
from generator.derive.views import Column, Link, Page
from generator.model.addresses import ACCESSIBILITY

#: What is told of, in order: a title and a text among the words for each.
_WAYS = ("large", "dark", "zoom", "keyboard", "reader", "aloud", "search", "print", "plain")
_KEPT = ("standards", "kinds", "checked")
_LACKING = ("attachments", "reading", "browsers")


@dataclass(frozen=True)
class AccessibilityPage:
    """Texts under their titles, by section; and whom to tell: a label and a text each, from the settings."""

    page: Page
    ways: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    lacking: tuple[tuple[str, str], ...]
    contact: tuple[tuple[str, str], ...]


def accessibility_page(site: Site) -> AccessibilityPage:
    """The statement, in the site's language."""
    words, identity = site.words, site.settings.site
    column = Column(words.access, words.access_lead)
    contact = ((words.access_office, identity.organizer), (words.footer_contact, identity.contact))
    return AccessibilityPage(
        page=site.page(ACCESSIBILITY, words.access, column, (Link(words.access),)),
        ways=tuple(_told(site, _WAYS)),
        kept=tuple(_told(site, _KEPT)),
        lacking=tuple(_told(site, _LACKING)),
        contact=tuple(line for line in contact if line[1]),
    )


def _told(site: Site, topics: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for topic in topics:
        yield site.words[f"access_{topic}_title"], site.words[f"access_{topic}"]
