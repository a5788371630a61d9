"""Rules about a file as such: its name, its bytes, its front matter's syntax."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "file"

FILE_NAME = RULES.add(
    "file-name",
    "warning",
    FAMILY,
    zh=(
        "名称“{name}”含有空格、引号等字符或过长，在其他电脑和网址中容易出错",
        "改用较短的名称，如“2026-yusuan.md”；改名不影响网页地址",
        "空格、引号和过长的名称在 Windows、Git 和网址里要转义，容易打不开。中文文件名可以使用。",
    ),
    en=(
        "the name {name!r} holds spaces, quotes or the like, or is too long, and breaks on other machines",
        "use a short name such as 2026-budget.md; renaming never changes the page's address",
        "Blanks, quotes and very long names need escaping in Windows, Git and addresses. Chinese names are fine.",
    ),
)
FILE_NAME_ENCODING = RULES.add(
    "file-name-encoding",
    "essential",
    FAMILY,
    zh=(
        "文件名不是 UTF-8 编码，在别的电脑上会变成乱码",
        "重新命名，再提交；改名不影响网页地址",
        "压缩包解压出来的中文文件名常是 GBK 编码，网页和 Git 平台都认不出。",
    ),
    en=(
        "the file's name is not UTF-8 and turns to garbage on other machines",
        "rename it and commit it again; renaming never changes the page's address",
        "Names out of archives are often in GBK, which neither pages nor Git platforms understand.",
    ),
)
FILE_UNREADABLE = RULES.add(
    "file-unreadable",
    "essential",
    FAMILY,
    zh=("文件无法读取：{reason}", "检查文件和权限，换成真正的文件后重新提交", "读不了的文件不能悄悄跳过。"),
    en=(
        "the file cannot be read: {reason}",
        "check the file and its permissions; put a real file in its place and commit it again",
        "A file that cannot be read must not be skipped in silence.",
    ),
)
SYMBOLIC_LINK = RULES.add(
    "symbolic-link",
    "essential",
    FAMILY,
    zh=(
        "这是一个符号链接（指向“{target}”），不会被发布",
        "把链接换成真正的文件",
        "链接可能把目录树之外的文件带到公开网站上，在 Windows 上也无法签出。",
    ),
    en=(
        "this is a symbolic link (to {target!r}); it is not published",
        "put the real file in its place",
        "A link can carry files from outside the tree onto the public site, and does not survive on Windows.",
    ),
)
FILE_EMPTY = RULES.add(
    "file-empty",
    "essential",
    FAMILY,
    zh=(
        "文件是空的",
        "写入内容，或删除该文件；可用 disclosure new 生成样例",
        "空文件多半是保存或提交时出了错。",
    ),
    en=(
        "the file is empty",
        "write the record, or delete the file; `disclosure new` makes a scaffold",
        "An empty file is most often a failed save.",
    ),
)
FILE_TOO_LARGE = RULES.add(
    "file-too-large",
    "essential",
    FAMILY,
    zh=(
        "文件有 {size}，超过上限 {limit}",
        "把大段内容或图片改为附件，正文只留文字",
        "过大的文件拖慢审核和构建，访客也难以打开。",
    ),
    en=(
        "the file has {size}, more than the limit of {limit}",
        "move bulk data and pictures into attachments",
        "Huge files slow review, build and readers.",
    ),
)
FILE_ENCODING = RULES.add(
    "file-encoding",
    "essential",
    FAMILY,
    zh=(
        "文件不是 UTF-8 编码{guess}",
        "用编辑器“另存为”，编码选 UTF-8，再提交",
        "其他编码在别的电脑上会变成乱码。",
    ),
    en=(
        "the file is not UTF-8{guess}",
        "save it again with the encoding UTF-8",
        "Other encodings turn to garbage elsewhere.",
    ),
)
CONTROL_CHARACTER = RULES.add(
    "control-character",
    "essential",
    FAMILY,
    zh=(
        "这里有一个看不见的控制字符（{code}）",
        "删除该字符；它多半是从别处复制时带来的",
        "控制字符在网页、订阅和数据文件中都不合法。",
    ),
    en=(
        "an invisible control character stands here ({code})",
        "delete it; it most likely came along with a copied text",
        "Control characters are not valid in pages, feeds and data files.",
    ),
)
FRONT_MATTER_MISSING = RULES.add(
    "front-matter-missing",
    "essential",
    FAMILY,
    zh=(
        "文件开头没有信息头（第一行应当是“---”）",
        "在文件最前面加上信息头：第一行“---”，各字段，再一行“---”",
        "索引号、名称、发布机构等都写在信息头里，没有它就无法编目。",
    ),
    en=(
        "the file does not begin with front matter (its first line must be `---`)",
        "start the file with `---`, the fields, and another `---`",
        "Index number, title and department stand in the front matter; without it nothing can be catalogued.",
    ),
)
FRONT_MATTER_UNCLOSED = RULES.add(
    "front-matter-unclosed",
    "essential",
    FAMILY,
    zh=(
        "信息头没有结束：找不到第二行“---”",
        "在最后一个字段之后另起一行写“---”",
        "没有结束行，就分不清哪里是正文。",
    ),
    en=(
        "the front matter has no end: no second line `---`",
        "put a line `---` after the last field",
        "Without it nobody can tell where the body begins.",
    ),
)
FRONT_MATTER_SYNTAX = RULES.add(
    "front-matter-syntax",
    "essential",
    FAMILY,
    zh=(
        "这里的写法不对：{reason}",
        "每个字段写成“字段名: 内容”，冒号后留一个空格，缩进只用空格；内容里有特殊符号时用引号括起来",
        "信息头按 YAML 格式书写，写错就无法读取。",
    ),
    en=(
        "this is not valid YAML: {reason}",
        "write each field as `name: value` with a blank after the colon, indent with blanks only, quote special characters",
        "Front matter is YAML; what is not valid cannot be read.",
    ),
)
FRONT_MATTER_NOT_FIELDS = RULES.add(
    "front-matter-not-fields",
    "essential",
    FAMILY,
    zh=(
        "应当是一组“字段名: 内容”，而不是{found}",
        "按“字段名: 内容”逐行书写",
        "每一项都要有名称，才能编目。",
    ),
    en=(
        "fields `name: value` are wanted here, not {found}",
        "write one `name: value` a line",
        "Each item needs a name.",
    ),
)
TAB_INDENT = RULES.add(
    "tab-indent",
    "essential",
    FAMILY,
    zh=("信息头里用了制表符（Tab）缩进", "把 Tab 换成两个空格", "YAML 不允许用制表符缩进。"),
    en=(
        "a tab indents this line of the front matter",
        "put two blanks in its place",
        "YAML does not allow tabs as indentation.",
    ),
)
DUPLICATE_KEY = RULES.add(
    "duplicate-key",
    "essential",
    FAMILY,
    zh=("字段“{key}”写了两次（第一次在第 {first} 行）", "只留一个", "写两次时无从知道以哪个为准。"),
    en=(
        "the field {key!r} is written twice (first in line {first})",
        "keep one of them",
        "Nobody can know which one counts.",
    ),
)
TRAILING_COMMENT = RULES.add(
    "trailing-comment",
    "warning",
    FAMILY,
    zh=(
        "“{comment}”会被当作注释，不会发布",
        "若是内容的一部分，给整个内容加上引号；若是说明，另起一行写",
        "空格之后的“#”在 YAML 里是注释的开头，后面的文字会不声不响地丢掉。",
    ),
    en=(
        "{comment!r} counts as a comment and is not published",
        "quote the whole value if this is part of it; put a remark on a line of its own",
        "In YAML a # after a blank begins a comment; the text behind it would be lost in silence.",
    ),
)
YAML_ALIAS = RULES.add(
    "yaml-alias",
    "essential",
    FAMILY,
    zh=(
        "信息头里用了 YAML 的锚点或别名（{mark}）",
        "直接写出内容；若本来就是文字，用引号括起来",
        "锚点和别名让人看不出字段的真实内容。",
    ),
    en=(
        "an anchor or alias of YAML stands here ({mark})",
        "write the value itself; quote it if it is meant as text",
        "Anchors and aliases hide what a field really says.",
    ),
)
YAML_TAG = RULES.add(
    "yaml-tag",
    "essential",
    FAMILY,
    zh=(
        "内容以英文感叹号开头（{mark}），会被当作 YAML 标签丢掉",
        "用引号把整项内容括起来",
        "YAML 把“!”开头的词当作类型标签，不当作文字。",
    ),
    en=(
        "the value begins with an exclamation mark ({mark}), which YAML takes for a tag and drops",
        "put the whole value in quotes",
        "A word that begins with ! is a type to YAML, not text.",
    ),
)
