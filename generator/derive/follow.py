"""The page that explains how to follow the site, with the address of every feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.consultations import CONSULTATIONS
from generator.derive.feeds import ALL, CHANGES, FORMATS, FeedFormat, changes_of, site_feeds
from generator.derive.ledger.deadlines import DEADLINES, deadlines_of
from generator.derive.ledger.ledger import ledger_of
from generator.derive.naming import Site
from generator.derive.views import Column, Link, Page
from generator.model.addresses import FOLLOW
from generator.model.catalog import Node, by_kind


@dataclass(frozen=True, slots=True)
class SiteFeed:
    """A feed of the whole site: what it tells of, and its absolute address in each format."""

    name: str
    about: str
    addresses: tuple[tuple[FeedFormat, str], ...]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """Feeds of a part of the site: of all that happens there, of changes alone, and the calendar of its
    deadlines ("" without one).

    `depth` counts from 0; addresses are relative to the site's root, those of feeds without the ending.
    """

    part: Link
    feed: str
    changes: str = ""
    deadlines: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Rows that belong together: bodies of a kind, or a category with all below it."""

    title: str
    rows: tuple[FeedRow, ...]


@dataclass(frozen=True)
class FollowPage:
    """How to follow the site; absolute addresses of the calendars of consultations and of deadlines.

    There are no deadlines where there are no duties: "".
    """

    page: Page
    feeds: tuple[SiteFeed, ...]
    departments: tuple[FeedGroup, ...]
    categories: tuple[FeedGroup, ...]
    calendar: str
    deadlines: str
    size: int


def follow_page(site: Site) -> FollowPage:
    """The page on feeds and calendars."""
    words = site.words
    column = Column(words.follow, words.follow_lead)
    return FollowPage(
        page=site.page(FOLLOW, words.follow, column, (Link(words.follow),)),
        feeds=tuple(_site_feeds(site)),
        departments=tuple(_departments(site)),
        categories=tuple(_categories(site)),
        calendar=site.settings.site_url + CONSULTATIONS,
        deadlines=site.settings.site_url + DEADLINES if site.catalog.duties else "",
        size=site.settings.feed_size,
    )


def _site_feeds(site: Site) -> Iterator[SiteFeed]:
    words = site.words
    names = {ALL: words.follow_all, CHANGES: words.feed_changes}
    about = {ALL: words.feed_about, CHANGES: words.feed_about_changes}
    for feed in site_feeds(site):
        addresses = tuple((each, f"{site.settings.site_url}{feed.url}{each.ending}") for each in FORMATS)
        yield SiteFeed(names[feed.url], about[feed.url], addresses)


def _departments(site: Site) -> Iterator[FeedGroup]:
    owing = ledger_of(site).by_body
    for kind, bodies in by_kind(site.catalog.departments.values()):
        rows = tuple(
            FeedRow(
                Link(site.name_of(body), body.url),
                f"feeds/departments/{body.id}",
                changes_of(body.id),
                deadlines_of(body.id) if body.id in owing else "",
            )
            for body in bodies
        )
        yield FeedGroup(site.words[f"kind_{kind}"], rows)


def _categories(site: Site) -> Iterator[FeedGroup]:
    for root in site.catalog.categories.roots:
        yield FeedGroup(site.name_of(root), tuple(_branch(site, root)))


def _branch(site: Site, node: Node) -> Iterator[FeedRow]:
    """A category and all below it."""
    url = f"categories/{node.path}"
    yield FeedRow(Link(site.name_of(node), f"{url}/"), f"feeds/{url}", depth=len(node.trail))
    for child in node.children:
        yield from _branch(site, child)
