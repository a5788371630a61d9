"""Every address that a build leaves, and what its lists hold, counted again from the front matter."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import pytest

from generator.model.addresses import TAKEN

from .html import HtmlPage, text
from .sources import (
    AS_OF,
    ROOT,
    SITE_URL,
    Source,
    catalog_file,
    in_category,
    nodes,
    on_subject,
    sources,
    told,
)

Read = Callable[[str], HtmlPage]
PAGE_SIZE = 30


def test_no_page_of_prose_may_stand_where_the_generator_writes(site: Path) -> None:
    folders = {f"{path.name}/" for path in site.iterdir() if path.is_dir()}
    prose = {f"{path.stem}/" for path in (ROOT / "content/pages").iterdir()}
    assert {"screen/", "sheets/", "register/"} <= folders
    assert folders - prose == TAKEN


def test_every_record_has_its_page_and_its_files_beside_it(site: Path) -> None:
    expected = {f"{source.url}index.html" for source in sources()}
    for source in sources():
        if source.is_public:
            files = [item["file"] for item in source.fields.get("attachments", [])]
            expected |= {f"{source.url}{file}" for file in files}
            if len(files) > 1:  # all of them in one
                expected.add(f"{source.url}{source.url.split('/')[-2]}.zip")
        expected |= {f"{url}index.html" for url in source.former_urls}
    expected |= {f"{source.url}record.json" for source in told()}
    built = {path.relative_to(site).as_posix() for path in (site / "records").rglob("*") if path.is_file()}
    built -= {path for path in built if "/thumbnail-" in path}  # small ones of what stands there already
    images = {path for path in built - expected if path.endswith((".png", ".jpg"))}
    assert built - images == expected
    for path in images:  # only pictures that a body shows
        name, folder = Path(path).name, f"{Path(path).parent.as_posix()}/"
        source = next(source for source in sources() if source.url == folder)
        assert f"]({source.path.stem}/{name}" in source.body


def _lists() -> dict[str, Sequence[Source]]:
    """Every list of records by its address, with what it must hold in order."""
    lists: dict[str, Sequence[Source]] = {}
    for body in catalog_file("departments"):
        own = [source for source in sources() if source.fields["department"] == body["id"]]
        lists[f"departments/{body['id']}/"] = own
        for year in {source.year for source in own}:
            lists[f"departments/{body['id']}/{year}/"] = [source for source in own if source.year == year]
    for path, _ in nodes("categories"):
        lists[f"categories/{path}/"] = in_category(path)
    for path, _ in nodes("subjects"):
        lists[f"subjects/{path}/"] = on_subject(path)
    for year in {source.year for source in sources()}:
        lists[f"years/{year}/"] = [source for source in sources() if source.year == year]
    return lists


@pytest.mark.parametrize("base", ["departments", "categories", "subjects", "years"])
def test_lists_hold_their_records_newest_first(read: Read, site: Path, base: str) -> None:
    lists = {url: found for url, found in _lists().items() if url.startswith(base)}
    for url, expected in lists.items():
        total = max(1, -(-len(expected) // PAGE_SIZE))
        shown = [row for number in range(1, total + 1) for row in _rows(read, _numbered(url, number))]
        assert shown == [f"/{source.url}" for source in expected], url
        assert f"共 {len(expected)} 条" in text(read(url).one("header.page-head")), url
        assert not (site / _numbered(url, total + 1)).exists(), url
    built = {
        f"{path.parent.relative_to(site).as_posix()}/"
        for path in (site / base).rglob("index.html")
        if not re.search(r"/(page|request)/", path.as_posix())
    }
    assert built == {f"{base}/", *lists}


def test_long_lists_are_paged(read: Read) -> None:
    first, second = read("years/2026/"), read("years/2026/page/2/")
    assert _hrefs(first, "prev") == []
    assert set(_hrefs(first, "next")) == {"../../years/2026/page/2/"}
    assert set(_hrefs(second, "prev")) == {"../../../../years/2026/"}
    assert "第 2 页" in text(second.one("title"))
    assert text(second.one("h1")) == text(first.one("h1"))
    current = [link for link in second.all("a") if link.get("aria-current") == "page"]
    assert "2" in [text(link) for link in current]


def _hrefs(document: HtmlPage, relation: str) -> list[str]:
    return [e.get("href", "") for e in document.root.iter() if e.get("rel") == relation]


def _numbered(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"


def _rows(read: Read, url: str) -> list[str]:
    """The addresses of a list page's rows."""
    rows = read(url).all("li.record-row")
    links = [row.find(".//a") for row in rows]
    root = "../" * url.count("/")
    return ["/" + link.get("href", "").removeprefix(root) for link in links if link is not None]


def test_history_pages_hold_the_events_of_their_month(read: Read, site: Path) -> None:
    months: dict[str, list[tuple[str, str]]] = {}
    for source in sources():
        for day, action in source.events:
            months.setdefault(day[:7], []).append((day, action))
    assert {path.name for path in (site / "history").iterdir() if path.is_dir()} == set(months)
    for month, events in months.items():
        total = -(-len(events) // PAGE_SIZE)
        pages = [read(_numbered(f"history/{month}/", number)) for number in range(1, total + 1)]
        rows = [row for each in pages for row in each.all("li.record-row")]
        shown = [(_day(row), _action(row)) for row in rows]
        assert sorted(shown) == sorted(events), month
        days = [day for day, _ in shown]
        assert days == sorted(days, reverse=True), month


def _day(row: ElementTree.Element) -> str:
    stamp = row.find(".//time")
    assert stamp is not None
    return stamp.get("datetime", "")


def _action(row: ElementTree.Element) -> str:
    mark = row.find(".//span[@class]/span")
    assert mark is not None
    return mark.get("class", "").removeprefix("mark mark--")


@pytest.mark.parametrize("base", ["categories", "departments", "subjects", "years", "history"])
def test_indexes_count_what_lies_behind_each_link(read: Read, base: str) -> None:
    index = read(f"{base}/")
    counted = {
        link.get("href", "").removeprefix("../"): int(text(count))
        for node, named, counts in (
            *((item, "a", "span[@class='count']") for item in index.all("li")),
            *((row, "th/a", "td[@class='count']") for row in index.all("tr")),
        )
        for link, count in [(node.find(named), node.find(counts))]
        if link is not None and count is not None
    }
    if base == "history":
        events = [f"history/{day[:7]}/" for source in sources() for day, _ in source.events]
        expected = {url: events.count(url) for url in set(events)}
    else:
        expected = {url: len(found) for url, found in _lists().items() if url.startswith(base)}
        if base == "departments":
            expected = {url: count for url, count in expected.items() if url.count("/") == 2}
    assert counted == expected


def test_home_page_shows_figures_and_the_newest(read: Read) -> None:
    home = read("")
    figures = text(home.one("dl.figures")) if home.all("dl.figures") else text(home.one("main"))
    this_year = sum(source.year == "2026" for source in sources())
    attachments = sum(len(source.fields.get("attachments", [])) for source in told())
    numbers = set(re.findall(r"\d+", figures))
    assert {str(len(sources())), str(this_year), str(attachments)} <= numbers
    latest = home.one("section.home__latest")
    newest = [row.get("href") for row in home.all("a", latest) if row.get("href", "").startswith("records/")]
    assert newest == [source.url for source in sources()[:10]]


def test_json_export_has_the_keys_as_written(site: Path) -> None:
    exported = json.loads((site / "data/catalog.json").read_bytes())
    assert _as_written(exported) == [{**source.fields, "url": source.url} for source in told()]


def _as_written(value: Any) -> Any:
    """Numbers and truth values of a kind's data as YAML writes them."""
    if isinstance(value, dict):
        return {key: _as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)


def test_csv_export_is_a_table_for_spreadsheets(site: Path) -> None:
    data = (site / "data/catalog.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(table) == len(told())
    for row, source in zip(table, told(), strict=True):
        assert row["index_number"] == source.number
        assert row["url"] == source.url
        assert row["keywords"] == ";".join(source.fields.get("keywords", []))
        written = {key for key, value in row.items() if value}
        assert written == {"url", *source.fields}


def test_every_feed_is_there_in_all_formats(site: Path) -> None:
    names = ["all", "changes", *(f"departments/{body['id']}" for body in catalog_file("departments"))]
    names += [f"departments/{body['id']}/changes" for body in catalog_file("departments")]
    names += [f"categories/{path}" for path, _ in nodes("categories")]
    expected = {f"{name}.{ending}" for name in names for ending in ("atom", "json", "rss")}
    owing = [path.name for path in (site / "ledger/departments").iterdir()]
    expected |= {f"departments/{body}-deadlines.ics" for body in owing} | {
        "deadlines.ics",
        "consultations.ics",
    }
    feeds = site / "feeds"
    assert {path.relative_to(feeds).as_posix() for path in feeds.rglob("*") if path.is_file()} == expected


def test_sitemap_names_every_page_once(site: Path) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    named = [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    pages -= {url for url in pages if url == "search" or url.startswith(("screen", "sheets/"))}
    pages -= {url for url in pages if url.endswith("/request/form")}
    addresses = {SITE_URL + ("" if url == "." else f"{url}/") for url in pages}
    addresses -= {SITE_URL + url for source in sources() for url in source.former_urls}
    assert len(named) == len(set(named))
    assert set(named) == addresses
    assert f"Sitemap: {SITE_URL}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_manifest_names_every_file(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_bytes())
    assert set(manifest) == {"version", "commit", "as_of", "files"}
    assert manifest["as_of"] == AS_OF
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    del files["manifest.json"]
    assert manifest["files"] == {
        path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in files.items()
    }


def test_search_page_and_adapter_are_there(site: Path, read: Read) -> None:
    entry = (site / "search/pagefind.js").read_text("utf-8")
    source = re.fullmatch(r'export \* from "(.+)";\n?', entry)
    script = (site / "search" / source[1]).read_text("utf-8") if source else entry
    exported = set(re.findall(r"^export (?:async )?function (\w+)", script, re.MULTILINE))
    assert {"options", "init", "search", "debouncedSearch", "filters", "preload"} <= exported
    form = read("search/").one("form.search__form")
    assert (form.get("method"), form.get("action")) == ("get", "../search/")
    assert [field.get("name") for field in form.iter("input")] == ["q"]


def test_missing_page_is_told_of_with_addresses_that_work_at_any_depth(site: Path) -> None:
    document = HtmlPage.read(site / "404.html")
    addresses = [address for address in document.addresses() if not address.startswith("#")]
    assert addresses
    for address in addresses:  # served for any address: nothing in it can be relative to the page
        if address.startswith("https://beian."):  # the public registers of websites
            continue
        assert address.startswith((SITE_URL, "/zwgk/")), address
        target = site / urldefrag(urljoin(SITE_URL, address)).url.removeprefix(SITE_URL)
        assert target.is_file() or (target / "index.html").is_file(), address
