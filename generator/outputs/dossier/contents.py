"""What a dossier has of each record: its place in the list of contents, its files, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.derive.naming import Site
from generator.derive.withheld import withheld
from generator.model.records import Attachment, Record


@dataclass(frozen=True, slots=True)
class Item:
    """A record as the list of contents (卷内文件目录) has it.

    `number` counts from 1. All its files lie in `folder`: the source under its own name, what is published
    with it in the folder of that name, as in the content, so that the source's links lead there. `remarks`
    say who may not read it, and that it is no longer in force.
    """

    number: int
    record: Record
    folder: str
    issuers: str
    remarks: tuple[str, ...]
    is_restricted: bool

    @property
    def stem(self) -> str:
        """What its files are called, without ending."""
        return Path(self.record.path).stem

    @property
    def source(self) -> str:
        """The source, below the dossier's root, as all paths here."""
        return f"{self.folder}{self.stem}.md"

    @property
    def page(self) -> str:
        """The page for reading."""
        return f"{self.folder}{self.stem}.html"

    @property
    def data(self) -> str:
        """The record as data."""
        return f"{self.folder}{self.stem}.json"

    @property
    def files(self) -> Sequence[tuple[Attachment, str]]:
        """What is published with it, each with its path."""
        own = (*self.record.attachments, *self.record.images)
        return [(each, f"{self.folder}{self.stem}/{each.file}") for each in own]


def items_of(site: Site, body: str, year: int) -> list[Item]:
    """The records that a body published in a year, by date of issue, then by index number."""
    records = site.indexes.by_department_year.get((body, str(year)), ())
    in_order = sorted(records, key=lambda record: (record.issued, record.index_number))
    return [_item(site, number, record) for number, record in enumerate(in_order, start=1)]


def first_and_last(items: Iterable[Item]) -> tuple[date, date]:
    """The first and the last date of issue; there must be an item."""
    days = [item.record.issued for item in items]
    return min(days), max(days)


def _item(site: Site, number: int, record: Record) -> Item:
    return Item(
        number=number,
        record=record,
        folder=f"records/{number:04}/",
        issuers=site.words.comma.join(record.issuers) or site.department(record.department),
        remarks=tuple(_remarks(site, record)),
        is_restricted=not record.body_is_public or site.settings.is_internal(record.path),
    )


def _remarks(site: Site, record: Record) -> Iterator[str]:
    if site.settings.is_internal(record.path):
        yield site.words.internal
    kept_back = withheld(site, record)
    if kept_back:
        yield kept_back.condition
    if record.body_is_removed:
        yield site.words.dossier_removed
    if record.status != "in_force":
        yield site.labels.value("status", record.status)
