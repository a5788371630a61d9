"""Texts in another language than their page bear its name."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from build.html import HtmlPage
from build.sources import CONFIG
from build.trees import build, record, write_tree
from markupsafe import escape

from generator.render.foreign import foreign, mixed


@pytest.mark.parametrize(
    ("text", "language", "tag"),
    [
        ("关于供水的通知", "zh", ""),
        ("关于 GDP 2026 的通知", "zh", ""),
        ("GDP 2026", "zh", ""),
        ("2026-03-01", "zh", ""),
        ("county-government-office@shili.example", "zh", ""),
        ("", "zh", ""),
        ("Notice on the water supply", "zh", "en"),
        ("<p>Notice on the water supply</p>", "zh", "en"),
        ("<p class='a b c d'>2026</p>", "zh", ""),
        ("Notice on the water supply", "en", ""),
        ("Notice of 供水", "en", ""),
        ("关于 GDP 的通知", "en", "zh-CN"),
        ("<p class='notice wide'>通知</p>", "en", "zh-CN"),
        ("GDP 2026", "en", ""),
    ],
)
def test_the_language_of_a_text(text: str, language: str, tag: str) -> None:
    assert foreign(text, language) == tag


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Overdue: 3", "Overdue: 3"),
        ("局长 (First responsible)", "[局长] (First responsible)"),
        ("Says “政府信息公开指南”.", "Says [“政府信息公开指南”]."),
        ("Within 20 days of 答复之日, 2 & <more>", "Within 20 days of [答复之日], 2 &amp; &lt;more&gt;"),
        ("《办法》和“三公” of 县", "[《办法》和“三公”] of [县]"),
    ],
)
def test_chinese_inside_a_sentence_of_an_english_page_says_so(text: str, shown: str) -> None:
    said = str(mixed(text, "en")).replace('<span lang="zh-CN">', "[").replace("</span>", "]")
    assert said == shown
    assert mixed(text, "zh") == escape(text)


@pytest.mark.parametrize(("language", "own", "other"), [("en", "F-1", "F-2"), ("zh", "F-2", "F-1")])
def test_titles_and_texts_in_another_language_say_so(
    language: str, own: str, other: str, tmp_path: Path
) -> None:
    files = {
        "finance/2026/english.md": record("F-1", title="Budget of the county", body="All of it is here."),
        "finance/2026/chinese.md": record("F-2", title="全县预算", body="全文在此。"),
    }
    settings = CONFIG.read_text("utf-8").replace("language: zh", f"language: {language}", 1)
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("schema", "theme_overrides"):
        (folder / name).symlink_to(CONFIG.parent / name)
    config = folder / "site_config.yml"
    config.write_text(settings, "utf-8")
    assert build(write_tree(folder / "content", files), tmp_path / "site", config=config) == 0
    tag = {"en": "zh-CN", "zh": "en"}[language]
    for number, expected in ((own, None), (other, tag)):
        root = HtmlPage.read(tmp_path / f"site/records/{number}/index.html").root
        (heading,) = root.iter("h1")
        (body,) = (each for each in root.iter("div") if "record-body" in each.get("class", ""))
        assert (heading.get("lang"), body.get("lang")) == (expected, expected)
        assert _unnamed(root, {"en": "zh", "zh": "en"}[language]) == []
        rows = HtmlPage.read(tmp_path / "site/years/2026/index.html").root.iter("a")
        assert [row.get("lang") for row in rows if f"records/{number}/" in row.get("href", "")] == [expected]


def _unnamed(element: Element, other: str, language: str = "") -> list[str]:
    """Texts on the page in the other language, below no element that says so."""
    if element.tag in ("head", "script", "template") or element.get("id") == "cite-text":  # in both languages
        return []
    language = element.get("lang", language)
    texts = [element.text or "", *(child.tail or "" for child in element)]
    found = [text for text in texts if _is_in(other, text) and not language.startswith(other)]
    return found + [text for child in element for text in _unnamed(child, other, language)]


def _is_in(language: str, text: str) -> bool:
    if language == "zh":
        return re.search(r"[\u3400-\u9fff]", text) is not None
    return text.isascii() and len(re.findall(r"[A-Za-z]{2,}(?=\s|$)", text)) > 2
