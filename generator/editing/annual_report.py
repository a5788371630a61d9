"""A draft of an annual report (政府信息公开工作年度报告), counted from the catalog and the last report.

The sums of a draft come out: what came in and was not replied to in the catalog is carried over. What is left
for people to write bears the mark that `check` warns of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from generator.derive.statistics.figures import is_disclosure
from generator.editing.numbers import next_index_number
from generator.ingest.annual_counts import Counting, Counts
from generator.ingest.annual_report import year_of
from generator.ingest.examples import MARKS
from generator.ingest.facts import facts_of
from generator.model.annual_report import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    DECISIONS,
    DOCUMENTS,
    FEES,
    HANDLED,
    KIND,
    OUTCOME_ROWS,
    RECEIVED,
    RESULTS,
    REVIEWS,
    TOTAL,
    Path,
    number,
)
from generator.model.catalog import Catalog
from generator.model.records import Record
from generator.model.settings import AnnualReportPolicy

#: The type of the column that a site publishes its reports in (政府网站发展指引).
_COLUMN = "信息公开年报"
#: What a body says alike every year.
_LASTING = ("duty", "keywords", "issuers", "subjects", "disclosure", "contact")

_TITLE = {"zh": "{body}{year}年政府信息公开工作年度报告", "en": "{body}: annual disclosure report for {year}"}
_OVERVIEW = {
    "zh": "{year}年在本站公开信息{published}条，收到政府信息公开申请{received}件，办理{handled}件。"
    "（按目录统计，请核对并补充主动公开、依申请公开、政府信息管理、平台建设、监督保障的情况。）",
    "en": "In {year} this site published {published} records; {received} requests came in, {handled} were "
    "handled. (As the catalog counts; check the numbers and add what was done in each field of work.)",
}
_PROBLEMS = {"zh": "存在的主要问题和改进情况。", "en": "the main problems, and what is done about them."}
_OTHER_MATTERS = {
    "zh": "收取信息处理费的情况和其他需要报告的事项。",
    "en": "fees charged for handling requests, and anything else to report.",
}


@dataclass(frozen=True)
class ReportDraft:
    """A drafted report. `fields` is its front matter, `counts` what it counts and the records counted.

    `last` is the report of the year before, if there is one; `uncounted` are rows that people have to write.
    """

    fields: Mapping[str, Any]
    counts: Counts
    last: Record | None
    uncounted: tuple[Path, ...]


@dataclass(frozen=True)
class Reports:
    """The annual reports of a catalog that stand."""

    catalog: Catalog

    def of(self, body: str, before: int) -> Iterator[tuple[int, Record]]:
        """The reports of a body for years before another one, with their years."""
        for record in self._all():
            year = year_of(record.period)
            if record.department == body and year is not None and year < before:
                yield year, record

    def for_year(self, body: str, year: int) -> Record | None:
        """The report of a body for a year."""
        return dict(self.of(body, year + 1)).get(year)

    def bodies(self) -> list[str]:
        """The bodies that publish reports, in the order of the catalog's list."""
        publishing = {record.department for record in self._all()}
        return [body for body in self.catalog.departments if body in publishing]

    def category(self, body: str, year: int) -> str:
        """Where a body's report belongs: where its last one is, else most others; "" where nothing tells."""
        own = dict(self.of(body, year))
        if own:
            return own[max(own)].category
        usual = Counter(record.category for record in self._all()).most_common(1)
        columns = (node.path for node in self.catalog.categories if node.extra.get("column_type") == _COLUMN)
        return usual[0][0] if usual else next(columns, "")

    def _all(self) -> Iterator[Record]:
        return (each for each in self.catalog.records if each.kind == KIND and not each.has_ended)


def _is_disclosed(record: Record, year: int) -> bool:
    """Whether a record counts as disclosed in a year, as the statistics of the site count."""
    return record.published.year == year and is_disclosure(record) and not record.body_is_removed


def draft_report(
    catalog: Catalog,
    taken: Set[str],
    policy: AnnualReportPolicy,
    body: str,
    year: int,
    category: str,
    language: str,
) -> ReportDraft:
    """The draft of a body's report for a year, written on the catalog's day.

    `taken` are the addresses of all index numbers in use; `language` is that of the words to be replaced.
    """
    own = dict(Reports(catalog).of(body, year))
    model, last = own[max(own)] if own else None, own.get(year - 1)
    is_combined = body in policy.combined
    records = [each for each in catalog.records if is_combined or each.department == body]
    counting = Counting.of(policy)
    counts = counting.counted((facts_of(each, "") for each in records if counting.concerns(each)), year)
    requests = _requests(counts, last)
    overview = _OVERVIEW[language].format(
        year=year,
        published=sum(_is_disclosed(each, year) for each in records),
        received=requests["received"][TOTAL],
        handled=requests[TOTAL][TOTAL],
    )
    counted_rows = {("proactive", row) for row, _ in policy.categories}
    mark, day = MARKS[language], catalog.as_of
    fields = {
        "title": _title(catalog, body, year, model, language),
        "index_number": next_index_number(catalog.records, taken, body, day),
        "department": body,
        "category": category,
        "kind": KIND,
        "issued": day.isoformat(),
        "published": day.isoformat(),
        "period": f"{year}",
        **{key: model.fields[key] for key in _LASTING if model and key in model.fields},
        "data": {
            "overview": mark + overview,
            "proactive": _proactive(counts, last, counted_rows),
            "requests": requests,
            "reviews": {row[-1]: dict.fromkeys((*RESULTS, TOTAL), 0) for row in REVIEWS},
            "problems": mark + _PROBLEMS[language],
            "other_matters": mark + _OTHER_MATTERS[language],
        },
    }
    uncounted = tuple(row for row in (*DOCUMENTS, *DECISIONS, FEES) if row not in counted_rows)
    return ReportDraft(fields, counts, last, uncounted)


def _title(catalog: Catalog, body: str, year: int, model: Record | None, language: str) -> str:
    if model and model.period in model.title:
        return model.title.replace(model.period, f"{year}")
    return _TITLE[language].format(body=catalog.departments[body].name, year=year)


def _requests(counts: Counts, last: Record | None) -> dict[str, Any]:
    """The third table: rows of what is counted, and as carried over whatever the catalog leaves open."""
    before = last.data if last else {}

    def counted(row: Path) -> dict[str, int]:
        return {column: len(counts.get((*row, column), ())) for column in APPLICANTS}

    received, handled = counted(RECEIVED), counted(HANDLED)
    carried_in = {
        column: max(number(before, (*CARRIED_OUT, column)), count)
        for column, count in counted(CARRIED_IN).items()
    }
    carried_out = {column: received[column] + carried_in[column] - handled[column] for column in APPLICANTS}
    outcomes: dict[str, Any] = {}
    for path in OUTCOME_ROWS.values():
        *groups, row = path[2:]
        place = outcomes.setdefault(groups[0], {}) if groups else outcomes
        place[row] = _row(counted(path))
    return {
        "received": _row(received),
        "carried_in": _row(carried_in),
        "outcomes": outcomes,
        TOTAL: _row(handled),
        "carried_out": _row(carried_out),
    }


def _row(cells: Mapping[str, int]) -> dict[str, int]:
    """A row with its total; empty columns are left out."""
    return {**{column: count for column, count in cells.items() if count}, TOTAL: sum(cells.values())}


def _proactive(counts: Counts, last: Record | None, counted_rows: Set[Path]) -> dict[str, Any]:
    """The second table. Documents in force follow from last year's; decisions not counted are left out."""
    table: dict[str, Any] = {}
    for row in DOCUMENTS:
        made, repealed, in_force = (
            len(counts.get((*row, key), ())) for key in ("made", "repealed", "in_force")
        )
        if last:
            in_force = max(0, number(last.data, (*row, "in_force")) + made - repealed)
        table[row[-1]] = {"made": made, "repealed": repealed, "in_force": in_force}
    return table | {row[-1]: len(counts.get(row, ())) for row in DECISIONS if row in counted_rows}
