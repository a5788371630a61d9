"""Every entry of the sample county's ledger, worked out again from the files that people write.

Nothing here is shared with the generator but the package that knows China's holidays. Days are counted one by
one; a period is found by asking every day of it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from icalendar import Calendar

from .html import HtmlPage
from .sources import AS_OF, SITE_URL, Source, catalog_file, sources

TODAY = date.fromisoformat(AS_OF)
DAY = timedelta(days=1)
LENGTH = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def ledger(site: Path) -> dict[str, Row]:
    file = json.loads((site / "data/ledger.json").read_bytes())
    assert (file["api"], file["as_of"]) == (1, AS_OF)
    entries = {entry["id"]: entry for entry in file["ledger"]}
    assert len(entries) == len(file["ledger"])
    return entries


# --- Days


@cache
def own_days() -> dict[date, str]:
    """What content/catalog/calendar.yml says of days."""
    days = {}
    for entry in catalog_file("calendar")["days"]:
        day, last = (date.fromisoformat(entry.get("date") or entry[key]) for key in ("from", "to"))
        while day <= last:
            days[day] = entry["kind"]
            day += DAY
    return days


@cache
def works(day: date) -> bool:
    if day in own_days():
        return own_days()[day] == "workday"
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # of a year whose notice is not out
        return day.isoweekday() < 6


def count(start: date, end: date) -> int:
    total = 0
    while start < end:
        start += DAY
        total += works(start)
    return total


def limit_end(start: date, limit: Row) -> date:
    days = int(limit.get("days", 20))
    if limit.get("day_kind") == "calendar":
        return working(start + timedelta(days=days))
    while days:
        start += DAY
        days -= works(start)
    return start


def working(day: date) -> date:
    while not works(day):
        day += DAY
    return day


def period_days(text: str) -> tuple[date, date]:
    """The first and last day of a period as records write it."""
    year, _, part = text.partition("-")
    months = {
        "": range(1, 13),
        "H1": range(1, 7),
        "H2": range(7, 13),
        **{f"Q{n}": range(3 * n - 2, 3 * n + 1) for n in range(1, 5)},
        **{f"{n:02}": [n] for n in range(1, 13)},
    }[part]
    days = [
        date(int(year), month, day) for month in months for day in range(1, 32) if _is_day(year, month, day)
    ]
    return days[0], days[-1]


def _is_day(year: str, month: int, day: int) -> bool:
    try:
        return bool(date(int(year), month, day))
    except ValueError:
        return False


def period_of(day: date, months: int) -> str:
    if months == 12:
        return str(day.year)
    number = (day.month - 1) // months + 1
    return f"{day.year}-" + {1: f"{number:02}", 3: f"Q{number}", 6: f"H{number}"}[months]


# --- Records


def published(source: Source) -> date:
    return date.fromisoformat(str(source.fields["published"])[:10])


def issued(source: Source) -> date:
    return date.fromisoformat(source.fields["issued"])


def updated(source: Source) -> date:
    days = [
        published(source),
        *(date.fromisoformat(each["date"]) for each in source.fields.get("history", ())),
    ]
    return max(days)


def kind(source: Source) -> str:
    return str(source.fields.get("kind", "document"))


def counts_for(source: Source, duty: Row, body: str) -> bool:
    fields = source.fields
    status = fields.get("status", "in_force")
    if fields["department"] != body or status == "withdrawn" or kind(source) == "register_entry":
        return False
    if not source.is_public and (duty["audience"], duty["mode"]) == ("public", "proactive"):
        return False
    if "duty" in fields:
        return bool(fields["duty"] == duty["id"])
    if kind(source) in ("nil_report", "letter", "request_reply") or status == "draft_for_comment":
        return False
    return any(f"{fields['category']}/".startswith(f"{path}/") for path in duty.get("categories", ()))


# --- Entries


def owed() -> Iterator[tuple[Row, str, list[Source]]]:
    for duty in catalog_file("duties"):
        for body in catalog_file("departments"):
            if {body["id"], body["kind"]} & set(duty["owed_by"]):
                found = [source for source in sources() if counts_for(source, duty, body["id"])]
                yield (
                    duty,
                    body["id"],
                    sorted(found, key=lambda s: (published(s), kind(s) == "nil_report", s.number)),
                )


def in_force(duty: Row, day: date) -> bool:
    return duty.get("from", "2025-01-01") <= day.isoformat() <= duty.get("to", "9999-12-31")


def exemption(duty: Row, body: str, day: date) -> str:
    for entry in duty.get("exempt", ()):
        if body in entry["bodies"] and entry.get("from", "") <= day.isoformat() <= entry.get("to", "9"):
            return str(entry["reason"])
    return ""


def outcome(deadline: date | None, found: list[Source], reason: str = "") -> Row:
    """State, days and records of what is owed once; `reason` is why it is not owed."""
    met = published(found[0]) if found else None
    late = bool(deadline and (met or TODAY) > deadline)
    if reason and (late or not found):
        return {
            "state": "not_applicable",
            "deadline": None,
            "met_on": None,
            "days": None,
            "records": numbers(found),
        }
    state = {(True, True): "met_late", (True, False): "met", (False, True): "overdue", (False, False): "due"}[
        bool(found), late
    ]
    if found and kind(found[0]) == "nil_report":
        state = "nil"
    days = None
    if deadline and (state in ("met_late", "overdue") or (state == "nil" and met and met > deadline)):
        days = count(deadline, met or TODAY)
    elif deadline and state == "due":
        days = count(TODAY, deadline)
    return {
        "state": state,
        "deadline": iso(deadline),
        "met_on": iso(met),
        "days": days,
        "records": numbers(found),
    }


def numbers(found: list[Source]) -> list[str]:
    return [source.number for source in found]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def recurring(duty: Row, body: str, found: list[Source]) -> Iterator[tuple[str, Row]]:
    limit, months = duty["limit"], LENGTH[duty["limit"]["type"]]
    day, spans = date.fromisoformat(duty.get("from", "2025-01-01")), dict[str, None]()
    while day <= TODAY and in_force(duty, day):
        spans[period_of(day, months)] = None
        day += DAY
    for span in spans:
        first, last = period_days(span)
        if limit.get("dates"):
            position = (first.month - 1) // months
            deadline = date.fromisoformat(f"{last.year}-{limit['dates'][position]}")
            if deadline <= last:
                deadline = deadline.replace(year=deadline.year + 1)
        else:
            deadline = limit_end(last, limit)
        own = [source for source in found if tells_of(source, first, last, months)]
        ended = "" if in_force(duty, last) else "ended"
        yield span, outcome(deadline, own, ended or exemption(duty, body, last))


def tells_of(source: Source, first: date, last: date, months: int) -> bool:
    if "period" in source.fields:
        begins, ends = period_days(source.fields["period"])
        return begins <= first and last <= ends
    before = published(source).replace(day=1) - DAY  # the day before the month, then before its period
    while period_of(before, months) == period_of(published(source), months):
        before -= DAY
    return first <= before <= last


def by_dates(duty: Row, body: str, found: list[Source]) -> Iterator[tuple[str, Row]]:
    dates = duty["limit"]["dates"]
    begins = date.fromisoformat(duty.get("from", "2025-01-01"))
    days = sorted(date.fromisoformat(f"{year}-{each}") for year in range(2015, 2030) for each in dates)
    for before, day in pairwise(days):
        if day < begins or before >= TODAY or not (in_force(duty, before + DAY) or in_force(duty, day)):
            continue
        own = []
        for source in found:
            wanted = published(source)
            if "period" in source.fields:
                text = source.fields["period"]
                _, ends = period_days(text)
                if ends < published(source) or "-" in text:
                    wanted = ends
                elif len(dates) == 1:
                    wanted = date.fromisoformat(f"{text}-{dates[0]}")
            if before < wanted <= day:
                own.append(source)
        ended = "" if in_force(duty, day) else "ended"
        yield day.isoformat(), outcome(day, own, ended or exemption(duty, body, day))


def within(duty: Row, body: str, found: list[Source]) -> Iterator[tuple[str, Row]]:
    events = sorted(
        (event["date"], event["name"])
        for event in duty.get("events", ())
        if body in event.get("bodies", [body])
    )
    plain = [source for source in found if kind(source) != "nil_report"]
    for position, (day, _) in enumerate(events):
        following = events[position + 1][0] if position + 1 < len(events) else "9999"
        own = [source for source in plain if day <= iso(published(source)) < following]  # type: ignore[operator]
        if day <= AS_OF and in_force(duty, date.fromisoformat(day)):
            start = date.fromisoformat(day)
            yield day, outcome(limit_end(start, duty["limit"]), own, exemption(duty, body, start))
    for source in plain:
        if not any(day <= published(source).isoformat() for day, _ in events) and in_force(
            duty, issued(source)
        ):
            yield from single(duty, body, source)
    yield from nil_reports(duty, found)


def single(duty: Row, body: str, source: Source) -> Iterator[tuple[str, Row]]:
    deadline = limit_end(issued(source), duty["limit"])
    span = f"{source.fields['issued']}:{source.first_number}"
    yield span, outcome(deadline, [source], exemption(duty, body, issued(source)))


def nil_reports(duty: Row, found: list[Source]) -> Iterator[tuple[str, Row]]:
    reports = [source for source in found if kind(source) == "nil_report"]
    for text in {source.fields["period"] for source in reports}:
        if in_force(duty, period_days(text)[1]):
            yield text, outcome(None, [source for source in reports if source.fields["period"] == text])


def stages(duty: Row, body: str, found: list[Source]) -> Iterator[tuple[str, Row]]:
    groups: list[set[str]] = []
    by_number = {
        number: source
        for source in found
        for number in (source.number, *source.fields.get("former_index_numbers", ()))
    }
    for source in found:
        near = {source.number} | {
            by_number[each["target"]].number
            for each in source.fields.get("relations", ())
            if each["target"] in by_number
        }
        touched = [group for group in groups if group & near]
        groups = [group for group in groups if group not in touched] + [near.union(*touched)]
    names = duty["limit"]["stages"]
    for group in groups:
        members = sorted(
            (by_number[number] for number in group), key=lambda s: (str(s.fields["published"]), s.number)
        )
        owed_of = [source for source in members if in_force(duty, issued(source))]
        for source in owed_of:
            yield from single(duty, body, source)
        there = {stage(source, names) for source in members} - {""}
        has_ended = any(
            each["action"] == "terminated" for source in members for each in source.fields.get("history", ())
        )
        for name in names if owed_of and there else ():
            if name not in there:
                yield f"{members[0].first_number}:{name}", outcome(None, [], "ended" if has_ended else "")
    yield from nil_reports(duty, found)


def stage(source: Source, names: list[str]) -> str:
    written = str(source.fields.get("stage", "")) or category_name(source.fields["category"])
    return written if written in names else ""


def category_name(path: str) -> str:
    nodes, name = catalog_file("categories"), ""
    for part in path.split("/"):
        node = next(each for each in nodes if each["id"] == part)
        nodes, name = node.get("children", []), node["name"]
    return str(name)


def standing(duty: Row, body: str, found: list[Source]) -> Iterator[tuple[str, Row]]:
    begins = date.fromisoformat(duty.get("from", "2025-01-01"))
    if not in_force(duty, TODAY):
        yield "", outcome(None, [], "ended")
        return
    ages = {"P2W": 0, "P1M": 1, "P3M": 3, "P6M": 6, "P1Y": 12}

    def until(source: Source) -> date:
        last, months = updated(source), ages[duty["limit"]["max_age"]]
        if not months:
            end = last + timedelta(days=14)
        else:
            year, month = last.year + (last.month + months - 1) // 12, (last.month + months - 1) % 12 + 1
            end = max(
                date(year, month, day) for day in range(1, last.day + 1) if _is_day(str(year), month, day)
            )
        if source.fields.get("status") in ("repealed", "expired", "superseded"):
            end = min(end, date.fromisoformat(source.fields.get("expires", last.isoformat())))
        return end

    kept = sorted(found, key=lambda source: (until(source), source.number), reverse=True)
    deadline = max(limit_end(begins, {"days": 20}), *(working(until(source)) for source in kept), begins)
    row = outcome(deadline, [], exemption(duty, body, TODAY))
    if row["state"] == "due" and kept and working(until(kept[0])) >= TODAY:
        row |= {
            "state": "nil" if kind(kept[0]) == "nil_report" else "met",
            "met_on": iso(updated(kept[0])),
            "days": None,
        }
    yield "", row | {"records": numbers(kept)}


BY_TYPE = {**dict.fromkeys(LENGTH, recurring), "fixed_dates": by_dates, "within": within, "stages": stages}


def expected() -> Iterator[tuple[str, Row]]:
    for duty, body, found in owed():
        if duty.get("from", "") > AS_OF:
            continue
        rows = list(BY_TYPE.get(duty["limit"]["type"], standing)(duty, body, found))
        if not rows and duty["limit"]["type"] in ("within", "stages"):
            rows = [("", outcome(None, [], "none"))]
        for span, row in rows:
            yield "/".join(filter(None, (duty["id"], body, span))), {"duty": duty["id"], "body": body, **row}


def test_every_entry_is_worked_out_alike_from_the_files_themselves(ledger: dict[str, Row]) -> None:
    wanted = dict(expected())
    assert set(ledger) == set(wanted)
    assert len(wanted) > 150
    for id_, row in wanted.items():
        assert {key: ledger[id_][key] for key in row} == row, id_


def test_the_sample_county_shows_every_state_and_every_limit(ledger: dict[str, Row]) -> None:
    states = {"overdue", "due", "met_late", "met", "nil", "not_applicable"}
    assert {entry["state"] for entry in ledger.values()} == states
    assert {duty["limit"]["type"] for duty in catalog_file("duties")} >= {*BY_TYPE, "long_term"} - {"monthly"}


def test_entries_lead_to_their_records_and_reasons_are_given(site: Path, ledger: dict[str, Row]) -> None:
    urls = {source.number: source.url for source in sources()}
    for entry in ledger.values():
        assert entry["urls"] == [urls[number] for number in entry["records"]]
        assert all((site / url / "index.html").is_file() for url in entry["urls"])
        assert entry["reason"] or entry["state"] != "not_applicable"


def test_the_table_says_the_same(site: Path, ledger: dict[str, Row]) -> None:
    with (site / "data/ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == list(ledger)
    for row in rows:
        entry = ledger[row["id"]]
        assert row["records"] == ";".join(entry["records"])
        assert (row["state"], row["days"]) == (
            entry["state"],
            str(entry["days"] or ("" if entry["days"] is None else 0)),
        )
        assert row["provisional"] == str(entry["provisional"]).lower()


def test_the_standard_catalog_has_a_row_for_each_duty(site: Path) -> None:
    with (site / "data/duties.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    duties = catalog_file("duties")
    assert [(row["number"], row["id"]) for row in rows] == [
        (str(number), duty["id"]) for number, duty in enumerate(duties, start=1)
    ]
    for row, duty in zip(rows, duties, strict=True):
        assert row["elements"].split(";") == duty["elements"]
        assert len(row["owed_by"].split(";")) == len(duty["owed_by"])
        assert row["limit"]


def test_deadlines_are_calendars_that_other_programs_read(site: Path, ledger: dict[str, Row]) -> None:
    owing = {entry["body"] for entry in ledger.values()}
    files = {f"departments/{body}-deadlines.ics": body for body in owing} | {"deadlines.ics": ""}
    found = {path.relative_to(site / "feeds").as_posix() for path in (site / "feeds").rglob("*deadlines.ics")}
    assert found == set(files)
    for name, body in files.items():
        calendar = Calendar.from_ical((site / "feeds" / name).read_bytes())
        days = {str(event["UID"]): event["DTSTART"].dt for event in calendar.walk("VEVENT")}
        wanted = {
            f"deadline:{id_}@www.shili.example": date.fromisoformat(entry["deadline"])
            for id_, entry in ledger.items()
            if body in ("", entry["body"]) and entry["deadline"] and is_near(entry)
        }
        assert days == wanted, name


def is_near(entry: Row) -> bool:
    past = (TODAY - date.fromisoformat(entry["deadline"])).days
    return -366 <= past <= (731 if entry["state"] in ("due", "overdue") else 92)


def test_the_page_on_feeds_names_the_calendars(
    read: Callable[[str], HtmlPage], ledger: dict[str, Row]
) -> None:
    links = {element.get("href", "") for element in read("follow/").root.iterfind(".//a")}
    assert f"{SITE_URL}feeds/deadlines.ics" in links
    bodies = {entry["body"] for entry in ledger.values()}
    assert {link for link in links if link.endswith("-deadlines.ics")} == {
        f"../feeds/departments/{body}-deadlines.ics" for body in bodies
    }
