"""The English site has no Chinese of ours: built from a county without a Chinese character, it shows none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .crawl import dead_links, pages_of
from .html import HtmlPage, text
from .latin import CHINESE, write_latin_county
from .sources import catalog_file, nodes
from .trees import build

#: Scripts and style sheets: they know Chinese numerals and marks, and what they say stands in the pages.
_ASSETS = "assets/"
#: The prescribed types of columns, which data have as they are written.
_TYPES = sorted({node["column_type"] for _, node in nodes("categories") if "column_type" in node})
_AS_WRITTEN = re.compile(f'(?<=[",])(?:{"|".join(_TYPES)})(?=[",])')


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("latin")
    config = write_latin_county(folder / "project")
    assert build(folder / "project/content", folder / "site", config=config) == 0
    return folder / "site"


def test_no_file_of_the_english_site_has_a_chinese_character(english: Path) -> None:
    found = []
    for path in sorted(english.rglob("*")):
        name = path.relative_to(english).as_posix()
        if path.is_file() and not name.startswith(_ASSETS):
            found += [f"{name}:{line}: {said}" for line, said in _chinese_lines(path.read_bytes())]
    assert found == []


def _chinese_lines(data: bytes) -> list[tuple[int, str]]:
    try:
        lines = _AS_WRITTEN.sub("", data.decode("utf-8")).splitlines()
    except UnicodeDecodeError:  # pictures and PDF
        return []
    return [(number, line[:200]) for number, line in enumerate(lines, 1) if CHINESE.search(line)]


def test_the_english_site_has_every_page_of_the_chinese_one(english: Path, site: Path) -> None:
    assert _pages(english) == _pages(site)
    assert dead_links(english) == []


@pytest.mark.parametrize("tree", ["departments", "categories", "subjects"])
def test_names_in_english_are_used_where_there_are_some(english: Path, tree: str) -> None:
    entries = catalog_file(tree) if tree == "departments" else [node for _, node in nodes(tree)]
    names = {entry["name_en"] for entry in entries if "name_en" in entry}
    index = HtmlPage.read(english / tree / "index.html")
    assert names
    assert names <= {text(link) for link in index.all("a", index.one("main"))}


def test_every_page_says_that_it_is_in_english(english: Path) -> None:
    for url, document in pages_of(english):
        assert document.one("html").get("lang") == "en", url


def _pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
