"""Pages that stand once: home, search, indexes of categories, departments, subjects, years, history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.bodies import BODIES, counted_by_kind
from generator.derive.consultations import is_open
from generator.derive.data_files import told_records
from generator.derive.ledger.coming import Coming, coming
from generator.derive.naming import Site
from generator.derive.sheets import sheet_groups
from generator.derive.statistics.figures import statistics_of
from generator.derive.tasks import tasks_of
from generator.derive.views import Change, Column, Counted, Group, Link, Page, Row
from generator.model.catalog import Tree

_HOME_ROWS = 10
_HOME_CHANGES = 6
_HOME_DRAFTS = 5


@dataclass(frozen=True)
class TreePage:
    """An index: groups of counted links; `layout` is "years" or "months" where numbers are drawn, else ""."""

    page: Page
    heading: str
    lead: str
    groups: tuple[Group, ...]
    layout: str = ""

    @property
    def most(self) -> int:
        """The largest number on the page: the whole length of a bar."""
        return max((entry.count for group in self.groups for entry in group.entries), default=0)


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft that the public may comment on now; `until` is the last day, "" for no end."""

    title: str
    url: str
    department: str
    until: str


@dataclass(frozen=True)
class HomePage:
    """The home page. `drafts` end soonest first; `coming` is None where there is no duty ledger.

    `figures` lead to what they count, where a page does.
    """

    page: Page
    tasks: tuple[Link, ...]
    categories: tuple[Counted, ...]
    departments: tuple[Group, ...]
    latest: tuple[Row, ...]
    drafts: tuple[OpenDraft, ...]
    coming: Coming | None
    changes: tuple[Change, ...]
    figures: tuple[Counted, ...]
    as_of: str


@dataclass(frozen=True)
class SearchPage:
    """The search page.

    `texts` are the words of its script, `statuses` the names of those worth a mark, `genres` all that records
    have, `browse` the indexes, `request` the address of the page on disclosure on request, "" without one.
    """

    page: Page
    texts: Mapping[str, str]
    statuses: Mapping[str, str]
    genres: tuple[str, ...]
    browse: tuple[Group, ...]
    request: str


def home_page(site: Site) -> HomePage:
    """The home page: search, tasks, categories, latest records, drafts and changes, figures."""
    name = site.settings.site_name
    column = Column(name, type="首页")
    page = site.page("", name, column, ())
    changes = [event for event in site.indexes.events if event.number > 1][:_HOME_CHANGES]
    return HomePage(
        page=page,
        tasks=tasks_of(site),
        categories=tuple(site.counted(node, "categories", 0) for node in site.catalog.categories.roots),
        departments=counted_by_kind(site, site.catalog.departments.values()),
        latest=tuple(site.row(record) for record in site.catalog.records[:_HOME_ROWS]),
        drafts=_open_drafts(site),
        coming=coming(site),
        changes=tuple(site.change(event) for event in changes),
        figures=_figures(site),
        as_of=site.catalog.as_of.isoformat(),
    )


def _open_drafts(site: Site) -> tuple[OpenDraft, ...]:
    """A draft without an end stays open, behind those that have one."""
    drafts = (
        OpenDraft(
            record.title,
            record.url,
            site.department(record.department),
            record.expires.isoformat() if record.expires else "",
        )
        for record in site.catalog.records
        if is_open(site, record)
    )
    return tuple(sorted(drafts, key=lambda draft: draft.until or "9"))[:_HOME_DRAFTS]


def _figures(site: Site) -> tuple[Counted, ...]:
    """What the home page counts: records as the lists do that it leads to."""
    catalog, words = site.catalog, site.words
    figures = statistics_of(site, told_records(catalog))
    year = str(catalog.as_of.year)
    of_year = site.indexes.by_year.get(year, ())
    return (
        Counted(words.figure_records, "years/", len(catalog.records)),
        Counted(words.figure_this_year, f"years/{year}/" if of_year else "", len(of_year)),
        Counted(words.figure_departments, BODIES, len(catalog.departments)),
        Counted(words.figure_categories, "categories/", len(catalog.categories.by_path)),
        Counted(words.figure_attachments, "", figures.of("attachments")),
    )


def search_page(site: Site) -> SearchPage:
    """The search page, with other ways to a record for those without script."""
    words = site.words
    page = site.page("search/", words.search_title, Column(words.search_title), (Link(words.search_title),))
    statuses = {
        status: label for status, label in site.labels.values["status"].items() if status != "in_force"
    }
    roots = tuple(site.counted(node, "categories", 0) for node in site.catalog.categories.roots)
    browse = (
        Group(words.categories, roots),
        Group(words.years, site.years()),
        Group(words.titles, site.years("titles")),
        *counted_by_kind(site, site.catalog.departments.values()),
    )
    return SearchPage(
        page=page,
        texts=search_texts(words),
        statuses=statuses,
        genres=tuple(sorted({record.genre for record in site.catalog.records} - {""})),
        browse=browse,
        request=site.request_page,
    )


def search_texts(words: Mapping[str, str]) -> dict[str, str]:
    """The words that the script of the search page fills in, by their keys without `search_`."""
    return {key.removeprefix("search_"): text for key, text in words.items() if key.startswith("search_")}


def index_pages(site: Site) -> tuple[TreePage, ...]:
    """The indexes of categories, years, titles and history, and of subjects and sheets if any."""
    catalog, sheets = site.catalog, sheet_groups(site)
    return (
        _tree(site, "categories", _nodes(site, "categories", catalog.categories)),
        *(
            [_tree(site, "subjects", _nodes(site, "subjects", catalog.subjects))]
            if catalog.subjects.roots
            else []
        ),
        _tree(site, "years", _years(site, "years"), "years"),
        _tree(site, "titles", _years(site, "titles"), "years"),
        _tree(site, "history", _months(site), "months"),
        *([_tree(site, "sheets", sheets)] if sheets else []),
    )


def _tree(site: Site, name: str, groups: tuple[Group, ...], layout: str = "") -> TreePage:
    """The index whose address, title and lead have the same name."""
    title, lead = site.words[name], site.words[f"{name}_lead"]
    page = site.page(f"{name}/", title, Column(title, lead), (Link(title),))
    return TreePage(page, title, lead, groups, layout)


def _nodes(site: Site, base: str, tree: Tree) -> tuple[Group, ...]:
    return (Group("", tuple(site.counted(node, base) for node in tree.roots)),)


def _years(site: Site, base: str) -> tuple[Group, ...]:
    return (Group("", site.years(base)),)


def _months(site: Site) -> tuple[Group, ...]:
    groups: dict[str, list[Counted]] = {}
    for month in sorted(site.indexes.events_by_month, reverse=True):
        count = len(site.indexes.events_by_month[month])
        name = site.words.fill("month", year=month[:4], month=int(month[5:]))
        groups.setdefault(month[:4], []).append(Counted(name, f"history/{month}/", count))
    return tuple(Group(site.words.fill("year", year=year), tuple(months)) for year, months in groups.items())
