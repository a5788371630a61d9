"""Examples of the rules about fields: what the schema asks, and what no schema can say."""

from __future__ import annotations

from factory import BUDGET, NOTICE, TABLE, notice, record

from ingest.example import Example

CATALOG = "catalog/departments.yml"
_DATE = "写成“2026-03-01”的样子，并核对该日是否存在"
_TITLE = "信息的完整标题，写在一行内。例如：示例县人民政府关于印发2026年政务公开工作要点的通知。"
_WITHDRAWN = "history:\n- date: 2026-04-01\n  action: {}\n  note: 数字有误。\n"
_REMOVED = f"status: withdrawn\nwithdrawal: {{body: removed}}\n{_WITHDRAWN.format('withdrawn')}"
_LEFT = "从文件里删去，附件从文件夹里一并删除；公开仓库的历史里仍有原文，需要时请管理员处理"
_SCORES = (
    "kind: evaluation\ndata:\n  respondents: {}\n  scores: {{truthfulness: {}, accuracy: 9, completeness: 9, "
    "timeliness: 9, procedure: 9, institution: 9}}\n"
)
_PLACEHOLDER = "换成真正的正文；不需要正文的，删去这一行"
_EXAMPLE = "改成实际的内容，data 下面其他各项也逐项核对；不必填的，没有就删去这一行"
_RESPONSE = "kind: response\ndata:\n  concern: {}\n  channel: 新闻发布会\n"
_REGISTER = (
    "kind: register_entry\ndata:\n  decision: not_yet\n  reason: process_information\n  legal_basis: [{}]\n"
    "  collective_decision: {{date: 2026-03-02, meeting: 局务会}}\n  next_review: 2027-03-02\n"
)


def _field(rule: str, breaks: str, at: str, hint: str, passes: str, message: str = "") -> Example:
    return Example(rule, {BUDGET: breaks}, at, hint, {BUDGET: passes}, message=message)


EXAMPLES = [
    Example(
        "expired-in-force",
        {BUDGET: record("expires: 2026-11-19\n")},
        "8:1",
        "把 status 改为 expired，并在 history 里加一条说明；若已延期，改正失效日期",
        {BUDGET: record("expires: 2026-11-20\n")},
        message="失效日期 2026-11-19 已过，有效性却仍是“现行有效”",
    ),
    _field(
        "missing-key",
        record(title=None),
        "1:1",
        f"加一行“title: …”。{_TITLE}",
        record(title="0012"),
        "缺少“名称”（title）",
    ),
    _field(
        "missing-key",
        record("kind: letter\n"),
        "1:1",
        "加一行“received: …”。收到来信的日期。例如：2026-03-02。",
        record("kind: letter\ndata:\n  received: 2026-03-02\n"),
        "缺少“收到日期”（data.received）",
    ),
    _field(
        "missing-key",
        record("relations:\n- type: relates_to\n"),
        "9:3",
        "加一行“target: …”。另一条信息的索引号，必须是本站已有的。例如：SL001-2026-00012。",
        record("relations:\n- type: relates_to\n  target: W-1\n"),
        "缺少“对方索引号”（relations.1.target）",
    ),
    Example(
        "missing-key",
        {CATALOG: "- id: finance\n  kind: department\n- {id: water, name: 水, kind: department}\n"},
        "1:3",
        "加一行“name: …”。单位全称。例如：示例县财政局。",
        {},
        path=CATALOG,
        message="缺少“单位名称”（1.name）",
    ),
    _field(
        "unknown-key",
        record("sumary: 甲\n"),
        "8:1",
        "是否想写“summary”？",
        record("summary: 甲\n"),
        "没有“sumary”这个字段",
    ),
    _field("unknown-key", record("文种: 通知\n"), "8:1", "是否想写“genre”？", record("genre: 通知\n")),
    _field(
        "unknown-key",
        record("disclosure:\n  zzzz: 甲\n"),
        "9:3",
        "可用的字段：mode, audience, timing, legal_basis",
        record("disclosure:\n  mode: proactive\n"),
    ),
    _field(
        "wrong-type",
        record("keywords: 预算\n"),
        "8:1",
        "每项另起一行，写成“- 内容”",
        record("keywords: [预算]\n"),
        "“主题词”（keywords）应当是列表，而不是一段文字",
    ),
    _field(
        "wrong-type",
        record(title="[甲, 乙]"),
        "2:1",
        "写成“title: 内容”",
        record(title="'[甲, 乙]'"),
        "“名称”（title）应当是一段文字，而不是列表",
    ),
    _field(
        "wrong-type",
        record("keywords:\n- 甲\n- 乙: 丙\n"),
        "10:3",
        "写成“- 内容”",
        record("keywords:\n- 甲\n- 乙:丙\n"),
        "“主题词”（keywords.2）应当是一段文字，而不是一组字段",
    ),
    _field(
        "wrong-type",
        record("disclosure: proactive\n"),
        "8:1",
        "另起一行缩进，写成“字段名: 内容”",
        record("disclosure:\n  mode: proactive\n"),
        "“公开要求”（disclosure）应当是一组字段",
    ),
    _field(
        "wrong-type",
        record(_SCORES.format("三百", 9)),
        "10:3",
        "参加评议的人数，写整数。例如：320。",
        record(_SCORES.format(320, "95.5")),
        "“参评人数”（data.respondents）应当是整数，而不是“三百”",
    ),
    Example(
        "wrong-type",
        {CATALOG: "finance: 县财政局\n"},
        "1:1",
        "每项另起一行，写成“- 内容”",
        {},
        path=CATALOG,
        message="（整个文件）应当是列表，而不是一组字段",
    ),
    _field(
        "empty-value",
        record("summary:\n"),
        "8:1",
        "写上内容，或删去这一行",
        record("summary: '0'\n"),
        "“内容概述”（summary）是空的",
    ),
    _field("empty-value", record("keywords:\n"), "8:1", "写上内容，或删去这一行", record("keywords: []\n")),
    _field("empty-value", record(title="'　'"), "2:1", "写上内容，或删去这一行", record(title="'　甲'")),
    _field("empty-value", record("status:\n"), "8:1", "写上内容，或删去这一行", record("status: amended\n")),
    _field(
        "empty-value",
        record("effective:\n"),
        "8:1",
        "写上内容，或删去这一行",
        record("effective: 2026-03-01\n"),
    ),
    _field(
        "invalid-date",
        record(issued="2026-02-30"),
        "6:1",
        _DATE,
        record(issued="2026-02-28"),
        "“成文日期”（issued）的“2026-02-30”不是有效的日期",
    ),
    _field("invalid-date", record(issued="2026/3/1"), "6:1", _DATE, record(issued="'2026-03-01'")),
    _field(
        "invalid-date",
        record(published="2026-03-05 09:30"),
        "7:1",
        "写成“2026-03-01”或“2026-03-01T09:30”的样子，并核对该日是否存在",
        record(published="2026-03-05T09:30"),
    ),
    _field(
        "invalid-date",
        record("history:\n- date: 2026-04-31\n  action: amended\n"),
        "9:3",
        _DATE,
        record("history:\n- date: 2026-04-30\n  action: amended\n"),
        "“变更日期”（history.1.date）",
    ),
    _field(
        "invalid-value",
        record("status: 已废止\n"),
        "8:1",
        "是否想写“repealed”？",
        record("status: repealed\n"),
        "“有效性”（status）不能是“已废止”",
    ),
    _field(
        "invalid-value",
        record("disclosure:\n  mode: 无\n"),
        "9:3",
        "可选：proactive（主动公开）、on_request（依申请公开）",
        record("disclosure:\n  mode: on_request\n"),
    ),
    _field(
        "invalid-format",
        record(index_number="'F 1'"),
        "3:1",
        "本条信息在全站唯一的编号，由字母、数字组成，中间可用 - / . _ 连接；"
        "发布后不要再改，网页地址由它决定。例如：SL001-2026-00012。",
        record(index_number="F/1"),
        "“索引号”（index_number）的“F 1”格式不对",
    ),
    _field("invalid-format", record(title="|\n  甲\n  乙"), "2:1", _TITLE, record(title=">-\n  甲\n  乙")),
    _field(
        "invalid-format",
        record("period: 2026-Q5\n"),
        "8:1",
        "内容说的是哪一年、哪半年、哪一季度或哪一月。"
        "例如：2026、2026-H1（上半年）、2026-Q3（三季度）、2026-07（7月）。",
        record("period: 2026-Q4\n"),
    ),
    _field(
        "duplicate-item",
        record("keywords: [预算, 预算]\n"),
        "8:1",
        "每项只写一次",
        record("keywords: [预算, 决算]\n"),
    ),
    _field(
        "out-of-range",
        record(_SCORES.format(320, "100.1")),
        "11:12",
        "公开的内容是否真实，满分100分，可以有小数。例如：95.5。",
        record(_SCORES.format(320, "100")),
        "“真实”（data.scores.truthfulness）的“100.1”超出允许的范围",
    ),
    _field(
        "condition-not-met",
        record("status: withdrawn\n"),
        "8:1",
        "按上面的说明补全（history）",
        record("status: withdrawn\n" + _WITHDRAWN.format("withdrawn")),
        "有效性为已撤回（withdrawn）时，变更记录（history）中要有一条撤回（withdrawn），并说明原因。",
    ),
    _field(
        "condition-not-met",
        record("status: withdrawn\n" + _WITHDRAWN.format("corrected")),
        "9:1",
        "按上面的说明补全（history）",
        record("status: in_force\n" + _WITHDRAWN.format("corrected")),
    ),
    _field(
        "condition-not-met",
        record("status: repealed\nwithdrawal: {reason: error}\n" + _WITHDRAWN.format("withdrawn")),
        "8:1",
        "按上面的说明补全（status）",
        record("status: withdrawn\nwithdrawal: {reason: error}\n" + _WITHDRAWN.format("withdrawn")),
        "写了撤回处理（withdrawal），有效性（status）就要写已撤回（withdrawn）。",
    ),
    _field(
        "condition-not-met",
        record("withdrawal: {reason: error}\n"),
        "8:1",
        "按上面的说明补全（status）",
        record("status: withdrawn\nwithdrawal: {reason: error}\n" + _WITHDRAWN.format("withdrawn")),
    ),
    _field(
        "condition-not-met",
        record("history:\n- date: 2026-04-01\n  action: corrected\n"),
        "9:3",
        "按上面的说明补全（note）",
        record("history:\n- date: 2026-04-01\n  action: amended\n"),
        "更正、废止、撤回、终止都要写变更说明（note）",
    ),
    _field(
        "schema",
        record(index_number="F" * 201),
        "3:1",
        "本条信息在全站唯一的编号，由字母、数字组成，中间可用 - / . _ 连接；"
        "发布后不要再改，网页地址由它决定。例如：SL001-2026-00012。",
        record(index_number="F" * 200),
        "“索引号”（index_number）不符合规定：超过 200 个字",
    ),
    _field(
        "expires-before-effective",
        record("effective: 2027-04-01\nexpires: 2027-03-31\n"),
        "9:1",
        "核对两个日期",
        record("effective: 2027-04-01\nexpires: 2027-04-02\n"),
        "失效日期 2027-03-31 不晚于施行日期 2027-04-01",
    ),
    _field(
        "published-in-future",
        record(published="2026-11-21"),
        "7:1",
        "改为实际发布的日期；“今天”默认是最近一次提交的日期，今天发布的加 --as-of today 检查",
        record(published="2026-11-20T23:59"),
        "发布日期 2026-11-21 晚于今天（2026-11-20）",
    ),
    _field(
        "issued-after-published",
        record(issued="2026-03-06"),
        "6:1",
        "核对两个日期",
        record(issued="2026-03-05"),
    ),
    _field(
        "history-order",
        record("history:\n- {date: 2026-03-04, action: amended}\n"),
        "9:4",
        "按时间先后书写，新的写在最后",
        record("history:\n- {date: 2026-03-05, action: amended}\n"),
        "变更日期 2026-03-04 早于发布日期或前一条变更（2026-03-05）",
    ),
    _field(
        "history-in-future",
        record("history:\n- {action: amended, date: 2026-11-21}\n"),
        "9:21",
        "改为实际变更的日期；“今天”默认是最近一次提交的日期，今天的变更加 --as-of today 检查",
        record("history:\n- {action: amended, date: 2026-11-20}\n"),
    ),
    _field(
        "internal-record",
        record("disclosure: {audience: internal}\n"),
        "8:14",
        "把文件移到内部版的仓库；若本来可以公开，删去 audience 一行",
        record("disclosure: {audience: specific}\n"),
    ),
    _field(
        "body-empty",
        record(body=""),
        "8:1",
        "写上正文，或附上文件；依申请公开的，在 disclosure: 下面缩进写 mode: on_request",
        record("disclosure:\n  mode: on_request\n", body=""),
    ),
    _field(
        "placeholder-left",
        record("disclosure: {audience: public}\n", body="\n在此写正文。\n"),
        "11:1",
        _PLACEHOLDER,
        record(body="\n不要只写“在此写正文。”几个字。\n"),
        "新建时的占位文字“在此写正文。”",
    ),
    _field(
        "placeholder-left",
        record("kind: letter\ndata: {received: 2026-03-02}\n", body="答复如下。\n\nWrite the text here.\n"),
        "13:1",
        _PLACEHOLDER,
        record("disclosure: {mode: on_request}\n", body="在此写正文。\n"),  # which nobody sees
    ),
    Example(
        "placeholder-left",
        {BUDGET: record("attachments: [{file: table.txt}]\n", body="在此写正文。\n"), TABLE: b"x"},
        "10:1",
        _PLACEHOLDER,
        {BUDGET: record("attachments: [{file: table.txt}]\n", body=""), TABLE: b"x"},
    ),
    _field(
        "example-left",
        record(_RESPONSE.format("城东片区自来水有异味")),
        "10:3",
        _EXAMPLE,
        record(_RESPONSE.format("城东片区自来水有铁锈味")),
        "“关切内容”还是样例",
    ),
    _field(
        "example-left",
        record(_SCORES.format(320, "95.5").replace(": 9,", ": 95.5,").replace(": 9}", ": 95.5}")),
        "11:3",
        _EXAMPLE,
        record(_SCORES.format(320, "95.5").replace(": 9,", ": 95.5,")),  # all but the last
    ),
    _field(
        "example-left",
        record(_REGISTER.format("请改写：《条例》第十六条"), body=""),
        "12:17",
        _EXAMPLE,
        record(_REGISTER.format("《条例》第十六条"), body=""),
    ),
    _field(
        "withdrawn-body-left",
        record(_REMOVED, body="\n名单。\n"),
        "15:1",
        _LEFT,
        record(_REMOVED, body="\n"),
        "正文已定为撤下（body: removed），文件里却还留着：正文",
    ),
    _field(
        "withdrawn-body-left",
        record(_REMOVED + "keywords: [名单]\nsummary: 名单。\n"),
        "14:1",
        _LEFT,
        record(_REMOVED.replace("removed", "kept") + "keywords: [名单]\nsummary: 名单。\n"),
        "却还留着：内容概述、主题词、正文",
    ),
    Example(
        "withdrawn-body-left",
        {BUDGET: record(f"attachments: [{{file: table.txt}}]\n{_REMOVED}", body=""), TABLE: b"x"},
        "8:1",
        _LEFT,
        {BUDGET: record(f"kind: letter\n{_REMOVED}", body="")},  # without the data that its kind asks for
        message="却还留着：附件",
    ),
    _field(
        "withdrawn-body-left",
        record(f"kind: nil_report\nperiod: 2026-07\ndata: {{statement: 本月无。}}\n{_REMOVED}", body=""),
        "10:1",
        _LEFT,
        record(f"kind: nil_report\nperiod: 2026-07\n{_REMOVED}", body=""),
        "却还留着：专项内容",
    ),
    Example(
        "body-empty",
        {NOTICE: notice(body="\n　\n")},
        "8:1",
        "写上正文，或附上文件；依申请公开的，在 disclosure: 下面缩进写 mode: on_request",
        {NOTICE: notice("kind: nil_report\nperiod: 2026-07\n", body="")},
        path=NOTICE,
    ),
]
