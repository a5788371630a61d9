"""Examples of the rules about a file as such: its name, its bytes, its front matter's syntax."""

from __future__ import annotations

from factory import BUDGET, FOLDER, NOTICE, PIPE, Link, notice, record

from ingest.example import Example

_QUOTED = "每个字段写成“字段名: 内容”，冒号后留一个空格，缩进只用空格；内容里有特殊符号时用引号括起来"
_RENAME = "改用较短的名称，如“2026-yusuan.md”；改名不影响网页地址"
_FILE = "检查文件和权限，换成真正的文件后重新提交"
_GBK = record(title="2026年预算").encode("gbk")


def _syntax(extra: str, at: str, message: str, passes: str) -> Example:
    return Example(
        "front-matter-syntax", {BUDGET: record(extra)}, at, _QUOTED, {BUDGET: record(passes)}, message=message
    )


EXAMPLES = [
    Example(
        "trailing-comment",
        {BUDGET: record("summary: 关于 #3 楼的说明\n")},
        "8:13",
        "若是内容的一部分，给整个内容加上引号；若是说明，另起一行写",
        {BUDGET: record("summary: 关于#3楼\nkeywords:\n  # 一行说明\n  - '关于 #3 楼'  # 引号之后的说明\n")},
        message="“#3 楼的说明”会被当作注释",
    ),
    Example(
        "file-name",
        {"records/finance/2026/年度 预算.md": record(index_number="F-2")},
        "1:1",
        _RENAME,
        {"records/finance/2026/年度预算（草案）.md": record(index_number="F-2")},
        path="records/finance/2026/年度 预算.md",
        message="名称“年度 预算.md”含有空格、引号等字符",
    ),
    Example(
        "file-name",
        {f"records/finance/2026/{'a' * 148}.md": record(index_number="F-2")},
        "1:1",
        _RENAME,
        {f"records/finance/2026/{'a' * 147}.md": record(index_number="F-2")},
        path=f"records/finance/2026/{'a' * 148}.md",
        message="或过长",
    ),
    Example(
        "file-name",
        {"records/it's": FOLDER},
        "1:1",
        _RENAME,
        {"records/its": FOLDER},
        path="records/it's",
        message="名称“it's”",
    ),
    Example(
        "file-name-encoding",
        {"records/finance/2026/\udcb2.md": record(index_number="F-2")},
        "1:1",
        "重新命名，再提交；改名不影响网页地址",
        {"records/finance/2026/预.md": record(index_number="F-2")},
        path="records/finance/2026/\udcb2.md",
    ),
    Example(
        "file-unreadable",
        {"records/finance/2026/pipe.md": PIPE},
        "1:1",
        _FILE,
        {"records/finance/2026/pipe": FOLDER},
        path="records/finance/2026/pipe.md",
        message="文件无法读取：不是普通文件",
    ),
    Example(
        "file-unreadable",
        {"records/finance/2026/folder.md": FOLDER},
        "1:1",
        _FILE,
        {"records/finance/2026/folder": FOLDER},
        path="records/finance/2026/folder.md",
        message="这是文件夹，不是文件",
    ),
    Example(
        "symbolic-link",
        {"records/finance/2026/link.md": Link("/etc/passwd")},
        "1:1",
        "把链接换成真正的文件",
        {"records/finance/2026/link.md": record(index_number="F-2")},
        path="records/finance/2026/link.md",
        message="指向“/etc/passwd”",
    ),
    Example(
        "symbolic-link",
        {"records/finance/old": Link("2026")},
        "1:1",
        "把链接换成真正的文件",
        {},
        path="records/finance/old",
    ),
    Example(
        "file-empty",
        {BUDGET: "\ufeff \r\n"},
        "1:1",
        "写入内容，或删除该文件；可用 disclosure new 生成样例",
        {BUDGET: "\ufeff" + record().replace("\n", "\r\n")},
    ),
    Example(
        "file-too-large",
        {BUDGET: record(body="长" * 400)},
        "1:1",
        "把大段内容或图片改为附件，正文只留文字",
        {BUDGET: record(body="长" * 290)},
        message="文件有 1.3 KB，超过上限 1.0 KB",
        settings={"max_record_size": 1024},
    ),
    Example(
        "file-encoding",
        {BUDGET: _GBK},
        "2:12",
        "用编辑器“另存为”，编码选 UTF-8，再提交",
        {BUDGET: _GBK.decode("gbk")},
        message="像是 GBK",
    ),
    Example(
        "file-encoding",
        {BUDGET: record().encode("utf-16")},
        "1:1",
        "用编辑器“另存为”，编码选 UTF-8，再提交",
        {BUDGET: record().encode("utf-8-sig")},
        message="像是 UTF-16",
    ),
    *(
        Example(
            "control-character",
            {BUDGET: breaks},
            at,
            "删除该字符；它多半是从别处复制时带来的",
            {BUDGET: passes},
            message=f"（{code}）",
        )
        for breaks, at, code, passes in (
            (record(title="预算\x07"), "2:10", "U+0007", record(title="预算·")),
            (record(body="一\n二\x00\n"), "10:2", "U+0000", record(body="一\n\t二\n")),
            (record(body="一\rx\n"), "9:2", "U+000D", record(body="一\r\nx\r\n")),
            (record(body="一\uffff\n"), "9:2", "U+FFFF", record(body="一\U0001f600\n")),
            (record(title=r'"\0预算"'), "2:8", "U+0000", record(title=r'"\u9884算"')),
            (record(title=r'"预算\ud800"'), "2:11", "U+D800", record(title=r"'预算\ud800'")),
            (record(r'keywords: ["\u2028"]' + "\n"), "8:12", "U+2028", record('keywords: ["\\u2027"]\n')),
        )
    ),
    Example(
        "front-matter-missing",
        {BUDGET: "\n" + record()},
        "1:1",
        "在文件最前面加上信息头：第一行“---”，各字段，再一行“---”",
        {BUDGET: record().replace("---\n", "---  \n")},
    ),
    Example(
        "front-matter-unclosed",
        {BUDGET: record().replace("\n---", "\n----")},
        "1:1",
        "在最后一个字段之后另起一行写“---”",
        {BUDGET: record().replace("\n---", "\n---\t")},
    ),
    _syntax("summary: 甲: 乙\n", "8:11", "两个“冒号加空格”", "summary: 甲:乙\n"),
    _syntax("summary：甲\n", "8:8", "中文冒号“：”", "summary: ：甲\n"),
    _syntax("summary:甲\ncontact: 乙\n", "8:8", "冒号后没有空格", "summary: 甲\ncontact: 乙\n"),
    _syntax("summary: '甲\n", "9:1", "引号没有配对", "summary: '甲'\n"),
    _syntax("summary: @甲\n", "8:10", "以特殊符号开头", "summary: '@甲'\n"),
    _syntax('summary: "C:\\q"\n', "8:13", "反斜杠", "summary: 'C:\\q'\n"),
    _syntax("keywords: [甲, 乙\n", "9:1", "方括号没有配对", "keywords: [甲, 乙]\n"),
    _syntax("keywords: - 甲\n", "8:11", "列表要另起一行写", "keywords:\n- 甲\n"),
    _syntax("data: " + "[" * 400_000 + "\n", "8:18", "层级太多", 'summary: "' + "[" * 400 + '"\n'),
    _syntax("data: " + "- " * 20 + "\n", "8:7", "列表要另起一行写", 'summary: "' + "- " * 20 + '"\n'),
    _syntax("? [甲]\n: 乙\n", "8:3", "字段名应当是文字", "? summary\n: 乙\n"),
    Example(
        "front-matter-not-fields",
        {BUDGET: "---\n- 预算\n---\n"},
        "2:1",
        "按“字段名: 内容”逐行书写",
        {BUDGET: record()},
        message="应当是一组“字段名: 内容”，而不是列表",
    ),
    Example(
        "tab-indent",
        {BUDGET: record("keywords:\n\t- 预算\n")},
        "9:1",
        "把 Tab 换成两个空格",
        {BUDGET: record("keywords:\t[预算]\n")},
    ),
    Example(
        "tab-indent",
        {BUDGET: record("keywords:\n-\t预算\n")},
        "9:2",
        "把 Tab 换成两个空格",
        {BUDGET: record('summary: "\t甲"\n')},
    ),
    Example(
        "duplicate-key",
        {BUDGET: record("title: 又一个\n")},
        "8:1",
        "只留一个",
        {BUDGET: record("summary: title\n")},
        message="字段“title”写了两次（第一次在第 2 行）",
    ),
    Example(
        "duplicate-key",
        {NOTICE: notice("history:\n- date: 2026-04-01\n  action: amended\n  'date': 2026-04-02\n")},
        "11:3",
        "只留一个",
        {
            NOTICE: notice(
                "history:\n- date: 2026-04-01\n  action: amended\n- date: 2026-04-02\n  action: amended\n"
            )
        },
        path=NOTICE,
        message="（第一次在第 9 行）",
    ),
    *(
        Example(
            "yaml-alias",
            {BUDGET: record(breaks)},
            at,
            "直接写出内容；若本来就是文字，用引号括起来",
            {BUDGET: record(passes)},
            message=f"（{mark}）",
        )
        for breaks, at, mark, passes in (
            ("summary: &all 甲\n", "8:10", "&all", "summary: 甲 &all\n"),
            ("summary: *all\n", "8:10", "*all", "summary: '*all'\n"),
            ("disclosure:\n  <<: *a\n", "9:7", "*a", "disclosure: {}\n"),
            ("keywords: [&a x,*a]\n", "8:12", "&a", "keywords: [a&x, a*]\n"),
        )
    ),
    *(
        Example(
            "yaml-tag",
            {BUDGET: record(breaks)},
            at,
            "用引号把整项内容括起来",
            {BUDGET: record(passes)},
            message=f"（{mark}）",
        )
        for breaks, at, mark, passes in (
            ("summary: !new 甲\n", "8:10", "!new", "summary: '!new 甲'\n"),
            ("data: !!python/object/apply:os.system [id]\n", "8:7", "!!python/object/apply:os.system", ""),
        )
    ),
]
