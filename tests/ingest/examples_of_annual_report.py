"""Examples of the rules of annual reports: sums, carry-over between years, what the catalog counts."""

from __future__ import annotations

from typing import Any

from factory import BUDGET, Content, record

from ingest.example import Example

LAST = "records/finance/2025/report.md"
_REPLY = "records/{}/2026/reply-{}.md"
_DOCUMENT = "records/{}/{}/document-{}.md"

#: The front matter of a report from line 8 on; every sum in it comes out.
REPORT = """\
kind: annual_report
period: 2025
data:
  proactive: {normative_documents: {made: 2, repealed: 1, in_force: 30}, licensing: 7}
  requests:
    received: {natural_person: 5, enterprise: 1, total: 6}
    carried_in: {natural_person: 1, total: 1}
    outcomes:
      granted: {natural_person: 3, total: 3}
      denied: {third_party_rights: {natural_person: 1, enterprise: 1, total: 2}}
    total: {natural_person: 4, enterprise: 1, total: 5}
    carried_out: {natural_person: 2, total: 2}
  reviews:
    administrative_review: {upheld: 1, total: 1}
    direct_litigation: {}
    litigation_after_review: {pending: 1, total: 1}
"""


def _with(text: str, *changes: tuple[str, str]) -> str:
    """A text with changes, each to be found in it once."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def report(*changes: tuple[str, str], **fields: str) -> str:
    """The report with changes of its data."""
    return record(_with(REPORT, *changes), **fields)


def _before(
    extra: str = "",
    *,
    period: int = 2024,
    received: int = 1,
    carried_out: int = 1,
    in_force: int = 29,
    **fields: str,
) -> str:
    """The report of the year before; as it stands here, the other one goes on from it."""
    data = (
        f"kind: annual_report\nperiod: {period}\ndata:\n"
        f"  proactive: {{normative_documents: {{in_force: {in_force}}}}}\n"
        f"  requests:\n    received: {{natural_person: {received}, total: {received}}}\n"
        f"    carried_out: {{natural_person: {carried_out}, total: {carried_out}}}\n"
        "  reviews: {}\n"
    )
    own = {"index_number": "F-0", "issued": "2025-01-20", "published": "2025-01-20", **fields}
    return record(extra + data, **own)


def _reply(number: int, came: str, went: str, extra: str = "", **fields: str) -> dict[str, Content]:
    """A reply to a person's request that came on a day and was granted on another."""
    data = (
        f"kind: request_reply\ndata: {{received: {came}, applicant_type: natural_person, "
        f"outcome: granted, replied: {went}}}\n"
    )
    own = {"index_number": f"R-{number}", "issued": "2026-01-05", "published": "2026-01-05", **fields}
    return {_REPLY.format(fields.get("department", "finance"), number): record(extra + data, **own)}


def _replies(count: int, came: str, went: str, **fields: str) -> dict[str, Content]:
    each = (_reply(number, came, went, **fields) for number in range(count))
    return {path: text for files in each for path, text in files.items()}


def _documents(count: int, day: str, extra: str = "", **fields: str) -> dict[str, Content]:
    own = {"issued": day, "published": day, **fields}
    return {
        _DOCUMENT.format(fields.get("department", "finance"), day[:4], number): record(
            extra, index_number=f"D-{number}", **own
        )
        for number in range(count)
    }


def _own(
    rule: str, at: str, hint: str, breaks: list[tuple[str, str]], passes: list[tuple[str, str]], message: str
) -> Example:
    """An example of a rule that looks at one report alone."""
    return Example(rule, {BUDGET: report(*breaks)}, at, hint, {BUDGET: report(*passes)}, message=message)


def _against(
    rule: str,
    at: str,
    hint: str,
    breaks: dict[str, Content],
    passes: dict[str, Content],
    message: str,
    **more: Any,
) -> Example:
    """An example of a rule that looks at the report and other records."""
    faulty, sound = ({BUDGET: report(), **files} for files in (breaks, passes))
    return Example(rule, faulty, at, hint, sound, message=message, **more)


_SUM = "改成 {}；“总计”没有写错的，核对这一行的其他各格"
_REGISTER = "按登记核对后改这一格；这几条的日期、栏目或办理结果写错了的，改那几条"
_COUNTED = {"annual_report": {"normative_documents": ["finance"], "licensing": ["finance/budget"]}}
_REPEALED = "status: repealed\nhistory: [{date: 2025-06-01, action: repealed, note: 清理。}]\n"
_WITHDRAWN = "status: withdrawn\nhistory: [{date: 2026-01-06, action: withdrawn, note: 误发。}]\n"
_RECEIVED = "received: {natural_person: 5, enterprise: 1, total: 6}"
_GRANTED = "granted: {natural_person: 3, total: 3}"
_DENIED = "third_party_rights: {natural_person: 1, enterprise: 1, total: 2}"
_CARRIED_OUT = "carried_out: {natural_person: 2, total: 2}"

EXAMPLES = [
    _own(
        "report-year",
        "1:1",
        "period 写报告的年份，例如 period: 2025",
        [("period: 2025\n", "")],
        [],
        "看不出是哪一年的报告：没有写 period",
    ),
    _own(
        "report-year",
        "9:1",
        "period 写报告的年份，例如 period: 2025",
        [("period: 2025\n", "period: 2025-H1\n")],
        [],
        "period 写的是“2025-H1”",
    ),
    _own(
        "report-row-sum",
        "13:50",
        _SUM.format(6),
        [("enterprise: 1, total: 6", "enterprise: 1, total: 7")],
        [("natural_person: 5, enterprise: 1, total: 6", "enterprise: 1, total: 6, natural_person: 5")],
        "“本年新收政府信息公开申请数量”的“总计”写的是 7，各格相加是 6",
    ),
    _own(
        "report-row-sum",
        "17:16",
        _SUM.format(2),
        [(_DENIED, "third_party_rights: {natural_person: 1, enterprise: 1}")],
        [(_DENIED, _DENIED.replace("third_party_rights", "process_information"))],
        "“不予公开：保护第三方合法权益”的“总计”写的是 0，各格相加是 2",
    ),
    _own(
        "report-row-sum",
        "23:43",
        _SUM.format(1),
        [("pending: 1, total: 1", "pending: 1, total: 2")],
        [("pending: 1, total: 1", "pending: 1, other: 1, total: 2")],
        "“复议后起诉”的“总计”写的是 2",
    ),
    _own(
        "report-column-sum",
        "18:13",
        "改成 5；“总计”没有写错的，核对这一列的各种办理结果",
        [(_GRANTED, "granted: {natural_person: 4, total: 4}")],
        [
            (_GRANTED, "granted: {natural_person: 4, total: 4}"),
            (_DENIED, "third_party_rights: {enterprise: 1, total: 1}"),
        ],
        "“自然人”一列：“总计”一行写的是 4，各种办理结果相加是 5",
    ),
    _own(
        "report-balance",
        "19:19",
        "按申请登记核对这四格；另外三格都没有错的，“结转下年度继续办理”应是 3",
        [(_RECEIVED, "received: {natural_person: 6, enterprise: 1, total: 7}")],
        [
            (_RECEIVED, "received: {natural_person: 6, enterprise: 1, total: 7}"),
            (_CARRIED_OUT, "carried_out: {natural_person: 3, total: 3}"),
        ],
        "“自然人”一列：本年新收 6 加上年结转 1 是 7，总计 4 加结转下年度 2 是 6，两边应当相等",
    ),
    _own(
        "report-balance",
        "18:13",
        "按申请登记核对这四格；另外三格都没有错的，“总计”应是 1",
        [(_RECEIVED, "received: {natural_person: 2, enterprise: 1, total: 3}")],
        [],
        "本年新收 2 加上年结转 1 是 3，总计 4 加结转下年度 2 是 6",
    ),
    _own(
        "report-balance",
        "13:16",
        "按申请登记核对这四格；另外三格都没有错的，“本年新收政府信息公开申请数量”应是 5",
        [(_RECEIVED, "received: {natural_person: 0, enterprise: 1, total: 1}")],
        [],
        "本年新收 0 加上年结转 1 是 1",
    ),
    _against(
        "report-carry-over",
        "14:18",
        "改成 2；上年的报告写错了的，更正那一份并在它的 history 里说明",
        {LAST: _before(received=2, carried_out=2)},
        {LAST.replace("finance", "water"): _before(received=2, carried_out=2, department="water")},
        "“上年结转政府信息公开申请数量”的“自然人”写的是 1，上年的报告 F-0（",
    ),
    _against(
        "report-in-force",
        "11:59",
        "核对这几个数；清理中重新认定的，在“其他需要报告的事项”里说明，再用 rules 调整本规则的级别",
        {LAST: _before(in_force=30)},
        {LAST: _before(in_force=30, period=2023)},
        "“行政规范性文件”的“现行有效件数”写的是 30；上年的报告 F-0（",
    ),
    _against(
        "report-twice",
        "9:1",
        "年份写错了的，改 period；更正后重新发布的，旧的一份 status 写 superseded",
        {LAST: _before(period=2025)},
        {LAST: _before("status: superseded\n", period=2025)},
        "本机关 2025 年的年度报告还有一份：F-0（",
    ),
    _against(
        "report-fewer-than-published",
        "19:19",
        _REGISTER,
        _replies(3, "2025-12-30", "2026-01-05"),
        _replies(2, "2025-12-30", "2026-01-05"),
        "“结转下年度继续办理”的“自然人”写的是 2，本站公开的已有 3 件：R-0、R-1、R-2",
    ),
    _against(
        "report-fewer-than-published",
        "16:17",
        _REGISTER,
        _replies(4, "2025-02-03", "2025-02-20"),
        {
            **_replies(4, "2025-02-03", "2025-02-20"),
            **_reply(0, "2025-02-03", "2025-02-20", _WITHDRAWN),
        },
        "“予以公开”的“自然人”写的是 3，本站公开的已有 4 件：R-0、R-1、R-2 等",
    ),
    _against(
        "report-fewer-than-published",
        "14:18",
        _REGISTER,
        _replies(2, "2024-12-30", "2025-01-02", department="water"),
        _replies(1, "2024-12-30", "2025-01-02", department="water"),
        "“上年结转政府信息公开申请数量”的“自然人”写的是 1",
        settings={"annual_report": {"combined": ["finance"]}},
    ),
    _against(
        "report-fewer-than-published",
        "11:37",
        _REGISTER,
        _documents(3, "2025-03-04"),
        _documents(3, "2025-03-04", "status: draft_for_comment\n"),
        "“行政规范性文件”的“本年制发件数”写的是 2",
        settings=_COUNTED,
    ),
    _against(
        "report-fewer-than-published",
        "11:46",
        _REGISTER,
        _documents(2, "2024-03-04", _REPEALED),
        _documents(2, "2024-03-04", _REPEALED, department="water"),
        "“行政规范性文件”的“本年废止件数”写的是 1",
        settings=_COUNTED,
    ),
    _against(
        "report-fewer-than-published",
        "11:74",
        _REGISTER,
        _documents(8, "2025-03-04"),
        _documents(7, "2025-03-04"),
        "“行政许可”写的是 7，本站公开的已有 8 件",
        settings={"annual_report": {"licensing": ["finance/budget"]}},
    ),
]
