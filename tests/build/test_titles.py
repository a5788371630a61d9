"""The full lists of titles of the built site: what readers without scripts search with their browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from generator.derive import list_pages

from .html import HtmlPage, text
from .sources import SITE_URL, sources
from .trees import build, record, write_tree

Read = Callable[[str], HtmlPage]
YEARS = sorted({source.year for source in sources()})


def _rows(page: HtmlPage, url: str) -> list[tuple[str, str]]:
    """Address inside the site and title of every row."""
    links = [link for row in page.all("li", page.one("ul.titles")) for link in page.all("a", row)]
    return [(urljoin(f"/{url}", link.get("href", "")).lstrip("/"), text(link)) for link in links]


def test_every_title_stands_once_in_the_list_of_its_year(read: Read) -> None:
    for year in YEARS:
        url = f"titles/{year}/"
        expected = [(source.url, " ".join(source.fields["title"].split())) for source in sources()]
        assert _rows(read(url), url) == [
            each for each, source in zip(expected, sources(), strict=True) if source.year == year
        ]


def test_index_of_titles_counts_the_years(read: Read) -> None:
    index = read("titles/")
    rows = {text(item) for item in index.all("li.tree__node")}
    assert rows == {f"{year}年 {sum(source.year == year for source in sources())}" for year in YEARS}


def test_sitemap_has_the_titles_with_the_day_of_their_last_change(site: Path) -> None:
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    entries = ElementTree.parse(site / "sitemap.xml").getroot()
    days = {entry.findtext(f"{name}loc"): entry.findtext(f"{name}lastmod") for entry in entries}
    assert days[f"{SITE_URL}titles/2026/"] == days[f"{SITE_URL}years/2026/"]
    assert days[f"{SITE_URL}titles/"] is not None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_long_years_take_several_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(list_pages, "TITLES_SIZE", 2)
    records = {f"finance/2026/{n}.md": record(f"F-{n}", title=f"第{n}号") for n in range(5)}
    content = write_tree(tmp_path / "content", records)
    assert build(content, tmp_path / "site", "--lang", language, "--jobs", "1") == 0
    found = []
    for url in ("titles/2026/", "titles/2026/page/2/", "titles/2026/page/3/"):
        page = HtmlPage.read(tmp_path / "site" / url / "index.html")
        found += _rows(page, url)
    assert sorted(found) == [(f"records/F-{n}/", f"第{n}号") for n in range(5)]
    assert not (tmp_path / "site/titles/2026/page/4").exists()
    assert f"{SITE_URL}titles/2026/page/3/" in (tmp_path / "site/sitemap.xml").read_text("utf-8")
