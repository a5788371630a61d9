"""Supervision and bulletins of the sample county, worked out again from its files and the ledger's data.

The ledger itself is recomputed elsewhere; here every figure of a month, a half-year and a year is, by walking
through days, with a calendar of working days read from its package and fractions instead of hundredths.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import chinese_calendar
import pytest

from .html import HtmlPage, text
from .sources import AS_OF, Source, catalog_file, sources

Read = Callable[[str], HtmlPage]

TODAY = date.fromisoformat(AS_OF)
STANDING = ("fixed_dates", "monthly", "quarterly", "half_yearly", "yearly", "long_term")
WEIGHTS = {"timeliness": 40, "coverage": 30, "columns": 10, "replies": 10, "accuracy": 10}
PERIODS = {
    "2026-07": (date(2026, 7, 1), date(2026, 7, 31)),
    "2026-11": (date(2026, 11, 1), TODAY),
    "2026-H1": (date(2026, 1, 1), date(2026, 6, 30)),
    "2026-H2": (date(2026, 7, 1), TODAY),
    "2026": (date(2026, 1, 1), TODAY),
}
DUTIES: dict[str, Any] = {duty["id"]: duty for duty in catalog_file("duties")}
BODIES = [body["id"] for body in catalog_file("departments")]


@dataclass(frozen=True)
class Owed:
    """Something that was due: what settled it (by its day), and whether that was a nil report."""

    duty: str
    body: str
    deadline: date
    met_on: date | None
    is_nil: bool = False

    @property
    def is_late(self) -> bool:
        return self.met_on is not None and self.met_on > self.deadline


def is_workday(day: date) -> bool:
    if day.year > TODAY.year:  # no notice yet, but for the first of the sample's own calendar
        return day.weekday() < 5 and day != date(2027, 1, 1)
    return bool(chinese_calendar.is_workday(day))


def workday_from(day: date) -> date:
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def after_workdays(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


def day_of(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def published(source: Source) -> date:
    return date.fromisoformat(source.fields["published"][:10])


@cache
def by_number() -> dict[str, Source]:
    return {source.number: source for source in sources()}


@pytest.fixture(scope="module")
def ledger(site: Path) -> list[dict[str, Any]]:
    entries = json.loads((site / "data/ledger.json").read_text("utf-8"))["ledger"]
    return [entry for entry in entries if entry["state"] != "not_applicable"]


@pytest.fixture(scope="module")
def owed(ledger: list[dict[str, Any]]) -> list[Owed]:
    """Everything whose deadline is over, the past of standing duties included."""
    found = []
    for entry in ledger:
        deadline, met_on = day_of(entry["deadline"]), day_of(entry["met_on"])
        is_standing = DUTIES[entry["duty"]]["limit"]["type"] == "long_term"
        if is_standing:
            found += list(past(entry))
        if deadline and deadline < TODAY and (not is_standing or met_on is None):
            found.append(Owed(entry["duty"], entry["body"], deadline, met_on, entry["state"] == "nil"))
    return found


def past(entry: dict[str, Any]) -> Iterator[Owed]:
    """How a standing duty stood before: day after day until what is there is too old. All last a year."""
    updates: list[tuple[date, date, bool]] = []
    for number in entry["records"]:
        source = by_number()[number]
        fields = source.fields
        days = {date.fromisoformat(day) for day, _ in source.events}
        has_ended = fields.get("status") in ("repealed", "expired", "superseded")
        end = (day_of(fields.get("expires")) or max(days)) if has_ended else date.max
        for day in days:
            until = min(day.replace(year=day.year + 1), end)
            if until > day:
                updates.append((day, until, fields.get("kind") == "nil_report"))
    updates.sort()

    def kept(day: date) -> date:
        return max((until for start, until, _ in updates if start <= day), default=date.min)

    begins, final = date.fromisoformat(entry["begins"]), date.fromisoformat(entry["deadline"])
    deadline = max(after_workdays(begins, 20), workday_from(max(kept(begins), begins)))
    while deadline < min(final, TODAY):
        in_time = [each for each in updates if each[0] <= deadline]
        if kept(deadline) > deadline:
            met_on, _, is_nil = in_time[-1]
        else:
            later = [each for each in updates if each[0] > deadline]
            if not later:
                return
            met_on, _, is_nil = later[0]
        yield Owed(entry["duty"], entry["body"], deadline, met_on, is_nil)
        deadline = workday_from(kept(max(met_on, deadline)))


def replies() -> Iterator[tuple[str, date, bool]]:
    """Letters and requests: whose, the last day to answer, whether it was kept."""
    for source in sources():
        days = {"letter": 15, "request_reply": 20}.get(source.fields.get("kind", ""))
        if days and source.is_public and source.fields.get("status") != "withdrawn":
            data = source.fields["data"]
            days += int(data.get("days_not_counted", 0))
            last = after_workdays(date.fromisoformat(data["received"]), days)
            last = day_of(data.get("extended_to")) or last
            replied = day_of(data.get("replied"))
            yield source.fields["department"], last, replied is not None and replied <= last


def counts(owed: list[Owed], body: str | None, first: date, last: date) -> dict[str, int]:
    """The figures of a body, or of all, for the days from first to last."""
    mine = [each for each in owed if body in (None, each.body)]
    due = [each for each in mine if first <= each.deadline <= last]
    settled = [each for each in due if each.met_on and each.met_on <= last]
    before = [
        each for each in mine if each.deadline < first and (each.met_on is None or each.met_on >= first)
    ]
    carried = [each for each in before if each.met_on is None or each.met_on > last]
    told = [
        source
        for source in sources()
        if body in (None, source.fields["department"])
        and not source.is_removed
        and source.fields.get("kind") != "nil_report"
        and first <= published(source) <= last
    ]
    figures = {
        "published": len(told),
        "due": len(due),
        "in_time": sum(not each.is_late and not each.is_nil for each in settled),
        "nil": sum(not each.is_late and each.is_nil for each in settled),
        "late": sum(each.is_late for each in settled),
        "missed": len(due) - len(settled),
        "cleared": len(before) - len(carried),
        "carried": len(carried),
    }
    return figures | {"overdue": figures["missed"] + figures["carried"]}


def columns(ledger: list[dict[str, Any]], body: str, last: date) -> tuple[int, int]:
    """How many columns that must not be blank have something of a body's, and how many there are."""
    wanted: set[str] = set()
    for entry in ledger:
        duty = DUTIES[entry["duty"]]
        begun = (day_of(entry["begins"]) or date.min) <= last <= (day_of(duty.get("to")) or date.max)
        if entry["body"] == body and duty["limit"]["type"] in STANDING and begun:
            wanted |= set(duty.get("categories", []))
    filled = {
        path
        for path in wanted
        for source in sources()
        if source.fields["department"] == body
        and f"{source.fields['category']}/".startswith(f"{path}/")
        and source.fields.get("status") != "withdrawn"
        and published(source) <= last
    }
    return len(filled), len(wanted)


def accuracy(body: str, first: date, last: date) -> tuple[int, int]:
    told, faulty = set(), set()
    for source in sources():
        if source.fields["department"] != body:
            continue
        is_counted = not source.is_removed and source.fields.get("kind") != "nil_report"
        if is_counted and first <= published(source) <= last:
            told.add(source.number)
        for day, action in source.events:
            if action in ("corrected", "withdrawn") and first <= date.fromisoformat(day) <= last:
                faulty.add(source.number)
    return len(told - faulty), len(told | faulty)


def parts(
    ledger: list[dict[str, Any]], owed: list[Owed], body: str, first: date, last: date
) -> dict[str, tuple[int, int]]:
    found = counts(owed, body, first, last)
    all_owed = found["due"] + found["cleared"] + found["carried"]
    answers = [
        kept for whose, day, kept in replies() if whose == body and first <= day <= last and day < TODAY
    ]
    return {
        "timeliness": (found["in_time"] + found["nil"], found["due"]),
        "coverage": (all_owed - found["overdue"], all_owed),
        "columns": columns(ledger, body, last),
        "replies": (sum(answers), len(answers)),
        "accuracy": accuracy(body, first, last),
    }


def half_up(value: Fraction, parts: int) -> Fraction:
    """A number to the tenth or the hundredth (10 or 100 parts)."""
    return Fraction((value * parts + Fraction(1, 2)).__floor__(), parts)


def points(judged: dict[str, tuple[int, int]]) -> dict[str, Fraction]:
    """The points of the parts that count."""
    counting = {key: weight for key, weight in WEIGHTS.items() if judged[key][1]}
    exact = {key: Fraction(100 * weight, sum(counting.values())) for key, weight in counting.items()}
    full = {key: Fraction((share * 100).__floor__(), 100) for key, share in exact.items()}
    left = round((100 - sum(full.values())) * 100) if full else 0
    for key in sorted(full, key=lambda key: full[key] - exact[key])[:left]:
        full[key] += Fraction(1, 100)
    return {key: half_up(full[key] * judged[key][0] / judged[key][1], 100) for key in full}


@pytest.fixture(scope="module")
def bulletins(site: Path) -> dict[str, Any]:
    data = json.loads((site / "data/bulletins.json").read_text("utf-8"))
    assert data["weights"] == WEIGHTS
    return {bulletin["period"]: bulletin for bulletin in data["bulletins"]}


@pytest.mark.parametrize("period", PERIODS)
def test_every_figure_of_a_bulletin(
    period: str, bulletins: dict[str, Any], ledger: list[dict[str, Any]], owed: list[Owed]
) -> None:
    first, last = PERIODS[period]
    told = bulletins[period]
    whole = counts(owed, None, first, last)
    assert {key: told[key] for key in whole} == whole
    timely = whole["in_time"] + whole["nil"]
    assert Fraction(str(told["timeliness"])) == half_up(Fraction(100 * timely, whole["due"]), 10)
    assert sorted(each["department"] for each in told["bodies"]) == sorted(BODIES)
    scores = {}
    for body in told["bodies"]:
        own = counts(owed, body["department"], first, last)
        assert {key: body[key] for key in own} == own, body["department"]
        judged = parts(ledger, owed, body["department"], first, last)
        found = {key: (part["reached"], part["possible"]) for key, part in body["parts"].items()}
        assert found == {key: told for key, told in judged.items() if told[1]}, body["department"]
        expected = points(judged)
        assert {key: Fraction(str(part["points"])) for key, part in body["parts"].items()} == expected
        if not expected:
            assert body["score"] is None
            continue
        assert Fraction(str(body["score"])) == sum(expected.values())
        if expected.keys() & {"timeliness", "coverage", "replies"}:
            scores[body["department"]] = sum(expected.values())
    assert {each["department"]: each["rank"] for each in told["bodies"] if each["rank"]} == {
        body: 1 + sum(other > score for other in scores.values()) for body, score in scores.items()
    }


@pytest.mark.parametrize("period", PERIODS)
def test_a_bulletin_s_page_says_what_its_data_say(period: str, bulletins: dict[str, Any], read: Read) -> None:
    page, told = read(f"bulletins/{period}/"), bulletins[period]
    scores = read(f"bulletins/{period}/scores/")
    ranked = [body for body in told["bodies"] if body["rank"]]
    rows = [row for row in page.all("tr") if page.all(".ranking__rank", row)]
    for row, body in zip(rows, ranked, strict=True):
        rank, score, *cells = [text(cell) for cell in page.all("td", row)]
        assert (rank, score) == (str(body["rank"]), _said(body["score"]))
        assert cells == [
            f"{part['points']:.2f} {part['reached']}/{part['possible']}" if part else "不计"
            for part in map(body["parts"].get, WEIGHTS)
        ]
    unranked = [link for each in page.all("ul.unranked") for link in page.all("a", each)]
    behind = [link.get("href", "").partition("#")[2] for link in unranked]
    assert behind == [f"body-{body['department']}" for body in told["bodies"] if not body["rank"]]
    assert all(scores.all("#body-" + body["department"]) for body in told["bodies"])
    assert _rows(page, "overdue") == told["overdue"]
    assert _rows(page, "settled") == told["late"] + told["cleared"]
    assert page.one("h1") is not None
    running = page.all("p.notice--draft")
    assert bool(running) == told["is_running"] == (period in ("2026-11", "2026-H2", "2026"))


def _said(score: float | None) -> str:
    return "—" if score is None else f"{score:.2f}"


def _rows(page: HtmlPage, section: str) -> int:
    """The rows of the table in a section of the page."""
    (part,) = [each for each in page.all("section") if each.get("aria-labelledby") == section]
    bodies = page.all("tbody", part)
    return len(page.all("tr", bodies[0])) if bodies else 0


def test_supervision_lists_what_is_overdue_longest_first(read: Read, ledger: list[dict[str, Any]]) -> None:
    expected = []
    for entry in ledger:
        if entry["state"] == "overdue":
            deadline = date.fromisoformat(entry["deadline"])
            days = sum(
                is_workday(deadline + timedelta(days=n)) for n in range(1, (TODAY - deadline).days + 1)
            )
            expected.append((entry["deadline"], f"逾期 {days} 个工作日", entry["body"], entry["duty"]))
    rows = [_told(row) for row in _table(read("supervision/"), "overdue")]
    assert expected
    assert sorted(rows) == sorted(expected)
    assert [deadline for deadline, *_ in rows] == sorted(deadline for deadline, *_ in rows)


def _table(page: HtmlPage, section: str) -> list[Element]:
    (part,) = [each for each in page.all("section") if each.get("aria-labelledby") == section]
    return page.all("tr", page.one("tbody", part))


def _told(row: Element) -> tuple[str, str, str, str]:
    """Deadline, how late, body and duty of a row."""
    links = [each.get("href", "").strip("./").split("/") for each in row.iter("a")]
    (body,) = (parts[2] for parts in links if parts[:2] == ["ledger", "departments"])
    (duty,) = (parts[1] for parts in links if parts[0] == "duties")
    cells = {cell.get("data-label"): text(cell) for cell in row.iter("td")}
    return cells["截止日期"], cells.get("逾期", ""), body, duty


def test_supervision_lists_what_was_crossed_off_in_a_year(read: Read, owed: list[Owed]) -> None:
    since = TODAY.replace(year=TODAY.year - 1)
    expected = sorted(
        (each.deadline.isoformat(), each.body, each.duty)
        for each in owed
        if each.is_late and each.met_on and each.met_on > since
    )
    rows = _table(read("supervision/"), "cleared")
    told = [_told(row) for row in rows]
    assert sorted((deadline, body, duty) for deadline, _, body, duty in told) == expected
    settled = [next(each for each in row.iter("td") if each.get("data-label") == "销号日期") for row in rows]
    days = [text(cell) for cell in settled]
    assert days == sorted(days, reverse=True)
    for row in rows:
        assert [a for a in row.iter("a") if "/records/" in a.get("href", "")], "which record did it"


def test_the_strip_counts_the_lists(read: Read) -> None:
    page = read("supervision/")
    overdue, bodies, _, _, cleared, _ = [int(text(each)) for each in page.all("dd", page.one("dl.tallies"))]
    assert (overdue, cleared) == (len(_table(page, "overdue")), len(_table(page, "cleared")))
    assert bodies == len(_table(page, "bodies")) == len({_told(row)[2] for row in _table(page, "overdue")})


def test_the_index_leads_to_every_bulletin(read: Read, bulletins: dict[str, Any]) -> None:
    page = read("bulletins/")
    rows = [
        row for table in page.all("table.figures-table") for row in page.all("tr", page.one("tbody", table))
    ]
    found = {}
    for row in rows:
        (link,) = row.iter("a")
        found[link.get("href", "").strip("./").split("/")[1]] = [text(cell) for cell in row.iter("td")]
    assert found == {
        period: [
            str(told["published"]),
            str(told["due"]),
            "—" if told["timeliness"] is None else f"{told['timeliness']:g}%",
            str(told["overdue"]),
        ]
        for period, told in bulletins.items()
    }
