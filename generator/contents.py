"""What a site has beside its records and lists: pages, data files, and what the portal says of them.

A new page or data file is a row here; `publish` orders the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from generator.derive.accessibility import accessibility_page
from generator.derive.bodies import bodies_page
from generator.derive.conformity.page import conformity_page
from generator.derive.consultations import CONSULTATIONS, consultations
from generator.derive.feeds import FORMATS, feeds_of, site_feeds
from generator.derive.follow import follow_page
from generator.derive.freshness.page import freshness_page
from generator.derive.index_pages import index_pages, search_page
from generator.derive.interaction.contacts import contacts_pages
from generator.derive.interaction.overview import has_interaction, list_pages, overview
from generator.derive.leaders import has_leaders, leaders_pages
from generator.derive.ledger.deadlines import deadline_calendars
from generator.derive.ledger.duty_pages import catalog_pages, duty_pages
from generator.derive.ledger.ledger_pages import ledger_lists, ledger_overviews
from generator.derive.naming import Site
from generator.derive.register import has_register, register_pages
from generator.derive.request_form import request_forms, requests_pages
from generator.derive.request_guide import has_guides, request_guides
from generator.derive.responsibility import has_responsibility, responsibility_pages
from generator.derive.sheets import sheet_keys
from generator.derive.statistics.page import statistics_pages
from generator.derive.structured_data import breadcrumbs_of_prose
from generator.derive.supervision.bulletins import bulletin_pages, bulletins_pages, scores_pages
from generator.derive.supervision.page import supervision_pages
from generator.derive.tasks import tasks_of
from generator.model.addresses import (
    BULLETINS,
    CONFORMITY,
    DUTIES,
    FRESHNESS,
    INDEXES,
    INTERACTION,
    LEADERS,
    LEDGER,
    REGISTER,
    REQUESTS,
    RESPONSIBILITY,
    SHEETS,
    SUBJECTS,
    SUPERVISION,
)
from generator.outputs.bulletin_data import write_bulletins
from generator.outputs.catalog_data import write_catalog_data, write_freshness, write_history
from generator.outputs.data_package import write_package
from generator.outputs.dcat import write_dcat
from generator.outputs.exports import write_exports
from generator.outputs.feeds import write_feeds
from generator.outputs.hosting.headers import PAGE_POLICY
from generator.outputs.icalendar import write_calendar
from generator.outputs.interaction_data import write_interaction
from generator.outputs.ledger_data import write_ledger
from generator.outputs.search.suggest import write_suggestions
from generator.outputs.statistics_data import write_statistics
from generator.render.writer import View

#: The pages that each template makes, beside records, lists and the last pages; a template is a job.
PAGES: Mapping[str, Callable[[Site], Iterable[View]]] = {
    "search": lambda site: [search_page(site)],
    "departments": lambda site: [bodies_page(site)],
    "follow": lambda site: [follow_page(site)],
    "accessibility": lambda site: [accessibility_page(site)],
    "tree": index_pages,
    "freshness": lambda site: [freshness_page(site)],
    "register": register_pages,
    "request_guide": request_guides,
    "request_form": request_forms,
    "requests": requests_pages,
    "duties": catalog_pages,
    "duty": duty_pages,
    "ledger": ledger_overviews,
    "ledger_list": ledger_lists,
    "leaders": leaders_pages,
    "responsibility": responsibility_pages,
    "interaction": overview,
    "interaction_list": list_pages,
    "contacts": contacts_pages,
    "supervision": supervision_pages,
    "bulletins": bulletins_pages,
    "bulletin": bulletin_pages,
    "scores": scores_pages,
    "statistics": statistics_pages,
    "conformity": lambda site: [conformity_page(site, optional_addresses(site), PAGE_POLICY)],
}


def _feeds(folder: Path, site: Site) -> None:
    write_feeds(folder, feeds_of(site))
    for calendar in (consultations(site), *deadline_calendars(site)):
        write_calendar(folder, calendar)


def _exports(folder: Path, site: Site) -> None:
    write_exports(folder, site.catalog)
    write_history(folder, site)
    write_catalog_data(folder, site)
    write_freshness(folder, site)
    write_bulletins(folder, site)
    write_ledger(folder, site)
    write_interaction(folder, site)
    write_statistics(folder, site)
    write_package(folder, site)
    write_dcat(folder, site)


def _suggestions(folder: Path, site: Site) -> None:
    write_suggestions(folder, site, optional_addresses(site))


#: Data that take a while at a large catalog: jobs like pages, so that no processor waits for them.
DATA: Mapping[Any, Callable[[Path, Site], None]] = {
    "feeds": _feeds,
    "exports": _exports,
    "suggestions": _suggestions,
}


def optional_addresses(site: Site) -> set[str]:
    """The pages that this site has and another one may lack."""
    has_duties = bool(site.catalog.duties)
    stands = {
        DUTIES: has_duties,
        LEDGER: has_duties,
        SUPERVISION: has_duties,
        BULLETINS: has_duties,
        INTERACTION: has_interaction(site),
        REGISTER: has_register(site),
        SHEETS: bool(sheet_keys(site)),
        SUBJECTS: bool(site.catalog.subjects.roots),
        REQUESTS: has_guides(site),
        LEADERS: has_leaders(site),
        RESPONSIBILITY: has_responsibility(site),
    }
    return {address for address, has in stands.items() if has}


def internal_banner(site: Site) -> str:
    """What every page of the internal edition says at its head; "" in the public one."""
    return site.words.internal_banner if site.settings.internal else ""


#: Where the public looks up a site's registration; the foot of each page has to lead there
#: (非经营性互联网信息服务备案管理办法, article 13; 公安机关互联网站安全服务平台, notes for operators).
_ICP_REGISTER, _POLICE_REGISTER = "https://beian.miit.gov.cn/", "https://beian.mps.gov.cn/"


#: Pages on who owes what and how that is watched, by their words: the foot of each page lists what stands.
_ACCOUNTABILITY = {
    DUTIES: "duties",
    LEDGER: "ledger",
    SUPERVISION: "supervision",
    BULLETINS: "bulletins",
    FRESHNESS: "fresh",
    CONFORMITY: "conform",
    LEADERS: "leaders",
    RESPONSIBILITY: "responsibility",
    REQUESTS: "requests",
}


def portal_words(site: Site) -> dict[str, Any]:
    """What the portal's templates print beside the prose."""
    identity, words = site.settings.site, site.words
    optional = optional_addresses(site)
    footer = (
        (words.footer_organizer, identity.organizer, ""),
        (words.footer_contact, identity.contact, ""),
        (words.footer_id_code, identity.id_code, ""),
        ("", identity.icp, _ICP_REGISTER),
        ("", identity.police, _POLICE_REGISTER),
    )
    return {
        "text": words,
        "policy": PAGE_POLICY,
        "breadcrumbs": partial(breadcrumbs_of_prose, site),
        "site": site.settings,
        "footer": [row for row in footer if row[1]],
        "column_type": site.column_type,
        "internal_banner": internal_banner(site),
        "feeds": site_feeds(site),
        "feed_formats": FORMATS,
        "calendar": CONSULTATIONS,
        "register": REGISTER if REGISTER in optional else "",
        "tasks": tasks_of(site),
        "interaction": INTERACTION if INTERACTION in optional else "",
        "sheets": SHEETS if SHEETS in optional else "",
        "accountability": [
            (address, words[f"foot_{word}"])
            for address, word in _ACCOUNTABILITY.items()
            if address in INDEXES or address in optional
        ],
        "subjects": SUBJECTS if SUBJECTS in optional else "",
    }
