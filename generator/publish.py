"""The one place that orders the stages: check, portal, pages, what machines read, search, manifest, swap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator import __version__, workers
from generator.contents import DATA, PAGES, internal_banner, optional_addresses, portal_words
from generator.derive.data_files import data_files
from generator.derive.data_page import data_page
from generator.derive.index_pages import home_page
from generator.derive.list_pages import list_addresses, list_keys
from generator.derive.naming import Site
from generator.derive.screen import screen_keys
from generator.derive.sheets import sheet_keys
from generator.derive.site import site_of
from generator.ingest.attachment_text.texts import attachment_blocks
from generator.ingest.attachments import searched
from generator.ingest.gather import Gathered, gather
from generator.ingest.inspection.files import make_thumbnails
from generator.ingest.schema import SchemaSet
from generator.model.addresses import (
    INDEXES,
)
from generator.model.catalog import Catalog
from generator.model.records import Record
from generator.model.settings import Settings
from generator.outputs.compress import compress_site
from generator.outputs.edition import write_mark
from generator.outputs.hosting.headers import PAGE_POLICY, write_headers
from generator.outputs.manifest import write_manifest
from generator.outputs.redirects import redirects_of, write_redirects
from generator.outputs.search.documents import Entry, write_text
from generator.outputs.search.index import IndexPlan, index_texts
from generator.outputs.search.records import document_of, facet_names
from generator.outputs.sitemap import last_changes, write_robots, write_sitemap
from generator.plugin import Portal, render_portal
from generator.render.frame import cut_all
from generator.render.templates import Templates
from generator.render.writer import PageWriter, Written, depths_of, jobs_of, write_job
from generator.staging import keep_times, staged

Progress = Callable[[int, int], None]

#: Opens a stage: its name in, a context that measures it and yields a function to report progress to.
Stage = Callable[[str], AbstractContextManager[Progress]]


@dataclass(frozen=True)
class Plan:
    """What to build, from what, where, and how."""

    settings: Settings
    schemas: SchemaSet
    as_of: date
    jobs: int
    output: Path
    search: bool = True


def publish(plan: Plan, stage: Stage) -> Gathered:
    """Check the content and, if it is sound, put a new site in the place of the old one.

    Returns what the check found; where that is not sound, nothing was touched. Raises PortalError, BadFrame,
    SearchIndexError, TargetRefused, TargetBusy, OSError: after each of them the old site is as it was.
    """
    with stage("check") as progress:
        gathered = gather(plan.settings, plan.schemas, plan.as_of, plan.jobs, progress)
    if gathered.is_sound:
        with staged(plan.output, is_internal=plan.settings.internal is not None) as folder:
            build_site(plan, gathered.catalog, folder, stage)
            keep_times(plan.output, folder)
    return gathered


def build_site(plan: Plan, catalog: Catalog, folder: Path, stage: Stage) -> None:
    """Write a whole site into an empty folder."""
    site = site_of(plan.settings, plan.schemas, catalog)
    with stage("portal"):
        portal = portal_of(site, folder, has_search=plan.search)
    with stage("attachments") as progress:
        make_thumbnails(plan.settings, catalog.records, plan.jobs, progress)
    with stage("pages") as progress:
        writer = page_writer(plan, site, portal, folder)
        pages = write_pages(writer, plan.jobs, progress)
    with stage("addresses"):
        write_addresses(writer, portal, pages)
    if plan.search:
        with stage("search"):
            search = index_plan(plan, site, portal)
            index_texts(pages.entries, folder / "search/text", folder / "search", search)
    if plan.settings.precompress:
        with stage("compression"):
            pages.digests.update(compress_site(folder, plan.settings.precompress, plan.jobs))
    with stage("manifest"):
        write_manifest(folder, pages.digests, __version__, catalog.commit, catalog.as_of)


def portal_of(site: Site, folder: Path, *, has_search: bool = True) -> Portal:
    """Have the portal rendered into a folder: prose, assets, and frames for all depths of the site."""
    addresses = list_addresses(site) | INDEXES | optional_addresses(site)
    handover = {**portal_words(site), "has_search": has_search}
    return render_portal(site.settings, folder, depths_of(site), handover, addresses)


def page_writer(plan: Plan, site: Site, portal: Portal, folder: Path) -> PageWriter:
    """The writer of all pages but prose."""
    frames, prose = cut_all(portal.frames)
    return PageWriter(
        site=site,
        folder=folder,
        frames=frames,
        templates=Templates(plan.settings.overrides, site.words),
        assets=portal.assets,
        policy=PAGE_POLICY,
        prose=prose,
        keep_bodies=plan.search,
    )


@dataclass
class Pages:
    """What writing pages left: digests by path in the site, records for the search index, jobs done."""

    digests: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    jobs: int = 0


def write_pages(writer: PageWriter, jobs: int, progress: Progress) -> Pages:
    """Write every page of records and lists, and beside them what machines read."""
    site, pages = writer.site, Pages()
    data_files(site)  # counts everything: what most pages share is worked out before there are workers
    data = [name for name in DATA if writer.keep_bodies or name != "suggestions"]
    heavy = [*data, *PAGES]
    work = jobs_of(len(site.catalog.records), sheet_keys(site), screen_keys(site), list_keys(site))
    done, total = 0, len(heavy) + len(work)
    for part in workers.run(_write_part, writer, work, jobs, heavy=heavy):
        pages.digests.update(part.digests)
        pages.entries += part.entries
        done += part.jobs
        progress(done, total)
    pages.digests.update(_write_last_pages(writer))
    return pages


def _write_last_pages(writer: PageWriter) -> dict[str, str]:
    """The pages that tell of the whole site, or of the files that machines read."""
    written = Written()
    writer.write_home(home_page(writer.site), written)
    writer.write_view("data", data_page(writer.site, _sizes(writer.folder, "data")), written)
    return written.digests


def _sizes(folder: Path, part: str) -> dict[str, int]:
    """The files below a part of the site, in bytes by path inside the site."""
    found = (path for path in (folder / part).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in found}


def _write_part(writer: PageWriter, jobs: Sequence[Any]) -> Pages:
    """The work of one process: some records and pages of lists, all of a template, or a set of data files."""
    written = Written()
    for job in jobs:
        if job in DATA:
            DATA[job](writer.folder, writer.site)
        elif job in PAGES:
            for view in PAGES[job](writer.site):
                writer.write_view(job, view, written)
        else:
            write_job(writer, job, written)
    if written.bodies:
        (writer.folder / "search/text").mkdir(parents=True, exist_ok=True)
    entries = [_write_text(writer, record, html) for record, html in written.bodies]
    return Pages(written.digests, entries, len(jobs))


def _write_text(writer: PageWriter, record: Record, html: str) -> Entry:
    """Write what the search index is made of: nobody holds the texts of all records in memory."""
    settings = writer.site.settings
    attachments = [(a, attachment_blocks(settings, a)) for a in searched(record, settings)]
    return write_text(document_of(writer.site, record, html, attachments), writer.folder / "search/text")


def index_plan(plan: Plan, site: Site, portal: Portal) -> IndexPlan:
    """How the settings want the search index to be made."""
    settings = plan.settings
    return IndexPlan(
        shard_records=settings.search_shard_records,
        jobs=plan.jobs,
        memory=settings.search_memory_mib * 1024 * 1024,
        cache=settings.cache / "search",
        names=facet_names(site),
        assets=portal.assets,
    )


def write_addresses(writer: PageWriter, portal: Portal, pages: Pages) -> None:
    """Sitemap, robots.txt, redirects and headers: what is known only when every page is written."""
    catalog, folder, settings = writer.site.catalog, writer.folder, writer.site.settings
    site_url, icon = settings.site_url, portal.assets + settings.look.emblem_name
    addresses = sorted(set(_addresses(portal, pages)))
    is_internal, banner = settings.internal is not None, internal_banner(writer.site)
    write_sitemap(folder, site_url, addresses, last_changes(catalog))
    write_robots(folder, site_url, is_internal=is_internal)
    moved = redirects_of(catalog.records)
    write_redirects(folder, moved, site_url, writer.templates, icon=icon, banner=banner)
    write_headers(folder, site_url, is_internal=is_internal)
    if is_internal:
        write_mark(folder)


#: Pages that search engines have no use for: forms, and what repeats records for boards and screens.
_UNLISTED = re.compile(r"(search|screen|sheets/[^/]+|departments/[^/]+/request/form)/")


def _addresses(portal: Portal, pages: Pages) -> Iterator[str]:
    yield from portal.pages
    for path in pages.digests:
        address, _, name = path.rpartition("/")
        if name == "index.html" and not _UNLISTED.match(path):
            yield f"{address}/" if address else ""
