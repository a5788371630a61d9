"""The sample county's money: budget 2025, its adjustment, its final account, budget 2026, added up."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest

FINANCE = Path(__file__).parents[1] / "content" / "records" / "finance"
BUDGET_2025 = FINANCE / "2025" / "budget-2025.md"
ADJUSTMENT = FINANCE / "2025" / "budget-adjustment-2025.md"
ACCOUNT = FINANCE / "2026" / "final-accounts-2025.md"
BUDGET_2026 = FINANCE / "2026" / "budget-2026.md"

Column = dict[str, int]
Table = tuple[list[str], dict[str, list[int]]]

TAXES, FEES, TRANSFERS = "税收收入小计", "非税收入小计", "转移性收入小计"
INCOME, ALL_INCOME = "一般公共预算收入合计", "收入总计"
SPENDING, ALL_SPENDING = "一般公共预算支出合计", "支出总计"


def number(text: object) -> int | None:
    """An amount in 万元; None for what is no amount."""
    digits = re.fullmatch(r"[+-]?[0-9]+", str(text).strip(" *"))
    return int(digits[0]) if digits else None


def tables(path: Path) -> list[Table]:
    """The pipe tables of a record: names of the columns, and amounts by the name of the row."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [
        table([[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()])
        for block in blocks
    ]


def sheets(path: Path) -> list[Table]:
    """The sheets of a record's workbook, in the same form."""
    (workbook,) = path.with_suffix("").glob("*.xlsx")
    book = openpyxl.load_workbook(workbook)
    return [table([list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book]


def table(rows: list[list[object]]) -> Table:
    head = [re.sub("（.*?）", "", str(cell)) for cell in rows[0][1:]]
    amounts = {str(row[0]).strip(" *"): [number(cell) or 0 for cell in row[1:]] for row in rows[1:]}
    return head, {name: cells for name, cells in amounts.items() if not set(name) <= set(":- ")}


@cache
def column(path: Path, source: Callable[[Path], list[Table]], last_row: str, heading: str) -> Column:
    """One column of the table that ends with a row of this name."""
    head, rows = next(found for found in source(path) if list(found[1])[-1] == last_row)
    return {name: cells[head.index(heading)] for name, cells in rows.items()}


def income(path: Path, heading: str, source: Callable[[Path], list[Table]] = tables) -> Column:
    return column(path, source, ALL_INCOME, heading)


def spending(path: Path, heading: str, source: Callable[[Path], list[Table]] = tables) -> Column:
    return column(path, source, ALL_SPENDING, heading)


WHOLE = pytest.mark.parametrize(
    ("path", "heading"),
    [
        (BUDGET_2025, "2025年预算数"),
        (ACCOUNT, "年初预算"),
        (ACCOUNT, "调整预算"),
        (ACCOUNT, "决算"),
        (BUDGET_2026, "2025年完成"),
        (BUDGET_2026, "2026年预算"),
    ],
)
SOURCES = pytest.mark.parametrize("source", [tables, sheets])


def between(amounts: Column, start: str | None, end: str) -> int:
    """The sum of the rows between two rows of totals."""
    names = list(amounts)
    return sum(amounts[name] for name in names[names.index(start) + 1 if start else 0 : names.index(end)])


@SOURCES
@WHOLE
def test_income_adds_up(path: Path, heading: str, source: Callable[[Path], list[Table]]) -> None:
    found = income(path, heading, source)
    assert between(found, None, TAXES) == found[TAXES]
    assert between(found, TAXES, FEES) == found[FEES]
    assert found[TAXES] + found[FEES] == found[INCOME]
    assert between(found, INCOME, TRANSFERS) == found[TRANSFERS]
    assert found[INCOME] + found[TRANSFERS] == found[ALL_INCOME]


@SOURCES
@WHOLE
def test_spending_adds_up_and_meets_income(
    path: Path, heading: str, source: Callable[[Path], list[Table]]
) -> None:
    found = spending(path, heading, source)
    assert between(found, None, SPENDING) == found[SPENDING]
    assert found[SPENDING] + between(found, SPENDING, ALL_SPENDING) == found[ALL_SPENDING]
    assert found[ALL_SPENDING] == income(path, heading, source)[ALL_INCOME]


@pytest.mark.parametrize("path", [BUDGET_2025, ADJUSTMENT, ACCOUNT, BUDGET_2026])
@pytest.mark.parametrize("last_row", [ALL_INCOME, ALL_SPENDING])
def test_page_and_workbook_say_the_same(path: Path, last_row: str) -> None:
    head, rows = next(found for found in tables(path) if list(found[1])[-1] == last_row)
    sheet_head, sheet_rows = next(found for found in sheets(path) if list(found[1])[-1] == last_row)
    for name, cells in rows.items():
        for heading in set(head) & set(sheet_head):
            assert cells[head.index(heading)] == sheet_rows[name][sheet_head.index(heading)], (name, heading)
    assert set(head) & set(sheet_head)


@SOURCES
@pytest.mark.parametrize("side", [income, spending])
def test_the_adjustment_is_the_budget_and_its_changes(
    side: Callable[..., Column], source: Callable[[Path], list[Table]]
) -> None:
    before, change, after = (
        side(ADJUSTMENT, heading, source) for heading in ("年初预算", "增减", "调整后预算")
    )
    approved = side(BUDGET_2025, "2025年预算数")
    assert any(change.values())
    for name in change:
        assert before[name] == approved[name]
        assert before[name] + change[name] == after[name]
    lines = [name for name in change if not name.endswith(("总计", "合计", "小计"))]
    (total,) = {ALL_INCOME, ALL_SPENDING} & set(change)
    assert sum(change[name] for name in lines) == change[total] == 20000


@pytest.mark.parametrize("side", [income, spending])
def test_the_final_account_refers_to_the_adjusted_budget(side: Callable[..., Column]) -> None:
    approved, changes = side(BUDGET_2025, "2025年预算数"), side(ADJUSTMENT, "增减", sheets)
    assert side(ACCOUNT, "年初预算") == approved
    assert side(ACCOUNT, "调整预算") == {name: approved[name] + changes[name] for name in approved}


@pytest.mark.parametrize("side", [income, spending])
def test_the_next_budget_starts_from_the_final_account(side: Callable[..., Column]) -> None:
    assert side(BUDGET_2026, "2025年完成") == side(ACCOUNT, "决算")
    changes = side(BUDGET_2026, "增减")
    done, planned = side(BUDGET_2026, "2025年完成"), side(BUDGET_2026, "2026年预算")
    assert changes == {name: planned[name] - done[name] for name in done}


def test_what_is_carried_over_arrives() -> None:
    carried = spending(ACCOUNT, "决算")["结转下年支出"]
    assert carried == income(BUDGET_2026, "2026年预算")["上年结转收入"] == 10000
    unspent = spending(ACCOUNT, "调整预算")[SPENDING] - spending(ACCOUNT, "决算")[SPENDING]
    more = income(ACCOUNT, "决算")[ALL_INCOME] - income(ACCOUNT, "调整预算")[ALL_INCOME]
    assert unspent + more == carried


@pytest.mark.parametrize("path", [BUDGET_2025, ACCOUNT, BUDGET_2026])
def test_the_summary_gives_the_totals_of_the_tables(path: Path) -> None:
    heading = {BUDGET_2025: "2025年预算数", ACCOUNT: "决算", BUDGET_2026: "2026年预算"}[path]
    summary = re.search(r"^summary: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert summary is not None
    amounts = [int(amount) for amount in re.findall(r"([0-9]+)万元", summary[1])]
    found = [income(path, heading)[INCOME], spending(path, heading)[SPENDING]]
    assert amounts[:3] == [*found, spending(path, heading)[ALL_SPENDING]]


def test_the_three_public_expenses_add_up() -> None:
    for path in (BUDGET_2025, ACCOUNT, BUDGET_2026):
        head, rows = next(found for found in sheets(path) if "公务接待费" in found[1])
        for position in range(len(head)):
            amounts = {name: cells[position] for name, cells in rows.items()}
            assert between(amounts, None, "合计") == amounts["合计"]


def test_a_wrong_amount_would_be_noticed() -> None:
    wrong = {**income(BUDGET_2025, "2025年预算数"), "契税": 1}
    assert between(wrong, None, TAXES) != wrong[TAXES]
