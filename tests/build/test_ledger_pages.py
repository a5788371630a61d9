"""The duty catalog and the ledger's pages in the built site, compared with the catalog's own file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from .html import HtmlPage, text
from .sources import catalog_file, sources

Read = Callable[[str], HtmlPage]

STATES = ("overdue", "due", "met_late", "met", "nil", "not_applicable")


@pytest.fixture(scope="module")
def duties() -> dict[str, dict[str, object]]:
    """The duties as duties.yml has them, by id."""
    return {str(entry["id"]): entry for entry in catalog_file("duties")}


def test_the_catalog_has_every_duty_in_the_columns_of_the_standard(
    read: Read, duties: dict[str, dict[str, object]]
) -> None:
    table = read("duties/").one("table.duty-catalog")
    heads = [text(cell) for cell in table.iter("th") if cell.get("scope") == "col"]
    assert heads == [
        *("序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体"),
        *("公开渠道和载体", "公开对象", "公开方式", "公开层级"),
    ]
    rows = [row for row in table.iter("tr") if row.find("td") is not None]
    assert [text(next(row.iter("td"))) for row in rows] == [str(n) for n in range(1, len(duties) + 1)]
    shown = {_last_part(cell): cell for row in rows for cell in row.iter("th") if cell.get("scope") == "row"}
    assert shown.keys() == duties.keys()
    for duty, cell in shown.items():
        link = next(cell.iter("a"))
        assert text(link) == duties[duty]["level2"]
    groups = [text(cell) for cell in table.iter("th") if cell.get("scope") == "rowgroup"]
    assert groups == list(dict.fromkeys(str(entry["level1"]) for entry in duties.values()))


def _last_part(cell: Element) -> str:
    return next(cell.iter("a")).get("href", "").rstrip("/").rpartition("/")[2]


def test_every_duty_has_its_page_with_what_the_catalog_says(
    read: Read, duties: dict[str, dict[str, object]]
) -> None:
    for duty, entry in duties.items():
        page = read(f"duties/{duty}/")
        assert text(page.one("h1")) == entry["level2"]
        about = text(page.one("table.duty-facts"))
        for key in ("elements", "basis"):
            for each in entry.get(key, ()):  # type: ignore[attr-defined]
                assert each in about, (duty, key)


def _counts(page: HtmlPage) -> dict[str, int]:
    strip = page.one("dl.state-counts")
    numbers = [int(text(cell).replace(",", "")) for cell in strip.iter("dd")]
    return dict(zip(STATES, numbers, strict=True))


def _added(counts: Iterator[dict[str, int]]) -> dict[str, int]:
    total = dict.fromkeys(STATES, 0)
    for each in counts:
        total = {state: total[state] + each[state] for state in STATES}
    return total


def _pages(site: Path, pattern: str) -> list[str]:
    return sorted(f"{path.parent.relative_to(site)}/" for path in site.glob(f"{pattern}/index.html"))


def test_every_cut_of_the_ledger_adds_up_to_the_whole(
    read: Read, site: Path, duties: dict[str, dict[str, object]]
) -> None:
    whole = _counts(read("ledger/"))
    assert sum(whole.values()) > 100
    bodies = _pages(site, "ledger/departments/*")
    spans = [url for url in _pages(site, "ledger/*") if "departments" not in url]
    owed = [f"duties/{duty}/" for duty in duties if read(f"duties/{duty}/").all("dl.state-counts")]
    for cut in (bodies, owed):
        assert _added(_counts(read(url)) for url in cut) == whole
    by_span = _added(_counts(read(url)) for url in spans)  # what never happened has no day
    assert {**by_span, "not_applicable": 0} == {**whole, "not_applicable": 0}
    table = read("ledger/").one("table.ledger-bodies")
    for row in table.iter("tr"):
        link = row.find(".//a")
        if link is not None:
            numbers = [int(text(cell)) for cell in row.iter("td")]
            url = f"ledger/{link.get('href', '').removeprefix('../ledger/')}"
            assert dict(zip(STATES, numbers, strict=True)) == _counts(read(url)), url


def test_lists_have_as_many_rows_of_each_state_as_they_count(read: Read, site: Path) -> None:
    for url in _pages(site, "ledger/departments/*"):
        page = read(url)
        tables = page.all("table.ledger-table")
        marked = [row.get("class", "") for table in tables for row in table.iter("tr") if row.get("class")]
        if not (site / url / "page/2").exists():
            counts = _counts(page)
            assert {state: marked.count(f"ledger-table__{state}") for state in STATES} == counts, url


def test_what_a_record_names_leads_to_the_ledger_and_back(read: Read, site: Path) -> None:
    named = [s for s in sources() if s.fields.get("duty") and s.is_public and not s.is_removed]
    assert named
    for source in named:
        page = read(source.url)
        links = {link.get("href") for link in page.one("table.record-header").iter("a")}
        assert f"../../duties/{source.fields['duty']}/" in links, source.url
        period = str(source.fields.get("period", ""))
        has_page = (site / "ledger" / period).is_dir() and period
        assert (f"../../ledger/{period}/" in links) == bool(has_page), source.url


def test_home_and_bodies_say_what_is_overdue(read: Read) -> None:
    overdue = _counts(read("ledger/"))["overdue"]
    home = read("").one("section.home-news__deadlines")
    assert f"逾期未公开 {overdue} 项" in text(home)
    assert 0 < len(read("").all("li.record-row", home)) <= 5
    for body in catalog_file("departments"):
        page, url = read(f"departments/{body['id']}/"), f"../../ledger/departments/{body['id']}/"
        owed = page.all("section.body-owed")
        assert len(owed) == 1, body["id"]
        assert url in [link.get("href") for link in owed[0].iter("a")]
