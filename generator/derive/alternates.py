"""What else there is of a page, for its head: the same as data, and the calendar of a body's deadlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.derive.data_files import JSON, files_by_page
from generator.derive.ledger.deadlines import DEADLINES, deadlines_of
from generator.derive.ledger.ledger import ledger_of
from generator.derive.ledger.rows import body_url
from generator.derive.naming import Site
from generator.derive.record_data import record_data_url
from generator.derive.views import Page
from generator.model.addresses import DUTIES, LEDGER
from generator.model.records import Record

_CALENDAR = "text/calendar"


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of a page: its media type, its address inside the site, and what it is called, or ""."""

    type: str
    url: str
    title: str = ""


def alternates(site: Site, page: Page, record: Record | None = None) -> Sequence[Alternate]:
    """The other forms of a page; `record` is the one whose page it is."""
    if record:
        data = record_data_url(record)
        return (Alternate(JSON, data),) if data else ()
    by_page: Mapping[str, Sequence[Alternate]] = site.once("alternates", lambda: _by_page(site))
    return by_page.get(page.url, ())


def _by_page(site: Site) -> Mapping[str, Sequence[Alternate]]:
    found: defaultdict[str, list[Alternate]] = defaultdict(list)
    for address, files in files_by_page(site).items():
        found[address] += (Alternate(file.media_type, file.path, file.title) for file in files)
    if site.catalog.duties:
        for address in (LEDGER, DUTIES):
            found[address].append(Alternate(_CALENDAR, DEADLINES, site.words.deadlines))
    for body in ledger_of(site).by_body:
        title = f"{site.department(body)} · {site.words.deadlines}"
        for address in (site.catalog.departments[body].url, body_url(body)):
            found[address].append(Alternate(_CALENDAR, deadlines_of(body), title))
    return dict(found)
