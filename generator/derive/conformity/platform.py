"""Rules of the disclosure platform (国办公开办函〔2019〕61号): sections, entry, guides, institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.derive.conformity.check import (
    BY_HAND,
    FAIL,
    NOT_APPLICABLE,
    PASS,
    Finding,
    Grounds,
    kept_or_broken,
)
from generator.derive.freshness.report import freshness_of
from generator.derive.list_pages import list_addresses
from generator.derive.naming import Site
from generator.derive.request_guide import is_administrative
from generator.derive.responsibility import bodies_of, has_responsibility
from generator.derive.views import Link
from generator.ingest.navigation import navigation_entries
from generator.ingest.pages import page_header
from generator.model.addresses import INDEXES, LEADERS, RESPONSIBILITY

#: The sections by the titles that they bear, and by the type of the column that they lead to.
_SECTIONS = {
    "guide": (r"公开指南|\bguide\b", "信息公开指南"),
    "rules": (r"公开制度|\b(rules|regulations)\b", ""),
    "contents": (r"法定主动公开|\b(categories|catalog)\b", ""),
    "reports": (r"公开(工作)?(年报|年度报告)|\bannual reports?\b", "信息公开年报"),
    "request": (r"依申请公开|\bon request\b", "依申请公开"),
}
_IDENTITY = ("organizer", "contact", "id_code", "icp", "police")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the navigation: its title, where it leads (from the root), the type of the column there."""

    title: str
    url: str
    column_type: str


def platform_findings(grounds: Grounds) -> Iterator[Finding]:
    """How the rules of the platform stand."""
    site = grounds.site
    entries = list(_entries(grounds))
    for section, (pattern, column_type) in _SECTIONS.items():
        yield _section(section, entries, pattern, column_type)
    yield _column(site)
    yield _guides(site)
    yield _institutions(site)
    yield _leaders(site)
    yield _responsibility(site)
    yield _identity(site)


def _entries(grounds: Grounds) -> Iterator[_Entry]:
    """The entries of the navigation that lead to a page which stands; the build leaves the others out."""
    site = grounds.site
    addresses = list_addresses(site) | INDEXES | grounds.stands
    for title, target in navigation_entries(site.settings):
        page = site.settings.pages / target
        if target.endswith(".md") and page.is_file():
            header = page_header(page)
            told = title or str(header.get("title", ""))
            yield _Entry(told, site.settings.page_url(page), str(header.get("column_type", "")))
        elif target in addresses:
            node = site.catalog.categories.by_path.get(target.removeprefix("categories/").rstrip("/"))
            yield _Entry(title, target, str(node.extra.get("column_type", "")) if node else "")


def _section(section: str, entries: list[_Entry], pattern: str, column_type: str) -> Finding:
    """A section that the navigation has to lead to, by its name or by the type of what it leads to."""
    titled = re.compile(pattern, re.IGNORECASE)
    by_name = [entry for entry in entries if titled.search(entry.title)]
    by_type = [entry for entry in entries if column_type and entry.column_type == column_type]
    found = next(iter((*by_name, *by_type)), None)
    if found is None:
        return Finding(f"section_{section}", FAIL)
    return Finding(f"section_{section}", PASS, {"title": found.title}, (Link(found.title, found.url),))


def _column(site: Site) -> Finding:
    """A column of the portal: below its address. At the root of a host nobody but people can tell."""
    is_below = len(urlsplit(site.settings.site_url).path) > 1
    return Finding("column", PASS if is_below else BY_HAND, {"url": site.settings.site_url})


def _guides(site: Site) -> Finding:
    bodies = [body for body in site.catalog.departments.values() if is_administrative(body)]
    faults = [Link(site.name_of(body), body.url) for body in bodies if not body.request_url]
    return kept_or_broken("guides", faults, [Link(site.words.guide_all, "requests/")], bodies=len(bodies))


def _institutions(site: Site) -> Finding:
    missing = freshness_of(site).elements
    faults = [Link(site.name_of(each.body), each.body.url) for each in missing]
    kept = [Link(site.words.departments, "departments/")]
    return kept_or_broken("institutions", faults, kept, bodies=len(site.catalog.departments))


def _leaders(site: Site) -> Finding:
    bodies = [body for body in site.catalog.departments.values() if is_administrative(body)]
    faults = [Link(site.name_of(body), body.url) for body in bodies if not body.extra.get("leaders")]
    kept = [Link(site.words.leaders_title, LEADERS)]
    return kept_or_broken("leaders", faults, kept, bodies=len(bodies))


def _responsibility(site: Site) -> Finding:
    if not has_responsibility(site):
        return Finding("responsibility", NOT_APPLICABLE)
    leaves = [node for node in site.catalog.categories if not node.children]
    answering = {node.path: bodies_of(site, node)[0] for node in leaves}
    bodies = {body.id: body for found in answering.values() for body in found}
    nobody = [node for node in leaves if not answering[node.path]]
    unnamed = [body for body in bodies.values() if not body.extra.get("responsible")]
    faults = [Link(site.name_of(node), f"categories/{node.path}/") for node in nobody]
    faults += [Link(site.name_of(body), body.url) for body in unnamed]
    kept = [Link(site.words.responsibility_title, RESPONSIBILITY)]
    return kept_or_broken("responsibility", faults, kept, categories=len(leaves), bodies=len(bodies))


def _identity(site: Site) -> Finding:
    """What the foot of each page has to tell of the site."""
    missing = [key for key in _IDENTITY if not getattr(site.settings.site, key)]
    told = site.words.comma.join(site.words[f"conform_identity_of_{key}"] for key in missing)
    return Finding("identity", FAIL if missing else PASS, {"missing": told})
