"""Examples of the rules about the dates of letters, requests, responses, evaluations and nil reports."""

from __future__ import annotations

from factory import BUDGET, record

from ingest.example import Example

_HISTORY = "history:\n- {date: 2026-03-20, action: amended, note: 补充答复。}\n"
_AFTER = "核对日期；发布以后才有结果的，在 history 里加一条 action 为 amended 的变更"
_SCORES = "{truthfulness: 90, accuracy: 90, completeness: 90, timeliness: 90, procedure: 90, institution: 90}"


def _letter(received: str, replied: str, extra: str = "") -> str:
    data = f"{{received: {received}, replied: {replied}, disposition: resolved}}"
    return record(f"kind: letter\ndata: {data}\n{extra}")


def _request(extended: str, not_counted: int = 0) -> str:
    """A request of 2026-01-05; the longest time to reply ends on 2026-03-06, after the Spring Festival."""
    return record(
        "kind: request_reply\ndata:\n  received: 2026-01-05\n  applicant_type: enterprise\n"
        f"  extended_to: {extended}\n  days_not_counted: {not_counted}\n"
    )


def _response(raised: str, responded: str) -> str:
    return record(f"kind: response\ndata: {{concern: 停水, raised: {raised}, responded: {responded}}}\n")


def _evaluation(started: str, ended: str) -> str:
    return record(
        f"kind: evaluation\ndata:\n  started: {started}\n  ended: {ended}\n"
        f"  respondents: 9\n  scores: {_SCORES}\n"
    )


def _nil(period: str, checked: str) -> str:
    return record(f"kind: nil_report\nperiod: {period}\ndata: {{checked_on: {checked}}}\n")


def _rule(rule: str, breaks: str, at: str, hint: str, passes: str, message: str) -> Example:
    return Example(rule, {BUDGET: breaks}, at, hint, {BUDGET: passes}, message=message)


EXAMPLES = [
    _rule(
        "interaction-date-order",
        _letter("2026-03-04", "2026-03-03"),
        "9:30",
        "核对两个日期",
        _letter("2026-03-04", "2026-03-04"),
        "“答复日期”2026-03-03 早于“收到日期”2026-03-04",
    ),
    _rule(
        "interaction-date-order",
        _response("2026-03-04", "2026-03-03"),
        "9:41",
        "核对两个日期",
        _response("2026-03-04", "2026-03-04"),
        "“回应日期”2026-03-03 早于“提出日期”2026-03-04",
    ),
    _rule(
        "interaction-date-order",
        _evaluation("2026-03-04", "2026-03-03"),
        "11:3",
        "核对两个日期",
        _evaluation("2026-03-03", "2026-03-04"),
        "“结束日期”2026-03-03 早于“开始日期”2026-03-04",
    ),
    _rule(
        "interaction-date-published",
        _letter("2026-03-04", "2026-03-06"),
        "9:30",
        _AFTER,
        _letter("2026-03-04", "2026-03-20", _HISTORY),
        "“答复日期”2026-03-06 晚于发布日期（2026-03-05）",
    ),
    _rule(
        "request-extension",
        _request("2026-03-09"),
        "12:3",
        "核对日期；征求第三方和其他机关意见的工作日写在 days_not_counted",
        _request("2026-03-09", not_counted=1),
        "延期至 2026-03-09，超过法定的最长期限（2026-03-06）",
    ),
    _rule(
        "nil-report-early",
        _nil("2026-02", "2026-02-27"),
        "10:8",
        "时期结束以后再核查，并改写 checked_on；时期写错的，改 period",
        _nil("2026-02", "2026-02-28"),
        "核查日期 2026-02-27 早于所属时期的最后一天（2026-02-28）",
    ),
]
