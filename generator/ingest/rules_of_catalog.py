"""Rules between files: references, addresses, folders, attachments, links."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "catalog"

CATALOG_MISSING = RULES.add(
    "catalog-missing",
    "essential",
    FAMILY,
    zh=("缺少 {name}", "参照示例县的 content/ 补上该文件", "没有它就不知道有哪些单位和栏目。"),
    en=(
        "{name} is missing",
        "add it, after the example of the sample county's content/",
        "Without it bodies and categories are unknown.",
    ),
)
DUPLICATE_ID = RULES.add(
    "duplicate-id",
    "essential",
    FAMILY,
    zh=("代码“{id}”重复（第一次在第 {first} 行）", "换一个代码", "代码用于网址，不能重复。"),
    en=(
        "the id {id!r} is taken (first in line {first})",
        "choose another id",
        "Ids make addresses and must be unique.",
    ),
)
UNKNOWN_DEPARTMENT = RULES.add(
    "unknown-department",
    "essential",
    FAMILY,
    zh=(
        "没有发布机构“{id}”",
        "在 catalog/departments.yml 里查代码，或先加上该单位",
        "发布机构要能在机构目录中查到。",
    ),
    en=(
        "there is no department {id!r}",
        "look the id up in catalog/departments.yml, or add it there",
        "Every body stands in the list of departments.",
    ),
)
PARENT_CIRCLE = RULES.add(
    "parent-circle",
    "essential",
    FAMILY,
    zh=(
        "单位“{id}”的上级（parent）一级一级往上，又回到了它自己：{circle}",
        "核对隶属关系，把其中写错的 parent 改成真正的上级，最上级的单位不写 parent",
        "单位不能是自己的上级，网页和数据都按隶属关系排列。",
    ),
    en=(
        "the bodies above {id!r} (parent) lead back to itself: {circle}",
        "name the true parent of each; the body above all others has none",
        "No body is above itself; pages and data go by what is above what.",
    ),
)
UNKNOWN_CATEGORY = RULES.add(
    "unknown-category",
    "essential",
    FAMILY,
    zh=(
        "没有栏目“{id}”",
        "在 catalog/categories.yml 里查，写成“上级/下级”",
        "不在目录里的条目，访客按栏目找不到。",
    ),
    en=(
        "there is no category {id!r}",
        "look it up in catalog/categories.yml; write parent/child",
        "A record outside the tree cannot be found by category.",
    ),
)
UNKNOWN_SUBJECT = RULES.add(
    "unknown-subject",
    "error",
    FAMILY,
    zh=("没有主题分类“{id}”", "在 catalog/subjects.yml 里查", "主题分类要取自统一的分类表。"),
    en=(
        "there is no subject {id!r}",
        "look it up in catalog/subjects.yml",
        "Subjects come from one agreed list.",
    ),
)
UNKNOWN_DUTY = RULES.add(
    "unknown-duty",
    "error",
    FAMILY,
    zh=("没有公开事项“{id}”", "在 catalog/duties.yml 里查", "对不上公开事项，就统计不出是否按时公开。"),
    en=(
        "there is no duty {id!r}",
        "look it up in catalog/duties.yml",
        "A record that names no known duty counts for none.",
    ),
)
WRONG_FOLDER = RULES.add(
    "wrong-folder",
    "error",
    FAMILY,
    zh=(
        "文件应当放在 {wanted}",
        "移到该文件夹（网页地址不会变），或核对发布机构和发布日期",
        "按单位和年份存放，审核人才知道归谁负责。",
    ),
    en=(
        "the file belongs in {wanted}",
        "move it there (its address stays), or check department and publication date",
        "Folders by department and year tell reviewers whose file it is.",
    ),
)
DUPLICATE_INDEX_NUMBER = RULES.add(
    "duplicate-index-number",
    "essential",
    FAMILY,
    zh=(
        "索引号“{number}”与 {other} 重复",
        "换一个没有用过的索引号",
        "索引号是条目唯一的编号，也决定网页地址；仅大小写或“/”“-”不同也算重复。",
    ),
    en=(
        "the index number {number!r} is that of {other}",
        "choose one that was never used",
        "The index number identifies a record and makes its address; case and / or - alone make no difference.",
    ),
)
ACTIVITY_IN_FUTURE = RULES.add(
    "activity-in-future",
    "error",
    FAMILY,
    zh=(
        "公开活动的日期 {date} 晚于今天（{as_of}）",
        "改为实际的日期；“今天”默认是最近一次提交的日期，今天的活动加 --as-of today 检查；还没有举办的先不写",
        "统计只算已经公开的。",
    ),
    en=(
        "the activity's date {date} lies after today ({as_of})",
        "write the true day; today is the day of the last commit: check today's with --as-of today; "
        "leave out what is still to come",
        "Statistics count what was disclosed.",
    ),
)
UNKNOWN_RELATION_TARGET = RULES.add(
    "unknown-relation-target",
    "error",
    FAMILY,
    zh=(
        "{what}的索引号“{number}”不存在",
        "核对索引号；对方尚未公开的，先不写",
        "指向不存在的条目，访客会打不开。",
    ),
    en=(
        "no record has the index number {number!r} of the {what}",
        "check it; leave the {what} out until the other record is published",
        "What leads to nothing is a dead end.",
    ),
)
RELATION_TO_ITSELF = RULES.add(
    "relation-to-itself",
    "error",
    FAMILY,
    zh=("{what}写成了本条自己", "写对方的索引号", "一条信息不能与自己相关，也不能接替自己。"),
    en=(
        "the {what} is the record itself",
        "write the other record's index number",
        "A record is not related to itself, and does not take its own place.",
    ),
)
UNKNOWN_RELATION_TYPE = RULES.add(
    "unknown-relation-type",
    "warning",
    FAMILY,
    zh=("不认识的关系“{type}”", "常用：{known}", "认识的关系才有中文名称，并在对方页面反向显示。"),
    en=(
        "the relation {type!r} is not known",
        "commonly used: {known}",
        "Only known relations have a name, and show on the other page.",
    ),
)
ATTACHMENT_MISSING = RULES.add(
    "attachment-missing",
    "error",
    FAMILY,
    zh=("找不到附件“{file}”", "把文件放进 {folder}，注意大小写和扩展名", "列出却打不开的附件等于没有公开。"),
    en=(
        "the attachment {file!r} is not there",
        "put the file into {folder}; mind upper and lower case",
        "An attachment that does not open is not disclosed.",
    ),
)
ATTACHMENT_ESCAPES = RULES.add(
    "attachment-escapes",
    "essential",
    FAMILY,
    zh=(
        "附件路径“{file}”指向了条目自己的文件夹之外",
        "附件只能放在 {folder} 里，写文件名即可",
        "这样可以避免误把别处的文件公开。",
    ),
    en=(
        "the attachment path {file!r} leads out of the record's own folder",
        "attachments lie in {folder}; write the bare file name",
        "So nothing from elsewhere is published by accident.",
    ),
)
ATTACHMENT_TYPE = RULES.add(
    "attachment-type",
    "essential",
    FAMILY,
    zh=(
        "不允许发布 {type} 类型的文件“{file}”",
        "转成 pdf、docx、xlsx 等格式；可以发布的有：{allowed}",
        "网页和脚本类文件会在访客浏览器里运行。",
    ),
    en=(
        "files of the type {type} are not published ({file!r})",
        "convert it to pdf, docx, xlsx, …; these may be published: {allowed}",
        "Pages and scripts would run in visitors' browsers.",
    ),
)
ATTACHMENT_TOO_LARGE = RULES.add(
    "attachment-too-large",
    "warning",
    FAMILY,
    zh=("附件“{file}”有 {size}，超过 {limit}", "压缩图片，或分成几个文件", "太大的附件在手机上难以下载。"),
    en=(
        "the attachment {file!r} has {size}, more than {limit}",
        "compress its pictures, or split it",
        "Large files are hard to fetch on a phone.",
    ),
)
ATTACHMENT_UNNAMED = RULES.add(
    "attachment-unnamed",
    "error",
    FAMILY,
    zh=(
        "没有条目提到这个文件，它不会被发布",
        "附件要在条目的 attachments 里写上；条目的文件名要以 .md 结尾；用不着的文件请删除",
        "未列出的文件可能是误传的内部材料，也可能是漏写的附件。",
    ),
    en=(
        "no record names this file; it is not published",
        "name it under `attachments` of its record; a record's name ends in .md; delete what nobody needs",
        "It may be an internal paper that slipped in, or an attachment forgotten.",
    ),
)
ATTACHMENT_WITHOUT_TEXT = RULES.add(
    "attachment-without-text",
    "warning",
    FAMILY,
    zh=(
        "附件“{file}”里没有文字，搜索找不到它的内容",
        "扫描件请先做文字识别（OCR），或换成原来的电子文件",
        "只有图片的文件，搜索和读屏软件都读不出来。",
    ),
    en=(
        "there is no text in the attachment {file!r}: the search cannot find what it says",
        "run text recognition (OCR) over a scan, or give the original file",
        "Neither search nor screen readers can read the picture of a text.",
    ),
)
ATTACHMENT_UNREADABLE = RULES.add(
    "attachment-unreadable",
    "warning",
    FAMILY,
    zh=(
        "附件“{file}”{reason}，搜索找不到它的内容",
        "打开核对，去掉密码，或用原来的软件重新保存",
        "打不开的附件等于没有公开。",
    ),
    en=(
        "the attachment {file!r} {reason}: the search cannot find what it says",
        "open it to check; take off the password, or save it anew with the program it comes from",
        "An attachment that does not open is not disclosed.",
    ),
)
ATTACHMENT_TEXT_SKIPPED = RULES.add(
    "attachment-text-skipped",
    "warning",
    FAMILY,
    zh=(
        "附件“{file}”{reason}，没有读取其中的文字，搜索找不到它的内容",
        "分成几个文件，或压缩其中的图片",
        "读取附件有上限，以免个别文件拖住整个检查。",
    ),
    en=(
        "the attachment {file!r} {reason}: its text was not read, the search cannot find it",
        "split it, or compress its pictures",
        "Reading has its bounds, so that no single file holds up the whole check.",
    ),
)
ATTACHMENT_TEXT_CUT = RULES.add(
    "attachment-text-cut",
    "warning",
    FAMILY,
    zh=(
        "附件“{file}”很长，搜索只找得到{reason}",
        "后面的内容也要能搜索的，分成几个文件",
        "太长的附件会拖慢搜索。",
    ),
    en=(
        "the attachment {file!r} is long; the search finds {reason} only",
        "split it if the rest should be found, too",
        "Very long attachments would make every search slow.",
    ),
)
PAGE_ADDRESS_TAKEN = RULES.add(
    "page-address-taken",
    "essential",
    FAMILY,
    zh=(
        "这个页面的地址 {name} 由目录自动生成，不能另写页面",
        "换一个文件名",
        "同一个地址只能有一个页面，另一个会被覆盖。",
    ),
    en=(
        "the generator fills the address {name}; no page of prose can stand there",
        "choose another file name",
        "One of two pages at the same address would be written over.",
    ),
)
LINK_BROKEN = RULES.add(
    "link-broken",
    "error",
    FAMILY,
    zh=(
        "链接“{target}”指向的文件不存在",
        "核对路径；链接其他条目可写 record:索引号",
        "打不开的链接在检查中会被通报。",
    ),
    en=(
        "the link {target!r} leads to no file",
        "check the path; link a record as record:INDEX-NUMBER",
        "Dead links are reported in inspections.",
    ),
)
LINK_UNKNOWN_RECORD = RULES.add(
    "link-unknown-record",
    "error",
    FAMILY,
    zh=("链接的索引号“{number}”不存在", "核对索引号", "打不开的链接在检查中会被通报。"),
    en=(
        "the link names the index number {number!r}, which no record has",
        "check the number",
        "Dead links are reported in inspections.",
    ),
)
LINK_REFUSED = RULES.add(
    "link-refused",
    "warning",
    FAMILY,
    zh=(
        "链接“{target}”不会显示",
        "只能链接 http、https、mailto、tel、record: 和附件",
        "其他链接可能在访客电脑上运行程序。",
    ),
    en=(
        "the link {target!r} will not be shown",
        "use http, https, mailto, tel, record: or an attachment",
        "Other links could run programs.",
    ),
)
IMAGE_REMOTE = RULES.add(
    "image-remote",
    "warning",
    FAMILY,
    zh=(
        "图片“{target}”来自别的网站，不会显示",
        "把图片放进 {folder}，用相对路径引用",
        "本站页面不向其他网站请求任何内容，外站图片也随时可能失效。",
    ),
    en=(
        "the image {target!r} comes from another site and is not shown",
        "put it into {folder} and use a relative path",
        "The site's pages request nothing from elsewhere; foreign images vanish.",
    ),
)
ACCIDENTAL_STRIKETHROUGH = RULES.add(
    "accidental-strikethrough",
    "warning",
    FAMILY,
    zh=(
        "“{text}”会显示为删除线",
        "把“~”写成“～”或“至”；确实要删除线时写“~~”",
        "GitHub 预览和网站都把一对“~”当作删除线。",
    ),
    en=(
        "{text!r} will be struck through",
        "write ～ or `to` in place of ~, or ~~ if you mean it",
        "A pair of ~ strikes text, on GitHub as on the site.",
    ),
)
UNCLOSED_EMPHASIS = RULES.add(
    "unclosed-emphasis",
    "warning",
    FAMILY,
    zh=(
        "这里的“**”没有成对，会照原样显示",
        "把标点移到“**”外面，例如“**重点**。”",
        "紧挨中文标点的“**”不被识别为加粗。",
    ),
    en=(
        "this ** is not paired and shows as it is",
        "move the punctuation outside of the **",
        "Next to CJK punctuation ** does not count as bold.",
    ),
)
