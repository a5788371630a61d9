"""What a record's page says at first and last: what readers look for, what has changed, how it is cited."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from outputs.sample import record

from generator.derive.citation import citation_of
from generator.derive.notice import Notice, notice_of
from generator.derive.record_header import key_fields, record_header
from generator.derive.views import Link
from generator.model.records import HistoryEntry, Record, Relation

from .sites import site_of


def _written(**changes: Any) -> Record:
    return record("F-1", "2026-03-02", fields={"published": "2026-03-02"}, **changes)


def _notice(language: str = "zh", **changes: Any) -> Notice | None:
    written = _written(**changes)
    return notice_of(site_of(written, language=language), written)


def _changes(*actions: str) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(date(2026, 9, day), action, "说明") for day, action in enumerate(actions, start=21)
    )


def test_what_readers_look_for_stands_in_their_order() -> None:
    written = _written(document_number="示政发〔2026〕3号", keywords=("供水",))
    header = record_header(site_of(written), written)
    assert [field.key for field in key_fields(header)] == [
        "department",
        "document_number",
        "published",
        "status",
    ]
    assert set(key_fields(header)) <= set(header)


def test_a_record_as_published_has_no_notice() -> None:
    assert _notice() is None


def test_a_withdrawn_record_has_its_tombstone_instead() -> None:
    assert _notice(status="withdrawn", history=_changes("withdrawn")) is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", Notice("amended", "已修改", "", "2026-09-22 有修改")),
        ("en", Notice("amended", "Amended", "", "Amended on 2026-09-22")),
    ],
)
def test_the_last_change_is_told_with_its_day(language: str, expected: Notice) -> None:
    assert _notice(language, status="amended", history=_changes("corrected", "amended")) == expected


def test_a_change_that_leaves_the_status_alone_is_told_all_the_same() -> None:
    assert _notice(history=_changes("corrected")) == Notice("corrected", "更正", "", "2026-09-21 有更正")


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("repealed", "本信息已废止，仅供查阅。"),
        ("draft_for_comment", "本信息为征求意见稿，不是正式文件。"),
        ("amended", "本信息已经修改。"),
    ],
)
def test_a_status_is_told_without_a_change_too(status: str, text: str) -> None:
    notice = _notice(status=status)
    assert notice
    assert (notice.mark, notice.text, notice.change) == (status, text, "")


@pytest.mark.parametrize(
    ("language", "last", "text"),
    [
        ("zh", date(2026, 3, 31), "本信息为征求意见稿，不是正式文件。意见截止 2026-03-31。"),
        ("zh", date(2026, 3, 30), "征求意见已于 2026-03-30 结束。本信息为征求意见稿，不是正式文件。"),
        (
            "en",
            date(2026, 3, 31),
            "This is a draft for comment, not a document in force. Comments until 2026-03-31.",
        ),
        ("en", date(2026, 3, 30), "Comments closed on 2026-03-30. This is a draft, not a document in force."),
    ],
)
def test_a_draft_says_until_when_it_may_be_commented_on(language: str, last: date, text: str) -> None:
    notice = _notice(language, status="draft_for_comment", expires=last)
    assert notice
    assert (notice.text, notice.is_open, notice.outcomes) == (text, last == date(2026, 3, 31), ())


def test_a_draft_that_was_called_off_asks_for_nothing() -> None:
    history = (HistoryEntry(date(2026, 3, 5), "terminated", "不再制定"),)
    notice = _notice(status="draft_for_comment", expires=date(2026, 4, 30), history=history)
    assert notice
    assert (notice.text, notice.is_open) == ("本信息为征求意见稿，不是正式文件。", False)
    assert notice.change.startswith("2026-03-05")


def _later(number: str, relation: str, **changes: Any) -> Record:
    return record(number, "2026-03-20", title=number, relations=(Relation(relation, "F-1"),), **changes)


@pytest.mark.parametrize(
    ("later", "outcomes"),
    [
        ((), ()),
        (("reviews",), ()),
        (("reports_consultation",), (("意见采纳情况", "reports_consultation"),)),
        (("reports_consultation", "adopts"), (("正式文件", "adopts"),)),
    ],
)
def test_a_draft_leads_to_what_became_of_it(
    later: tuple[str, ...], outcomes: tuple[tuple[str, str], ...]
) -> None:
    draft = _written(status="draft_for_comment", expires=date(2026, 3, 10))
    withdrawn = _later("W-1", "adopts", status="withdrawn")
    notice = notice_of(site_of(draft, withdrawn, *(_later(kind, kind) for kind in later)), draft)
    assert notice
    assert notice.outcomes == tuple((stage, Link(kind, f"records/{kind}/")) for stage, kind in outcomes)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_change_has_words(language: str) -> None:
    actions = ("amended", "corrected", "repealed", "superseded", "terminated", "restored", "withdrawn")
    told = [_notice(language, history=_changes(action)) for action in actions]
    assert len({notice.change for notice in told if notice}) == len(actions)


def test_a_citation_names_issuer_title_number_day_and_address() -> None:
    written = _written(title="关于供水的通知", issuers=("县水利局",), document_number="示水〔2026〕3号")
    site = site_of(written)
    assert citation_of(site, written) == (
        "县水利局. 关于供水的通知: 示水〔2026〕3号[EB/OL]. (2026-03-02). "
        f"{site.settings.site_url}records/F-1/"
    )


def test_without_issuers_the_department_is_cited() -> None:
    written = _written()
    site = site_of(written)
    assert citation_of(site, written).startswith(f"{site.department(written.department)}. ")


@pytest.mark.parametrize(("language", "others"), [("zh", "等"), ("en", "et al.")])
def test_the_fourth_issuer_is_among_the_others(language: str, others: str) -> None:
    three, four = (_written(issuers=tuple("甲乙丙丁"[:count])) for count in (3, 4))
    assert citation_of(site_of(three, language=language), three).startswith("甲, 乙, 丙. ")
    assert citation_of(site_of(four, language=language), four).startswith(f"甲, 乙, 丙, {others}. ")
