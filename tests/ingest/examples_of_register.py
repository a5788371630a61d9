"""Examples of the rules about the register of what is not disclosed."""

from __future__ import annotations

from factory import BUDGET, TABLE, record

from ingest.example import Example

_ENTRY = """\
kind: register_entry
data:
  decision: not_yet
  reason: process_information
  legal_basis: [《中华人民共和国政府信息公开条例》第十六条第二款]
  collective_decision: {{date: {decided}, meeting: 局党组2026年第8次会议}}
  next_review: {next_review}
"""


def entry(
    extra: str = "", body: str = "", decided: str = "2026-03-02", next_review: str = "2027-03-02"
) -> str:
    """An entry published on 2026-03-05: its data begin in line 9, those of `extra` in line 15."""
    return record(_ENTRY.format(decided=decided, next_review=next_review) + extra, body=body)


def _rule(rule: str, breaks: str, at: str, hint: str, passes: str, message: str) -> Example:
    return Example(rule, {BUDGET: breaks}, at, hint, {BUDGET: passes}, message=message)


def _filing(day: str) -> str:
    return f"  filing: {{date: {day}, reference: 备〔2026〕7号}}\n"


def _reviewed(*days: str, result: str = "kept") -> str:
    return "  reviewed:\n" + "".join(f"  - {{date: {day}, result: {result}}}\n" for day in days)


_CONTENT = "删去{}；理由写在 data 的 explanation，复审情况写在 reviewed；可以公开的材料另建条目"
_OVERDUE = "复审后在 reviewed 里加一条，并改写 next_review；可以公开的，result 写 disclosed"
_LATE = "核对会议日期；后来重新决定的，写进 reviewed，或者在 history 里加一条变更"

EXAMPLES = [
    _rule(
        "register-entry-content",
        entry(body="\n\n会商记录如下。\n"),
        "18:1",
        _CONTENT.format("正文"),
        entry(body="\n \n"),
        "不予公开登记里不能有正文",
    ),
    Example(
        "register-entry-content",
        {BUDGET: entry("attachments:\n- file: table.txt\n"), TABLE: b"x"},
        "15:1",
        _CONTENT.format("附件"),
        {BUDGET: record("attachments:\n- file: table.txt\n"), TABLE: b"x"},
        message="不予公开登记里不能有附件",
    ),
    _rule(
        "register-review-overdue",
        entry(next_review="2026-11-19"),
        "14:3",
        _OVERDUE,
        entry(next_review="2026-11-20"),
        "下次复审日期 2026-11-19 已过",
    ),
    _rule(
        "register-review-overdue",
        entry(_reviewed("2026-09-01"), next_review="2026-10-01"),
        "14:3",
        _OVERDUE,
        entry(_reviewed("2026-09-01", result="disclosed"), next_review="2026-10-01"),
        "下次复审日期 2026-10-01 已过",
    ),
    _rule(
        "register-secrecy-over",
        entry("  secrecy_until: 2026-09-01\n"),
        "15:3",
        "复审后在 reviewed 里加一条；延长期限的，改写 secrecy_until",
        entry("  secrecy_until: 2026-09-01\n" + _reviewed("2026-09-01")),
        "保密期限 2026-09-01 已满，此后还没有复审",
    ),
    _rule(
        "register-secrecy-over",
        entry("  secrecy_until: 2026-11-19\n"),
        "15:3",
        "复审后在 reviewed 里加一条；延长期限的，改写 secrecy_until",
        entry("  secrecy_until: 至方案公布之日\n"),
        "保密期限 2026-11-19 已满",
    ),
    _rule(
        "register-decision-late",
        entry(decided="2026-03-06"),
        "13:25",
        _LATE,
        entry(decided="2026-03-05"),
        "集体决定的日期 2026-03-06 晚于登记发布的日期（2026-03-05）",
    ),
    _rule(
        "register-decision-late",
        entry("history:\n- {date: 2026-05-01, action: amended, note: 重新决定}\n", decided="2026-05-02"),
        "13:25",
        _LATE,
        entry("history:\n- {date: 2026-05-01, action: amended, note: 重新决定}\n", decided="2026-05-01"),
        "晚于登记发布的日期（2026-05-01）",
    ),
    _rule(
        "register-date-order",
        entry(_filing("2026-03-01")),
        "15:12",
        "核对两个日期",
        entry(_filing("2026-03-02")),
        "“备案”2026-03-01 早于“集体决定”2026-03-02",
    ),
    _rule(
        "register-date-order",
        entry(_reviewed("2026-09-02", "2026-09-01")),
        "17:6",
        "核对两个日期",
        entry(_reviewed("2026-09-01", "2026-09-02")),
        "“复审日期”2026-09-01 早于“复审日期”2026-09-02",
    ),
    _rule(
        "register-date-order",
        entry(_reviewed("2026-11-20"), next_review="2026-11-19"),
        "14:3",
        "核对两个日期",
        entry(_reviewed("2026-11-20"), next_review="2026-11-20"),
        "“下次复审日期”2026-11-19 早于“复审日期”2026-11-20",
    ),
    _rule(
        "register-date-in-future",
        entry(_filing("2026-11-21")),
        "15:12",
        "改为实际的日期",
        entry(_filing("2026-11-20")),
        "“备案”2026-11-21 晚于今天（2026-11-20）",
    ),
    _rule(
        "register-date-in-future",
        entry(_reviewed("2026-11-21")),
        "16:6",
        "改为实际的日期",
        entry(_reviewed("2026-11-20")),
        "“复审日期”2026-11-21 晚于今天（2026-11-20）",
    ),
]
