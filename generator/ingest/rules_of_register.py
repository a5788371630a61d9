"""Rules about the register of what is not disclosed: what it must not tell, and reviews that must be held."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "register"

ENTRY_CONTENT = RULES.add(
    "register-entry-content",
    "essential",
    FAMILY,
    zh=(
        "不予公开登记里不能有{part}",
        "删去{part}；理由写在 data 的 explanation，复审情况写在 reviewed；可以公开的材料另建条目",
        "登记簿只说明哪一项不公开、为什么、何时复审；正文和附件容易带出不公开的内容。",
    ),
    en=(
        "an entry in the register of what is not disclosed has {part}",
        "delete it; the reason belongs in `explanation` and reviews in `reviewed`, both under `data`; what may "
        "be disclosed is a record of its own",
        "The register says what is not disclosed, why, and when this is reviewed; texts and files would "
        "give the matter itself away.",
    ),
)
REVIEW_OVERDUE = RULES.add(
    "register-review-overdue",
    "warning",
    FAMILY,
    zh=(
        "下次复审日期 {date} 已过，还没有复审结果",
        "复审后在 reviewed 里加一条，并改写 next_review；可以公开的，result 写 disclosed",
        "不公开的理由会消失，到期不复审等于无限期不公开。",
    ),
    en=(
        "the review due on {date} has not been held",
        "hold it, add it to `reviewed` and write the next date; if the matter is disclosed, write result: "
        "disclosed",
        "Reasons pass; without reviews a matter would stay undisclosed for ever.",
    ),
)
SECRECY_OVER = RULES.add(
    "register-secrecy-over",
    "warning",
    FAMILY,
    zh=(
        "保密期限 {date} 已满，此后还没有复审",
        "复审后在 reviewed 里加一条；延长期限的，改写 secrecy_until",
        "保密期限届满自行解密，能公开的应当公开。",
    ),
    en=(
        "secrecy ended on {date}, and no review has been held since",
        "hold one and add it to `reviewed`; write the new day in `secrecy_until` if the term was extended",
        "A secret whose term has ended is none, and may have to be disclosed.",
    ),
)
DECISION_AFTER_PUBLICATION = RULES.add(
    "register-decision-late",
    "error",
    FAMILY,
    zh=(
        "集体决定的日期 {date} 晚于登记发布的日期（{published}）",
        "核对会议日期；后来重新决定的，写进 reviewed，或者在 history 里加一条变更",
        "先集体决定，后登记公布。",
    ),
    en=(
        "the collective decision of {date} was taken after the entry was published ({published})",
        "check the day of the meeting; a later decision belongs in `reviewed`, or needs a history entry",
        "What is registered has been decided before.",
    ),
)
DATE_ORDER = RULES.add(
    "register-date-order",
    "error",
    FAMILY,
    zh=(
        "“{later}”{later_date} 早于“{earlier}”{earlier_date}",
        "核对两个日期",
        "决定、备案、复审有先后，顺序不对的登记不可信。",
    ),
    en=(
        "“{later}” ({later_date}) comes before “{earlier}” ({earlier_date})",
        "check both dates",
        "Decision, filing and reviews follow each other; an entry that says otherwise cannot be trusted.",
    ),
)
DATE_IN_FUTURE = RULES.add(
    "register-date-in-future",
    "error",
    FAMILY,
    zh=("“{label}”{date} 晚于今天（{as_of}）", "改为实际的日期", "还没有发生的事不能登记。"),
    en=(
        "“{label}” ({date}) lies after today ({as_of})",
        "write the true day",
        "What has not happened cannot be registered.",
    ),
)
