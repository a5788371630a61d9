"""Rules about the fields of a file: what the schema asks, and what no schema can say."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "field"

MISSING_KEY = RULES.add(
    "missing-key",
    "essential",
    FAMILY,
    zh=(
        "缺少“{label}”（{key}）",
        "加一行“{name}: …”。{description}",
        "少了必填内容，条目就无法编目。",
    ),
    en=(
        "“{label}” ({key}) is missing",
        "add a line `{name}: …`. {description}",
        "Without it the record cannot be catalogued.",
    ),
)
UNKNOWN_KEY = RULES.add(
    "unknown-key",
    "error",
    FAMILY,
    zh=("没有“{key}”这个字段", "可用的字段：{known}", "写错名称的字段不会显示，等于没有写。"),
    en=(
        "there is no field {key!r}",
        "fields to choose from: {known}",
        "A misspelt field would be lost in silence.",
    ),
)
WRONG_TYPE = RULES.add(
    "wrong-type",
    "essential",
    FAMILY,
    zh=("“{label}”（{key}）应当是{wanted}，而不是{found}", "{example}", "类型不对的内容无法显示和统计。"),
    en=(
        "“{label}” ({key}) must be {wanted}, not {found}",
        "{example}",
        "A value of the wrong type cannot be shown or counted.",
    ),
)
EMPTY_VALUE = RULES.add(
    "empty-value",
    "essential",
    FAMILY,
    zh=("“{label}”（{key}）是空的", "写上内容，或删去这一行", "空白字段会让访客以为缺了内容。"),
    en=(
        "“{label}” ({key}) is empty",
        "write a value, or delete the line",
        "A blank field looks like something lost.",
    ),
)
INVALID_DATE = RULES.add(
    "invalid-date",
    "essential",
    FAMILY,
    zh=(
        "“{label}”（{key}）的“{value}”不是有效的日期",
        "写成“2026-03-01”{minute}的样子，并核对该日是否存在",
        "不存在的日期无法排序，也会被认定为虚假发布时间。",
    ),
    en=(
        "{value!r} is not a valid date for “{label}” ({key})",
        "write it as 2026-03-01{minute}, and make sure that the day exists",
        "A day that does not exist cannot be sorted, and counts as a forged date.",
    ),
)
INVALID_VALUE = RULES.add(
    "invalid-value",
    "essential",
    FAMILY,
    zh=("“{label}”（{key}）不能是“{value}”", "可选：{known}", "统一的取值才能分类和统计。"),
    en=(
        "“{label}” ({key}) cannot be {value!r}",
        "one of: {known}",
        "Only agreed values can be grouped and counted.",
    ),
)
INVALID_FORMAT = RULES.add(
    "invalid-format",
    "essential",
    FAMILY,
    zh=("“{label}”（{key}）的“{value}”格式不对", "{description}", "格式统一的编号才能检索，并生成固定网址。"),
    en=(
        "{value!r} has the wrong form for “{label}” ({key})",
        "{description}",
        "Only values of one form can be found and turned into lasting addresses.",
    ),
)
DUPLICATE_ITEM = RULES.add(
    "duplicate-item",
    "error",
    FAMILY,
    zh=("“{label}”（{key}）里有重复的内容", "每项只写一次", "重复的内容会显示两遍。"),
    en=("“{label}” ({key}) holds an item twice", "write each item once", "It would be shown twice."),
)
OUT_OF_RANGE = RULES.add(
    "out-of-range",
    "error",
    FAMILY,
    zh=("“{label}”（{key}）的“{value}”超出允许的范围", "{description}", "超出范围的数字多半是录入错误。"),
    en=(
        "{value!r} is out of range for “{label}” ({key})",
        "{description}",
        "A number out of range is most likely a slip.",
    ),
)
CONDITION = RULES.add(
    "condition-not-met",
    "error",
    FAMILY,
    zh=("{condition}", "按上面的说明补全（{key}）", "有些内容要和别的内容一起写，公众才看得明白。"),
    en=(
        "{condition}",
        "complete it as the message says ({key})",
        "Some values need others beside them to make sense to the public.",
    ),
)
SCHEMA = RULES.add(
    "schema",
    "essential",
    FAMILY,
    zh=("“{label}”（{key}）不符合规定：{reason}", "{description}", "本站的内容模型对该字段另有要求。"),
    en=(
        "“{label}” ({key}) breaks the schema: {reason}",
        "{description}",
        "The site's own schema asks for more.",
    ),
)
EXPIRES_BEFORE_EFFECTIVE = RULES.add(
    "expires-before-effective",
    "error",
    FAMILY,
    zh=("失效日期 {expires} 不晚于施行日期 {effective}", "核对两个日期", "文件不可能在施行之前失效。"),
    en=(
        "it expires on {expires}, not after it takes effect on {effective}",
        "check both dates",
        "Nothing can end before it begins.",
    ),
)
EXPIRED_IN_FORCE = RULES.add(
    "expired-in-force",
    "warning",
    FAMILY,
    zh=(
        "失效日期 {expires} 已过，有效性却仍是“{status}”",
        "把 status 改为 expired，并在 history 里加一条说明；若已延期，改正失效日期",
        "已经失效的文件要及时清理，否则群众会以为仍然有效。",
    ),
    en=(
        "it expired on {expires}, but its status is still “{status}”",
        "set status to expired and add a history entry; correct the date if it was extended",
        "The public would take an expired document for one in force.",
    ),
)
PUBLISHED_IN_FUTURE = RULES.add(
    "published-in-future",
    "essential",
    FAMILY,
    zh=(
        "发布日期 {date} 晚于今天（{as_of}）",
        "改为实际发布的日期；“今天”默认是最近一次提交的日期，今天发布的加 --as-of today 检查",
        "虚假的发布时间是检查中的单项否决项。",
    ),
    en=(
        "the publication date {date} lies after today ({as_of})",
        "write the true day; today is the day of the last commit: check what is published today with --as-of today",
        "A forged publication date is a veto in inspections.",
    ),
)
ISSUED_AFTER_PUBLISHED = RULES.add(
    "issued-after-published",
    "warning",
    FAMILY,
    zh=("成文日期 {issued} 晚于发布日期 {published}", "核对两个日期", "文件成文之后才能发布。"),
    en=(
        "it was issued on {issued}, after its publication on {published}",
        "check both dates",
        "A document is made before it is published.",
    ),
)
HISTORY_ORDER = RULES.add(
    "history-order",
    "warning",
    FAMILY,
    zh=(
        "变更日期 {date} 早于发布日期或前一条变更（{before}）",
        "按时间先后书写，新的写在最后",
        "更新订阅按书写顺序给每条变更编号，顺序不能变。",
    ),
    en=(
        "the history entry of {date} follows publication or a change on {before}",
        "write entries in order of time, the newest last",
        "Feeds number the entries in the order written, for ever.",
    ),
)
HISTORY_IN_FUTURE = RULES.add(
    "history-in-future",
    "error",
    FAMILY,
    zh=(
        "变更日期 {date} 晚于今天（{as_of}）",
        "改为实际变更的日期；“今天”默认是最近一次提交的日期，今天的变更加 --as-of today 检查",
        "还没有发生的变更不能公布。",
    ),
    en=(
        "the history entry's date {date} lies after today ({as_of})",
        "write the true day; today is the day of the last commit: check today's change with --as-of today",
        "What has not happened cannot be announced.",
    ),
)
INTERNAL_RECORD = RULES.add(
    "internal-record",
    "essential",
    FAMILY,
    zh=(
        "内部信息（audience: internal）不能放在公开的目录树里",
        "把文件移到内部版的仓库；若本来可以公开，删去 audience 一行",
        "公开仓库中的内容任何人都能看到。",
    ),
    en=(
        "an internal record (audience: internal) stands in a public tree",
        "move the file to the internal edition's repository, or delete the line `audience` if it may be public",
        "Everybody can read what stands in a public tree.",
    ),
)
BODY_EMPTY = RULES.add(
    "body-empty",
    "warning",
    FAMILY,
    zh=(
        "没有正文，也没有附件",
        "写上正文，或附上文件；依申请公开的，在 disclosure: 下面缩进写 mode: on_request",
        "空白内容在检查中会被通报。",
    ),
    en=(
        "there is neither a body nor an attachment",
        "write the body or attach the file; or write mode: on_request, indented below disclosure:",
        "Blank pages are reported in inspections.",
    ),
)
PLACEHOLDER_LEFT = RULES.add(
    "placeholder-left",
    "warning",
    FAMILY,
    zh=(
        "正文里还留着新建时的占位文字“{text}”",
        "换成真正的正文；不需要正文的，删去这一行",
        "占位文字会原样显示给公众。",
    ),
    en=(
        "the text still holds the words of a new file, “{text}”",
        "write the text in their place; delete the line where there is nothing to write",
        "The public would read them as they stand.",
    ),
)
EXAMPLE_LEFT = RULES.add(
    "example-left",
    "warning",
    FAMILY,
    zh=(
        "“{label}”还是样例，不是事实",
        "改成实际的内容，data 下面其他各项也逐项核对；不必填的，没有就删去这一行",
        "样例里的单位、数字和会议都是编写的，公开出去就是虚假信息。",
    ),
    en=(
        "“{label}” is still the example, not a fact",
        "write what is true, and look at everything else below data; delete the line of an optional field",
        "Offices, numbers and meetings of the examples are made up; published they are false information.",
    ),
)
WITHDRAWN_BODY_LEFT = RULES.add(
    "withdrawn-body-left",
    "warning",
    FAMILY,
    zh=(
        "正文已定为撤下（body: removed），文件里却还留着：{left}",
        "从文件里删去，附件从文件夹里一并删除；公开仓库的历史里仍有原文，需要时请管理员处理",
        "网站上不再显示，但看得到仓库的人仍能从文件里读到。",
    ),
    en=(
        "the text is to be removed (body: removed), yet the file still has: {left}",
        "delete it from the file, and attachments from their folder; the history of a public repository "
        "keeps the original: ask the administrator where that must go, too",
        "The site no longer shows it, but whoever sees the repository still reads it.",
    ),
)
