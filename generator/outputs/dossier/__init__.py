"""The archive of a body's year (案卷): records, attachments, history and list of contents as one zip file.

    <body>-<year>/index.html               the list of contents (卷内文件目录), the way into the dossier
    <body>-<year>/contents.csv             the same for a spreadsheet
    <body>-<year>/records/0001/<file>.md   each record as it was written, as a page (.html), as data (.json),
    <body>-<year>/records/0001/<file>/     with all that is published with it
    <body>-<year>/manifest.json            the SHA-256 of each file, as a site's manifest has it

It is the office's own archive: records that are not for everybody are in it whole, and marked. Attachments
are the office's files, as they lie in the content. The same content, commit and day make the same bytes;
nothing but a record's own text is held in memory.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import __version__
from generator.derive.naming import Site
from generator.derive.record_data import record_data
from generator.ingest.git import Change, changes_of
from generator.model.catalog import Department
from generator.model.records import Attachment
from generator.model.values import indented_json
from generator.outputs.dossier.contents import Item, items_of
from generator.outputs.dossier.pages import contents_page, record_page
from generator.outputs.exports import cell
from generator.outputs.manifest import NAME, manifest_parts
from generator.outputs.zips import complete_zip, zip_entry
from generator.render.record_body import whole_body

_CHUNK = 1 << 20


class NothingToArchive(Exception):
    """The body published nothing in the year."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was written: how many records and files, and how many of the records are not for everybody."""

    records: int
    files: int
    restricted: int


def write_dossier(site: Site, body: Department, year: int, output: Path) -> Dossier:
    """Write the dossier of a body's year to a file, which is complete or not there at all.

    Raises NothingToArchive, and OSError for a file that cannot be read or has changed since it was checked.
    """
    items = items_of(site, body.id, year)
    if not items:
        raise NothingToArchive
    with complete_zip(output) as archive:
        writer = _Writer(archive, f"{body.id}-{year}", site)
        for item in items:
            writer.write_item(item)
        writer.write_text("contents.csv", _table(site, items))
        writer.write_text("index.html", contents_page(site, body, year, items))
        files = len(writer.digests)
        writer.write_manifest()
    return Dossier(len(items), files, sum(item.is_restricted for item in items))


@dataclass
class _Writer:
    """Adds files one after the other, and keeps the digest of each by its path below the root."""

    archive: zipfile.ZipFile
    root: str
    site: Site
    digests: dict[str, str] = field(default_factory=dict)

    def write_item(self, item: Item) -> None:
        """A record with all its files."""
        record = item.record
        changes = changes_of(Path(record.path))
        body = whole_body(self.site, record, f"{item.stem}/").html
        self._copy(item.source, Path(record.path))
        self.write_text(item.page, record_page(self.site, item, body, changes))
        self.write_text(item.data, indented_json(_data(self.site, item, body, changes)) + "\n")
        for file, path in item.files:
            if self._copy(path, Path(file.source)) != file.source_sha256:
                raise OSError(f"{file.source} has changed since it was checked")

    def write_text(self, path: str, text: str) -> None:
        """A file of ours."""
        self._write(path, [text.encode()])

    def write_manifest(self) -> None:
        """The manifest of all files written so far."""
        catalog = self.site.catalog
        parts = manifest_parts(dict(self.digests), __version__, catalog.commit, catalog.as_of)
        self._write(NAME, (part.encode() for part in parts))

    def _copy(self, path: str, source: Path) -> str:
        """A file as it lies on disk; returns its digest."""
        with source.open("rb") as data:
            return self._write(path, iter(lambda: data.read(_CHUNK), b""))

    def _write(self, path: str, parts: Iterable[bytes]) -> str:
        digest = hashlib.sha256()
        entry = zip_entry(f"{self.root}/{path}", self.site.catalog.as_of)
        with self.archive.open(entry, "w", force_zip64=True) as out:
            for part in parts:
                digest.update(part)
                out.write(part)
        self.digests[path] = digest.hexdigest()
        return self.digests[path]


def _data(site: Site, item: Item, body: str, changes: list[Change]) -> dict[str, Any]:
    """What the site tells of a record, with all that it keeps back, and where the record comes from."""
    told = record_data(site, item.record, body)
    return {
        **told,
        "record": dict(item.record.fields),
        "attachments": [_file(attachment, path) for attachment, path in item.files],
        "remarks": list(item.remarks),
        "commits": [{"hash": each.hash, "date": each.day, "subject": each.subject} for each in changes],
    }


def _file(attachment: Attachment, path: str) -> dict[str, str]:
    return {"title": attachment.title, "file": path, "sha256": attachment.source_sha256}


def _table(site: Site, items: Iterable[Item]) -> str:
    """The list of contents as CSV that spreadsheets open as it is meant."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    table = csv.writer(out)
    words = site.words
    table.writerow([words[f"dossier_{column}"] for column in _COLUMNS])
    table.writerows([cell(value) for value in row] for row in _rows(items))
    return out.getvalue()


_COLUMNS = (
    *("number", "document_number", "issuers", "title", "issued", "index_number", "published", "files"),
    "remarks",
)


def _rows(items: Iterable[Item]) -> Iterator[list[Any]]:
    for item in items:
        record = item.record
        yield [
            *(str(item.number), record.document_number, item.issuers, record.title),
            *(record.issued.isoformat(), record.index_number, record.published.isoformat()),
            [item.source, *(path for _, path in item.files)],
            list(item.remarks),
        ]
