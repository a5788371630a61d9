"""`disclosure report YEAR`: a draft that adds up, counted from the catalog, and what it leaves to people."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from build.sources import AS_OF, CONFIG, CONTENT, in_category, sources, told
from factory import BUDGET, ContentTree, record
from ingest.examples_of_annual_report import REPORT

from cli.conftest import Check
from generator.cli import main
from generator.ingest.examples import MARKS

Output = pytest.CaptureFixture[str]
Report = Callable[..., int]
DRAFT = "records/finance/2026/annual-report-2026.md"


def _reply(
    number: int, came: str, column: str, outcome: str = "", went: str = "", department: str = "finance"
) -> str:
    closed = f", outcome: {outcome}, replied: {went}" if outcome else ""
    data = f"kind: request_reply\ndata: {{received: {came}, applicant_type: {column}{closed}}}\n"
    day = went or came
    return record(data, index_number=f"R-{number}", department=department, issued=day, published=day)


_REPLIES = {
    "records/finance/2026/reply-1.md": _reply(1, "2025-12-30", "natural_person", "granted", "2026-01-10"),
    "records/finance/2026/reply-2.md": _reply(2, "2026-02-01", "enterprise", "not_held", "2026-02-10"),
    "records/finance/2026/reply-3.md": _reply(3, "2026-11-10", "natural_person"),
    "records/water/2026/reply-4.md": _reply(4, "2026-03-01", "other", "repeated", "2026-03-02", "water"),
}
_DOCUMENTS = {
    "records/finance/2026/old.md": record(
        "status: repealed\nhistory: [{date: 2026-06-01, action: repealed, note: 清理。}]\n",
        index_number="D-1",
    ),
    BUDGET: record(index_number="D-2"),
}


@pytest.fixture
def report(tree: ContentTree) -> Report:
    """`disclosure report` of the tree in this process; returns its exit code."""
    options = ["--config", str(tree.config), "--as-of", AS_OF]
    return lambda year, *more: main(["report", str(year), *options, *map(str, more)])


@pytest.fixture
def reporting(tree: ContentTree) -> ContentTree:
    """A tree with a report for 2025, replies and documents."""
    last = record(REPORT, index_number="F-0", title="县财政局2025年政府信息公开工作年度报告")
    tree.write({"records/finance/2026/report-2025.md": last, **_REPLIES, **_DOCUMENTS})
    tree.configure(annual_report={"normative_documents": ["finance/budget"]})
    return tree


def _fields(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    return loaded


def _written(rows: dict[str, Any], *above: str) -> dict[tuple[str, ...], int]:
    """The numbers of a table that are not 0, by their way."""
    found: dict[tuple[str, ...], int] = {}
    for key, value in rows.items():
        if isinstance(value, dict):
            found |= _written(value, *above, key)
        elif value:
            found[(*above, key)] = value
    return found


def test_it_counts_the_replies_and_goes_on_from_the_last_report(
    reporting: ContentTree, report: Report, capfd: Output
) -> None:
    assert report(2026) == 0
    fields = _fields(reporting.content / DRAFT)
    assert (fields["title"], fields["period"]) == ("县财政局2026年政府信息公开工作年度报告", "2026")
    assert (fields["kind"], fields["category"]) == ("annual_report", "finance/budget")
    assert _written(fields["data"]["requests"]) == {
        ("received", "natural_person"): 1,
        ("received", "enterprise"): 1,
        ("received", "total"): 2,
        ("carried_in", "natural_person"): 2,
        ("carried_in", "total"): 2,
        ("outcomes", "granted", "natural_person"): 1,
        ("outcomes", "granted", "total"): 1,
        ("outcomes", "unavailable", "not_held", "enterprise"): 1,
        ("outcomes", "unavailable", "not_held", "total"): 1,
        ("total", "natural_person"): 1,
        ("total", "enterprise"): 1,
        ("total", "total"): 2,
        ("carried_out", "natural_person"): 2,
        ("carried_out", "total"): 2,
    }
    made = fields["data"]["proactive"]["normative_documents"]
    assert made == {"made": 2, "repealed": 1, "in_force": 31}
    told = capfd.readouterr().out
    assert f"已起草 content/{DRAFT}（索引号 {fields['index_number']}）" in told
    assert "  予以公开：1（R-1）\n" in told
    assert "  “行政规范性文件”的“本年废止件数”：1（D-1）\n" in told
    assert "上年的报告 F-0 结转 2 件" in told
    assert "2026 年还没有过完，只统计到 2026-11-20" in told
    assert "  - 规章、行政许可、行政处罚、行政强制、行政事业性收费：" in told


def test_a_report_of_all_bodies_counts_those_of_all(reporting: ContentTree, report: Report) -> None:
    reporting.configure(annual_report={"combined": ["finance"]})
    assert report(2026) == 0
    requests = _fields(reporting.content / DRAFT)["data"]["requests"]
    assert requests["received"] == {"natural_person": 1, "enterprise": 1, "other": 1, "total": 3}
    assert requests["outcomes"]["not_processed"]["repeated"] == {"other": 1, "total": 1}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_check_asks_for_nothing_but_the_words_to_be_replaced(
    language: str, reporting: ContentTree, report: Report, check: Check, capfd: Output
) -> None:
    assert report(2026, "--lang", language) == 0
    path = reporting.content / DRAFT
    capfd.readouterr()
    assert check() == 0
    out = capfd.readouterr().out
    assert f"content/{DRAFT}:" in out
    assert out.count("example-left") == len(out.splitlines()) - 2 == 1
    text = path.read_text("utf-8")
    assert text.count(MARKS[language]) == 3
    path.write_text(text.replace(MARKS[language], ""), "utf-8")
    assert check() == 0
    assert capfd.readouterr().out == "没有发现问题\n"


def test_nothing_is_written_over(reporting: ContentTree, report: Report, capfd: Output) -> None:
    last = reporting.content / "records/finance/2026/report-2025.md"
    before = last.read_bytes()
    assert report(2026, "--output", last) == 2
    assert "已存在，请用 --output 换一个文件" in capfd.readouterr().err
    assert report(2025) == 2
    assert (
        "县财政局 2025 年的年度报告已有一份：F-0（content/records/finance/2026/report-2025.md）"
        in capfd.readouterr().err
    )
    assert last.read_bytes() == before
    assert not (reporting.content / DRAFT).exists()


def test_a_draft_goes_where_it_is_wanted(reporting: ContentTree, report: Report) -> None:
    assert report(2026, "--output", reporting.root / "draft.md") == 0
    assert _fields(reporting.root / "draft.md")["period"] == "2026"
    assert not (reporting.content / DRAFT).exists()


def test_who_reports_is_asked_for_where_more_than_one_does(
    reporting: ContentTree, report: Report, capfd: Output
) -> None:
    reporting.write({"records/water/2026/report.md": record(REPORT, index_number="W-0", department="water")})
    assert report(2026) == 2
    assert (
        "请用 --department 写明编制单位，可选：finance（县财政局）、water（县水利局）"
        in capfd.readouterr().err
    )
    assert report(2026, "--department", "水利") == 0
    assert (reporting.content / DRAFT.replace("finance", "water")).is_file()


def test_the_first_report_of_a_site(tree: ContentTree, report: Report, check: Check, capfd: Output) -> None:
    assert report(2025) == 2
    assert "请用 --department 写明编制单位，可选：departments.yml" in capfd.readouterr().err
    assert report(2025, "--department", "finance") == 2
    assert "请用 --category 写明" in capfd.readouterr().err
    tree.write(
        {
            "catalog/categories.yml": "- {id: finance, name: 财政, children: [{id: budget, name: 预算}]}\n"
            "- {id: reports, name: 年报, column_type: 信息公开年报}\n"
        }
    )
    assert report(2025, "--department", "finance") == 0
    fields = _fields(tree.content / "records/finance/2026/annual-report-2025.md")
    assert (fields["category"], fields["title"]) == ("reports", "县财政局2025年政府信息公开工作年度报告")
    assert "从目录统计的数：\n  （没有）\n" in capfd.readouterr().out
    assert check() == 0


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2027", "2027 年还没有开始"),
        ("26", "YEAR 的值 '26' 不对，写四位数的年份，例如 2025"),
        ("２０２５", "写四位数的年份"),
    ],
)
def test_a_year_that_is_none_is_refused(year: str, said: str, report: Report, capfd: Output) -> None:
    assert report(year) == 2
    assert said in capfd.readouterr().err


def test_the_draft_of_the_sample_county_counts_what_its_files_say(tmp_path: Path, capfd: Output) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    options = ["--config", str(CONFIG), "--content", str(tmp_path / "content"), "--as-of", AS_OF]
    draft = tmp_path / "content/records/government-office/2026/annual-report-2026.md"
    assert main(["report", "2026", *options]) == 0
    data = _fields(draft)["data"]
    disclosed = [s for s in told() if s.year == "2026" and s.fields.get("kind") != "nil_report"]
    assert f"公开信息{len(disclosed)}条" in data["overview"]
    replies = [
        s.fields["data"] for s in sources() if s.fields.get("kind") == "request_reply" and "data" in s.fields
    ]
    came = Counter(reply["applicant_type"] for reply in replies if reply["received"].startswith("2026"))
    assert came
    assert data["requests"]["received"] == {**came, "total": came.total()}
    went = Counter(reply["outcome"] for reply in replies if reply.get("replied", "").startswith("2026"))
    shown = _written(data["requests"]["outcomes"])
    assert {way[-2]: count for way, count in shown.items() if way[-1] == "total"} == went
    last = next(
        s.fields["data"]
        for s in sources()
        if s.fields.get("kind") == "annual_report" and s.fields["period"] == "2025"
    )
    assert data["requests"]["carried_in"]["total"] == int(last["requests"]["carried_out"]["total"])
    licences = [s for s in in_category("permits/results") if s.fields["issued"].startswith("2026")]
    assert data["proactive"]["licensing"] == len(licences) > 0
    documents = [
        s for s in in_category("policies/normative") if s.fields.get("status") != "draft_for_comment"
    ]
    made = [s for s in documents if s.fields["issued"].startswith("2026")]
    assert data["proactive"]["normative_documents"]["made"] == len(made) > 0
    capfd.readouterr()
    assert main(["check", *options]) == 0
    out = capfd.readouterr().out
    assert out.count("example-left") == len(out.splitlines()) - 2 == 1
