"""Freshness of the sample county's columns, worked out again from its files, beside the page and its data."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from .html import HtmlPage, text
from .sources import AS_OF, CONFIG, Source, catalog_file, sources

Read = Callable[[str], HtmlPage]

TODAY = date.fromisoformat(AS_OF)
BY_TYPE = {"工作动态": "P2W", "政策文件": "P6M"}
NUMBERED = ("决定", "意见", "通知", "通报", "报告", "请示", "批复", "函")


def nodes(tree: list[dict[str, Any]], above: str = "", **said: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every category by its path, with what it says of limit and type, or else the one above it."""
    for node in tree:
        path = above + node["id"]
        told = {**said, **{key: node[key] for key in ("update_limit", "column_type") if key in node}}
        if "update_limit" not in node and node.get("column_type") in BY_TYPE:
            told["update_limit"] = BY_TYPE[node["column_type"]]
        yield path, {**node, **told}
        yield from nodes(node.get("children", []), f"{path}/", **told)


CATEGORIES = dict(nodes(catalog_file("categories")))


def days_of(source: Source) -> list[date]:
    """The days on which the public was told something of a record."""
    changes = [entry["date"] for entry in source.fields.get("history", [])]
    return [date.fromisoformat(day[:10]) for day in (source.fields["published"], *changes)]


def last_day(start: date, limit: str) -> date:
    """The last day of a limit: days are walked through one by one."""
    number, unit = int(limit[1:-1]), limit[-1]
    if unit in "DW":
        return start + timedelta(days=number * {"D": 1, "W": 7}[unit])
    months = start.year * 12 + start.month + number * {"M": 1, "Y": 12}[unit]
    later = (start + timedelta(days=step) for step in range(366 * 6))
    return max(day for day in later if day.year * 12 + day.month == months and day.day <= start.day)


@cache
def columns() -> dict[str, dict[str, Any]]:
    """Every column that is judged: state, last update, last day in time, records."""
    own = {source.fields["category"] for source in sources()}
    found = {}
    for path, node in CATEGORIES.items():
        if node.get("children") and path not in own:
            continue
        below = (s for s in sources() if f"{s.fields['category']}/".startswith(f"{path}/"))
        held = [source for source in below if source.fields.get("status") != "withdrawn"]
        limit = node.get("update_limit", "P1Y")
        updated = max((day for source in held for day in days_of(source)), default=None)
        until = last_day(updated, limit) if updated and limit != "none" else None
        if limit == "none":
            state = "unlimited"
        elif until is None:
            state = "blank"
        elif until < TODAY:
            state = "stale"
        else:
            state = "due" if until <= TODAY + timedelta(days=21) else "fresh"
        found[path] = {
            "state": state,
            "limit": None if limit == "none" else limit,
            "updated": str(updated) if updated else None,
            "until": str(until) if until else None,
            "days": until.toordinal() - TODAY.toordinal() if until else None,
            "records": len(held),
        }
    return found


def relations(kinds: tuple[str, ...]) -> set[str]:
    """The index numbers that records not withdrawn name by one of these relations."""
    return {
        relation["target"]
        for source in sources()
        if source.fields.get("status") != "withdrawn"
        for relation in source.fields.get("relations", [])
        if relation["type"] in kinds
    }


@cache
def answered_drafts() -> set[str]:
    """Drafts that something tells the outcome of; an answered notice answers for its draft."""
    found = relations(("reports_consultation", "adopts", "supersedes", "repeals"))
    about = (
        relation["target"]
        for source in sources()
        if source.number in found
        for relation in source.fields.get("relations", [])
        if relation["type"] == "consults_on"
    )
    return found | set(about)


def is_to_be_interpreted(source: Source) -> bool:
    """Whether the site wants an interpretation of a document, and its days for it are over."""
    plugins = yaml.load(CONFIG.read_text("utf-8"), yaml.BaseLoader)["plugins"]
    (settings,) = [plugin["disclosure"] for plugin in plugins if "disclosure" in plugin]
    duty, fields = settings["interpretation_required"], source.fields
    paths = [f"{path}/" for path in duty["categories"]]
    return (
        source.is_public
        and any(f"{fields['category']}/".startswith(path) for path in paths)
        and fields.get("genre") in duty["genres"]
        and fields["published"] >= duty["since"]
        and fields["published"][:10] < AS_OF
        and all(relation["type"] != "interprets" for relation in fields.get("relations", []))
    )


def gaps_of(source: Source) -> Iterator[str]:
    """The kinds of gaps that a record has."""
    fields, names = source.fields, {source.number, *source.fields.get("former_index_numbers", [])}
    status = fields.get("status", "in_force")
    is_binding = status in ("in_force", "amended")
    expires = date.fromisoformat(fields.get("expires", AS_OF))
    if is_binding and expires < TODAY:
        yield "expired"
    if status == "draft_for_comment" and (TODAY - expires).days > 30 and not names & answered_drafts():
        yield "unanswered"
    is_document = is_binding and fields.get("kind", "document") == "document"
    if is_document and is_to_be_interpreted(source) and not names & relations(("interprets",)):
        yield "uninterpreted"
    is_policy = CATEGORIES[fields["category"]].get("column_type") == "政策文件"
    has_number = fields.get("genre") not in NUMBERED or "document_number" in fields
    if is_document and is_policy and not has_number:
        yield "unnumbered"
    if fields.get("kind") == "register_entry" and is_binding:
        results = [review["result"] for review in fields["data"].get("reviewed", [])]
        if "disclosed" not in results and fields["data"]["next_review"] < AS_OF:
            yield "review"


@cache
def gaps() -> set[tuple[str, str]]:
    """The records with a gap, by kind and index number."""
    return {(gap, source.number) for source in sources() for gap in gaps_of(source)}


OF_ORGANS = {
    **dict.fromkeys(("functions", "internal_units", "address", "office_hours", "phone"), "机构职能"),
    "leaders": "负责人信息",
    "disclosure_contact": "信息公开指南",
    "supervision": "咨询投诉",
}


@cache
def elements() -> dict[str, list[str]]:
    """What bodies do not tell of themselves."""
    told = {
        (source.fields["department"], CATEGORIES[source.fields["category"]].get("column_type"))
        for source in sources()
        if source.fields.get("status") not in ("repealed", "expired", "superseded", "withdrawn")
    }
    found = {}
    for body in catalog_file("departments"):
        is_organ = body["kind"] in ("government", "department", "township")
        asked = [*OF_ORGANS] if is_organ else ["address", "phone", "supervision"]
        missing = [key for key in asked if key not in body and (body["id"], OF_ORGANS[key]) not in told]
        if missing:
            found[body["id"]] = missing
    return found


@pytest.fixture(scope="module")
def data(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data/freshness.json").read_bytes())
    return found


def test_every_column_is_as_fresh_as_its_records(site: Path, data: dict[str, Any]) -> None:
    expected = columns()
    assert {column["path"]: {key: column[key] for key in expected["fees"]} for column in data["columns"]} == (
        expected
    )
    assert {"blank", "stale", "due", "fresh", "unlimited"} == {each["state"] for each in expected.values()}
    with (site / "data/freshness.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    assert {path: row["until"] for path, row in rows.items()} == {
        path: each["until"] or "" for path, each in expected.items()
    }


def test_gaps_and_missing_elements_are_those_of_the_files(data: dict[str, Any]) -> None:
    assert {(gap["gap"], gap["index_number"]) for gap in data["records"]} == gaps()
    assert {each["department"]: each["missing"] for each in data["elements"]} == elements()


def faults() -> Counter[str]:
    found = Counter(each["state"] for each in columns().values())
    frequent = [
        each for each in columns().values() if each["state"] == "stale" and each["limit"] in ("P2W", "P6M")
    ]
    found.subtract(stale=len(frequent))
    found.update(frequent=len(frequent), elements=sum(map(len, elements().values())))
    found.update(kind for kind, _ in gaps())
    return found


#: What a fault costs by default, and the most of its kind.
COSTS = {"frequent": (5, 10), "stale": (2, 10), "blank": (2, 10)} | dict.fromkeys(
    ("expired", "unanswered", "uninterpreted", "unnumbered", "elements"), (1, 5)
)


def test_the_score_is_the_sum_of_what_the_page_shows(read: Read, data: dict[str, Any]) -> None:
    found = faults()
    taken = sum(min(found[kind] * points, most) for kind, (points, most) in COSTS.items())
    is_vetoed = found["frequent"] >= 5 or found["frequent"] + found["stale"] >= 10 or found["blank"] >= 5
    page = read("supervision/freshness/")
    verdict = "不合格（单项否决）" if is_vetoed else "合格" if taken <= 40 else "不合格"
    assert text(page.one(".self-score__points")) == f"{100 - taken} 分 {verdict}"
    assert data["score"]["points"] == 100 - taken
    newest = max(day for source in sources() for day in days_of(source))
    assert data["score"]["home_updated"] == str(newest)
    _, deductions = page.all("table.score-table")
    shown = [
        [text(cell) for cell in row.iter() if cell.tag in ("th", "td")] for row in page.all("tr", deductions)
    ]
    assert [row[1:] for row in shown[1:-1]] == [
        [str(value) for value in (found[kind], points, most, min(found[kind] * points, most))]
        for kind, (points, most) in COSTS.items()
    ]
    assert shown[-1][-1] == str(taken)


def test_every_figure_of_the_page_leads_to_what_it_counts(read: Read) -> None:
    page = read("supervision/freshness/")
    states = Counter(each["state"] for each in columns().values())
    for state, count in states.items():
        table = page.one(f"#{state}")
        assert len(page.all("tr", table)) - 1 == count
    counts = page.one("dl.tallies")
    figures = [int(text(cell)) for cell in page.all("dd", counts)]
    assert figures == [states[state] for state in ("blank", "stale", "due", "fresh", "unlimited")]
    for table in page.all("table.score-table"):
        for row in page.all("tr", page.one("tbody", table)):
            found = page.all("td", row)[0]
            links = [link.get("href", "") for link in page.all("a", found)]
            assert len(links) == (text(found) != "0")
            assert {link.removeprefix("#") for link in links} <= {*page.ids}


def test_it_stands_below_supervision(read: Read) -> None:
    page = read("supervision/freshness/")
    ways = [link.get("href") for link in page.all("a", page.one("nav.crumbs"))]
    assert ways == ["../../", "../../supervision/"]


def test_it_is_linked_from_every_page(site: Path) -> None:
    assert 'href="supervision/freshness/"' in (site / "index.html").read_text("utf-8")
