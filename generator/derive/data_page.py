"""The page about the open data: a documented API of plain files, with examples of this site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.derive.data_examples import Example, entries_shown, way_to_keep_up, ways_to_fetch
from generator.derive.data_fields import DataField
from generator.derive.data_files import (
    API,
    DataFile,
    data_files,
    data_words,
    told_records,
)
from generator.derive.data_tables import TABLES
from generator.derive.naming import Site
from generator.derive.record_data import RECORD_DATA_KEYS, record_data_url
from generator.derive.views import Column, Link, Page
from generator.derive.wording import Wording
from generator.model.addresses import DATA_PAGE
from generator.model.records import size_text


@dataclass(frozen=True, slots=True)
class Download:
    """A file to fetch: what it is called in its place, and its size as people write it."""

    link: Link
    size: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A kind of data: what it is, how many entries it has, its files, and those by year."""

    id: str
    title: str
    description: str
    entries: int
    files: tuple[Download, ...]
    years: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of one kind of data; `id` is the place on the page."""

    id: str
    title: str
    fields: Sequence[DataField]


@dataclass(frozen=True)
class DataPage:
    """Everything the page says; `words` are those of `data_wording.yml`."""

    page: Page
    words: Wording
    api: int
    as_of: str
    sections: tuple[Link, ...]
    holdings: tuple[Holding, ...]
    descriptions: tuple[Download, ...]
    fields: tuple[FieldGroup, ...]
    record_keys: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    fetching: tuple[Example, ...]
    keeping_up: Example
    sample: Link | None
    license: Link | None
    changelog: tuple[tuple[str, str], ...]


def data_page(site: Site, sizes: Mapping[str, int]) -> DataPage:
    """The page; `sizes` are those of the files below `data/`, in bytes by path inside the site."""
    words = data_words(site)
    records = told_records(site.catalog)
    column = Column(words.data, words.data_lead)
    licence = site.settings.data_license
    sample = next((record for record in records if record_data_url(record)), None)
    return DataPage(
        page=site.page(DATA_PAGE, words.data, column, (Link(words.data),), description=words.data_lead),
        words=words,
        api=API,
        as_of=site.catalog.as_of.isoformat(),
        sections=tuple(Link(words[f"title_{name}"], f"#{name}") for name in _SECTIONS),
        holdings=tuple(_holdings(site, sizes)),
        descriptions=tuple(
            Download(Link(words[f"file_{path.rpartition('/')[2]}"], path), size_text(sizes[path]))
            for path in sorted(set(sizes) - {file.path for file in data_files(site)})
        ),
        fields=tuple(_fields(site)),
        record_keys=tuple((key, words[f"key_{key}"]) for key in RECORD_DATA_KEYS),
        examples=tuple(entries_shown(site)),
        fetching=tuple(ways_to_fetch(site)),
        keeping_up=way_to_keep_up(site),
        sample=Link(sample.title, record_data_url(sample)) if sample else None,
        license=Link(licence.name or licence.url, licence.url) if licence.is_stated else None,
        changelog=tuple((str(version), words[f"changes_{version}"]) for version in range(API, 0, -1)),
    )


_SECTIONS = ("files", "fetch", "daily", "fields", "record", "promises", "license")


def _fields(site: Site) -> Iterator[FieldGroup]:
    """What each kind of data tells, in the order of the files."""
    for holds in dict.fromkeys(file.holds for file in data_files(site)):
        if holds in TABLES:
            name = data_words(site)[f"file_{holds}"]
            yield FieldGroup(f"fields-{holds}", name, TABLES[holds].fields(site))


def _holdings(site: Site, sizes: Mapping[str, int]) -> Iterator[Holding]:
    """The files by what they hold, those of single years apart."""
    for holds, group in groupby(data_files(site), key=lambda file: file.holds):
        files = list(group)
        yield Holding(
            id=holds,
            title=files[0].title,
            description=files[0].description,
            entries=files[0].entries,
            files=tuple(_download(file, sizes) for file in files if not file.year),
            years=tuple(_download(file, sizes) for file in files if file.year),
        )


def _download(file: DataFile, sizes: Mapping[str, int]) -> Download:
    return Download(Link(file.year or file.format, file.path), size_text(sizes[file.path]))
