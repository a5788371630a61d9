"""Examples of the rules between files: references, addresses, folders, attachments, links."""

from __future__ import annotations

from factory import BUDGET, NOTICE, TABLE, notice, record

from generator.model.settings import ATTACHMENT_TYPES
from ingest.attachments import archive, docx, paragraph, pdf
from ingest.example import Example

_NAMED = "attachments:\n- file: table.txt\n  title: 表\n"
_LOOK = "在 catalog/{} 里查"
_DEPARTMENTS = "catalog/departments.yml"
_ACTIVITIES = "catalog/activities.yml"
_CATEGORIES = "catalog/categories.yml"
_TRUE_PARENT = "核对隶属关系，把其中写错的 parent 改成真正的上级，最上级的单位不写 parent"


def _replaced_by(number: str) -> str:
    """The fields of a withdrawn record whose place another takes."""
    history = "history: [{date: 2026-04-01, action: withdrawn, note: 数字有误。}]\n"
    return f"status: withdrawn\nwithdrawal: {{successor: {number}}}\n{history}"


def _bodies(*parents: str) -> str:
    """Two bodies with their parents, "" for none."""
    lines = zip(("finance", "water"), parents, strict=True)
    return "".join(
        f"- {{id: {body}, name: 局, kind: department{f', parent: {parent}' if parent else ''}}}\n"
        for body, parent in lines
    )


def _responsible(body: str) -> str:
    """Categories of which one has a body responsible for it."""
    budget = f"{{id: budget, name: 预算, responsible: [{body}]}}"
    return f"- id: finance\n  name: 财政\n  children:\n  - {budget}\n"


def _activity(**fields: str) -> str:
    """A file of one activity."""
    written = {
        "date": "2026-07-22",
        "channel": "press_conference",
        "department": "finance",
        "title": "发布会",
    }
    return "- " + "  ".join(f"{key}: {value}\n" for key, value in (written | fields).items())


def _body(rule: str, breaks: str, at: str, hint: str, passes: str, message: str = "") -> Example:
    """Bodies begin in line 9."""
    return Example(
        rule,
        {BUDGET: record(body=breaks), TABLE: b"x"} if "table" in breaks else {BUDGET: record(body=breaks)},
        at,
        hint,
        {BUDGET: record(body=passes), TABLE: b"x"} if "table" in passes else {BUDGET: record(body=passes)},
        message=message,
    )


def _text(rule: str, file: str, breaks: bytes, hint: str, passes: bytes, message: str) -> Example:
    """An attachment whose text is read, and another in its place."""
    named = record(f"attachments:\n- file: {file}\n")
    path = f"records/finance/2026/budget/{file}"
    return Example(
        rule, {BUDGET: named, path: breaks}, "9:3", hint, {BUDGET: named, path: passes}, message=message
    )


EXAMPLES = [
    Example(
        "page-address-taken",
        {"pages/departments.md": "# 机构\n"},
        "1:1",
        "换一个文件名",
        {"pages/departments-guide.md": "# 机构\n"},
        path="pages/departments.md",
    ),
    Example(
        "page-address-taken",
        {"pages/screen.md": "# 电子屏\n"},
        "1:1",
        "换一个文件名",
        {"pages/on-screen.md": "# 电子屏\n"},
        path="pages/screen.md",
        message="这个页面的地址 screen/ 由目录自动生成，不能另写页面",
    ),
    Example(
        "link-broken",
        {"pages/guide.md": "---\ntitle: 指南\n---\n\n见[申请](request.md)。\n"},
        "5:7",
        "核对路径；链接其他条目可写 record:索引号",
        {
            "pages/guide.md": "见[申请](request.md)、[栏目](../categories/)。\n",
            "pages/request.md": "# 申请\n",
        },
        path="pages/guide.md",
    ),
    Example(
        "catalog-missing",
        {"catalog/departments.yml": None},
        "1:1",
        "参照示例县的 content/ 补上该文件",
        {"catalog/duties.yml": None, "catalog/subjects.yml": None},
        path="catalog/departments.yml",
        message="缺少 catalog/departments.yml",
    ),
    Example(
        "duplicate-id",
        {
            "catalog/categories.yml": "- id: finance\n  name: 财政\n  children:\n"
            "  - {id: budget, name: 预算}\n  - {id: budget, name: 决算}\n"
        },
        "5:6",
        "换一个代码",
        {
            "catalog/categories.yml": "- id: finance\n  name: 财政\n  children:\n"
            "  - {id: budget, name: 预算}\n  - {id: finance, name: 其他}\n"
        },
        path="catalog/categories.yml",
        message="代码“budget”重复（第一次在第 4 行）",
    ),
    Example(
        "parent-circle",
        {_DEPARTMENTS: _bodies("finance", "")},
        "1:44",
        _TRUE_PARENT,
        {_DEPARTMENTS: _bodies("", "finance")},
        path=_DEPARTMENTS,
        message="单位“finance”的上级（parent）一级一级往上，又回到了它自己：finance → finance",
    ),
    Example(
        "parent-circle",
        {_DEPARTMENTS: _bodies("water", "finance")},
        "1:44",
        _TRUE_PARENT,
        {_DEPARTMENTS: _bodies("water", "")},
        path=_DEPARTMENTS,
        message="单位“finance”的上级（parent）一级一级往上，又回到了它自己：finance → water → finance",
    ),
    Example(
        "unknown-department",
        {BUDGET: record(department="finanse")},
        "4:1",
        f"是否想写“finance”？{_LOOK.format('departments.yml')}代码，或先加上该单位",
        {NOTICE: notice()},
    ),
    Example(
        "unknown-department",
        {
            "catalog/departments.yml": "- {id: finance, name: 财, kind: department}\n"
            "- {id: water, name: 水, kind: department, parent: county}\n"
        },
        "2:42",
        f"{_LOOK.format('departments.yml')}代码，或先加上该单位",
        {
            "catalog/departments.yml": "- {id: finance, name: 财, kind: department}\n"
            "- {id: water, name: 水, kind: department, parent: finance}\n"
        },
        path="catalog/departments.yml",
    ),
    Example(
        "unknown-department",
        {_ACTIVITIES: _activity(department="finances")},
        "3:3",
        f"是否想写“finance”？{_LOOK.format('departments.yml')}代码，或先加上该单位",
        {_ACTIVITIES: _activity()},
        path=_ACTIVITIES,
    ),
    Example(
        "unknown-department",
        {_CATEGORIES: _responsible("finances")},
        "4:42",
        f"是否想写“finance”？{_LOOK.format('departments.yml')}代码，或先加上该单位",
        {_CATEGORIES: _responsible("finance")},
        path=_CATEGORIES,
    ),
    Example(
        "activity-in-future",
        {_ACTIVITIES: _activity(date="2026-11-21")},
        "1:3",
        "改为实际的日期；“今天”默认是最近一次提交的日期，今天的活动加 --as-of today 检查；还没有举办的先不写",
        {_ACTIVITIES: _activity(date="2026-11-20")},
        path=_ACTIVITIES,
        message="公开活动的日期 2026-11-21 晚于今天（2026-11-20）",
    ),
    Example(
        "unknown-relation-target",
        {_ACTIVITIES: _activity(record="F-11")},
        "5:3",
        "是否想写“F-1”？核对索引号；对方尚未公开的，先不写",
        {_ACTIVITIES: _activity(record="F-1")},
        path=_ACTIVITIES,
        message="有关信息的索引号“F-11”不存在",
    ),
    Example(
        "unknown-category",
        {BUDGET: record(category="finance/budgets")},
        "5:1",
        f"是否想写“finance/budget”？{_LOOK.format('categories.yml')}，写成“上级/下级”",
        {BUDGET: record(category="finance")},
        message="没有栏目“finance/budgets”",
    ),
    Example(
        "unknown-subject",
        {BUDGET: record("subjects:\n- finance-audit\n- finance-audits\n")},
        "10:3",
        f"是否想写“finance-audit”？{_LOOK.format('subjects.yml')}",
        {BUDGET: record("subjects:\n- finance-audit\n")},
    ),
    Example(
        "unknown-duty",
        {BUDGET: record("duty: budget\n")},
        "8:1",
        f"是否想写“budget-annual”？{_LOOK.format('duties.yml')}",
        {BUDGET: record("duty: budget-annual\n")},
    ),
    Example(
        "wrong-folder",
        {"records/finance/2025/b.md": record(index_number="F-2")},
        "1:1",
        "移到该文件夹（网页地址不会变），或核对发布机构和发布日期",
        {"records/finance/2026/b.md": record(index_number="F-2", issued="2025-12-31")},
        path="records/finance/2025/b.md",
        message="文件应当放在 records/finance/2026/",
    ),
    Example(
        "duplicate-index-number",
        {BUDGET: record(index_number="A/1-b"), NOTICE: notice(index_number="a-1/B")},
        "3:1",
        "换一个没有用过的索引号",
        {BUDGET: record(index_number="A/1-b"), NOTICE: notice(index_number="A.1-b")},
        path=NOTICE,
        message="finance/2026/budget.md 重复",
    ),
    Example(
        "duplicate-index-number",
        {NOTICE: notice("former_index_numbers: [W-0, f-1]\n")},
        "8:29",
        "换一个没有用过的索引号",
        {NOTICE: notice("former_index_numbers: [W-0]\n")},
        path=NOTICE,
    ),
    Example(
        "duplicate-index-number",
        {
            BUDGET: record("former_index_numbers:\n- X-1\n"),
            NOTICE: notice("former_index_numbers:\n- X/1\n"),
        },
        "9:3",
        "换一个没有用过的索引号",
        {BUDGET: record("former_index_numbers:\n- X-1\n")},
        path=NOTICE,
    ),
    Example(
        "unknown-relation-target",
        {BUDGET: record("relations:\n- type: relates_to\n  target: W-01\n")},
        "10:3",
        "是否想写“W-1”？核对索引号；对方尚未公开的，先不写",
        {
            BUDGET: record("relations:\n- type: relates_to\n  target: W-0\n"),
            NOTICE: notice("former_index_numbers: [W-0]\n"),
        },
    ),
    Example(
        "unknown-relation-target",
        {BUDGET: record(_replaced_by("W-01"))},
        "9:14",
        "是否想写“W-1”？核对索引号；对方尚未公开的，先不写",
        {
            BUDGET: record(_replaced_by("W-0")),
            NOTICE: notice("former_index_numbers: [W-0]\n"),
        },
        message="接替本条的信息的索引号“W-01”不存在",
    ),
    Example(
        "relation-to-itself",
        {BUDGET: record(_replaced_by("F-1"))},
        "9:14",
        "写对方的索引号",
        {BUDGET: record(_replaced_by("W-1"))},
        message="接替本条的信息写成了本条自己",
    ),
    Example(
        "relation-to-itself",
        {BUDGET: record("relations:\n- type: relates_to\n  target: F-1\n")},
        "10:3",
        "写对方的索引号",
        {BUDGET: record("relations:\n- type: relates_to\n  target: W-1\n")},
    ),
    Example(
        "unknown-relation-type",
        {BUDGET: record("relations:\n- {target: W-1, type: interpret}\n")},
        "9:17",
        "是否想写“interprets”？",
        {BUDGET: record("relations:\n- {target: W-1, type: interprets}\n")},
    ),
    Example(
        "attachment-missing",
        {BUDGET: record(_NAMED.replace("table", "Table"), body="[表](budget/table.txt)"), TABLE: b"x"},
        "9:3",
        "是否想写“table.txt”？把文件放进 budget/，注意大小写和扩展名",
        {BUDGET: record(_NAMED), TABLE: b"x"},
        message="找不到附件“Table.txt”",
    ),
    *(
        Example(
            "attachment-escapes",
            {BUDGET: record(f"attachments:\n- file: {file}\n")},
            "9:3",
            "附件只能放在 budget/ 里，写文件名即可",
            {BUDGET: record("attachments:\n- file: a/../table.txt\n"), TABLE: b"x"},
        )
        for file in (
            "../budget.md",
            "/etc/passwd",
            "..\\x.pdf",
            "budget/../../a.pdf",
            ".",
            "../budget2/a.pdf",
        )
    ),
    Example(
        "attachment-type",
        {BUDGET: record("attachments:\n- file: a.HTML\n"), "records/finance/2026/budget/a.HTML": b"x"},
        "9:3",
        "转成 pdf、docx、xlsx 等格式；可以发布的有：" + ", ".join(ATTACHMENT_TYPES),
        {BUDGET: record("attachments:\n- file: a.TXT\n"), "records/finance/2026/budget/a.TXT": b"x"},
        message="不允许发布 html 类型的文件“a.HTML”",
    ),
    Example(
        "attachment-too-large",
        {BUDGET: record(_NAMED), TABLE: b"x" * 1025},
        "9:3",
        "压缩图片，或分成几个文件",
        {BUDGET: record(_NAMED), TABLE: b"x" * 1024},
        message="附件“table.txt”有 1.0 KB，超过 1.0 KB",
        settings={"max_attachment_size": 1024},
    ),
    Example(
        "attachment-unnamed",
        {TABLE: b"x"},
        "1:1",
        "附件要在条目的 attachments 里写上；条目的文件名要以 .md 结尾；用不着的文件请删除",
        {TABLE: b"x", BUDGET: record(body="[表](budget/table.txt)\n")},
        path=TABLE,
    ),
    _text(
        "attachment-without-text",
        "a.pdf",
        pdf([]),
        "扫描件请先做文字识别（OCR），或换成原来的电子文件",
        pdf([], ["正文"]),
        "附件“a.pdf”里没有文字",
    ),
    _text(
        "attachment-unreadable",
        "a.DOCX",
        docx("<w:p>"),
        "打开核对，去掉密码，或用原来的软件重新保存",
        docx(paragraph("正文")),
        "附件“a.DOCX”已损坏，或者格式与扩展名不符，搜索找不到",
    ),
    _text(
        "attachment-text-skipped",
        "a.docx",
        archive({"word/document.xml": "<a/>"}, claimed_size=1 << 30),
        "分成几个文件，或压缩其中的图片",
        docx(paragraph("字")),
        "附件“a.docx”太大（超过 100.0 MB，或解压后超过 400.0 MB）",
    ),
    _text(
        "attachment-text-cut",
        "a.csv",
        ("字" * 500_001).encode(),
        "后面的内容也要能搜索的，分成几个文件",
        ("字" * 500_000).encode(),
        "搜索只找得到前 500000 字",
    ),
    _body(
        "link-broken",
        "见[表](budget.txt)。",
        "9:6",
        "核对路径；链接其他条目可写 record:索引号",
        "见[表](budget/table.txt)。",
        "链接“budget.txt”指向的文件不存在",
    ),
    _body(
        "link-broken",
        "一\n\n见[通告](../../water/2026/notices.md)",
        "11:7",
        "核对路径；链接其他条目可写 record:索引号",
        "见[通告](../../water/2026/notice.md#a)",
    ),
    _body(
        "link-unknown-record",
        "[通告](record:W-10)",
        "9:6",
        "是否想写“W-1”？核对索引号",
        "[通告](record:W-1)",
        "链接的索引号“W-10”不存在",
    ),
    _body(
        "link-refused",
        "[x](javascript:alert(1))",
        "9:5",
        "只能链接 http、https、mailto、tel、record: 和附件",
        "[x](https://shili.example/)",
    ),
    _body(
        "image-remote",
        "甲![x](https://shili.example/a.png)",
        "9:7",
        "把图片放进 budget/，用相对路径引用",
        "甲[x](https://shili.example/a.png)",
    ),
    _body(
        "accidental-strikethrough",
        "8~10日和11~12日",
        "9:2",
        "把“~”写成“～”或“至”；确实要删除线时写“~~”",
        "8~10日，~~11日~~",
    ),
    _body(
        "unclosed-emphasis",
        "这是**重点。**其他",
        "9:8",
        "把标点移到“**”外面，例如“**重点**。”",
        "这是**重点**。其他",
    ),
]
