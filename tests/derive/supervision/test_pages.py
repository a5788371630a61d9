"""The supervision page, bulletins and the ranking, by entries made by hand as of 2026-11-20."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from outputs.sample import record

from derive.ledgers import QUARTERLY, entry, site_with
from derive.sites import site_of
from generator.derive.ledger.entries import Entry
from generator.derive.naming import Site
from generator.derive.supervision.bulletins import (
    BulletinPage,
    bulletin_pages,
    bulletins_pages,
    scores_pages,
)
from generator.derive.supervision.data import bulletin_data
from generator.derive.supervision.evidence import BodyEvidence, records_url
from generator.derive.supervision.page import SupervisionPage, supervision_pages
from generator.model.catalog import Department
from generator.model.periods import Period
from generator.model.settings import SCORE_WEIGHTS, ScorePolicy, SiteIdentity

_ROLES = {"responsible": {"first": "局长", "direct": "办公室主任"}}
_FINANCE = Department("czj", "示例县财政局", "department", _ROLES)


def _owed(state: str, deadline: str, met_on: str = "", **changes: Any) -> Entry:
    met = date.fromisoformat(met_on) if met_on else None
    return entry(state, deadline=date.fromisoformat(deadline), met_on=met, **changes)


def _page(entries: Sequence[Entry], **options: Any) -> SupervisionPage:
    (page,) = supervision_pages(site_with(entries, QUARTERLY, **options))
    return page


def _bulletins(site: Site) -> dict[str, BulletinPage]:
    return {page.page.url.split("/")[1]: page for page in bulletin_pages(site)}


def _behind(site: Site, period: str, body: str = "body-czj") -> BodyEvidence:
    """What is behind a body's score in a period."""
    pages = [page for page in scores_pages(site) if page.page.url.split("/")[1] == period]
    return next(each for page in pages for each in page.bodies if each.id == body)


def test_the_longest_overdue_comes_first_with_who_is_responsible() -> None:
    page = _page(
        [
            _owed("overdue", "2026-11-13", body="mzj"),
            _owed("overdue", "2026-10-30", "", period="2026-Q2"),
            _owed("overdue", "2026-11-18"),
            _owed("due", "2026-12-31", period="2026-Q4"),
            _owed("due", "2027-03-31", period="2026-Q1"),
        ],
        departments=(_FINANCE,),
    )
    assert [(row.entry.body.text, row.entry.lateness) for row in page.overdue.rows] == [
        ("示例县财政局", "逾期 15 个工作日"),
        ("示例县民政局", "逾期 5 个工作日"),
        ("示例县财政局", "逾期 2 个工作日"),
    ]
    assert page.overdue.rows[0].responsible == ("局长（第一责任人）", "办公室主任（具体责任人）")
    assert [(body.body.text, body.count, body.longest) for body in page.bodies] == [
        ("示例县财政局", 2, "逾期 15 个工作日"),
        ("示例县民政局", 1, "逾期 5 个工作日"),
    ]
    assert page.bodies[1].responsible == ()
    assert [(each.value, each.url) for each in page.counts] == [
        ("3", "#overdue"),
        ("2", "#bodies"),
        ("2", "bulletins/2026-11/#overdue"),
        ("0", ""),
        ("0", ""),
        ("1", "#next"),
    ]
    assert page.story == (
        "现有 3 项逾期未公开，涉及 2 个单位；逾期最久的是示例县财政局的“部门预算”，逾期 15 个工作日。",
        "比2026年10月末（1 项）多 2 项：本月新增 2 项，销号 0 项。",
    )


def test_the_story_counts_what_came_and_what_went_since_last_month() -> None:
    late = _owed("met_late", "2026-11-10", "2026-11-12", period="2026-Q2")
    settled = _owed("met_late", "2026-09-30", "2026-11-12", period="2026-Q1")
    assert _page([late, settled]).story == ("比2026年10月末（1 项）少 1 项：本月新增 1 项，销号 2 项。",)
    assert _page([_owed("overdue", "2026-09-30")]).story[1] == (
        "与2026年10月末一样多（1 项）：本月新增 0 项，销号 0 项。"
    )
    assert _page([_owed("met", "2026-09-30", "2026-09-01")]).story == ()


def test_all_that_the_strip_counts_as_due_soon_is_listed_or_said_to_be_more() -> None:
    for number in (11, 101):
        page = _page([_owed("due", "2026-12-31", period="2026-Q4") for _ in range(number)])
        assert page.counts[-1].value == str(number)
        assert number == len(page.coming) + page.coming_more


def test_what_was_crossed_off_in_a_year_names_the_record_that_did_it() -> None:
    did_it, came_later = record("A", "2025-11-24"), record("B", "2026-01-01")
    page = _page(
        [
            _owed("met_late", "2025-11-20", "2025-11-24", records=(did_it, came_later)),
            _owed("met_late", "2025-10-20", "2025-11-20"),  # a year ago to the day
            _owed("nil", "2026-04-20", "2026-05-06", period="2026-Q1"),
            _owed("met", "2026-04-20", "2026-04-20"),
        ]
    )
    told = [
        (row.entry.met_on, row.entry.lateness, [each.url for each in row.entry.records])
        for row in page.cleared.rows
    ]
    assert told == [("2026-05-06", "迟 12 个工作日", []), ("2025-11-24", "迟 2 个工作日", ["records/A/"])]
    assert (page.overdue.rows, page.judged) == ((), 4)


def test_without_duties_there_is_nothing() -> None:
    site = site_with([])
    assert [*supervision_pages(site), *bulletins_pages(site), *bulletin_pages(site)] == []


def test_duties_whose_day_has_not_come_make_a_page_and_a_running_bulletin() -> None:
    site = site_with([], QUARTERLY)
    (page,) = supervision_pages(site)
    assert (page.judged, page.overdue.rows, page.bodies) == (0, (), ())
    found = _bulletins(site)
    assert list(found) == ["2026-11", "2026-H2", "2026"]
    assert found["2026-11"].story == (
        "发布信息 0 条（不含零报告）。",
        "没有到期的公开事项。",
        "期末没有逾期未公开的事项。",
    )
    assert found["2026-11"].formula == ""
    assert found["2026-11"].quiet.startswith("其余 2 个单位本期没有发布信息")


_TWO_MONTHS = [
    _owed("met", "2026-09-10", "2026-09-01", period="2026-Q1"),
    _owed("met_late", "2026-09-30", "2026-10-09", period="2026-Q2"),
    _owed("met", "2026-10-20", "2026-10-20"),
    _owed("nil", "2026-10-20", "2026-10-20", body="mzj"),
    _owed("overdue", "2026-10-21", body="mzj", period="2026-Q2"),
]


def test_a_bulletin_tells_its_figures_its_formula_and_the_change() -> None:
    site = site_with(_TWO_MONTHS)
    page = _bulletins(site)["2026-10"]
    assert (page.heading, page.number) == ("2026年10月政务公开情况通报", "2026年第10期")
    assert page.story[1:] == (
        "到期的公开事项 3 项：按时公开 1 项，按时报告没有内容 1 项，"
        "逾期后公开 0 项，期末仍未公开 1 项。及时率 66.7%。",
        "以前逾期的，本期补公开 1 项，仍未公开 0 项。",
        "期末共有 1 项逾期未公开，涉及 1 个单位。",
    )
    assert page.formula.endswith("＝（1 ＋ 1）÷ 3 × 100% ＝ 66.7%")
    assert [(row.label, row.now, row.before, row.change) for row in page.comparisons] == [
        ("发布信息", "0", "0", "0"),
        ("到期", "3", "2", "+1"),
        ("按时公开", "1", "1", "0"),
        ("按时报告", "1", "0", "+1"),
        ("逾期后公开", "0", "0", "0"),
        ("期末仍未公开", "1", "1", "0"),
        ("及时率", "66.7%", "50%", "+16.7 个百分点"),
        ("补公开以前逾期的", "1", "0", "+1"),
        ("期末逾期", "1", "1", "0"),
    ]
    assert (page.page.previous, page.page.next) == ("bulletins/2026-09/", "bulletins/2026-11/")


def test_a_past_bulletin_tells_what_was_so_then_and_what_came_of_it() -> None:
    page = _bulletins(site_with(_TWO_MONTHS))["2026-09"]
    assert [(row.entry.lateness, row.later) for row in page.overdue.rows] == [
        ("逾期不足 1 个工作日", "2026-10-09")
    ]
    assert page.settled.rows == ()
    (cleared,) = _bulletins(site_with(_TWO_MONTHS))["2026-10"].settled.rows
    assert (cleared.entry.met_on, cleared.entry.lateness) == ("2026-10-09", "迟 7 个工作日")
    assert [row.before for row in page.comparisons] == ["—"] * 9


def test_bodies_are_ranked_by_what_they_had_to_do() -> None:
    page = _bulletins(site_with(_TWO_MONTHS))["2026-10"]
    assert [(row.rank, row.body.text, row.score) for row in page.ranked] == [
        ("1", "示例县财政局", "100.00"),
        ("2", "示例县民政局", "50.00"),
    ]
    assert [(cell.points, cell.share, cell.why_not) for cell in page.ranked[1].cells] == [
        ("28.57", "1/2", ""),
        ("21.43", "1/2", ""),
        *[("0.00", "0/0", "没有可评的")] * 3,
    ]
    assert page.unranked == ()
    september = _bulletins(site_with(_TWO_MONTHS))["2026-09"]
    assert [body.text for body in september.unranked] == ["示例县民政局"]


def test_equal_scores_share_a_rank() -> None:
    both = [_owed("met", "2026-09-10", "2026-09-01"), _owed("met", "2026-09-10", "2026-09-01", body="mzj")]
    assert [row.rank for row in _bulletins(site_with(both))["2026-09"].ranked] == ["1", "1"]


def test_a_site_s_own_weights_count_and_are_told() -> None:
    weights = {**SCORE_WEIGHTS, "timeliness": 0}
    site = site_with(_TWO_MONTHS, scores=ScorePolicy(weights))
    page = _bulletins(site)["2026-09"]
    (finance,) = page.ranked
    assert [(cell.points, cell.why_not) for cell in finance.cells[:2]] == [
        ("0.00", "权重为 0"),
        ("50.00", ""),
    ]
    assert [part.weight for part in page.method] == [0, 30, 10, 10, 10]
    behind = _behind(site, "2026-09")
    assert [part.name for part in behind.parts] == ["公开面"]
    assert behind.left_out.startswith("及时公开（权重为 0）")


def test_evidence_leads_to_the_record_or_to_what_is_owed() -> None:
    met = _owed("met", "2026-09-10", "2026-09-01", records=(record("A", "2026-09-01"),))
    timeliness = _behind(site_with([met, *_TWO_MONTHS[1:]]), "2026-09").parts[0]
    assert timeliness.sum == "57.14 × 1/2 ＝ 28.57"
    assert [link.url for link in timeliness.got] == ["records/A/"]
    assert [link.text for link in timeliness.short] == ["部门预算（2026年第二季度）"]
    assert timeliness.short[0].url == "ledger/departments/czj/"


def test_of_many_bodies_what_is_behind_their_scores_takes_pages_that_the_ranking_leads_to() -> None:
    others = tuple(Department(f"body-{n}", f"第{n}局", "department") for n in range(98))
    missed = [_owed("overdue", "2026-09-10", span=f"{n}") for n in range(30)]
    site = site_with(missed, departments=others)
    url = "bulletins/2026-09/scores/"
    pages = {page.page.url: page for page in scores_pages(site) if page.page.url.startswith(url)}
    assert list(pages) == [url, f"{url}page/2/"]
    bulletin = _bulletins(site)["2026-09"]
    for body in (*(row.body for row in bulletin.ranked), *bulletin.unranked):
        page, _, place = body.url.partition("#")
        assert place in {each.id for each in pages[page].bodies}
    timeliness = _behind(site, "2026-09").parts[0]
    assert (len(timeliness.short), timeliness.more and timeliness.more.text) == (10, "另有 20 项")


def test_the_issuing_office_stands_at_the_head() -> None:
    site = site_with(_TWO_MONTHS, site=SiteIdentity(name="示例县人民政府", organizer="示例县政府办"))
    assert _bulletins(site)["2026"].organizer == "示例县政府办"
    unnamed = replace(site, settings=replace(site.settings, site=SiteIdentity()))
    assert _bulletins(unnamed)["2026"].organizer == site.settings.site_name


def test_data_say_what_pages_say() -> None:
    site = site_with(_TWO_MONTHS)
    data = {each["period"]: each for each in bulletin_data(site)}
    assert (data["2026-10"]["timeliness"], data["2026-11"]["timeliness"]) == (Decimal("66.7"), None)
    finance, civil = data["2026-10"]["bodies"]
    assert (finance["rank"], finance["score"], civil["rank"], civil["score"]) == (1, 100.0, 2, 50.0)
    assert (civil["overdue"], list(civil["parts"])) == (1, ["timeliness", "coverage"])
    assert [each["period"] for each in data.values() if each["is_running"]] == ["2026-11", "2026-H2", "2026"]


def test_the_link_of_what_was_published_finds_no_nil_reports() -> None:
    period, days = Period.parse("2026-Q3"), "from=2026-07-01&to=2026-09-30"
    told, nil = record("A", "2026-07-01"), record("N", "2026-07-02", kind="nil_report")
    assert records_url(site_of(told), period, "czj") == f"search/?department=czj&{days}"
    assert records_url(site_of(told, nil), period) == f"search/?{days}&kind=document"
