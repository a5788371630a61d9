"""What the page of conformity claims, found again in the pages, data and files of the sample county."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import chinese_calendar
import pytest

from .crawl import pages_of
from .html import HtmlPage, text
from .sources import SITE_URL, Source, catalog_file, nodes, sources, told
from .trees import build, write_tree

Read = Callable[[str], HtmlPage]

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
GENRES = re.findall(r"\w+", "决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要")
SECTIONS = {
    "section-guide": "政府信息公开指南",
    "section-rules": "政府信息公开制度",
    "section-contents": "法定主动公开内容",
    "section-reports": "政府信息公开年报",
    "section-request": "依申请公开",
}
#: The one page of no column, at any address.
MISSING = "404.html"


@pytest.fixture
def claims(read: Read) -> dict[str, Element]:
    """The rows of the page by rule."""
    return {row.get("id", ""): row for row in read("conformity/").all("tr") if row.get("data-state")}


def _state(row: Element) -> str:
    return row.get("data-state", "")


def _figures(row: Element) -> list[int]:
    """The numbers in the reason, links left out."""
    return [int(number) for number in re.findall(r"\d+", row[2].text or "")]


def _linked(row: Element) -> set[str]:
    return {link.get("href", "").removeprefix("../") for link in row.iter("a")}


def _judge(row: Element, faults: list[Source]) -> None:
    """A rule that is broken by records, the first of which are linked."""
    assert _state(row) == ("fail" if faults else "pass")
    if faults:
        assert _linked(row) <= {source.url for source in faults}
        assert len(_linked(row)) == min(12, len(faults))


def test_every_rule_of_the_field_is_there_once_with_a_reason(read: Read, claims: dict[str, Element]) -> None:
    rows = [row for row in read("conformity/").all("tr") if row.get("data-state")]
    assert len(rows) == len(claims) == 36
    assert all(text(row[0]) and text(row[2]) for row in rows)
    counts = [int(text(count)) for count in read("conformity/").one("dl.tallies").iter("dd")]
    states = [_state(row) for row in rows]
    assert counts == [states.count(state) for state in ("fail", "manual", "pass", "na")]


def test_sections_stand_in_the_navigation_of_every_page(site: Path, claims: dict[str, Element]) -> None:
    for rule, name in SECTIONS.items():
        assert _state(claims[rule]) == "pass"
        (target,) = _linked(claims[rule])
        assert (site / target / "index.html").is_file()
        for url, page in pages_of(site):
            if page.all("nav.site-nav") and url != MISSING:
                titles = {text(link): link.get("href", "") for link in page.one("nav.site-nav").iter("a")}
                assert urljoin(f"{SITE_URL}{url}", titles[name]) == f"{SITE_URL}{target}", url


def test_every_page_has_the_tags_of_site_and_column(site: Path, claims: dict[str, Element]) -> None:
    types = set(_column_types())
    for rule in ("site-tags", "column-tags", "column-types"):
        assert _state(claims[rule]) == "pass"
    moved = {url for source in sources() for url in source.former_urls}
    for url, page in pages_of(site):
        if url == MISSING or url in moved:
            continue
        assert [tag for tag in (*SITE_TAGS, *COLUMN_TAGS) if not page.meta.get(tag)] == [], url
        assert re.fullmatch(r"\d{10}", page.meta["SiteIDCode"]), url
        assert page.meta["ColumnType"] in types, url
    assert _figures(claims["column-tags"])[0] == len(dict(nodes("categories")))
    assert _figures(claims["column-types"])[0] == len(types) == 18


def _column_types() -> list[str]:
    schema = json.loads((Path(__file__).parents[2] / "schema/categories.schema.json").read_text("utf-8"))
    return list(schema["$defs"]["node"]["properties"]["column_type"]["enum"])


def test_every_record_has_the_tags_of_an_article_and_its_header(
    read: Read, claims: dict[str, Element]
) -> None:
    assert _state(claims["article-meta"]) == _state(claims["header"]) == "pass"
    for source in sources():
        page = read(source.url)
        assert all(page.meta[tag] for tag in ARTICLE_TAGS), source.path
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", page.meta["PubDate"])
        labels = {text(row) for row in page.one("table.record-header").iter("th")}
        assert {"索引号", "名称", "发文机关", "成文日期", "发布日期", "有效性"} <= labels, source.path
        assert ("主题分类" in labels) == bool(source.fields.get("subjects")), source.path
        assert ("主题词" in labels) == bool(source.fields.get("keywords")), source.path
    dates_alone = [source for source in sources() if "T" not in source.fields["published"]]
    assert _figures(claims["article-meta"])[:2] == [len(sources()), len(dates_alone)]
    numbered = [source for source in sources() if source.fields.get("document_number")]
    assert _figures(claims["header"]) == [len(sources()), len(numbered)]


@pytest.mark.parametrize("key", ["subjects", "keywords"])
def test_records_without_subjects_or_keywords_are_named(key: str, claims: dict[str, Element]) -> None:
    faults = [source for source in told() if not source.fields.get(key)]
    row = claims[f"header-{key}"]
    _judge(row, faults)
    assert _figures(row) == [len(sources()), len(faults)][: 2 if faults else 1]


def test_genres_and_subjects_are_those_of_the_state(claims: dict[str, Element]) -> None:
    written = [source for source in sources() if source.fields.get("genre")]
    _judge(claims["genres"], [source for source in written if source.fields["genre"] not in GENRES])
    assert _figures(claims["genres"]) == [len(written), 15]
    assert _figures(claims["subjects"]) == [len(catalog_file("subjects")), 22, 22]


def _working_days_after(start: date, end: date) -> int:
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(chinese_calendar.is_workday(day) for day in days)


def test_what_came_late_is_named(claims: dict[str, Element]) -> None:
    limits = {duty["id"]: duty["limit"]["type"] for duty in catalog_file("duties")}
    timed, late = [], []
    for source in sources():
        fields = source.fields
        is_proactive = fields.get("disclosure", {}).get("mode", "proactive") == "proactive"
        has_own_limit = limits.get(fields.get("duty"), "within") != "within"
        if not is_proactive or fields.get("kind") == "register_entry" or has_own_limit:
            continue
        timed.append(source)
        issued, published = (date.fromisoformat(fields[key][:10]) for key in ("issued", "published"))
        if _working_days_after(issued, published) > 20:
            late.append(source)
    row = claims["in-time"]
    _judge(row, late)
    expected = [len(timed), len(late), 20] if late else [len(timed), 20]
    assert _figures(row) == expected


def test_changes_addresses_and_open_data_are_counted(site: Path, claims: dict[str, Element]) -> None:
    changes = [entry for source in sources() for entry in source.fields.get("history", [])]
    _judge(
        claims["changes-told"],
        [s for s in sources() if any(not e.get("note") for e in s.fields.get("history", []))],
    )
    assert _figures(claims["changes-told"]) == [len(changes)]
    withdrawn = [source for source in sources() if source.fields.get("status") == "withdrawn"]
    former = [url for source in sources() for url in source.former_urls]
    assert _figures(claims["addresses"]) == [len(sources()), len(withdrawn), len(former)]
    assert len({source.url.casefold() for source in sources()}) == len(sources())
    assert all((site / url / "index.html").is_file() for url in [*former, *(s.url for s in sources())])
    assert _figures(claims["open-data"]) == [len(told())]
    feeds = list(site.glob("feeds/**/*.rss"))
    assert _figures(claims["feeds"]) == [len(feeds)]
    for ending in (".atom", ".json"):
        assert all(feed.with_suffix(ending).is_file() for feed in feeds)


def test_upkeep_says_what_freshness_and_ledger_say(site: Path, claims: dict[str, Element]) -> None:
    freshness: dict[str, Any] = json.loads((site / "data/freshness.json").read_text("utf-8"))
    states = [column["state"] for column in freshness["columns"]]
    for rule, state in (("columns-updated", "stale"), ("columns-blank", "blank")):
        row = claims[rule]
        assert _state(row) == ("fail" if state in states else "pass")
        assert _figures(row)[0] == len(states)
        named = {url for url in _linked(row) if url.startswith("categories/")}
        assert len(named) == states.count(state)
    entries = json.loads((site / "data/ledger.json").read_text("utf-8"))["ledger"]
    overdue = sum(entry["state"] == "overdue" for entry in entries)
    assert _figures(claims["duties"]) == [len(entries), overdue]
    assert _state(claims["duties"]) == ("fail" if overdue else "pass")


def test_bodies_and_categories_that_nothing_is_missing_of(claims: dict[str, Element]) -> None:
    bodies = catalog_file("departments")
    organs = [body for body in bodies if body["kind"] not in ("village", "institution")]
    assert all(body["disclosure_contact"] and body["leaders"] for body in organs)
    assert _figures(claims["guides"]) == _figures(claims["leaders"]) == [len(organs)]
    assert _figures(claims["institutions"]) == [len(bodies)]
    leaves = [path for path, node in nodes("categories") if not node.get("children")]
    assert _figures(claims["responsibility"])[0] == len(leaves)
    assert all(set(body["responsible"]) == {"first", "second", "direct", "officer"} for body in bodies)
    for rule in ("guides", "leaders", "institutions", "responsibility"):
        assert _state(claims[rule]) == "pass"


def test_no_page_loads_anything_from_elsewhere(site: Path, claims: dict[str, Element]) -> None:
    assert _state(claims["no-other-hosts"]) == "pass"
    loading = {"script": "src", "img": "src", "link": "href", "source": "src"}
    only_named = {"canonical", "alternate", "prev", "next"}
    for url, page in pages_of(site):
        for element in page.root.iter():
            address = element.get(loading.get(element.tag, ""), "")
            if element.get("rel") not in only_named:
                assert "//" not in address or address.startswith(SITE_URL), url


def test_foot_of_every_page_has_all_that_it_has_to_tell(site: Path, claims: dict[str, Element]) -> None:
    assert _state(claims["identity"]) == "pass"
    for url, page in pages_of(site):
        if page.all("nav.site-nav"):
            foot = text(page.one("footer.site-footer"))
            for told in ("主办", "联系电话", "网站标识码", "示ICP备00000001号", "示公网安备"):
                assert told in foot, url


def test_what_people_have_to_judge_is_left_to_them(claims: dict[str, Element]) -> None:
    by_hand = {rule for rule, row in claims.items() if _state(row) == "manual"}
    assert by_hand == {"forged", "accessible"}


def test_bare_site_keeps_few_rules_and_is_told_so(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content"), site, "--no-search") == 0
    page = HtmlPage.read(site / "conformity/index.html")
    claims = {row.get("id", ""): row for row in page.all("tr") if row.get("data-state")}
    states = {rule: _state(row) for rule, row in claims.items()}
    assert {rule for rule, state in states.items() if state == "fail"} == {
        *("section-guide", "section-rules", "section-request", "guides", "institutions", "leaders"),
        *("header-keywords", "home-updated", "columns-blank"),
    }
    assert {rule for rule, state in states.items() if state == "na"} == {
        *("responsibility", "header-subjects", "subjects", "duties"),
    }
    assert _linked(claims["guides"]) == {"departments/finance/", "departments/water/"}
    assert _figures(claims["guides"]) == [2, 2]
