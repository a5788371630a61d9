"""`disclosure status`: what it tells of a small tree, its formats and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from factory import BUDGET, NOTICE, ContentTree, notice, record

from generator.cli import main
from generator.reporting.status import columns, wrapped

Output = pytest.CaptureFixture[str]
Status = Callable[..., int]

DEPARTMENTS = """\
- id: finance
  name: 县财政局
  name_en: Finance Bureau
  kind: village
  address: 路
  phone: 0000-1
  supervision: {phone: 0000-2}
- {id: water, name: 县水利局, name_en: Water Bureau, kind: village, address: 路, phone: 0000-3}
"""
CATEGORIES = """\
- id: finance
  name: 财政信息
  children:
  - {id: budget, name: 预算, responsible: [finance]}
  - {id: audit, name: 审计, update_limit: none}
- {id: notices, name: 通知公告, update_limit: P6M}
"""
DUTIES = """\
- id: functions
  level1: 机构
  level2: 机构职能
  owed_by: [water]
  limit: {type: long_term, max_age: P6M}
  categories: [finance/audit]
- id: quarterly
  level1: 财政
  level2: 季度执行
  owed_by: [finance]
  limit: {type: quarterly, days: 15, day_kind: calendar}
  from: 2026-04-01
"""


@pytest.fixture
def county(tree: ContentTree) -> ContentTree:
    """Two bodies that tell all but one element; a duty, a column that goes stale, one that is blank."""
    tree.write(
        {
            "catalog/departments.yml": DEPARTMENTS,
            "catalog/categories.yml": CATEGORIES,
            "catalog/duties.yml": DUTIES,
            BUDGET: record("duty: quarterly\nperiod: 2026-Q2\n", issued="2026-07-01", published="2026-07-10"),
            NOTICE: notice(category="finance/audit", published="2026-07-12"),
        }
    )
    return tree


@pytest.fixture
def status(county: ContentTree) -> Status:
    """`disclosure status` of the tree in this process; returns its exit code."""

    def run(*arguments: str, as_of: str = "2026-10-10") -> int:
        return main(["status", "--config", str(county.config), "--as-of", as_of, *arguments])

    return run


def told(capfd: Output) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(capfd.readouterr().out)
    return report


def test_it_tells_body_by_body_what_there_is_to_do(status: Status, capfd: Output) -> None:
    assert status() == 0
    assert capfd.readouterr() == (
        "示例县  截至 2026-10-10，看到 2026-10-31\n"
        "自评分 97 分，不合格（单项否决）\n"
        "\n"
        "县财政局\n"
        "  将到期  季度执行（2026年第三季度）：还有 4 个工作日，截止 2026-10-15\n"
        "\n"
        "县水利局\n"
        "  缺要素  监督方式\n"
        "\n"
        "没有写责任单位的栏目\n"
        "  空白    通知公告：没有任何信息（期限 6 个月，最近 从未）\n"
        "\n"
        "合计：将到期 1、空白 1、缺要素 1\n",
        "",
    )


def test_it_speaks_english(status: Status, capfd: Output) -> None:
    assert status("--lang", "en", "--department", "finance", "--ahead", "1w") == 0
    assert capfd.readouterr().out == (
        "示例县  as of 2026-10-10, looking ahead to 2026-10-17\n"
        "Self-score: 97 points, Failed (veto)\n"
        "\n"
        "Finance Bureau\n"
        "  due            季度执行 (Q3 2026): 4 working days left, deadline 2026-10-15\n"
        "\n"
        "In all: due 1\n"
    )


def test_json_stands_alone_and_says_it_all(status: Status, capfd: Output) -> None:
    assert status("--format", "json", as_of="2026-10-20") == 0
    report = told(capfd)
    assert (report["as_of"], report["until"]) == ("2026-10-20", "2026-11-10")
    assert {kind: count for kind, count in report["totals"].items() if count} == {
        "overdue": 1,
        "blank": 1,
        "elements": 1,
    }
    finance, water = report["bodies"]
    assert finance["duties"] == [
        {
            "kind": "overdue",
            "id": "quarterly/finance/2026-Q3",
            "duty": "quarterly",
            "name": "季度执行",
            "span": "2026年第三季度",
            "deadline": "2026-10-15",
            "days": 3,
            "provisional": False,
            "url": "duties/quarterly/",
        }
    ]
    assert (water["id"], water["name"], water["elements"]) == ("water", "县水利局", ["supervision"])
    assert [(column["path"], column["state"], column["url"]) for column in report["columns"]] == [
        ("notices", "blank", "categories/notices/")
    ]
    assert report["score"]["points"] == 97


@pytest.mark.parametrize(
    ("as_of", "ahead", "due"),
    [
        ("2026-10-10", "5", 1),  # the last day of the look-ahead is that of the deadline
        ("2026-10-10", "4d", 0),
        ("2026-09-15", "1m", 1),
        ("2026-09-14", "1m", 0),
    ],
)
def test_the_look_ahead_ends_with_its_last_day(
    status: Status, capfd: Output, as_of: str, ahead: str, due: int
) -> None:
    status("--format", "json", "--ahead", ahead, as_of=as_of)
    assert told(capfd)["totals"]["due"] == due


@pytest.mark.parametrize(
    ("as_of", "state", "kind"),
    [
        ("2027-06-18", None, None),
        ("2027-06-19", "due", "expiring"),
        ("2027-07-10", "due", "expiring"),
        ("2027-07-11", "stale", "stale"),
    ],
)
def test_a_column_is_its_responsible_bodys(
    status: Status, capfd: Output, as_of: str, state: str | None, kind: str | None
) -> None:
    status("--format", "json", "--department", "finance", as_of=as_of)
    report = told(capfd)
    found = [column["state"] for body in report["bodies"] for column in body["columns"]]
    assert found == [state] * bool(state)
    assert [name for name in ("blank", "stale", "expiring") if report["totals"][name]] == [kind] * bool(kind)


def test_what_is_kept_up_falls_due_before_it_is_too_old(status: Status, capfd: Output) -> None:
    assert status("--department", "water", as_of="2026-12-30") == 0
    assert "  将到期  机构职能（长期公开）：2027-01-12 前要更新\n" in capfd.readouterr().out


def test_a_column_of_two_bodies_is_counted_once(county: ContentTree, status: Status, capfd: Output) -> None:
    shared = CATEGORIES.replace("P6M}", "P6M, responsible: [finance, water]}")
    county.write({"catalog/categories.yml": shared})
    status("--format", "json")
    report = told(capfd)
    assert [[each["path"] for each in body["columns"]] for body in report["bodies"]] == [["notices"]] * 2
    assert (report["totals"]["blank"], report["columns"]) == (1, [])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 0),
        (("--fail-on", "overdue"), 0),
        (("--fail-on", "due"), 1),
        (("--fail-on", "overdue,stale"), 0),
        (("--fail-on", "overdue,blank"), 1),
        (("--fail-on", "overdue", "--fail-on", "elements"), 1),
        (("--fail-on", "elements", "--department", "finance"), 0),
        (("--fail-on", "veto"), 1),  # nothing was published for two weeks
    ],
)
def test_exit_codes_for_scheduled_runs(status: Status, arguments: tuple[str, ...], code: int) -> None:
    assert status(*arguments) == code


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--department", "finace"), "没有机构 finace，是否想写 finance？"),
        (("--department", "县水利局"), "没有机构 县水利局，是否想写 water？"),
        (("--ahead", "0d"), "--ahead 的值 '0d' 不对，写成 21d、3w、2m 的样子"),
        (("--fail-on", "overdue,late"), "--fail-on 的值 'overdue,late' 不对，可选：overdue, due, blank,"),
    ],
)
def test_wrong_usage_is_told(
    status: Status, capfd: Output, arguments: tuple[str, ...], sentence: str
) -> None:
    assert status(*arguments) == 2
    assert sentence in capfd.readouterr().err


def test_content_with_errors_ends_with_1_and_tells_them(
    county: ContentTree, status: Status, capfd: Output
) -> None:
    county.write({NOTICE: notice(title=None)})
    assert status() == 1
    assert "missing-key" in capfd.readouterr().out
    assert status("--format", "json") == 1
    assert [problem["rule"] for problem in json.loads(capfd.readouterr().out)] == ["missing-key"]


def test_without_duties_there_is_still_freshness(county: ContentTree, status: Status, capfd: Output) -> None:
    county.write({"catalog/duties.yml": None, BUDGET: record()})
    assert status("--format", "json") == 0
    report = told(capfd)
    assert [body["duties"] for body in report["bodies"]] == [[]]
    assert (report["totals"]["overdue"], report["totals"]["blank"]) == (0, 1)


def test_a_site_with_nothing_to_do_says_so(status: Status, capfd: Output) -> None:
    assert status("--department", "finance", "--ahead", "1d") == 0
    assert capfd.readouterr().out.endswith("\n\n没有要办的事项。\n")


def test_a_terminal_has_lines_as_wide_as_it_is(
    status: Status, capfd: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    assert status("--department", "finance") == 0
    assert capfd.readouterr().out.splitlines()[3:] == [
        "县财政局",
        "  将到期  季度执行（2026年第三季度）：还",
        "          有 4 个工作日，截止 2026-10-15",
        "",
        "合计：将到期 1",
    ]


def test_a_terminal_is_never_overrun() -> None:
    text = "季度执行（2026年第三季度）：还有 3 个工作日，截止 2026-10-15 quarterly"
    for width in range(24, 100):
        lines = [*wrapped(text, "  将到期  ", width)]
        assert max(map(columns, lines)) <= width
        assert lines[0].startswith("  将到期  季度")
        assert all(line.startswith(" " * 10) for line in lines[1:])
        assert "".join(line.strip() for line in lines).replace(" ", "") == f"将到期{text}".replace(" ", "")
    assert [*wrapped(text, "  将到期  ", 0)] == [f"  将到期  {text}"]
