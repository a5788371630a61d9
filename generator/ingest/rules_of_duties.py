"""Rules about duties (公开事项), the records that name them, and the working days that limits count.

Whether something is late is the ledger's to say, and never a problem: a check that fails because time passes
would stop the very publication that mends it.
"""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "duty"

UNKNOWN_OWNER = RULES.add(
    "duty-unknown-owner",
    "error",
    FAMILY,
    zh=(
        "公开主体“{id}”既不是单位类型，也不是单位代码",
        "写单位类型（{kinds}）或者 catalog/departments.yml 里的单位代码",
        "没有人承担的事项，逾期了也没有人知道。",
    ),
    en=(
        "{id!r} under owed_by is neither a kind of body nor a body's id",
        "write a kind ({kinds}) or an id of catalog/departments.yml",
        "What nobody owes is never missed.",
    ),
)
DATES_REVERSED = RULES.add(
    "duty-dates-reversed",
    "error",
    FAMILY,
    zh=("终止日期 {last} 早于起始日期 {first}", "核对两个日期", "这样的事项没有一天有效。"),
    en=(
        "the last day {last} is before the first day {first}",
        "check both days",
        "No day lies between them.",
    ),
)
BEGINS_EARLY = RULES.add(
    "duty-begins-early",
    "warning",
    FAMILY,
    zh=(
        "起始日期 {date} 早于《政府信息公开条例》施行之日 {since}",
        "核对年份；确实更早的，写 {since}",
        "条例施行以前没有公开义务，台账从施行之日算起。",
    ),
    en=(
        "the first day {date} is before {since}, when the Regulations came into force",
        "check the year; write {since} if it is right",
        "Nothing had to be disclosed before; the ledger begins on that day.",
    ),
)
EVENT_OUTSIDE = RULES.add(
    "duty-event-outside",
    "warning",
    FAMILY,
    zh=(
        "事件日期 {date} 不在这个事项的有效期内",
        "核对事件日期，或者改事项的 from、to",
        "事项有效期以外的事件不产生公开义务，台账里不会出现。",
    ),
    en=(
        "the event of {date} is outside the validity of the duty",
        "check the day, or from and to of the duty",
        "Outside its validity a duty owes nothing; the ledger does not list the event.",
    ),
)
EVENT_TWICE = RULES.add(
    "duty-event-twice",
    "error",
    FAMILY,
    zh=(
        "{date} 的事件在第 {first} 行已经写过",
        "同一天同一单位的事件合写成一条，或者写不同的单位（bodies）",
        "同一天有两个事件，就分不清信息是为哪一个公开的。",
    ),
    en=(
        "there is an event on {date} in line {first} already",
        "write both as one, or give each its own bodies",
        "Of two events on one day nobody can tell which a record was published for.",
    ),
)
NOT_OWED = RULES.add(
    "duty-not-owed",
    "warning",
    FAMILY,
    zh=(
        "“{body}”不承担公开事项“{duty}”",
        "核对事项和单位，或者在 duties.yml 该事项的 owed_by 里加上这个单位",
        "不承担这个事项的单位，写了也不计入台账。",
    ),
    en=(
        "{body!r} does not owe the duty {duty!r}",
        "check both, or add the body to owed_by of the duty in duties.yml",
        "What a body does not owe counts nowhere in the ledger.",
    ),
)
PERIOD_MISSING = RULES.add(
    "duty-period-missing",
    "warning",
    FAMILY,
    zh=(
        "公开事项“{duty}”是定期公开的，本条没有写所属时期",
        "加上 period，如 {example}",
        "不写时期只能按发布日期推算，迟发的会算到下一期。",
    ),
    en=(
        "the duty {duty!r} recurs, and the record names no period",
        "add period, such as {example}",
        "Without it the day of publication decides, and what is late counts for the next period.",
    ),
)
NIL_REPORT_IDLE = RULES.add(
    "nil-report-without-duty",
    "warning",
    FAMILY,
    zh=(
        "零报告没有写明是哪个公开事项的，台账里不算",
        "加上 duty，并写 period；本单位在这个栏目的公开事项有：{duties}",
        "不写明事项，那一项会一直列为逾期未公开。",
    ),
    en=(
        "the nil report names no duty and counts for none",
        "add duty, and period; the body's duties in this category are: {duties}",
        "Without it the duty stays overdue.",
    ),
)
PERIOD_TOO_SHORT = RULES.add(
    "duty-period-too-short",
    "warning",
    FAMILY,
    zh=(
        "所属时期“{period}”比公开事项“{duty}”的一期短",
        "写一期的全部，如 {example}；确实只有其中一段的，不能算作这一期已经公开",
        "只说了一期里的一段，不能算作这一期已经公开。",
    ),
    en=(
        "the period {period!r} is shorter than one of the duty {duty!r}",
        "write a whole period, such as {example}",
        "A part of a period does not count for the whole of it.",
    ),
)
UNKNOWN_STAGE = RULES.add(
    "duty-unknown-stage",
    "error",
    FAMILY,
    zh=(
        "公开事项“{duty}”没有阶段“{stage}”",
        "写其中一个：{known}",
        "对不上阶段，就看不出一件事公开到了哪一步。",
    ),
    en=(
        "the duty {duty!r} has no stage {stage!r}",
        "write one of: {known}",
        "Without its stage nobody sees how far a matter is disclosed.",
    ),
)
STAGE_MISSING = RULES.add(
    "duty-stage-missing",
    "warning",
    FAMILY,
    zh=(
        "公开事项“{duty}”是逐段公开的，看不出本条是哪一个阶段",
        "加上 stage，写其中一个：{known}",
        "对不上阶段，就看不出一件事公开到了哪一步。",
    ),
    en=(
        "the duty {duty!r} is disclosed by stages, and the record does not tell its own",
        "add stage, one of: {known}",
        "Without its stage nobody sees how far a matter is disclosed.",
    ),
)
STAGE_IDLE = RULES.add(
    "duty-stage-idle",
    "warning",
    FAMILY,
    zh=(
        "写了阶段“{stage}”，但本条没有对应的逐段公开事项",
        "用 duty 写明逐段公开的事项，或者删去 stage",
        "阶段是公开事项的阶段，没有事项就不起作用。",
    ),
    en=(
        "the record has the stage {stage!r} and names no duty that has stages",
        "name the duty, or leave stage out",
        "A stage is one of a duty; without it the word does nothing.",
    ),
)
CALENDAR_STRETCH = RULES.add(
    "calendar-stretch",
    "error",
    FAMILY,
    zh=(
        "{first} 到 {last} 不是一段日期：结束早于开始，或者超过 {longest} 天",
        "核对两个日期",
        "写错的日期会让所有期限都算错。",
    ),
    en=(
        "{first} to {last} is no stretch of days: it ends before it begins, or has more than {longest} days",
        "check both days",
        "A wrong day makes every limit wrong.",
    ),
)
CALENDAR_CONTRADICTION = RULES.add(
    "calendar-contradiction",
    "error",
    FAMILY,
    zh=(
        "{date} 在第 {first} 行写的是另一种",
        "同一天只能是放假或者上班，删去写错的一条，或者把那一天从中间分开",
        "一天又放假又上班，期限就算不出来。",
    ),
    en=(
        "{date} is of the other kind in line {first}",
        "a day is off or it is not: leave out what is wrong, or cut the stretch at that day",
        "No limit can be counted through a day that is both.",
    ),
)
