"""Standing pages of a site as its search offers them: the guide, requests, contacts, leaders, open data, …"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.derive.interaction.addresses import CONTACTS, slice_url
from generator.derive.interaction.contacts import has_contacts
from generator.derive.naming import Site
from generator.model.addresses import (
    ACCESSIBILITY,
    BULLETINS,
    DATA_PAGE,
    DUTIES,
    FOLLOW,
    INDEXES,
    INTERACTION,
    LEADERS,
    LEDGER,
    REGISTER,
    REQUESTS,
    RESPONSIBILITY,
    SHEETS,
    STATISTICS,
    SUPERVISION,
)
from generator.model.catalog import Department

#: Pages by address, those that more people ask for first: the word that names each, the key of its aliases.
_PAGES = {
    "request/": ("place_request", "request"),
    REQUESTS: ("guide_all", "requests"),
    slice_url(CONTACTS): ("people_contacts", "contacts"),
    INTERACTION: ("interaction", "interaction"),
    LEADERS: ("place_leaders", "leaders"),
    "departments/": ("departments", "bodies"),
    "guide/": ("place_guide", "guide"),
    FOLLOW: ("follow", "follow"),
    DATA_PAGE: ("place_data", "data"),
    STATISTICS: ("statistics", "statistics"),
    SHEETS: ("sheets", "sheets"),
    RESPONSIBILITY: ("responsibility_title", "responsibility"),
    REGISTER: ("register", "register"),
    DUTIES: ("duties", "duties"),
    LEDGER: ("ledger", "ledger"),
    SUPERVISION: ("supervision", "supervision"),
    BULLETINS: ("bulletins", "bulletins"),
    ACCESSIBILITY: ("access", "access"),
}
#: The prescribed type of the column in which annual reports on disclosure stand.
_ANNUAL = "信息公开年报"
#: Parts of a body's own pages, by address below it: what in departments.yml makes each stand, and its words.
_OF_BODY = {
    "request/": ("disclosure_contact", "place_request", "request"),
    "#leaders": ("leaders", "place_leaders", "leaders"),
    "#contact": ("phone", "place_contact", "contact"),
    "#supervision": ("supervision", "place_oversight", "oversight"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A page, or a part that bodies have; `aliases` are other words for it, parted by commas."""

    name: str
    url: str
    aliases: str


def standing_pages(site: Site, optional: Collection[str]) -> Iterator[Standing]:
    """The pages that stand; `optional` are the addresses of those that another site may lack."""
    prose = {site.settings.page_url(page) for page in site.settings.pages.glob("*.md")}
    stand = {*INDEXES, *optional, *prose}
    if has_contacts(site):
        stand.add(slice_url(CONTACTS))
    for url, (name, key) in _PAGES.items():
        if url in stand:
            yield _standing(site, site.words[name], url, key)
    for node in site.catalog.categories:
        if node.extra.get("column_type") == _ANNUAL:
            yield _standing(site, site.name_of(node), f"categories/{node.path}/", "annual")


def parts_of_bodies(site: Site) -> Iterator[Standing]:
    """The parts that pages of bodies may have; `url` is relative to the body's."""
    for url, (_, name, key) in _OF_BODY.items():
        yield _standing(site, site.words[name], url, key)


def parts_of(body: Department) -> int:
    """Which of `parts_of_bodies` a body has: bit n for the n-th."""
    return sum(1 << place for place, (key, *_) in enumerate(_OF_BODY.values()) if body.extra.get(key))


def _standing(site: Site, name: str, url: str, key: str) -> Standing:
    return Standing(name, url, site.words[f"place_{key}_also"])
