"""A number beside a link is the number that the page behind it has; who counts otherwise says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from .crawl import BASE, pages_of
from .html import HtmlPage, text
from .sources import sources, told

_TOTAL = re.compile(r"共 ([\d,]+) 条")
#: Where a link and its number stand in their element.
_PLACES = (("a", "span"), ("a", "a/span"), ("th/a", "td[@class='count']"), ("dt/a", "dd"))


def test_a_number_beside_a_link_is_that_of_the_list_behind_it(site: Path) -> None:
    pages = {BASE + url: document for url, document in pages_of(site)}
    totals = {url: total for url, document in pages.items() for total in _total(document)}
    compared = set()
    for url, document in pages.items():
        for address, count in _numbered_links(document):
            target = urljoin(url, address)
            if target in totals:
                assert count == totals[target], (url, target)
                compared.add((url, target))
    assert (BASE, f"{BASE}years/2026/") in compared
    kinds = {target.removeprefix(BASE).partition("/")[0] for _, target in compared}
    assert {"years", "titles", "departments", "categories", "subjects"} <= kinds


def _total(document: HtmlPage) -> Iterator[int]:
    for head in document.all("header", document.one("main"))[:1]:
        for found in _TOTAL.findall(text(head)):
            yield int(found.replace(",", ""))


def _numbered_links(document: HtmlPage) -> Iterator[tuple[str, int]]:
    for element in document.root.iter():
        if element.find("dt/span") is not None:
            continue  # in a unit of its own, as days
        for place, beside in _PLACES:
            link, count = element.find(place), element.find(beside)
            if link is not None and count is not None and re.fullmatch(r"[\d,]+", text(count)):
                yield link.get("href", ""), int(text(count).replace(",", ""))


def test_the_home_page_and_the_years_count_every_record(read: Callable[[str], HtmlPage]) -> None:
    home, years = (dict(_numbered_links(read(url))) for url in ("", "years/"))
    assert home["years/"] == sum(years.values()) == len(sources())


def test_the_statistics_say_how_they_count_less_than_lists(read: Callable[[str], HtmlPage]) -> None:
    page = read("statistics/")
    nil = sum(source.fields.get("kind") == "nil_report" for source in told())
    said = text(page.one("main"))
    assert f"公开信息 {len(told()) - nil} 条" in said
    assert f"列出的是 {len(sources())} 条" in said
