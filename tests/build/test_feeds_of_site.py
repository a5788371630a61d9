"""The feeds of the sample county, and entry ids that stay the same whatever becomes of a record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from outputs.atom_checker import ATOM, faults_of
from outputs.json_feed_checker import json_faults_of
from outputs.rss_checker import rss_faults_of

from .html import HtmlPage
from .sources import SITE_URL, Source, catalog_file, in_category, nodes, sources
from .trees import build, record, write_tree


def _feeds() -> dict[str, list[Source]]:
    """Every feed with the records it is about."""
    feeds = {"all": list(sources()), "changes": list(sources())}
    for body in catalog_file("departments"):
        own = [source for source in sources() if source.fields["department"] == body["id"]]
        feeds[f"departments/{body['id']}"] = feeds[f"departments/{body['id']}/changes"] = own
    for path, _ in nodes("categories"):
        feeds[f"categories/{path}"] = in_category(path)
    return feeds


def _entry_ids(source: Source) -> list[str]:
    day = source.fields["published"][:10]
    numbers = range(1, len(source.events) + 1)
    return [f"tag:www.shili.example,{day}:{source.first_number}#{n}" for n in numbers]


def _atom(site: Path, name: str) -> ElementTree.Element:
    return ElementTree.parse(site / f"feeds/{name}.atom").getroot()


def _ids(feed: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in feed.findall(f"{ATOM}entry")]


_CHECKERS = {"atom": faults_of, "rss": rss_faults_of, "json": json_faults_of}


@pytest.mark.parametrize("ending", _CHECKERS)
def test_every_feed_keeps_the_rules_of_the_format(site: Path, ending: str) -> None:
    names = {
        path.relative_to(site / "feeds").as_posix().removesuffix(f".{ending}")
        for path in (site / "feeds").rglob(f"*.{ending}")
    }
    assert names == set(_feeds())
    for name in names:
        assert _CHECKERS[ending]((site / f"feeds/{name}.{ending}").read_text("utf-8")) == [], name


def test_feeds_tell_of_every_event_of_their_records(site: Path) -> None:
    for name, about in _feeds().items():
        first = 1 if name.endswith("changes") else 0
        expected = sorted(each for source in about for each in _entry_ids(source)[first:])
        ids = _ids(_atom(site, name))
        if len(expected) <= 100:
            assert sorted(ids) == expected, name
        else:
            assert len(ids) == 100
            assert set(ids) <= set(expected)


def test_entries_are_the_newest_first(site: Path) -> None:
    for name in _feeds():
        stamps = [
            datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "")
            for entry in _atom(site, name).findall(f"{ATOM}entry")
        ]
        assert stamps == sorted(stamps, reverse=True), name
        assert {stamp.utcoffset() for stamp in stamps} <= {
            datetime.fromisoformat("2026-01-01T00:00+08:00").utcoffset()
        }
    days = sorted((_told_on(source, day) for source in sources() for day, _ in source.events), reverse=True)
    shown = [stamp.text or "" for stamp in _atom(site, "all").iterfind(f"{ATOM}entry/{ATOM}updated")]
    assert [stamp[:10] for stamp in shown] == days[:100]


def _told_on(source: Source, day: str) -> str:
    """The day of an event, or that of the withdrawal that had its entry rewritten."""
    is_withdrawn = source.fields.get("status") == "withdrawn"
    return max(day, *(on for on, action in source.events if is_withdrawn and action == "withdrawn"), day)


def test_entries_lead_to_the_pages(site: Path) -> None:
    by_id = {each: source for source in sources() for each in _entry_ids(source)}
    for entry in _atom(site, "all").findall(f"{ATOM}entry"):
        source = by_id[entry.findtext(f"{ATOM}id") or ""]
        links = [link.get("href") for link in entry.findall(f"{ATOM}link")]
        assert links == [SITE_URL + source.url]
        assert (entry.findtext(f"{ATOM}title") or "").endswith(source.fields["title"])


def test_all_formats_say_the_same(site: Path) -> None:
    for name in _feeds():
        feed, atom = json.loads((site / f"feeds/{name}.json").read_bytes()), _atom(site, name)
        rss = ElementTree.parse(site / f"feeds/{name}.rss").getroot()
        assert [item["id"] for item in feed["items"]] == _ids(atom)
        assert [guid.text for guid in rss.iterfind("channel/item/guid")] == _ids(atom)
        assert feed["title"] == atom.findtext(f"{ATOM}title") == rss.findtext("channel/title")
        assert feed["feed_url"] == f"{SITE_URL}feeds/{name}.json"
        assert feed["home_page_url"].startswith(SITE_URL)
        page = feed["home_page_url"].removeprefix(SITE_URL)
        assert (site / page / "index.html").is_file()


_REMOVED = (
    "status: withdrawn\nwithdrawal: {body: removed}\n"
    "history:\n  - {date: 2026-04-01, action: withdrawn, note: 误列个人信息}\n"
)
_HISTORY = "history:\n  - {date: 2026-04-01, action: amended, note: 改一处}\n"


@pytest.mark.parametrize(
    "after",
    [
        pytest.param({"finance/2026/budget.md": record("F-1")}, id="built again"),
        pytest.param({"finance/2026/另一个 名字.md": record("F-1")}, id="renamed"),
        pytest.param({"finance/2026/budget.md": record("F-1", title="新标题")}, id="another title"),
        pytest.param({"finance/2026/budget.md": record("F-1", extra=_HISTORY)}, id="history added"),
        pytest.param(
            {"water/2026/budget.md": record("F-1", department="water", category="notices")}, id="moved"
        ),
        pytest.param(
            {"finance/2026/budget.md": record("F-9", extra="former_index_numbers: [F-1]\n")}, id="renumbered"
        ),
        pytest.param(
            {"finance/2026/budget.md": record("F-10", extra="former_index_numbers: [F-1, F-9]\n")},
            id="renumbered twice",
        ),
        pytest.param({"finance/2026/budget.md": record("F-1", published="2026-03-02T08:30")}, id="an hour"),
        pytest.param({"finance/2026/budget.md": record("F-1", extra=_REMOVED)}, id="text removed"),
    ],
)
def test_ids_stay_the_same(after: Mapping[str, str], tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    assert build(write_tree(content, {"finance/2026/budget.md": record("F-1")}), site) == 0
    before = _ids(_atom(site, "all"))
    assert before == ["tag:www.shili.example,2026-03-02:F-1#1"]
    assert build(write_tree(tmp_path / "changed", after), site) == 0
    assert _ids(_atom(site, "all"))[-1:] == before


_TYPES = {"application/atom+xml", "application/rss+xml", "application/feed+json"}


def _offered(site: Path, page: str) -> dict[str, set[str]]:
    """The types of the feeds that a page's head offers, by address in the site without the ending."""
    found: dict[str, set[str]] = {}
    address = SITE_URL + page
    for link in HtmlPage.read(site / page).all("link"):
        if link.get("rel") == "alternate" and link.get("type") in _TYPES:
            target = urljoin(address, link.get("href", "")).removeprefix(SITE_URL)
            assert (site / target).is_file(), (page, target)
            found.setdefault(target.rpartition(".")[0], set()).add(link.get("type", ""))
    return found


def test_every_page_offers_the_feeds_of_the_site(site: Path) -> None:
    former = {url for source in sources() for url in source.former_urls}
    for path in [*site.rglob("index.html"), site / "404.html"]:
        page = path.relative_to(site).as_posix()
        is_page = page.removesuffix("index.html") not in former and not page.startswith("screen/")
        if is_page:  # the screen edition stands in a hall: nobody follows it
            offered = _offered(site, page)
            assert offered["feeds/all"] == offered["feeds/changes"] == _TYPES, page


def test_pages_offer_the_feeds_of_what_they_are_about_first(site: Path) -> None:
    source = sources()[0]
    department, category = source.fields["department"], source.fields["category"]
    for page, expected in {
        source.url: [f"feeds/categories/{category}", f"feeds/departments/{department}"],
        f"departments/{department}/": [
            f"feeds/departments/{department}",
            f"feeds/departments/{department}/changes",
        ],
        f"ledger/departments/{department}/": [f"feeds/departments/{department}"],
        "duties/budget-annual/": ["feeds/categories/finance/budgets"],
        f"departments/{department}/{source.year}/": [f"feeds/departments/{department}"],
        f"categories/{category}/": [f"feeds/categories/{category}"],
        "guide/": [],
    }.items():
        offered = _offered(site, f"{page}index.html")
        assert list(offered) == [*expected, "feeds/all", "feeds/changes"], page
        assert set(map(frozenset, offered.values())) == {frozenset(_TYPES)}, page


def test_the_page_on_following_has_every_feed(site: Path) -> None:
    page = HtmlPage.read(site / "follow/index.html")
    linked = {urljoin(f"{SITE_URL}follow/", address) for address in page.addresses()}
    files = {path.relative_to(site).as_posix() for path in (site / "feeds").rglob("*") if path.is_file()}
    assert {f"{SITE_URL}{file}" for file in files} <= linked


@pytest.mark.parametrize(
    "page", ["", "guide/", "years/2026/", "categories/", "search/", "departments/finance/"]
)
def test_pages_lead_to_how_to_follow(site: Path, page: str) -> None:
    addresses = {urljoin(SITE_URL + page, a) for a in HtmlPage.read(site / f"{page}index.html").addresses()}
    assert f"{SITE_URL}follow/" in addresses


def test_the_calendar_has_every_draft_with_its_days(site: Path) -> None:
    events = Calendar.from_ical((site / "feeds/consultations.ics").read_bytes()).events
    drafts = [source.fields for source in sources() if source.fields.get("status") == "draft_for_comment"]
    assert drafts
    assert sorted((str(event.start), str(event.end - timedelta(days=1))) for event in events) == sorted(
        (fields["published"][:10], fields["expires"]) for fields in drafts
    )
    for event in events:
        assert (site / event["URL"].removeprefix(SITE_URL) / "index.html").is_file()
        assert not event.errors


@pytest.mark.parametrize(
    ("page", "deadlines"),
    [
        ("index.html", ""),
        ("404.html", ""),
        ("guide/index.html", ""),
        ("ledger/index.html", "deadlines"),
        ("duties/index.html", "deadlines"),
        ("departments/finance/index.html", "departments/finance-deadlines"),
        ("ledger/departments/finance/index.html", "departments/finance-deadlines"),
    ],
)
def test_every_page_offers_the_calendar_and_that_of_the_deadlines_it_shows(
    site: Path, page: str, deadlines: str
) -> None:
    links = [link for link in HtmlPage.read(site / page).all("link") if link.get("type") == "text/calendar"]
    targets = [urljoin(SITE_URL + page, link.get("href", "")) for link in links]
    expected = [f"{SITE_URL}feeds/{name}.ics" for name in (deadlines, "consultations") if name]
    assert sorted(targets) == sorted(expected)
    assert all((site / target.removeprefix(SITE_URL)).is_file() for target in targets)
