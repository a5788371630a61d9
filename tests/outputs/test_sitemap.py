from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.model.catalog import Department
from generator.model.records import HistoryEntry, Relation, Withdrawal
from generator.outputs.sitemap import last_changes, write_robots, write_sitemap

from . import sample

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(file: Path) -> dict[str, str | None]:
    """The addresses of a sitemap or an index with their dates."""
    root = ElementTree.parse(file).getroot()
    return {str(each.findtext(f"{SITEMAP}loc")): each.findtext(f"{SITEMAP}lastmod") for each in root}


def test_addresses_are_absolute_sorted_and_said_once(tmp_path: Path) -> None:
    pages = ["years/2026/", "", "records/A-1/", "years/2026/", "指南/&help/", "%E5%88%B6/"]
    write_sitemap(tmp_path, sample.SITE_URL, pages, {"records/A-1/": date(2026, 3, 1)})
    assert entries(tmp_path / "sitemap.xml") == {
        "https://www.example.gov.cn/zwgk/": None,
        "https://www.example.gov.cn/zwgk/%E5%88%B6/": None,
        "https://www.example.gov.cn/zwgk/records/A-1/": "2026-03-01",
        "https://www.example.gov.cn/zwgk/years/2026/": None,
        "https://www.example.gov.cn/zwgk/%E6%8C%87%E5%8D%97/%26help/": None,
    }
    assert min(entries(tmp_path / "sitemap.xml")) == next(iter(entries(tmp_path / "sitemap.xml")))


def test_the_pages_of_a_long_list_share_its_date(tmp_path: Path) -> None:
    changes = {"departments/czj/": date(2026, 3, 1)}
    write_sitemap(tmp_path, sample.SITE_URL, ["departments/czj/", "departments/czj/page/12/"], changes)
    assert set(entries(tmp_path / "sitemap.xml").values()) == {"2026-03-01"}


@pytest.mark.parametrize(("pages", "files"), [(0, 0), (10, 0), (11, 2), (20, 2), (21, 3)])
def test_beyond_the_limit_the_sitemap_is_an_index(tmp_path: Path, pages: int, files: int) -> None:
    addresses = [f"records/A-{number}/" for number in range(pages)]
    write_sitemap(tmp_path, sample.SITE_URL, addresses, {}, limit=10)
    parts = [tmp_path / f"sitemap-{number + 1}.xml" for number in range(files)]
    assert sorted(tmp_path.iterdir()) == [*parts, tmp_path / "sitemap.xml"]
    if files:
        assert list(entries(tmp_path / "sitemap.xml")) == [sample.SITE_URL + part.name for part in parts]
    listed = [entries(part) for part in parts or [tmp_path / "sitemap.xml"]]
    assert all(len(part) <= 10 for part in listed)
    assert {address for part in listed for address in part} == {sample.SITE_URL + page for page in addresses}


def test_a_record_changed_with_its_last_event_and_a_list_with_its_newest_record() -> None:
    amended = HistoryEntry(date(2026, 3, 5), "amended", "")
    changes = last_changes(
        sample.catalog(
            sample.record("A-1", "2025-12-30", history=(amended,), subjects=("caizheng/shui",)),
            sample.record("A-2", "2026-02-01"),
            sample.record("B-1", "2024-05-01", department="mzj", category="minzheng"),
        )
    )
    assert changes == {
        "": date(2026, 3, 5),
        "history/": date(2026, 3, 5),
        "history/2024-05/": date(2024, 5, 1),
        "history/2025-12/": date(2025, 12, 30),
        "history/2026-02/": date(2026, 2, 1),
        "history/2026-03/": date(2026, 3, 5),
        "titles/": date(2026, 3, 5),
        "titles/2024/": date(2024, 5, 1),
        "titles/2025/": date(2026, 3, 5),
        "titles/2026/": date(2026, 2, 1),
        "departments/": date(2026, 3, 5),
        "departments/czj/": date(2026, 3, 5),
        "departments/czj/2025/": date(2026, 3, 5),
        "departments/czj/2026/": date(2026, 2, 1),
        "departments/mzj/": date(2024, 5, 1),
        "departments/mzj/2024/": date(2024, 5, 1),
        "categories/": date(2026, 3, 5),
        "categories/caizheng/": date(2026, 3, 5),
        "categories/caizheng/yusuan/": date(2026, 3, 5),
        "categories/minzheng/": date(2024, 5, 1),
        "data/": date(2026, 3, 5),
        "years/": date(2026, 3, 5),
        "subjects/": date(2026, 3, 5),
        "years/2024/": date(2024, 5, 1),
        "years/2025/": date(2026, 3, 5),
        "years/2026/": date(2026, 2, 1),
        "subjects/caizheng/": date(2026, 3, 5),
        "subjects/caizheng/shui/": date(2026, 3, 5),
        "records/A-1/": date(2026, 3, 5),
        "records/A-2/": date(2026, 2, 1),
        "records/B-1/": date(2024, 5, 1),
    }


def test_what_others_say_of_a_record_changes_its_page() -> None:
    later = sample.record(
        "B-1", "2026-03-01", relations=(Relation("interprets", "A-0"), Relation("amends", "X-9"))
    )
    gone = sample.record(
        "C-1",
        "2026-01-10",
        history=(HistoryEntry(date(2026, 3, 9), "withdrawn", ""),),
        withdrawal=Withdrawal("removed", successor="B-1"),
    )
    old = sample.record("A-1", "2026-01-01", former_index_numbers=("A-0",))
    changes = last_changes(sample.catalog(old, later, gone))
    assert changes["records/A-1/"] == date(2026, 3, 1)
    assert changes["records/B-1/"] == date(2026, 3, 9)
    assert changes["data/"] == date(2026, 3, 9)  # which the removed record left on that day


def test_a_body_changes_with_those_below_it() -> None:
    made = sample.catalog(
        sample.record("A-1", "2026-02-01"), sample.record("B-1", "2026-03-01", department="mzj")
    )
    bodies = {
        "czj": Department("czj", "财政局", "department", {"parent": "mzj"}),
        "mzj": Department("mzj", "民政局", "department", {"parent": "czj"}),
    }
    changes = last_changes(replace(made, departments=bodies))  # a circle, which no check lets pass
    assert changes["departments/czj/"] == changes["departments/mzj/"] == date(2026, 3, 1)
    bodies["mzj"] = Department("mzj", "民政局", "department")
    changes = last_changes(replace(made, departments={**bodies, "czj": bodies["mzj"]}))
    assert changes["departments/czj/"] == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("next_review", "day"),
    [("2026-04-01", date(2026, 1, 5)), ("2026-03-31", date(2026, 1, 5)), ("2026-03-30", date(2026, 3, 31))],
)
def test_the_register_changes_when_an_entry_becomes_overdue(next_review: str, day: date) -> None:
    data = {
        "collective_decision": {"date": "2025-12-01", "meeting": "局务会"},
        "reason": "other",
        "legal_basis": [],
        "next_review": next_review,
    }
    entry = sample.record("A-1", "2026-01-05", kind="register_entry", data=data)
    changes = last_changes(sample.catalog(entry))
    assert changes["register/"] == changes["records/A-1/"] == day
    assert changes["years/2026/"] == date(2026, 1, 5)


def test_files_of_a_sitemap_stay_within_their_bytes_and_have_the_day_of_their_newest_page(
    tmp_path: Path,
) -> None:
    addresses = [f"records/预-{number:02}/" for number in range(40)]
    changes = {address: date(2026, 3, number + 1) for number, address in enumerate(addresses[:15])}
    write_sitemap(tmp_path, sample.SITE_URL, addresses, changes, limit_bytes=1000)
    parts = sorted(tmp_path.glob("sitemap-*.xml"), key=lambda path: (len(path.name), path.name))
    assert len(parts) > 3
    assert all(850 < part.stat().st_size <= 1000 for part in parts[:-1])
    days = [max((day for day in entries(part).values() if day), default=None) for part in parts]
    assert list(entries(tmp_path / "sitemap.xml").values()) == days
    assert days[-1] is None
    assert sum(len(entries(part)) for part in parts) == 40


def test_robots_names_the_sitemap(tmp_path: Path) -> None:
    write_robots(tmp_path, sample.SITE_URL)
    lines = (tmp_path / "robots.txt").read_text().splitlines()
    assert "Sitemap: https://www.example.gov.cn/zwgk/sitemap.xml" in lines
    assert not any(line.startswith("Disallow") for line in lines)
