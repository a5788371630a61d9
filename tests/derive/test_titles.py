"""The bare titles of every year: long pages, one line a record."""

from __future__ import annotations

import re

import pytest
from outputs.sample import record

from generator.derive import list_pages
from generator.derive.index_pages import index_pages, search_page
from generator.derive.list_pages import ListKey, list_addresses, list_keys, list_page
from generator.model.addresses import INDEXES

from .sites import site_of

RECORDS = (
    *(record(f"A-{number}", "2026-03-01") for number in range(5)),
    record("B-1", "2025-12-31", status="repealed"),
)


def test_pages_of_titles_are_long_whatever_the_size_of_other_lists() -> None:
    made = site_of(*RECORDS, page_size=1)
    pages = [(key.key, number) for key, number in list_keys(made) if key.kind == "titles"]
    assert pages == [("2025", 1), ("2026", 1)]
    assert list_pages.TITLES_SIZE == 500


def test_titles_are_paged_and_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_pages, "TITLES_SIZE", 2)
    made = site_of(*RECORDS)
    pages = [list_page(made, key, number) for key, number in list_keys(made) if key.kind == "titles"]
    assert [page.page.url for page in pages] == [
        "titles/2025/",
        "titles/2026/",
        "titles/2026/page/2/",
        "titles/2026/page/3/",
    ]
    assert [page.page.next for page in pages[1:]] == ["titles/2026/page/2/", "titles/2026/page/3/", ""]
    shown = [row.url for page in pages for row in page.rows]
    assert sorted(shown) == sorted(each.url for each in RECORDS)
    assert {"titles/2025/", "titles/2026/"} <= list_addresses(made)


def test_index_and_search_page_lead_to_the_titles_of_each_year() -> None:
    made = site_of(*RECORDS)
    (index,) = (page for page in index_pages(made) if page.page.url == "titles/")
    (browse,) = (group for group in search_page(made).browse if group.title == made.words.titles)
    for group in (index.groups[0], browse):
        assert [(each.url, each.count) for each in group.entries] == [
            ("titles/2026/", 5),
            ("titles/2025/", 1),
        ]
    assert "titles/" in INDEXES


def test_english_site_has_english_words_around_the_titles() -> None:
    made = site_of(*RECORDS, language="en")
    view = list_page(made, ListKey("titles", "2026"), 1)
    assert view.heading == "All titles of 2026"
    words = [
        view.page.title,
        *(crumb.text for crumb in view.page.crumbs),
        *(year.text for year in view.years),
    ]
    assert all(re.fullmatch(r"[ -~]+", word) for word in words)
