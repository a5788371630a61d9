"""The feeds of the sample county, and entry ids that stay the same whatever becomes of a record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from outputs.atom_checker import ATOM, faults_of

from .sources import SITE_URL, Source, catalog_file, in_category, nodes, told
from .trees import build, record, write_tree


def _feeds() -> dict[str, list[Source]]:
    """Every feed with the records it is about."""
    feeds = {"all": list(told())}
    for body in catalog_file("departments"):
        own = [source for source in told() if source.fields["department"] == body["id"]]
        feeds[f"departments/{body['id']}"] = own
    for path, _ in nodes("categories"):
        feeds[f"categories/{path}"] = [source for source in in_category(path) if not source.is_removed]
    return feeds


def _entry_ids(source: Source) -> list[str]:
    day = source.fields["published"][:10]
    return [f"tag:www.shili.example,{day}:{source.number}#{n}" for n in range(1, len(source.events) + 1)]


def _atom(site: Path, name: str) -> ElementTree.Element:
    return ElementTree.parse(site / f"feeds/{name}.atom").getroot()


def _ids(feed: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in feed.findall(f"{ATOM}entry")]


def test_every_feed_keeps_the_rules_of_the_format(site: Path) -> None:
    for path in (site / "feeds").rglob("*.atom"):
        assert faults_of(path.read_text("utf-8")) == [], path


def test_feeds_tell_of_every_event_of_their_records(site: Path) -> None:
    for name, about in _feeds().items():
        expected = sorted(each for source in about for each in _entry_ids(source))
        ids = _ids(_atom(site, name))
        if len(expected) <= 100:
            assert sorted(ids) == expected, name
        else:
            assert len(ids) == 100
            assert set(ids) <= set(expected)


def test_entries_are_the_newest_first(site: Path) -> None:
    for name in _feeds():
        stamps = [
            datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "")
            for entry in _atom(site, name).findall(f"{ATOM}entry")
        ]
        assert stamps == sorted(stamps, reverse=True), name
        assert {stamp.utcoffset() for stamp in stamps} <= {
            datetime.fromisoformat("2026-01-01T00:00+08:00").utcoffset()
        }
    days = sorted((day for source in told() for day, _ in source.events), reverse=True)
    shown = [stamp.text or "" for stamp in _atom(site, "all").iterfind(f"{ATOM}entry/{ATOM}updated")]
    assert [stamp[:10] for stamp in shown] == days[:100]


def test_entries_lead_to_the_pages(site: Path) -> None:
    by_id = {each: source for source in told() for each in _entry_ids(source)}
    for entry in _atom(site, "all").findall(f"{ATOM}entry"):
        source = by_id[entry.findtext(f"{ATOM}id") or ""]
        links = [link.get("href") for link in entry.findall(f"{ATOM}link")]
        assert links == [SITE_URL + source.url]
        assert (entry.findtext(f"{ATOM}title") or "").endswith(source.fields["title"])


def test_both_formats_say_the_same(site: Path) -> None:
    for name in _feeds():
        feed, atom = json.loads((site / f"feeds/{name}.json").read_bytes()), _atom(site, name)
        assert [item["id"] for item in feed["items"]] == _ids(atom)
        assert feed["title"] == atom.findtext(f"{ATOM}title")
        assert feed["feed_url"] == f"{SITE_URL}feeds/{name}.json"
        assert feed["home_page_url"].startswith(SITE_URL)
        page = feed["home_page_url"].removeprefix(SITE_URL)
        assert (site / page / "index.html").is_file()


_HISTORY = "history:\n  - {date: 2026-04-01, action: amended, note: 改一处}\n"


@pytest.mark.parametrize(
    "after",
    [
        pytest.param({"finance/2026/budget.md": record("F-1")}, id="built again"),
        pytest.param({"finance/2026/另一个 名字.md": record("F-1")}, id="renamed"),
        pytest.param({"finance/2026/budget.md": record("F-1", title="新标题")}, id="another title"),
        pytest.param({"finance/2026/budget.md": record("F-1", extra=_HISTORY)}, id="history added"),
        pytest.param(
            {"water/2026/budget.md": record("F-1", department="water", category="notices")}, id="moved"
        ),
    ],
)
def test_ids_stay_the_same(after: Mapping[str, str], tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    assert build(write_tree(content, {"finance/2026/budget.md": record("F-1")}), site) == 0
    before = _ids(_atom(site, "all"))
    assert before == ["tag:www.shili.example,2026-03-02:F-1#1"]
    assert build(write_tree(tmp_path / "changed", after), site) == 0
    assert _ids(_atom(site, "all"))[-1:] == before
