"""Editions for notice boards and screens, as built of the sample county and of hostile trees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .html import HtmlPage, text
from .sources import SITE_URL
from .trees import build, record, write_tree

Read = Callable[[str], HtmlPage]

_DEPARTMENTS = "- {id: finance, name: 样田村, kind: village}\n"
_LONG = "第一句话说明来由。" + "第二句话说明经过和结果，这一句写得长一些。" * 100


def test_a_short_record_stands_on_the_sheet_in_full(read: Read) -> None:
    sheet = read("sheets/fanxi-village/2026-10/")
    assert text(sheet.one("h1")) == "示例县范例镇范溪村村民委员会 2026年10月信息公开"
    assert "水毁涵洞修复2处 32400.00" in text(sheet.one("div.sheet-record__text"))
    assert text(sheet.one("p.sheet-record__change")).endswith("办公费由1200元更正为1020元，合计相应更正")
    assert "监督电话0000-5553112" in text(sheet.one("dl.sheet__contacts"))
    assert sheet.meta["robots"] == "noindex"
    assert not sheet.all("a", sheet.one("article"))
    assert len(sheet.all("svg", sheet.one("article"))) == 2


def test_sheets_are_found_from_their_body_their_month_and_the_foot_of_every_page(read: Read) -> None:
    for url, way in (
        ("departments/fanxi-village/", "../../sheets/fanxi-village/2026-10/"),
        ("departments/fanxi-village/", "../../screen/fanxi-village/"),
        ("history/2026-10/", "../../sheets/fanxi-village/2026-10/"),
        ("", "sheets/"),
        ("", "screen/"),
        ("sheets/", "../sheets/fanxi-village/2026-10/"),
    ):
        assert way in set(read(url).addresses()), (url, way)


def test_search_engines_are_not_led_to_them(site: Path) -> None:
    listed = (site / "sitemap.xml").read_text("utf-8")
    assert f"{SITE_URL}sheets/</loc>" in listed
    assert "/screen/" not in listed
    assert "/sheets/fanxi-village/" not in listed


def test_the_screen_is_one_long_page_without_script(read: Read) -> None:
    screen = read("screen/")
    slides = screen.all("section.slide")
    assert len(slides) >= 13
    assert not any("hidden" in slide.attrib for slide in slides)
    assert "hidden" in screen.one("div.screen__controls").attrib
    assert all(len(screen.all("svg", slide)) == 1 for slide in slides)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("village")
    extra = "status: withdrawn\nhistory:\n- {date: 2026-11-03, action: withdrawn, note: 金额有误}\n"
    records = {
        "long": record("L-1", body=f"## 标题\n\n{_LONG}", published="2026-11-01"),
        "gone": record("W-1", body="撤回的正文", published="2026-11-02", extra=extra, summary="撤回的概述"),
        "asked": record(
            "R-1", body="申请才给的正文", published="2026-11-02", extra="disclosure: {mode: on_request}\n"
        ),
    }
    content = write_tree(
        folder / "content", {f"finance/2026/{name}.md": text for name, text in records.items()}
    )
    (content / "catalog/departments.yml").write_text(_DEPARTMENTS, "utf-8")
    assert build(content, folder / "site") == 0
    return folder / "site"


def test_a_long_record_is_told_by_its_first_lines(village: Path) -> None:
    sheet = HtmlPage.read(village / "sheets/finance/2026-11/index.html")
    gist = text(sheet.one("p.sheet-record__text"))
    assert gist.startswith("第一句话说明来由。")
    assert 100 < len(gist) <= 200
    assert gist.endswith("。")


@pytest.mark.parametrize("url", ["sheets/finance/2026-11/", "screen/", "screen/finance/"])
def test_no_edition_tells_what_is_not_for_everybody(village: Path, url: str) -> None:
    page = (village / url / "index.html").read_text("utf-8")
    for secret in ("撤回的正文", "撤回的概述", "申请才给的正文"):
        assert secret not in page
    if url.startswith("sheets"):
        assert "金额有误" in page
    assert "本信息依申请公开" in page
