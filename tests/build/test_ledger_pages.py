"""The duty catalog and the ledger's pages in the built site, compared with duties.yml and with the data."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
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
    strip = page.one("dl.tallies")
    numbers = [int(text(cell).replace(",", "")) for cell in strip.iter("dd")]
    return dict(zip(STATES, numbers, strict=True))


def _pages(site: Path, pattern: str) -> list[str]:
    return sorted(f"{path.parent.relative_to(site)}/" for path in site.glob(f"{pattern}/index.html"))


@pytest.fixture(scope="module")
def entries(site: Path) -> list[dict[str, Any]]:
    """The entries of the ledger as its data tell them."""
    found: list[dict[str, Any]] = json.loads((site / "data/ledger.json").read_text("utf-8"))["ledger"]
    assert len(found) > 100
    return found


def _counted(entries: Iterable[dict[str, Any]]) -> dict[str, int]:
    counts = Counter(entry["state"] for entry in entries)
    return {state: counts[state] for state in STATES}


def _span(entry: dict[str, Any]) -> str:
    """The period's page that lists an entry: its period, else the year in which it falls due or happened."""
    return str(entry["period"] or (entry["deadline"] or entry["met_on"] or entry["begins"] or "")[:4])


def test_every_cut_of_the_ledger_counts_what_the_data_tell(
    read: Read, site: Path, entries: list[dict[str, Any]]
) -> None:
    assert _counts(read("ledger/")) == _counted(entries)
    urls: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        urls[f"ledger/departments/{entry['body']}/"].append(entry)
        urls[f"duties/{entry['duty']}/"].append(entry)
        if _span(entry):
            urls[f"ledger/{_span(entry)}/"].append(entry)
    for url, found in urls.items():
        assert _counts(read(url)) == _counted(found), url
    built = {*_pages(site, "ledger/departments/*"), *_pages(site, "ledger/[0-9]*")}
    assert built == {url for url in urls if url.startswith("ledger/")}
    for row in read("ledger/").one("table.ledger-bodies").iter("tr"):
        link = row.find(".//a")
        if link is not None:
            numbers = [int(text(cell)) for cell in row.iter("td")]
            url = f"ledger/{link.get('href', '').removeprefix('../ledger/')}"
            assert dict(zip(STATES, numbers, strict=True)) == _counted(urls[url]), url


def test_what_is_overdue_is_listed_with_its_days_and_its_body(
    read: Read, entries: list[dict[str, Any]]
) -> None:
    overdue = [entry for entry in entries if entry["state"] == "overdue"]
    table = read("ledger/").all("table.data-table")[0]
    shown = [
        [text(cell) for cell in (*row.iter("th"), *row.iter("td"))]
        for row in table.iter("tr")
        if row.get("class")
    ]
    told = [(row[0], row[1], row[3], row[4].split()[1]) for row in shown]
    expected = [(e["level2"], e["body_name"], e["deadline"], str(e["days"])) for e in overdue]
    assert sorted(told) == sorted(expected)
    assert [row[3] for row in shown] == sorted(row[3] for row in shown)


def test_a_table_of_bodies_by_periods_has_a_cell_for_each_entry(
    read: Read, entries: list[dict[str, Any]]
) -> None:
    duty, page = "township-finance", read("duties/township-finance/")
    cells = {
        (text(next(row.iter("th"))), cell.get("data-label")): next(cell.iter())[0]
        for row in page.one("table.matrix").iter("tr")
        for cell in row.iter("td")
    }
    found = [entry for entry in entries if entry["duty"] == duty]
    assert len(cells) == len(found) > 5
    halves = {"H1": "上半年", "H2": "下半年"}
    for entry in found:
        year, half = entry["period"].split("-")
        cell = cells[entry["body_name"], f"{year}年{halves[half]}"]
        assert f"state--{entry['state']}" in cell.get("class", "")
        assert cell.get("href", "") == (f"../../{entry['urls'][0]}" if entry["urls"] else "")
        if entry["state"] == "overdue":
            assert text(cell) == f"逾期 {entry['days']} 日"


def test_lists_have_as_many_rows_of_each_state_as_they_count(read: Read, site: Path) -> None:
    for url in _pages(site, "ledger/departments/*"):
        page = read(url)
        tables = page.all("table.data-table")
        marked = [row.get("class", "") for table in tables for row in table.iter("tr") if row.get("class")]
        if not (site / url / "page/2").exists():
            counts = _counts(page)
            assert {state: marked.count(f"entry--{state}") for state in STATES} == counts, url


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
    home = read("").one("section.home-deadlines")
    assert f"逾期未公开 {overdue} 项" in text(home)
    assert 0 < len(read("").all("li.record-row", home)) <= 5
    for body in catalog_file("departments"):
        page, url = read(f"departments/{body['id']}/"), f"../../ledger/departments/{body['id']}/"
        owed = page.all("section.body-owed")
        assert len(owed) == 1, body["id"]
        assert url in [link.get("href") for link in owed[0].iter("a")]
