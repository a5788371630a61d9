"""The data of a record beside its page: what they say, and what they do not."""

from __future__ import annotations

from datetime import date

import pytest
from outputs.sample import SITE_URL, record

from derive.sites import site_of
from generator.derive.record_data import RECORD_DATA_KEYS, record_data, record_data_url
from generator.model.records import Attachment, Disclosure, HistoryEntry, Record, Relation, Withdrawal

TABLE = Attachment("表 1.xlsx", "预算表", "/nowhere/表 1.xlsx", 2048, "ab" * 32)


def budget(**changes: object) -> Record:
    return record(
        "B-1",
        "2026-03-01T09:30",
        title="预算",
        attachments=(TABLE,),
        history=(HistoryEntry(date(2026, 3, 5), "corrected", "合计数有误。"),),
        relations=(Relation("interprets", "A-1"),),
        fields={"title": "预算", "data": {"n": 1}, "attachments": [{"file": "表 1.xlsx"}]},
        **changes,
    )


def test_codes_are_spelt_out_and_addresses_are_whole() -> None:
    told = record_data(site_of(budget(), record("A-1", "2026-02-01")), budget(), "<p>正文</p>\n")
    assert tuple(told) == RECORD_DATA_KEYS
    assert told["page"] == f"{SITE_URL}records/B-1/"
    assert told["record"]["url"] == "records/B-1/"
    assert told["department"] == {"id": "czj", "name": "示例县财政局", "url": f"{SITE_URL}departments/czj/"}
    assert [node["path"] for node in told["category"]] == ["caizheng", "caizheng/yusuan"]
    assert told["status"] == {"value": "in_force", "label": "现行有效"}
    assert [(event["date"], event["label"], event["note"]) for event in told["events"]] == [
        ("2026-03-01", "发布", ""),
        ("2026-03-05", "更正", "合计数有误。"),
    ]
    assert told["attachments"] == [
        {
            "title": "预算表",
            "file": "表 1.xlsx",
            "url": f"{SITE_URL}records/B-1/%E8%A1%A8%201.xlsx",
            "media_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "bytes": 2048,
            "sha256": "ab" * 32,
        }
    ]
    assert told["body"] == {"media_type": "text/html", "text": "<p>正文</p>\n"}


def test_relations_are_told_on_both_sides() -> None:
    old = record("A-1", "2026-02-01", former_index_numbers=("A-0",))
    later = record("C-1", "2026-04-01", relations=(Relation("amends", "A-0"), Relation("repeals", "A-9")))
    site = site_of(old, budget(), later)

    def told(each: Record) -> list[tuple[str, str, str, str]]:
        relations = record_data(site, each, "")["relations"]
        return [(one["type"], one["direction"], one["label"], one["index_number"]) for one in relations]

    assert told(budget()) == [("interprets", "to", "解读的文件", "A-1")]
    assert told(later) == [("amends", "to", "修改的文件", "A-1")]
    assert sorted(told(old)) == [
        ("amends", "from", "被下列文件修改", "C-1"),
        ("interprets", "from", "相关解读", "B-1"),
    ]


@pytest.mark.parametrize("disclosure", [Disclosure(mode="on_request"), Disclosure(audience="specific")])
def test_what_the_page_keeps_back_is_not_told(disclosure: Disclosure) -> None:
    closed = budget(disclosure=disclosure)
    told = record_data(site_of(closed), closed, "")
    assert told["body"] is None
    assert told["attachments"] == []
    assert told["record"] == {"title": "预算", "url": "records/B-1/"}
    assert record_data_url(closed) == "records/B-1/record.json"


def test_removed_text_leaves_no_data_and_no_relation() -> None:
    removed = record(
        "A-1", "2026-02-01", withdrawal=Withdrawal("removed"), relations=(Relation("amends", "B-1"),)
    )
    assert record_data_url(removed) == ""
    assert record_data(site_of(removed, budget()), budget(), "")["relations"] == []


def test_a_file_of_the_record_keeps_its_name() -> None:
    own = Attachment("Record.JSON", "数据", "/nowhere/Record.JSON", 2, "ab" * 32)
    assert record_data_url(record("A-1", "2026-02-01", attachments=(own,))) == ""
    assert record_data_url(record("A-1", "2026-02-01", images=(own,))) == ""
