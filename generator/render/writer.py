"""Pages onto disk: views through templates into the frame, with the digest of every file written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup

from generator.derive.alternates import alternates
from generator.derive.department_page import department_page
from generator.derive.index_pages import HomePage
from generator.derive.list_pages import ListKey, list_page
from generator.derive.naming import Site
from generator.derive.record_data import record_data, record_data_url
from generator.derive.record_page import RecordPage, record_page
from generator.derive.screen import ScreenKey, screen_page
from generator.derive.sheets import SheetKey, sheet_page
from generator.derive.structured_data import structured_data
from generator.derive.views import Page
from generator.ingest.inspection.copies import write_published
from generator.model.records import Attachment, Record
from generator.model.values import compact_json
from generator.render.archive import write_archive
from generator.render.files import write, write_new
from generator.render.frame import Frame
from generator.render.image_form import with_linked_images
from generator.render.letter_form import in_letter_form
from generator.render.qr import qr_svg
from generator.render.record_body import body_of
from generator.render.sheet_text import density, sheet_texts
from generator.render.table_form import with_numbered_rows
from generator.render.templates import Templates


class View(Protocol):
    """What a template prints: anything that says which page it is."""

    @property
    def page(self) -> Page:
        """The page's own data."""


@dataclass
class Written:
    """What writing pages left: digests of files by path in the site, and the HTML of bodies to search."""

    digests: dict[str, str] = field(default_factory=dict)
    bodies: list[tuple[Record, str]] = field(default_factory=list)


@dataclass(frozen=True)
class PageWriter:
    """Writes the pages of a site into a folder; workers get a copy of it each."""

    site: Site
    folder: Path
    frames: Mapping[int, Frame]
    templates: Templates
    assets: str
    policy: str
    prose: str = ""
    keep_bodies: bool = False

    def write_record(self, record: Record, written: Written) -> None:
        """A record's page, with its attachments and images beside it."""
        view = record_page(self.site, record)
        body = body_of(self.site, record)
        own_headings = view.form.headings if view.form else ()
        self._write(
            view.page,
            "record",
            written,
            record=record,
            view=view,
            body=Markup(with_linked_images(with_numbered_rows(in_letter_form(body.html)))),
            code=Markup(qr_svg(view.permalink, self.site.words.code_label)),
            headings=[heading for heading in (*body.headings, *own_headings) if heading.level <= 3],
        )
        data_url = record_data_url(record)
        if data_url:
            data = compact_json(record_data(self.site, record, body.html))
            written.digests[data_url] = write(str(self.folder), data_url, f"{data}\n".encode())
        if record.body_is_public:
            self._write_files(record, view, written)
        if self.keep_bodies and not record.body_is_removed:
            written.bodies.append((record, body.html))

    def _write_files(self, record: Record, view: RecordPage, written: Written) -> None:
        """What lies beside a record's page: attachments and images, small pictures, the archive of all."""
        for attachment in (*record.attachments, *record.images):
            self._copy(attachment, f"{record.url}{attachment.file}", written)
        for file in view.attachments:
            if file.thumbnail:
                path = f"{record.url}{file.thumbnail.file}"
                written.digests[path] = write(str(self.folder), path, file.thumbnail.data)
        if view.archive:
            path, beside = f"{record.url}{view.archive.file}", self.folder / record.url
            write_archive(self.folder / path, beside, [file.file for file in view.attachments])
            written.digests[path] = _digest(self.folder / path)

    def write_list(self, key: ListKey, number: int, written: Written) -> None:
        """One page of a list."""
        view = list_page(self.site, key, number)
        if key.kind == "department" and number == 1:
            body = department_page(self.site, self.site.catalog.departments[key.key])
            self._write(view.page, "department", written, view=view, body=body, qr=_qr)
        else:
            self._write(view.page, "titles" if key.kind == "titles" else "list", written, view=view)

    def write_sheet(self, key: SheetKey, written: Written) -> None:
        """A sheet for a notice board."""
        view = sheet_page(self.site, key)
        texts = sheet_texts(self.site, view)
        entries = tuple(zip(view.entries, texts, strict=True))
        self._write(view.page, "sheet", written, view=view, entries=entries, density=density(texts), qr=_qr)

    def write_screen(self, key: ScreenKey, written: Written) -> None:
        """A screen edition: a page without the frame of the others."""
        view = screen_page(self.site, key)
        shared = self._shared(view.page)
        html = self.templates.render("screen", **shared, view=view, policy=self.policy, qr=_qr)
        path = f"{view.page.url}index.html"
        written.digests[path] = write_new(str(self.folder), path, html.encode())

    def write_view(self, template: str, view: View, written: Written) -> None:
        """A page that stands once, or of which few stand."""
        self._write(view.page, template, written, view=view, qr=_qr)

    def write_home(self, view: HomePage, written: Written) -> None:
        """The home page, with the portal's own prose below."""
        self._write(view.page, "home", written, view=view, prose=Markup(self.prose))

    def _write(
        self, page: Page, template: str, written: Written, *, record: Record | None = None, **values: Any
    ) -> None:
        shared = self._shared(page)
        structured = Markup(structured_data(self.site, page, record))
        others = alternates(self.site, page, record)
        head = self.templates.render(
            "head",
            **shared,
            structured=structured,
            alternates=others,
            feed_links=self._feed_links(page),
        )
        content = self.templates.render(template, **shared, alternates=others, **values)
        places = [crumb.url for crumb in page.crumbs] + [page.url]
        path = f"{page.url}index.html"
        data = self.frames[page.depth].fill(head, content, places)
        written.digests[path] = write_new(str(self.folder), path, data)

    def _feed_links(self, page: Page) -> Markup:
        """The feeds of what a page is about, worked out once for all pages that are about the same."""
        links: Markup = self.site.once(
            ("feed links", page.feeds, page.depth),
            lambda: self.templates.render("feed_links", **self._shared(page)),
        )
        return links

    def _shared(self, page: Page) -> dict[str, Any]:
        """What every template of a page is given."""
        root = page.root or "./"
        return {"page": page, "root": root, "assets": root + self.assets, "site": self.site.settings}

    def _copy(self, attachment: Attachment, path: str, written: Written) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            write_published(self.site.settings, attachment, copy)
        if _digest(target) != attachment.sha256:
            raise OSError(f"{attachment.source} has changed since it was checked")
        written.digests[path] = attachment.sha256


def _qr(address: str, label: str) -> Markup:
    """An address as a QR code for a template."""
    return Markup(qr_svg(address, label))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


#: A record by its position in the catalog, a sheet, a screen, or a page of a list by list and number of page.
Job = int | SheetKey | ScreenKey | tuple[ListKey, int]


def write_job(writer: PageWriter, job: Job, written: Written) -> None:
    """Write a record, an edition or a page of a list."""
    if isinstance(job, int):
        writer.write_record(writer.site.catalog.records[job], written)
    elif isinstance(job, SheetKey):
        writer.write_sheet(job, written)
    elif isinstance(job, ScreenKey):
        writer.write_screen(job, written)
    else:
        key, number = job
        writer.write_list(key, number, written)


def depths_of(site: Site) -> int:
    """The deepest page of the site, in folders."""
    nodes = [*site.catalog.categories, *site.catalog.subjects]
    deepest = max((node.depth for node in nodes), default=0)
    return max(deepest + 2, 3) + 2  # the tree's own folder and the node; then page/<n>/


def jobs_of(records: int, *pages: Iterable[Job]) -> list[Job]:
    """All work for the workers: records by position, then the other pages."""
    return [*range(records), *chain.from_iterable(pages)]
