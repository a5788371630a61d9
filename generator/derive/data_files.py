"""The files of the open data below `data/`: what each is called, what it holds, how many entries it has.

The one list of them: the files' writer, the Data Package, the page about them and other catalogs' formats
(DCAT) go by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.derive.freshness.report import freshness_of
from generator.derive.interaction.data import counted_in_all
from generator.derive.ledger.ledger import ledger_of
from generator.derive.naming import Site
from generator.derive.statistics.figures import rows_of, statistics_of
from generator.derive.supervision.figures import figures_of
from generator.derive.wording import Wording
from generator.model.addresses import BULLETINS, DUTIES, FRESHNESS, INTERACTION, LEDGER, STATISTICS
from generator.model.catalog import Catalog
from generator.model.media_types import MEDIA_TYPES
from generator.model.records import Record

#: The version of all formats: names of files and keys, types, meanings. Additions leave it as it is.
API = 1

#: The Data Package that describes the other files.
PACKAGE = "data/datapackage.json"

#: The keys of a record, in the order in which people look for them.
COLUMNS = (
    *("index_number", "title", "department", "category", "issued", "published", "kind", "status"),
    *("document_number", "genre", "summary", "keywords", "issuers", "subjects", "effective", "expires"),
    *("disclosure", "approval", "duty", "period", "contact", "relations", "attachments", "history"),
    *("former_index_numbers", "data"),
)
URL = "url"

#: The keys of an event of the history.
EVENT_COLUMNS = (
    *("id", "date", "action", "note", "index_number", "title", "department", "category"),
    URL,
)

CSV, JSON, JSON_LINES = (MEDIA_TYPES[ending] for ending in ("csv", "json", "jsonl"))
FORMATS = {CSV: "CSV", JSON: "JSON", JSON_LINES: "JSON Lines"}

#: The page that shows the same to people, by what files hold.
_PAGES = {
    "history": "history/",
    "departments": "departments/",
    "categories": "categories/",
    "subjects": "subjects/",
    "duties": DUTIES,
    "standard": DUTIES,
    "ledger": LEDGER,
    "statistics": STATISTICS,
    "activities": STATISTICS,
    "interaction": INTERACTION,
    "freshness": FRESHNESS,
    "scores": BULLETINS,
    "bulletins": BULLETINS,
}

_WORDS = Path(__file__).with_name("data_wording.yml")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the open data: `path` is relative to the site's root, `name` its name in the Data Package.

    `entries` are records, events, bodies, nodes or duties, as `holds` tells: catalog, history, departments,
    categories, … (`data_tables.TABLES`). `year` is "" but for the records of one.
    """

    path: str
    holds: str
    media_type: str
    entries: int
    title: str
    description: str
    year: str = ""

    @property
    def name(self) -> str:
        """Lower-case letters, digits and hyphens; never changes."""
        return self.path.removeprefix("data/").replace("/", "-").replace(".", "-")

    @property
    def is_table(self) -> bool:
        """Whether it is rows, or objects for rows, and nothing around them."""
        return self.media_type in (CSV, JSON_LINES) or self.path == "data/catalog.json"

    @property
    def format(self) -> str:
        """The media type as people call it."""
        return FORMATS[self.media_type]


def data_words(site: Site) -> Wording:
    """What is said about the data, in the site's language."""
    words: Wording = site.once("data words", lambda: Wording(site.settings.language, _WORDS))
    return words


def told_records(catalog: Catalog) -> list[Record]:
    """The records that data tell of, in the catalog's order: all but those whose text was removed."""
    return [record for record in catalog.records if not record.body_is_removed]


def columns_of(records: Iterable[Record]) -> list[str]:
    """The columns of a table of records: the contract's, then what sites and newer versions add, by name."""
    added = {key for record in records for key in record.open_fields} - {*COLUMNS, URL}
    return [*COLUMNS, *sorted(added)]


def data_files(site: Site) -> Sequence[DataFile]:
    """Every file of the open data but the Data Package itself, the most asked for first."""
    files: Sequence[DataFile] = site.once("data files", lambda: tuple(_data_files(site)))
    return files


def files_by_page(site: Site) -> Mapping[str, Sequence[DataFile]]:
    """The files that say what a page shows to people, by its address."""
    found: Mapping[str, Sequence[DataFile]] = site.once("data files by page", lambda: _by_page(site))
    return found


def _by_page(site: Site) -> Mapping[str, Sequence[DataFile]]:
    found: dict[str, list[DataFile]] = {}
    for file in data_files(site):
        if file.holds in _PAGES:
            found.setdefault(_PAGES[file.holds], []).append(file)
    return found


def days_told(site: Site) -> Sequence[date]:
    """The first and the last day of publication that data tell of; nothing without records."""
    records = told_records(site.catalog)
    return (records[-1].published, records[0].published) if records else ()


def _data_files(site: Site) -> Iterator[DataFile]:
    records, catalog = told_records(site.catalog), site.catalog
    yield _file(site, "catalog.csv", "catalog", CSV, len(records))
    yield _file(site, "catalog.json", "catalog", JSON, len(records))
    for year, count in Counter(f"{record.published_at.year:04}" for record in records).items():
        yield _file(site, f"records/{year}.jsonl", "catalog", JSON_LINES, count, year)
    events = sum(1 + len(record.history) for record in records)
    yield _file(site, "history.csv", "history", CSV, events)
    yield _file(site, "history.jsonl", "history", JSON_LINES, events)
    yield from _both(site, "departments", len(catalog.departments))
    yield from _both(site, "categories", len(catalog.categories.by_path))
    if catalog.subjects.roots:
        yield from _both(site, "subjects", len(catalog.subjects.by_path))
    if catalog.duties:
        yield _file(site, "duties.csv", "standard", CSV, len(catalog.duties))
        yield _file(site, "duties.json", "duties", JSON, len(catalog.duties))
        yield from _both(site, "ledger", len(ledger_of(site).entries))
    yield from _both(site, "statistics", sum(1 for _ in rows_of(site, statistics_of(site, records))))
    if catalog.activities:
        yield from _both(site, "activities", len(catalog.activities))
    if counted := counted_in_all(site):
        yield _file(site, "interaction.json", "interaction", JSON, counted)
    yield from _both(site, "freshness", len(freshness_of(site).columns))
    if catalog.duties:
        bulletins = [figures for of_length in figures_of(site).values() for figures in of_length.values()]
        bodies = sum(len(figures.bodies) for figures in bulletins)
        yield _file(site, "scores.csv", "scores", CSV, bodies)
        yield _file(site, "bulletins.json", "bulletins", JSON, len(bulletins))


def _both(site: Site, holds: str, entries: int) -> Iterator[DataFile]:
    """A table, and the same as JSON."""
    yield _file(site, f"{holds}.csv", holds, CSV, entries)
    yield _file(site, f"{holds}.json", holds, JSON, entries)


def _file(site: Site, name: str, holds: str, media_type: str, entries: int, year: str = "") -> DataFile:
    words = data_words(site)
    title = words.fill("file_records_of", year=year) if year else words[f"file_{holds}"]
    return DataFile(f"data/{name}", holds, media_type, entries, title, words[f"about_{holds}"], year)
