"""Trees other than the sample county: the smallest there is, one with fields of its own, real legal text."""

from __future__ import annotations

import json
import lzma
import re
from pathlib import Path

import pytest

from .bodies import said_by, shown_by
from .crawl import dead_links
from .html import HtmlPage, letters, text
from .sources import ROOT
from .trees import build, build_with_search, copy_project, manifest, record, snapshot, write_tree

CORPUS = ROOT.parent / "shared/corpus/laws.jsonl.xz"


def test_records_departments_and_categories_are_enough(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content"), site) == 0
    assert dead_links(site) == []
    home = HtmlPage.read(site / "index.html")
    assert text(home.one("h1"))
    assert "records/F-1/" in set(home.addresses())
    assert not any(
        "suggest" in script.get("src", "") for script in home.all("script")
    )  # built without search
    for empty in ("departments/water", "categories/notices"):
        assert "暂无公开信息" in text(HtmlPage.read(site / empty / "index.html").one("main"))
    assert not (site / "guide").exists()


def test_there_is_an_index_of_subjects_only_where_there_are_any(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content")
    assert build(content, tmp_path / "without") == 0
    (content / "catalog/subjects.yml").write_text("- {id: law, name: 法制}\n", encoding="utf-8")
    assert build(content, tmp_path / "with") == 0
    pages = [HtmlPage.read(tmp_path / site / "index.html") for site in ("without", "with")]
    assert ["subjects/" in set(page.addresses()) for page in pages] == [False, True]
    assert [(tmp_path / site / "subjects").exists() for site in ("without", "with")] == [False, True]


def test_navigation_leaves_out_lists_that_the_tree_does_not_have(tmp_path: Path) -> None:
    site, content = tmp_path / "site", write_tree(tmp_path / "content")
    (content / "catalog/categories.yml").write_text(
        "- {id: finance, name: 财政, children: [{id: budget, name: 预算}]}\n"
    )
    assert build(content, site) == 0
    assert dead_links(site) == []


@pytest.mark.parametrize("has_folder", [True, False])
def test_tree_without_any_record_builds(has_folder: bool, tmp_path: Path) -> None:
    site, content = tmp_path / "site", write_tree(tmp_path / "content", {})
    (content / "records").mkdir(exist_ok=True)
    if not has_folder:  # git keeps no empty folders
        (content / "records").rmdir()
    assert build(content, site) == 0
    assert dead_links(site) == []
    assert json.loads((site / "data/catalog.json").read_bytes()) == []


def test_one_more_record_than_a_page_holds_makes_a_second_page(tmp_path: Path) -> None:
    records = {f"finance/2026/{n}.md": record(f"F-{n:03}") for n in range(31)}
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content", records), site) == 0
    assert dead_links(site) == []
    for url in ("departments/finance", "departments/finance/2026", "categories/finance/budget", "years/2026"):
        rows = [len(_rows(site / url)), len(_rows(site / url / "page/2"))]
        assert rows == [30, 1], url
        assert not (site / url / "page/3").exists()
    assert len(_rows(site / "history/2026-03/page/2")) == 1


def _rows(folder: Path) -> list[object]:
    return [*HtmlPage.read(folder / "index.html").all("li.record-row")]


def test_former_index_numbers_keep_leading_to_the_record(tmp_path: Path) -> None:
    records = {
        "finance/2026/new.md": record("F-9", extra="former_index_numbers: [OLD-1]\n"),
        "finance/2026/note.md": record(
            "F-10",
            body="见[预算](record:OLD-1)。",
            extra="relations:\n  - {type: interprets, target: OLD-1}\n",
        ),
    }
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content", records), site) == 0
    note, new = (HtmlPage.read(site / f"records/{number}/index.html") for number in ("F-10", "F-9"))
    body = [link.get("href") for link in note.one("div.record-body").iter("a")]
    assert body == ["../../records/F-9/"]
    assert "../../records/F-9/" in [a.get("href") for a in note.one("ol.chain").iter("a")]
    assert "../../records/F-10/" in [a.get("href") for a in new.one("ol.chain").iter("a")]


def test_characters_with_a_meaning_in_html_are_shown_as_written(tmp_path: Path) -> None:
    title = "<b>关于</b> & \"引号\" 'x' 的通知"
    extra = "summary: '<script>alert(1)</script>'\nkeywords: ['a&b', '<i>']\n"
    records = {"finance/2026/a.md": record("F-1", title=json.dumps(title), extra=extra, body="1 < 2 & 3 > 2")}
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content", records), site) == 0
    document = HtmlPage.read(site / "records/F-1/index.html")
    assert text(document.one("h1")) == title
    assert text(document.one("title")).startswith(title)
    assert document.meta["Description"] == "<script>alert(1)</script>"
    assert document.meta["Keywords"] == "a&b,<i>"
    assert shown_by(document) == "1232"
    assert "alert(1)" not in "".join(text(script) for script in document.all("script"))
    assert dead_links(site) == []


@pytest.mark.parametrize(
    ("disclosure", "condition"),
    [("audience: specific", "本信息向特定对象公开"), ("mode: on_request", "本信息依申请公开")],
)
def test_closed_record_keeps_its_content_to_itself_and_tells_its_header(
    disclosure: str, condition: str, tmp_path: Path
) -> None:
    extra = f"""\
kind: nil_report
period: 2026-02
summary: 写给公众的概述
disclosure: {{{disclosure}}}
data: {{statement: 只给当事人看的说明}}
attachments: [{{file: 名单.csv, title: 只给当事人看的附件}}]
history: [{{date: 2026-04-01, action: corrected, note: 写给公众的更正说明}}]
"""
    records: dict[str, str | bytes] = {
        "finance/2026/a.md": record("F-1", extra=extra, body="只给当事人看的正文。![图](a/图.png)"),
        "finance/2026/a/名单.csv": "只给当事人看的名单",
        "finance/2026/a/图.png": b"\x89PNG\r\n\x1a\n only for those concerned",
    }
    site = tmp_path / "site"
    assert build_with_search(write_tree(tmp_path / "content", records), site) == 0
    assert {path.name for path in (site / "records/F-1").iterdir()} == {"index.html", "record.json"}
    files = snapshot(site)
    for secret in ("当事人看", json.dumps("当事人看").strip('"'), "名单.csv"):
        assert [path for path, data in files.items() if secret.encode() in data] == []
    summary, note = (
        {path for path, data in files.items() if text.encode() in data}
        for text in ("写给公众的概述", "写给公众的更正说明")
    )
    beside = {"records/F-1/index.html", "records/F-1/record.json", "feeds/all.rss", "data/catalog.json"}
    assert {*beside, "data/catalog.csv", "data/records/2026.jsonl", "screen/index.html"} <= summary
    assert {*beside, "data/history.csv", "history/2026-04/index.html", "index.html"} <= note
    for path in ("records/F-1/index.html", "screen/index.html"):
        assert condition.encode() in files[path]
    assert dead_links(site) == []


def test_a_date_that_has_no_day_after_it_builds(tmp_path: Path) -> None:
    draft = record("F-1", status="draft_for_comment", expires="9999-12-31")
    old = record("F-2", issued="1901-01-01", published="1901-01-01", effective="9999-12-31")
    files = {"finance/2026/draft.md": draft, "finance/1901/old.md": old}
    assert build(write_tree(tmp_path / "content", files), tmp_path / "site") == 0
    assert "9999-12-31" in (tmp_path / "site/screen/index.html").read_text("utf-8")
    assert "20260302" in (tmp_path / "site/feeds/consultations.ics").read_text("utf-8")


def test_fields_that_a_site_adds_stand_in_header_and_exports(tmp_path: Path) -> None:
    config = copy_project(tmp_path / "project")
    labels = {"a": {"zh": "甲级", "en": "A"}, "b": {"zh": "乙级", "en": "B"}}
    added = {
        "urgent": {"title": "加急", "title_en": "Urgent", "type": "boolean"},
        "level": {"title": "级别", "title_en": "Level", "enum": ["a", "b"], "enum_labels": labels},
    }
    (config.parent / "schema/site.schema.json").write_text(json.dumps({"properties": added}), "utf-8")
    records = {"finance/2026/a.md": record("F-1", extra="urgent: true\nlevel: a\n")}
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content", records), site, config=config) == 0
    document = HtmlPage.read(site / "records/F-1/index.html")
    rows = [text(row) for row in document.one("table.record-header").iter("tr")]
    assert {"加急是", "级别甲级"} <= set(rows)
    assert (json.loads((site / "data/catalog.json").read_bytes())[0]["urgent"]) is True


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus of laws is not part of the project")
def test_pages_carry_real_laws_whole(tmp_path: Path) -> None:
    laws = []
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 40 == 0:
                laws.append(json.loads(line))
            if len(laws) == 200:
                break
    unwanted = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200d\u2060\ufeff]")
    texts = {f"LAW-{n}": unwanted.sub("", law["text"]) for n, law in enumerate(laws)}
    records = {
        f"finance/2026/law-{n}.md": record(
            f"LAW-{n}", title=json.dumps(law["title"], ensure_ascii=False), body=texts[f"LAW-{n}"]
        )
        for n, law in enumerate(laws)
    }
    site = tmp_path / "site"
    assert build(write_tree(tmp_path / "content", records), site) == 0
    assert manifest(site)["files"]
    for number, said in texts.items():
        page = HtmlPage.read(site / f"records/{number}/index.html")
        assert shown_by(page) == said_by(said), number
        assert len(letters(said)) > 100


def test_names_colours_emblem_language_and_foot_are_set_in_the_settings(tmp_path: Path) -> None:
    config, site = copy_project(tmp_path / "project"), tmp_path / "site"
    (config.parent / "emblem.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    others = {
        "site_name: 示例县人民政府信息公开": "site_name: Other County Disclosure",
        "language: zh": "language: en",
        'main_color: "#12467e"': 'main_color: "#0b5d3b"\n        emblem: emblem.svg',
        'seal_color: "#a3211b"': 'seal_color: "#7a1020"',
        "name: 示例县人民政府": "name: Other County",
        "domain: www.shili.example": "domain: other.example",
        'id_code: "0000000001"': 'id_code: "0000000007"',
        "icp: 示ICP备00000001号": "icp: ICP 00000007",
        "police: 示公网安备 00000000000001号": "police: Police 00000000000007",
        "organizer: 示例县人民政府办公室": "organizer: Office of Other County",
        "contact: 0000-5550100": "contact: 0000-5550700",
    }
    settings = config.read_text("utf-8")
    for ours, theirs in others.items():
        assert settings.count(f"{ours}\n") + settings.count(f"{ours} ") == 1, ours
        settings = settings.replace(ours, theirs, 1)
    config.write_text(settings, "utf-8")
    assert build(write_tree(tmp_path / "content"), site, config=config) == 0
    for url in ("", "years/", "records/F-1/", "departments/finance/"):
        page = HtmlPage.read(site / url / "index.html")
        assert page.one("html").get("lang") == "en"
        assert "Other County Disclosure" in text(page.one("title", page.one("head")))
        told = {name: page.meta[name] for name in ("SiteName", "SiteDomain", "SiteIDCode")}
        assert told == {"SiteName": "Other County", "SiteDomain": "other.example", "SiteIDCode": "0000000007"}
        assert "Other County" in text(page.one("a.brand"))
        foot = text(page.one("footer.site-footer"))
        for fact in ("0000000007", "ICP 00000007", "Police 00000000000007", "Office of Other", "5550700"):
            assert fact in foot, (url, fact)
        (emblem,) = page.all("img", page.one("a.brand"))
        named = (site / url / emblem.get("src", "")).resolve()
        assert named.read_bytes() == (config.parent / "emblem.svg").read_bytes()
    (sheet,) = site.glob("assets/*/site.css")
    css = sheet.read_text("utf-8").casefold()
    assert "#0b5d3b" in css
    assert "#7a1020" in css
    assert "#12467e" not in css
