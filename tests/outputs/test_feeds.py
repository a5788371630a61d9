from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.feeds import FORMATS, Feed, FeedEntry, feeds_of
from generator.model.catalog import Catalog
from generator.model.records import Disclosure, HistoryEntry, Record, Withdrawal
from generator.outputs.feeds import WRITERS, write_feeds

from . import sample
from .atom_checker import ATOM, faults_of
from .json_feed_checker import json_faults_of
from .rss_checker import rss_faults_of

GOLDEN = Path(__file__).parent / "golden"


def feeds(catalog: Catalog, **settings: object) -> dict[str, Feed]:
    return {feed.path: feed for feed in feeds_of(sample.site(catalog, **settings))}


def documents(feed: Feed) -> dict[str, str]:
    """A feed in each format, by ending."""
    return {each.ending: WRITERS[each].text(feed) for each in FORMATS}


def entry_of(record: Record, number: int = 1) -> FeedEntry:
    """An event's entry in the feed of everything."""
    found = feeds(sample.catalog(record))["feeds/all"].entries
    return next(entry for entry in found if entry.id.endswith(f"#{number}"))


@pytest.mark.parametrize("name", ["all", "changes", "categories/minzheng", "departments/czj/changes"])
def test_the_files_are_as_agreed(tmp_path: Path, name: str) -> None:
    write_feeds(tmp_path, feeds(sample.small_catalog()).values())
    for each in FORMATS:
        golden = GOLDEN / f"{name.replace('/', '-')}{each.ending}"
        written = tmp_path / "feeds" / f"{name}{each.ending}"
        assert written.read_text(encoding="utf-8") == golden.read_text(encoding="utf-8"), golden.name


def test_there_is_a_feed_for_the_site_each_department_each_category_and_changes(tmp_path: Path) -> None:
    write_feeds(tmp_path, feeds(sample.small_catalog()).values())
    names = ["all", "changes"]
    for department in ("czj", "mzj"):
        names += [f"departments/{department}", f"departments/{department}/changes"]
    names += ["categories/caizheng", "categories/caizheng/yusuan", "categories/minzheng"]
    expected = {f"feeds/{name}.{ending}" for name in names for ending in ("atom", "rss", "json")}
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == expected


@pytest.mark.parametrize("catalog", [sample.small_catalog(), sample.catalog()])
def test_every_feed_keeps_the_rules_of_its_format(catalog: Catalog) -> None:
    for feed in feeds(catalog).values():
        made = documents(feed)
        assert faults_of(made[".atom"]) == []
        assert rss_faults_of(made[".rss"]) == []
        assert json_faults_of(made[".json"]) == []


def test_the_checkers_see_faults() -> None:
    made = documents(feeds(sample.small_catalog())["feeds/all"])
    atom, rss, json_feed = made[".atom"], made[".rss"], made[".json"]
    assert faults_of(atom.replace("#2</id>", "#1</id>")) == ["4.1.1 entries of one feed have different ids"]
    assert faults_of(atom.replace("15:30:00+08:00", "15:30"))[0].startswith("3.3")
    assert faults_of(atom.replace("<id>tag:", "<id>"))[0].startswith("4.2.6")
    assert "guid" in rss_faults_of(rss.replace("#2</guid>", "#1</guid>"))[0]
    assert "pubDate" in rss_faults_of(rss.replace("Sun, 01 Mar", "Mon, 01 Mar"))[0]
    assert "isPermaLink" in rss_faults_of(rss.replace(' isPermaLink="false"', ""))[0]
    assert "id" in json_faults_of(json_feed.replace('"id": "tag', '"key": "tag'))[0]
    assert "date" in json_faults_of(json_feed.replace("15:30:00+08:00", "15:30"))[0]


def test_another_reader_finds_the_same_in_all_formats() -> None:
    for feed in feeds(sample.small_catalog()).values():
        made = documents(feed)
        for ending in (".atom", ".rss"):
            read = feedparser.parse(made[ending].encode())
            assert not read.bozo, read.get("bozo_exception")
            assert (read.feed.title, read.feed.link) == (feed.title, feed.page_url)
            assert read.feed.language == "zh"
            assert list(_read(read.entries)) == [_told(entry) for entry in feed.entries]
        items = json.loads(made[".json"])["items"]
        assert [(i["id"], i["url"], i["title"], i["tags"]) for i in items] == [
            _told(entry)[:4] for entry in feed.entries
        ]


def _read(entries: list[Any]) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        tags = [tag.label or tag.term for tag in entry.tags]
        yield entry.id, entry.link, entry.title, tags, entry.author, tuple(entry.published_parsed)


def _told(entry: FeedEntry) -> tuple[Any, ...]:
    moment = datetime.fromisoformat(entry.published).utctimetuple()
    tags = [name for _, name in entry.categories]
    return entry.id, entry.url, entry.title, tags, entry.author, tuple(moment)


def test_a_parents_feed_has_its_childrens_records() -> None:
    made = feeds(sample.small_catalog())
    assert made["feeds/categories/caizheng"].entries == made["feeds/categories/caizheng/yusuan"].entries
    assert len(made["feeds/categories/caizheng"].entries) == 3


def test_newest_first_and_a_change_on_the_day_of_publication_comes_after_it() -> None:
    ids = [entry.id.rpartition(":")[2] for entry in feeds(sample.small_catalog())["feeds/all"].entries]
    assert ids == ["CZJ-2026-001#3", "MZJ/2026/7#1", "CZJ-2026-001#2", "CZJ-2026-001#1"]


def test_feeds_of_changes_have_nothing_else() -> None:
    made = feeds(sample.small_catalog())
    for path in ("feeds/changes", "feeds/departments/czj/changes"):
        assert [entry.title[:4] for entry in made[path].entries] == ["[废止]", "[修改]"]
    assert made["feeds/departments/mzj/changes"].entries == ()


_AMENDED = HistoryEntry(date(2026, 2, 1), "amended", "一")


@pytest.mark.parametrize(
    "later",
    [
        {"title": "新的标题", "path": "/moved/elsewhere.md", "department": "mzj", "status": "repealed"},
        {"index_number": "B-9", "former_index_numbers": ("A-1",)},
        {"index_number": "C-3", "former_index_numbers": ("A-1", "B-9")},
        {"published_at": datetime(2026, 1, 5, 16, 30)},
        {"status": "withdrawn", "withdrawal": Withdrawal("removed")},
    ],
)
def test_an_entrys_id_outlives_later_changes_of_the_record(later: dict[str, Any]) -> None:
    before = sample.record("A-1", "2026-01-05", history=(_AMENDED,))
    after = replace(
        before, **later, history=(*before.history, HistoryEntry(date(2026, 2, 1), "withdrawn", "二"))
    )
    first = {entry.id for entry in feeds(sample.catalog(before))["feeds/all"].entries}
    second = {entry.id for entry in feeds(sample.catalog(after))["feeds/all"].entries}
    assert first == {f"tag:www.example.gov.cn,2026-01-05:A-1#{number}" for number in (1, 2)}
    assert second - first == {"tag:www.example.gov.cn,2026-01-05:A-1#3"}
    assert first <= second


def test_ids_keep_the_domain_that_the_site_had_first() -> None:
    moved = {"site_url": "https://new.example/", "feed_domain": "www.example.gov.cn"}
    record = sample.record("A-1", "2026-01-05")
    (entry,) = feeds(sample.catalog(record), **moved)["feeds/all"].entries
    assert (entry.id, entry.url) == (
        "tag:www.example.gov.cn,2026-01-05:A-1#1",
        "https://new.example/records/A-1/",
    )


def test_each_feed_keeps_its_own_newest_100() -> None:
    many = [sample.record(f"A-{n}", f"2026-02-{1 + n % 28:02}T{n % 24:02}:00") for n in range(150)]
    one = sample.record("B-1", "2020-01-01", department="mzj", category="minzheng")
    made = feeds(sample.catalog(*many, one))
    newest = sorted((record.published_at for record in many), reverse=True)[:100]
    moments = [datetime.fromisoformat(entry.published) for entry in made["feeds/all"].entries]
    assert [moment.replace(tzinfo=None) for moment in moments] == newest
    assert len(made["feeds/departments/czj"].entries) == 100
    assert [entry.url for entry in made["feeds/departments/mzj"].entries] == [
        sample.SITE_URL + "records/B-1/"
    ]


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"disclosure": Disclosure(mode="on_request")}, True),
        ({"disclosure": Disclosure(audience="specific")}, True),
        ({"status": "withdrawn"}, False),
        ({"status": "withdrawn", "withdrawal": Withdrawal("removed")}, False),
    ],
)
def test_what_the_page_does_not_show_the_feed_does_not_tell(changes: dict[str, object], shown: bool) -> None:
    record = sample.record("A-1", "2026-01-05", summary="不宜公开的内容", **changes)
    for feed in feeds(sample.catalog(record)).values():
        for text in documents(feed).values():
            assert ("不宜公开的内容" in text) == (shown and bool(feed.entries))


def _facts(entry: FeedEntry) -> dict[str, str]:
    return {label: fact.url or fact.text for label, fact in entry.facts}


def test_a_change_says_what_and_why_and_what_becomes_of_the_record() -> None:
    repealed = HistoryEntry(date(2026, 3, 1), "repealed", "另有新办法")
    record = sample.record(
        "A-1",
        "2026-01-05",
        document_number="示财〔2026〕1号",
        status="repealed",
        history=(_AMENDED, repealed),
    )
    entry = entry_of(record, 3)
    assert (entry.title, entry.summary) == ("[废止] 关于A-1的通知", "另有新办法")
    assert _facts(entry) == {
        "索引号": "A-1",
        "发文字号": "示财〔2026〕1号",
        "发布机构": "示例县财政局",
        "成文日期": "2026-01-05",
        "有效性": "已修改 → 已废止",
        "变更记录": f"{sample.SITE_URL}records/A-1/#history",
    }
    assert _facts(entry_of(record, 2))["有效性"] == "现行有效 → 已修改"
    assert entry.categories[-1] == ("repealed", "废止")


def _withdrawn(**changes: Any) -> Record:
    """A record withdrawn for the personal data in its summary and in a note; it has a successor."""
    history = (
        HistoryEntry(date(2026, 1, 20), "amended", "张三改为李四"),
        HistoryEntry(date(2026, 2, 1), "withdrawn", "误列个人信息"),
    )
    return sample.record(
        "A-1",
        "2026-01-05T09:00",
        status="withdrawn",
        history=history,
        **{"withdrawal": Withdrawal("removed", "personal_data", "A-2"), "summary": "张三的名单", **changes},
    )


def test_a_withdrawal_says_when_why_and_what_takes_the_place() -> None:
    new = sample.record("A-2", "2026-02-01", title="新名单")
    entry = feeds(sample.catalog(_withdrawn(), new))["feeds/changes"].entries[0]
    assert (entry.title, entry.summary) == ("[撤回] 关于A-1的通知", "误列个人信息")
    facts = _facts(entry)
    assert facts["撤回日期"] == "2026-02-01"
    assert facts["reason"] == "personal_data"  # these labels have no word for it
    assert facts["successor"] == f"{sample.SITE_URL}records/A-2/"


def test_earlier_entries_of_a_removed_text_come_again_and_say_nothing_of_it() -> None:
    made = feeds(sample.catalog(_withdrawn(), sample.record("B-1", "2026-01-25")))
    entries = made["feeds/all"].entries
    assert [entry.id.rpartition(":")[2] for entry in entries] == ["A-1#3", "A-1#2", "A-1#1", "B-1#1"]
    withdrawn = "2026-02-01T00:00:00+08:00"
    assert [entry.updated for entry in entries[:3]] == [withdrawn] * 3
    assert [entry.published[:10] for entry in entries] == [
        "2026-02-01",
        "2026-01-20",
        "2026-01-05",
        "2026-01-25",
    ]
    for entry in entries[1:3]:
        assert entry.summary == "索引号：A-1 · 发布机构：示例县财政局 · 成文日期：2026-01-05"
        assert _facts(entry)["有效性"] == "已撤回"
    for feed in made.values():
        assert not any("张三" in text for text in documents(feed).values())


def test_a_text_that_is_kept_keeps_its_notes() -> None:
    record = _withdrawn(withdrawal=Withdrawal("kept"))
    assert entry_of(record, 2).summary == "张三改为李四"
    assert "张三的名单" not in entry_of(record).summary


def test_a_restored_record_is_told_of_as_before() -> None:
    record = _withdrawn(withdrawal=None)
    restored = replace(
        record,
        status="in_force",
        history=(*record.history, HistoryEntry(date(2026, 3, 1), "restored", "核实无误")),
    )
    assert entry_of(restored).summary == "张三的名单"
    assert entry_of(restored).updated == entry_of(restored).published
    assert _facts(entry_of(restored, 4))["有效性"] == "已撤回 → 现行有效"


def test_a_withdrawal_without_its_text_is_told_of_where_the_text_never_was_public() -> None:
    record = _withdrawn(disclosure=Disclosure(mode="on_request"))
    assert entry_of(record, 3).summary == "误列个人信息"
    assert "张三" not in entry_of(record, 2).summary


def test_a_feed_without_entries_has_the_date_the_catalog_stands_for() -> None:
    assert feeds(sample.catalog())["feeds/all"].updated == "2026-03-31T00:00:00+08:00"


def test_a_feed_without_entries_stays_the_same_from_day_to_day() -> None:
    record = sample.record("A-1", "2026-01-05")
    made = [feeds(replace(sample.catalog(record), as_of=date(2026, 3, day))) for day in (1, 2)]
    assert [each["feeds/changes"].updated for each in made] == ["2026-01-05T00:00:00+08:00"] * 2
    assert made[0] == made[1]


def test_an_entry_is_bounded() -> None:
    (entry,) = feeds(sample.catalog(sample.record("A-1", "2026-01-05", summary="长" * 5000)))[
        "feeds/all"
    ].entries
    assert entry.said == entry.summary == "长" * 999 + "…"


def test_moments_have_the_offset_of_their_day() -> None:
    records = [sample.record("A-1", "2026-07-01T08:00"), sample.record("A-2", "2026-01-01T08:00")]
    entries = feeds(sample.catalog(*records), timezone="Europe/Berlin")["feeds/all"].entries
    assert [entry.published for entry in entries] == [
        "2026-07-01T08:00:00+02:00",
        "2026-01-01T08:00:00+01:00",
    ]
    old = feeds(sample.catalog(sample.record("A-3", "1890-01-01")))["feeds/all"]
    assert faults_of(documents(old)[".atom"]) == []
    assert rss_faults_of(documents(old)[".rss"]) == []


@given(st.text(), st.text(min_size=1))
def test_any_text_makes_valid_documents_that_say_the_same(title: str, summary: str) -> None:
    record = sample.record("A-1", "2026-01-05", title=title, summary=summary)
    made = documents(feeds(sample.catalog(record))["feeds/all"])
    assert faults_of(made[".atom"]) == []
    assert rss_faults_of(made[".rss"]) == []
    entry = ElementTree.fromstring(made[".atom"].encode()).find(f"{ATOM}entry")
    item = ElementTree.fromstring(made[".rss"].encode()).find("channel/item")
    told = json.loads(made[".json"])["items"][0]
    assert entry is not None
    assert item is not None
    titles = {entry.findtext(f"{ATOM}title"), item.findtext("title"), _one_line_end(told["title"])}
    assert len(titles) == 1
    contents = {
        entry.findtext(f"{ATOM}content"),
        item.findtext("description"),
        _one_line_end(told["content_html"]),
    }
    assert len(contents) == 1
    assert len(told["title"]) >= sum(each.isprintable() for each in title)


def _one_line_end(text: str) -> str:
    """As an XML parser reads line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_dates_of_rss_are_those_of_the_mail_standard() -> None:
    item = ElementTree.fromstring(documents(feeds(sample.small_catalog())["feeds/all"])[".rss"])
    stamps = [each.text or "" for each in item.iterfind("channel/item/pubDate")]
    assert stamps[-1] == "Sun, 01 Mar 2026 15:30:00 +0800"
    assert [parsedate_to_datetime(stamp).isoformat()[:10] for stamp in stamps] == [
        "2026-03-20",
        "2026-03-02",
        "2026-03-01",
        "2026-03-01",
    ]
