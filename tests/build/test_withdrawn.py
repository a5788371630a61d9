"""Withdrawn records in a built site: what stays of them, and that removed text is in no file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.ingest.record import TELLING
from generator.model.records import RECORD_KINDS

from .crawl import dead_links
from .html import HtmlPage, text
from .trees import build, build_with_search, manifest, record, snapshot, write_tree

_WITHDRAWN = "{date: 2026-03-09, action: withdrawn, note: 名单有误，撤下重发。}"
_HISTORY = f"history: [{_WITHDRAWN}]\n"
#: A word for each thing that must not be found again; they occur nowhere else.
_SECRETS = {
    "body": "薹蕻",
    "summary": "蘼薱",
    "keywords": "蘖薷",
    "earlier note": "虉虋",
    "data": "蘅薸",
    "file": "蘩薢",
    "title of file": "蘧薭",
    "content of file": "蘘薵",
    "image": "藦薟",
    "image shown": "藭藽",
}
_LEFT = f"""\
kind: nil_report
period: 2026-03
summary: {_SECRETS["summary"]}
keywords: [{_SECRETS["keywords"]}]
data: {{statement: {_SECRETS["data"]}}}
attachments: [{{file: {_SECRETS["file"]}.csv, title: {_SECRETS["title of file"]}}}]
"""
_CORRECTED = f"{{date: 2026-03-05, action: corrected, note: {_SECRETS['earlier note']}}}"
_REMOVED = (
    "status: withdrawn\nwithdrawal: {body: removed, reason: personal_data, successor: F-2}\n"
    f"history: [{_CORRECTED}, {_WITHDRAWN}]\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a record whose text was removed, though its file still has it all, and its successor."""
    folder = tmp_path_factory.mktemp("withdrawn")
    body = f"{_SECRETS['body']}\n\n![{_SECRETS['image shown']}](a/{_SECRETS['image']}.png)"
    records: dict[str, str | bytes] = {
        "finance/2026/a.md": record("F-1", extra=_LEFT + _REMOVED, body=body),
        f"finance/2026/a/{_SECRETS['file']}.csv": f"{_SECRETS['content of file']}\n",
        f"finance/2026/a/{_SECRETS['image']}.png": b"\x89PNG\r\n\x1a\n"
        + _SECRETS["content of file"].encode(),
        "finance/2026/b.md": record("F-2", extra="former_index_numbers: [F-0]\n", title="重新公布的名单"),
        "finance/2026/c.md": record(
            "F-3", extra=f"summary: 原来的概述\nstatus: withdrawn\n{_HISTORY}", body="原来的正文。"
        ),
    }
    assert build_with_search(write_tree(folder / "content", records), folder / "site") == 0
    return folder / "site"


def test_removed_text_is_in_no_file_and_in_no_name(site: Path) -> None:
    files = snapshot(site)
    assert {"search/text/F-2.json", "sitemap.xml", "manifest.json"} <= set(files)
    for what, secret in _SECRETS.items():
        escaped = json.dumps(secret).strip('"').encode()
        found = [
            path
            for path, data in files.items()
            if secret in path or secret.encode() in data or escaped in data
        ]
        assert found == [], what
    assert [path for path in files if path.startswith("records/F-1/")] == ["records/F-1/index.html"]


def test_search_and_exports_do_not_know_it(site: Path) -> None:
    files = snapshot(site)
    told = [
        path
        for path, data in files.items()
        if b"F-1" in data and not path.endswith(".html") and not path.startswith("feeds/")
    ]
    assert sorted(told) == ["manifest.json", "sitemap.xml"]
    assert "search/text/F-1.json" not in files
    assert [each["index_number"] for each in json.loads(files["data/catalog.json"])] == ["F-2", "F-3"]


def test_feeds_tell_of_the_withdrawal_and_no_more(site: Path) -> None:
    for name in ("all", "changes", "departments/finance", "categories/finance/budget"):
        items = json.loads((site / f"feeds/{name}.json").read_bytes())["items"]
        (withdrawal,) = [item for item in items if item["id"].endswith(":F-1#3")]
        assert (withdrawal["title"], withdrawal["summary"]) == (
            "[撤回] 关于F-1的通知",
            "名单有误，撤下重发。",
        )
        assert "<dt>撤回原因</dt><dd>含有个人信息</dd>" in withdrawal["content_html"]
        assert ">重新公布的名单</a>" in withdrawal["content_html"]
        for item in items:
            if item["id"].endswith(":F-1#1"):
                assert item["date_modified"][:10] == "2026-03-09"
                assert item["summary"].startswith("索引号：F-1 · ")


def test_its_page_says_that_it_was_withdrawn_and_why(site: Path) -> None:
    page = HtmlPage.read(site / "records/F-1/index.html")
    stone = page.one("section.tombstone")
    assert text(stone.find("h2")) == "本信息已撤回"
    said = [text(part) for part in [*stone.iter("p"), *stone.iter("div")]]
    assert said == [
        "正文已按规定撤下。",
        "撤回日期2026-03-09",
        "撤回原因含有个人信息",
        "撤回说明名单有误，撤下重发。",
        "接替信息重新公布的名单",
    ]
    assert [link.get("href") for link in stone.iter("a")] == ["../../records/F-2/"]
    assert text(page.one("h1")) == "关于F-1的通知"
    assert page.meta["description"] == "关于F-1的通知"
    assert not {"Keywords", "Description", "Image"} & set(page.meta)
    for gone in ("p.original", "p.record-summary", "div.record-body", "table.record-data", "li.attachment"):
        assert page.all(gone) == [], gone
    assert "名单有误" in text(page.one("ol.timeline"))
    assert "/edit/main/" not in " ".join(page.addresses())


def test_lists_and_history_keep_its_title_and_status(site: Path) -> None:
    for address in ("departments/finance/", "years/2026/", "categories/finance/budget/", "titles/2026/"):
        page = text(HtmlPage.read(site / address / "index.html").one("main"))
        assert "关于F-1的通知已撤回" in page.replace(" ", ""), address
    month = text(HtmlPage.read(site / "history/2026-03/index.html").one("main"))
    assert "名单有误，撤下重发。" in month
    assert dead_links(site) == []


def test_the_successor_names_what_it_replaces(site: Path) -> None:
    page = HtmlPage.read(site / "records/F-2/index.html")
    (notice,) = page.all("p.notice")
    assert text(notice) == "本信息接替已撤回的：关于F-1的通知"
    assert [link.get("href") for link in notice.iter("a")] == ["../../records/F-1/"]


def test_a_kept_body_stands_below_a_line_and_is_found_as_before(site: Path) -> None:
    page = HtmlPage.read(site / "records/F-3/index.html")
    main = text(page.one("main"))
    order = ["本信息已撤回", "以下为撤回前的原文，仅供查阅", "原来的概述", "原来的正文。"]
    assert sorted(order, key=main.index) == order
    assert json.loads((site / "search/text/F-3.json").read_bytes())["blocks"] == ["原来的正文。"]
    assert "tag:www.shili.example,2026-03-02:F-3#2" in (site / "feeds/all.atom").read_text("utf-8")


def test_former_addresses_lead_on_in_every_form(site: Path) -> None:
    assert "../../records/F-2/" in HtmlPage.read(site / "records/F-0/index.html").addresses()
    for name, line in {
        "_redirects": "/zwgk/records/F-0/ /zwgk/records/F-2/ 301\n",
        "redirects.map": "F-0 F-2;\n",
    }.items():
        assert line in (site / name).read_text("utf-8")
        assert name in manifest(site)["files"]
    assert "records/F-0/index.html" in manifest(site)["files"]
    assert "records/F-0/" not in (site / "sitemap.xml").read_text("utf-8")


def test_without_former_numbers_there_are_no_redirects(tmp_path: Path) -> None:
    assert build(write_tree(tmp_path / "content"), tmp_path / "site") == 0
    assert not {"_redirects", "redirects.map"} & set(snapshot(tmp_path / "site"))


def test_a_record_of_any_kind_can_lose_its_text(tmp_path: Path) -> None:
    removed = "status: withdrawn\nwithdrawal: {body: removed}\n" + _HISTORY
    records = {
        f"finance/2026/{kind}.md": record(f"F-{number}", extra=f"kind: {kind}\n{removed}", body="")
        for number, kind in enumerate(RECORD_KINDS)
    }
    site = tmp_path / "site"
    assert build_with_search(write_tree(tmp_path / "content", records), site) == 0
    assert all((site / f"records/F-{number}/index.html").is_file() for number in range(len(RECORD_KINDS)))
    assert json.loads((site / "data/catalog.json").read_bytes()) == []


def test_the_fields_that_tell_of_a_text_are_all_tried() -> None:
    assert {name for name in TELLING if name in _LEFT} == set(TELLING)
