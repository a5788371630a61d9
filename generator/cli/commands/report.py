"""`disclosure report YEAR`: a draft of an annual report, counted from the catalog."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.cli.ask import category_choices, department_choices, only
from generator.cli.parser import UsageError
from generator.cli.setup import Setup, set_up
from generator.cli.writing import write_new
from generator.editing.annual_report import ReportDraft, Reports, draft_report
from generator.editing.scaffold import header_of
from generator.ingest.annual_counts import by_figure
from generator.ingest.annual_report import figure_name, row_name
from generator.ingest.gather import gather_known
from generator.model.annual_report import CARRIED_OUT, KIND, TOTAL, number
from generator.model.catalog import Catalog

_SHOWN = 5  # index numbers named for a figure


def run(options: Namespace) -> int:
    """Write the draft and say what was counted and what is left to write."""
    setup = set_up(options)
    gathered = gather_known(setup.settings, setup.schemas, setup.as_of, setup.jobs)
    catalog, year = gathered.catalog, options.year
    if year > setup.as_of.year:
        raise _refusal(setup, f"{year} 年还没有开始", f"{year} has not begun yet")
    body = _body(options, setup, catalog)
    _refuse_second(setup, catalog, body, year)
    category = _category(options, setup, catalog, body)
    policy = setup.settings.annual_report
    draft = draft_report(catalog, gathered.taken, policy, body, year, category, setup.language)
    name = f"annual-report-{year}.md"
    path = options.output or setup.settings.records / body / f"{setup.as_of.year}" / name
    taken = f"{path} 已存在，请用 --output 换一个文件", f"{path} exists; choose another file by --output"
    write_new(path, header_of(draft.fields), taken[0] if setup.language == "zh" else taken[1])
    for line in _told(draft, path, setup):
        print(line)
    return 0


def _body(options: Namespace, setup: Setup, catalog: Catalog) -> str:
    """The body that reports: the one asked for, or the only one that did before."""
    zh, choices = setup.language == "zh", department_choices(catalog)
    if options.department:
        return only(options.department, choices, "--department", zh)
    bodies = Reports(catalog).bodies()
    if len(bodies) == 1:
        return bodies[0]
    listed = "、".join(f"{body}（{catalog.departments[body].name}）" for body in bodies) or "departments.yml"
    raise _refusal(
        setup,
        f"请用 --department 写明编制单位，可选：{listed}",
        f"say by --department which body reports: {', '.join(bodies) or 'see departments.yml'}",
    )


def _refuse_second(setup: Setup, catalog: Catalog, body: str, year: int) -> None:
    found = Reports(catalog).for_year(body, year)
    if found:
        path = os.path.relpath(found.path)
        raise _refusal(
            setup,
            f"{catalog.departments[body].name} {year} 年的年度报告已有一份：{found.index_number}（{path}）",
            f"{body} has an annual report for {year} already: {found.index_number} ({path})",
        )


def _category(options: Namespace, setup: Setup, catalog: Catalog, body: str) -> str:
    zh = setup.language == "zh"
    if options.category:
        return only(options.category, category_choices(catalog), "--category", zh)
    category = Reports(catalog).category(body, options.year)
    if not category:
        raise _refusal(
            setup,
            "看不出年度报告放在哪个栏目，请用 --category 写明",
            "nothing tells which category reports belong to; say it by --category",
        )
    return category


def _refusal(setup: Setup, zh: str, en: str) -> UsageError:
    return UsageError(zh if setup.language == "zh" else en)


def _told(draft: ReportDraft, path: Path, setup: Setup) -> Iterator[str]:
    """What was made, counted and left out, line by line."""
    zh, fields = setup.language == "zh", draft.fields
    shown, number_of_draft = os.path.relpath(path), fields["index_number"]
    labels = setup.schemas.kinds[KIND].labels(setup.language)
    names = {setup.language: labels}
    yield (
        f"已起草 {shown}（索引号 {number_of_draft}）"
        if zh
        else f"drafted {shown} (index number {number_of_draft})"
    )
    yield "从目录统计的数：" if zh else "counted from the catalog:"
    figures = by_figure(draft.counts)
    lines = [_line(figure_name(path, names)[setup.language], found, zh) for path, found in figures]
    yield from lines or ["  （没有）" if zh else "  (nothing)"]
    if draft.last:
        last, left = draft.last, number(draft.last.data, (*CARRIED_OUT, TOTAL))
        yield (
            f"上年的报告 {last.index_number} 结转 {left} 件，现行有效件数由它推算"
            if zh
            else f"carried over by the last report, {last.index_number}: {left}; in force follows from it"
        )
    if setup.as_of.year == int(fields["period"]):
        yield (
            f"{fields['period']} 年还没有过完，只统计到 {setup.as_of}"
            if zh
            else f"{fields['period']} is not over: counted until {setup.as_of}"
        )
    yield "还要由人补充和核对：" if zh else "left for you to write and check:"
    uncounted = [row_name(row, names)[setup.language] for row in draft.uncounted]
    yield from (f"  - {line}" for line in _left(uncounted, zh))
    yield (
        "补充后删去“请改写：”几个字，运行 disclosure check 核对各表的合计，再提交"
        if zh
        else "then take out the words “To be replaced:”, let disclosure check add up the tables, and commit"
    )


def _line(name: str, found: Sequence[str], zh: bool) -> str:
    shown = ("、" if zh else ", ").join(found[:_SHOWN])
    more = "" if len(found) <= _SHOWN else " 等" if zh else ", …"
    return f"  {name}：{len(found)}（{shown}{more}）" if zh else f"  {name}: {len(found)} ({shown}{more})"


def _left(uncounted: Sequence[str], zh: bool) -> Iterator[str]:
    if zh:
        yield f"{'、'.join(uncounted)}：目录里数不出来，按业务台账填写"
        yield "收到和处理申请：只数了本站公开的答复，没有公开的按申请登记补上"
        yield "行政复议、行政诉讼的件数"
        yield "总体情况、存在的主要问题、其他事项的文字；成文和发布日期"
    else:
        yield f"{', '.join(uncounted)}: the catalog does not tell, write them from your own books"
        yield "requests: only replies that this site publishes are counted; add the others from your register"
        yield "numbers of reviews and suits"
        yield "the texts of sections 1, 5 and 6; the dates of issue and publication"
