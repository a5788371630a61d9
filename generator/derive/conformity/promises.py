"""What every site of this program promises, as far as this one keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.derive.conformity.check import (
    BY_HAND,
    FAIL,
    NOT_APPLICABLE,
    PASS,
    Finding,
    Grounds,
    kept_or_broken,
    record_links,
)
from generator.derive.data_files import told_records
from generator.derive.feeds import FORMATS, changes_of, site_feeds
from generator.derive.naming import Site
from generator.derive.views import Link
from generator.model.addresses import DATA_PAGE, FOLLOW

#: Sources that a page's policy may name and still ask no other host for anything.
_OWN = frozenset(("'self'", "'none'"))


def promise_findings(grounds: Grounds) -> Iterator[Finding]:
    """How the promises stand."""
    site = grounds.site
    yield _no_other_hosts(grounds)
    yield _feeds(site)
    told = {"records": len(told_records(site.catalog))}
    yield Finding("open_data", PASS, told, (Link(site.words.open_data, DATA_PAGE),))
    yield Finding("feedback", PASS if site.settings.feedback_url else FAIL)
    yield Finding("https", PASS if urlsplit(site.settings.site_url).scheme == "https" else FAIL)
    yield _no_internal_records(site)
    yield Finding("accessible", BY_HAND)


def _no_other_hosts(grounds: Grounds) -> Finding:
    """Browsers hold to the policy that stands in every page: what it does not name is not asked for."""
    directives = [directive.split() for directive in grounds.policy.split(";")]
    foreign = sorted({source for directive in directives for source in directive[1:]} - _OWN)
    is_closed = ["default-src", "'none'"] in directives and not foreign
    return Finding("no_other_hosts", PASS if is_closed else FAIL, {"foreign": ", ".join(foreign)})


def _feeds(site: Site) -> Finding:
    """Feeds of the site, and of each body (all that happens, and changes alone) and each category."""
    bodies = [(f"feeds/departments/{key}", changes_of(key)) for key in site.catalog.departments]
    feeds = len(site_feeds(site)) + sum(map(len, bodies)) + len(site.catalog.categories.by_path)
    formats = site.words.comma.join(each.name for each in FORMATS)
    figures = {"feeds": feeds, "formats": formats}
    return Finding("feeds", PASS, figures, (Link(site.words.follow, FOLLOW),))


def _no_internal_records(site: Site) -> Finding:
    if site.settings.internal:
        return Finding("no_internal", NOT_APPLICABLE)
    internal = [record for record in site.catalog.records if record.disclosure.audience == "internal"]
    return kept_or_broken("no_internal", record_links(internal), records=len(site.catalog.records))
