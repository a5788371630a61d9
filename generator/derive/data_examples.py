"""Examples for the page about the data: entries of this site, and lines that fetch its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.data_files import CSV, PACKAGE, URL, data_files, data_words, told_records
from generator.derive.event_data import event_rows
from generator.derive.ledger.data import ledger_rows
from generator.derive.naming import Site
from generator.model.values import compact_json, indented_json

#: An example is the newest record that is no longer than this, in characters of JSON.
_LONGEST = 1200
#: How many of the newest records may become one.
_LOOKED_AT = 50

_READ = """\
import json, urllib.request

root = "{root}"
with urllib.request.urlopen(root + "data/catalog.json") as answer:
    records = json.load(answer)

for record in records[:10]:
    print(record["published"], record["title"], root + record["url"])"""

_MIRROR = """\
import hashlib, json, pathlib, urllib.request

root = "{root}data/"
with urllib.request.urlopen(root + "datapackage.json") as answer:
    package = json.load(answer)

for resource in package["resources"]:
    file = pathlib.Path("data", resource["path"])
    if file.exists():
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        if resource["hash"] == "sha256:" + digest:
            continue
    file.parent.mkdir(parents=True, exist_ok=True)
    urllib.request.urlretrieve(root + resource["path"], file)
    print(file)"""


@dataclass(frozen=True, slots=True)
class Example:
    """Lines to read or to copy, under a title."""

    title: str
    code: str


def entries_shown(site: Site) -> Iterator[Example]:
    """A record, an event and an entry of the ledger of this site, as far as it has any."""
    words = data_words(site)
    objects = [{**record.open_fields, URL: record.url} for record in told_records(site.catalog)[:_LOOKED_AT]]
    if objects:
        short = (each for each in objects if len(compact_json(each)) <= _LONGEST)
        yield Example(words.example_record, indented_json(next(short, objects[0])))
    for title, rows in (
        (words.example_event, event_rows(site)),
        (words.example_entry, ledger_rows(site) if site.catalog.duties else iter(())),
    ):
        first = next(rows, None)
        if first:
            yield Example(title, indented_json(first))


def ways_to_fetch(site: Site) -> Iterator[Example]:
    """What to type for all tables, and a program that reads the catalog."""
    root = site.settings.site_url
    tables = [file.path for file in data_files(site) if file.media_type == CSV]
    yield Example("curl", "\n".join(f"curl -O {root}{path}" for path in (*tables, PACKAGE)))
    yield Example("Python", _READ.format(root=root))


def way_to_keep_up(site: Site) -> Example:
    """A program that fetches what has changed since it ran last."""
    return Example("Python", _MIRROR.format(root=site.settings.site_url))
