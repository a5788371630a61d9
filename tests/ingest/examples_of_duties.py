"""Examples of the rules about duties, the records that name them, and the calendar of working days."""

from __future__ import annotations

from factory import BUDGET, Content, record

from ingest.example import Example

_DUTIES, _CALENDAR = "catalog/duties.yml", "catalog/calendar.yml"
_LIMIT = "  limit: {type: within, days: 20}\n"


def duties(extra: str = "", owed_by: str = "finance", limit: str = _LIMIT) -> str:
    """A duty of one body; its owner stands in line 4, `extra` begins in line 6."""
    return f"- id: budget\n  level1: 财政\n  level2: 预算\n  owed_by: [{owed_by}]\n{limit}{extra}"


def _duties(rule: str, breaks: str, at: str, hint: str, passes: str, message: str) -> Example:
    return Example(rule, {_DUTIES: breaks}, at, hint, {_DUTIES: passes}, path=_DUTIES, message=message)


def _record(
    rule: str, breaks: str, at: str, hint: str, passes: str, message: str, listed: str = "", **fields: str
) -> Example:
    """Records that name a duty: `duty` stands in line 8; `listed` is the duty catalog."""

    def files(extra: str, **written: str) -> dict[str, Content]:
        return {_DUTIES: listed, BUDGET: record(extra, **written)}

    return Example(rule, files(breaks, **fields), at, hint, files(passes), message=message)


def _calendar(rule: str, breaks: str, at: str, hint: str, passes: str, message: str) -> Example:
    return Example(rule, {_CALENDAR: breaks}, at, hint, {_CALENDAR: passes}, path=_CALENDAR, message=message)


def days(*entries: str) -> str:
    """A calendar whose entries begin in line 2."""
    return "days:\n" + "".join(f"- {{{entry}}}\n" for entry in entries)


_MONTHLY = duties(limit="  limit: {type: monthly}\n")
_STAGED = duties(limit="  limit: {type: stages, stages: [采购公告, 结果公告, 预算]}\n")
_CHECK = "核对两个日期"
_KINDS = "government, department, township, village, institution"
_WHO = f"写单位类型（{_KINDS}）或者 catalog/departments.yml 里的单位代码"
_NOT_OWED = "核对事项和单位，或者在 duties.yml 该事项的 owed_by 里加上这个单位"

EXAMPLES = [
    _duties(
        "duty-unknown-owner",
        duties(owed_by="finances"),
        "4:13",
        f"是否想写“finance”？{_WHO}",
        duties(owed_by="department"),
        "公开主体“finances”既不是单位类型，也不是单位代码",
    ),
    _duties(
        "unknown-department",
        duties("  exempt:\n  - {bodies: [finances], reason: 没有}\n"),
        "7:15",
        "是否想写“finance”？在 catalog/departments.yml 里查代码，或先加上该单位",
        duties("  exempt:\n  - {bodies: [finance], reason: 没有}\n"),
        "没有发布机构“finances”",
    ),
    _duties(
        "unknown-category",
        duties("  categories: [finance/budgets]\n"),
        "6:16",
        "是否想写“finance/budget”？在 catalog/categories.yml 里查，写成“上级/下级”",
        duties("  categories: [finance/budget, finance]\n"),
        "没有栏目“finance/budgets”",
    ),
    _duties(
        "duty-dates-reversed",
        duties("  from: 2026-03-02\n  to: 2026-03-01\n"),
        "7:3",
        _CHECK,
        duties("  from: 2026-03-01\n  to: 2026-03-01\n"),
        "终止日期 2026-03-01 早于起始日期 2026-03-02",
    ),
    _duties(
        "duty-dates-reversed",
        duties("  exempt:\n  - {bodies: [finance], reason: 没有, from: 2026-03-02, to: 2026-03-01}\n"),
        "7:55",
        _CHECK,
        duties("  exempt:\n  - {bodies: [finance], reason: 没有, from: 2026-03-01, to: 2026-03-02}\n"),
        "终止日期 2026-03-01 早于起始日期 2026-03-02",
    ),
    _duties(
        "duty-begins-early",
        duties("  from: 1026-01-01\n"),
        "6:3",
        "核对年份；确实更早的，写 2008-05-01",
        duties("  from: 2008-05-01\n"),
        "起始日期 1026-01-01 早于《政府信息公开条例》施行之日 2008-05-01",
    ),
    _duties(
        "duty-event-outside",
        duties("  from: 2026-01-30\n  events:\n  - {date: 2026-01-29, name: 批准预算}\n"),
        "8:6",
        "核对事件日期，或者改事项的 from、to",
        duties("  from: 2026-01-29\n  events:\n  - {date: 2026-01-29, name: 批准预算}\n"),
        "事件日期 2026-01-29 不在这个事项的有效期内",
    ),
    _duties(
        "duty-event-twice",
        duties(
            "  events:\n  - {date: 2026-01-29, name: 甲}\n"
            "  - {date: 2026-01-29, name: 乙, bodies: [finance]}\n"
        ),
        "8:6",
        "同一天同一单位的事件合写成一条，或者写不同的单位（bodies）",
        duties(
            "  events:\n  - {date: 2026-01-29, name: 甲, bodies: [water]}\n"
            "  - {date: 2026-01-29, name: 乙, bodies: [finance]}\n",
            owed_by="department",
        ),
        "2026-01-29 的事件在第 7 行已经写过",
    ),
    _duties(
        "duty-not-owed",
        duties("  events:\n  - {date: 2026-01-29, name: 甲, bodies: [water]}\n"),
        "7:42",
        _NOT_OWED,
        duties("  events:\n  - {date: 2026-01-29, name: 甲, bodies: [finance]}\n"),
        "“water”不承担公开事项“budget”",
    ),
    _record(
        "duty-not-owed",
        "duty: water-quality\n",
        "8:1",
        _NOT_OWED,
        "duty: budget\n",
        "“finance”不承担公开事项“water-quality”",
        listed=duties() + duties(owed_by="water").replace("budget", "water-quality"),
    ),
    _record(
        "duty-period-missing",
        "duty: budget\n",
        "8:1",
        "加上 period，如 2026-02",
        "duty: budget\nperiod: 2026-02\n",
        "公开事项“budget”是定期公开的，本条没有写所属时期",
        listed=_MONTHLY,
    ),
    _record(
        "nil-report-without-duty",
        "kind: nil_report\n",
        "8:1",
        "加上 duty，并写 period；本单位在这个栏目的公开事项有：budget",
        "kind: nil_report\nduty: budget\nperiod: 2026-02\n",
        "零报告没有写明是哪个公开事项的，台账里不算",
        listed=duties("  categories: [finance]\n", limit="  limit: {type: monthly}\n"),
    ),
    _record(
        "duty-period-too-short",
        "duty: budget\nperiod: 2026-Q3\n",
        "9:1",
        "写一期的全部，如 2026-H2；确实只有其中一段的，不能算作这一期已经公开",
        "duty: budget\nperiod: 2026\n",
        "所属时期“2026-Q3”比公开事项“budget”的一期短",
        listed=duties(limit="  limit: {type: half_yearly}\n"),
    ),
    _record(
        "duty-unknown-stage",
        "duty: budget\nstage: 采购公示\n",
        "9:1",
        "是否想写“采购公告”？",
        "duty: budget\nstage: 采购公告\n",
        "公开事项“budget”没有阶段“采购公示”",
        listed=_STAGED,
    ),
    _record(
        "duty-stage-missing",
        "duty: budget\n",
        "8:1",
        "加上 stage，写其中一个：采购公告, 结果公告, 预算",
        "duty: budget\n",  # its category is called after a stage
        "公开事项“budget”是逐段公开的，看不出本条是哪一个阶段",
        listed=_STAGED,
        category="finance",
    ),
    _record(
        "duty-stage-idle",
        "duty: budget\nstage: 结果公告\n",
        "9:1",
        "用 duty 写明逐段公开的事项，或者删去 stage",
        "duty: budget\n",
        "写了阶段“结果公告”，但本条没有对应的逐段公开事项",
        listed=duties(),
    ),
    _record(
        "duty-stage-idle",
        "stage: 结果公告\n",
        "8:1",
        "用 duty 写明逐段公开的事项，或者删去 stage",
        "duty: budget\nstage: 结果公告\n",
        "写了阶段“结果公告”，但本条没有对应的逐段公开事项",
        listed=_STAGED,
    ),
    _calendar(
        "calendar-stretch",
        days("from: 2027-02-12, to: 2027-02-06, kind: holiday"),
        "2:22",
        _CHECK,
        days("from: 2027-02-06, to: 2027-02-12, kind: holiday"),
        "2027-02-12 到 2027-02-06 不是一段日期",
    ),
    _calendar(
        "calendar-contradiction",
        days("from: 2027-02-06, to: 2027-02-12, kind: holiday", "date: 2027-02-12, kind: workday"),
        "3:3",
        "同一天只能是放假或者上班，删去写错的一条，或者把那一天从中间分开",
        days("from: 2027-02-06, to: 2027-02-12, kind: holiday", "date: 2027-02-13, kind: workday"),
        "2027-02-12 在第 2 行写的是另一种",
    ),
]
