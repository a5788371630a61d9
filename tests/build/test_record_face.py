"""The parts of a record's page that its readers begin and end with, on the sample county's pages."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import tostring

from render.codes import drawn
from render.codes import read as read_code

from .html import HtmlPage, text
from .sources import SITE_URL, sources

Read = Callable[[str], HtmlPage]


def test_code_of_every_page_leads_to_its_permanent_address(read: Read) -> None:
    for source in sources():
        document = read(source.url)
        code = document.one("svg", within=document.one("figure.cite__code"))
        assert code.get("role") == "img"
        assert code.get("aria-label") == "本页地址的二维码"
        assert read_code(drawn(_as_file(tostring(code, encoding="unicode")))) == [SITE_URL + source.url]
        assert text(document.one("#cite-address")) == SITE_URL + source.url


def _as_file(svg: str) -> str:
    """An SVG element as a file: HTML has lower-case names only."""
    return svg.replace("viewbox=", "viewBox=")


def test_citation_can_be_copied_whole(read: Read) -> None:
    for source in sources():
        document, written = read(source.url), source.fields
        cited = text(document.one("#cite-text"))
        number = f": {written['document_number']}" if written.get("document_number") else ""
        day = written["published"].partition("T")[0]
        assert cited.endswith(
            f". {' '.join(written['title'].split())}{number}[EB/OL]. ({day}). {SITE_URL}{source.url}"
        )
        buttons = [button for button in document.all("button.copy") if button.get("data-copy")]
        assert {button.get("data-copy") for button in buttons} <= set(document.ids)
        assert [text(button) for button in buttons] == ["复制网址", "复制引用"]
        assert all("hidden" in button.attrib for button in buttons), "no script, no button"


def test_what_readers_look_for_stands_before_the_closed_header(read: Read) -> None:
    for source in sources():
        document = read(source.url)
        header = {text(row[0]): text(row[1]) for row in document.one("table.record-header").iter("tr")}
        shown = [(text(row[0]), text(row[1])) for row in document.one("dl.record-keys")]
        labels = ["发布机构", "发文字号", "发布日期", "有效性"]
        assert shown == [(label, header[label]) for label in labels if label in header], source.path
        details = document.one("details.record-about")
        assert "open" not in details.attrib
        assert document.one("table.record-header") in list(details)


def test_last_change_is_told_above_the_text_and_leads_to_the_history(read: Read) -> None:
    changed = 0
    for source in sources():
        links = read(source.url).all("a.notice__change")
        history = source.fields.get("history", [])
        if history and source.fields.get("status") != "withdrawn":
            assert [link.get("href") for link in links] == ["#history"], source.path
            assert history[-1]["date"] in text(links[0]), source.path
            changed += 1
        else:
            assert links == [], source.path
    assert changed >= 5


def test_addressees_and_signatures_are_set_apart(read: Read) -> None:
    decision = read("records/990001SL-XZF-2026-10006/")
    assert text(decision.one("p.addressee")) == "各乡镇人民政府，县政府各部门："
    assert [text(line) for line in decision.all("p.signature")] == ["示例县人民政府", "2026年3月5日"]
