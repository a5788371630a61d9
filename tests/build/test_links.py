"""A crawler over every page: no dead link or anchor under any sub-path, nothing loaded from another host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from .crawl import BASE, NO_ICON, dead_links, pages_of
from .html import HtmlPage, text
from .sources import SITE_URL, sources

#: Where the sample county may lead its readers: to its own sites and the public registers of websites.
HOSTS = {"www.shili.example", "git.shili.example", "beian.miit.gov.cn", "beian.mps.gov.cn"}
_FETCHED = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
_LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "embed": "src", "object": "data"}


def test_no_link_is_dead_and_none_leaves_the_sub_path(site: Path) -> None:
    assert dead_links(site) == []


def test_every_page_is_reached_from_the_home_page(site: Path) -> None:
    pages = {BASE + url: document for url, document in pages_of(site)}
    waiting, reached = [BASE], {BASE}
    while waiting:
        address = waiting.pop()
        for link in pages[address].all("a"):
            target = urljoin(address, link.get("href", "")).partition("#")[0].partition("?")[0]
            if target in pages and target not in reached:
                reached.add(target)
                waiting.append(target)
    former = [BASE + url for source in sources() for url in source.former_urls]
    assert sorted(set(pages) - reached) == [f"{BASE}404.html", *sorted(former)]


@pytest.mark.parametrize(
    ("url", "current"),
    [
        ("departments/", ("公开机构", "page")),
        ("departments/finance/2026/", ("公开机构", "true")),
        ("guide/", ("政府信息公开指南", "page")),
        (sources()[0].url, ("法定主动公开内容", "true")),
        ("years/", None),
    ],
)
def test_the_navigation_marks_what_a_page_stands_behind(
    read: Callable[[str], HtmlPage], url: str, current: tuple[str, str] | None
) -> None:
    page = read(url)
    links = page.all("a", page.one("nav.site-nav"))
    marked = [(text(link), link.get("aria-current")) for link in links if link.get("aria-current")]
    assert marked == ([current] if current else [])


def test_every_page_but_home_and_screens_has_breadcrumbs(site: Path) -> None:
    former = {url for source in sources() for url in source.former_urls}  # lead on without a frame
    for url, document in pages_of(site):
        if url in ("", "404.html", *former) or url.startswith("screen/"):
            continue
        trail = document.one("nav.crumbs")
        names = document.all("li", trail)
        first = document.all("a", names[0])[0]
        assert urljoin(BASE + url, first.get("href", "")) == BASE, url
        assert names[-1].get("aria-current") == "page", url
        assert len(names) >= 2, url


def test_absolute_links_lead_to_the_site_itself_or_to_named_hosts(site: Path) -> None:
    addresses = {address for _, document in pages_of(site) for address in document.addresses()}
    parts = [urlsplit(address) for address in addresses - {NO_ICON}]
    assert {each.scheme for each in parts} <= {"", "https", "mailto", "tel"}
    assert {each.netloc for each in parts if each.scheme == "https"} <= HOSTS
    own = [a for a in addresses if a.startswith(SITE_URL)]
    for address in own:
        target = site / unquote(address.removeprefix(SITE_URL))
        assert target.is_file() or (target / "index.html").is_file(), address


def test_nothing_is_requested_from_another_host(site: Path) -> None:
    for url, document in pages_of(site):
        if url == "404.html":  # its own host's address: a relative one would not work at any depth
            continue
        for address in _requested(document):
            assert not urlsplit(address).netloc, (url, address)
    for sheet in site.rglob("*.css"):
        css = sheet.read_text("utf-8")
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", css):
            assert not re.match(r"(https?:)?//", "".join(address)), (sheet, address)


def _requested(document: HtmlPage) -> Iterator[str]:
    for element in document.root.iter():
        if element.tag in _LOADING:
            yield element.get(_LOADING[element.tag], "")
        elif element.tag == "link" and _FETCHED & set(element.get("rel", "").split()):
            yield element.get("href", "")
        assert "@import" not in element.get("style", "")
        assert "url(" not in element.get("style", "")


def test_every_page_has_one_heading_landmarks_a_language_and_ids_of_its_own(site: Path) -> None:
    for url, document in pages_of(site):
        assert document.one("html").get("lang") == "zh-CN", url
        assert text(document.one("h1")), url
        assert document.one("main"), url
        assert text(document.one("title", document.one("head"))), url
        assert document.meta["viewport"], url
        ids = document.ids
        assert len(ids) == len(set(ids)), (url, sorted(i for i in ids if ids.count(i) > 1))
        for element in document.root.iter():
            for name in ("aria-labelledby", "aria-describedby", "for"):
                assert set(element.get(name, "").split()) <= set(ids), (url, name, element.get(name))
            if element.tag == "img":
                assert "alt" in element.attrib, url


@pytest.mark.parametrize(
    "kind",
    [
        *("", "search/", "404.html", "guide/", "about/", "categories/", "departments/", "history/"),
        *("departments/finance/", "departments/county-government/", "departments/finance/2026/"),
        *("categories/policies/", "years/2026/page/2/", "history/2026-10/", "follow/", "data/"),
    ],
)
def test_every_kind_of_page_is_valid_html(site: Path, kind: str) -> None:
    path = site / kind if kind.endswith(".html") else site / kind / "index.html"
    assert _errors(path) == []


def test_record_pages_are_valid_html(site: Path) -> None:
    pages = sorted((site / "records").glob("*/index.html"))
    for path in pages[::12]:  # a stricter and far slower parser than the crawler's
        assert _errors(path) == [], path


def _errors(path: Path) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(path.read_bytes(), transport_encoding="utf-8")
    return [f"{place}: {code} {values}" for place, code, values in parser.errors]
