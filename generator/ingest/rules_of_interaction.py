"""Rules about letters, requests, responses, evaluations and nil reports: dates that can be true."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "interaction"

DATE_ORDER = RULES.add(
    "interaction-date-order",
    "error",
    FAMILY,
    zh=(
        "“{later}”{later_date} 早于“{earlier}”{earlier_date}",
        "核对两个日期",
        "办理天数由这两个日期算出，先后颠倒，统计就错了。",
    ),
    en=(
        "“{later}” ({later_date}) comes before “{earlier}” ({earlier_date})",
        "check both dates",
        "The days taken follow from both; in the wrong order they make every figure wrong.",
    ),
)
AFTER_PUBLICATION = RULES.add(
    "interaction-date-published",
    "error",
    FAMILY,
    zh=(
        "“{label}”{date} 晚于发布日期（{published}）",
        "核对日期；发布以后才有结果的，在 history 里加一条 action 为 amended 的变更",
        "发布时还没有发生的事不会写在里面；后来补写的，要让群众知道改过。",
    ),
    en=(
        "“{label}” ({date}) lies after the publication ({published})",
        "check the date; what came later needs a history entry with action: amended",
        "A record cannot tell of what had not happened yet; the public is told of what was added later.",
    ),
)
EXTENSION = RULES.add(
    "request-extension",
    "warning",
    FAMILY,
    zh=(
        "延期至 {date}，超过法定的最长期限（{longest}）",
        "核对日期；征求第三方和其他机关意见的工作日写在 days_not_counted",
        "答复期限是20个工作日，最长再延长20个工作日（《政府信息公开条例》第三十三条）。",
    ),
    en=(
        "the time to reply is extended to {date}, beyond the longest that the law allows ({longest})",
        "check the date; working days in which others were asked belong in `days_not_counted`",
        "Requests are answered within 20 working days, extended by 20 at most (Regulations, article 33).",
    ),
)
NIL_TOO_EARLY = RULES.add(
    "nil-report-early",
    "warning",
    FAMILY,
    zh=(
        "核查日期 {date} 早于所属时期的最后一天（{last}）",
        "时期结束以后再核查，并改写 checked_on；时期写错的，改 period",
        "时期还没有结束，就不能说这一期没有。",
    ),
    en=(
        "it was checked on {date}, before the last day of the period ({last})",
        "check again after the period and write that day in `checked_on`; or mend `period`",
        "Nobody can say that a period brought nothing while it lasts.",
    ),
)
