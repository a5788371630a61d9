"""The people's side of the sample county, counted again from its files: figures and the records behind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urljoin

import chinese_calendar
import pytest

from .html import HtmlPage, text
from .sources import AS_OF, Source, catalog_file, sources

TODAY = date.fromisoformat(AS_OF)
SCORES = ("truthfulness", "accuracy", "completeness", "timeliness", "procedure", "institution")


def told(kind: str) -> list[Source]:
    """The records of a kind whose data everybody may see, but for withdrawn ones."""
    found = []
    for each in sources():
        is_withdrawn = each.fields.get("status") == "withdrawn"
        if each.fields.get("kind") == kind and each.is_public and not is_withdrawn:
            found.append(each)
    return found


def day(each: Source, key: str) -> date | None:
    written = each.fields["data"].get(key)
    return date.fromisoformat(written) if written else None


def worked(start: date, end: date) -> int:
    """The working days after one day up to another."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(chinese_calendar.is_workday(each) for each in days)


def limit(each: Source) -> int:
    """The working days in which a letter or a request is to be answered."""
    data = each.fields["data"]
    return 15 if each.fields["kind"] == "letter" else 20 + int(data.get("days_not_counted", 0))


def is_late(each: Source) -> bool:
    until, received = day(each, "replied") or TODAY, day(each, "received")
    extended = day(each, "extended_to")
    assert received
    return until > extended if extended else worked(received, until) > limit(each)


def tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def figures(cases: Iterable[Source]) -> dict[str, Any]:
    every = list(cases)
    answered = [each for each in every if day(each, "replied")]
    days = [worked(day(each, "received") or TODAY, day(each, "replied") or TODAY) for each in answered]
    late = sum(map(is_late, every))
    return {
        "received": len(every),
        "replied": len(answered),
        "waiting": len(every) - len(answered),
        "in_time": sum(not is_late(each) for each in answered),
        "late": late,
        "reply_rate": float(tenth(Decimal(100 * len(answered)) / len(every))),
        "mean_days": float(tenth(Decimal(sum(days)) / len(days))) if days else None,
        "median_days": median(days) if days else None,
    }


def response_figures(cases: Iterable[Source]) -> dict[str, Any]:
    days = [((day(each, "responded") or TODAY) - (day(each, "raised") or TODAY)).days for each in cases]
    return {
        "received": len(days),
        "replied": len(days),
        "waiting": 0,
        "in_time": sum(each <= 2 for each in days),
        "late": sum(each > 2 for each in days),
        "reply_rate": 100.0,
        "mean_days": float(tenth(Decimal(sum(days)) / len(days))),
        "median_days": median(days),
    }


def data_of(key: str, length: int | None = None) -> Callable[[Source], str]:
    """A field of the kind's data, or its beginning; "" where it is not written."""
    return lambda each: str(each.fields["data"].get(key, ""))[:length]


def body_of(each: Source) -> str:
    return str(each.fields["department"])


def by(cases: list[Source], key_of: Callable[[Source], str]) -> dict[str, list[Source]]:
    groups: dict[str, list[Source]] = {}
    for each in cases:
        if key := key_of(each):
            groups.setdefault(key, []).append(each)
    return groups


COUNTED: dict[str, tuple[str, str, Callable[[Iterable[Source]], dict[str, Any]], dict[str, str]]] = {
    "letters": ("letter", "received", figures, {"by_result": "disposition"}),
    "requests": (
        "request_reply",
        "received",
        figures,
        {"by_result": "outcome", "by_applicant_type": "applicant_type"},
    ),
    "responses": ("response", "raised", response_figures, {}),
}


@pytest.fixture(scope="module")
def data(site: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((site / "data/interaction.json").read_bytes())
    return loaded


@pytest.mark.parametrize("name", COUNTED)
def test_the_data_count_what_the_files_hold(name: str, data: dict[str, Any]) -> None:
    kind, begins, count, fields = COUNTED[name]
    cases = told(kind)
    ways: dict[str, Callable[[Source], str]] = {
        "by_department": body_of,
        "by_year": data_of(begins, 4),
        "by_month": data_of(begins, 7),
        **{way: data_of(key) for way, key in fields.items()},
    }
    assert data[name]["all"] == count(cases)
    assert set(data[name]) == {"all", *ways}
    for way, key_of in ways.items():
        groups = by(cases, key_of)
        assert data[name][way] == {key: count(some) for key, some in groups.items()}, way


def test_the_data_hold_every_evaluation(data: dict[str, Any]) -> None:
    def plain(each: Source) -> dict[str, Any]:
        written = each.fields["data"]
        return {
            "index_number": each.number,
            "department": each.fields["department"],
            "year": int(str(each.fields.get("period", each.fields["published"]))[:4]),
            "respondents": int(written["respondents"]),
            "scores": {name: float(written["scores"][name]) for name in SCORES},
            "satisfaction": float(written["satisfaction"]),
        }

    expected = [plain(each) for each in told("evaluation")]
    assert sorted(data["evaluations"], key=str) == sorted(expected, key=str)


def listed(site: Path, url: str) -> set[str]:
    """The records on all pages of a list."""
    found: set[str] = set()
    while url:
        page = HtmlPage.read(site / url / "index.html")
        table = page.one("#list")
        heads = [head for row in page.all("tr", table) for head in page.all("th", row)[:1]]
        found |= {urljoin(url, a.attrib["href"]) for head in heads for a in page.all("a", head)}
        following = [a for a in page.all("a") if a.get("rel") == "next"]
        url = urljoin(url, following[0].attrib["href"]) if following else ""
    return found


def expected_lists(name: str) -> dict[str, set[str]]:
    """The records behind every figure, by the address of their list below `interaction/<name>/`."""
    kind, begins, _, fields = COUNTED[name]
    cases = told(kind)
    lists = {"": cases}
    if name == "responses":
        taken = [((day(each, "responded") or TODAY) - (day(each, "raised") or TODAY)).days for each in cases]
        lists["timely/"] = [each for each, days in zip(cases, taken, strict=True) if days <= 2]
        lists["late/"] = [each for each, days in zip(cases, taken, strict=True) if days > 2]
    else:
        lists["waiting/"] = [each for each in cases if not day(each, "replied")]
        lists["answered/"] = [each for each in cases if day(each, "replied")]
        lists["timely/"] = [each for each in lists["answered/"] if not is_late(each)]
        lists["late/"] = [each for each in cases if is_late(each)]
    for way, key in fields.items():
        before = "applicant-" if way == "by_applicant_type" else ""
        for value, some in by(cases, data_of(key)).items():
            lists[f"{before}{value.replace('_', '-')}/"] = some
    for body, some in by(cases, body_of).items():
        lists[f"body-{body}/"] = some
    for length in (4, 7) if name == "letters" else (4,):
        for span, some in by(cases, data_of(begins, length)).items():
            if length == 4 or span > "2025-11":
                lists[f"{span}/"] = some
    return {key: {each.url for each in some} for key, some in lists.items() if some}


@pytest.mark.parametrize("name", COUNTED)
def test_behind_every_figure_are_its_records(name: str, site: Path) -> None:
    base = f"interaction/{name}/"
    found = {
        f"{path.parent.relative_to(site / base).as_posix()}/".removeprefix("./"): path
        for path in (site / base).rglob("index.html")
        if "page" not in path.relative_to(site / base).parts
    }
    expected = expected_lists(name)
    assert set(found) == set(expected)
    assert {key: listed(site, f"{base}{key}") for key in expected} == expected


@pytest.mark.parametrize("name", COUNTED)
def test_every_number_that_leads_somewhere_is_the_length_of_that_list(name: str, site: Path) -> None:
    base = f"interaction/{name}/"
    page = HtmlPage.read(site / base / "index.html")
    numbers = [
        (text(fact), urljoin(base, a.attrib["href"]))
        for tile in page.all("div", page.one("dl.tallies"))
        for fact in page.all("dd", tile)
        for a in page.all("a", tile)
        if not page.all(".tallies__note", tile)
    ]
    numbers += [
        (text(a), urljoin(base, a.attrib["href"]))
        for table in page.all("table")
        for cell in page.all("td", table)
        for a in page.all("a", cell)
        if text(a).isdecimal()
    ]
    assert len(numbers) > 5
    for number, url in numbers:
        if number.isdecimal():
            assert int(number) == len(listed(site, url)), url


def test_the_record_tells_the_days_that_the_list_counts(site: Path) -> None:
    for each in (*told("letter"), *told("request_reply")):
        page = HtmlPage.read(site / each.url / "index.html")
        days = worked(day(each, "received") or TODAY, day(each, "replied") or TODAY)
        said = text(page.one("p.form__days"))
        assert f" {days} 个工作日" in said, each.number
        assert bool(page.all(".mark--late", page.one("section.form"))) == is_late(each), each.number


def test_scores_of_years_and_bodies_are_means_weighted_by_respondents(site: Path) -> None:
    page = HtmlPage.read(site / "interaction/evaluations/index.html")
    ways: dict[str, Callable[[Source], str]] = {
        "#years": lambda each: f"{str(each.fields['period'])[:4]}年",
        "#bodies": lambda each: names()[str(each.fields["department"])],
    }
    for table, key_of in ways.items():
        rows = {
            text(page.all("th", row)[0]): [text(cell) for cell in page.all("td", row)]
            for row in page.all("tr", page.one(table))[1:]
        }
        assert rows == {key: weighted(some) for key, some in by(told("evaluation"), key_of).items()}


def names() -> dict[str, str]:
    return {body["id"]: body["name"] for body in catalog_file("departments")}


def weighted(some: list[Source]) -> list[str]:
    """The cells of a row about several evaluations."""
    written = [each.fields["data"] for each in some]
    people = [int(each["respondents"]) for each in written]

    def mean(values: list[Decimal]) -> Decimal:
        pairs = zip(values, people, strict=True)
        return tenth(sum((value * n for value, n in pairs), Decimal()) / sum(people))

    scores = [mean([Decimal(each["scores"][name]) for each in written]) for name in SCORES]
    means = [sum((Decimal(each["scores"][name]) for name in SCORES), Decimal()) / 6 for each in written]
    satisfied = str(mean([Decimal(each["satisfaction"]) for each in written])).removesuffix(".0")
    return [str(len(some)), f"{sum(people):,}", *map(str, scores), str(mean(means)), f"{satisfied}%"]


def test_contacts_and_pledges_of_every_body_stand_on_one_page(site: Path) -> None:
    page = HtmlPage.read(site / "interaction/contacts/index.html")
    shown = {text(page.one("h3", each)): each for each in page.all(".people-contact")}
    telling = [body for body in catalog_file("departments") if body.get("supervision") or body.get("pledges")]
    assert set(shown) == {body["name"] for body in telling}
    for body in telling:
        card = shown[body["name"]]
        assert [text(fact) for fact in page.all("dd", card)] == [
            str(body.get("supervision", {})[key])
            for key in ("phone", "email", "mailbox", "reception_day")
            if key in body.get("supervision", {})
        ]
        assert [text(item) for item in page.all("li", card)] == body.get("pledges", [])


def test_the_front_page_names_who_waits_and_leads_to_all_parts(site: Path) -> None:
    page = HtmlPage.read(site / "interaction/index.html")
    cases = [*told("letter"), *told("request_reply")]
    waiting = [each for each in cases if not day(each, "replied")]
    links = {urljoin("interaction/", href) for href in page.addresses()}
    assert waiting
    assert {each.url for each in waiting} <= links
    assert {f"interaction/{part}/" for part in (*COUNTED, "evaluations", "contacts")} <= links


def test_the_front_page_of_a_body_leads_to_its_letters(site: Path) -> None:
    counts = {body: len(some) for body, some in by(told("letter"), body_of).items()}
    body = max(counts, key=lambda each: counts[each])
    page = HtmlPage.read(site / f"departments/{body}/index.html")
    address = f"../../interaction/letters/body-{body}/"
    (link,) = (a for a in page.all("a") if a.get("href") == address)
    assert re.findall(r"\d+", text(link)) == [str(counts[body])]


def test_every_page_leads_to_where_to_complain(read: Callable[[str], HtmlPage]) -> None:
    home, body = read(""), read("departments/finance/")
    for page, part in ((home, home.one("div.tasks")), (body, body.one("footer"))):
        ways = {text(link): link.get("href") or "" for link in page.all("a", part)}
        assert ways["投诉、举报、写信"].endswith("interaction/contacts/")


def test_the_front_page_begins_with_where_to_turn_to(read: Callable[[str], HtmlPage]) -> None:
    page = read("interaction/")
    first = page.all("section")[0]
    ways = [link.get("href") for link in page.all("a", first)]
    assert {"tel:0000-5550112", "../interaction/contacts/"} <= set(ways)
