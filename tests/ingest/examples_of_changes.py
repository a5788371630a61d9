"""Examples of the rules about changes: what a branch does to records that are on `main`."""

from __future__ import annotations

from collections.abc import Mapping

from factory import BUDGET, TABLE, Content, record

from ingest.example import Example
from ingest.repository import SETTLED

_SECOND = "records/finance/2026/second.md"
_THIRD = "records/finance/2026/third.md"
_ANOTHER = record(SETTLED, title="决算", issued="2026-03-02", index_number="F-0")
_WITHDRAWN = (
    "status: withdrawn\nhistory:\n- date: 2026-04-01\n  action: withdrawn\n  note: 数字有误，另行公布\n"
)
_DRAFT = "status: draft_for_comment\n"
_ADD = (
    "在 history 末尾加一条：date 写变更日期，action 写 corrected（更正）、amended（修改）等，"
    "note 写明改了什么、为什么"
)
_NOTE = "在 note 里写明改了哪里、由什么改为什么、为什么。例如：附件2第3行金额由120万元更正为102万元。"
_SILENT = "changed-without-history"


def _entry(note: str = "预算收入由120万元更正为102万元", day: str = "2026-04-01") -> str:
    return f"- date: {day}\n  action: corrected\n  note: {note}\n"


def _history(*entries: str) -> str:
    return "history:\n" + "".join(entries or (_entry(),))


def _change(
    rule: str,
    before: str | Mapping[str, Content],
    breaks: str | Mapping[str, Content],
    at: str,
    hint: str,
    passes: str | Mapping[str, Content],
    *,
    path: str = BUDGET,
    message: str = "",
) -> Example:
    def files(content: str | Mapping[str, Content]) -> Mapping[str, Content]:
        return {BUDGET: content} if isinstance(content, str) else content

    return Example(
        rule, files(breaks), at, hint, files(passes), path=path, message=message, before=files(before)
    )


EXAMPLES = [
    _change(
        "record-deleted",
        record(),
        {BUDGET: None},
        "1:1",
        "恢复这个文件；要撤下信息，把 status 改为 withdrawn，并在 history 里写明日期、withdrawn 和原因",
        record(_WITHDRAWN),
        message="已发布的信息“2026年预算”（F-1）被删除",
    ),
    _change(
        "record-deleted",
        record(),
        {BUDGET: None},
        "1:1",
        "恢复这个文件；要撤下信息，把 status 改为 withdrawn，并在 history 里写明日期、withdrawn 和原因",
        {BUDGET: None, _SECOND: record()},  # another file name: the same record
    ),
    _change(
        "index-number-changed",
        record(),
        record(index_number="F-2"),
        "3:1",
        "改回 F-1；确需更改的，在 former_index_numbers 里加上 F-1",
        record("former_index_numbers: [F-1]\n", index_number="F-2"),
        message="索引号由 F-1 改成了 F-2",
    ),
    _change(
        "index-number-changed",
        record(),
        {BUDGET: None, _SECOND: record(index_number="F-2")},
        "3:1",
        "改回 F-1；确需更改的，在 former_index_numbers 里加上 F-1",
        {BUDGET: None, _SECOND: record("former_index_numbers: [F-1]\n", index_number="F-2")},
        path=_SECOND,
    ),
    _change(
        "index-number-reused",
        {_SECOND: record(index_number="F-2")},
        {_SECOND: record(index_number="F-9"), _THIRD: _ANOTHER.replace("F-0", "F-2")},
        "3:1",
        "换一个没有用过的索引号（disclosure new 会给出）",
        {
            _SECOND: record("former_index_numbers: [F-2]\n", index_number="F-9"),
            _THIRD: _ANOTHER.replace("F-0", "F-3"),
        },
        path=_THIRD,
        message="索引号 F-2 已属于“2026年预算”",
    ),
    _change(
        "former-number-dropped",
        record("former_index_numbers: [F-0, E-9]\n"),
        record("former_index_numbers: [E-9]\n"),
        "8:1",
        "在 former_index_numbers 里加回 F-0",
        record("former_index_numbers: [F-0, E-9, E-8]\n"),
        message="曾用索引号 F-0 被删去",
    ),
    _change(
        "first-number-moved",
        record(),
        record("former_index_numbers: [F-0]\n"),
        "8:24",
        "在 former_index_numbers 里把 F-1 写在第一个",
        record("former_index_numbers: [F-1, F-0]\n"),
        message="曾用索引号的第一个应当是 F-1，",
    ),
    _change(
        "published-moved",
        record(),
        record(published="2026-03-04"),
        "7:1",
        "改回 2026-03-05；内容有变更的，在 history 里加一条",
        record(published="2026-03-05T09:30"),
        message="发布日期由 2026-03-05 改成了 2026-03-04",
    ),
    _change(
        _SILENT,
        record(),
        record(title="2026年度预算"),
        "2:1",
        _ADD,
        record(_history(), title="2026年度预算"),
        message="改动了已发布信息的名称，但",
    ),
    _change(
        _SILENT,
        record(body="第一段。\n\n第二段。\n"),
        record(body="第一段。\n\n第二段有改动。\n"),
        "11:1",
        _ADD,
        record(body="**第一段。**\n第二段。\n"),  # how it is set, and no word of it
        message="改动了已发布信息的正文，但",
    ),
    _change(
        _SILENT,
        record(body="| 项 | 数 |\n|---|---|\n| 甲 | 1 |\n"),
        record(body="| 项 | 数 |\n|---|---|\n| 甲 | 2 |\n"),
        "11:1",
        _ADD,
        record(body="|项  |  数|\n|:--|--:|\n|甲|1|\n"),
    ),
    _change(
        _SILENT,
        record(body="见[通告](record:W-1)。\n"),
        record(body="见[通告](record:F-1)。\n"),
        "9:1",
        _ADD,
        record(body="见\n[通告](record:W-1)。\n"),
    ),
    _change(
        _SILENT, record(), record(issued="2026-02-28"), "6:1", _ADD, record(_history(), issued="2026-02-28")
    ),
    _change(
        _SILENT,
        {BUDGET: record("attachments:\n- {file: table.txt}\n"), TABLE: b"old"},
        {TABLE: b"new"},
        "8:1",
        _ADD,
        {BUDGET: record("attachments:\n- {file: table.txt}\n" + _history()), TABLE: b"new"},
        message="改动了已发布信息的附件，但",
    ),
    _change(
        _SILENT,
        record(),
        record("status: amended\n"),
        "8:1",
        _ADD,
        record("keywords: [预算]\nsummary: 概述\n"),  # helps to find it, changes nothing
        message="改动了已发布信息的有效性，但",
    ),
    _change(
        _SILENT,
        record(),
        record("disclosure:\n  mode: on_request\n"),
        "9:3",
        _ADD,
        record("disclosure:\n  mode: proactive\n"),
        message="改动了已发布信息的公开方式，但",
    ),
    _change(
        "draft-changed",
        record(_DRAFT),
        record(_DRAFT, body="另一稿。\n"),
        "10:1",
        "在 history 末尾加一条 amended，写明改了什么；实质性修改应当重新征求意见",
        record(_DRAFT + _history(), body="另一稿。\n"),
    ),
    _change(
        "history-rewritten",
        record(_history()),
        record(_history(_entry("预算收入由120万元更正为112万元"))),
        "9:3",
        "照原样恢复；原来写错的，另加一条 corrected 说明",
        record(_history(_entry(), _entry("上次更正的数字有误，应为112万元", "2026-04-02"))),
        message="已有的一条（2026-04-01，更正）",
    ),
    _change(
        "history-rewritten",
        record(_history(_entry(), _entry("另一处", "2026-04-02"))),
        record(_history()),
        "8:1",
        "照原样恢复；原来写错的，另加一条 corrected 说明",
        record(_history(_entry(), _entry("另一处", "2026-04-02")), body="*正文。*\n"),
        message="已有的一条（2026-04-02，更正）",
    ),
    _change(
        "history-note-empty",
        record(),
        record(_history(_entry("内容更新。"))),
        "11:3",
        _NOTE,
        record(_history(_entry("更正联系电话"))),
        message="变更说明“内容更新。”没有说明",
    ),
    _change(
        "history-note-empty",
        record(),
        record("history:\n- date: 2026-04-01\n  action: amended\n"),
        "9:3",
        _NOTE,
        record("history:\n- date: 2026-04-01\n  action: amended\n  note: 补充第三条\n"),
        message="变更说明“（空）”",
    ),
    _change(
        "published-late",
        {},
        {_SECOND: record(SETTLED, index_number="F-2", issued="2026-01-29")},
        "7:1",
        "如实发布即可，不要改日期；请核对成文日期，并在拉取请求里说明原因；批量补录旧信息时用 --import",
        # with the Spring Festival and its make-up days, 5 March is the 20th working day after 30 January
        {_SECOND: record(SETTLED, index_number="F-2", issued="2026-01-30")},
        path=_SECOND,
    ),
]
