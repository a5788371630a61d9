"""What a record's page says, compared with the record's file for the whole sample county."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

import pytest

from .bodies import said_by, shown_by
from .html import HtmlPage, text
from .sources import ROOT, SITE_URL, Source, catalog_file, nodes, sources

Read = Callable[[str], HtmlPage]
SCHEMA = json.loads((ROOT / "schema/record.schema.json").read_text("utf-8"))["properties"]
STATUS = {status: label["zh"] for status, label in SCHEMA["status"]["enum_labels"].items()}
ENDED = ("repealed", "expired", "superseded", "withdrawn")
#: 索引号 … 有效性, in the order of the platform's record header; what a record leaves out has no row.
HEADER = ["索引号", "主题分类", "发文机关", "成文日期", "名称", "发文字号", "发布日期", "主题词", "有效性"]


def _header(document: HtmlPage) -> dict[str, str]:
    rows = document.one("table.record-header").iter("tr")
    return {text(cells[0]): text(cells[1]) for cells in (list(row) for row in rows)}


def _departments() -> dict[str, dict[str, Any]]:
    return {body["id"]: body for body in catalog_file("departments")}


def test_header_table_says_what_is_written(read: Read) -> None:
    subjects = {path: node["name"] for path, node in nodes("subjects")}
    for source in sources():
        written, header = source.fields, _header(read(source.url))
        owner = _departments()[written["department"]]["name"]
        expected = {
            "索引号": source.number,
            "主题分类": "；".join(subjects[path] for path in written.get("subjects", [])),
            "发文机关": "；".join(written.get("issuers", [owner])),
            "成文日期": written["issued"],
            "名称": written["title"],
            "发文字号": written.get("document_number", ""),
            "发布日期": written["published"].replace("T", " "),
            "主题词": "；".join(written.get("keywords", [])),
            "有效性": STATUS[written.get("status", "in_force")],
        }
        shown = {label: header.get(label, "") for label in HEADER}
        assert shown == expected, source.path
        order = [label for label in header if label in HEADER]
        assert order == [label for label in HEADER if expected[label]], source.path


def test_page_is_titled_by_the_record(read: Read) -> None:
    for source in sources():
        document = read(source.url)
        title = " ".join(source.fields["title"].split())
        assert text(document.one("h1")) == title
        assert text(document.one("title")).startswith(title)


def test_meta_tags_are_those_of_the_guideline(read: Read) -> None:
    for source in sources():
        written, meta = source.fields, read(source.url).meta
        published = written["published"]
        columns = dict(nodes("categories"))
        expected = {
            "SiteName": "示例县人民政府",
            "SiteDomain": "www.shili.example",
            "SiteIDCode": "0000000001",
            "ColumnName": columns[written["category"]]["name"],
            "ArticleTitle": written["title"],
            "PubDate": published.replace("T", " ") if "T" in published else f"{published} 00:00",
            "ContentSource": _departments()[written["department"]]["name"],
            "Url": SITE_URL + quote(source.url),
        }
        assert {name: meta.get(name) for name in expected} == expected, source.path
        for name, key in (("Keywords", "keywords"), ("Author", "issuers")):
            assert meta.get(name, "") == ",".join(written.get(key, [])), source.path
        assert meta.get("Description", "") == written.get("summary", ""), source.path
        for name in ("ColumnDescription", "ColumnKeywords", "ColumnType"):
            assert meta[name].strip(), source.path


def test_public_body_stands_on_the_page_whole(read: Read) -> None:
    for source in sources():
        assert shown_by(read(source.url)) == (said_by(source.body) if source.is_public else ""), source.path


def test_attachments_say_size_format_and_digest(read: Read, site: Path) -> None:
    seen = 0
    for source in sources():
        document = read(source.url)
        items = document.all("li.attachment")
        digests = [element for element in document.all("code") if len(text(element)) == 64]
        written = source.fields.get("attachments", []) if source.is_public else []
        assert len(items) == len(digests) == len(written), source.path
        for item, digest, attachment in zip(items, digests, written, strict=True):
            data = (source.folder / attachment["file"]).read_bytes()
            link = next(item.iter("a"))
            assert text(link) == attachment.get("title", attachment["file"])
            assert (site / source.url / unquote(link.get("href", ""))).read_bytes() == data
            words = text(item)
            assert hashlib.sha256(data).hexdigest() == text(digest)
            assert attachment["file"].rpartition(".")[2].upper() in words
            assert f"{len(data) / 1024:.1f} KB" in words
            seen += 1
    assert seen >= 5


def test_history_begins_with_publication_and_tells_every_change(read: Read) -> None:
    for source in sources():
        events = read(source.url).all("li.timeline__event")
        shown = [(next(e.iter("time")).get("datetime"), _mark(e)) for e in events]
        assert shown == source.events, source.path
        for entry, event in zip(source.fields.get("history", []), events[1:], strict=True):
            assert entry.get("note", "") in text(event), source.path


def _mark(event: Any) -> str:
    marks = [e.get("class", "") for e in event.iter("span") if "mark--" in e.get("class", "")]
    return re.sub(r".*mark--", "", marks[0])


def test_relations_lead_both_ways(read: Read) -> None:
    by_number = {number: source for source in sources() for number in _numbers(source)}
    label = SCHEMA["relations"]["items"]["properties"]["type"]
    on_line = in_list = 0
    for source in sources():
        for relation in source.fields.get("relations", []):
            target, kind = by_number[relation["target"]], relation["type"]
            if {source.url, target.url} <= _chain(read(source.url)):
                assert {source.url, target.url} <= _chain(read(target.url)), source.path
                on_line += 1
                continue
            assert kind in ("relates_to", "replies_to"), source.path
            there, back = (label[key][kind]["zh"] for key in ("enum_labels", "inverse_labels"))
            assert (there, f"../../{target.url}") in _relations(read(source.url)), source.path
            assert (back, f"../../{source.url}") in _relations(read(target.url)), source.path
            in_list += 1
    assert min(on_line, in_list) >= 15


def _chain(document: HtmlPage) -> set[str]:
    """The records on a page's line of time, relative to the site's root; the page's own is marked."""
    steps = document.all("li.chain__step")
    assert [step.get("aria-current") for step in steps].count("page") == (1 if steps else 0)
    addresses = {link.get("href", "").removeprefix("../../") for step in steps for link in step.iter("a")}
    canonical = next(e.get("href", "") for e in document.all("link") if e.get("rel") == "canonical")
    return {*addresses, canonical.removeprefix(SITE_URL)} if steps else set()


def test_every_page_of_a_decision_shows_it_from_draft_to_result(read: Read) -> None:
    draft = "990001SL-SLJ-2026-30021"
    numbers = [step.get("href", "").split("/")[-2] for step in _steps(read(f"records/{draft}/"))]
    assert len(numbers) >= 10
    for number in (draft, *numbers):
        document = read(f"records/{number}/")
        shown = document.all("li.chain__step")
        stages = [text(next(step.iter("strong"))) for step in shown]
        assert stages[:7] == [
            "正式文件",
            "征求意见稿",
            "意见采纳情况",
            "合法性审查",
            "集体审议",
            "正式文件",
            "解读",
        ]
        assert stages[-1] == "结果"
        here = next(step for step in shown if step.get("aria-current") == "page")
        assert text(document.one("h1")) in text(here)
        assert {link.get("href") for link in _steps(document)} == {
            f"../../records/{each}/" for each in {draft, *numbers} - {number}
        }


def _steps(document: HtmlPage) -> list[Element]:
    return [link for step in document.all("li.chain__step") for link in step.iter("a")]


def _numbers(source: Source) -> list[str]:
    return [source.number, *source.fields.get("former_index_numbers", [])]


def _relations(document: HtmlPage) -> set[tuple[str, str]]:
    parts = [part for part in document.all("section") if part.get("aria-labelledby") == "relations"]
    groups = [group for part in parts for group in document.all("div", part)]
    return {
        (text(next(group.iter("dt"))), link.get("href", "")) for group in groups for link in group.iter("a")
    }


def test_page_offers_feedback_source_and_permanent_address(read: Read) -> None:
    for source in sources():
        document = read(source.url)
        addresses = set(document.addresses())
        path = quote(source.path.relative_to(ROOT).as_posix())
        edit = f"https://git.shili.example/zwgk/catalog/edit/main/{path}"
        assert (edit in addresses) != source.is_removed, source.path
        subject = quote(source.fields["title"], safe="") + "%20" + quote(source.number, safe="")
        assert f"mailto:zwgk@shili.example?subject={subject}" in addresses
        canonical = [e.get("href") for e in document.all("link") if e.get("rel") == "canonical"]
        assert canonical == [SITE_URL + source.url]
        assert SITE_URL + source.url in addresses


def test_what_is_disclosed_on_request_only_appears_nowhere(read: Read, site: Path) -> None:
    closed = [source for source in sources() if not source.is_public]
    assert len(closed) >= 2
    everything = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for source in closed:
        document = read(source.url)
        contact = _departments()[source.fields["department"]]["disclosure_contact"]
        assert contact["phone"] in text(document.one("main")), source.path
        assert document.all("div.record-body") == document.all("li.attachment") == []
        assert {path.name for path in (site / source.url).iterdir()} == {"index.html", "record.json"}
        for secret in _sentences(source):
            found = [path for path, data in everything.items() if secret.encode() in data]
            assert found == [], (source.path, secret)


def test_what_was_settled_before_publication_is_in_the_exports_alone(site: Path) -> None:
    everything = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    forms = [
        source.fields["approval"]["form"]
        for source in sources()
        if "form" in source.fields.get("approval", {})
    ]
    assert len(forms) >= 2
    for value in (value for form in forms for value in form.values()):
        found = {
            path.relative_to(site).as_posix() for path in everything if value.encode() in everything[path]
        }
        assert {path for path in found if not path.startswith(("data/records/", "records/"))} == {
            "data/catalog.csv",
            "data/catalog.json",
        }
        assert not any(path.endswith(".html") for path in found)


def _sentences(source: Source) -> list[str]:
    """Stretches of a body that its front matter does not say."""
    header = source.path.read_text("utf-8").split("---\n", 2)[1]
    pieces = re.findall(r"[\u4e00-\u9fff0-9，、]{12,}", source.body)
    return [piece for piece in pieces if piece not in header]


@pytest.mark.parametrize("status", [*ENDED, "draft_for_comment", "amended"])
def test_lists_and_pages_show_what_is_not_plainly_in_force(read: Read, status: str) -> None:
    found = [source for source in sources() if source.fields.get("status") == status]
    assert found
    for source in found:
        document = read(source.url)
        assert STATUS[status] in text(document.one("#notice"))
        rows = [
            row
            for row in _all_rows(read, source)
            if any(link.get("href", "").endswith(source.url) for link in row.iter("a"))
        ]
        assert len(rows) == 1
        assert STATUS[status] in text(rows[0])
        assert ("record-row--ended" in rows[0].get("class", "").split()) == (status in ENDED)


def _all_rows(read: Read, source: Source) -> list[Any]:
    return read(f"departments/{source.fields['department']}/{source.year}/").all("li.record-row")
