"""Rules about site_config.yml itself; its values keep those of fields (`rules_of_fields`)."""

from __future__ import annotations

from generator.model.problems import RULES

FAMILY = "settings"

SETTINGS_MISSING = RULES.add(
    "settings-missing",
    "essential",
    FAMILY,
    zh=(
        "没有找到配置文件",
        "请在项目的根文件夹里运行，或用 --config 指定",
        "网站的名称、网址和规则都写在配置文件里。",
    ),
    en=(
        "there is no such configuration",
        "run this in the project's folder, or name the file with --config",
        "The site's name, address and rules stand in its configuration.",
    ),
)
SETTINGS_SECTION = RULES.add(
    "settings-section",
    "essential",
    FAMILY,
    zh=(
        "plugins 里缺少 disclosure 一节",
        "加上“plugins:”，下一行缩进写“- disclosure:”",
        "目录自己的设置都在这一节里。",
    ),
    en=(
        "the section `disclosure` is missing under plugins",
        "write `plugins:` and below it, indented, `- disclosure:`",
        "The catalog's own settings stand in this section.",
    ),
)
SETTINGS_SYNTAX = RULES.add(
    "settings-syntax",
    "essential",
    FAMILY,
    zh=(
        "配置文件这里的写法不对：{reason}",
        "每项写成“名称: 内容”，冒号后留一个空格，缩进只用空格；内容里有特殊符号时用英文引号括起来",
        "配置文件按 YAML 格式书写，写错就无法读取。",
    ),
    en=(
        "the configuration is not valid here: {reason}",
        "write each setting as `name: value` with a blank after the colon, indent with blanks, quote special characters",
        "The configuration is YAML; what is not valid cannot be read.",
    ),
)
SETTINGS_INHERIT = RULES.add(
    "settings-inherit",
    "essential",
    FAMILY,
    zh=(
        "配置文件不能用 INHERIT 引用另一个文件",
        "把 {file} 里的内容写进这个文件，删去 INHERIT 一行",
        "网站的设置都写在一个文件里，审核的人才看得全。",
    ),
    en=(
        "the configuration cannot take another one in by INHERIT",
        "write what {file} says into this file and delete the line INHERIT",
        "All settings stand in one file, so that reviewers see all of them.",
    ),
)
SETTING_UNQUOTED = RULES.add(
    "setting-unquoted",
    "essential",
    FAMILY,
    zh=(
        "{key} 的内容没有加引号，“#”之后会被当作注释丢掉",
        '写成 {key}: "{value}"',
        "YAML 把空格后的“#”当作注释的开头。",
    ),
    en=(
        "the value of {key} stands without quotes, and all after # is lost as a comment",
        'write {key}: "{value}"',
        "To YAML, a # after a blank begins a comment.",
    ),
)
SETTING_UNKNOWN_CATEGORY = RULES.add(
    "setting-unknown-category",
    "warning",
    FAMILY,
    zh=(
        "设置 {setting} 里写的栏目“{id}”不存在",
        "在 catalog/categories.yml 里查，写成“上级/下级”",
        "写错了栏目，本该按这项设置检查的信息就漏掉了。",
    ),
    en=(
        "the setting {setting} names the category {id!r}, which does not exist",
        "look it up in catalog/categories.yml; write parent/child",
        "With a wrong category, what the setting is about is not checked.",
    ),
)
SETTING_UNKNOWN_DEPARTMENT = RULES.add(
    "setting-unknown-department",
    "warning",
    FAMILY,
    zh=(
        "设置 {setting} 里写的单位“{id}”不存在",
        "在 catalog/departments.yml 里查它的代码（id）",
        "写错了单位，本该按这项设置检查的信息就漏掉了。",
    ),
    en=(
        "the setting {setting} names the department {id!r}, which does not exist",
        "look up its id in catalog/departments.yml",
        "With a wrong department, what the setting is about is not checked.",
    ),
)
NAVIGATION_TARGET = RULES.add(
    "navigation-target",
    "warning",
    FAMILY,
    zh=(
        "导航（nav）里的“{target}”不存在，网站上不显示这一项",
        "改成已有的页面（如 guide.md）或者列表（如 categories/、departments/finance/，末尾有 /）；不要的，删去这一行",
        "导航里缺了一项，不会有别的提示。",
    ),
    en=(
        "{target!r} in the navigation (nav) does not exist: the site leaves the entry out",
        "name a page (guide.md) or a list (categories/, departments/finance/, with / at the end); or delete it",
        "An entry that is missing from the navigation says nothing else of it.",
    ),
)
