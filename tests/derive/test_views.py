from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from outputs.sample import record

from generator.derive import wording
from generator.derive.index_pages import home_page, index_pages, search_page
from generator.derive.list_pages import ListKey, list_keys, list_page
from generator.derive.paging import page_count
from generator.derive.record_header import in_two_columns, plain_texts
from generator.derive.record_page import RecordPage, record_page
from generator.derive.views import Field, Link
from generator.derive.wording import Wording, all_words
from generator.model.catalog import Department
from generator.model.records import HistoryEntry, Record, Relation, size_text

from .sites import schemas, site_of


def _page(*records: Record, of: int = 0, **options: Any) -> RecordPage:
    made = site_of(*records, **options)
    shown = records[of]
    return record_page(made, shown)


def _written(number: str, published: str, **changes: Any) -> Record:
    return record(number, published, fields={"published": published}, **changes)


def test_relations_stand_on_both_pages_under_their_labels() -> None:
    letter = _written("P-1", "2026-03-01", former_index_numbers=("OLD",), title="来信")
    reply = _written(
        "I-1",
        "2026-03-02",
        title="答复",
        relations=(Relation("replies_to", "OLD"), Relation("replies_to", "P-1")),
    )
    here, there = _page(reply, letter), _page(letter, reply)
    labels = schemas().record.labels("zh")
    assert here.relations == (
        (labels.value("relations.type", "replies_to"), (Link("来信", "records/P-1/"),)),
    )
    assert there.relations == ((labels.inverse("replies_to"), (Link("答复", "records/I-1/"),)),)


def test_what_the_chain_shows_is_not_listed_again() -> None:
    policy = _written("P-1", "2026-03-01", title="办法")
    old = _written("P-0", "2026-02-01", title="旧办法")
    both = (Relation("interprets", "P-1"), Relation("relates_to", "P-1"), Relation("relates_to", "P-0"))
    reading = _written("I-1", "2026-03-02", title="解读", relations=both)
    page = _page(reading, policy, old)
    assert [step.title for step in page.chain.steps] == ["办法", "解读"]
    assert [links for _, links in page.relations] == [(Link("旧办法", "records/P-0/"),)]


def test_what_the_chain_has_no_room_for_is_listed() -> None:
    policy = _written("P-1", "2026-03-01")
    towns = [
        _written(f"T-{number}", "2026-03-02", relations=(Relation("implements", "P-1"),))
        for number in range(40)
    ]
    page = _page(policy, *towns)
    listed = {link.url for _, links in page.relations for link in links}
    shown = {step.url for step in page.chain.steps}
    assert listed | shown == {each.url for each in (policy, *towns)}
    assert not listed & shown


def test_relation_to_nothing_is_left_out() -> None:
    assert _page(_written("I-1", "2026-03-02", relations=(Relation("basis", "GONE"),))).relations == ()


def test_history_tells_actions_in_words() -> None:
    shown = _page(
        _written("P-1", "2026-03-01", history=(HistoryEntry(date(2026, 4, 1), "repealed", "另行规定"),))
    ).history
    assert [(each.date, each.action_label, each.note) for each in shown] == [
        ("2026-03-01", "发布", ""),
        ("2026-04-01", schemas().record.labels("zh").value("history.action", "repealed"), "另行规定"),
    ]


@pytest.mark.parametrize(
    ("published", "shown", "meta"),
    [
        ("2026-03-01", "2026-03-01", "2026-03-01 00:00"),
        ("2026-03-01T00:00", "2026-03-01 00:00", "2026-03-01 00:00"),
        ("2026-03-01T15:04", "2026-03-01 15:04", "2026-03-01 15:04"),
    ],
)
def test_date_of_publication_is_shown_as_exactly_as_it_is_known(
    published: str, shown: str, meta: str
) -> None:
    view = _page(_written("P-1", published))
    field = next(field for field in view.fields if field.key == "published")
    assert field.values == (Link(shown, "years/2026/"),)
    assert dict(view.page.meta)["PubDate"] == meta


def test_addresses_for_editing_and_feedback_are_filled_and_quoted() -> None:
    view = _page(
        _written("P/1", "2026-03-01", title="a&b 通知", path="/nowhere/records/czj/2026/甲 乙.md"),
        edit_url="https://git.example/edit/{path}?ref={branch}",
        feedback_url="mailto:a@example?subject={title}&body={index_number}%20{url}",
    )
    assert view.edit_url == "https://git.example/edit/records/czj/2026/%E7%94%B2%20%E4%B9%99.md?ref={branch}"
    assert view.feedback_url.startswith(
        "mailto:a@example?subject=a%26b%20%E9%80%9A%E7%9F%A5&body=P%2F1%20https%3A"
    )
    assert _page(_written("P-1", "2026-03-01")).edit_url == ""


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0.1 KB"), (1, "0.1 KB"), (1024, "1.0 KB"), (1024 * 1024 - 1, "1.0 MB"), (1024 * 1024, "1.0 MB")],
)
def test_sizes_are_written_as_people_write_them(size: int, text: str) -> None:
    assert size_text(size) == text


def test_values_of_a_sites_own_fields_are_put_into_words() -> None:
    zh, en = Wording("zh"), Wording("en")
    assert plain_texts(True, zh) == ["是"]
    assert plain_texts([False, 1234567, "甲"], en) == ["No", "1,234,567", "甲"]
    assert plain_texts({"a": "甲", "b": [True, 2]}, zh) == ["甲 是 2"]


def test_header_leaves_no_gap_in_its_two_columns() -> None:
    short, long = Link("短"), Link("长" * 60)
    fields = [
        Field(key, key, (value,))
        for key, value in zip("abcde", (short, long, short, short, short), strict=True)
    ]
    assert [(field.key, field.wide) for field in in_two_columns(fields)] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", False),
        ("e", True),
    ]


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3)])
def test_lists_are_cut_into_pages(total: int, pages: int) -> None:
    assert page_count(total, 30) == pages


def test_list_pages_know_their_neighbours() -> None:
    made = site_of(*(_written(f"A-{n}", "2026-03-01") for n in range(5)), page_size=2)
    key = ListKey("year", "2026")
    assert [number for found, number in list_keys(made) if found == key] == [1, 2, 3]
    first, second, last = (list_page(made, key, number) for number in (1, 2, 3))
    assert (first.page.previous, first.page.next) == ("", "years/2026/page/2/")
    assert (second.page.previous, second.page.next) == ("years/2026/", "years/2026/page/3/")
    assert (last.page.url, last.page.next) == ("years/2026/page/3/", "")
    assert [len(each.rows) for each in (first, second, last)] == [2, 2, 1]
    assert {each.total for each in (first, second, last)} == {5}
    assert "3" in last.page.title


def test_a_month_of_the_history_leads_to_the_months_with_changes_around_it() -> None:
    days = ("2025-12-30", "2026-03-01", "2026-04-02")
    made = site_of(*(_written(f"M-{n}", day) for n, day in enumerate(days)))
    first, middle, last = (list_page(made, ListKey("month", day[:7]), 1) for day in days)
    assert (first.before, last.after) == (None, None)
    assert middle.before == Link("2025年12月", "history/2025-12/")
    assert first.after == last.before == Link("2026年3月", "history/2026-03/")


def test_department_without_records_has_a_page_and_no_years() -> None:
    made = site_of(_written("A-1", "2026-03-01"))
    view = list_page(made, ListKey("department", "mzj"), 1)
    assert (view.total, view.rows, view.years) == (0, (), ())


def test_drafts_open_for_comment_stand_on_the_home_page_until_their_last_day() -> None:
    made = site_of(
        _written(
            "A-1", "2026-03-01", status="draft_for_comment", expires=date(2026, 3, 31)
        ),  # the day of the site
        _written("A-2", "2026-03-01", status="draft_for_comment", expires=date(2026, 3, 30)),
        _written("A-3", "2026-03-01", status="draft_for_comment"),
        _written("A-4", "2026-03-01", expires=date(2026, 3, 31)),
        _written("A-5", "2026-03-01", status="draft_for_comment", expires=date(2026, 4, 30)),
    )
    assert [(draft.url[8:11], draft.until) for draft in home_page(made).drafts] == [
        ("A-1", "2026-03-31"),
        ("A-5", "2026-04-30"),
        ("A-3", ""),
    ]


def test_english_site_uses_english_names_where_there_are_some() -> None:
    bureau = Department("czj", "示例县财政局", "department", {"name_en": "Finance Bureau"})
    made = site_of(_written("A-1", "2026-03-01", status="repealed"), language="en", departments=(bureau,))
    row = made.row(made.catalog.records[0])
    assert (row.department, row.state_label) == ("Finance Bureau", "Repealed")
    assert made.department("mzj") == "示例县民政局"  # has no English name
    view = record_page(made, made.catalog.records[0])
    assert all(re.fullmatch(r"[ -~]+", field.label) for field in view.fields)
    assert [change.action_label for change in view.history] == ["Published"]
    for page in index_pages(made):
        assert re.fullmatch(r"[ -~]+", page.heading + page.lead)
    assert all(re.fullmatch(r"[ -~]+", label) for label in (each.text for each in home_page(made).figures))


def test_records_in_force_bear_no_mark_in_lists() -> None:
    made = site_of(_written("A-1", "2026-03-01"), _written("A-2", "2026-03-02", status="withdrawn"))
    ended, in_force = (made.row(each) for each in made.catalog.records)
    assert (in_force.state_label, in_force.has_ended) == ("", False)
    assert (ended.state_label, ended.has_ended) == ("已撤回", True)


def test_every_word_is_there_in_both_languages() -> None:
    placeholders = re.compile(r"\{(\w+)")
    for key, texts in all_words().items():
        assert isinstance(key, str), key  # a bare `no` would be a truth value
        assert set(texts) == {"zh", "en"}, key
        assert all(isinstance(text, str) and text for text in texts.values()), key
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", texts["en"]), key
    for key, texts in all_words().items():
        if key != "month":  # an English month is named with its year
            assert set(placeholders.findall(texts["zh"])) == set(placeholders.findall(texts["en"])), key


def test_scripts_of_the_search_page_fill_every_placeholder() -> None:
    folder = Path(__file__).parents[2] / "theme_overrides/assets/search"
    script = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.js")))
    filled: dict[str, set[str]] = {}
    for way, key, values in re.findall(r'\b(say|counted)\(\s*"(\w+)"(?=(.{0,120}))', script, re.DOTALL):
        forms = [f"{key}_one", f"{key}_many"] if way == "counted" else [key]
        for form in forms:
            filled[f"search_{form}"] = {*re.findall(r"\w+", values), *(["n"] if way == "counted" else [])}
    assert set(filled) <= set(all_words())
    for key, texts in all_words().items():
        if key.startswith("search_"):
            assert set(re.findall(r"\{(\w+)\}", "".join(texts.values()))) <= filled.get(key, set()), key


def test_search_page_leads_to_the_page_on_requests_where_there_is_one(tmp_path: Path) -> None:
    made = site_of(
        _written("A-1", "2026-03-01", genre="通知"), _written("A-2", "2026-03-02"), content=tmp_path
    )
    assert search_page(made).request == ""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "request.md").touch()
    view = search_page(made)
    assert (view.request, view.genres) == ("request/", ("通知",))


def test_misspelt_word_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no_such_word"):
        _ = Wording("zh").no_such_word


def test_words_are_listed_once() -> None:
    files = Path(wording.__file__).with_name("words").glob("*.yml")
    texts = [file.read_text("utf-8") for file in files]
    keys = [key for text in texts for key in re.findall(r"^\"?(\w+)\"?:", text, re.MULTILINE)]
    assert len(keys) == len(set(keys)) == len(all_words())


def test_a_body_may_be_called_what_pages_keep_something_under() -> None:
    body = Department("statistics", "示例县统计局", "department")
    made = site_of(departments=(body,))
    assert made.once("statistics", lambda: "figures") == "figures"
    assert made.department("statistics") == "示例县统计局"
