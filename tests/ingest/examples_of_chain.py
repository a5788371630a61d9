"""Examples of the rules of the decision chain: what records say of each other, and the steps that are due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factory import BUDGET, NOTICE, Content, notice, record

from ingest.example import Example

_LAW = "records/finance/2026/law.md"
_ANSWER = "公布采纳情况，其 relations 写 type: reports_consultation、target: F-1"
_OTHER = "如果关系写错了，改那份文件的 relations"


def _to(target: str, kind: str) -> str:
    return f"relations:\n- type: {kind}\n  target: {target}\n"


def _budget_and_notice(
    rule: str, breaks: tuple[str, str], at: str, hint: str, passes: tuple[str, str], message: str, **more: Any
) -> Example:
    """The extra fields of both records, which begin in line 8, in the faulty and in the sound tree."""
    faulty, sound = ({BUDGET: record(first), NOTICE: notice(second)} for first, second in (breaks, passes))
    return Example(rule, faulty, at, hint, sound, message=message, **more)


def _circle(*relations: tuple[str, str], **fields: str) -> Mapping[str, Content]:
    """The budget, the notice and a law, all replaced by now, each with its relation in line 9."""
    budget, told, law = (f"status: superseded\n{_to(target, kind)}" for kind, target in relations)
    return {
        BUDGET: record(budget),
        NOTICE: notice(told),
        _LAW: record(law, index_number="L-1", title="办法", **fields),
    }


EXAMPLES = [
    _budget_and_notice(
        "status-contradicts-relation",
        ("", _to("F-1", "supersedes")),
        "1:1",
        f"把 status 写成 superseded，并在 history 里加一条说明；{_OTHER}",
        ("status: superseded\n", _to("F-1", "supersedes")),
        "已替代本条，有效性却还是“现行有效”",
    ),
    _budget_and_notice(
        "status-contradicts-relation",
        ("status: amended\n", "effective: 2026-11-20\n" + _to("F-1", "repeals")),
        "8:1",
        f"把 status 写成 repealed，并在 history 里加一条说明；{_OTHER}",
        ("status: amended\n", "effective: 2026-11-21\n" + _to("F-1", "repeals")),
        "已废止本条，有效性却还是“已修改”",
    ),
    _budget_and_notice(
        "status-contradicts-relation",
        ("status: in_force\n", "status: superseded\n" + _to("F-1", "supersedes")),
        "8:1",
        f"把 status 写成 superseded，并在 history 里加一条说明；{_OTHER}",
        (
            "status: in_force\n",
            "status: withdrawn\nhistory:\n- {date: 2026-03-06, action: withdrawn, note: 误发。}\n"
            + _to("F-1", "supersedes"),
        ),
        "W-1（",
    ),
    _budget_and_notice(
        "amended-not-marked",
        ("former_index_numbers: [F-0]\n", _to("F-0", "amends")),
        "1:1",
        f"把 status 写成 amended，并在 history 里加一条说明；{_OTHER}",
        ("former_index_numbers: [F-0]\nstatus: repealed\n", _to("F-0", "amends")),
        "已修改本条，有效性却还是“现行有效”",
    ),
    _budget_and_notice(
        "amended-not-marked",
        ("history:\n- {date: 2026-03-06, action: amended}\n", _to("F-1", "amends")),
        "1:1",
        f"把 status 写成 amended，并在 history 里加一条说明；{_OTHER}",
        ("history:\n- {date: 2026-03-06, action: restored}\n", _to("F-1", "amends")),
        "已修改本条",
    ),
    _budget_and_notice(
        "adopted-not-draft",
        ("", _to("F-1", "adopts")),
        "1:1",
        "本条是草案的，status 写 draft_for_comment；不是的，改那份文件的 relations",
        ("status: draft_for_comment\n", _to("F-1", "adopts")),
        "写明由本条形成，本条却不是征求意见稿，而是“现行有效”",
    ),
    Example(
        "relation-circle",
        _circle(("supersedes", "L-1"), ("amends", "F-1"), ("supersedes", "W-1")),
        "10:3",
        "关系由后形成的一方写：删去写反的那一个",
        _circle(("supersedes", "L-1"), ("interprets", "F-1"), ("supersedes", "W-1")),
        path=NOTICE,
        message="绕成了一圈：F-1 → L-1 → W-1 → F-1（指向 ",
    ),
    Example(
        "relation-circle",
        _circle(("supersedes", "W-1"), ("supersedes", "F-1"), ("supersedes", "F-1")),
        "10:3",
        "关系由后形成的一方写：删去写反的那一个",
        _circle(
            ("supersedes", "W-1"), ("repeals", "GONE"), ("interprets", "F-1"), former_index_numbers="[GONE]"
        ),
        path=NOTICE,
    ),
    Example(
        "relation-to-later",
        {BUDGET: record(_to("W-1", "interprets"), issued="2026-02-28", published="2026-03-04")},
        "9:3",
        "核对索引号和两边的日期；写反了的，把这个关系移到对方文件里",
        {BUDGET: record(_to("W-1", "interprets"), issued="2026-02-28", published="2026-03-05")},
        message="“解读的文件”指向 W-1（",
    ),
    _budget_and_notice(
        "interpretation-missing",
        ("genre: 通知\n", "genre: 通知\n" + _to("F-1", "implements")),
        "1:1",
        "谁起草谁解读：新建一条解读，relations 写 type: interprets、target: F-1",
        ("genre: 通知\n", "genre: 通知\n" + _to("F-1", "interprets")),
        "发布已 260 天，还没有解读",
        settings={"interpretation_required": {"categories": ["finance/budget"], "genres": ["通知"]}},
    ),
    Example(
        "interpretation-missing",
        {BUDGET: record("genre: 意见\n", published="2026-11-16")},
        "1:1",
        "谁起草谁解读：新建一条解读，relations 写 type: interprets、target: F-1",
        {BUDGET: record("genre: 意见\n", published="2026-11-17")},
        settings={"interpretation_required": {"genres": ["意见"], "days": 3}},
    ),
    Example(
        "interpretation-missing",
        {BUDGET: record()},
        "1:1",
        "谁起草谁解读：新建一条解读，relations 写 type: interprets、target: F-1",
        {BUDGET: record("disclosure: {mode: on_request}\n")},
        settings={"interpretation_required": {"categories": ["finance/budget"], "since": "2026-03-05"}},
    ),
    _budget_and_notice(
        "consultation-without-result",
        ("status: draft_for_comment\nexpires: 2026-10-20\n", _to("F-1", "relates_to")),
        "9:1",
        f"{_ANSWER}；不再推进的，status 改为 withdrawn 并在 history 里说明",
        ("status: draft_for_comment\nexpires: 2026-10-20\n", _to("F-1", "reports_consultation")),
        "征求意见 2026-10-20 截止，已过 31 天",
    ),
    Example(
        "consultation-without-result",
        {BUDGET: record("status: draft_for_comment\nexpires: 2026-10-20\n")},
        "9:1",
        f"{_ANSWER}；不再推进的，status 改为 withdrawn 并在 history 里说明",
        {
            BUDGET: record("status: draft_for_comment\nexpires: 2026-10-20\n"),
            NOTICE: notice(_to("F-1", "consults_on")),
            _LAW: record(_to("W-1", "reports_consultation"), index_number="L-1", title="采纳情况"),
        },
    ),
    Example(
        "consultation-without-result",
        {BUDGET: record("status: draft_for_comment\nexpires: 2026-11-19\n")},
        "9:1",
        f"{_ANSWER}；不再推进的，status 改为 withdrawn 并在 history 里说明",
        {BUDGET: record("status: draft_for_comment\nexpires: 2026-11-20\n")},
        settings={"consultation_result_days": 0},
    ),
]
