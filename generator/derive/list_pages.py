"""List pages: departments and their years, categories, subjects, years, titles, months, cut into pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.derive.naming import Site
from generator.derive.paging import numbered, page_count
from generator.derive.period_names import period_name
from generator.derive.screen import screen_link
from generator.derive.sheets import sheets_in, sheets_of
from generator.derive.views import Change, Column, Counted, Link, Page, Pagination, Row
from generator.model.catalog import Tree
from generator.model.periods import Period

#: Rows on a page of the bare titles of a year: as many as a browser's own search is quick in.
TITLES_SIZE = 500


@dataclass(frozen=True, slots=True)
class ListKey:
    """A list of the site: `kind` is department, department_year, category, subject, year, titles or month."""

    kind: str
    key: str
    year: str = ""


@dataclass(frozen=True)
class ListPage:
    """One page of a list."""

    page: Page
    heading: str
    lead: str
    total: int
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    pagination: Pagination
    children: tuple[Counted, ...] = ()
    years: tuple[Counted, ...] = ()
    year: str = ""
    editions: tuple[Link, ...] = ()  # for notice boards and screens
    before: Link | None = None  # the months with changes before and after one of the history
    after: Link | None = None
    is_mixed: bool = True  # of more than one department, so that rows name theirs


def list_keys(site: Site) -> Iterator[tuple[ListKey, int]]:
    """Every page of every list: the list and the page's number, from 1."""
    for key in _all_lists(site):
        for number in range(1, page_count(len(entries(site, key)), page_size(site, key)) + 1):
            yield key, number


def _all_lists(site: Site) -> Iterator[ListKey]:
    for department in site.catalog.departments:
        yield ListKey("department", department)
    for department, year in sorted(site.indexes.by_department_year):
        yield ListKey("department_year", department, year)
    for node in site.catalog.categories:
        yield ListKey("category", node.path)
    for node in site.catalog.subjects:
        yield ListKey("subject", node.path)
    for year in sorted(site.indexes.by_year):
        yield ListKey("year", year)
        yield ListKey("titles", year)
    for month in sorted(site.indexes.events_by_month):
        yield ListKey("month", month)


def list_addresses(site: Site) -> frozenset[str]:
    """The address of every list, relative to the site's root."""
    return frozenset(_form(site, key).page.url for key in _all_lists(site))


def page_size(site: Site, key: ListKey) -> int:
    """How many rows a page of a list has."""
    return TITLES_SIZE if key.kind == "titles" else site.settings.page_size


def entries(site: Site, key: ListKey) -> Sequence[Any]:
    """What a list holds: records, or events for a month of the history."""
    indexes = site.indexes
    if key.kind == "department_year":
        return indexes.by_department_year.get((key.key, key.year), ())
    lists: Mapping[str, Mapping[str, Sequence[Any]]] = {
        "department": indexes.by_department,
        "category": indexes.by_category,
        "subject": indexes.by_subject,
        "year": indexes.by_year,
        "titles": indexes.by_year,
        "month": indexes.events_by_month,
    }
    return lists[key.kind].get(key.key, ())


def list_page(site: Site, key: ListKey, number: int) -> ListPage:
    """One page of a list."""
    found = entries(site, key)
    size = page_size(site, key)
    shown = found[(number - 1) * size : number * size]
    form = _form(site, key)
    pagination = Pagination(number, page_count(len(found), size), form.page.url)
    months = key.kind == "month"
    return ListPage(
        page=numbered(site.words, form.page, pagination),
        heading=form.heading,
        lead=form.lead,
        total=len(found),
        rows=() if months else tuple(site.row(record) for record in shown),
        changes=tuple(site.change(event) for event in shown) if months else (),
        pagination=pagination,
        children=form.children,
        years=form.years,
        year=key.year or (key.key if key.kind in ("year", "titles", "month") else ""),
        editions=form.editions,
        before=form.before,
        after=form.after,
        is_mixed=key.kind not in ("department", "department_year"),
    )


def _form(site: Site, key: ListKey) -> _Form:
    form: _Form = site.once(key, lambda: _FORMS[key.kind](site, key))
    return form


@dataclass(frozen=True)
class _Form:
    """What all pages of a list share."""

    page: Page
    heading: str
    lead: str = ""
    children: tuple[Counted, ...] = ()
    years: tuple[Counted, ...] = ()
    editions: tuple[Link, ...] = ()
    before: Link | None = None
    after: Link | None = None


def _department(site: Site, key: ListKey) -> _Form:
    department = site.catalog.departments[key.key]
    name = site.name_of(department)
    functions = tuple(map(str, department.extra.get("functions", ())))
    crumbs = (Link(site.words.departments, "departments/"), Link(name))
    url = f"departments/{key.key}/"
    page = site.page(
        url,
        name,
        Column(name),
        crumbs,
        feeds=(Link(name, f"feeds/{url[:-1]}"),),
        description=site.words.semicolon.join(functions) or name,
    )
    editions = (*sheets_of(site, key.key), *screen_link(site, key.key))
    return _Form(page, name, years=_department_years(site, key.key), editions=editions)


def _department_years(site: Site, department: str) -> tuple[Counted, ...]:
    return tuple(
        Counted(
            site.words.fill("year", year=year),
            f"departments/{department}/{year}/",
            len(site.indexes.by_department_year[department, year]),
        )
        for year in site.indexes.years_of(department)
    )


def _department_year(site: Site, key: ListKey) -> _Form:
    name = site.department(key.key)
    title = site.words.fill("department_year_title", department=name, year=key.year)
    url = f"departments/{key.key}/"
    crumbs = (Link(site.words.departments, "departments/"), Link(name, url), Link(key.year))
    feeds = (Link(name, f"feeds/{url[:-1]}"),)
    page = site.page(f"{url}{key.year}/", title, Column(name), crumbs, feeds=feeds)
    return _Form(page, title, years=_department_years(site, key.key))


def _category(site: Site, key: ListKey) -> _Form:
    return _node(site, key.key, site.catalog.categories, "categories", site.words.categories)


def _subject(site: Site, key: ListKey) -> _Form:
    return _node(site, key.key, site.catalog.subjects, "subjects", site.words.subjects)


def _node(site: Site, path: str, tree: Tree, base: str, index: str) -> _Form:
    node = tree[path]
    name = site.name_of(node)
    crumbs = (Link(index, f"{base}/"), *site.trail(tree, path, base)[:-1], Link(name))
    feeds = (Link(name, f"feeds/{base}/{path}"),) if base == "categories" else ()
    page = site.page(f"{base}/{path}/", name, site.column_of(node), crumbs, feeds=feeds)
    return _Form(page, name, lead=site.description_of(node), children=site.counted(node, base, 1).children)


def _year(site: Site, key: ListKey) -> _Form:
    title = site.words.fill("year_title", year=key.key)
    crumbs = (Link(site.words.years, "years/"), Link(key.key))
    page = site.page(f"years/{key.key}/", title, Column(title), crumbs)
    return _Form(page, title, years=site.years())


def _titles(site: Site, key: ListKey) -> _Form:
    title = site.words.fill("titles_year", year=key.key)
    crumbs = (Link(site.words.titles, "titles/"), Link(key.key))
    page = site.page(f"titles/{key.key}/", title, Column(site.words.titles), crumbs)
    return _Form(page, title, years=site.years("titles"))


def _month(site: Site, key: ListKey) -> _Form:
    year, _, month = key.key.partition("-")
    title = site.words.fill("history_month", year=year, month=month.lstrip("0"))
    crumbs = (Link(site.words.history, "history/"), Link(title))
    page = site.page(f"history/{key.key}/", title, Column(site.words.history), crumbs)
    months = sorted(site.indexes.events_by_month)
    at = months.index(key.key)
    before, after = months[:at][-1:], months[at + 1 :][:1]
    return _Form(
        page,
        title,
        editions=sheets_in(site, key.key),
        before=_to_month(site, before[0]) if before else None,
        after=_to_month(site, after[0]) if after else None,
    )


def _to_month(site: Site, month: str) -> Link:
    return Link(period_name(Period.parse(month), site.words), f"history/{month}/")


_FORMS = {
    "department": _department,
    "department_year": _department_year,
    "category": _category,
    "subject": _subject,
    "year": _year,
    "titles": _titles,
    "month": _month,
}
