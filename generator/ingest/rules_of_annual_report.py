"""Rules of annual reports (政府信息公开工作年度报告): sums, carry-over between years, what the catalog counts."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "annual"

REPORT_YEAR = RULES.add(
    "report-year",
    "warning",
    FAMILY,
    zh=(
        "看不出是哪一年的报告：{found}",
        "period 写报告的年份，例如 period: 2025",
        "写明年份，才能与上年的报告、与目录里的信息核对。",
    ),
    en=(
        "this does not say which year it reports: {found}",
        "write the year as period, such as period: 2025",
        "Only with its year can a report be compared with the last one and with the catalog.",
    ),
)
REPORT_ROW_SUM = RULES.add(
    "report-row-sum",
    "error",
    FAMILY,
    zh=(
        "“{row}”的“{total}”写的是 {written}，各格相加是 {counted}",
        "改成 {counted}；“{total}”没有写错的，核对这一行的其他各格",
        "合计与各项对不上的年报会被退回重报，公众也无法判断哪个数是真的。",
    ),
    en=(
        "“{total}” of “{row}” is {written}, but its cells add up to {counted}",
        "write {counted}; if “{total}” is right, look at the other cells of the row",
        "A report whose totals do not match its parts is sent back, and nobody can tell which number is true.",
    ),
)
REPORT_COLUMN_SUM = RULES.add(
    "report-column-sum",
    "error",
    FAMILY,
    zh=(
        "“{column}”一列：“{total}”一行写的是 {written}，各种办理结果相加是 {counted}",
        "改成 {counted}；“{total}”没有写错的，核对这一列的各种办理结果",
        "每件办完的申请只计入一种办理结果，加起来就是总计。",
    ),
    en=(
        "column “{column}”: the row “{total}” says {written}, but the outcomes add up to {counted}",
        "write {counted}; if “{total}” is right, look at the outcomes in this column",
        "Each request that was handled counts for one outcome, so together they are the total.",
    ),
)
REPORT_BALANCE = RULES.add(
    "report-balance",
    "error",
    FAMILY,
    zh=(
        "“{column}”一列：本年新收 {received} 加上年结转 {carried_in} 是 {coming}，"
        "总计 {handled} 加结转下年度 {carried_out} 是 {going}，两边应当相等",
        "按申请登记核对这四格；另外三格都没有错的，“{row}”应是 {wanted}",
        "年报格式规定：第一项加第二项之和，等于第三项加第四项之和。",
    ),
    en=(
        "column “{column}”: received {received} and carried in {carried_in} make {coming}, "
        "handled {handled} and carried over {carried_out} make {going}; they must be equal",
        "compare the four cells with the register of requests; if the other three are right, “{row}” is {wanted}",
        "The prescribed form has it that the first row and the second equal the third and the fourth.",
    ),
)
REPORT_CARRY_OVER = RULES.add(
    "report-carry-over",
    "warning",
    FAMILY,
    zh=(
        "{cell}写的是 {written}，上年的报告 {number}（{path}）里{before_cell}是 {before}",
        "改成 {before}；上年的报告写错了的，更正那一份并在它的 history 里说明",
        "上年没有办完的申请，件数就是本年的“上年结转”。",
    ),
    en=(
        "{cell} is {written}, but in the last report {number} ({path}) {before_cell} is {before}",
        "write {before}; if the last report is wrong, correct it and say so in its history",
        "What was not handled last year is what this year begins with.",
    ),
)
REPORT_IN_FORCE = RULES.add(
    "report-in-force",
    "warning",
    FAMILY,
    zh=(
        "{cell}写的是 {written}；上年的报告 {number}（{path}）是 {before}，"
        "加本年制发 {made}、减本年废止 {repealed}，应是 {wanted}",
        "核对这几个数；清理中重新认定的，在“其他需要报告的事项”里说明，再用 rules 调整本规则的级别",
        "现行有效件数由上年的件数、本年制发和废止推算得出。",
    ),
    en=(
        "{cell} is {written}; the last report {number} ({path}) has {before}, "
        "with {made} made and {repealed} repealed that makes {wanted}",
        "look at these numbers; after a recount say so under “Other matters” and change the rule's weight",
        "What is in force follows from last year's number, what was made and what was repealed.",
    ),
)
REPORT_FEWER_THAN_PUBLISHED = RULES.add(
    "report-fewer-than-published",
    "warning",
    FAMILY,
    zh=(
        "{cell}写的是 {written}，本站公开的已有 {counted} 件：{numbers}",
        "按登记核对后改这一格；这几条的日期、栏目或办理结果写错了的，改那几条",
        "年报的数不会少于已经公开的：公众数得出来。",
    ),
    en=(
        "{cell} is {written}, but this site has already published {counted}: {numbers}",
        "compare with the register and mend this cell; if date, category or outcome there is wrong, mend those",
        "A report cannot count less than what is published: anybody can count that.",
    ),
)
REPORT_TWICE = RULES.add(
    "report-twice",
    "warning",
    FAMILY,
    zh=(
        "本机关 {year} 年的年度报告还有一份：{number}（{path}）",
        "年份写错了的，改 period；更正后重新发布的，旧的一份 status 写 superseded",
        "同一年有两份报告，公众不知道以哪一份为准。",
    ),
    en=(
        "this body has another annual report for {year}: {number} ({path})",
        "if the year is wrong, mend period; where one replaces the other, set the old one's status to superseded",
        "With two reports of one year nobody can tell which one counts.",
    ),
)
