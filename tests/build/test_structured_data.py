"""What search engines read in the pages of the sample county: JSON-LD by the vocabulary of schema.org."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest

from .crawl import pages_of
from .html import HtmlPage, text
from .sources import ROOT, SITE_URL, sources

VOCABULARY = json.loads((ROOT / "tests/outputs/profiles/schemaorg-30.0.json").read_bytes())
Read = Callable[[str], HtmlPage]


def graph(page: HtmlPage) -> list[dict[str, Any]]:
    scripts = [each for each in page.all("script") if each.get("type") == "application/ld+json"]
    if not scripts:
        return []
    (script,) = scripts
    document = json.loads("".join(script.itertext()))
    assert document["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = document["@graph"]
    return nodes


def of_type(page: HtmlPage, *types: str) -> list[dict[str, Any]]:
    return [node for node in graph(page) if node["@type"] in types]


def nodes_in(value: Any) -> Iterator[dict[str, Any]]:
    """A node and all within it."""
    if isinstance(value, list):
        for item in value:
            yield from nodes_in(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from nodes_in(item)


def addresses_in(value: Any) -> Iterator[str]:
    for node in nodes_in(value):
        for key, item in node.items():
            if key in ("@id", "url", "item", "contentUrl") and isinstance(item, str):
                yield item


def test_every_page_but_those_without_a_place_has_data_of_known_types_and_properties(site: Path) -> None:
    types: Counter[str] = Counter()
    without = set()
    for url, page in pages_of(site):
        nodes = graph(page)
        if not nodes:
            without.add(url)
        for node in nodes_in(nodes):
            types[node["@type"]] += 1
            unknown = set(node) - set(VOCABULARY[node["@type"]]) - {"@type", "@id", "query-input"}
            assert not unknown, (url, node["@type"], unknown)
            assert all(value not in ("", None, [], {}) for value in node.values()), (url, node)
    former = {url for source in sources() for url in source.former_urls}
    assert {url for url in without - former if not url.startswith("screen/")} == {"404.html"}
    assert set(types) <= set(VOCABULARY)


def test_addresses_are_those_of_the_site_and_lead_somewhere(site: Path) -> None:
    for url, page in pages_of(site):
        for address in addresses_in(graph(page)):
            assert address.startswith(SITE_URL), (url, address)
            path = unquote(address.removeprefix(SITE_URL).partition("#")[0])
            assert (site / path).is_file() or (site / path / "index.html").is_file(), (url, address)


def test_breadcrumbs_are_those_of_the_page(site: Path) -> None:
    for url, page in pages_of(site):
        if not graph(page):
            continue
        (crumbs,) = of_type(page, "BreadcrumbList")
        told = [(each["name"], each.get("item")) for each in crumbs["itemListElement"]]
        assert [each["position"] for each in crumbs["itemListElement"]] == list(range(1, len(told) + 1))
        for shown in page.all("nav.crumbs"):
            entries = list(shown.iter("li"))
            assert [text(entry) for entry in entries] == [name for name, _ in told], url
            links = [entry.find("a") for entry in entries]
            for link, (_, item) in zip(links[:-1], told, strict=False):
                assert link is not None
                assert urljoin(SITE_URL + url, link.get("href", "")) == item, url


def test_records_say_what_they_are(read: Read) -> None:
    types: Counter[str] = Counter()
    for source in sources():
        page = read(source.url)
        if source.fields.get("withdrawal", {}).get("body") == "removed":
            assert [node["@type"] for node in graph(page)] == ["BreadcrumbList"]
            continue
        (node,) = of_type(page, "Legislation", "Report", "DigitalDocument")
        types[node["@type"]] += 1
        assert node["identifier"] == source.number
        assert node["name"] == source.fields["title"]
        assert node["url"] == node["@id"] == SITE_URL + source.url
        assert node["datePublished"].startswith(source.fields["published"][:10])
        assert node.get("keywords", []) == source.fields.get("keywords", [])
        data, *files = node["encoding"]
        assert data["contentUrl"] == f"{SITE_URL}{source.url}record.json"
        (alternate,) = [each for each in page.all("link") if each.get("type") == "application/json"]
        assert urljoin(SITE_URL + source.url, alternate.get("href", "")) == data["contentUrl"]
        assert len(files) == len(page.all("li.attachment"))
        if node["@type"] == "Legislation":
            in_force = source.fields.get("status", "in_force") == "in_force"
            assert (node["legislationLegalForce"] == "https://schema.org/InForce") == in_force
    assert min(types.values()) > 3
    assert len(types) == 3


@pytest.mark.parametrize(
    "page",
    [
        *("history/", "departments/", "categories/", "subjects/", "duties/", "ledger/", "statistics/"),
        *("interaction/", "bulletins/", "supervision/freshness/"),
    ],
)
def test_a_page_of_figures_tells_of_the_same_as_data(read: Read, page: str) -> None:
    shown = read(page)
    told = of_type(shown, "Dataset")
    (catalog,) = of_type(read("data/"), "DataCatalog")
    listed = {each["@id"]: each for each in catalog["dataset"]}
    files = [file["contentUrl"] for each in told for file in each["distribution"]]
    for each in told:
        assert listed[each["@id"]]["distribution"] == each["distribution"]
        assert 50 <= len(each["description"]) <= 5000
        anchor = each["url"].removeprefix(f"{SITE_URL}data/#")
        assert read("data/").all(f"#{anchor}")
    offered = [
        urljoin(SITE_URL + page, link.get("href", ""))
        for link in shown.all("link")
        if link.get("type") in ("text/csv", "application/json", "application/jsonl")
    ]
    assert offered == files != []


@pytest.mark.parametrize("index", range(0, 140, 20))
def test_the_data_of_a_record_say_what_its_page_says(site: Path, read: Read, index: int) -> None:
    source = sources()[index]
    told = json.loads((site / source.url / "record.json").read_bytes())
    page = read(source.url)
    catalog = {each["index_number"]: each for each in json.loads((site / "data/catalog.json").read_bytes())}
    assert told["record"] == catalog[source.number]
    assert told["page"] == SITE_URL + source.url
    assert [each["note"] for each in told["events"]][1:] == [
        each.get("note", "") for each in source.fields.get("history", [])
    ]
    assert len(told["attachments"]) == len(page.all("li.attachment"))
    body = "".join(page.one("div.record-body").itertext()).strip() if page.all("div.record-body") else ""
    html = HtmlPage(f"<main>{told['body']['text']}</main>") if told["body"] else None
    assert ("".join(html.one("main").itertext()).strip() if html else "") == body
