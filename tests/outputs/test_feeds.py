from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.feeds import Feed, feeds_of
from generator.model.catalog import Catalog
from generator.model.records import Disclosure, HistoryEntry
from generator.outputs.feeds import atom, json_feed, write_feeds

from . import sample
from .atom_checker import ATOM, faults_of

GOLDEN = Path(__file__).parent / "golden"


def feeds(catalog: Catalog, **settings: object) -> dict[str, Feed]:
    return {feed.path: feed for feed in feeds_of(catalog, sample.settings(**settings), sample.LABELS)}


@pytest.mark.parametrize(
    "name", ["all.atom", "all.json", "categories/minzheng.atom", "categories/minzheng.json"]
)
def test_the_files_are_as_agreed(tmp_path: Path, name: str) -> None:
    write_feeds(tmp_path, feeds(sample.small_catalog()).values())
    golden = GOLDEN / name.replace("/", "-")
    assert (tmp_path / "feeds" / name).read_text(encoding="utf-8") == golden.read_text(encoding="utf-8")


def test_there_is_a_feed_for_the_site_each_department_and_each_category(tmp_path: Path) -> None:
    write_feeds(tmp_path, feeds(sample.small_catalog()).values())
    names = ["all", "departments/czj", "departments/mzj"]
    names += ["categories/caizheng", "categories/caizheng/yusuan", "categories/minzheng"]
    expected = {f"feeds/{name}.{ending}" for name in names for ending in ("atom", "json")}
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == expected


@pytest.mark.parametrize("catalog", [sample.small_catalog(), sample.catalog()])
def test_every_feed_meets_rfc_4287(catalog: Catalog) -> None:
    for feed in feeds(catalog).values():
        assert faults_of(atom(feed)) == []


def test_the_checker_sees_faults() -> None:
    good = atom(feeds(sample.small_catalog())["feeds/all"])
    assert faults_of(good.replace("#2</id>", "#1</id>")) == ["4.1.1 entries of one feed have different ids"]
    assert faults_of(good.replace("15:30:00+08:00", "15:30"))[0].startswith("3.3")
    assert faults_of(good.replace("<id>tag:", "<id>"))[0].startswith("4.2.6")


def test_a_parents_feed_has_its_childrens_records() -> None:
    made = feeds(sample.small_catalog())
    assert made["feeds/categories/caizheng"].entries == made["feeds/categories/caizheng/yusuan"].entries
    assert len(made["feeds/categories/caizheng"].entries) == 3


def test_newest_first_and_a_change_on_the_day_of_publication_comes_after_it() -> None:
    ids = [entry.id.rpartition(":")[2] for entry in feeds(sample.small_catalog())["feeds/all"].entries]
    assert ids == ["CZJ-2026-001#3", "MZJ/2026/7#1", "CZJ-2026-001#2", "CZJ-2026-001#1"]


def test_an_entrys_id_outlives_later_changes_of_the_record() -> None:
    before = sample.record("A-1", "2026-01-05", history=(HistoryEntry(date(2026, 2, 1), "amended", "一"),))
    after = sample.record(
        "A-1",
        "2026-01-05",
        title="新的标题",
        path="/moved/elsewhere.md",
        department="mzj",
        status="repealed",
        history=(*before.history, HistoryEntry(date(2026, 2, 1), "repealed", "二")),
    )
    first = {entry.id for entry in feeds(sample.catalog(before))["feeds/all"].entries}
    second = {entry.id for entry in feeds(sample.catalog(after))["feeds/all"].entries}
    assert first == {f"tag:www.example.gov.cn,2026-01-05:A-1#{number}" for number in (1, 2)}
    assert second - first == {"tag:www.example.gov.cn,2026-01-05:A-1#3"}
    assert first <= second


def test_each_feed_keeps_its_own_newest_100() -> None:
    many = [sample.record(f"A-{n}", f"2026-02-{1 + n % 28:02}T{n % 24:02}:00") for n in range(150)]
    one = sample.record("B-1", "2020-01-01", department="mzj", category="minzheng")
    made = feeds(sample.catalog(*many, one))
    newest = sorted((record.published_at for record in many), reverse=True)[:100]
    moments = [datetime.fromisoformat(entry.moment) for entry in made["feeds/all"].entries]
    assert [moment.replace(tzinfo=None) for moment in moments] == newest
    assert len(made["feeds/departments/czj"].entries) == 100
    assert [entry.url for entry in made["feeds/departments/mzj"].entries] == [
        sample.SITE_URL + "records/B-1/"
    ]


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"disclosure": Disclosure(mode="on_request")}, False),
        ({"disclosure": Disclosure(audience="specific")}, False),
        ({"status": "withdrawn"}, False),
    ],
)
def test_what_the_page_does_not_show_the_feed_does_not_tell(changes: dict[str, object], shown: bool) -> None:
    record = sample.record("A-1", "2026-01-05", summary="不宜公开的内容", **changes)
    for feed in feeds(sample.catalog(record)).values():
        for text in (atom(feed), json_feed(feed)):
            assert ("不宜公开的内容" in text) == (shown and bool(feed.entries))


def test_a_withdrawal_says_why() -> None:
    record = sample.record(
        "A-1",
        "2026-01-05",
        status="withdrawn",
        history=(HistoryEntry(date(2026, 2, 1), "withdrawn", "数据有误"),),
    )
    entry = feeds(sample.catalog(record))["feeds/all"].entries[0]
    assert (entry.title, entry.summary) == ("[撤回] 关于A-1的通知", "数据有误")


def test_a_feed_without_entries_has_the_date_the_catalog_stands_for() -> None:
    assert feeds(sample.catalog())["feeds/all"].updated == "2026-03-31T00:00:00+08:00"


def test_moments_have_the_offset_of_their_day() -> None:
    records = [sample.record("A-1", "2026-07-01T08:00"), sample.record("A-2", "2026-01-01T08:00")]
    entries = feeds(sample.catalog(*records), timezone="Europe/Berlin")["feeds/all"].entries
    assert [entry.moment for entry in entries] == ["2026-07-01T08:00:00+02:00", "2026-01-01T08:00:00+01:00"]
    old = feeds(sample.catalog(sample.record("A-3", "1890-01-01")))["feeds/all"]
    assert faults_of(atom(old)) == []


@given(st.text(), st.text(min_size=1))
def test_any_text_makes_valid_documents_that_say_the_same(title: str, summary: str) -> None:
    record = sample.record("A-1", "2026-01-05", title=title, summary=summary)
    feed = feeds(sample.catalog(record))["feeds/all"]
    assert faults_of(atom(feed)) == []
    entry = ElementTree.fromstring(atom(feed).encode()).find(f"{ATOM}entry")
    item = json.loads(json_feed(feed))["items"][0]
    assert entry is not None
    lines = (item["title"].replace("\r\n", "\n").replace("\r", "\n"), entry.findtext(f"{ATOM}title"))
    assert lines[0] == lines[1]
    assert len(item["title"]) >= sum(each.isprintable() for each in title)
